//! Areas: the list for search and labels, one area's profile, its boundary.

use std::borrow::Cow;

use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::caching::Keep;
use super::extract::{self, Path, Query, Seen};
use super::kampung_kb::{AS_OF, StandingJson, WiderJson, as_of};
use super::posyandu::PosyanduJson;
use super::problem::Problem;
use super::shapes::{AreaRef, FigureJson, SeriesRef, SourceJson, bbox, moment, seven_decimals};
use super::words;
use super::{geojson, json};
use crate::domain::Level;
use crate::query::{Moment, Row, SeriesOf, series_of};
use crate::snapshot::{AreaEntry, AreaIndex, AsOf, Snapshot};

/// Every area, for search and labels.
#[derive(Serialize, ToSchema)]
pub struct AreaList {
    /// The version of the boundaries.
    version: String,
    /// By code; so the widest come first.
    areas: Vec<AreaItem>,
}

#[derive(Serialize, ToSchema)]
struct AreaItem {
    #[serde(flatten)]
    area: AreaRef,
    kode_induk: Option<String>,
    /// A position inside, longitude first.
    #[schema(value_type = words::Position)]
    label: [f64; 2],
    /// West, south, east, north.
    #[schema(value_type = words::Bounds)]
    bbox: [f64; 4],
}

/// One area with everything that is known of it.
#[derive(Serialize, ToSchema)]
pub struct Profile {
    #[serde(flatten)]
    area: AreaRef,
    kode_induk: Option<String>,
    /// The code of BPS.
    kode_bps: Option<String>,
    #[schema(value_type = words::Position)]
    label: [f64; 2],
    #[schema(value_type = words::Bounds)]
    bbox: [f64; 4],
    /// On the ellipsoid.
    area_km2: f64,
    /// From the province down to the area above.
    hierarchy: Vec<AreaRef>,
    /// The areas one level down.
    children: Vec<AreaRef>,
    /// The areas of the same level that touch it.
    neighbours: Vec<AreaRef>,
    /// The Kampung KB on the day asked for.
    kampung_kb: KampungKbOf,
    /// Every indicator with figures for it.
    indicators: Vec<IndicatorSeries>,
    /// The posyandu of a kelurahan.
    posyandu: Vec<PosyanduJson>,
    /// How many posyandu name it, or a kelurahan inside it, as theirs.
    posyandu_count: usize,
}

#[derive(Serialize, ToSchema)]
#[serde(untagged)]
enum KampungKbOf {
    /// Of a kelurahan.
    One(Box<StandingJson>),
    /// Of a wider area.
    Wider(WiderJson),
}

#[derive(Serialize, ToSchema)]
struct IndicatorSeries {
    indicator: String,
    /// Whether its figures are invented.
    sample: bool,
    series: SeriesRef,
    /// In order of time.
    periods: Vec<PeriodFigure>,
}

#[derive(Serialize, ToSchema)]
struct PeriodFigure {
    period: String,
    shown: SourcedFigure,
    /// What other sources say about the same.
    others: Vec<SourcedFigure>,
}

#[derive(Serialize, ToSchema)]
struct SourcedFigure {
    #[serde(flatten)]
    figure: FigureJson,
    source: Option<SourceJson>,
}

/// Every area, for search and labels.
#[utoipa::path(get, path = "/v1/areas", operation_id = "areas", tag = "areas",
    params(("level" = Option<String>, Query, description = "Only this level"),
           ("within" = Option<String>, Query, description = "Only inside the area of this code")),
    responses((status = 200, body = AreaList), (status = 400, body = super::problem::ProblemDocument)))]
pub async fn list(seen: Seen, query: Query, headers: HeaderMap) -> Result<Response, Problem> {
    query.only(&["level", "within"])?;
    let level: Option<Level> = query.noun("level")?;
    let within: Option<crate::domain::AreaCode> = query.noun("within")?;
    let snapshot = seen.snapshot();
    let areas = snapshot
        .areas
        .all()
        .iter()
        .filter(|area| level.is_none_or(|level| area.code.level() == level))
        .filter(|area| within.is_none_or(|code| area.code.at(code.level()) == Some(code)))
        .map(item)
        .collect();
    let list = AreaList { version: snapshot.versions.areas.to_string(), areas };
    Ok(json(&list).answer(&headers, Keep::AskFirst))
}

fn item(area: &AreaEntry) -> AreaItem {
    AreaItem {
        area: AreaRef::of(area),
        kode_induk: area.code.parent().map(|code| code.to_string()),
        label: [area.label.lon(), area.label.lat()].map(seven_decimals),
        bbox: bbox(area.bounds),
    }
}

/// One area with everything that is known of it.
#[utoipa::path(get, path = "/v1/areas/{kode}", operation_id = "area", tag = "areas",
    params(("kode" = String, Path, description = "Kemendagri code with dots"),
           ("on" = Option<String>, Query, description = "The day, in place of today, for everything that depends on it"),
           ("date" = Option<String>, Query, description = "The same as on"),
           ("known" = Option<String>, Query, description = "Of the Kampung KB, only what was known by this day")),
    responses((status = 200, body = Profile), (status = 400, body = super::problem::ProblemDocument),
              (status = 404, body = super::problem::ProblemDocument)))]
pub async fn profile(
    seen: Seen,
    Path(kode): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    query.only(&AS_OF)?;
    let snapshot = seen.snapshot();
    let area = extract::area(snapshot, &kode)?;
    let zone = snapshot.areas.all()[area].time_zone;
    let as_of = as_of(&query, zone)?;
    let at = moment(query.day("date")?.or(query.day("on")?), zone);
    Ok(json(&build(snapshot, area, at, as_of)).answer(&headers, Keep::AMinute))
}

fn build(snapshot: &Snapshot, area: AreaIndex, at: Moment, as_of: AsOf) -> Profile {
    let entry = &snapshot.areas.all()[area];
    let refs = |areas: &[AreaIndex]| areas.iter().map(|&area| AreaRef::at(snapshot, area)).collect();
    let kelurahan = entry.code.level() == Level::Kelurahan;
    let posyandu: Vec<usize> = snapshot
        .areas
        .kelurahan_of(area)
        .flat_map(|below| snapshot.posyandu.of_area(below))
        .copied()
        .collect();
    Profile {
        area: AreaRef::of(entry),
        kode_induk: entry.code.parent().map(|code| code.to_string()),
        kode_bps: entry.bps_code.clone(),
        label: [entry.label.lon(), entry.label.lat()].map(seven_decimals),
        bbox: bbox(entry.bounds),
        area_km2: (entry.square_km * 1e4).round() / 1e4,
        hierarchy: AreaRef::hierarchy(snapshot, entry),
        children: refs(&entry.children),
        neighbours: refs(&entry.neighbours),
        kampung_kb: kampung_kb(snapshot, area, as_of),
        indicators: series_of(snapshot, area).iter().map(|series| indicator(snapshot, series)).collect(),
        posyandu_count: posyandu.len(),
        posyandu: if kelurahan {
            posyandu.iter().map(|&one| PosyanduJson::of(snapshot, one, at)).collect()
        } else {
            Vec::new()
        },
    }
}

fn kampung_kb(snapshot: &Snapshot, area: AreaIndex, as_of: AsOf) -> KampungKbOf {
    if snapshot.areas.all()[area].code.level() == Level::Kelurahan {
        KampungKbOf::One(Box::new(StandingJson::of(snapshot, area, as_of)))
    } else {
        KampungKbOf::Wider(WiderJson::of(snapshot, area, as_of))
    }
}

fn indicator(snapshot: &Snapshot, series: &SeriesOf<'_>) -> IndicatorSeries {
    let entry = &snapshot.indicators[series.indicator];
    let figure = |row: &Row<'_>| SourcedFigure {
        figure: FigureJson::of(row),
        source: row.cell.source.map(|source| SourceJson::at(snapshot, source)),
    };
    let others = |row: &Row<'_>| {
        let other = |other: &crate::snapshot::Other<_>| SourcedFigure {
            figure: FigureJson::shown(&other.shown, other.published),
            source: Some(SourceJson::at(snapshot, other.source)),
        };
        row.cell.others.iter().map(other).collect()
    };
    IndicatorSeries {
        indicator: entry.id.to_string(),
        sample: entry.id.is_sample(),
        series: SeriesRef::of(entry),
        periods: series
            .periods
            .iter()
            .map(|(period, row)| PeriodFigure {
                period: period.to_string(),
                shown: figure(row),
                others: others(row),
            })
            .collect(),
    }
}

/// The boundary of an area as a GeoJSON Feature, with every vertex.
#[utoipa::path(get, path = "/v1/areas/{kode}/boundary", tag = "areas",
    params(("kode" = String, Path, description = "Kemendagri code with dots")),
    responses((status = 200, description = "A GeoJSON Feature", content_type = "application/geo+json", body = serde_json::Value),
              (status = 404, body = super::problem::ProblemDocument)))]
pub async fn boundary(
    seen: Seen,
    Path(kode): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let area = extract::area(seen.snapshot(), &kode)?;
    let entry = &seen.snapshot().areas.all()[area];
    let rings = |polygon: &geo::Polygon| -> Vec<Vec<[f64; 2]>> {
        std::iter::once(polygon.exterior())
            .chain(polygon.interiors())
            .map(|line| line.0.iter().map(|coord| [coord.x, coord.y].map(seven_decimals)).collect())
            .collect()
    };
    let shape = match &entry.shape {
        Some(shape) => Cow::Borrowed(shape),
        None => Cow::Owned(seen.snapshot().zooms.whole(area)),
    };
    let coordinates: Vec<_> = shape.iter().map(rings).collect();
    let feature = serde_json::json!({
        "type": "Feature",
        "id": entry.code.number(),
        "bbox": bbox(entry.bounds),
        "properties": {
            "kode": entry.code.to_string(),
            "nama": entry.name,
            "tingkat": entry.code.level().as_str(),
            "kode_induk": entry.code.parent().map(|code| code.to_string()),
        },
        "geometry": { "type": "MultiPolygon", "coordinates": coordinates },
    });
    Ok(geojson(&feature).answer(&headers, Keep::AskFirst))
}
