//! Shapes: the checks before a polygon is believed.
//!
//! In order, the cheap ones first: positions, rings, areas, then crossings,
//! which are found in O(n log n) by the topology's own search. A shape that
//! passes can be brought into a topology and needs no repair.

use geo::{Coord, LineString, MultiPolygon, Polygon};

use super::limits::{MAX_RINGS, MAX_VERTICES};
use super::places;
use super::report::Code;
use super::table::{Drawing, Pair};
use crate::topology::plane;
use crate::topology::{Point, UNASKED_SHARE, assemble, crossings, in_degrees, make_valid, on_plane};

/// Why a shape is refused, and what is special about it.
pub(super) type Fault = (Code, String);

/// A shape that passed, and what is worth saying about it.
pub(super) struct Checked {
    pub shape: MultiPolygon,
    pub warnings: Vec<Code>,
    /// What was mended, in words.
    pub mended: Option<String>,
}

/// Checks what a feature draws as an area; `mend` makes a border that crosses
/// itself valid, part by part, in place of refusing it.
pub(super) fn area(drawing: Option<&Drawing>, mend: bool) -> Result<Checked, Fault> {
    let (polygons, heights) = match drawing {
        None => return Err((Code::GeometryMissing, String::new())),
        Some(Drawing::Polygons { polygons, heights }) => (polygons, *heights),
        Some(Drawing::Point(_)) => return Err((Code::GeometryType, "Point".to_owned())),
        Some(Drawing::Other(name)) => return Err((Code::GeometryType, name.clone())),
    };
    let vertices: usize = polygons.iter().flatten().map(Vec::len).sum();
    if vertices > MAX_VERTICES {
        return Err((Code::TooComplex, format!("{vertices} vertices, at most {MAX_VERTICES} are taken")));
    }
    let rings = polygons.iter().map(Vec::len).sum::<usize>();
    if rings > MAX_RINGS {
        return Err((Code::TooComplex, format!("{rings} rings, at most {MAX_RINGS} are taken")));
    }
    let mut warnings = Warnings { heights, doubles: false };
    let shape: Vec<Polygon> =
        polygons.iter().map(|rings| polygon(rings, &mut warnings)).collect::<Result<_, _>>()?;
    if shape.is_empty() {
        return Err((Code::EmptyGeometry, String::new()));
    }
    let shape = MultiPolygon::new(shape);
    match check_crossings(&shape.0) {
        Ok(()) => Ok(Checked { shape, warnings: warnings.codes(), mended: None }),
        Err(_) if mend => {
            let (shape, mended) = made_valid(&shape)?;
            Ok(Checked { shape, warnings: warnings.codes(), mended: Some(mended) })
        }
        Err(fault) => Err(fault),
    }
}

struct Warnings {
    heights: bool,
    doubles: bool,
}

impl Warnings {
    fn codes(&self) -> Vec<Code> {
        let heights = self.heights.then_some(Code::ExtraDimensions);
        let doubles = self.doubles.then_some(Code::DuplicateVertices);
        heights.into_iter().chain(doubles).collect()
    }
}

fn polygon(rings: &[Vec<Pair>], warnings: &mut Warnings) -> Result<Polygon, Fault> {
    let mut lines = rings.iter().map(|positions| ring(positions, warnings)).collect::<Result<Vec<_>, _>>()?;
    if lines.is_empty() {
        return Err((Code::EmptyGeometry, String::new()));
    }
    let holes = lines.split_off(1);
    let shell = lines.swap_remove(0);
    let around = assemble::Polygon::new(plane_ring(&shell));
    for hole in &holes {
        // A hole may touch the shell, so one vertex inside is enough.
        let inside = plane_ring(hole).iter().any(|&point| assemble::covers(&around, point));
        if !inside {
            let start = hole.0[0];
            return Err((Code::HoleOutside, format!("a hole at {}, {}", start.x, start.y)));
        }
    }
    Ok(oriented(shell, holes))
}

/// Shell counter-clockwise, holes clockwise, as RFC 7946 wants them.
fn oriented(shell: LineString, holes: Vec<LineString>) -> Polygon {
    use geo::orient::{Direction, Orient};
    Polygon::new(shell, holes).orient(Direction::Default)
}

fn ring(positions: &[Pair], warnings: &mut Warnings) -> Result<LineString, Fault> {
    let mut coords = Vec::with_capacity(positions.len());
    for position in positions {
        let place = places::check(*position)?;
        coords.push(Coord { x: place.lon(), y: place.lat() });
    }
    let (Some(&first), Some(&last)) = (coords.first(), coords.last()) else {
        return Err((Code::RingTooShort, "0 positions".to_owned()));
    };
    if first != last {
        return Err((
            Code::RingNotClosed,
            format!("from {}, {} to {}, {}", first.x, first.y, last.x, last.y),
        ));
    }
    let given = coords.len();
    coords.dedup();
    warnings.doubles |= coords.len() < given;
    if coords.len() < 4 {
        return Err((Code::RingTooShort, format!("{} different positions in a row", coords.len())));
    }
    let line = LineString::new(coords);
    if assemble::Polygon::new(plane_ring(&line)).area2() == 0 {
        return Err((Code::DegenerateGeometry, format!("at {}, {}", first.x, first.y)));
    }
    Ok(line)
}

/// A ring on the plane, without its closing vertex.
fn plane_ring(line: &LineString) -> Vec<Point> {
    line.0[1..].iter().map(|coord| plane::from_degrees(coord.x, coord.y)).collect()
}

/// A shape made valid, and in words what that changed. One that would change by
/// more than a thousandth is not mended: a bow-tie is a mistake, not a slip.
fn made_valid(shape: &MultiPolygon) -> Result<(MultiPolygon, String), Fault> {
    let made = make_valid(&on_plane(shape))
        .map_err(|many| (Code::SelfIntersection, format!("{} crossings, too many to be mended", many.0)))?;
    let (before, after) = (made.square_metres_before, made.square_metres_after);
    if made.polygons.is_empty() || (before - after).abs() > UNASKED_SHARE * before.max(after) {
        return Err((
            Code::SelfIntersection,
            format!("mending it would make {after:.0} m² of {before:.0} m²"),
        ));
    }
    let words = format!("{} crossings; {before:.1} m² before, {after:.1} m² after", made.crossings);
    Ok((in_degrees(&made.polygons), words))
}

fn check_crossings(shape: &[Polygon]) -> Result<(), Fault> {
    let mut segments = Vec::new();
    for line in
        shape.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
    {
        let points: Vec<Point> = line.0.iter().map(|coord| plane::from_degrees(coord.x, coord.y)).collect();
        segments.extend(points.windows(2).map(|pair| (pair[0], pair[1])));
    }
    let found = crossings(&segments);
    match found.first() {
        None => Ok(()),
        Some(&(point, _, _)) => {
            let (lon, lat) = plane::to_degrees(point);
            Err((
                Code::SelfIntersection,
                format!("{} crossings, the first at {lon:.6}, {lat:.6}", found.len()),
            ))
        }
    }
}
