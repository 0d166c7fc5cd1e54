//! File → nouns, and the reason for every row that is left out.
//!
//! [`read`] takes the bytes of one file and gives back the good rows together
//! with a [`Finding`] for each thing that is wrong, each with its place, its
//! reason and its mend. It never stops at the first bad row. A fault of the
//! whole file (broken syntax, a missing column) refuses the file: nothing of it
//! is kept.
//!
//! It goes in two halves. [`parse`] takes a file of any format to a plain table
//! and runs in a process of its own; [`understand`] says what the rows mean.
//!
//! Absent on purpose: the database, HTTP, and any guessing. Axes that look
//! swapped, ten bare digits that may be two codes, `12.330` that may be two
//! numbers are refused with the option that settles them.
//!
//! ```
//! use jangkau::domain::{DatasetKind, Rows};
//! use jangkau::import::{Context, read};
//!
//! let file = b"kode;nama\n97.71;Kota Rekaan\n97.7;Kota Rekaan\n";
//! let imported = read(DatasetKind::Areas, file, &Context::default()).unwrap();
//! let Rows::Areas(names) = imported.rows else { panic!() };
//! assert_eq!(names.len(), 1);
//! assert_eq!(imported.findings[0].code.as_str(), "code_format");
//! assert_eq!(imported.taken.separator.as_deref(), Some("semicolon"));
//! ```

mod report;
mod codes;
mod json;
pub mod limits;
mod reading;
mod table;
mod taken;
mod read;
mod crs;
mod dialect;
mod match_area;
mod locate_row;
mod columns;
mod fields;
mod personal;
mod exports;
mod parse;
mod worker;
mod places;
mod shape;
mod repair;
mod boundaries;
mod areas;
mod catalogue;
mod claims;
mod kampung_kb;
mod agencies;
mod problems;
mod programmes;
mod posyandu;
mod manifest;

pub use json::{from_kept, to_json, to_kept};
pub use limits::MAX_BYTES;
pub use manifest::{Manifest, ManifestEntry, read_manifest};
pub use match_area::{Decision, Gazetteer, Official, normal};
pub use parse::{Parsed, parse};
pub use places::{AREA_CHECK, DegreeBox};
pub use reading::{DateOrder, Measure, Numbers, Reading, Scheme};
pub use report::{Code, Finding, Place, Scope, Severity};
pub use taken::{Taken, TakenCrs};
pub use worker::{from_worker, work};

use columns::{AREA, Column, Columns};
use crs::{Crs, Declared};
use serde::{Deserialize, Serialize};
use table::Table;

use crate::domain::{DatasetKind, Indicator, Rows};

/// What an importer must know besides the file.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// Whether the dataset is invented.
    pub sample: bool,
    /// The indicators that figures may refer to.
    pub catalogue: Vec<Indicator>,
    /// The official list of areas, by which rows without a Kemendagri code find
    /// theirs.
    pub gazetteer: Gazetteer,
    /// What the person says about the file.
    pub reading: Reading,
}

/// A file that can be stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The good rows; at least one.
    pub rows: Rows,
    /// What was found, in the order of the file.
    pub findings: Vec<Finding>,
    /// What the file was taken for.
    pub taken: Taken,
}

/// A file of which nothing is kept, with the reasons.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Refused {
    /// The fault of the file, and the faults of its rows as far as they were read.
    pub findings: Vec<Finding>,
    /// What the file was taken for, as far as it was read.
    pub taken: Option<Box<Taken>>,
}

impl From<Finding> for Refused {
    fn from(finding: Finding) -> Self {
        Self { findings: vec![finding], taken: None }
    }
}

/// Reads one file as a dataset of the given kind.
pub fn read(kind: DatasetKind, bytes: &[u8], context: &Context) -> Result<Imported, Refused> {
    understand(kind, parse(kind, bytes, &context.reading)?, context)
}

/// The second half of reading: what the rows of a plain table mean.
pub fn understand(kind: DatasetKind, parsed: Parsed, context: &Context) -> Result<Imported, Refused> {
    let Parsed { table, text, mut taken, mut findings, reading } = parsed;
    let context = &Context { reading, ..context.clone() };
    let rows = match text {
        Some(text) => catalogue::read(&text, context.sample, &mut findings).map(Rows::Catalogue),
        None => rows_of(kind, &table, context, &mut taken, &mut findings),
    };
    findings.sort_by_key(|finding| finding.place);
    match rows {
        Err(Refused { findings: mut faults, .. }) => {
            // What refuses the file is read first.
            faults.append(&mut findings);
            Err(Refused { findings: faults, taken: Some(Box::new(taken)) })
        }
        Ok(rows) if rows.is_empty() => {
            findings.push(Finding::new(Code::NoRows, Place::File));
            Err(Refused { findings, taken: Some(Box::new(taken)) })
        }
        Ok(rows) => Ok(Imported { rows, findings, taken }),
    }
}

/// The rows of a table as nouns of a kind.
fn rows_of(
    kind: DatasetKind,
    table: &Table,
    context: &Context,
    taken: &mut Taken,
    findings: &mut Vec<Finding>,
) -> Result<Rows, Refused> {
    let columns = Columns::find(kind, table, context, findings)?;
    columns.say(table, taken);
    findings.extend(columns.contradictions(table));
    Ok(match kind {
        DatasetKind::Areas => Rows::Areas(areas::read(table, &columns, findings)),
        DatasetKind::Boundaries => {
            let areas = boundaries::read(table, &columns, context.reading.repair.is_some(), findings);
            Rows::Boundaries(repair::borders(areas, &context.reading, findings)?)
        }
        DatasetKind::Catalogue => Rows::Catalogue(Vec::new()),
        DatasetKind::Claims => Rows::Claims(claims::read(table, &columns, context, findings)),
        DatasetKind::KampungKb => Rows::KampungKb(kampung_kb::read(table, &columns, findings)),
        DatasetKind::Agencies => Rows::Agencies(agencies::read(table, &columns, findings)),
        DatasetKind::Problems => Rows::Problems(problems::read(table, &columns, findings)),
        DatasetKind::Programmes => Rows::Programmes(programmes::read(table, &columns, findings)),
        DatasetKind::Posyandu => {
            let asked = context.reading.crs.as_deref();
            let in_columns = (!table.spatial).then_some(asked).flatten();
            let crs = in_columns.map(|asked| Crs::settle(&Declared::Unsaid, Some(asked))).transpose()?;
            Rows::Posyandu(posyandu::read(table, &columns, crs.as_ref(), findings))
        }
    })
}

/// The columns that a kind of dataset has, those of its area with them.
fn known_columns(kind: DatasetKind) -> Vec<&'static Column> {
    let (area, own): (&[Column], &[Column]) = match kind {
        DatasetKind::Areas => (&[], areas::COLUMNS),
        DatasetKind::Boundaries => (AREA, boundaries::COLUMNS),
        DatasetKind::Catalogue => (&[], &[]),
        DatasetKind::Claims => (AREA, claims::COLUMNS),
        DatasetKind::KampungKb => (AREA, kampung_kb::COLUMNS),
        DatasetKind::Agencies => (AREA, agencies::COLUMNS),
        DatasetKind::Problems => (AREA, problems::COLUMNS),
        DatasetKind::Programmes => (AREA, programmes::COLUMNS),
        DatasetKind::Posyandu => (AREA, posyandu::COLUMNS),
    };
    area.iter().chain(own).collect()
}
