//! A file is imported: read, checked against what is there, stored.

use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use crate::domain::{DatasetKind, DatasetMeta, Held, Holdings, Rows, StoredDataset};
use crate::import::{self, Code, Context, Finding, Place};
use crate::snapshot::{Anomaly, Snapshot};
use crate::store::{self, NewVersion, Replaced, Store};
use crate::topology::DefectKind;

/// What is to be imported.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// What the dataset is.
    pub meta: DatasetMeta,
    /// The file's name, without its folder.
    pub file_name: &'a str,
    /// The file.
    pub bytes: &'a [u8],
    /// Only say what would happen.
    pub dry_run: bool,
    /// Store it even where the same file is current already.
    pub again: bool,
}

/// What an import did, and what it found.
#[derive(Debug, Clone)]
pub struct Report {
    /// What happened.
    pub outcome: Outcome,
    /// How many rows were good.
    pub rows: usize,
    /// What was found, in the order of the file, then what does not fit with
    /// the other datasets.
    pub findings: Vec<Finding>,
}

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The file was refused; nothing is stored.
    Refused,
    /// A new version is current.
    Stored {
        /// Its number.
        version: i64,
    },
    /// The same file is current already.
    Unchanged {
        /// Its number.
        version: i64,
    },
    /// It would be stored.
    WouldStore,
}

/// Imports one file.
pub async fn ingest(store: &Store, request: &Request<'_>) -> Result<Report, store::Error> {
    let context = Context { sample: request.meta.sample, catalogue: store.catalogue().await? };
    let imported = match import::read(request.meta.kind, request.bytes, &context) {
        Ok(imported) => imported,
        Err(refused) => return Ok(Report { outcome: Outcome::Refused, rows: 0, findings: refused.findings }),
    };
    let mut findings = imported.findings;
    let rows = imported.rows.len();
    let holdings = with_rows(store.load().await?, &request.meta, &imported.rows);
    findings.extend(misfits(holdings, &request.meta));
    let outcome = if request.dry_run {
        Outcome::WouldStore
    } else {
        match store.replace(&new_version(request, &findings), &imported.rows).await? {
            Replaced::Stored { version } => Outcome::Stored { version },
            Replaced::Unchanged { version } => Outcome::Unchanged { version },
        }
    };
    Ok(Report { outcome, rows, findings })
}

fn new_version(request: &Request<'_>, findings: &[Finding]) -> NewVersion {
    NewVersion {
        meta: request.meta.clone(),
        content_hash: hex::encode(Sha256::digest(request.bytes)),
        file_name: request.file_name.to_owned(),
        imported_at: OffsetDateTime::now_utc(),
        findings: findings.len(),
        findings_json: import::to_json(findings),
        again: request.again,
    }
}

/// What the store would hold with these rows in place of the dataset's.
fn with_rows(mut holdings: Holdings, meta: &DatasetMeta, rows: &Rows) -> Holdings {
    let known = holdings
        .datasets
        .iter()
        .position(|dataset| dataset.meta.kind == meta.kind && dataset.meta.id == meta.id);
    let dataset = known.unwrap_or_else(|| {
        holdings.datasets.push(unstored(meta));
        holdings.datasets.len() - 1
    });
    fn put<T: Clone>(held: &mut Vec<Held<T>>, dataset: usize, rows: &[T]) {
        held.retain(|row| row.dataset != dataset);
        held.extend(rows.iter().map(|row| Held { dataset, row: row.clone() }));
    }
    match rows {
        Rows::Areas(rows) => put(&mut holdings.names, dataset, rows),
        Rows::Boundaries(rows) => put(&mut holdings.areas, dataset, rows),
        Rows::Catalogue(rows) => put(&mut holdings.indicators, dataset, rows),
        Rows::Claims(rows) => put(&mut holdings.claims, dataset, rows),
        Rows::KampungKb(rows) => put(&mut holdings.events, dataset, rows),
        Rows::Agencies(rows) => put(&mut holdings.agencies, dataset, rows),
        Rows::Problems(rows) => put(&mut holdings.problems, dataset, rows),
        Rows::Programmes(rows) => put(&mut holdings.programmes, dataset, rows),
        Rows::Posyandu(rows) => put(&mut holdings.posyandu, dataset, rows),
    }
    holdings
}

fn unstored(meta: &DatasetMeta) -> StoredDataset {
    StoredDataset {
        meta: meta.clone(),
        version: 0,
        content_hash: String::new(),
        file_name: String::new(),
        imported_at: OffsetDateTime::UNIX_EPOCH,
        rows: 0,
        findings: 0,
    }
}

/// What of a dataset does not fit with the others.
fn misfits(holdings: Holdings, meta: &DatasetMeta) -> Vec<Finding> {
    let ours = holdings
        .datasets
        .iter()
        .position(|dataset| dataset.meta.kind == meta.kind && dataset.meta.id == meta.id);
    let has_boundaries = !holdings.areas.is_empty();
    let (_, anomalies) = Snapshot::build(holdings);
    let mut findings: Vec<Finding> = anomalies
        .into_iter()
        .filter(|anomaly| match anomaly {
            Anomaly::UnknownArea { dataset, .. } => has_boundaries && Some(*dataset) == ours,
            Anomaly::PointOutside { dataset, .. } | Anomaly::TwiceBounded { dataset, .. } => {
                Some(*dataset) == ours
            }
            Anomaly::Coverage { .. } => meta.kind == DatasetKind::Boundaries,
        })
        .map(|anomaly| finding(&anomaly))
        .collect();
    findings.dedup();
    findings
}

fn finding(anomaly: &Anomaly) -> Finding {
    match anomaly {
        Anomaly::UnknownArea { code, .. } => Finding::new(Code::UnknownCode, Place::File).area(code),
        Anomaly::TwiceBounded { code, .. } => Finding::new(Code::DuplicateCode, Place::File)
            .area(code)
            .detail("another boundary dataset has it already"),
        Anomaly::PointOutside { id, code, lies_in, .. } => {
            let lies = lies_in.map_or_else(|| "in no kelurahan".to_owned(), |code| format!("in {code}"));
            Finding::new(Code::PointOutsideArea, Place::File)
                .area(code)
                .field("id")
                .value(id)
                .detail(format!("it lies {lies}"))
        }
        Anomaly::Coverage { kind, codes, square_metres, mean_width, place: (lon, lat) } => {
            let code = if *kind == DefectKind::Gap { Code::Gap } else { Code::Overlap };
            let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
            let size =
                format!("{square_metres:.1} m², {mean_width:.2} m wide on average, near {lon:.6}, {lat:.6}");
            Finding::new(code, Place::File).area(codes.join(" ")).detail(size)
        }
    }
}
