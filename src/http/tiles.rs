//! Vector tiles.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::caching::{Content, nothing};
use super::extract::{Path, Query, Seen};
use super::problem::{Kind, Problem};
use super::wishes::{PARAMETERS, layers, wish};
use super::{Made, Server, away, version};
use crate::domain::TileCoord;
use crate::snapshot::Snapshot;
use crate::tile::{self, MAX_ZOOM};

const MEDIA_TYPE: &str = "application/vnd.mapbox-vector-tile";

/// One vector tile.
#[utoipa::path(get, path = "/v1/tiles/{tileset}/{z}/{x}/{y}", tag = "tiles",
    params(("tileset" = String, Path, description = "One or more of areas, borders, labels, posyandu and kampung-kb, separated by commas; with @version behind it the tile never changes"),
           ("z" = u8, Path, description = "Zoom, 0 to 16"),
           ("x" = u32, Path, description = "Column, below 2^z"),
           ("y" = String, Path, description = "Row, below 2^z, with .mvt behind it"),
           ("indicator" = Option<String>, Query, description = "Write the figures of this indicator into the areas; of up to five, separated by commas, and then each property has the id of its indicator and a full stop before its name"),
           ("period" = Option<String>, Query, description = "The period of those figures"),
           ("levels" = Option<String>, Query, description = "Only these levels of areas and labels, at every zoom, separated by commas"),
           ("properties" = Option<String>, Query, description = "Only these properties, separated by commas; the feature id is always there")),
    responses((status = 200, description = "A Mapbox Vector Tile 2.1", content_type = "application/vnd.mapbox-vector-tile", body = Vec<u8>),
              (status = 204, description = "Nothing lies in this tile"),
              (status = 400, body = super::problem::ProblemDocument), (status = 404, body = super::problem::ProblemDocument),
              (status = 410, body = super::problem::ProblemDocument)))]
pub async fn tile(
    State(server): State<Arc<Server>>,
    seen: Seen,
    Path((tileset, z, x, y)): Path<(String, String, String, String)>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    query.only(PARAMETERS)?;
    let (name, token) = version::cut(&tileset);
    let layers = layers(name)?;
    let row = y
        .strip_suffix(".mvt")
        .ok_or_else(|| Problem::new(Kind::NoSuchTile, "a tile's address ends in .mvt"))?;
    let coord = coordinate(&z, &x, row)?;
    let joined = query.text("indicator").is_some();
    let of = |snapshot: &Snapshot| tile::token(snapshot, layers, joined);
    let address = |current| format!("/v1/tiles/{layers}@{current}/{coord}.mvt");
    let (snapshot, keep) = version::seen(&seen, token, of, address)?;
    let wish = wish(snapshot, layers, &query)?;
    let key = Made::Tile { token: of(snapshot), layers, coord, wish };
    let made = match server.made.get(&key) {
        Some(made) => made,
        None => make(&server, key, Arc::clone(snapshot)).await?,
    };
    Ok(made.map_or_else(|| nothing(keep), |content| content.answer(&headers, keep)))
}

/// The coordinate of a tile, from the parts of its address without an ending.
pub(super) fn coordinate(z: &str, x: &str, y: &str) -> Result<TileCoord, Problem> {
    let whole = |name: &str, text: &str| -> Result<u32, Problem> {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        text.parse()
            .ok()
            .filter(|_| digits)
            .ok_or_else(|| Problem::parameter(name, "expected a whole number"))
    };
    let (z, x, y) = (whole("z", z)?, whole("x", x)?, whole("y", y)?);
    let beyond = || {
        Problem::new(
            Kind::NoSuchTile,
            format!("zoom {z} is outside 0 to {MAX_ZOOM}; enlarge tiles of zoom {MAX_ZOOM}"),
        )
    };
    let zoom = u8::try_from(z).ok().filter(|&z| z <= MAX_ZOOM).ok_or_else(beyond)?;
    TileCoord::new(zoom, x, y).map_err(|_| {
        Problem::new(
            Kind::NoSuchTile,
            format!("at zoom {z} columns and rows run from 0 to {}", (1_u64 << z) - 1),
        )
    })
}

/// Makes a tile away from the threads that answer, and keeps it.
async fn make(
    server: &Arc<Server>,
    key: Made,
    snapshot: Arc<Snapshot>,
) -> Result<Option<Arc<Content>>, Problem> {
    let made = server.made.clone();
    away(move || {
        let Made::Tile { layers, coord, wish, .. } = &key else { return None };
        // Of several who ask for the same tile at once, one makes it.
        made.get_with_by_ref(&key, || {
            let bytes = tile::encode(&snapshot, *layers, *coord, wish);
            (!bytes.is_empty()).then(|| Content::quick(bytes, MEDIA_TYPE))
        })
    })
    .await
}
