//! Which kelurahan a position is in.

use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::caching::Keep;
use super::extract::{Query, Seen};
use super::json;
use super::problem::Problem;
use super::shapes::AreaRef;
use super::words;
use crate::query;

/// Where a position is.
#[derive(Serialize, ToSchema)]
pub struct Located {
    /// The position asked for.
    #[schema(value_type = words::Position)]
    point: [f64; 2],
    /// The kelurahan that hold it, lowest code first.
    areas: Vec<LocatedArea>,
    /// Whether more than one does: a common border, or an overlap of the file.
    ambiguous: bool,
    /// The nearest kelurahan, where none holds it.
    nearest: Option<NearestArea>,
}

#[derive(Serialize, ToSchema)]
struct LocatedArea {
    #[serde(flatten)]
    area: AreaRef,
    /// From the province down to the area above.
    hierarchy: Vec<AreaRef>,
}

#[derive(Serialize, ToSchema)]
struct NearestArea {
    #[serde(flatten)]
    area: AreaRef,
    /// The way over the ground to its border, in metres.
    distance_m: f64,
}

/// Which kelurahan a position is in.
#[utoipa::path(get, path = "/v1/locate", tag = "nearest",
    params(("point" = String, Query, description = "longitude,latitude")),
    responses((status = 200, body = Located), (status = 400, body = super::problem::ProblemDocument)))]
pub async fn locate(seen: Seen, query: Query, headers: HeaderMap) -> Result<Response, Problem> {
    query.only(&["point"])?;
    let position = query.position("point")?;
    let snapshot = seen.snapshot();
    let place = query::locate(&snapshot.areas, position);
    let areas: Vec<LocatedArea> = place
        .areas
        .iter()
        .map(|&area| LocatedArea {
            area: AreaRef::at(snapshot, area),
            hierarchy: AreaRef::hierarchy(snapshot, &snapshot.areas.all()[area]),
        })
        .collect();
    let answer = Located {
        point: [position.lon(), position.lat()],
        ambiguous: areas.len() > 1,
        areas,
        nearest: place.nearest.map(|nearby| NearestArea {
            area: AreaRef::at(snapshot, nearby.area),
            distance_m: (nearby.metres * 10.0).round() / 10.0,
        }),
    };
    Ok(json(&answer).answer(&headers, Keep::Never))
}
