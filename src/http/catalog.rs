//! The catalogue of what is served.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use time::format_description::well_known::Rfc3339;
use utoipa::ToSchema;

use super::caching::Keep;
use super::extract::{Query, Seen};
use super::problem::Problem;
use super::shapes::{AreaRef, TextJson, base_url, bbox, moment, zone};
use super::words;
use super::{Server, json};
use crate::domain::{DatasetKind, Indicator, Level, Target, ThresholdScheme};
use crate::snapshot::Snapshot;
use crate::tile::Layer;

/// What is served: areas, indicators with their periods, datasets, tiles.
#[derive(Serialize, ToSchema)]
pub struct Catalog {
    /// The name of the city, where there is only one.
    name: Option<String>,
    /// The city itself.
    root: Option<AreaRef>,
    /// West, south, east, north, in degrees.
    #[schema(value_type = Option<words::Bounds>)]
    bounds: Option<[f64; 4]>,
    /// The levels that have areas, the smallest first.
    #[schema(value_type = Vec<words::Level>)]
    levels: Vec<&'static str>,
    /// Versions of the parts.
    versions: VersionsJson,
    /// Whether any dataset is invented; then its figures are marked `contoh`.
    sample: bool,
    /// What of it is invented.
    sample_note: Option<TextJson>,
    /// Today, where the data are.
    today: String,
    /// How many there are of each.
    counts: CountsJson,
    /// The indicators, in the order of the catalogue.
    indicators: Vec<IndicatorJson>,
    /// The datasets.
    datasets: Vec<DatasetJson>,
    /// The tile sets.
    tiles: Vec<TilesetJson>,
    /// A raster base map that the operator has chosen.
    basemap: Option<BasemapJson>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Versions)]
struct VersionsJson {
    /// Codes, names and shapes of areas.
    areas: String,
    /// The catalogue and every figure.
    data: String,
    /// Posyandu.
    posyandu: String,
    /// Facts and programmes of Kampung KB.
    kampung_kb: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Counts)]
struct CountsJson {
    /// Areas by level.
    areas: BTreeMap<&'static str, usize>,
    /// Posyandu, with or without a position.
    posyandu: usize,
    /// Kelurahan of which Kampung KB facts are known.
    kampung_kb: usize,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Indicator)]
pub(super) struct IndicatorJson {
    id: String,
    /// `stunting`, `layanan`, `kampung-kb`.
    #[schema(value_type = words::Group)]
    group: &'static str,
    nama: TextJson,
    definition: TextJson,
    /// `percent`, `children`, `areas`.
    #[schema(value_type = words::Unit)]
    unit: &'static str,
    /// `lower_is_better`, `higher_is_better`, `neutral`.
    #[schema(value_type = words::Direction)]
    direction: &'static str,
    #[schema(value_type = words::DenominatorKind)]
    denominator_kind: &'static str,
    numerator_label: TextJson,
    denominator_label: TextJson,
    /// The smallest level at which a figure means anything.
    #[schema(value_type = words::Level)]
    level: &'static str,
    series: SeriesJson,
    /// `yearly`, `monthly`, `round`, `irregular`.
    #[schema(value_type = words::Rhythm)]
    rhythm: &'static str,
    /// Which rule decides what is shown: `kasus`, `layanan`, `wilayah`.
    #[schema(value_type = words::Disclosure)]
    disclosure: &'static str,
    #[schema(value_type = Option<words::TargetGroup>)]
    target_group: Option<&'static str>,
    /// The indicator that says how many were measured at all.
    measured_by: Option<String>,
    /// Whether its figures are invented.
    sample: bool,
    source: String,
    thresholds: Vec<ThresholdJson>,
    targets: Vec<TargetJson>,
    /// Periods with figures, by level, in order of time.
    periods: BTreeMap<&'static str, Vec<String>>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Series)]
struct SeriesJson {
    id: String,
    #[schema(value_type = words::SeriesKind)]
    kind: &'static str,
    nama: TextJson,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Threshold)]
struct ThresholdJson {
    id: String,
    nama: TextJson,
    /// Inner edges; a value on an edge belongs to the class above it.
    edges: Vec<f64>,
    labels: Vec<TextJson>,
    source: String,
    valid_from: Option<String>,
    valid_to: Option<String>,
    note: Option<TextJson>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Target)]
struct TargetJson {
    value: f64,
    nama: TextJson,
    scope: Option<String>,
    source: String,
    valid_from: Option<String>,
    valid_to: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Dataset)]
struct DatasetJson {
    id: String,
    #[schema(value_type = words::DatasetKind)]
    kind: &'static str,
    sample: bool,
    source: String,
    licence: String,
    as_of: Option<String>,
    version: i64,
    /// SHA-256 of the file.
    content_hash: String,
    file_name: String,
    imported_at: String,
    rows: i64,
    findings: i64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Tileset)]
struct TilesetJson {
    #[schema(value_type = words::Layer)]
    layer: &'static str,
    /// The address of its TileJSON.
    tilejson: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Basemap)]
struct BasemapJson {
    tiles: Vec<String>,
    attribution: String,
}

/// What is served.
#[utoipa::path(get, path = "/v1/catalog", tag = "catalog",
    responses((status = 200, body = Catalog), (status = 400, body = super::problem::ProblemDocument)))]
pub async fn catalog(
    State(server): State<Arc<Server>>,
    seen: Seen,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let base = base_url(&server, &headers);
    Ok(json(&build(&server, seen.snapshot(), &base)).answer(&headers, Keep::AskFirst))
}

fn build(server: &Server, snapshot: &Snapshot, base: &str) -> Catalog {
    let areas = &snapshot.areas;
    let cities = areas.of_level(Level::Kota);
    let root = (cities.len() == 1).then(|| AreaRef::at(snapshot, cities.start));
    let bounds = areas.bounds().map(bbox);
    let mut levels: Vec<&'static str> = areas.levels().map(Level::as_str).collect();
    levels.reverse();
    let versions = &snapshot.versions;
    Catalog {
        name: root.as_ref().map(|root| root.nama.clone()),
        root,
        bounds,
        counts: CountsJson {
            areas: areas.levels().map(|level| (level.as_str(), areas.of_level(level).len())).collect(),
            posyandu: snapshot.posyandu.all().len(),
            kampung_kb: snapshot.register.areas().len(),
        },
        levels,
        versions: VersionsJson {
            areas: versions.areas.to_string(),
            data: versions.data.to_string(),
            posyandu: versions.posyandu.to_string(),
            kampung_kb: versions.kampung_kb.to_string(),
        },
        sample: snapshot.has_sample(),
        sample_note: sample_note(snapshot),
        today: moment(None, zone(snapshot)).day.to_string(),
        indicators: (0..snapshot.indicators.len()).map(|index| indicator(snapshot, index)).collect(),
        datasets: datasets(snapshot),
        tiles: Layer::ALL
            .iter()
            .map(|layer| TilesetJson {
                layer: layer.as_str(),
                tilejson: format!("{base}/v1/tiles/{}.json", layer.as_str()),
            })
            .collect(),
        basemap: server
            .settings
            .basemap
            .as_ref()
            .map(|map| BasemapJson { tiles: vec![map.tiles.clone()], attribution: map.attribution.clone() }),
    }
}

/// Says what is invented, by the kinds of the datasets that are.
fn sample_note(snapshot: &Snapshot) -> Option<TextJson> {
    let invented = |kind: DatasetKind| match kind {
        DatasetKind::Claims => {
            Some(("angka indikator bertanda contoh", "figures of indicators marked as sample"))
        }
        DatasetKind::KampungKb => {
            Some(("kelas, tahap dan sarana Kampung KB", "classes, stages and facilities of Kampung KB"))
        }
        DatasetKind::Agencies => Some(("daftar OPD", "the list of agencies")),
        DatasetKind::Problems => Some(("masalah kelurahan", "problems of kelurahan")),
        DatasetKind::Programmes => Some(("program OPD", "programmes of agencies")),
        DatasetKind::Posyandu => Some(("letak dan jadwal posyandu", "positions and schedules of posyandu")),
        DatasetKind::Areas => Some(("nama wilayah", "names of areas")),
        DatasetKind::Boundaries => Some(("batas wilayah", "boundaries")),
        DatasetKind::Catalogue => None,
    };
    let mut kinds: Vec<DatasetKind> = snapshot
        .datasets
        .iter()
        .filter(|dataset| dataset.meta.sample)
        .map(|dataset| dataset.meta.kind)
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    let (id, en): (Vec<&str>, Vec<&str>) = kinds.into_iter().filter_map(invented).unzip();
    (!id.is_empty()).then(|| TextJson {
        id: format!("Rekaan untuk memperagakan peta: {}.", id.join(", ")),
        en: format!("Invented to make the map speak: {}.", en.join(", ")),
    })
}

fn indicator(snapshot: &Snapshot, index: usize) -> IndicatorJson {
    let entry: &Indicator = &snapshot.indicators[index];
    let periods = Level::ALL
        .iter()
        .map(|&level| (level.as_str(), snapshot.public.periods(index, level)))
        .filter(|(_, periods)| !periods.is_empty())
        .map(|(level, periods)| (level, periods.iter().map(ToString::to_string).collect()))
        .collect();
    IndicatorJson {
        id: entry.id.to_string(),
        group: entry.group.as_str(),
        nama: (&entry.name).into(),
        definition: (&entry.definition).into(),
        unit: entry.unit.as_str(),
        direction: entry.direction.as_str(),
        denominator_kind: entry.denominator_kind.as_str(),
        numerator_label: (&entry.numerator_label).into(),
        denominator_label: (&entry.denominator_label).into(),
        level: entry.level.as_str(),
        series: SeriesJson {
            id: entry.series.id.clone(),
            kind: entry.series.kind.as_str(),
            nama: (&entry.series.name).into(),
        },
        rhythm: entry.rhythm.as_str(),
        disclosure: entry.disclosure.as_str(),
        target_group: entry.target_group.map(|group| group.as_str()),
        measured_by: entry.measured_by.as_ref().map(ToString::to_string),
        sample: entry.id.is_sample(),
        source: entry.source.clone(),
        thresholds: entry.thresholds.iter().map(threshold).collect(),
        targets: entry.targets.iter().map(target).collect(),
        periods,
    }
}

fn threshold(scheme: &ThresholdScheme) -> ThresholdJson {
    ThresholdJson {
        id: scheme.id.clone(),
        nama: (&scheme.name).into(),
        edges: scheme.edges.clone(),
        labels: scheme.labels.iter().map(TextJson::from).collect(),
        source: scheme.source.clone(),
        valid_from: scheme.validity.from.map(|day| day.to_string()),
        valid_to: scheme.validity.to.map(|day| day.to_string()),
        note: scheme.note.as_ref().map(TextJson::from),
    }
}

fn target(target: &Target) -> TargetJson {
    TargetJson {
        value: target.value,
        nama: (&target.name).into(),
        scope: target.scope.clone(),
        source: target.source.clone(),
        valid_from: target.validity.from.map(|day| day.to_string()),
        valid_to: target.validity.to.map(|day| day.to_string()),
    }
}

fn datasets(snapshot: &Snapshot) -> Vec<DatasetJson> {
    snapshot
        .datasets
        .iter()
        .map(|dataset| DatasetJson {
            id: dataset.meta.id.to_string(),
            kind: dataset.meta.kind.as_str(),
            sample: dataset.meta.sample,
            source: dataset.meta.source.clone(),
            licence: dataset.meta.licence.clone(),
            as_of: dataset.meta.as_of.map(|day| day.to_string()),
            version: dataset.version,
            content_hash: dataset.content_hash.clone(),
            file_name: dataset.file_name.clone(),
            imported_at: dataset.imported_at.format(&Rfc3339).unwrap_or_default(),
            rows: dataset.rows,
            findings: dataset.findings,
        })
        .collect()
}
