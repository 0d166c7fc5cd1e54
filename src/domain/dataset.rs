//! Datasets, and everything that a store holds at one moment.

use time::{Date, OffsetDateTime};

use super::indicator::{SLUG_RULE, is_slug};
use super::words::words;
use super::{
    Agency, Area, AreaName, Claim, Indicator, InvalidValue, KampungKbEvent, Posyandu, Problem, Programme,
};

/// The slug of a dataset, such as `batas-kelurahan`; together with its kind it
/// names a dataset.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DatasetId(String);

impl DatasetId {
    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for DatasetId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for DatasetId {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if is_slug(text) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidValue::new("dataset id", text, SLUG_RULE))
        }
    }
}

words! {
    /// What a dataset holds. Its order is the order of loading: later kinds
    /// refer to earlier ones.
    DatasetKind as "dataset kind" {
        /// The official list of areas: names, levels, BPS codes.
        Areas = "areas",
        /// Shapes of kelurahan.
        Boundaries = "boundaries",
        /// The indicator catalogue.
        Catalogue = "catalogue",
        /// Figures.
        Claims = "claims",
        /// Dated facts about Kampung KB.
        KampungKb = "kampung-kb",
        /// The agencies of cities, with their years.
        Agencies = "agencies",
        /// Problems that kelurahan have found.
        Problems = "problems",
        /// Programmes of the agencies.
        Programmes = "programmes",
        /// Posyandu.
        Posyandu = "posyandu",
    }
}

/// What is known of a dataset before a row of it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetMeta {
    /// Slug.
    pub id: DatasetId,
    /// What it holds.
    pub kind: DatasetKind,
    /// Whether it is invented; then it is marked `contoh` wherever it appears.
    pub sample: bool,
    /// Where it comes from.
    pub source: String,
    /// Under which terms.
    pub licence: String,
    /// The day that it describes, where known.
    pub as_of: Option<Date>,
}

/// A dataset with its current version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDataset {
    /// What it is.
    pub meta: DatasetMeta,
    /// The number of its version, growing over the whole store.
    pub version: i64,
    /// SHA-256 of the imported file, in hexadecimal digits.
    pub content_hash: String,
    /// The name of the imported file, without its folder.
    pub file_name: String,
    /// When it was imported.
    pub imported_at: OffsetDateTime,
    /// How many rows it holds.
    pub rows: i64,
    /// How many findings its import gave.
    pub findings: i64,
}

/// The rows of one version of a dataset, by kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Rows {
    /// Names of areas.
    Areas(Vec<AreaName>),
    /// Shapes of kelurahan.
    Boundaries(Vec<Area>),
    /// Indicators.
    Catalogue(Vec<Indicator>),
    /// Figures.
    Claims(Vec<Claim>),
    /// Facts about Kampung KB.
    KampungKb(Vec<KampungKbEvent>),
    /// The agencies of cities.
    Agencies(Vec<Agency>),
    /// Problems that kelurahan have found.
    Problems(Vec<Problem>),
    /// Programmes of the agencies.
    Programmes(Vec<Programme>),
    /// Posyandu.
    Posyandu(Vec<Posyandu>),
}

impl Rows {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Areas(rows) => rows.len(),
            Self::Boundaries(rows) => rows.len(),
            Self::Catalogue(rows) => rows.len(),
            Self::Claims(rows) => rows.len(),
            Self::KampungKb(rows) => rows.len(),
            Self::Agencies(rows) => rows.len(),
            Self::Problems(rows) => rows.len(),
            Self::Programmes(rows) => rows.len(),
            Self::Posyandu(rows) => rows.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A row with the dataset that it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Held<T> {
    /// Index into [`Holdings::datasets`].
    pub dataset: usize,
    /// The row.
    pub row: T,
}

/// The current version of every dataset that a store holds, as loaded: what a
/// snapshot is built from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Holdings {
    /// The datasets themselves, by kind and id.
    pub datasets: Vec<StoredDataset>,
    /// The official list of areas.
    pub names: Vec<Held<AreaName>>,
    /// Shapes of kelurahan.
    pub areas: Vec<Held<Area>>,
    /// The indicator catalogue.
    pub indicators: Vec<Held<Indicator>>,
    /// Figures, in the order of their files.
    pub claims: Vec<Held<Claim>>,
    /// Facts about Kampung KB, in the order of their files.
    pub events: Vec<Held<KampungKbEvent>>,
    /// The agencies of cities.
    pub agencies: Vec<Held<Agency>>,
    /// Problems that kelurahan have found.
    pub problems: Vec<Held<Problem>>,
    /// Programmes of the agencies.
    pub programmes: Vec<Held<Programme>>,
    /// Posyandu.
    pub posyandu: Vec<Held<Posyandu>>,
}
