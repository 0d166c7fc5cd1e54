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
use super::tiles::{PARAMETERS, layer, wish};
use super::words;
use super::{Server, json, version};
use crate::domain::{DatasetKind, DatasetMeta, IndicatorId};
use crate::snapshot::Snapshot;
use crate::tile::{Layer, MAX_ZOOM};

/// TileJSON 3.0.0.
#[derive(Serialize, ToSchema)]
pub struct TileJson {
    tilejson: &'static str,
    name: &'static str,
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
    fields: BTreeMap<&'static str, &'static str>,
}

/// What a client must know of a tile set.
#[utoipa::path(get, path = "/v1/tiles/{tileset}", tag = "tiles",
    params(("tileset" = String, Path, description = "areas.json, borders.json, posyandu.json or kampung-kb.json"),
           ("indicator" = Option<String>, Query, description = "Tiles with the figures of this indicator in them"),
           ("period" = Option<String>, Query, description = "The period of those figures"),
           ("levels" = Option<String>, Query, description = "Only these levels, at every zoom, separated by commas")),
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
    let layer = layer(name)?;
    let snapshot = seen.snapshot();
    wish(snapshot, layer, &query)?;
    let base = base_url(&server, &headers);
    Ok(json(&build(snapshot, layer, &query, &base)).answer(&headers, Keep::AskFirst))
}

fn build(snapshot: &Snapshot, layer: Layer, query: &Query, base: &str) -> TileJson {
    let joined = query.text("indicator").is_some();
    let token = version::of_layer(snapshot, layer, joined);
    let parameters: Vec<String> =
        PARAMETERS.iter().filter_map(|name| Some(format!("{name}={}", query.text(name)?))).collect();
    let parameters = if parameters.is_empty() { String::new() } else { format!("?{}", parameters.join("&")) };
    let bounds = snapshot.areas.bounds().map(bbox);
    let center = bounds.map(|[west, south, east, north]| {
        [
            seven_decimals(f64::midpoint(west, east)),
            seven_decimals(f64::midpoint(south, north)),
            zoom_to(east - west),
        ]
    });
    let invented = query.text("indicator").is_some_and(|id| id.starts_with(IndicatorId::SAMPLE_PREFIX));
    let sample = invented
        || matches!(layer, Layer::Posyandu | Layer::KampungKb)
            && made_of(snapshot, layer, joined).any(|meta| meta.sample);
    TileJson {
        tilejson: "3.0.0",
        name: layer.as_str(),
        tiles: vec![format!("{base}/v1/tiles/{}@{token}/{{z}}/{{x}}/{{y}}.mvt{parameters}", layer.as_str())],
        minzoom: 0,
        maxzoom: MAX_ZOOM,
        bounds,
        center,
        scheme: "xyz",
        attribution: unique(made_of(snapshot, layer, joined).map(|meta| meta.source.as_str())),
        version: "1.0.0",
        dataset_version: token.to_string(),
        license: unique(made_of(snapshot, layer, joined).map(|meta| meta.licence.as_str())),
        sample,
        vector_layers: vec![VectorLayer {
            id: layer.as_str(),
            description: description(layer),
            minzoom: 0,
            maxzoom: MAX_ZOOM,
            fields: fields(layer, joined),
        }],
    }
}

/// The zoom at which a width in degrees fills a screen.
fn zoom_to(width: f64) -> f64 {
    (360.0 / width.max(0.001)).log2().floor().clamp(0.0, f64::from(MAX_ZOOM))
}

/// The datasets that a tile set is made of.
fn made_of(snapshot: &Snapshot, layer: Layer, joined: bool) -> impl Iterator<Item = &DatasetMeta> {
    let kinds: &[DatasetKind] = match layer {
        Layer::Areas if joined => &[DatasetKind::Areas, DatasetKind::Boundaries, DatasetKind::Claims],
        Layer::Areas | Layer::Borders => &[DatasetKind::Areas, DatasetKind::Boundaries],
        Layer::Posyandu => &[DatasetKind::Posyandu],
        Layer::KampungKb => &[DatasetKind::Boundaries, DatasetKind::KampungKb],
    };
    snapshot.datasets.iter().map(|dataset| &dataset.meta).filter(|meta| kinds.contains(&meta.kind))
}

fn unique<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut texts: Vec<&str> = texts.collect();
    texts.sort_unstable();
    texts.dedup();
    texts.join("; ")
}

fn description(layer: Layer) -> &'static str {
    match layer {
        Layer::Areas => "Areas of all levels; the feature id is the code without dots",
        Layer::Borders => "Borders between areas, each once",
        Layer::Posyandu => "Posyandu that have a position",
        Layer::KampungKb => "A point inside each kelurahan of which Kampung KB facts are known",
    }
}

fn fields(layer: Layer, joined: bool) -> BTreeMap<&'static str, &'static str> {
    let mut fields: BTreeMap<&'static str, &'static str> = match layer {
        Layer::Areas => BTreeMap::from([
            ("kode", "String: Kemendagri code with dots"),
            ("nama", "String: name"),
            ("tingkat", "String: level"),
            ("kode_induk", "String: code one level up"),
            ("placeholder", "Boolean: smaller than a cell and drawn as one"),
        ]),
        Layer::Borders => BTreeMap::from([
            ("tingkat", "String: the widest level whose areas it parts"),
            ("outer", "Boolean: nothing is loaded on its other side"),
        ]),
        Layer::Posyandu => BTreeMap::from([
            ("posyandu", "String: id"),
            ("nama", "String: name"),
            ("kode", "String: code of the kelurahan"),
            ("rw", "String: ward"),
            ("quality", "String: how the position was found"),
            ("stratum", "String: stratum"),
            ("sample", "String: contoh, where it is invented"),
        ]),
        Layer::KampungKb => BTreeMap::from([
            ("kode", "String: code of the kelurahan"),
            ("nama", "String: name of the Kampung KB, else of the kelurahan"),
            ("quality", "String: how the position was found"),
            ("since", "String: the first day that it is known to exist"),
            ("precision", "String: how exact that day is"),
            ("class", "String: class"),
            ("class_sample", "Boolean: whether the class is invented"),
            ("stage", "String: stage of the cycle"),
            ("stage_sample", "Boolean: whether the stage is invented"),
        ]),
    };
    if joined {
        fields.extend([
            ("state", "String: value, zero, not_filled, not_applicable, suppressed"),
            ("reason", "String: why there is no value"),
            ("value", "Number: the value in the indicator's unit"),
            ("lo", "Number: lower end of the 95 % interval"),
            ("hi", "Number: upper end of the 95 % interval"),
            ("n", "Number: the denominator as shown"),
            ("class", "Number: class by the first published thresholds"),
            ("sample", "String: contoh, where it is invented"),
        ]);
    }
    fields
}
