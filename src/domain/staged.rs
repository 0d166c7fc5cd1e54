//! A version of a dataset and what became of it.

use time::{Date, OffsetDateTime};

use super::StoredDataset;
use super::words::words;

words! {
    /// What became of a version.
    VersionState as "version state" {
        /// Stored, and not on the map.
        Staged = "staged",
        /// On the map.
        Current = "current",
        /// Was on the map before.
        Earlier = "earlier",
        /// Was taken back before it was published.
        Discarded = "discarded",
    }
}

/// A version with what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredVersion {
    /// The dataset as this version has it.
    pub dataset: StoredDataset,
    /// What became of it.
    pub state: VersionState,
    /// Whether its rows are still there, so that it can be published.
    pub has_rows: bool,
    /// What the person said about the file, as JSON.
    pub reading_json: String,
    /// What the file was taken for, as JSON.
    pub taken_json: String,
}

/// What must be known before a version is published.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// Where the data come from.
    pub source: Option<String>,
    /// Under which terms.
    pub licence: Option<String>,
    /// The day that they describe.
    pub as_of: Option<Date>,
}

/// An entry of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// Its place in the history, from 1.
    pub position: i64,
    /// When.
    pub at: OffsetDateTime,
    /// Who.
    pub actor: super::Actor,
    /// What was done: `stage`, `publish`, `rollback`, `discard`, `remove`, `restore`.
    pub action: String,
    /// To which dataset.
    pub kind: super::DatasetKind,
    /// To which dataset.
    pub id: super::DatasetId,
    /// Which version it is about.
    pub version: Option<i64>,
    /// The version that was on the map before.
    pub previous_version: Option<i64>,
    /// SHA-256 of the file.
    pub content_hash: Option<String>,
    /// What else is worth knowing.
    pub note: Option<String>,
}
