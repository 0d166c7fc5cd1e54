//! Kampung Keluarga Berkualitas (Kampung KB): dated facts about each.
//!
//! Whether a kelurahan has one is never a column. It is a question, "at day D",
//! asked of dated facts, each with the precision of its date and its proof.

use time::Date;

use super::words::words;
use super::{AreaCode, Period};

/// One dated fact about the Kampung KB of a kelurahan.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct KampungKbEvent {
    /// The kelurahan.
    pub area: AreaCode,
    /// The name of the Kampung KB, where it is known.
    pub name: Option<String>,
    /// What happened.
    pub fact: KampungKbFact,
    /// The day, read with [`KampungKbEvent::precision`].
    pub date: Date,
    /// How exact the day is.
    pub precision: DatePrecision,
    /// What kind of statement stands behind it.
    pub proof: Proof,
    /// The source in words or as an address.
    pub source: String,
    /// What a reader should know.
    pub note: Option<String>,
}

/// What a dated fact says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KampungKbFact {
    /// It is planned.
    Planned,
    /// It was formed by decree (SK).
    Formed,
    /// It was launched in a ceremony (pencanangan).
    Launched,
    /// It exists by that day; how long already is not said.
    Existing,
    /// It is no longer active.
    Inactive,
    /// It was assessed as this class.
    Classified(Class),
    /// It reached this stage of the cycle.
    Reached(CycleStage),
}

impl KampungKbFact {
    /// The words of the column `peristiwa`.
    pub const WORDS: &'static [&'static str] =
        &["rencana", "pembentukan", "pencanangan", "sudah ada", "tidak aktif", "klasifikasi", "tahap"];

    /// The word in the column `peristiwa`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Planned => "rencana",
            Self::Formed => "pembentukan",
            Self::Launched => "pencanangan",
            Self::Existing => "sudah ada",
            Self::Inactive => "tidak aktif",
            Self::Classified(_) => "klasifikasi",
            Self::Reached(_) => "tahap",
        }
    }

    /// The word in the column `nilai`, for the facts that have one.
    pub const fn value(self) -> Option<&'static str> {
        match self {
            Self::Classified(class) => Some(class.as_str()),
            Self::Reached(stage) => Some(stage.as_str()),
            _ => None,
        }
    }

    /// Reads both columns back; none where they are not words of the register.
    pub fn from_words(word: &str, value: Option<&str>) -> Option<Self> {
        match (word, value) {
            ("rencana", None) => Some(Self::Planned),
            ("pembentukan", None) => Some(Self::Formed),
            ("pencanangan", None) => Some(Self::Launched),
            ("sudah ada", None) => Some(Self::Existing),
            ("tidak aktif", None) => Some(Self::Inactive),
            ("klasifikasi", Some(value)) => value.parse().ok().map(Self::Classified),
            ("tahap", Some(value)) => value.parse().ok().map(Self::Reached),
            _ => None,
        }
    }

    /// Whether the fact shows that the Kampung KB exists.
    pub const fn shows_existence(self) -> bool {
        matches!(self, Self::Formed | Self::Launched | Self::Existing)
    }
}

words! {
    /// How exact a date is.
    DatePrecision as "date precision" {
        /// On that day.
        Day = "hari",
        /// In that month.
        Month = "bulan",
        /// On that day at the latest.
        ByLatest = "paling lambat",
    }
}

words! {
    /// What kind of statement stands behind a fact.
    Proof as "proof" {
        /// The source names this kelurahan.
        Named = "disebut namanya",
        /// The source speaks of a group that it belongs to.
        Group = "pernyataan kelompok",
        /// A decree or another document.
        Document = "dokumen",
        /// Invented for the sample.
        Sample = "contoh",
    }
}

words! {
    /// The four classes of the national scheme (Peraturan BKKBN 20/2023), in
    /// their order. An ordinal: no arithmetic is done on it, and it says
    /// nothing about stunting.
    Class as "Kampung KB class" {
        /// Basic.
        Dasar = "dasar",
        /// Developing.
        Berkembang = "berkembang",
        /// Self-reliant.
        Mandiri = "mandiri",
        /// Sustained.
        Berkelanjutan = "berkelanjutan",
    }
}

words! {
    /// The stages of the cycle, in their order.
    CycleStage as "cycle stage" {
        /// Data collection.
        Pendataan = "pendataan",
        /// Situation analysis.
        AnalisaSituasi = "analisa-situasi",
        /// Problem inventory.
        InventarisasiMasalah = "inventarisasi-masalah",
        /// Discussion with the agencies.
        Pembahasan = "pembahasan",
        /// Programmes of the agencies meet in the yearly plan.
        IntegrasiOpd = "integrasi-opd",
    }
}

/// A programme of one of the city's agencies in a kelurahan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programme {
    /// The kelurahan.
    pub area: AreaCode,
    /// The agency (organisasi perangkat daerah).
    pub opd: String,
    /// The sector it belongs to.
    pub sector: Sector,
    /// What is done.
    pub name: String,
    /// For whom.
    pub target_group: TargetGroup,
    /// The year of the plan (RKPD).
    pub year: Period,
    /// The source in words or as an address.
    pub source: String,
}

words! {
    /// The sectors of the city's plan.
    Sector as "sector" {
        /// Clothing.
        Sandang = "sandang",
        /// Food.
        Pangan = "pangan",
        /// Housing.
        Papan = "papan",
        /// Health.
        Kesehatan = "kesehatan",
        /// Anything else.
        Lainnya = "lainnya",
    }
}

words! {
    /// For whom a service or programme is.
    TargetGroup as "target group" {
        /// Adolescent girls.
        RemajaPutri = "remaja-putri",
        /// Prospective couples.
        Catin = "catin",
        /// Pregnant women.
        Bumil = "bumil",
        /// Breastfeeding women.
        Busui = "busui",
        /// Children under two.
        Baduta = "baduta",
        /// Children under five.
        Balita = "balita",
        /// Families.
        Keluarga = "keluarga",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_and_their_words_round_trip() {
        let facts = [
            KampungKbFact::Planned,
            KampungKbFact::Formed,
            KampungKbFact::Launched,
            KampungKbFact::Existing,
            KampungKbFact::Inactive,
            KampungKbFact::Classified(Class::Mandiri),
            KampungKbFact::Reached(CycleStage::IntegrasiOpd),
        ];
        for fact in facts {
            assert_eq!(KampungKbFact::from_words(fact.word(), fact.value()), Some(fact));
        }
        assert_eq!(KampungKbFact::from_words("klasifikasi", None), None);
        assert_eq!(KampungKbFact::from_words("pencanangan", Some("dasar")), None);
    }
}
