//! How wide a piece of the plane is: the diameter of the largest circle that
//! fits into it.
//!
//! The mean width of a sliver says nothing of its widest place, and a box around
//! a bent one is much too wide; the largest circle is what a person measures
//! with a ruler at the widest place. It is found by branch and bound over
//! squares (Garcia-Castellanos and Lombardo, *Poles of inaccessibility*, 2007),
//! with a second bound: nowhere in a square is the border further away than half
//! of the way from one edge over the square to another. Along a sliver with
//! parallel sides, where any bound by the size of squares must go down to the
//! last unit, that one decides at once.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::rc::Rc;

use super::assemble::Polygon;

/// The radius is found to this share of itself, or to half a unit.
const PRECISION: f64 = 0.001;

/// After so many squares the bound is given in place of the value. Nothing
/// that was ever published comes near.
const MOST_SQUARES: usize = 50_000;

/// Of a square with more edges than this around it, only the nearest edge
/// takes part in the bound.
const FEW: usize = 48;

/// The diameter, in units of the plane, of the largest circle inside polygons
/// that have no inner point in common: to 0.1 % or one unit, whichever is more.
pub(super) fn widest(polygons: &[Polygon]) -> f64 {
    search(polygons, f64::INFINITY)
}

/// Whether [`widest`] is more than a limit, as soon as that is known.
pub(super) fn is_wider(polygons: &[Polygon], limit: f64) -> bool {
    #[expect(clippy::cast_precision_loss, reason = "a bound")]
    let area = polygons.iter().map(Polygon::area2).sum::<i128>() as f64 / 2.0;
    // A circle inside is no larger than the whole.
    let most = 2.0 * (area / std::f64::consts::PI).sqrt();
    most > limit && (mean_width(polygons, area) > limit || search(polygons, limit) > limit)
}

/// Twice the area by the length of the border, which is less than the greatest
/// width where there is no hole: within the radius of the largest circle of its
/// border lies all of the polygon, and a strip is no larger than its length by
/// its width. Zero where there are holes or several polygons.
fn mean_width(polygons: &[Polygon], area: f64) -> f64 {
    let [Polygon { shell, holes }] = polygons else { return 0.0 };
    if !holes.is_empty() {
        return 0.0;
    }
    let length = |(a, b): Edge| distance(a, (b, b));
    2.0 * area / edges_of(shell).map(length).sum::<f64>()
}

/// The diameter, or any above the limit where it is above, or any below it
/// where it is below.
fn search(polygons: &[Polygon], limit: f64) -> f64 {
    let edges: Vec<Edge> = polygons.iter().flat_map(Polygon::rings).flat_map(edges_of).collect();
    let Some(root) = Square::around(&edges) else { return 0.0 };
    let mut best = 0.0_f64;
    let mut queue = BinaryHeap::from([root]);
    for _ in 0..MOST_SQUARES {
        let Some(square) = queue.pop() else { return 2.0 * best };
        let found = square.bound <= best + (best * PRECISION).max(0.5);
        let decided = limit < f64::INFINITY && (2.0 * square.bound <= limit || 2.0 * best > limit);
        if found || decided {
            return 2.0 * best;
        }
        for quarter in square.quarters(&edges) {
            best = best.max(quarter.away);
            if quarter.bound > best {
                queue.push(quarter);
            }
        }
    }
    2.0 * queue.peek().map_or(best, |square| square.bound)
}

type Position = (f64, f64);
type Edge = (Position, Position);

fn edges_of(ring: &[super::plane::Point]) -> impl Iterator<Item = Edge> {
    let at = |index: usize| (f64::from(ring[index].x), f64::from(ring[index].y));
    (0..ring.len()).map(move |index| (at(index), at((index + 1) % ring.len())))
}

/// A square of the plane, to be searched.
struct Square {
    centre: Position,
    half: f64,
    /// The edges one of which is the nearest to any position of the square.
    near: Rc<[u32]>,
    /// How far the border is from the centre; below zero if that lies outside.
    away: f64,
    /// No position of the square that lies inside is further from the border.
    bound: f64,
}

impl Square {
    /// The square around some edges.
    fn around(edges: &[Edge]) -> Option<Self> {
        let first = edges.first()?.0;
        let (low, high) = edges.iter().fold((first, first), |(low, high), &((x, y), _)| {
            ((low.0.min(x), low.1.min(y)), (high.0.max(x), high.1.max(y)))
        });
        let half = (high.0 - low.0).max(high.1 - low.1) / 2.0;
        let all: Vec<u32> = (0..).zip(edges).map(|(index, _)| index).collect();
        Some(Self::new(f64::midpoint(low.0, high.0), f64::midpoint(low.1, high.1), half, &all, edges))
    }

    fn new(x: f64, y: f64, half: f64, candidates: &[u32], edges: &[Edge]) -> Self {
        let centre = (x, y);
        let ways: Vec<f64> = candidates.iter().map(|&edge| distance(centre, edges[edge as usize])).collect();
        let (mut nearest, mut away) = (0, f64::INFINITY);
        for (&edge, &way) in candidates.iter().zip(&ways) {
            if way < away {
                (nearest, away) = (edge, way);
            }
        }
        let reach = half * std::f64::consts::SQRT_2;
        let near: Rc<[u32]> = candidates
            .iter()
            .zip(&ways)
            .filter(|&(_, &way)| way <= away + 2.0 * reach)
            .map(|(&edge, _)| edge)
            .collect();
        // From a centre outside, the way to an inner position leads over the border.
        let away = if is_inside(edges, centre) { away } else { -away };
        let mut square = Self { centre, half, near, away, bound: away + reach };
        square.bound = square.bound.min(square.bound_by_pairs(nearest, edges));
        square
    }

    /// The way to the border is at most the mean of the ways to two edges. That
    /// mean is convex, so over the square it is largest in a corner.
    fn bound_by_pairs(&self, nearest: u32, edges: &[Edge]) -> f64 {
        let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)]
            .map(|(x, y)| (self.centre.0 + x * self.half, self.centre.1 + y * self.half));
        let own = corners.map(|corner| distance(corner, edges[nearest as usize]));
        let others = if self.near.len() > FEW { &[nearest][..] } else { &self.near };
        let over = |&other: &u32| {
            let ways = corners
                .iter()
                .zip(own)
                .map(|(&corner, own)| f64::midpoint(own, distance(corner, edges[other as usize])));
            ways.fold(0.0, f64::max)
        };
        others.iter().map(over).fold(f64::INFINITY, f64::min)
    }

    fn quarters(&self, edges: &[Edge]) -> [Self; 4] {
        let half = self.half / 2.0;
        [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(x, y)| {
            Self::new(self.centre.0 + x * half, self.centre.1 + y * half, half, &self.near, edges)
        })
    }
}

impl PartialEq for Square {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Square {}

impl PartialOrd for Square {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Square {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bound.total_cmp(&other.bound)
    }
}

/// The way from a position to the nearest of an edge.
fn distance((x, y): Position, ((ax, ay), (bx, by)): Edge) -> f64 {
    let (dx, dy) = (bx - ax, by - ay);
    let (px, py) = (x - ax, y - ay);
    let square = dx * dx + dy * dy;
    let along = if square > 0.0 { ((px * dx + py * dy) / square).clamp(0.0, 1.0) } else { 0.0 };
    let (ex, ey) = (px - along * dx, py - along * dy);
    (ex * ex + ey * ey).sqrt()
}

fn is_inside(edges: &[Edge], (x, y): Position) -> bool {
    let crossed =
        |&&((ax, ay), (bx, by)): &&Edge| (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax);
    edges.iter().filter(crossed).count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::super::plane::Point;
    use super::*;

    fn polygon(ring: &[(i32, i32)]) -> Polygon {
        Polygon::new(ring.iter().map(|&(x, y)| Point { x, y }).collect())
    }

    fn near(found: f64, wanted: f64) {
        assert!((found - wanted).abs() <= (wanted * PRECISION).max(1.0), "{found}, not {wanted}");
    }

    #[test]
    fn circles_that_are_known_from_geometry() {
        near(widest(&[polygon(&[(0, 0), (1000, 0), (1000, 400), (0, 400)])]), 400.0);
        // A right triangle: the sum of its legs less its longest side.
        near(widest(&[polygon(&[(0, 0), (3000, 0), (0, 4000)])]), 2000.0);
        // A frame: between an outer and an inner corner.
        let mut frame = polygon(&[(0, 0), (3000, 0), (3000, 3000), (0, 3000)]);
        frame.holes.push(vec![
            Point { x: 1000, y: 1000 },
            Point { x: 1000, y: 2000 },
            Point { x: 2000, y: 2000 },
            Point { x: 2000, y: 1000 },
        ]);
        // Touching both sides at the corner and the corner within: r + r√2 = 1000√2.
        near(widest(&[frame]), 2.0 * 1000.0 * 2.0_f64.sqrt() / (1.0 + 2.0_f64.sqrt()));
        near(widest(&[]), 0.0);
    }

    #[test]
    fn a_bent_sliver_is_as_wide_as_its_sides_are_apart() {
        // Slanting: 5 to the right for each 12 down, so 13 along; sides 390 apart.
        let sliver = polygon(&[(0, 0), (50_000, 120_000), (50_360, 119_850), (360, -150)]);
        near(widest(&[sliver]), 390.0);
        let elbow =
            polygon(&[(0, 0), (90_000, 0), (90_000, 80_000), (89_700, 80_000), (89_700, 300), (0, 300)]);
        near(widest(&[elbow]), 2.0 * 300.0 * 2.0_f64.sqrt() / (1.0 + 2.0_f64.sqrt()));
    }
}
