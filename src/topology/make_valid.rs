//! The shape of one area made valid.
//!
//! Rings are noded by the topology itself, and each piece of the plane asks how
//! often each ring winds around it. Non-zero is inside: a corner that was
//! digitised with a curl is land twice, not a hole, whichever way it turns; a
//! bow-tie is both of its lobes; and a hole written as a ring that touches its
//! shell, turned against it, stays a hole. A part is its shell less its own
//! holes, and the area is everything that is in any part, so parts that overlap
//! become their union, and never cancel as they do where all rings are counted
//! together (even-odd).
//!
//! What runs there and back (a spike) encloses nothing and is gone. A hole that
//! lies outside its own shell takes nothing away: what it was meant for is not
//! known.

use super::assemble::Polygon;
use super::build::{Bounds, Drawing, FaceIndex, OUTSIDE, Topology};
use super::noding::crossings;
use super::plane::{Point, metres_per_unit};

/// Above this many crossings a shape is noise, and what would be made of it is
/// nobody's border.
pub const MOST_CROSSINGS: usize = 1000;

/// A shape made valid.
#[derive(Debug, Clone, PartialEq)]
pub struct MadeValid {
    /// Valid polygons, none of which shares an inner point with another.
    pub polygons: Vec<Polygon>,
    /// The size in square metres that the rings claim: each shell by the
    /// surveyor's formula, less its holes. A bow-tie claims the difference of
    /// its lobes.
    pub square_metres_before: f64,
    /// The size in square metres of what came out.
    pub square_metres_after: f64,
    /// How often edges crossed.
    pub crossings: usize,
}

/// A shape with more than [`MOST_CROSSINGS`] crossings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} crossings, at most {MOST_CROSSINGS} are repaired")]
pub struct TooManyCrossings(pub usize);

/// Makes the parts of one area valid, each on its own, and joins them. Rings
/// may turn either way, and do not repeat their first vertex.
///
/// Nothing is left of parts without an inside; then the list is empty.
///
/// ```
/// use jangkau::topology::{Point, Polygon, make_valid};
///
/// let ring = |ring: [(i32, i32); 4]| Polygon::new(ring.map(|(x, y)| Point { x, y }).to_vec());
/// let bow_tie = ring([(0, 0), (10, 10), (10, 0), (0, 10)]);
/// let made = make_valid(&[bow_tie]).expect("few crossings");
/// assert_eq!((made.polygons.len(), made.crossings), (2, 1));
/// ```
pub fn make_valid(parts: &[Polygon]) -> Result<MadeValid, TooManyCrossings> {
    let rings: Vec<(usize, bool, &[Point])> = (0..)
        .zip(parts)
        .flat_map(|(part, polygon)| polygon.rings().enumerate().map(move |(at, ring)| (part, at == 0, ring)))
        .collect();
    let crossings = count_crossings(&rings);
    if crossings > MOST_CROSSINGS {
        return Err(TooManyCrossings(crossings));
    }
    let mut drawing = Drawing::of_rings(rings.iter().map(|&(_, _, ring)| ring));
    let faces = super::faces::part(&drawing.points, &mut drawing.arcs);
    let covered = Windings::new(parts.len(), &rings).spread(faces, &drawing);
    let topology = Topology::of_one_area(drawing, &covered);
    let polygons = in_one_order(topology.polygons(&topology.outlines(&[0], 1)[0]));
    let claimed: i128 = parts.iter().map(claimed2).sum();
    let after: i128 = polygons.iter().map(Polygon::area2).sum();
    let place = rings.iter().find_map(|(_, _, ring)| ring.first().copied());
    Ok(MadeValid {
        square_metres_before: square_metres(claimed, place),
        square_metres_after: square_metres(after, place),
        polygons,
        crossings,
    })
}

/// Every ring from its smallest vertex on, so that what is valid comes back as
/// it went in, wherever rings happened to be walked from.
fn in_one_order(mut polygons: Vec<Polygon>) -> Vec<Polygon> {
    for polygon in &mut polygons {
        for ring in std::iter::once(&mut polygon.shell).chain(&mut polygon.holes) {
            let least = (0..ring.len()).min_by_key(|&index| ring[index]).unwrap_or_default();
            ring.rotate_left(least);
        }
        polygon.holes.sort_unstable();
    }
    polygons.sort_unstable_by(|a, b| a.shell.cmp(&b.shell));
    polygons
}

fn count_crossings(rings: &[(usize, bool, &[Point])]) -> usize {
    let edge = |ring: &[Point], index: usize| (ring[index], ring[(index + 1) % ring.len()]);
    let segments: Vec<(Point, Point)> = rings
        .iter()
        .flat_map(|&(_, _, ring)| (0..ring.len()).map(move |index| edge(ring, index)))
        .filter(|(from, to)| from != to)
        .collect();
    crossings(&segments).len()
}

/// Twice the size that a part claims.
fn claimed2(part: &Polygon) -> i128 {
    let size = |ring: &[Point]| super::plane::ring_area2(ring).abs();
    size(&part.shell) - part.holes.iter().map(|hole| size(hole)).sum::<i128>()
}

fn square_metres(area2: i128, place: Option<Point>) -> f64 {
    let scale = place.map_or(0.0, metres_per_unit);
    #[expect(clippy::cast_precision_loss, reason = "a size for people")]
    let half = area2 as f64 / 2.0;
    half * scale * scale
}

/// A face on the way, how many of its arcs were tried, and the arc and gain by
/// which it was come to.
type Stop = (FaceIndex, usize, Option<(usize, i32)>);

/// How often each ring winds around the face at hand, and what follows. Faces
/// are visited along a tree, and each step is taken back on the way home, so no
/// face keeps a list of the rings around it.
struct Windings {
    /// The part of each ring, and whether the ring is its shell.
    rings: Vec<(usize, bool)>,
    winding: Vec<i32>,
    in_shell: Vec<bool>,
    /// In how many of its holes the face is, for each part.
    in_holes: Vec<u32>,
    /// In how many parts the face is.
    parts: usize,
}

impl Windings {
    fn new(parts: usize, rings: &[(usize, bool, &[Point])]) -> Self {
        Self {
            rings: rings.iter().map(|&(part, shell, _)| (part, shell)).collect(),
            winding: vec![0; rings.len()],
            in_shell: vec![false; parts],
            in_holes: vec![0; parts],
            parts: 0,
        }
    }

    fn is_in(&self, part: usize) -> bool {
        self.in_shell[part] && self.in_holes[part] == 0
    }

    /// Crosses an arc: onto its left with a `gain` of 1, onto its right with -1.
    fn cross(&mut self, bounds: &Bounds, gain: i32) {
        for &(ring, net) in bounds {
            let ring = ring as usize;
            let (part, shell) = self.rings[ring];
            let was_in = self.is_in(part);
            let before = self.winding[ring] != 0;
            self.winding[ring] += net * gain;
            let after = self.winding[ring] != 0;
            if shell {
                self.in_shell[part] = after;
            } else {
                self.in_holes[part] += u32::from(after);
                self.in_holes[part] -= u32::from(before);
            }
            self.parts += usize::from(self.is_in(part));
            self.parts -= usize::from(was_in);
        }
    }

    /// For each face whether any part covers it.
    fn spread(mut self, faces: usize, drawing: &Drawing) -> Vec<bool> {
        let mut beside: Vec<Vec<usize>> = vec![Vec::new(); faces];
        for (index, arc) in drawing.arcs.iter().enumerate() {
            beside[arc.left as usize].push(index);
            beside[arc.right as usize].push(index);
        }
        let mut covered = vec![false; faces];
        let mut known = vec![false; faces];
        known[OUTSIDE as usize] = true;
        let mut way: Vec<Stop> = vec![(OUTSIDE, 0, None)];
        while let Some((face, next, came)) = way.last_mut() {
            if let Some(&index) = beside[*face as usize].get(*next) {
                *next += 1;
                let arc = &drawing.arcs[index];
                let (to, gain) = if arc.left == *face { (arc.right, -1) } else { (arc.left, 1) };
                if !std::mem::replace(&mut known[to as usize], true) {
                    self.cross(&drawing.bounds[index], gain);
                    covered[to as usize] = self.parts > 0;
                    way.push((to, 0, Some((index, gain))));
                }
            } else {
                if let Some((index, gain)) = *came {
                    self.cross(&drawing.bounds[index], -gain);
                }
                way.pop();
            }
        }
        covered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Ring<'a> = &'a [(i32, i32)];

    fn ring(ring: Ring) -> Vec<Point> {
        ring.iter().map(|&(x, y)| Point { x, y }).collect()
    }

    fn part(shell: Ring, holes: &[Ring]) -> Polygon {
        Polygon { shell: ring(shell), holes: holes.iter().map(|hole| ring(hole)).collect() }
    }

    /// Polygons, holes, and twice the size of what comes out.
    fn check(parts: &[Polygon], polygons: usize, holes: usize, area2: i128) {
        let made = make_valid(parts).expect("few crossings");
        let found: i128 = made.polygons.iter().map(Polygon::area2).sum();
        let found_holes: usize = made.polygons.iter().map(|polygon| polygon.holes.len()).sum();
        assert_eq!((made.polygons.len(), found_holes, found), (polygons, holes, area2), "{parts:?}");
        let again = make_valid(&made.polygons).expect("no crossings");
        assert_eq!((again.polygons, again.crossings), (made.polygons, 0), "{parts:?}");
    }

    const SQUARE: Ring = &[(0, 0), (10, 0), (10, 10), (0, 10)];

    #[test]
    fn one_part_with_a_bad_ring() {
        check(&[part(SQUARE, &[])], 1, 0, 200);
        check(&[part(&[(0, 0), (10, 10), (10, 0), (0, 10)], &[])], 2, 0, 100);
        // A spike outwards, and one inwards.
        check(&[part(&[(0, 0), (10, 0), (10, 5), (20, 5), (10, 5), (10, 10), (0, 10)], &[])], 1, 0, 200);
        check(&[part(&[(0, 0), (10, 0), (10, 5), (4, 5), (10, 5), (10, 10), (0, 10)], &[])], 1, 0, 200);
        // A curl that goes twice around a corner: land, not a hole.
        let curl = &[(0, 0), (10, 0), (10, 10), (6, 10), (6, 6), (12, 6), (12, 12), (0, 12)];
        check(&[part(curl, &[])], 1, 0, 2 * (12 * 12 - 2 * 6));
        // A hole written into its shell, as some formats have it.
        let pinched = &[(0, 0), (10, 0), (10, 10), (0, 10), (0, 0), (2, 6), (6, 6), (6, 2)];
        check(&[part(pinched, &[])], 1, 1, 200 - 48);
        check(&[part(&[(0, 0), (10, 0), (0, 0)], &[])], 0, 0, 0);
        check(&[], 0, 0, 0);
    }

    #[test]
    fn holes_take_from_their_own_part_alone() {
        let inner: Ring = &[(2, 2), (2, 6), (6, 6), (6, 2)];
        let other: Ring = &[(4, 4), (4, 8), (8, 8), (8, 4)];
        check(&[part(SQUARE, &[inner])], 1, 1, 200 - 32);
        check(&[part(SQUARE, &[inner, other])], 1, 1, 200 - 2 * 28);
        check(&[part(SQUARE, &[inner, inner])], 1, 1, 200 - 32);
        check(&[part(SQUARE, &[&[(20, 20), (25, 20), (25, 25)]])], 1, 0, 200);
        check(&[part(SQUARE, &[&[(5, 5), (15, 5), (15, 8), (5, 8)]])], 1, 0, 200 - 30);
        check(&[part(SQUARE, &[SQUARE])], 0, 0, 0);
        // A second part fills the hole of the first.
        check(&[part(SQUARE, &[inner]), part(inner, &[])], 1, 0, 200);
    }

    #[test]
    fn parts_that_overlap_become_their_union() {
        let moved: Ring = &[(5, 0), (15, 0), (15, 10), (5, 10)];
        check(&[part(SQUARE, &[]), part(moved, &[])], 1, 0, 300);
        check(&[part(SQUARE, &[]), part(SQUARE, &[])], 1, 0, 200);
        let turned: Vec<(i32, i32)> = moved.iter().rev().copied().collect();
        check(&[part(SQUARE, &[]), part(&turned, &[])], 1, 0, 300);
        check(&[part(SQUARE, &[]), part(&[(10, 0), (20, 0), (20, 10), (10, 10)], &[])], 1, 0, 400);
    }

    #[test]
    fn what_the_rings_claim_is_told() {
        let made = make_valid(&[part(SQUARE, &[]), part(SQUARE, &[])]).expect("no crossings");
        assert!((made.square_metres_before - 2.0 * made.square_metres_after).abs() < 1e-9);
    }

    #[test]
    fn noise_is_refused() {
        // 40 teeth up and down against 40 to and fro.
        let comb = |across: bool| {
            let teeth = (0..40).flat_map(|tooth| {
                let at = 20 * tooth + 10;
                [(at, 0), (at, 1000), (at + 10, 1000), (at + 10, 0)]
            });
            let point = |(x, y): (i32, i32)| if across { Point { x: y, y: x } } else { Point { x, y } };
            Polygon::new(teeth.map(point).collect())
        };
        let refused = make_valid(&[comb(false), comb(true)]).expect_err("more than 1,000 crossings");
        assert!(refused.0 > MOST_CROSSINGS, "{refused}");
    }

    #[test]
    fn rings_in_each_other_are_one_area() {
        let nested = |inset: i32| {
            let (low, high) = (inset, 400_000 - inset);
            part(&[(low, low), (high, low), (high, high), (low, high)], &[])
        };
        let parts: Vec<Polygon> = (0..2_000).map(nested).collect();
        assert_eq!(make_valid(&parts).expect("no crossings").polygons, [nested(0)]);
    }
}
