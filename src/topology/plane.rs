//! The integer plane on which all topology happens.
//!
//! Web Mercator, the whole world 2³² units wide: 0.93 cm a unit on the equator,
//! finer than the seventh decimal of a degree, so that two positions of a file
//! that differ stay apart. Borders are straight here exactly where a map tile
//! draws them straight, so what holds in this plane holds on the screen.
//!
//! x grows to the east from longitude 0 and y to the *south* from the equator,
//! as rows of tiles do. Rings around an area turn so that their signed area,
//! taken as if y grew upwards, is positive; that is also what a vector tile
//! wants of an exterior ring.

use std::f64::consts::PI;

/// A vertex on the integer plane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// To the east.
    pub x: i32,
    /// To the south.
    pub y: i32,
}

/// Half the width of the world in units.
pub const HALF_WORLD: i64 = 1 << 31;

const UNITS_PER_WORLD: f64 = 4_294_967_296.0;

/// The largest latitude of Web Mercator, in degrees.
pub const MAX_LATITUDE: f64 = 85.051_128;

/// The vertex nearest to a longitude and latitude in degrees.
///
/// Latitudes beyond [`MAX_LATITUDE`] land on the edge of the world.
pub fn from_degrees(lon: f64, lat: f64) -> Point {
    let lat = lat.clamp(-MAX_LATITUDE, MAX_LATITUDE).to_radians();
    let x = lon / 360.0 * UNITS_PER_WORLD;
    let y = -lat.tan().asinh() / (2.0 * PI) * UNITS_PER_WORLD;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a float cast saturates, which is the edge of the world"
    )]
    Point { x: x.round() as i32, y: y.round() as i32 }
}

/// Longitude and latitude in degrees of a vertex.
pub fn to_degrees(point: Point) -> (f64, f64) {
    let lon = f64::from(point.x) / UNITS_PER_WORLD * 360.0;
    let lat = (-f64::from(point.y) / UNITS_PER_WORLD * 2.0 * PI).sinh().atan().to_degrees();
    (lon, lat)
}

/// Metres on the ground of one unit at a vertex; the square of it turns a
/// mapped area into a true one. Good to 0.7 %: the earth is taken as a sphere.
pub fn metres_per_unit(point: Point) -> f64 {
    const EQUATOR_METRES: f64 = 40_075_016.686;
    let (_, lat) = to_degrees(point);
    EQUATOR_METRES / UNITS_PER_WORLD * lat.to_radians().cos()
}

/// Twice the signed area of the triangle a, b, c: positive where the turn from
/// a→b to a→c is the one that rings around an area make.
///
/// Exact while the three lie within half a world of each other.
pub fn cross(a: Point, b: Point, c: Point) -> i64 {
    let (ax, ay) = (i64::from(a.x), i64::from(a.y));
    (i64::from(b.x) - ax) * (i64::from(c.y) - ay) - (i64::from(b.y) - ay) * (i64::from(c.x) - ax)
}

/// Twice the signed area of a ring given without its closing vertex.
pub fn ring_area2(ring: &[Point]) -> i128 {
    let Some(&origin) = ring.first() else { return 0 };
    ring.windows(2).map(|edge| i128::from(cross(origin, edge[0], edge[1]))).sum()
}

/// A key that sorts the directions of edges leaving one vertex by angle.
///
/// The half plane comes first, then the cross product decides.
pub(super) fn compare_angles(origin: Point, a: Point, b: Point) -> std::cmp::Ordering {
    let second_half = |p: Point| (p.y, p.x) < (origin.y, origin.x);
    second_half(a).cmp(&second_half(b)).then_with(|| 0.cmp(&cross(origin, a, b)))
}

/// `numerator / denominator` to the nearest whole number, halves upwards: the
/// rule by which a hot square owns its lower edges.
pub(super) fn round_ratio(numerator: i128, denominator: i128) -> i128 {
    let (numerator, denominator) =
        if denominator < 0 { (-numerator, -denominator) } else { (numerator, denominator) };
    (2 * numerator + denominator).div_euclid(2 * denominator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_survive_the_way_there_and_back() {
        for (lon, lat) in [(109.66042, -6.89546), (95.0, 5.9), (141.0, -9.1), (0.0, 0.0)] {
            let (x, y) = to_degrees(from_degrees(lon, lat));
            assert!((x - lon).abs() < 5e-8 && (y - lat).abs() < 5e-8, "{lon},{lat} came back as {x},{y}");
        }
    }

    #[test]
    fn angles_sort_once_round() {
        let origin = Point { x: 0, y: 0 };
        let around = [(3, 0), (3, 1), (0, 2), (-1, 1), (-4, 0), (-1, -3), (0, -1), (2, -2)];
        let mut points: Vec<Point> = around.iter().rev().map(|&(x, y)| Point { x, y }).collect();
        points.sort_by(|a, b| compare_angles(origin, *a, *b));
        let sorted: Vec<(i32, i32)> = points.iter().map(|p| (p.x, p.y)).collect();
        assert_eq!(sorted, around);
    }

    #[test]
    fn halves_round_upwards_on_both_sides_of_zero() {
        assert_eq!(round_ratio(1, 2), 1);
        assert_eq!(round_ratio(-1, 2), 0);
        assert_eq!(round_ratio(-3, 2), -1);
        assert_eq!(round_ratio(3, -2), -1);
        assert_eq!(round_ratio(7, 3), 2);
    }
}
