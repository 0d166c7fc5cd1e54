//! The city as the sample sees it: its kelurahan in order, and who touches whom.

use std::collections::BTreeMap;

use geo::LineString;

use super::SampleError;
use crate::domain::{Area, AreaCode, AreaName, Level};
use crate::topology::{Point, Polygon, Topology};

/// The kelurahan that the sample is made for. Wherever the sample says
/// *kelurahan* with a `usize`, it is a position in [`City::areas`].
pub(super) struct City<'a> {
    /// In order of their codes, so that the order of the input does not matter.
    pub(super) areas: Vec<&'a Area>,
    /// For each kelurahan its neighbours.
    pub(super) neighbours: Vec<Vec<usize>>,
    names: BTreeMap<AreaCode, &'a str>,
}

impl<'a> City<'a> {
    /// Checks that there is something to invent for, and brings it in order.
    pub(super) fn new(areas: &'a [Area], names: &'a [AreaName]) -> Result<Self, SampleError> {
        let mut areas: Vec<&Area> = areas.iter().collect();
        areas.sort_by_key(|area| area.code);
        if areas.is_empty() {
            return Err(SampleError::NoAreas);
        }
        if let Some(area) = areas.iter().find(|area| area.code.level() != Level::Kelurahan) {
            return Err(SampleError::NotKelurahan(area.code));
        }
        if let Some(pair) = areas.windows(2).find(|pair| pair[0].code == pair[1].code) {
            return Err(SampleError::Twice(pair[0].code));
        }
        let names = names.iter().map(|name| (name.code, name.name.as_str())).collect();
        Ok(Self { neighbours: neighbours(&areas), areas, names })
    }

    /// How many kelurahan there are; at least one.
    pub(super) fn len(&self) -> usize {
        self.areas.len()
    }

    /// The code of a kelurahan as a place of chance.
    pub(super) fn place(&self, kelurahan: usize) -> u64 {
        self.areas[kelurahan].code.number()
    }

    /// The name of the wider area around a kelurahan; its code where the list
    /// of names does not know it.
    pub(super) fn name_around(&self, kelurahan: usize, level: Level) -> String {
        let code = self.areas[kelurahan].code;
        let around = code.at(level).unwrap_or(code);
        self.names.get(&around).map_or_else(|| around.to_string(), |&name| name.to_owned())
    }

    /// The names of the cities and regencies that the kelurahan belong to.
    pub(super) fn title(&self) -> String {
        let mut names: Vec<String> =
            (0..self.len()).map(|kelurahan| self.name_around(kelurahan, Level::Kota)).collect();
        names.dedup();
        names.join(", ")
    }
}

fn neighbours(areas: &[&Area]) -> Vec<Vec<usize>> {
    let polygons: Vec<Vec<Polygon>> = areas.iter().map(|area| polygons(area)).collect();
    let neighbours = Topology::build(&polygons).neighbours();
    neighbours.into_iter().map(|list| list.into_iter().map(|area| area as usize).collect()).collect()
}

fn polygons(area: &Area) -> Vec<Polygon> {
    let polygon = |polygon: &geo::Polygon| Polygon {
        shell: vertices(polygon.exterior()),
        holes: polygon.interiors().iter().map(vertices).collect(),
    };
    area.shape.iter().map(polygon).collect()
}

/// The vertices of a ring without the closing one.
fn vertices(ring: &LineString) -> Vec<Point> {
    let open = ring.0.len().saturating_sub(1);
    ring.0[..open].iter().map(|vertex| point(vertex.x, vertex.y)).collect()
}

/// Degrees as integers of the topology's width, by multiplication alone.
///
/// The plane of the map is not used here: its formula has a tangent and a
/// logarithm, whose last digit differs between machines. Near the equator the
/// two planes are as good as the same, and who touches whom is the same.
#[expect(clippy::cast_possible_truncation, reason = "360 degrees are 2^32 units; a float cast saturates")]
fn point(lon: f64, lat: f64) -> Point {
    const UNITS_PER_DEGREE: f64 = 4_294_967_296.0 / 360.0;
    Point { x: (lon * UNITS_PER_DEGREE).round() as i32, y: (-lat * UNITS_PER_DEGREE).round() as i32 }
}
