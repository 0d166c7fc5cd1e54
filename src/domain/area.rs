//! Areas and the official list of their names.

use geo::MultiPolygon;

use super::words::words;
use super::{AreaCode, Level};

/// A kelurahan or desa with its shape.
///
/// Wider areas (kecamatan, kota, provinsi) are not imported: they are dissolved
/// from the kelurahan, so that their borders agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Kemendagri code.
    pub code: AreaCode,
    /// Name as the boundary file gives it.
    pub name: String,
    /// Degrees on WGS 84, longitude first; not empty, rings closed and free of
    /// crossings, shells counter-clockwise. Neighbours may overlap or leave
    /// gaps: that is the file's to say and the topology's to report.
    pub shape: MultiPolygon,
}

/// A row of the official list of areas: a name for a code, at any level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaName {
    /// Kemendagri code, which also gives level and parent.
    pub code: AreaCode,
    /// Official name.
    pub name: String,
    /// The same area in the scheme of Statistics Indonesia (BPS): digits.
    pub bps_code: Option<String>,
    /// The year of the BPS list that the code is taken from, where known.
    pub bps_vintage: Option<u16>,
    /// In which zone its days begin; western unless the list says otherwise.
    pub time_zone: TimeZone,
}

impl AreaName {
    /// The level, which follows from the code.
    pub fn level(&self) -> Level {
        self.code.level()
    }
}

words! {
    /// The three civil time zones of Indonesia.
    TimeZone as "time zone" {
        /// Western: UTC+7, Asia/Jakarta.
        Wib = "WIB",
        /// Central: UTC+8, Asia/Makassar.
        Wita = "WITA",
        /// Eastern: UTC+9, Asia/Jayapura.
        Wit = "WIT",
    }
}

impl TimeZone {
    /// Whole hours ahead of UTC; Indonesia has no summer time.
    pub const fn utc_offset_hours(self) -> i8 {
        match self {
            Self::Wib => 7,
            Self::Wita => 8,
            Self::Wit => 9,
        }
    }
}
