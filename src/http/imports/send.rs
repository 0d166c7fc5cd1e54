//! A file is sent, its job is watched, and ended.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::{actor, imports};
use crate::account;
use crate::app::{Busy, HEARTBEAT, Outcome, Progress, Report, Sent};
use crate::domain::{DatasetMeta, InvalidValue};
use crate::http::Server;
use crate::http::extract::{Path, Query};
use crate::http::problem::{Kind, Problem, ProblemDocument};
use crate::import::{Reading, to_json};

/// A job: a file on its way to a staged version.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportJob)]
pub struct JobJson {
    /// Its number, while the server runs.
    job: u64,
    /// `waiting`, `working`, `done`, `cancelled` or `failed`.
    state: &'static str,
    /// What it does: `parsing`, `checking`, `comparing`, `storing`.
    step: Option<&'static str>,
    /// What came of it, once it is done.
    report: Option<ReportJson>,
}

/// What an import did and found.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportReport)]
struct ReportJson {
    /// `staged`, `unchanged`, `refused` or `would_store`.
    outcome: &'static str,
    /// The version that it is stored as.
    version: Option<i64>,
    /// How many rows are good.
    rows: usize,
    /// What the file was taken for, as far as it was read.
    #[schema(value_type = Option<Object>)]
    taken: Option<serde_json::Value>,
    /// How many things were found.
    found: usize,
    /// How many of each code.
    totals: std::collections::BTreeMap<&'static str, usize>,
    /// The first hundred; all are at `…/findings` once it is stored.
    #[schema(value_type = Vec<Object>)]
    findings: serde_json::Value,
}

/// How many findings stand in an answer.
const LISTED: usize = 100;

impl ReportJson {
    fn of(report: &Report) -> Self {
        let (outcome, version) = match report.outcome {
            Outcome::Refused => ("refused", None),
            Outcome::WouldStore => ("would_store", None),
            Outcome::Staged { version } | Outcome::Stored { version } => ("staged", Some(version)),
            Outcome::Unchanged { version } => ("unchanged", Some(version)),
        };
        let mut totals = std::collections::BTreeMap::new();
        for finding in &report.findings {
            *totals.entry(finding.code.as_str()).or_default() += 1;
        }
        let listed = &report.findings[..report.findings.len().min(LISTED)];
        Self {
            outcome,
            version,
            rows: report.rows,
            taken: report.taken.as_ref().and_then(|taken| serde_json::from_str(&taken.to_json()).ok()),
            found: report.findings.len(),
            totals,
            findings: serde_json::from_str(&to_json(listed)).unwrap_or_default(),
        }
    }
}

impl JobJson {
    fn of(job: u64, progress: &Progress) -> Self {
        let (state, step, report) = match progress {
            Progress::Waiting => ("waiting", None, None),
            Progress::Working(step) => ("working", Some(step.as_str()), None),
            Progress::Done(report) => ("done", None, Some(ReportJson::of(report))),
            Progress::Cancelled => ("cancelled", None, None),
            Progress::Failed => ("failed", None, None),
        };
        Self { job, state, step, report }
    }
}

/// Send a file. It is read by a job; nothing of it is on the map before it is published.
#[utoipa::path(post, path = "/v1/imports", tag = "imports",
    params(("kind" = String, Query, description = "What it holds, such as boundaries"),
        ("dataset" = String, Query, description = "The dataset that it becomes a version of"),
        ("file_name" = Option<String>, Query, description = "The file's name"),
        ("source" = Option<String>, Query, description = "Where the data come from"),
        ("licence" = Option<String>, Query, description = "Under which terms"),
        ("as_of" = Option<String>, Query, description = "The day that the data describe"),
        ("sample" = Option<bool>, Query, description = "Whether the data are invented"),
        ("mapping" = Option<String>, Query, description = "A mapping that was kept, by its name"),
        ("reading" = Option<String>, Query, description = "What the file leaves open, as JSON: layer, crs, scheme, numbers, dates, encoding, within, columns, constants, measures, repair, accept"),
        ("dry_run" = Option<bool>, Query, description = "Only say what would happen"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key finds the same version again")),
    request_body(content = String, description = "The file as it is", content_type = "application/octet-stream"),
    security(("token" = []), ("session" = [])),
    responses((status = 202, body = JobJson), (status = 200, description = "The version that the key has already", body = super::VersionJson),
        (status = 400, body = ProblemDocument), (status = 401, body = ProblemDocument), (status = 403, body = ProblemDocument),
        (status = 409, body = ProblemDocument), (status = 413, body = ProblemDocument), (status = 503, body = ProblemDocument)))]
pub async fn send(
    State(server): State<Arc<Server>>,
    by: account::Actor,
    query: Query,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Response, Problem> {
    query.only(&[
        "kind",
        "dataset",
        "file_name",
        "source",
        "licence",
        "as_of",
        "sample",
        "mapping",
        "reading",
        "dry_run",
    ])?;
    let imports = imports(&server)?;
    let key = headers.get("idempotency-key").map(|key| key.to_str().unwrap_or_default().trim().to_owned());
    if let Some(key) = &key {
        if key.is_empty() || key.len() > 200 {
            return Err(Problem::new(Kind::BadParameter, "an Idempotency-Key has 1 to 200 plain characters"));
        }
        if let Some(version) = imports.store().version_of_key(key).await.map_err(super::failed)? {
            return super::versions::one(&server, version).await;
        }
    }
    let meta = meta(&query)?;
    let reading = reading(&server, &query).await?;
    let file_name = query.text("file_name").unwrap_or("").rsplit(['/', '\\']).next().unwrap_or("");
    let file_name: String = file_name.chars().filter(|c| !c.is_control()).take(200).collect();
    let sent = Sent {
        meta,
        file_name,
        bytes,
        reading,
        actor: actor(&by),
        stage: !flag(&query, "dry_run")?,
        idempotency_key: key,
    };
    let job = imports.start(sent).map_err(|busy| match busy {
        Busy::Full => Problem::new(Kind::ImportsBusy, "too many imports wait; try again in a minute"),
        Busy::SameDataset => Problem::new(
            Kind::ImportConflict,
            "another import of this dataset is on its way; wait for it or cancel it",
        ),
    })?;
    let progress = imports.progress(job).map_or(Progress::Waiting, |progress| progress.borrow().clone());
    let mut response = (StatusCode::ACCEPTED, axum::Json(JobJson::of(job, &progress))).into_response();
    if let Ok(address) = HeaderValue::try_from(format!("/v1/imports/jobs/{job}")) {
        response.headers_mut().insert(header::LOCATION, address);
    }
    Ok(response)
}

/// A noun that must be said.
fn required<T: std::str::FromStr<Err = InvalidValue>>(query: &Query, name: &str) -> Result<T, Problem> {
    query.noun(name)?.ok_or_else(|| Problem::parameter(name, "it is missing"))
}

fn flag(query: &Query, name: &str) -> Result<bool, Problem> {
    match query.text(name) {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(Problem::parameter(name, "expected true or false")),
    }
}

fn meta(query: &Query) -> Result<DatasetMeta, Problem> {
    let text = |name| {
        query.text(name).unwrap_or("").trim().chars().filter(|c| !c.is_control()).take(2_000).collect()
    };
    Ok(DatasetMeta {
        id: required(query, "dataset")?,
        kind: required(query, "kind")?,
        sample: flag(query, "sample")?,
        source: text("source"),
        licence: text("licence"),
        as_of: query.day("as_of")?,
    })
}

async fn reading(server: &Server, query: &Query) -> Result<Reading, Problem> {
    let said = match query.text("reading") {
        None => Reading::default(),
        Some(text) => Reading::from_json(text).map_err(|error| Problem::parameter("reading", error))?,
    };
    let Some(name) = query.text("mapping") else { return Ok(said) };
    let kept = imports(server)?.store().mappings().await.map_err(super::failed)?;
    let kept = kept.into_iter().find(|kept| kept.name == name);
    let kept = kept.ok_or_else(|| Problem::parameter("mapping", "no mapping is kept under this name"))?;
    let base =
        Reading::from_json(&kept.reading_json).map_err(|error| Problem::parameter("mapping", error))?;
    Ok(base.with(said))
}

fn no_such_job() -> Problem {
    Problem::new(
        Kind::NoSuchImport,
        "there is no such job; the server remembers the last hundred since its start",
    )
}

/// How far a job is, and what it found.
#[utoipa::path(get, path = "/v1/imports/jobs/{job}", tag = "imports",
    params(("job" = u64, Path, description = "The number of the job")),
    security(("token" = []), ("session" = [])),
    responses((status = 200, body = JobJson), (status = 401, body = ProblemDocument), (status = 403, body = ProblemDocument), (status = 404, body = ProblemDocument)))]
pub async fn job(
    State(server): State<Arc<Server>>,
    Path(job): Path<u64>,
    query: Query,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let progress = imports(&server)?.progress(job).ok_or_else(no_such_job)?;
    let now = progress.borrow().clone();
    Ok(axum::Json(JobJson::of(job, &now)).into_response())
}

/// The same as server-sent events: one at each step, the last with the report.
#[utoipa::path(get, path = "/v1/imports/jobs/{job}/events", tag = "imports",
    params(("job" = u64, Path, description = "The number of the job")),
    security(("token" = []), ("session" = [])),
    responses((status = 200, description = "Events named progress, each an ImportJob", content_type = "text/event-stream", body = String),
        (status = 401, body = ProblemDocument), (status = 403, body = ProblemDocument), (status = 404, body = ProblemDocument)))]
pub async fn events(
    State(server): State<Arc<Server>>,
    Path(job): Path<u64>,
    query: Query,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let progress = imports(&server)?.progress(job).ok_or_else(no_such_job)?;
    let stream = futures_util::stream::unfold((progress, false), move |(mut progress, over)| async move {
        if over {
            return None;
        }
        let now = progress.borrow_and_update().clone();
        let over = now.is_over();
        let event = Event::default().event("progress").json_data(JobJson::of(job, &now)).unwrap_or_default();
        if !over {
            // Gone with its sender only when the server forgets the job.
            let _: Result<(), _> = progress.changed().await;
        }
        Some((Ok::<_, Infallible>(event), (progress, over)))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(HEARTBEAT)).into_response())
}

/// End a job. What it had read is forgotten.
#[utoipa::path(delete, path = "/v1/imports/jobs/{job}", tag = "imports",
    params(("job" = u64, Path, description = "The number of the job")),
    security(("token" = []), ("session" = [])),
    responses((status = 204, description = "It is ended"), (status = 401, body = ProblemDocument), (status = 403, body = ProblemDocument), (status = 404, body = ProblemDocument)))]
pub async fn cancel(
    State(server): State<Arc<Server>>,
    Path(job): Path<u64>,
    query: Query,
) -> Result<StatusCode, Problem> {
    query.only(&[])?;
    if imports(&server)?.cancel(job) { Ok(StatusCode::NO_CONTENT) } else { Err(no_such_job()) }
}
