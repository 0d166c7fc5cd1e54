//! Class edges and colours of an indicator.
//!
//! They are computed over all periods and the whole of the data, once for each
//! version, and kept: everybody who looks at an indicator sees the same colours.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::extract::{self, Path, Query, Seen, short};
use super::problem::Problem;
use super::shapes::TextJson;
use super::version;
use super::words;
use super::{Server, away, json};
use crate::domain::Level;
use crate::query::{self, Method};
use crate::snapshot::{Snapshot, Token};

/// What kept breaks are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BreaksOf {
    token: Token,
    indicator: usize,
    level: Level,
    method: Option<Method>,
    classes: usize,
}

/// Class edges and colours, over all periods of an indicator at a level.
#[derive(Serialize, ToSchema)]
pub struct Breaks {
    indicator: String,
    #[schema(value_type = words::Level)]
    level: &'static str,
    /// The version of areas and figures together.
    version: String,
    /// How the edges come about.
    #[schema(value_type = words::Method)]
    method: &'static str,
    /// The published thresholds, where these are the edges.
    scheme: Option<String>,
    /// Inner edges, half-open: the class of a value is the number of edges at or below it.
    edges: Vec<f64>,
    /// One colour a class.
    colours: Vec<String>,
    /// One label a class, where the thresholds name them.
    labels: Option<Vec<TextJson>>,
    /// The least value over all periods.
    min: Option<f64>,
    /// The greatest value over all periods.
    max: Option<f64>,
    /// What a reader must know.
    note: Option<TextJson>,
    /// Where the thresholds are published.
    source: Option<String>,
    /// The methods that may be asked for.
    #[schema(value_type = Vec<words::Method>)]
    methods: Vec<&'static str>,
}

/// Classes unless a number is said.
const CLASSES: usize = 5;

/// Class edges and colours of an indicator at a level.
#[utoipa::path(get, path = "/v1/breaks/{indicator}/{level}", tag = "figures",
    params(("indicator" = String, Path, description = "An id of the catalogue"),
           ("level" = String, Path, description = "A level; with @version behind it the answer never changes"),
           ("method" = Option<String>, Query, description = "fixed (where thresholds are published), ckmeans, quantile, equal, standard_deviation, head_tail"),
           ("classes" = Option<usize>, Query, description = "How many, 2 to 9; 5 unless said. Fixed thresholds have their own number; few or equal values give fewer")),
    responses((status = 200, body = Breaks), (status = 400, body = super::problem::ProblemDocument),
              (status = 404, body = super::problem::ProblemDocument), (status = 410, body = super::problem::ProblemDocument)))]
pub async fn breaks(
    State(server): State<Arc<Server>>,
    seen: Seen,
    Path((indicator, level)): Path<(String, String)>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    query.only(&["method", "classes"])?;
    let (word, token) = version::cut(&level);
    let address = |current| format!("/v1/breaks/{}/{word}@{current}", short(&indicator));
    let (snapshot, keep) = version::seen(&seen, token, version::of_values, address)?;
    let (level, index) = (extract::level(word)?, extract::indicator(snapshot, &indicator)?);
    let (method, classes) = asked(snapshot, index, &query)?;
    let found = kept(&server, snapshot, index, level, method, classes).await?;
    Ok(json(&answer(snapshot, indicator, level, &found)).answer(&headers, keep))
}

/// The breaks of an indicator as they are unless somebody asks for others.
pub(super) async fn usual(
    server: &Server,
    snapshot: &Arc<Snapshot>,
    indicator: usize,
    level: Level,
) -> Result<Arc<query::Breaks>, Problem> {
    kept(server, snapshot, indicator, level, None, CLASSES).await
}

/// Breaks, computed away from the threads that answer when they are first
/// asked for.
pub(super) async fn kept(
    server: &Server,
    snapshot: &Arc<Snapshot>,
    indicator: usize,
    level: Level,
    method: Option<Method>,
    classes: usize,
) -> Result<Arc<query::Breaks>, Problem> {
    let key = BreaksOf { token: version::of_values(snapshot), indicator, level, method, classes };
    if let Some(found) = server.breaks.get(&key) {
        return Ok(found);
    }
    let (all, snapshot) = (server.breaks.clone(), Arc::clone(snapshot));
    away(move || all.get_with(key, || Arc::new(query::breaks(&snapshot, indicator, level, method, classes))))
        .await
}

fn answer(snapshot: &Snapshot, indicator: String, level: Level, found: &query::Breaks) -> Breaks {
    let scheme = found.scheme.as_ref();
    Breaks {
        indicator,
        level: level.as_str(),
        version: version::of_values(snapshot).to_string(),
        method: found.method.as_str(),
        scheme: scheme.map(|scheme| scheme.id.clone()),
        edges: found.edges.clone(),
        colours: found.colours.clone(),
        labels: scheme.map(|scheme| scheme.labels.iter().map(TextJson::from).collect()),
        min: found.range.map(|range| range.0),
        max: found.range.map(|range| range.1),
        note: scheme.and_then(|scheme| scheme.note.as_ref()).map(TextJson::from),
        source: scheme.map(|scheme| scheme.source.clone()),
        methods: found.methods.iter().map(|method| method.as_str()).collect(),
    }
}

/// How a query wants the classes of an indicator: the method, where it names
/// one, and how many.
pub(super) fn asked(
    snapshot: &Snapshot,
    indicator: usize,
    query: &Query,
) -> Result<(Option<Method>, usize), Problem> {
    let method = query.text("method").map(method).transpose()?;
    if method == Some(Method::Fixed) && snapshot.indicators[indicator].thresholds.is_empty() {
        return Err(Problem::parameter("method", "no thresholds are published for this indicator"));
    }
    Ok((method, query.number("classes", 2..=9)?.unwrap_or(CLASSES)))
}

fn method(word: &str) -> Result<Method, Problem> {
    word.parse().map_err(|error: crate::domain::InvalidValue| Problem::parameter("method", error.to_string()))
}
