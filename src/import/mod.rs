//! File → nouns, and the reason for every row that is left out.
//!
//! [`read`] takes the bytes of one file and gives back the good rows together
//! with a [`Finding`] for each thing that is wrong, each with its place, its
//! reason and its mend. It never stops at the first bad row. A fault of the
//! whole file (broken syntax, a missing column) refuses the file: nothing of it
//! is kept.
//!
//! Absent on purpose: the database, HTTP, and any guessing. Axes that look
//! swapped or ten bare digits that may be two codes are refused with the reason.
//!
//! ```
//! use jangkau::domain::{DatasetKind, Rows};
//! use jangkau::import::{Context, read};
//!
//! let file = b"kode,nama\n97.71,Kota Rekaan\n9771,Kota Rekaan\n";
//! let imported = read(DatasetKind::Areas, file, &Context::default()).unwrap();
//! let Rows::Areas(names) = imported.rows else { panic!() };
//! assert_eq!(names.len(), 1);
//! assert_eq!(imported.findings[0].code.as_str(), "code_scheme");
//! ```

mod report;
mod json;
mod read;
mod columns;
mod places;
mod shape;
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

pub use json::to_json;
pub use manifest::{Manifest, ManifestEntry, read_manifest};
pub use places::{AREA_CHECK, DegreeBox};
pub use report::{Code, Finding, Place, Scope, Severity};

use crate::domain::{DatasetKind, Indicator, Rows};

/// What an importer must know besides the file.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// Whether the dataset is invented.
    pub sample: bool,
    /// The indicators that figures may refer to.
    pub catalogue: Vec<Indicator>,
}

/// A file that can be stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The good rows; at least one.
    pub rows: Rows,
    /// What was found, in the order of the file.
    pub findings: Vec<Finding>,
}

/// A file of which nothing is kept, with the reasons.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// The fault of the file, and the faults of its rows as far as they were read.
    pub findings: Vec<Finding>,
}

impl From<Finding> for Refused {
    fn from(finding: Finding) -> Self {
        Self { findings: vec![finding] }
    }
}

/// The largest file taken, in bytes.
pub const MAX_BYTES: usize = 256 << 20;

/// Reads one file as a dataset of the given kind.
pub fn read(kind: DatasetKind, bytes: &[u8], context: &Context) -> Result<Imported, Refused> {
    let text = read::text(bytes)?;
    let mut findings = Vec::new();
    let rows = match kind {
        DatasetKind::Areas => Rows::Areas(areas::read(text, &mut findings)?),
        DatasetKind::Boundaries => Rows::Boundaries(boundaries::read(text, &mut findings)?),
        DatasetKind::Catalogue => Rows::Catalogue(catalogue::read(text, context.sample, &mut findings)?),
        DatasetKind::Claims => Rows::Claims(claims::read(text, context, &mut findings)?),
        DatasetKind::KampungKb => Rows::KampungKb(kampung_kb::read(text, &mut findings)?),
        DatasetKind::Agencies => Rows::Agencies(agencies::read(text, &mut findings)?),
        DatasetKind::Problems => Rows::Problems(problems::read(text, &mut findings)?),
        DatasetKind::Programmes => Rows::Programmes(programmes::read(text, &mut findings)?),
        DatasetKind::Posyandu => Rows::Posyandu(posyandu::read(text, &mut findings)?),
    };
    if rows.is_empty() {
        findings.push(Finding::new(Code::NoRows, Place::File));
        return Err(Refused { findings });
    }
    Ok(Imported { rows, findings })
}
