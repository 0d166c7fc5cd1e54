//! A file is imported: read, checked against what is there, stored.

use std::path::Path;

use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use super::{apart, away};
use crate::domain::{Actor, DatasetKind, DatasetMeta, Held, Holdings, Rows, StoredDataset};
use crate::import::{self, Code, Context, Decision, Finding, Gazetteer, Official, Place, Reading, Taken};
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
    /// What the person says about the file.
    pub reading: Reading,
    /// Who imports it.
    pub actor: Actor,
    /// What becomes of it.
    pub then: Then,
    /// Store it even where the same file is the newest version already.
    pub again: bool,
    /// The key under which the same request finds its version again.
    pub idempotency_key: Option<String>,
    /// The program that parses it in a process of its own; none parses it here.
    pub worker: Option<&'a Path>,
}

/// What becomes of a file that is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Only say what would happen.
    Nothing,
    /// Store it as a version that the map does not show yet.
    Stage,
    /// Store it and show it.
    Publish,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The file becomes a table.
    Parsing,
    /// Its rows become nouns.
    Checking,
    /// They are held against what is there.
    Comparing,
    /// They are stored.
    Storing,
}

impl Step {
    /// The word used in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Parsing => "parsing",
            Self::Checking => "checking",
            Self::Comparing => "comparing",
            Self::Storing => "storing",
        }
    }
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
    /// What the file was taken for, as far as it was read.
    pub taken: Option<Taken>,
}

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The file was refused; nothing is stored.
    Refused,
    /// A new version is on the map.
    Stored {
        /// Its number.
        version: i64,
    },
    /// A new version waits to be published.
    Staged {
        /// Its number.
        version: i64,
    },
    /// The same file is the newest version already.
    Unchanged {
        /// Its number.
        version: i64,
    },
    /// It would be stored.
    WouldStore,
}

/// Imports one file.
pub async fn ingest(store: &Store, request: &Request<'_>) -> Result<Report, store::Error> {
    ingest_watched(store, request, &|_| ()).await
}

/// Imports one file, and says how far it is.
pub async fn ingest_watched(
    store: &Store,
    request: &Request<'_>,
    step: &(dyn Fn(Step) + Send + Sync),
) -> Result<Report, store::Error> {
    step(Step::Parsing);
    let kind = request.meta.kind;
    let parsed = match apart::parse(request.worker, kind, request.bytes, &request.reading).await {
        Ok(parsed) => parsed,
        Err(refused) => return Ok(refused_report(refused)),
    };
    step(Step::Checking);
    let held = store.load().await?;
    let context = Context {
        sample: request.meta.sample,
        catalogue: held.indicators.iter().map(|held| held.row.clone()).collect(),
        gazetteer: gazetteer(&held, &decisions(store).await?),
        reading: request.reading.clone(),
    };
    let imported = match away(move || import::understand(kind, parsed, &context)).await {
        Ok(imported) => imported,
        Err(refused) => return Ok(refused_report(refused)),
    };
    step(Step::Comparing);
    let mut findings = imported.findings;
    let rows = imported.rows.len();
    let holdings = with_rows(held, &request.meta, &imported.rows);
    let meta = request.meta.clone();
    findings.extend(away(move || misfits(holdings, &meta)).await);
    step(Step::Storing);
    let outcome = match request.then {
        Then::Nothing => Outcome::WouldStore,
        then => match store.replace(&new_version(request, &findings, &imported.taken), &imported.rows).await?
        {
            Replaced::Stored { version } if then == Then::Publish => Outcome::Stored { version },
            Replaced::Stored { version } => Outcome::Staged { version },
            Replaced::Unchanged { version } => Outcome::Unchanged { version },
        },
    };
    Ok(Report { outcome, rows, findings, taken: Some(imported.taken) })
}

fn refused_report(refused: import::Refused) -> Report {
    let taken = refused.taken.map(|taken| *taken);
    Report { outcome: Outcome::Refused, rows: 0, findings: refused.findings, taken }
}

fn new_version(request: &Request<'_>, findings: &[Finding], taken: &Taken) -> NewVersion {
    let mut hash = Sha256::new_with_prefix(request.bytes);
    // The same file read in another way is another version.
    if request.reading != Reading::default() {
        hash.update(request.reading.to_json());
    }
    NewVersion {
        meta: request.meta.clone(),
        content_hash: hex::encode(hash.finalize()),
        file_name: request.file_name.to_owned(),
        imported_at: OffsetDateTime::now_utc(),
        findings: findings.len(),
        findings_json: import::to_kept(findings),
        reading_json: request.reading.to_json(),
        taken_json: taken.to_json(),
        idempotency_key: request.idempotency_key.clone(),
        publish: request.then == Then::Publish,
        actor: request.actor.clone(),
        again: request.again,
    }
}

/// What people decided about names.
async fn decisions(store: &Store) -> Result<Vec<Decision>, store::Error> {
    let decided = store.name_decisions().await?.into_iter();
    Ok(decided.map(|one| Decision { within: one.within, name: one.name, code: one.code }).collect())
}

/// The official list of areas, and where it says nothing the boundaries' own
/// names.
fn gazetteer(held: &Holdings, decisions: &[Decision]) -> Gazetteer {
    let listed = held.names.iter().map(|held| Official {
        code: held.row.code,
        name: held.row.name.clone(),
        bps_code: held.row.bps_code.clone(),
        vintage: held.row.bps_vintage,
    });
    let drawn = held.areas.iter().map(|held| Official {
        code: held.row.code,
        name: held.row.name.clone(),
        bps_code: None,
        vintage: None,
    });
    Gazetteer::new(listed.chain(drawn).collect(), decisions)
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
pub(super) fn misfits(holdings: Holdings, meta: &DatasetMeta) -> Vec<Finding> {
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
