//! Map styles for MapLibre and QGIS, ready to open.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Value, json as value};

use super::caching::Keep;
use super::extract::{self, Path, Query, Seen, short};
use super::problem::{Kind, Problem};
use super::shapes::base_url;
use super::{Server, breaks, json};
use crate::domain::{Level, Period};
use crate::query::Breaks;
use crate::snapshot::Snapshot;
use crate::tile::{Layer, MAX_ZOOM, token};

/// A map style: `base.json`, or the id of an indicator.
#[utoipa::path(get, path = "/v1/styles/{style}", tag = "tiles",
    params(("style" = String, Path, description = "base.json, or the id of an indicator with .json behind it"),
           ("period" = Option<String>, Query, description = "The period; the latest unless said")),
    responses((status = 200, description = "A MapLibre style", body = serde_json::Value),
              (status = 400, body = super::problem::ProblemDocument), (status = 404, body = super::problem::ProblemDocument)))]
pub async fn style(
    State(server): State<Arc<Server>>,
    seen: Seen,
    Path(style): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    query.only(&["period"])?;
    let no_such = || {
        Problem::new(
            Kind::NoSuchStyle,
            format!(
                "\"{}\" is neither base.json nor the id of an indicator with .json behind it",
                short(&style)
            ),
        )
    };
    let id = style.strip_suffix(".json").ok_or_else(no_such)?;
    let snapshot = seen.snapshot();
    let base = base_url(&server, &headers);
    let document = if id == "base" {
        if query.text("period").is_some() {
            return Err(Problem::parameter("period", "the base style has none"));
        }
        base_style(snapshot, &base)
    } else {
        let indicator = snapshot.indicator(id).ok_or_else(no_such)?;
        let period = query.text("period").map(extract::period).transpose()?;
        let (level, period) = latest(snapshot, indicator, period)?;
        let classes = breaks::usual(&server, &seen.0.current, indicator, level).await?;
        choropleth(snapshot, &base, indicator, period, level, &classes)
    };
    Ok(json(&document).answer(&headers, Keep::AskFirst))
}

fn source(snapshot: &Snapshot, base: &str, layer: Layer, parameters: &str) -> Value {
    let token = token(snapshot, layer.into(), !parameters.is_empty());
    value!({
        "type": "vector",
        "tiles": [format!("{base}/v1/tiles/{}@{token}/{{z}}/{{x}}/{{y}}.mvt{parameters}", layer.as_str())],
        "minzoom": 0,
        "maxzoom": MAX_ZOOM,
    })
}

fn borders() -> [Value; 2] {
    [
        value!({
            "id": "borders-kelurahan", "type": "line", "source": "borders", "source-layer": "borders",
            "filter": ["==", ["get", "tingkat"], "kelurahan"],
            "paint": { "line-color": "#8a9097", "line-width": 0.6 },
        }),
        value!({
            "id": "borders-wider", "type": "line", "source": "borders", "source-layer": "borders",
            "filter": ["!=", ["get", "tingkat"], "kelurahan"],
            "paint": { "line-color": "#4a5057", "line-width": 1.4 },
        }),
    ]
}

/// Names of the areas of a level, the larger ones first where they collide. No
/// glyphs are named: MapLibre and QGIS draw the letters from fonts at hand.
fn labels(level: Level) -> Value {
    value!({
        "id": "labels", "type": "symbol", "source": "labels", "source-layer": "labels",
        "filter": ["==", ["get", "tingkat"], level.as_str()],
        "layout": {
            "text-field": ["get", "nama"],
            "text-font": ["Noto Sans"],
            "text-size": ["interpolate", ["linear"], ["zoom"], 10, 10.5, 15, 15],
            "text-max-width": 6,
            "symbol-sort-key": ["-", 0, ["get", "area_km2"]],
        },
        "paint": { "text-color": "#1f2328", "text-halo-color": "#ffffff", "text-halo-width": 1.5 },
    })
}

fn document(snapshot: &Snapshot, name: &str, sources: Value, layers: Vec<Value>) -> Value {
    let centre = snapshot.areas.bounds().map(|bounds| {
        let centre = bounds.center();
        [centre.x, centre.y]
    });
    value!({ "version": 8, "name": name, "center": centre, "zoom": 11, "sources": sources, "layers": layers })
}

fn base_style(snapshot: &Snapshot, base: &str) -> Value {
    let sources = value!({
        "areas": source(snapshot, base, Layer::Areas, ""),
        "borders": source(snapshot, base, Layer::Borders, ""),
        "labels": source(snapshot, base, Layer::Labels, ""),
    });
    let mut layers = vec![
        value!({ "id": "background", "type": "background", "paint": { "background-color": "#dfe7ea" } }),
        value!({
            "id": "areas", "type": "fill", "source": "areas", "source-layer": "areas",
            "filter": ["==", ["get", "tingkat"], "kelurahan"],
            "paint": { "fill-color": "#f6f7f5" },
        }),
    ];
    layers.extend(borders());
    layers.push(labels(Level::Kelurahan));
    document(snapshot, "Jangkau", sources, layers)
}

/// The smallest level that has figures (kelurahan where there are any), and the
/// period asked for; without one, the latest.
fn latest(snapshot: &Snapshot, indicator: usize, period: Option<Period>) -> Result<(Level, Period), Problem> {
    let level =
        Level::ALL.iter().rev().copied().find(|&level| !snapshot.public.periods(indicator, level).is_empty());
    let periods = level.map(|level| snapshot.public.periods(indicator, level)).unwrap_or_default();
    let nobody = || Problem::new(Kind::NoSuchFigures, "the catalogue lists periods and levels");
    let (level, latest) = level.zip(periods.last().copied()).ok_or_else(nobody)?;
    let period =
        period.map_or(Ok(latest), |period| periods.contains(&period).then_some(period).ok_or_else(nobody))?;
    Ok((level, period))
}

fn choropleth(
    snapshot: &Snapshot,
    base: &str,
    indicator: usize,
    period: Period,
    level: Level,
    classes: &Breaks,
) -> Value {
    let entry = &snapshot.indicators[indicator];
    let parameters = format!("?indicator={}&period={period}", entry.id);
    let sources = value!({
        "areas": source(snapshot, base, Layer::Areas, &parameters),
        "borders": source(snapshot, base, Layer::Borders, ""),
        "labels": source(snapshot, base, Layer::Labels, ""),
    });
    let mut layers = vec![
        value!({ "id": "background", "type": "background", "paint": { "background-color": "#dfe7ea" } }),
        value!({
            "id": "areas", "type": "fill", "source": "areas", "source-layer": "areas",
            "filter": ["==", ["get", "tingkat"], level.as_str()],
            "paint": { "fill-color": colour(classes) },
        }),
    ];
    layers.extend(borders());
    layers.push(labels(level));
    let name =
        format!("{} {period}{}", entry.name.id, if entry.id.is_sample() { " (DATA CONTOH)" } else { "" });
    document(snapshot, &name, sources, layers)
}

/// An expression that gives each value the colour of its class, and grey to
/// what has none.
fn colour(classes: &Breaks) -> Value {
    let first = classes.colours.first().cloned().unwrap_or_default();
    let step = if classes.edges.is_empty() {
        value!(first)
    } else {
        let mut step = vec![value!("step"), value!(["get", "value"]), value!(first)];
        for (edge, colour) in classes.edges.iter().zip(classes.colours.iter().skip(1)) {
            step.extend([value!(edge), value!(colour)]);
        }
        Value::Array(step)
    };
    value!(["case", ["has", "value"], step, "#eceeec"])
}
