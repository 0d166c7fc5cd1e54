//! The OpenAPI document, made from the declarations of the routes.

use axum::http::HeaderMap;
use axum::response::Response;
use utoipa::OpenApi;

use super::caching::Keep;
use super::extract::Query;
use super::json;
use super::problem::Problem;

/// The whole document.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Jangkau",
        description = "Kampung KB, child stunting and posyandu, kelurahan by kelurahan. \
            Figures are those that the public may see: small counts are hidden, others rounded. \
            Invented figures are marked `sample` or have ids that begin with `contoh-`.",
    ),
    paths(
        super::catalog::catalog,
        super::areas::list,
        super::areas::profile,
        super::areas::boundary,
        super::values::values,
        super::breaks::breaks,
        super::kampung_kb::kampung_kb,
        super::posyandu::list,
        super::nearest::by_query,
        super::nearest::by_body,
        super::locate::locate,
        super::tilejson::tilejson,
        super::tiles::tile,
        super::styles::style,
        super::health::limits,
        super::health::live,
        super::health::ready,
        super::health::problem,
        document,
    ),
    components(schemas(super::problem::ProblemDocument, super::posyandu::PosyanduJson)),
    tags(
        (name = "catalog", description = "What is served"),
        (name = "areas", description = "Areas of all levels"),
        (name = "figures", description = "Figures with denominators, intervals, states and sources"),
        (name = "kampung-kb", description = "Kampung KB on a day"),
        (name = "posyandu", description = "Posyandu"),
        (name = "nearest", description = "From a position to a posyandu or a kelurahan"),
        (name = "tiles", description = "Vector tiles and styles"),
        (name = "operation", description = "For those who run it"),
    )
)]
struct Document;

/// The document as indented JSON, for files that are compared.
pub fn pretty() -> String {
    Document::openapi().to_pretty_json().unwrap_or_default()
}

/// This document.
#[utoipa::path(get, path = "/v1/openapi.json", tag = "operation",
    responses((status = 200, description = "OpenAPI 3.1", body = serde_json::Value)))]
pub async fn document(query: Query, headers: HeaderMap) -> Result<Response, Problem> {
    query.only(&[])?;
    Ok(json(&Document::openapi()).answer(&headers, Keep::AskFirst))
}
