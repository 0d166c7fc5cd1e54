//! Class edges and colours of an indicator.

use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::caching::Keep;
use super::extract::{self, Path, Query, Seen};
use super::json;
use super::problem::Problem;
use super::shapes::TextJson;
use super::words;
use crate::query::{self, Method};
use crate::snapshot::Snapshot;

/// Class edges and colours, over all periods of an indicator at a level.
#[derive(Serialize, ToSchema)]
pub struct Breaks {
    indicator: String,
    #[schema(value_type = words::Level)]
    level: &'static str,
    /// `fixed`, `ckmeans`, `quantile`, `equal`.
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

/// Class edges and colours of an indicator at a level.
#[utoipa::path(get, path = "/v1/breaks/{indicator}/{level}", tag = "figures",
    params(("indicator" = String, Path, description = "An id of the catalogue"),
           ("level" = String, Path, description = "A level"),
           ("method" = Option<String>, Query, description = "fixed (where thresholds are published), ckmeans, quantile, equal"),
           ("classes" = Option<usize>, Query, description = "How many, 2 to 9; 5 unless said. Fixed thresholds have their own number")),
    responses((status = 200, body = Breaks), (status = 400, body = super::problem::ProblemDocument),
              (status = 404, body = super::problem::ProblemDocument)))]
pub async fn breaks(
    seen: Seen,
    Path((indicator, level)): Path<(String, String)>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    query.only(&["method", "classes"])?;
    let snapshot = seen.snapshot();
    let (level, index) = (extract::level(&level)?, extract::indicator(snapshot, &indicator)?);
    let (method, count) = asked(snapshot, index, &query)?;
    let found = query::breaks(snapshot, index, level, method, count);
    let answer = Breaks {
        indicator,
        level: level.as_str(),
        method: found.method.as_str(),
        scheme: found.scheme.map(|scheme| scheme.id.clone()),
        edges: found.edges,
        colours: found.colours,
        labels: found.scheme.map(|scheme| scheme.labels.iter().map(TextJson::from).collect()),
        min: found.range.map(|range| range.0),
        max: found.range.map(|range| range.1),
        note: found.scheme.and_then(|scheme| scheme.note.as_ref()).map(TextJson::from),
        source: found.scheme.map(|scheme| scheme.source.clone()),
        methods: found.methods.iter().map(|method| method.as_str()).collect(),
    };
    Ok(json(&answer).answer(&headers, Keep::AMinute))
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
    Ok((method, query.number("classes", 2..=9)?.unwrap_or(5)))
}

fn method(word: &str) -> Result<Method, Problem> {
    word.parse().map_err(|_| Problem::parameter("method", "expected one of fixed, ckmeans, quantile, equal"))
}
