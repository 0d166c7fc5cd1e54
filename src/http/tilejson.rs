//! TileJSON 3.0: what a client must know of a tile set.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::caching::Keep;
use super::extract::{Path, Query, Seen};
use super::problem::{Kind, Problem};
use super::shapes::{base_url, bbox, seven_decimals};
use super::wishes::{PARAMETERS, layers, wish};
use super::words;
use super::{Server, json};
use crate::tile::{About, AboutLayer, Layers, MAX_ZOOM, about};

/// TileJSON 3.0.0.
#[derive(Serialize, ToSchema)]
pub struct TileJson {
    tilejson: &'static str,
    name: String,
    /// Versioned, so what it gives never changes.
    tiles: Vec<String>,
    minzoom: u8,
    maxzoom: u8,
    /// West, south, east, north.
    #[schema(value_type = Option<words::Bounds>)]
    bounds: Option<[f64; 4]>,
    /// Longitude, latitude, zoom.
    center: Option<[f64; 3]>,
    scheme: &'static str,
    attribution: String,
    version: &'static str,
    /// The version of the content.
    dataset_version: String,
    /// The terms of the datasets.
    license: String,
    /// Whether figures in it are invented.
    sample: bool,
    vector_layers: Vec<VectorLayer>,
}

#[derive(Serialize, ToSchema)]
struct VectorLayer {
    id: &'static str,
    description: &'static str,
    minzoom: u8,
    maxzoom: u8,
    fields: BTreeMap<String, &'static str>,
}

/// What a client must know of a tile set.
#[utoipa::path(get, path = "/v1/tiles/{tileset}", tag = "tiles",
    params(("tileset" = String, Path, description = "One or more of areas, borders, labels, posyandu and kampung-kb, separated by commas, with .json behind them"),
           ("indicator" = Option<String>, Query, description = "Write the figures of this indicator into the areas; of up to five, separated by commas, and then each property has the id of its indicator and a full stop before its name"),
           ("period" = Option<String>, Query, description = "The period of those figures"),
           ("levels" = Option<String>, Query, description = "Only these levels of areas and labels, at every zoom, separated by commas"),
           ("properties" = Option<String>, Query, description = "Only these properties, separated by commas; the feature id is always there")),
    responses((status = 200, body = TileJson), (status = 400, body = super::problem::ProblemDocument),
              (status = 404, body = super::problem::ProblemDocument)))]
pub async fn tilejson(
    State(server): State<Arc<Server>>,
    seen: Seen,
    Path(tileset): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    query.only(PARAMETERS)?;
    let name = tileset
        .strip_suffix(".json")
        .ok_or_else(|| Problem::new(Kind::NoSuchLayer, "the address of a tile set ends in .json"))?;
    let layers = layers(name)?;
    let snapshot = seen.snapshot();
    let about = about(snapshot, layers, &wish(snapshot, layers, &query)?);
    let base = base_url(&server, &headers);
    Ok(json(&build(layers, about, &query, &base)).answer(&headers, Keep::AskFirst))
}

fn build(layers: Layers, about: About, query: &Query, base: &str) -> TileJson {
    let token = about.token;
    let parameters: Vec<String> =
        PARAMETERS.iter().filter_map(|name| Some(format!("{name}={}", query.text(name)?))).collect();
    let parameters = if parameters.is_empty() { String::new() } else { format!("?{}", parameters.join("&")) };
    let bounds = about.bounds.map(bbox);
    let center = bounds.map(|[west, south, east, north]| {
        [
            seven_decimals(f64::midpoint(west, east)),
            seven_decimals(f64::midpoint(south, north)),
            zoom_to(east - west),
        ]
    });
    TileJson {
        tilejson: "3.0.0",
        name: layers.to_string(),
        tiles: vec![format!("{base}/v1/tiles/{layers}@{token}/{{z}}/{{x}}/{{y}}.mvt{parameters}")],
        minzoom: 0,
        maxzoom: MAX_ZOOM,
        bounds,
        center,
        scheme: "xyz",
        attribution: about.attribution,
        version: "1.0.0",
        dataset_version: token.to_string(),
        license: about.licence,
        sample: about.sample,
        vector_layers: about.layers.into_iter().map(vector_layer).collect(),
    }
}

fn vector_layer(layer: AboutLayer) -> VectorLayer {
    VectorLayer {
        id: layer.layer.as_str(),
        description: layer.description,
        minzoom: 0,
        maxzoom: MAX_ZOOM,
        fields: layer.fields.into_iter().collect(),
    }
}

/// The zoom at which a width in degrees fills a screen.
fn zoom_to(width: f64) -> f64 {
    (360.0 / width.max(0.001)).log2().floor().clamp(0.0, f64::from(MAX_ZOOM))
}
