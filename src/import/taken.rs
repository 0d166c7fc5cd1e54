//! What a file was taken for, said back so that a person can object.

use serde::{Deserialize, Serialize};

/// How the file was read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Taken {
    /// The format, such as `Shapefile (zip)`.
    pub format: String,
    /// The layer or sheet that was read.
    pub layer: Option<String>,
    /// The other layers or sheets, which were not.
    pub other_layers: Vec<String>,
    /// The encoding of its texts.
    pub encoding: Option<String>,
    /// What separates its columns.
    pub separator: Option<String>,
    /// Where its header stands.
    pub header: Option<String>,
    /// Its coordinate reference system.
    pub crs: Option<TakenCrs>,
    /// How areas are named: `kemendagri`, `bps`, `nama`.
    pub areas_by: Option<String>,
    /// How numbers in texts are written: `id` or `en`.
    pub numbers: Option<String>,
    /// How dates with slashes are written: `dmy` or `mdy`.
    pub dates: Option<String>,
    /// Our columns, each with the file's name for it.
    pub columns: Vec<(String, String)>,
    /// Columns of the file that were not read.
    pub unread: Vec<String>,
    /// How many rows or features it holds.
    pub records: usize,
    /// The kind of export that it was recognised as.
    pub export: Option<String>,
}

impl Taken {
    /// The same as a JSON object.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| "null".to_owned())
    }
}

/// A coordinate reference system as taken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TakenCrs {
    /// Its name.
    pub name: String,
    /// Its EPSG code, where it has one.
    pub epsg: Option<u32>,
    /// What it was found from: `option`, `authority`, `name`, `parameters`, `format`.
    pub found: String,
    /// How far a converted position may be off, in metres, where that matters.
    pub uncertainty_m: Option<f64>,
}
