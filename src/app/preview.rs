//! The shapes of a staged version beside those on the map.

use geo::MultiPolygon;

use super::away;
use crate::domain::{Area, AreaCode, DatasetKind, Holdings, Position};
use crate::import::Code;
use crate::store::{self, Store};
use crate::topology::{DefectKind, Polygon, Topology, in_degrees, on_plane};

/// What a person looks at before publishing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Preview {
    /// Areas of the version: all of a small one, of a large one those that differ.
    pub staged: Vec<Area>,
    /// The same areas as they are on the map, with those that would go.
    pub current: Vec<Area>,
    /// Posyandu of the version, by name.
    pub points_then: Vec<(String, Position)>,
    /// Posyandu on the map, by name.
    pub points_now: Vec<(String, Position)>,
    /// Gaps and overlaps of the version.
    pub defects: Vec<DefectShape>,
}

/// A gap or an overlap to be looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct DefectShape {
    /// What it is.
    pub code: Code,
    /// The areas around or on it.
    pub areas: Vec<AreaCode>,
    /// Its size.
    pub square_metres: f64,
    /// Its shape.
    pub shape: MultiPolygon,
}

/// Versions with at most as many areas are shown whole.
const WHOLE: usize = 500;
/// Gaps and overlaps shown, the largest first.
const DEFECTS: usize = 500;

/// The preview of a version; none where there is no such version or its rows are
/// gone.
pub async fn preview(store: &Store, version: i64) -> Result<Option<Preview>, store::Error> {
    let Some(found) = store.version(version).await?.filter(|found| found.has_rows) else { return Ok(None) };
    let (now, then) = (store.load().await?, store.load_with(version).await?);
    let meta = found.dataset.meta;
    let work = move || {
        let of = |holdings: &Holdings| {
            holdings.datasets.iter().position(|one| one.meta.kind == meta.kind && one.meta.id == meta.id)
        };
        let (ours, theirs) = (of(&now), of(&then));
        match meta.kind {
            DatasetKind::Boundaries => boundaries(areas(&now, ours), areas(&then, theirs)),
            DatasetKind::Posyandu => Preview {
                points_now: points(&now, ours),
                points_then: points(&then, theirs),
                ..Preview::default()
            },
            _ => Preview::default(),
        }
    };
    Ok(Some(away(work).await))
}

fn areas(holdings: &Holdings, dataset: Option<usize>) -> Vec<Area> {
    holdings.areas.iter().filter(|held| Some(held.dataset) == dataset).map(|held| held.row.clone()).collect()
}

fn points(holdings: &Holdings, dataset: Option<usize>) -> Vec<(String, Position)> {
    let held = holdings.posyandu.iter().filter(|held| Some(held.dataset) == dataset);
    held.filter_map(|held| Some((held.row.name.clone(), held.row.position?))).collect()
}

fn boundaries(now: Vec<Area>, then: Vec<Area>) -> Preview {
    let defects = defects(&then);
    let whole = then.len().max(now.len()) <= WHOLE;
    let differs = |area: &Area, others: &[Area]| {
        whole || !others.iter().any(|other| other.code == area.code && other.shape == area.shape)
    };
    let sorted = |mut areas: Vec<Area>| {
        areas.sort_by_key(|area| area.code);
        areas
    };
    let (now, then) = (sorted(now), sorted(then));
    let kept = |areas: &[Area], others: &[Area]| {
        areas.iter().filter(|area| differs(area, near(others, area.code))).take(2_000).cloned().collect()
    };
    Preview { staged: kept(&then, &now), current: kept(&now, &then), defects, ..Preview::default() }
}

/// The areas of a code in a list that is sorted by code.
fn near(areas: &[Area], code: AreaCode) -> &[Area] {
    let start = areas.partition_point(|area| area.code < code);
    let end = areas.partition_point(|area| area.code <= code);
    &areas[start..end]
}

fn defects(areas: &[Area]) -> Vec<DefectShape> {
    let planes: Vec<Vec<Polygon>> = areas.iter().map(|area| on_plane(&area.shape)).collect();
    let topology = Topology::build(&planes);
    let mut defects = topology.defects();
    defects.sort_by(|a, b| b.square_metres.total_cmp(&a.square_metres));
    defects
        .into_iter()
        .take(DEFECTS)
        .map(|defect| DefectShape {
            code: if defect.kind == DefectKind::Gap { Code::Gap } else { Code::Overlap },
            areas: defect.areas.iter().map(|&index| areas[index as usize].code).collect(),
            square_metres: defect.square_metres,
            shape: in_degrees(&topology.face_shape(defect.face)),
        })
        .collect()
}
