//! Areas of every level: names, hierarchy, neighbours, labels, shapes, index.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use geo::{Area as _, BoundingRect, Centroid, GeodesicArea, InteriorPoint, Intersects, MultiPolygon, Rect};
use rayon::prelude::*;
use rstar::{AABB, PointDistance, RTree, RTreeObject};

use super::anomaly::Anomaly;
use super::dissolved::Dissolved;
use super::zooms::Zooms;
use crate::domain::{Area, AreaCode, AreaName, Held, Level, Position, TimeZone};

/// The position of an area in [`Areas::all`].
pub type AreaIndex = usize;

/// An area of any level.
#[derive(Debug, Clone)]
pub struct AreaEntry {
    /// Kemendagri code.
    pub code: AreaCode,
    /// The official name; without an official list, the boundary's; without
    /// that, the code.
    pub name: String,
    /// The code of BPS, where the list has it.
    pub bps_code: Option<String>,
    /// In which zone its days begin.
    pub time_zone: TimeZone,
    /// The area one level up that holds it, where it has a shape.
    pub parent: Option<AreaIndex>,
    /// The areas one level down that it holds, by code.
    pub children: Vec<AreaIndex>,
    /// Areas of the same level that touch it, by code.
    pub neighbours: Vec<AreaIndex>,
    /// A position inside, for a label.
    pub label: Position,
    /// Its extent in degrees.
    pub bounds: Rect,
    /// Its size on the ellipsoid; where the file's areas overlap, the overlap
    /// counts for each.
    pub square_km: f64,
    /// Its shape in degrees, as the file has it; none for a wider area, whose
    /// shape [`Zooms::whole`] puts together.
    pub shape: Option<MultiPolygon>,
}

/// Areas of every level, by code; so provinces come first and kelurahan last.
pub struct Areas {
    all: Vec<AreaEntry>,
    levels: [Range<AreaIndex>; 4],
    names: HashMap<AreaCode, AreaName>,
    tree: RTree<Bounded>,
}

/// A kelurahan in the R-tree.
struct Bounded {
    envelope: AABB<[f64; 2]>,
    area: AreaIndex,
}

impl RTreeObject for Bounded {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        self.envelope
    }
}

impl PointDistance for Bounded {
    fn distance_2(&self, point: &[f64; 2]) -> f64 {
        self.envelope.distance_2(point)
    }
}

impl Areas {
    /// Every area, by code.
    pub fn all(&self) -> &[AreaEntry] {
        &self.all
    }

    /// The positions of the areas of a level.
    pub fn of_level(&self, level: Level) -> Range<AreaIndex> {
        self.levels[level as usize].clone()
    }

    /// The levels that have areas, the widest first.
    pub fn levels(&self) -> impl Iterator<Item = Level> {
        Level::ALL.iter().copied().filter(|&level| !self.of_level(level).is_empty())
    }

    /// The levels that a zoom shows where nobody asks for others. A data set of
    /// one city shows every level everywhere; a larger one goes from wide to
    /// small, with one zoom on which two levels meet.
    pub fn carried(&self, zoom: u8) -> Vec<Level> {
        let all: Vec<Level> = self.levels().collect();
        if self.of_level(Level::Kota).len() <= 1 {
            return all;
        }
        let carried = |level: &Level| match level {
            Level::Provinsi => zoom <= 5,
            Level::Kota => (5..=7).contains(&zoom),
            Level::Kecamatan => (7..=9).contains(&zoom),
            Level::Kelurahan => zoom >= 9,
        };
        // A set without provinces begins with its cities.
        let widest = all.first().copied();
        all.into_iter().filter(|level| carried(level) || (Some(*level) == widest && zoom <= 5)).collect()
    }

    /// The kelurahan of an area: itself, or those that make it up.
    pub fn kelurahan_of(&self, area: AreaIndex) -> Range<AreaIndex> {
        let code = self.all[area].code;
        let all = self.of_level(Level::Kelurahan);
        let kelurahan = &self.all[all.clone()];
        let start = kelurahan.partition_point(|below| below.code.at(code.level()) < Some(code));
        let end = kelurahan.partition_point(|below| below.code.at(code.level()) <= Some(code));
        all.start + start..all.start + end
    }

    /// The position of an area.
    pub fn find(&self, code: AreaCode) -> Option<AreaIndex> {
        self.all.binary_search_by_key(&code, |area| area.code).ok()
    }

    /// The name of any area of the official list, with or without a shape.
    pub fn name(&self, code: AreaCode) -> Option<&str> {
        self.find(code)
            .map(|index| self.all[index].name.as_str())
            .or_else(|| self.names.get(&code).map(|name| name.name.as_str()))
    }

    /// The kelurahan that hold a position, by code: two on a common border or
    /// in an overlap.
    pub fn at(&self, position: Position) -> Vec<AreaIndex> {
        let point = geo::Point::new(position.lon(), position.lat());
        let mut hits: Vec<AreaIndex> = self
            .tree
            .locate_in_envelope_intersecting(AABB::from_point([position.lon(), position.lat()]))
            .map(|bounded| bounded.area)
            .filter(|&area| self.all[area].shape.as_ref().is_some_and(|shape| shape.intersects(&point)))
            .collect();
        hits.sort_unstable();
        hits
    }

    /// Kelurahan in the order of the distance, in degrees, of their extents.
    pub fn outwards(&self, position: Position) -> impl Iterator<Item = (AreaIndex, f64)> {
        self.tree
            .nearest_neighbor_iter_with_distance_2([position.lon(), position.lat()])
            .map(|(bounded, distance2)| (bounded.area, distance2.sqrt()))
    }

    /// The extent of everything, in degrees.
    pub fn bounds(&self) -> Option<Rect> {
        self.all.iter().map(|area| area.bounds).reduce(|a, b| {
            Rect::new(
                geo::Coord { x: a.min().x.min(b.min().x), y: a.min().y.min(b.min().y) },
                geo::Coord { x: a.max().x.max(b.max().x), y: a.max().y.max(b.max().y) },
            )
        })
    }
}

/// Brings areas together, with their shapes on each zoom.
pub(super) fn build(
    names: &[Held<AreaName>],
    areas: &[Held<Area>],
    anomalies: &mut Vec<Anomaly>,
) -> (Areas, Zooms) {
    let kelurahan = kelurahan(areas, anomalies);
    let names: HashMap<AreaCode, AreaName> =
        names.iter().rev().map(|held| (held.row.code, held.row.clone())).collect();
    let codes = codes(&kelurahan);
    let dissolved = Dissolved::build(&kelurahan, &codes, anomalies);
    let all: Vec<AreaEntry> = codes
        .par_iter()
        .enumerate()
        .map(|(index, &code)| entry(index, code, &codes, &kelurahan, &names, &dissolved))
        .collect();
    let range = |level: Level| {
        let start = all.partition_point(|area| area.code.level() < level);
        let end = all.partition_point(|area| area.code.level() <= level);
        start..end
    };
    let levels =
        [range(Level::Provinsi), range(Level::Kota), range(Level::Kecamatan), range(Level::Kelurahan)];
    let tree = RTree::bulk_load(levels[3].clone().map(|area| bounded(area, &all[area])).collect());
    let zooms = Zooms::new(dissolved, &all);
    (Areas { all, levels, names, tree }, zooms)
}

/// The kelurahan by code, each once.
fn kelurahan<'a>(areas: &'a [Held<Area>], anomalies: &mut Vec<Anomaly>) -> Vec<&'a Area> {
    let mut seen = HashSet::new();
    let mut kelurahan = Vec::new();
    for held in areas {
        if seen.insert(held.row.code) {
            kelurahan.push(&held.row);
        } else {
            anomalies.push(Anomaly::TwiceBounded { dataset: held.dataset, code: held.row.code });
        }
    }
    kelurahan.sort_by_key(|area| area.code);
    kelurahan
}

/// The codes of the kelurahan and of the wider areas that they make up. A
/// province is one only where more than one of its cities is there: dissolved
/// from a single city it would have a false shape.
fn codes(kelurahan: &[&Area]) -> Vec<AreaCode> {
    let mut codes: Vec<AreaCode> = kelurahan.iter().map(|area| area.code).collect();
    for level in [Level::Kecamatan, Level::Kota] {
        codes.extend(kelurahan.iter().filter_map(|area| area.code.at(level)));
    }
    codes.sort_unstable();
    codes.dedup();
    let cities: Vec<AreaCode> = codes.iter().copied().filter(|code| code.level() == Level::Kota).collect();
    for cities in cities.chunk_by(|a, b| a.parent() == b.parent()) {
        if let [first, _, ..] = cities {
            codes.extend(first.parent());
        }
    }
    codes.sort_unstable();
    codes
}

fn bounded(area: AreaIndex, entry: &AreaEntry) -> Bounded {
    let (low, high) = (entry.bounds.min(), entry.bounds.max());
    Bounded { envelope: AABB::from_corners([low.x, low.y], [high.x, high.y]), area }
}

fn entry(
    index: AreaIndex,
    code: AreaCode,
    codes: &[AreaCode],
    kelurahan: &[&Area],
    names: &HashMap<AreaCode, AreaName>,
    dissolved: &Dissolved,
) -> AreaEntry {
    let own =
        kelurahan.binary_search_by_key(&code, |area| area.code).ok().map(|position| kelurahan[position]);
    let shape = own.map_or_else(|| Cow::Owned(dissolved.shape(index)), |area| Cow::Borrowed(&area.shape));
    let listed = names.get(&code);
    let name = listed.map(|listed| listed.name.clone()).or_else(|| own.map(|area| area.name.clone()));
    let find = |code: AreaCode| codes.binary_search(&code).ok();
    // Codes stand by level, so the children of one area stand together.
    let first_child = codes.partition_point(|child| child.parent() < Some(code));
    let past_children = codes.partition_point(|child| child.parent() <= Some(code));
    let zone = std::iter::successors(Some(code), |code| code.parent()).find_map(|code| names.get(&code));
    AreaEntry {
        code,
        name: name.unwrap_or_else(|| code.to_string()),
        bps_code: listed.and_then(|listed| listed.bps_code.clone()),
        time_zone: zone.map_or(TimeZone::Wib, |listed| listed.time_zone),
        parent: code.parent().and_then(find),
        children: (first_child..past_children).collect(),
        neighbours: dissolved.neighbours(index).to_vec(),
        label: label(&shape),
        bounds: shape.bounding_rect().unwrap_or_else(|| Rect::new((0.0, 0.0), (0.0, 0.0))),
        square_km: shape.geodesic_area_unsigned() / 1e6,
        shape: own.map(|area| area.shape.clone()),
    }
}

/// The centre of mass of the largest part where it lies inside, else a position
/// that does.
fn label(shape: &MultiPolygon) -> Position {
    // In degrees, which is true enough among parts of one area.
    let largest = shape.iter().max_by(|a, b| a.unsigned_area().total_cmp(&b.unsigned_area()));
    let inside = largest.and_then(|polygon| {
        polygon.centroid().filter(|centre| polygon.intersects(centre)).or_else(|| polygon.interior_point())
    });
    // No import lets a shape without area through, so there is always a point.
    inside.and_then(|point| Position::new(point.x(), point.y()).ok()).unwrap_or(Position::ORIGIN)
}
