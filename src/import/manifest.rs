//! The manifest of a folder that loads at once.

use serde::Deserialize;

use super::dialect::day;
use super::report::{Code, Finding, Place};
use crate::domain::{DatasetMeta, InvalidValue};

/// What a folder holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The files, in the order of their kinds.
    pub entries: Vec<ManifestEntry>,
    /// Further manifests, as paths from this one's folder.
    pub include: Vec<String>,
}

/// A file and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestEntry {
    /// The path from the manifest's folder.
    pub file: String,
    /// What it is.
    pub meta: DatasetMeta,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    datasets: Vec<Entry>,
    #[serde(default)]
    include: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    kind: String,
    file: String,
    sample: bool,
    source: String,
    licence: String,
    as_of: Option<String>,
}

/// Reads a manifest.
pub fn read_manifest(bytes: &[u8]) -> Result<Manifest, Finding> {
    let file: File = serde_json::from_slice(bytes)
        .map_err(|error| Finding::new(Code::JsonSyntax, Place::Line(error.line() as u64)).detail(error))?;
    let mut entries = file.datasets.into_iter().map(entry).collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(|entry| entry.meta.kind);
    Ok(Manifest { entries, include: file.include })
}

fn entry(entry: Entry) -> Result<ManifestEntry, Finding> {
    let wrong = |error: InvalidValue| {
        Finding::new(Code::WordUnknown, Place::File)
            .field(error.noun)
            .value(&error.value)
            .detail(error.reason)
    };
    let as_of = entry
        .as_of
        .as_deref()
        .map(|text| {
            day(text).ok_or_else(|| Finding::new(Code::DateFormat, Place::File).field("as_of").value(text))
        })
        .transpose()?;
    Ok(ManifestEntry {
        file: entry.file,
        meta: DatasetMeta {
            id: entry.id.parse().map_err(wrong)?,
            kind: entry.kind.parse().map_err(wrong)?,
            sample: entry.sample,
            source: entry.source,
            licence: entry.licence,
            as_of,
        },
    })
}
