//! Versions: looked at, compared, published, rolled back.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answers::{DifferenceJson, HistoryJson, VersionJson};
use super::{actor, failed, imports};
use crate::account;
use crate::app::{self, Published};
use crate::domain::{About, InvalidValue, Period, StoredVersion};
use crate::http::Server;
use crate::http::extract::{Body, Path, Query};
use crate::http::problem::{Kind, Problem, ProblemDocument};

/// The latest versions, newest first, and what was done to datasets.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportList)]
pub struct ListJson {
    versions: Vec<VersionJson>,
    history: Vec<HistoryJson>,
    /// Mappings that are kept, by name.
    mappings: Vec<MappingJson>,
}

/// A mapping that is kept.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportMapping)]
struct MappingJson {
    name: String,
    #[schema(value_type = Object)]
    reading: serde_json::Value,
    actor: String,
}

/// The most findings in one answer: more than any file gives.
const MOST_FINDINGS: usize = 10_000_000;
/// How many of each are listed.
const LISTED: i64 = 200;

/// The versions of all datasets with their states, and the history.
#[utoipa::path(get, path = "/v1/imports", tag = "imports", security(("token" = []), ("session" = [])),
    responses((status = 200, body = ListJson), (status = 401, body = ProblemDocument), (status = 403, body = ProblemDocument)))]
pub async fn list(State(server): State<Arc<Server>>, query: Query) -> Result<Response, Problem> {
    query.only(&[])?;
    let store = imports(&server)?.store();
    let versions = store.versions(LISTED).await.map_err(failed)?;
    let history = store.history(LISTED).await.map_err(failed)?;
    let mappings = store.mappings().await.map_err(failed)?;
    let list = ListJson {
        versions: versions.iter().map(VersionJson::from).collect(),
        history: history.iter().map(HistoryJson::from).collect(),
        mappings: mappings
            .into_iter()
            .map(|kept| MappingJson {
                name: kept.name,
                reading: serde_json::from_str(&kept.reading_json).unwrap_or_default(),
                actor: kept.actor,
            })
            .collect(),
    };
    Ok(Json(list).into_response())
}

fn unknown() -> Problem {
    Problem::new(Kind::NoSuchImport, "there is no version of this number")
}

async fn found(server: &Server, version: i64) -> Result<StoredVersion, Problem> {
    imports(server)?.store().version(version).await.map_err(failed)?.ok_or_else(unknown)
}

/// The answer about one version.
pub(super) async fn one(server: &Server, version: i64) -> Result<Response, Problem> {
    Ok(Json(VersionJson::from(&found(server, version).await?)).into_response())
}

/// A version with its state.
#[utoipa::path(get, path = "/v1/imports/{version}", tag = "imports",
    params(("version" = i64, Path, description = "The number of the version")),
    security(("token" = []), ("session" = [])),
    responses((status = 200, body = VersionJson), (status = 401, body = ProblemDocument), (status = 403, body = ProblemDocument), (status = 404, body = ProblemDocument)))]
pub async fn version(
    State(server): State<Arc<Server>>,
    Path(version): Path<i64>,
    query: Query,
) -> Result<Response, Problem> {
    query.only(&[])?;
    one(&server, version).await
}

/// Everything that the import of a version found: JSON, or `?format=csv`.
#[utoipa::path(get, path = "/v1/imports/{version}/findings", tag = "imports",
    params(("version" = i64, Path, description = "The number of the version"),
        ("format" = Option<String>, Query, description = "json or csv"),
        ("limit" = Option<usize>, Query, description = "Only the first so many")),
    security(("token" = []), ("session" = [])),
    responses((status = 200, description = "A list of findings, each with its place, reason and mend", body = Vec<serde_json::Value>),
        (status = 400, body = ProblemDocument), (status = 401, body = ProblemDocument), (status = 403, body = ProblemDocument), (status = 404, body = ProblemDocument)))]
pub async fn findings(
    State(server): State<Arc<Server>>,
    Path(version): Path<i64>,
    query: Query,
) -> Result<Response, Problem> {
    query.only(&["format", "limit"])?;
    let most = query.number("limit", 1..=MOST_FINDINGS)?.unwrap_or(MOST_FINDINGS);
    let text = imports(&server)?.store().findings(version).await.map_err(failed)?.ok_or_else(unknown)?;
    let text = crate::import::from_kept(text, most);
    match query.text("format") {
        None | Some("json") => Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response()),
        Some("csv") => {
            let table = super::findings::csv(&text);
            let name = HeaderValue::try_from(format!("attachment; filename=\"temuan-{version}.csv\""));
            let mut response = ([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], table).into_response();
            if let Ok(name) = name {
                response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
            }
            Ok(response)
        }
        Some(_) => Err(Problem::parameter("format", "expected json or csv")),
    }
}

/// What a version would change on the map.
#[utoipa::path(get, path = "/v1/imports/{version}/difference", tag = "imports",
    params(("version" = i64, Path, description = "The number of the version")),
    security(("token" = []), ("session" = [])),
    responses((status = 200, body = DifferenceJson), (status = 401, body = ProblemDocument), (status = 403, body = ProblemDocument), (status = 404, body = ProblemDocument)))]
pub async fn difference(
    State(server): State<Arc<Server>>,
    Path(version): Path<i64>,
    query: Query,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let store = imports(&server)?.store();
    let difference = app::difference(store, version).await.map_err(failed)?.ok_or_else(unknown)?;
    Ok(Json(DifferenceJson::from(&difference)).into_response())
}

/// The shapes of a version and of what is on the map, to be looked at beside each other.
#[utoipa::path(get, path = "/v1/imports/{version}/preview", tag = "imports",
    params(("version" = i64, Path, description = "The number of the version")),
    security(("token" = []), ("session" = [])),
    responses((status = 200, description = "GeoJSON: features with `side` staged or current; defects with `finding`", content_type = "application/geo+json", body = serde_json::Value),
        (status = 401, body = ProblemDocument), (status = 403, body = ProblemDocument), (status = 404, body = ProblemDocument)))]
pub async fn preview(
    State(server): State<Arc<Server>>,
    Path(version): Path<i64>,
    query: Query,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let preview =
        app::preview(imports(&server)?.store(), version).await.map_err(failed)?.ok_or_else(unknown)?;
    let collection = super::preview::collection(&preview);
    Ok(([(header::CONTENT_TYPE, "application/geo+json")], Json(collection)).into_response())
}

/// What must be known before a version is published, where its import did not say.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields, default)]
#[schema(as = ImportAbout)]
pub struct AboutJson {
    source: Option<String>,
    licence: Option<String>,
    /// The day that the data describe, such as 2025-08-31.
    as_of: Option<String>,
}

/// Put a version on the map.
#[utoipa::path(post, path = "/v1/imports/{version}/publish", tag = "imports",
    params(("version" = i64, Path, description = "The number of the version")),
    request_body = AboutJson, security(("token" = []), ("session" = [])),
    responses((status = 200, body = VersionJson), (status = 400, body = ProblemDocument), (status = 401, body = ProblemDocument), (status = 403, body = ProblemDocument),
        (status = 404, body = ProblemDocument), (status = 409, body = ProblemDocument), (status = 422, body = ProblemDocument)))]
pub async fn publish(
    State(server): State<Arc<Server>>,
    by: account::Actor,
    Path(version): Path<i64>,
    query: Query,
    Body(about): Body<AboutJson>,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let as_of = match about.as_of.as_deref().map(str::parse) {
        None => None,
        Some(Ok(Period::Day(day))) => Some(day),
        Some(_) => return Err(Problem::new(Kind::WrongBody, "as_of: expected a day such as 2025-08-31")),
    };
    let about = About { source: about.source, licence: about.licence, as_of };
    let done = app::publish(imports(&server)?.store(), version, &about, &actor(&by)).await.map_err(failed)?;
    match done {
        Published::Done { .. } | Published::Already => one(&server, version).await,
        Published::Unknown => Err(unknown()),
        Published::Gone => Err(Problem::new(
            Kind::ImportConflict,
            "its rows are gone: it was discarded, or newer versions took their place",
        )),
        Published::Missing(what) => {
            Err(Problem::new(Kind::WrongBody, format!("before it is published, say: {}", what.join(", "))))
        }
    }
}

/// Take a staged version back.
#[utoipa::path(delete, path = "/v1/imports/{version}", tag = "imports",
    params(("version" = i64, Path, description = "The number of the version")),
    security(("token" = []), ("session" = [])),
    responses((status = 200, body = VersionJson), (status = 401, body = ProblemDocument), (status = 403, body = ProblemDocument), (status = 404, body = ProblemDocument), (status = 409, body = ProblemDocument)))]
pub async fn discard(
    State(server): State<Arc<Server>>,
    by: account::Actor,
    Path(version): Path<i64>,
    query: Query,
) -> Result<Response, Problem> {
    query.only(&[])?;
    found(&server, version).await?;
    if !app::discard(imports(&server)?.store(), version, &actor(&by)).await.map_err(failed)? {
        return Err(Problem::new(
            Kind::ImportConflict,
            "only a staged version can be taken back; roll a published one back",
        ));
    }
    one(&server, version).await
}

/// Put the version before the present one of a dataset back on the map.
#[utoipa::path(post, path = "/v1/imports/{version}/rollback", tag = "imports",
    params(("version" = i64, Path, description = "The version that is on the map")),
    security(("token" = []), ("session" = [])),
    responses((status = 200, description = "The version that is back", body = VersionJson), (status = 401, body = ProblemDocument), (status = 403, body = ProblemDocument),
        (status = 404, body = ProblemDocument), (status = 409, body = ProblemDocument)))]
pub async fn rollback(
    State(server): State<Arc<Server>>,
    by: account::Actor,
    Path(version): Path<i64>,
    query: Query,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let found = found(&server, version).await?;
    if found.state != crate::domain::VersionState::Current {
        return Err(Problem::new(Kind::ImportConflict, "it is not the version that is on the map"));
    }
    let meta = &found.dataset.meta;
    let done =
        app::rollback(imports(&server)?.store(), meta.kind, &meta.id, &actor(&by)).await.map_err(failed)?;
    let (_, back) = done.ok_or_else(|| Problem::new(Kind::ImportConflict, "there is no earlier version"))?;
    one(&server, back).await
}

/// A mapping to keep.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportMappingWish)]
pub struct MappingWish {
    /// 1 to 80 characters.
    name: String,
    #[schema(value_type = Object)]
    reading: serde_json::Value,
}

/// Keep a mapping under a name.
#[utoipa::path(post, path = "/v1/mappings", tag = "imports", request_body = MappingWish, security(("token" = []), ("session" = [])),
    responses((status = 204, description = "It is kept"), (status = 400, body = ProblemDocument), (status = 401, body = ProblemDocument), (status = 403, body = ProblemDocument), (status = 422, body = ProblemDocument)))]
pub async fn keep_mapping(
    State(server): State<Arc<Server>>,
    by: account::Actor,
    query: Query,
    Body(wish): Body<MappingWish>,
) -> Result<axum::http::StatusCode, Problem> {
    query.only(&[])?;
    let name = wish.name.trim();
    if name.is_empty() || name.chars().count() > 80 || name.chars().any(char::is_control) {
        return Err(Problem::new(Kind::WrongBody, "name: expected 1 to 80 characters"));
    }
    let reading = crate::import::Reading::from_json(&wish.reading.to_string())
        .map_err(|error| Problem::new(Kind::WrongBody, format!("reading: {error}")))?;
    imports(&server)?.store().put_mapping(name, &reading.to_json(), &actor(&by)).await.map_err(failed)?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}

/// What a name means that matched no area.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportNameDecision)]
pub struct NameWish {
    /// The kecamatan or kota in which the name is looked up.
    within: String,
    name: String,
    /// The area that it means.
    kode: String,
}

/// Decide what a name means; later imports remember it.
#[utoipa::path(post, path = "/v1/names", tag = "imports", request_body = NameWish, security(("token" = []), ("session" = [])),
    responses((status = 204, description = "It is remembered"), (status = 400, body = ProblemDocument), (status = 401, body = ProblemDocument), (status = 403, body = ProblemDocument), (status = 422, body = ProblemDocument)))]
pub async fn decide_name(
    State(server): State<Arc<Server>>,
    by: account::Actor,
    query: Query,
    Body(wish): Body<NameWish>,
) -> Result<axum::http::StatusCode, Problem> {
    query.only(&[])?;
    let code = |text: &str| {
        text.parse::<crate::domain::AreaCode>()
            .map_err(|error: InvalidValue| Problem::new(Kind::WrongBody, error.to_string()))
    };
    let (within, kode) = (code(&wish.within)?, code(&wish.kode)?);
    if kode.at(within.level()) != Some(within) {
        return Err(Problem::new(Kind::WrongBody, format!("{kode} does not lie in {within}")));
    }
    let name = wish.name.trim();
    if name.is_empty() || name.len() > 200 {
        return Err(Problem::new(Kind::WrongBody, "name: expected 1 to 200 characters"));
    }
    imports(&server)?.store().decide_name(within, name, kode, &actor(&by)).await.map_err(failed)?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}
