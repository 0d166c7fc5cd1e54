//! Posyandu: where and when families are served.

use time::Date;

use super::words::words;
use super::{AreaCode, InvalidValue, Position, Schedule};

/// A posyandu's identifier: its national registration number where it has one,
/// else a slug that the file gives. Unique over all files.
///
/// ```
/// use jangkau::domain::PosyanduId;
///
/// assert!("9771011002-melati-1".parse::<PosyanduId>().is_ok());
/// assert!("melati 1".parse::<PosyanduId>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PosyanduId(String);

impl PosyanduId {
    /// The identifier.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for PosyanduId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for PosyanduId {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_');
        if (1..=64).contains(&text.len()) && text.bytes().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidValue::new(
                "posyandu id",
                text,
                "expected 1 to 64 letters, digits, hyphens, dots and underscores",
            ))
        }
    }
}

/// A posyandu as its file states it.
#[derive(Debug, Clone, PartialEq)]
pub struct Posyandu {
    /// Unique over all files.
    pub id: PosyanduId,
    /// Name; repeats between kelurahan.
    pub name: String,
    /// The kelurahan that it says it belongs to.
    pub area: AreaCode,
    /// Ward, as people know it: `RW 05`.
    pub rw: Option<String>,
    /// Where it meets; none where nobody knows.
    pub position: Option<Position>,
    /// How the position was found.
    pub quality: PointQuality,
    /// Strength by the national strata.
    pub stratum: Option<Stratum>,
    /// What it offers.
    pub services: Vec<Service>,
    /// When it is open; none where nobody said.
    pub schedule: Option<Schedule>,
    /// The health centre that looks after it.
    pub puskesmas: Option<String>,
    /// When the schedule was last confirmed.
    pub confirmed: Option<Date>,
    /// The source in words or as an address.
    pub source: String,
}

words! {
    /// How a position was found; a distance is only as good as this.
    PointQuality as "point quality" {
        /// Measured on the spot.
        Surveyed = "surveyed",
        /// Found from an address.
        Geocoded = "geocoded",
        /// The middle of the ward.
        RwCentroid = "rw_centroid",
        /// The middle of the kelurahan.
        KelurahanCentroid = "kelurahan_centroid",
        /// Nobody knows.
        Unknown = "unknown",
    }
}

words! {
    /// The strata of a posyandu; not the classes of a Kampung KB, although one
    /// word is the same.
    Stratum as "posyandu stratum" {
        /// First.
        Pratama = "pratama",
        /// Second.
        Madya = "madya",
        /// Third.
        Purnama = "purnama",
        /// Fourth.
        Mandiri = "mandiri",
    }
}

words! {
    /// What a posyandu offers.
    Service as "posyandu service" {
        /// Weighing.
        Timbang = "timbang",
        /// Measuring of length or height.
        Ukur = "ukur",
        /// Immunisation.
        Imunisasi = "imunisasi",
        /// Mother and child health.
        Kia = "kia",
        /// Family planning.
        Kb = "kb",
        /// Nutrition.
        Gizi = "gizi",
        /// Supplementary food.
        Pmt = "pmt",
        /// Older people.
        Lansia = "lansia",
        /// Adolescents.
        Remaja = "remaja",
    }
}
