//! Vector tiles.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::caching::{Content, nothing};
use super::extract::{self, Path, Query, Seen, short};
use super::problem::{Kind, Problem};
use super::{Made, Server, away, version};
use crate::domain::{Level, TileCoord};
use crate::snapshot::Snapshot;
use crate::tile::{self, Layer, MAX_ZOOM, Wish};

/// The parameters of a tile set.
pub(super) const PARAMETERS: &[&str] = &["indicator", "period", "levels"];

const MEDIA_TYPE: &str = "application/vnd.mapbox-vector-tile";

/// One vector tile.
#[utoipa::path(get, path = "/v1/tiles/{tileset}/{z}/{x}/{y}", tag = "tiles",
    params(("tileset" = String, Path, description = "areas, borders, posyandu or kampung-kb; with @version behind it the tile never changes"),
           ("z" = u8, Path, description = "Zoom, 0 to 16"),
           ("x" = u32, Path, description = "Column, below 2^z"),
           ("y" = String, Path, description = "Row, below 2^z, with .mvt behind it"),
           ("indicator" = Option<String>, Query, description = "Write the figures of this indicator into the areas"),
           ("period" = Option<String>, Query, description = "The period of those figures"),
           ("levels" = Option<String>, Query, description = "Only these levels, at every zoom, separated by commas")),
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
    let layer = layer(name)?;
    let coord = coordinate(&z, &x, &y)?;
    let joined = query.text("indicator").is_some();
    let of = |snapshot: &Snapshot| version::of_layer(snapshot, layer, joined);
    let address = |current| format!("/v1/tiles/{name}@{current}/{coord}.mvt");
    let (snapshot, keep) = version::seen(&seen, token, of, address)?;
    let wish = wish(snapshot, layer, &query)?;
    let key = Made::Tile { token: of(snapshot), layer, coord, wish };
    let made = match server.made.get(&key) {
        Some(made) => made,
        None => make(&server, key, Arc::clone(snapshot)).await?,
    };
    Ok(made.map_or_else(|| nothing(keep), |content| content.answer(&headers, keep)))
}

/// The layer of a name.
pub(super) fn layer(name: &str) -> Result<Layer, Problem> {
    name.parse().map_err(|_| {
        let names: Vec<&str> = Layer::ALL.iter().map(|layer| layer.as_str()).collect();
        Problem::new(Kind::NoSuchLayer, format!("\"{}\" is none of {}", short(name), names.join(", ")))
    })
}

fn coordinate(z: &str, x: &str, y: &str) -> Result<TileCoord, Problem> {
    let y = y
        .strip_suffix(".mvt")
        .ok_or_else(|| Problem::new(Kind::NoSuchTile, "a tile's address ends in .mvt"))?;
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

/// What the query wants of a layer.
pub(super) fn wish(snapshot: &Snapshot, layer: Layer, query: &Query) -> Result<Wish, Problem> {
    if layer != Layer::Areas
        && let Some(name) = PARAMETERS.iter().find(|name| query.text(name).is_some())
    {
        return Err(Problem::parameter(name, "only the layer areas takes it"));
    }
    let joined = match (query.text("indicator"), query.text("period")) {
        (None, None) => None,
        (Some(id), Some(period)) => Some((extract::indicator(snapshot, id)?, extract::period(period)?)),
        (Some(_), None) => return Err(Problem::parameter("period", "it is required beside indicator")),
        (None, Some(_)) => return Err(Problem::parameter("indicator", "it is required beside period")),
    };
    let levels = query.text("levels").map(levels).transpose()?;
    Ok(Wish { levels, joined })
}

fn levels(text: &str) -> Result<BTreeSet<Level>, Problem> {
    text.split(',')
        .map(|word| {
            word.parse()
                .map_err(|error: crate::domain::InvalidValue| Problem::parameter("levels", error.to_string()))
        })
        .collect()
}

/// Makes a tile away from the threads that answer, and keeps it.
async fn make(
    server: &Arc<Server>,
    key: Made,
    snapshot: Arc<Snapshot>,
) -> Result<Option<Arc<Content>>, Problem> {
    let made = server.made.clone();
    away(move || {
        let Made::Tile { layer, coord, wish, .. } = &key else { return None };
        // Of several who ask for the same tile at once, one makes it.
        made.get_with_by_ref(&key, || {
            let bytes = tile::encode(&snapshot, *layer, *coord, wish);
            (!bytes.is_empty()).then(|| Content::quick(bytes, MEDIA_TYPE))
        })
    })
    .await
}
