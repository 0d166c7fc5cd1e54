//! Kampung Keluarga Berkualitas (Kampung KB): dated facts about each.
//!
//! Whether a kelurahan has one is never a column. It is a question, "at day D",
//! asked of dated facts, each with the precision of its date and its proof. A
//! fact has two dates: when it is true, and when it became known. So the same
//! question can be asked "as known on day K", and an answer of then is never
//! bettered by what came to light later.

use time::{Date, Duration, Month};

use super::AreaCode;
use super::words::words;

/// One dated fact about the Kampung KB of a kelurahan.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct KampungKbEvent {
    /// The kelurahan.
    pub area: AreaCode,
    /// The name of the Kampung KB, where it is known.
    pub name: Option<String>,
    /// Over which unit it reaches, where that is said.
    pub unit: Option<UnitLevel>,
    /// What happened.
    pub fact: KampungKbFact,
    /// The day, read with [`KampungKbEvent::precision`].
    pub date: Date,
    /// How exact the day is.
    pub precision: DatePrecision,
    /// The day before which it surely did not happen, where that is known; it
    /// narrows what [`DatePrecision::ByLatest`] leaves open.
    pub not_before: Option<Date>,
    /// The day by which it was known; none where the file does not say so, and
    /// then it counts from the day of the import.
    pub known: Option<Date>,
    /// What kind of statement stands behind it.
    pub proof: Proof,
    /// Of a stage of the cycle: when it ended, where it has.
    pub ended: Option<Date>,
    /// Of a stage of the cycle: the day on which it is due to end.
    pub due: Option<Date>,
    /// The decree, minutes or other paper behind it.
    pub document: Option<String>,
    /// Of a stage of the cycle: who answers for it; an office, never a person.
    pub responsible: Option<String>,
    /// The source in words or as an address.
    pub source: String,
    /// What a reader should know.
    pub note: Option<String>,
}

impl KampungKbEvent {
    /// The last day on which it may have become true: from then on it is certain.
    ///
    /// The day itself, or the last day of its month.
    pub fn latest(&self) -> Date {
        match self.precision {
            DatePrecision::Day | DatePrecision::ByLatest => self.date,
            DatePrecision::Month => last_of_month(self.date),
        }
    }

    /// The first day on which it may have become true; none where nothing bounds
    /// it from below.
    pub fn earliest(&self) -> Option<Date> {
        let by_precision = match self.precision {
            DatePrecision::Day => Some(self.date),
            DatePrecision::Month => self.date.replace_day(1).ok(),
            DatePrecision::ByLatest => None,
        };
        by_precision.max(self.not_before)
    }
}

fn last_of_month(date: Date) -> Date {
    let days: u8 = Month::length(date.month(), date.year());
    date.saturating_add(Duration::days(i64::from(days - date.day())))
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
    /// It is active, perhaps again.
    Active,
    /// It is no longer active.
    Inactive,
    /// It was merged into that of another kelurahan and is no more.
    MergedInto(AreaCode),
    /// It was split from that of another kelurahan.
    SplitFrom(AreaCode),
    /// It took the name that the row gives.
    Renamed,
    /// Its kelurahan had this code before and has that of the row from that day.
    Recoded(AreaCode),
    /// It was assessed as this class.
    Classified(Class),
    /// It entered this stage of the cycle.
    Reached(CycleStage),
    /// A facility is there, is not there, or nobody has filled that in.
    Facility(Facility, Presence),
}

impl KampungKbFact {
    /// The words of the column `peristiwa`.
    pub const WORDS: &'static [&'static str] = &[
        "rencana",
        "pembentukan",
        "pencanangan",
        "sudah ada",
        "aktif",
        "tidak aktif",
        "digabung ke",
        "pecahan dari",
        "berganti nama",
        "berganti kode",
        "klasifikasi",
        "tahap",
        "sarana",
    ];

    /// The word in the column `peristiwa`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Planned => "rencana",
            Self::Formed => "pembentukan",
            Self::Launched => "pencanangan",
            Self::Existing => "sudah ada",
            Self::Active => "aktif",
            Self::Inactive => "tidak aktif",
            Self::MergedInto(_) => "digabung ke",
            Self::SplitFrom(_) => "pecahan dari",
            Self::Renamed => "berganti nama",
            Self::Recoded(_) => "berganti kode",
            Self::Classified(_) => "klasifikasi",
            Self::Reached(_) => "tahap",
            Self::Facility(..) => "sarana",
        }
    }

    /// What stands in the column `nilai`, for the facts that have something there.
    pub fn value(self) -> Option<String> {
        match self {
            Self::Classified(class) => Some(class.to_string()),
            Self::Reached(stage) => Some(stage.to_string()),
            Self::Facility(facility, _) => Some(facility.to_string()),
            Self::MergedInto(code) | Self::SplitFrom(code) | Self::Recoded(code) => Some(code.to_string()),
            _ => None,
        }
    }

    /// The word in the column `keadaan`, for the facts that have one.
    pub const fn presence(self) -> Option<Presence> {
        match self {
            Self::Facility(_, presence) => Some(presence),
            _ => None,
        }
    }

    /// Reads the three columns back; none where they are not words of the register.
    pub fn from_words(word: &str, value: Option<&str>, presence: Option<&str>) -> Option<Self> {
        match (word, value, presence) {
            ("rencana", None, None) => Some(Self::Planned),
            ("pembentukan", None, None) => Some(Self::Formed),
            ("pencanangan", None, None) => Some(Self::Launched),
            ("sudah ada", None, None) => Some(Self::Existing),
            ("aktif", None, None) => Some(Self::Active),
            ("tidak aktif", None, None) => Some(Self::Inactive),
            ("berganti nama", None, None) => Some(Self::Renamed),
            ("digabung ke", Some(code), None) => kelurahan(code).map(Self::MergedInto),
            ("pecahan dari", Some(code), None) => kelurahan(code).map(Self::SplitFrom),
            ("berganti kode", Some(code), None) => kelurahan(code).map(Self::Recoded),
            ("klasifikasi", Some(value), None) => value.parse().ok().map(Self::Classified),
            ("tahap", Some(value), None) => value.parse().ok().map(Self::Reached),
            ("sarana", Some(value), Some(presence)) => {
                Some(Self::Facility(value.parse().ok()?, presence.parse().ok()?))
            }
            _ => None,
        }
    }

    /// Whether the fact shows that the Kampung KB exists from then on.
    pub const fn shows_existence(self) -> bool {
        matches!(
            self,
            Self::Formed
                | Self::Launched
                | Self::Existing
                | Self::Active
                | Self::SplitFrom(_)
                | Self::Renamed
                | Self::Recoded(_)
        )
    }

    /// Whether the fact shows that it is no more from then on.
    pub const fn shows_end(self) -> bool {
        matches!(self, Self::Inactive | Self::MergedInto(_))
    }
}

fn kelurahan(code: &str) -> Option<AreaCode> {
    code.parse().ok().filter(|code: &AreaCode| code.level() == super::Level::Kelurahan)
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
    /// Over which unit a Kampung KB reaches. Until about 2021 a kelurahan could
    /// hold several, one a ward or hamlet.
    UnitLevel as "unit of a Kampung KB" {
        /// The whole kelurahan or desa.
        Kelurahan = "kelurahan",
        /// A ward (rukun warga).
        Rw = "rw",
        /// A hamlet.
        Dusun = "dusun",
    }
}

words! {
    /// What belongs to a Kampung KB.
    Facility as "facility" {
        /// The working group.
        Pokja = "pokja",
        /// A decree on the working group.
        SkPokja = "sk-pokja",
        /// Members of the working group are trained.
        PelatihanPokja = "pelatihan-pokja",
        /// The secretariat.
        Sekretariat = "sekretariat",
        /// The village data house.
        RumahDataku = "rumah-dataku",
        /// The community kitchen against stunting.
        Dashat = "dashat",
        /// Group for families with children under five.
        Bkb = "bkb",
        /// Group for families with adolescents.
        Bkr = "bkr",
        /// Group for families with elderly members.
        Bkl = "bkl",
        /// Group that raises the income of families.
        Uppka = "uppka",
        /// Information and counselling for adolescents.
        PikR = "pik-r",
        /// A field officer who accompanies it.
        Plkb = "plkb",
        /// The community's work plan.
        Rkm = "rkm",
        /// A rule of the governor, mayor, camat or lurah.
        Regulasi = "regulasi",
    }
}

words! {
    /// Whether a facility is there. "Not filled" is no "no".
    Presence as "presence" {
        /// It is there.
        Ada = "ada",
        /// It is not there.
        TidakAda = "tidak ada",
        /// Nobody has filled it in.
        BelumDiisi = "belum diisi",
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

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn facts_and_their_words_round_trip() {
        let code = "97.71.01.1002".parse().expect("a code");
        let facts = [
            KampungKbFact::Planned,
            KampungKbFact::Formed,
            KampungKbFact::Launched,
            KampungKbFact::Existing,
            KampungKbFact::Active,
            KampungKbFact::Inactive,
            KampungKbFact::MergedInto(code),
            KampungKbFact::SplitFrom(code),
            KampungKbFact::Renamed,
            KampungKbFact::Recoded(code),
            KampungKbFact::Classified(Class::Mandiri),
            KampungKbFact::Reached(CycleStage::IntegrasiOpd),
            KampungKbFact::Facility(Facility::RumahDataku, Presence::BelumDiisi),
        ];
        for (fact, word) in facts.into_iter().zip(KampungKbFact::WORDS) {
            assert_eq!(fact.word(), *word);
            let presence = fact.presence().map(Presence::as_str);
            assert_eq!(KampungKbFact::from_words(word, fact.value().as_deref(), presence), Some(fact));
        }
        assert_eq!(KampungKbFact::from_words("klasifikasi", None, None), None);
        assert_eq!(KampungKbFact::from_words("pencanangan", Some("dasar"), None), None);
        assert_eq!(KampungKbFact::from_words("digabung ke", Some("97.71"), None), None);
        assert_eq!(KampungKbFact::from_words("sarana", Some("dashat"), None), None);
    }

    #[test]
    fn a_date_is_read_with_its_precision() {
        let on = |date: Date, precision, not_before| {
            let event = KampungKbEvent {
                area: "97.71.01.1002".parse().expect("a code"),
                name: None,
                unit: None,
                fact: KampungKbFact::Launched,
                date,
                precision,
                not_before,
                known: None,
                proof: Proof::Named,
                ended: None,
                due: None,
                document: None,
                responsible: None,
                source: String::new(),
                note: None,
            };
            (event.earliest(), event.latest())
        };
        let day = date!(2024 - 02 - 10);
        assert_eq!(on(day, DatePrecision::Day, None), (Some(day), day));
        assert_eq!(on(day, DatePrecision::Month, None), (Some(date!(2024 - 02 - 01)), date!(2024 - 02 - 29)));
        assert_eq!(on(day, DatePrecision::ByLatest, None), (None, day));
        let not_before = Some(date!(2024 - 01 - 05));
        assert_eq!(on(day, DatePrecision::ByLatest, not_before), (not_before, day));
        assert_eq!(on(day, DatePrecision::Day, not_before), (Some(day), day));
    }
}
