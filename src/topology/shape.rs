//! Shapes in degrees ⇄ polygons of the plane.

use geo::{Coord, LineString, MultiPolygon};

use super::assemble::Polygon;
use super::plane::{self, Point};

/// A shape in degrees on WGS 84, its rings closed, as polygons of the plane.
pub fn on_plane(shape: &MultiPolygon) -> Vec<Polygon> {
    let ring = |line: &LineString| -> Vec<Point> {
        line.0.iter().skip(1).map(|coord| plane::from_degrees(coord.x, coord.y)).collect()
    };
    let polygon = |polygon: &geo::Polygon| Polygon {
        shell: ring(polygon.exterior()),
        holes: polygon.interiors().iter().map(ring).collect(),
    };
    shape.iter().map(polygon).collect()
}

/// Polygons that a topology has put together, back in degrees; shells turn
/// counter-clockwise there, since y changes its direction.
pub fn in_degrees(polygons: &[Polygon]) -> MultiPolygon {
    let line = |ring: &[Point]| {
        let coord = |&point: &Point| {
            let (x, y) = plane::to_degrees(point);
            Coord { x, y }
        };
        let mut coords: Vec<Coord> = ring.iter().rev().map(coord).collect();
        coords.extend(coords.first().copied());
        LineString::new(coords)
    };
    let polygon = |polygon: &Polygon| {
        geo::Polygon::new(line(&polygon.shell), polygon.holes.iter().map(|hole| line(hole)).collect())
    };
    polygons.iter().map(polygon).collect()
}
