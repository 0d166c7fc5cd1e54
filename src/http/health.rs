//! Whether the server lives and is ready, what it limits, what problems mean.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::caching::Keep;
use super::extract::{Path, Query, Seen, short};
use super::guard::{MAX_ADDRESS, MAX_BODY, MAX_TIME};
use super::problem::{Kind, Problem};
use super::{json, maps, nearest, posyandu, serve, statistics, values};
use crate::account;
use crate::tile::{Joined, Layer, MAX_ZOOM};

/// Whether the server answers and what it serves.
#[derive(Serialize, ToSchema)]
pub struct Health {
    status: &'static str,
    /// Versions of what is served.
    areas: Option<String>,
    data: Option<String>,
}

/// The server lives.
#[utoipa::path(get, path = "/livez", tag = "operation", responses((status = 200, body = Health)))]
pub async fn live(query: Query) -> Result<Response, Problem> {
    query.only(&[])?;
    Ok(uncached(&Health { status: "ok", areas: None, data: None }))
}

/// The server has data to answer from.
#[utoipa::path(get, path = "/readyz", tag = "operation",
    responses((status = 200, body = Health), (status = 503, body = Health)))]
pub async fn ready(seen: Seen, query: Query) -> Result<Response, Problem> {
    query.only(&[])?;
    let snapshot = seen.snapshot();
    let versions = &snapshot.versions;
    let loaded = !snapshot.areas.all().is_empty();
    let health = Health {
        status: if loaded { "ok" } else { "no boundaries are loaded" },
        areas: Some(versions.areas.to_string()),
        data: Some(versions.data.to_string()),
    };
    let mut response = uncached(&health);
    if !loaded {
        *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    }
    Ok(response)
}

fn uncached(health: &Health) -> Response {
    let mut response = axum::Json(health).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, axum::http::HeaderValue::from_static("no-store"));
    response
}

/// What the server limits.
#[derive(Serialize, ToSchema)]
pub struct Limits {
    /// The longest address, in bytes.
    address_bytes: usize,
    /// All headers of a request, in bytes, and their number.
    header_bytes: usize,
    headers: usize,
    /// Seconds for the headers of a request, for the next byte, and for an answer.
    header_seconds: u64,
    idle_seconds: u64,
    answer_seconds: u64,
    /// The largest body of a request, in bytes.
    body_bytes: usize,
    /// Connections at once.
    connections: usize,
    /// The highest zoom of a tile.
    tile_zoom: u8,
    /// The most posyandu in one answer, and how far they may be, in metres.
    nearest: usize,
    nearest_metres: f64,
    /// Pictures drawn at once, and the most pixels of one.
    pictures: usize,
    picture_pixels: u32,
    /// Imports that are read at once and that wait, and seconds that reading one may take.
    imports: usize,
    imports_waiting: usize,
    import_seconds: u64,
    /// What is read of a file: bytes, zip bytes, features, rows, and so on.
    import: std::collections::BTreeMap<&'static str, usize>,
    /// Layers and indicators in one tile.
    tile_layers: usize,
    tile_indicators: usize,
    /// Statistics reckoned at once, and the weights of one priority list.
    statistics: usize,
    weights: usize,
    /// Posyandu and figures in one answer.
    posyandu: usize,
    figures: usize,
    /// Tries to log in, a minute: for one account, and from one address.
    log_in_account_a_minute: u32,
    log_in_address_a_minute: u32,
    /// The fewest characters and the most bytes of a password, and hashes at once.
    password_characters: usize,
    password_bytes: usize,
    password_hashes: usize,
    /// Seconds that a session lives: unused, and at all.
    session_idle_seconds: u64,
    session_seconds: u64,
    /// Seconds that the set-up code is good for.
    set_up_seconds: u64,
    /// Days that a token lives at the most.
    token_days: u32,
    /// Rows of the audit log in one answer.
    audit_rows: usize,
}

/// What the server limits.
#[utoipa::path(get, path = "/v1/limits", tag = "operation", responses((status = 200, body = Limits)))]
pub async fn limits(query: Query, headers: HeaderMap) -> Result<Response, Problem> {
    query.only(&[])?;
    let limits = Limits {
        address_bytes: MAX_ADDRESS,
        header_bytes: serve::MAX_HEAD,
        headers: serve::MAX_HEADERS,
        header_seconds: serve::HEAD_TIME.as_secs(),
        idle_seconds: serve::IDLE_TIME.as_secs(),
        answer_seconds: MAX_TIME.as_secs(),
        body_bytes: MAX_BODY,
        connections: serve::CONNECTIONS,
        tile_zoom: MAX_ZOOM,
        nearest: nearest::MOST,
        nearest_metres: nearest::FARTHEST,
        pictures: maps::AT_ONCE,
        picture_pixels: crate::picture::MAX_PIXELS,
        imports: crate::app::AT_ONCE,
        imports_waiting: crate::app::QUEUED,
        import_seconds: crate::app::MAX_WALL.as_secs(),
        import: crate::import::limits::ALL.iter().map(|(name, most, _)| (*name, *most)).collect(),
        tile_layers: Layer::ALL.len(),
        tile_indicators: Joined::MOST,
        statistics: statistics::AT_ONCE,
        weights: statistics::MOST_WEIGHTS,
        posyandu: posyandu::MOST,
        figures: values::MOST_FIGURES,
        log_in_account_a_minute: account::PER_ACCOUNT,
        log_in_address_a_minute: account::PER_ADDRESS,
        password_characters: account::LEAST_CHARACTERS,
        password_bytes: account::MOST_BYTES,
        password_hashes: account::HASHES_AT_ONCE,
        session_idle_seconds: account::IDLE.as_secs(),
        session_seconds: account::TOTAL.as_secs(),
        set_up_seconds: account::CODE_VALID.as_secs(),
        token_days: account::MOST_DAYS,
        audit_rows: account::MOST_AUDITED,
    };
    Ok(json(&limits).answer(&headers, Keep::AskFirst))
}

/// What a kind of problem means: the section of the guide about it.
#[utoipa::path(get, path = "/problems/{kind}", tag = "operation",
    params(("kind" = String, Path, description = "The last part of a problem's type")),
    responses((status = 200, description = "Text", content_type = "text/markdown", body = String),
              (status = 404, body = super::problem::ProblemDocument)))]
pub async fn problem(Path(kind): Path<String>, query: Query) -> Result<Response, Problem> {
    query.only(&[])?;
    const GUIDE: &str = include_str!("../../docs/problems.md");
    let known = Kind::ALL.iter().find(|known| known.slug() == kind);
    let section = known.and_then(|known| {
        let start = GUIDE.find(&format!("## {}\n", known.slug()))?;
        let end = GUIDE[start + 3..].find("\n## ").map_or(GUIDE.len(), |end| start + 3 + end);
        Some(GUIDE[start..end].trim().to_owned())
    });
    let section = section
        .ok_or_else(|| Problem::new(Kind::NotFound, format!("\"{}\" is no kind of problem", short(&kind))))?;
    Ok(([(header::CONTENT_TYPE, "text/markdown; charset=utf-8")], section).into_response())
}
