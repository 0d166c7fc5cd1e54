//! Versions, their differences and their history, as they go over the wire.

use serde::Serialize;
use time::format_description::well_known::Rfc3339;
use utoipa::ToSchema;

use crate::app::{Change, Difference};
use crate::domain::{HistoryEntry, StoredVersion};

/// A version of a dataset and what became of it.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportVersion)]
pub struct VersionJson {
    /// Its number, growing over the whole store.
    version: i64,
    /// What it holds, such as `boundaries`.
    kind: String,
    /// The dataset that it belongs to.
    dataset: String,
    /// `staged`, `current`, `earlier` or `discarded`.
    state: String,
    /// Whether its rows are still there, so that it can be published.
    has_rows: bool,
    /// Whether it is invented.
    sample: bool,
    source: String,
    licence: String,
    as_of: Option<String>,
    file_name: String,
    /// SHA-256 of the file, and of how it was read where something was said.
    content_hash: String,
    imported_at: String,
    rows: i64,
    findings: i64,
    /// What the person said about the file.
    #[schema(value_type = Object)]
    reading: serde_json::Value,
    /// What the file was taken for.
    #[schema(value_type = Object)]
    taken: serde_json::Value,
}

impl From<&StoredVersion> for VersionJson {
    fn from(version: &StoredVersion) -> Self {
        let dataset = &version.dataset;
        let parsed = |text: &str| serde_json::from_str(text).unwrap_or(serde_json::Value::Null);
        Self {
            version: dataset.version,
            kind: dataset.meta.kind.to_string(),
            dataset: dataset.meta.id.to_string(),
            state: version.state.to_string(),
            has_rows: version.has_rows,
            sample: dataset.meta.sample,
            source: dataset.meta.source.clone(),
            licence: dataset.meta.licence.clone(),
            as_of: dataset.meta.as_of.map(|day| day.to_string()),
            file_name: dataset.file_name.clone(),
            content_hash: dataset.content_hash.clone(),
            imported_at: dataset.imported_at.format(&Rfc3339).unwrap_or_default(),
            rows: dataset.rows,
            findings: dataset.findings,
            reading: parsed(&version.reading_json),
            taken: parsed(&version.taken_json),
        }
    }
}

/// What a version would change.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportDifference)]
pub struct DifferenceJson {
    version: VersionJson,
    /// The version on the map; null where there is none.
    against: Option<i64>,
    rows_before: usize,
    rows_after: usize,
    added: usize,
    removed: usize,
    changed: usize,
    /// Shapes that move.
    moved: usize,
    /// Rows that are new, gone or different; the first thousand.
    changes: Vec<ChangeJson>,
    /// Shapes that move, the farthest first; the first thousand.
    shapes: Vec<ShapeJson>,
    /// What would no longer fit with the other datasets.
    #[schema(value_type = Vec<Object>)]
    new_misfits: serde_json::Value,
    /// What would fit with them again.
    #[schema(value_type = Vec<Object>)]
    mended_misfits: serde_json::Value,
}

/// A row that changes.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportChange)]
struct ChangeJson {
    kode: Option<String>,
    key: String,
    before: Option<String>,
    after: Option<String>,
}

impl From<&Change> for ChangeJson {
    fn from(change: &Change) -> Self {
        Self {
            kode: change.area.map(|code| code.to_string()),
            key: change.key.clone(),
            before: change.before.clone(),
            after: change.after.clone(),
        }
    }
}

/// A shape that moves.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportShapeChange)]
struct ShapeJson {
    kode: String,
    nama: String,
    before_m2: f64,
    after_m2: f64,
    /// How far any point of one border lies from the other, in metres.
    hausdorff_m: f64,
}

/// How many changes are listed; all are counted.
const LISTED: usize = 1_000;

impl From<&Difference> for DifferenceJson {
    fn from(difference: &Difference) -> Self {
        let count =
            |kept: fn(&Change) -> bool| difference.changes.iter().filter(|change| kept(change)).count();
        let findings = |findings| serde_json::from_str(&crate::import::to_json(findings)).unwrap_or_default();
        let tenth = |number: f64| (number * 10.0).round() / 10.0;
        Self {
            version: (&difference.version).into(),
            against: difference.against,
            rows_before: difference.rows_before,
            rows_after: difference.rows_after,
            added: count(|change| change.before.is_none()),
            removed: count(|change| change.after.is_none()),
            changed: count(|change| change.before.is_some() && change.after.is_some()),
            moved: difference.shapes.len(),
            changes: difference.changes.iter().take(LISTED).map(ChangeJson::from).collect(),
            shapes: difference
                .shapes
                .iter()
                .take(LISTED)
                .map(|(code, name, change)| ShapeJson {
                    kode: code.to_string(),
                    nama: name.clone(),
                    before_m2: tenth(change.before_m2),
                    after_m2: tenth(change.after_m2),
                    hausdorff_m: (change.hausdorff_m * 100.0).round() / 100.0,
                })
                .collect(),
            new_misfits: findings(&difference.new_misfits),
            mended_misfits: findings(&difference.mended_misfits),
        }
    }
}

impl HistoryJson {
    /// When it was done, to the second.
    pub fn at_second(&self) -> &str {
        self.at.get(..19).unwrap_or(&self.at)
    }
}

/// What was done to a dataset.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportHistoryEntry)]
pub struct HistoryJson {
    position: i64,
    at: String,
    actor: String,
    role: String,
    /// `stage`, `publish`, `rollback`, `discard`, `remove` or `restore`.
    action: String,
    kind: String,
    dataset: String,
    version: Option<i64>,
    previous_version: Option<i64>,
    content_hash: Option<String>,
    note: Option<String>,
}

impl From<&HistoryEntry> for HistoryJson {
    fn from(entry: &HistoryEntry) -> Self {
        Self {
            position: entry.position,
            at: entry.at.format(&Rfc3339).unwrap_or_default(),
            actor: entry.actor.name.clone(),
            role: entry.actor.role.clone(),
            action: entry.action.clone(),
            kind: entry.kind.to_string(),
            dataset: entry.id.to_string(),
            version: entry.version,
            previous_version: entry.previous_version,
            content_hash: entry.content_hash.clone(),
            note: entry.note.clone(),
        }
    }
}
