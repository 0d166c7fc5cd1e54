//! The first half of reading: a file of a stranger becomes a plain table.
//!
//! All that can go wrong with formats goes wrong here, so this half runs in a
//! process of its own with limits. It knows neither catalogue nor areas; what
//! comes out is rows of texts and shapes in degrees.

use serde::{Deserialize, Serialize};

use super::columns::{Column, plain_name};
use super::crs::{Crs, Declared};
use super::exports;
use super::limits::MAX_LAYER_VERTICES;
use super::read::{self, Input};
use super::reading::Reading;
use super::report::{Code, Finding, Place};
use super::table::{Drawing, Table};
use super::taken::Taken;
use super::{Refused, known_columns};
use crate::domain::DatasetKind;

/// A file as a plain table, with what it was taken for.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Parsed {
    pub(super) table: Table,
    /// The text of a file that is no table: the catalogue's.
    pub(super) text: Option<String>,
    pub(super) taken: Taken,
    pub(super) findings: Vec<Finding>,
    /// What the person said, with what the export that it is says besides.
    #[serde(with = "as_json")]
    pub(super) reading: Reading,
}

/// Fields that may be left out, in a form that leaves nothing out.
mod as_json {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::Reading;

    pub(super) fn serialize<S: Serializer>(reading: &Reading, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&reading.to_json())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Reading, D::Error> {
        Reading::from_json(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// Reads one file's syntax.
pub fn parse(kind: DatasetKind, bytes: &[u8], reading: &Reading) -> Result<Parsed, Refused> {
    if kind == DatasetKind::Catalogue {
        return catalogue(bytes, reading);
    }
    let columns = known_columns(kind);
    let is_known = |name: &str| is_known(&columns, reading, name);
    let opened = read::open(&Input { bytes, reading, is_known: &is_known, nested: false })?;
    let mut findings = opened.findings;
    let (mut table, mut taken, mut reading) = (opened.table, opened.taken, reading.clone());
    if kind == DatasetKind::Boundaries && !table.spatial {
        return Err(Finding::new(Code::UnsupportedFormat, Place::File)
            .detail("a table has no shapes")
            .into());
    }
    check_vertices(&table)?;
    let crs = convert(&mut table, &opened.declared, &reading, kind, &mut findings)?;
    taken.crs = crs.map(|crs| crs.taken);
    if kind == DatasetKind::Claims {
        if let Some(export) = exports::recognise(&table.header) {
            table = exports::bring(export, table, &mut reading, &mut findings)?;
            taken.export = Some(export.as_str().to_owned());
        }
        if !reading.measures.is_empty() {
            table = exports::melt(table, &reading.measures)?;
        }
    }
    Ok(Parsed { table, text: None, taken, findings, reading })
}

fn catalogue(bytes: &[u8], reading: &Reading) -> Result<Parsed, Refused> {
    if bytes.trim_ascii().is_empty() {
        return Err(Finding::new(Code::EmptyFile, Place::File).into());
    }
    let mut findings = Vec::new();
    let (text, encoding) = read::decode(bytes, reading.encoding.as_deref(), &mut findings)?;
    let taken = Taken { format: "JSON".to_owned(), encoding: Some(encoding.to_owned()), ..Taken::default() };
    Ok(Parsed { text: Some(text.into_owned()), taken, findings, ..Parsed::default() })
}

/// Whether a name in a header is one that the dataset has, or that the person
/// maps.
fn is_known(columns: &[&Column], reading: &Reading, name: &str) -> bool {
    let plain = plain_name(name);
    let measured =
        reading.measures.iter().flat_map(|measure| [Some(&measure.value), measure.denominator.as_ref()]);
    !plain.is_empty()
        && (columns.iter().any(|column| column.names.contains(&plain.as_str()))
            || reading.columns.values().any(|theirs| plain_name(theirs) == plain)
            || measured.flatten().any(|theirs| plain_name(theirs) == plain)
            || exports::is_word(&plain))
}

fn check_vertices(table: &Table) -> Result<(), Refused> {
    let count = |drawing: &Drawing| match drawing {
        Drawing::Polygons { polygons, .. } => polygons.iter().flatten().map(Vec::len).sum(),
        Drawing::Point(_) => 1,
        Drawing::Other(_) => 0,
    };
    let vertices: usize = table.rows.iter().filter_map(|row| row.drawing.as_ref()).map(count).sum();
    if vertices > MAX_LAYER_VERTICES {
        return Err(Finding::new(Code::TooComplex, Place::File)
            .detail(format!("{vertices} vertices, at most {MAX_LAYER_VERTICES} are read"))
            .into());
    }
    Ok(())
}

/// Brings shapes to degrees on WGS 84. Coordinates in columns are converted
/// later, when they have been read as numbers.
fn convert(
    table: &mut Table,
    declared: &Declared,
    reading: &Reading,
    kind: DatasetKind,
    findings: &mut Vec<Finding>,
) -> Result<Option<Crs>, Refused> {
    let option = reading.crs.as_deref();
    if !table.spatial {
        let in_columns = kind == DatasetKind::Posyandu && option.is_some();
        return Ok(if in_columns { Some(Crs::settle(declared, option)?) } else { None });
    }
    let assumed = Crs::check_unsaid(declared, option, table)?;
    let crs = Crs::settle(declared, option)?;
    if assumed {
        findings.push(Finding::new(Code::CrsAssumed, Place::File));
    }
    if let Some(metres) = crs.taken.uncertainty_m {
        findings.push(
            Finding::new(Code::CrsUncertain, Place::File)
                .value(&crs.taken.name)
                .detail(format!("{metres} m")),
        );
    }
    crs.convert(table);
    Ok(Some(crs))
}
