//! Which kelurahan a position is in, and which is nearest where it is in none.

use geo::{Coord, Distance, Geodesic, LineString, MultiPolygon, Point};

use crate::domain::Position;
use crate::snapshot::{AreaIndex, Areas};

/// Where a position is.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The kelurahan that hold it, lowest code first; two on a common border or
    /// in an overlap.
    pub areas: Vec<AreaIndex>,
    /// The nearest kelurahan, where none holds it.
    pub nearest: Option<Nearby>,
}

/// A kelurahan at some distance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearby {
    /// The kelurahan.
    pub area: AreaIndex,
    /// The way over the ground to its border, in metres.
    pub metres: f64,
}

/// No degree of latitude or longitude in Indonesia is shorter than this.
const LEAST_METRES_PER_DEGREE: f64 = 107_000.0;

/// Finds where a position is.
pub fn locate(areas: &Areas, position: Position) -> Place {
    let hits = areas.at(position);
    let nearest = if hits.is_empty() { nearest(areas, position) } else { None };
    Place { areas: hits, nearest }
}

fn nearest(areas: &Areas, position: Position) -> Option<Nearby> {
    let mut best: Option<Nearby> = None;
    for (area, degrees) in areas.outwards(position) {
        if best.is_some_and(|best| degrees * LEAST_METRES_PER_DEGREE > best.metres) {
            break;
        }
        let Some(shape) = &areas.all()[area].shape else { continue };
        let metres = metres_to(shape, position);
        if best.is_none_or(|best| (metres, area) < (best.metres, best.area)) {
            best = Some(Nearby { area, metres });
        }
    }
    best
}

/// The way to the nearest position on a border: found on a plane that is true
/// at the asker's latitude, measured on the ellipsoid.
fn metres_to(shape: &MultiPolygon, from: Position) -> f64 {
    let (lon, lat) = (from.lon(), from.lat());
    let shrink = lat.to_radians().cos();
    let flat = |coord: Coord| Coord { x: (coord.x - lon) * shrink, y: coord.y - lat };
    let rings =
        shape.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    let nearest = rings
        .flat_map(LineString::lines)
        .map(|line| nearest_to_origin(flat(line.start), flat(line.end)))
        .min_by(|a, b| (a.x.hypot(a.y)).total_cmp(&b.x.hypot(b.y)));
    nearest.map_or(f64::INFINITY, |flat| {
        Geodesic.distance(Point::new(lon, lat), Point::new(lon + flat.x / shrink, lat + flat.y))
    })
}

fn nearest_to_origin(a: Coord, b: Coord) -> Coord {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length2 = dx * dx + dy * dy;
    let way = if length2 > 0.0 { (-(a.x * dx + a.y * dy) / length2).clamp(0.0, 1.0) } else { 0.0 };
    Coord { x: a.x + way * dx, y: a.y + way * dy }
}
