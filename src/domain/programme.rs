//! What a kelurahan lacks, who answers it, and with what: problems, programmes
//! and the agencies.

use time::Date;

use super::words::words;
use super::{AreaCode, InvalidValue, Period};

/// A problem that a kelurahan has found in its cycle.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Problem {
    /// Its id, unique in its dataset and kelurahan.
    pub id: ProblemId,
    /// The kelurahan.
    pub area: AreaCode,
    /// What kind of problem it is.
    pub category: ProblemCategory,
    /// Whom it concerns.
    pub target_group: TargetGroup,
    /// What it is, in words; never about a single person.
    pub name: String,
    /// How many people, families or houses it concerns, from 0; none where nobody
    /// has counted.
    pub size: Option<i64>,
    /// The day on which it was found.
    pub found: Date,
    /// The day by which that was known; none as for
    /// [`super::KampungKbEvent::known`].
    pub known: Option<Date>,
    /// The day on which it was solved, where it is.
    pub solved: Option<Date>,
    /// The source in words or as an address.
    pub source: String,
}

/// The id of a problem: one to 64 letters, digits, hyphens, dots and underscores.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProblemId(String);

impl ProblemId {
    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for ProblemId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for ProblemId {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = (1..=64).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b));
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            let reason = "expected one to 64 letters, digits, hyphens, dots and underscores";
            Err(InvalidValue::new("problem id", text, reason))
        }
    }
}

words! {
    /// What kind of problem a kelurahan has.
    ProblemCategory as "problem category" {
        /// Nutrition.
        Gizi = "gizi",
        /// Health and its services.
        Kesehatan = "kesehatan",
        /// Water and sanitation.
        AirSanitasi = "air-sanitasi",
        /// Housing.
        Perumahan = "perumahan",
        /// Food of families.
        Pangan = "pangan",
        /// Income of families.
        Ekonomi = "ekonomi",
        /// Care and schooling of children.
        PengasuhanPendidikan = "pengasuhan-pendidikan",
        /// Civil documents.
        DokumenKependudukan = "dokumen-kependudukan",
        /// Anything else.
        Lainnya = "lainnya",
    }
}

/// A programme in a kelurahan, by one of the city's agencies or by a partner.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Programme {
    /// The kelurahan.
    pub area: AreaCode,
    /// The agency (organisasi perangkat daerah), or the partner.
    pub opd: String,
    /// Which of the two it is.
    pub provider: Provider,
    /// The sector it belongs to.
    pub sector: Sector,
    /// What is done.
    pub name: String,
    /// For whom.
    pub target_group: TargetGroup,
    /// The problems that it answers, all of the same kelurahan.
    pub answers: Vec<ProblemId>,
    /// How many it is planned for.
    pub planned: Option<i64>,
    /// How many it has reached.
    pub realised: Option<i64>,
    /// The year of the plan (RKPD).
    pub year: Period,
    /// How far it is; none where the source does not say so.
    pub status: Option<ProgrammeStatus>,
    /// The day by which it was known; none as for
    /// [`super::KampungKbEvent::known`].
    pub known: Option<Date>,
    /// The source in words or as an address.
    pub source: String,
}

words! {
    /// Who carries a programme.
    Provider as "provider" {
        /// An agency of the city.
        Opd = "opd",
        /// A partner: a company, a university, an association.
        Mitra = "mitra",
    }
}

words! {
    /// How far a programme is.
    ProgrammeStatus as "programme status" {
        /// It is proposed and not in the plan yet.
        Diusulkan = "diusulkan",
        /// It is in the plan.
        Direncanakan = "direncanakan",
        /// It is under way.
        Berjalan = "berjalan",
        /// It is done.
        Selesai = "selesai",
        /// It was given up.
        Batal = "batal",
    }
}

/// An agency of a city, as long as it has that name. After a reorganisation the
/// same work goes on under another name, so a name alone says nothing without
/// its years.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Agency {
    /// The kabupaten or kota.
    pub area: AreaCode,
    /// Its name.
    pub name: String,
    /// Its short name.
    pub short_name: Option<String>,
    /// The first day of its name; none where it is not known.
    pub valid_from: Option<Date>,
    /// The last day of its name; none while it lasts.
    pub valid_to: Option<Date>,
    /// The name of the agency that took over its work.
    pub successor: Option<String>,
    /// The source in words or as an address.
    pub source: String,
}

impl Agency {
    /// Whether the agency had its name at any time of a period.
    ///
    /// An undated period is within every validity.
    pub fn is_valid_in(&self, period: Period) -> bool {
        let began = self.valid_from.zip(period.last_day()).is_none_or(|(from, last)| from <= last);
        let lasts = self.valid_to.zip(period.first_day()).is_none_or(|(to, first)| first <= to);
        began && lasts
    }
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
