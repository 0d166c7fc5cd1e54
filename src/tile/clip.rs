//! Cutting polygons and lines to a box.
//!
//! Every edge already has a vertex wherever it meets a line of the box, so each
//! edge lies wholly in one of the nine fields that the four lines make. What is
//! inside stays as it is: stretches of rings that enter the box and leave it.
//! Each goes on along the box, with the area on its left, to where the next one
//! enters. Since an area enters and leaves by turns, what comes out is the area
//! cut to the box, and it is valid.
//!
//! Where an area touches itself, or the box from within, vertices are moved to
//! the nearest places in the box instead. That lays what is outside on the box's
//! edge, where stretches that run both ways cancel, and rings are made anew.
//!
//! Source: the first is Weiler and Atherton, *Hidden surface removal using
//! polygon area sorting*, SIGGRAPH 1977, for a box and on whole numbers.

use std::ops::Range;

use super::Cut;
use super::around::{Around, side_of};
use crate::snapshot::ZoomShape;
use crate::topology::assemble::{Edge, extent, in_order, polygons};
use crate::topology::packed::{pack, push_ring};
use crate::topology::plane::{cross, ring_area2};
use crate::topology::{Packed, Point, Polygon};

/// Room to cut in, used for one area after the other.
#[derive(Default)]
pub(super) struct Room {
    /// A ring of the area.
    ring: Vec<Point>,
    /// Stretches inside the box, one after the other.
    inside: Vec<Point>,
    stretches: Vec<Stretch>,
    /// Rings that are finished, one after the other, and where each ends.
    done: Vec<Point>,
    ends: Vec<usize>,
    has_holes: bool,
}

/// A stretch of a ring from where it enters the box to where it leaves it.
struct Stretch {
    /// How far on the way around the box it enters and leaves.
    enters: i64,
    leaves: i64,
    points: Range<usize>,
    used: bool,
}

/// The area touches the box from within.
struct Touches;

impl Room {
    /// Writes the parts of an area inside a tile with its buffer.
    pub(super) fn write(&mut self, shape: &ZoomShape, cut: &Cut, geometry: &mut Vec<u8>) {
        if cut.holds(shape.low) && cut.holds(shape.high) {
            return shape.packed.seen_from(cut.origin, geometry);
        }
        let around = Around { low: cut.low, high: cut.high };
        if shape.touches_itself || self.cut(&shape.packed, around).is_err() {
            return pack(&clip(&shape.packed.polygons(), cut.low, cut.high), cut.origin, geometry);
        }
        if self.has_holes {
            return pack(&in_order(self.rings().map(<[Point]>::to_vec).collect()), cut.origin, geometry);
        }
        let mut at = cut.origin;
        self.rings().for_each(|ring| push_ring(ring, &mut at, geometry));
    }

    fn rings(&self) -> impl Iterator<Item = &[Point]> {
        self.ends.iter().scan(0, |start, &end| Some(&self.done[std::mem::replace(start, end)..end]))
    }

    /// Cuts an area that does not touch itself.
    fn cut(&mut self, packed: &Packed<'_>, around: Around) -> Result<(), Touches> {
        self.inside.clear();
        self.stretches.clear();
        self.done.clear();
        self.ends.clear();
        self.has_holes = false;
        let (mut rings, mut within) = (packed.rings(), false);
        while rings.next(&mut self.ring) {
            let (low, high) = extent(&self.ring);
            if around.parts(low, high) {
                continue;
            }
            match (0..self.ring.len()).find(|&index| !self.is_inside(index, around)) {
                Some(outside) => within ^= self.take_stretches(outside, around)?,
                None => self.keep_ring(around)?,
            }
        }
        if self.stretches.is_empty() && within {
            self.done.extend(around.corners().map(|(_, corner)| corner));
            self.ends.push(self.done.len());
        }
        self.join(around);
        Ok(())
    }

    /// Whether the edge that begins at a vertex of the ring is inside.
    fn is_inside(&self, index: usize, around: Around) -> bool {
        around.has_inside(self.ring[index], self.ring[self.after(index)])
    }

    fn after(&self, index: usize) -> usize {
        if index + 1 == self.ring.len() { 0 } else { index + 1 }
    }

    /// Takes the stretches of the ring, of which one edge that is outside is
    /// known; true where it has none and the box lies within it.
    fn take_stretches(&mut self, outside: usize, around: Around) -> Result<bool, Touches> {
        let (before, mut open) = (self.stretches.len(), false);
        let mut to = outside;
        for _ in 0..self.ring.len() {
            let from = to;
            to = self.after(from);
            if !self.is_inside(from, around) {
                open = false;
                continue;
            }
            if open {
                let last = self.inside[self.inside.len() - 2];
                if around.has_on_it(self.ring[from]) && cross(last, self.ring[from], self.ring[to]) <= 0 {
                    return Err(Touches);
                }
            } else {
                let (start, enters) = (self.inside.len(), around.way(self.ring[from]));
                self.stretches.push(Stretch { enters, leaves: enters, points: start..start, used: false });
                self.inside.push(self.ring[from]);
                open = true;
            }
            self.inside.push(self.ring[to]);
            self.stretches.last_mut().expect("one is open").points.end = self.inside.len();
        }
        for stretch in &mut self.stretches[before..] {
            stretch.leaves = around.way(self.inside[stretch.points.end - 1]);
        }
        Ok(self.stretches.len() == before && around.is_within(&self.ring))
    }

    /// Keeps a ring that lies inside the box.
    fn keep_ring(&mut self, around: Around) -> Result<(), Touches> {
        let mut before = self.ring[self.ring.len() - 1];
        for (index, &at) in self.ring.iter().enumerate() {
            if around.has_on_it(at) && cross(before, at, self.ring[self.after(index)]) <= 0 {
                return Err(Touches);
            }
            before = at;
        }
        self.has_holes |= ring_area2(&self.ring) < 0;
        self.done.extend_from_slice(&self.ring);
        self.ends.push(self.done.len());
        Ok(())
    }

    /// Joins the stretches along the box.
    fn join(&mut self, around: Around) {
        self.stretches.sort_unstable_by_key(|stretch| stretch.enters);
        for first in 0..self.stretches.len() {
            if self.stretches[first].used {
                continue;
            }
            let mut index = first;
            while !std::mem::replace(&mut self.stretches[index].used, true) {
                let stretch = &self.stretches[index];
                self.done.extend_from_slice(&self.inside[stretch.points.clone()]);
                let leaves = stretch.leaves;
                let next = self.stretches.partition_point(|other| other.enters < leaves);
                index = if next == self.stretches.len() { 0 } else { next };
                around.push_corners(leaves, self.stretches[index].enters, &mut self.done);
            }
            self.ends.push(self.done.len());
        }
    }
}

/// The parts of polygons inside a box; the same polygons where all of them are.
fn clip(shape: &[Polygon], low: Point, high: Point) -> Vec<Polygon> {
    let inside = |point: &Point| (low.x..=high.x).contains(&point.x) && (low.y..=high.y).contains(&point.y);
    if shape.iter().all(|polygon| polygon.shell.iter().all(inside)) {
        return shape.to_vec();
    }
    let mut edges: Vec<Edge> = Vec::new();
    for ring in shape.iter().flat_map(Polygon::rings) {
        push_clamped(ring, low, high, &mut edges);
    }
    polygons(cut_along_the_box(edges, low, high))
}

/// Moves the vertices of a ring to the nearest places in the box. Most of a
/// large ring lies outside a small box and comes to lie on one side of it:
/// stretches along a side become one edge, which says the same.
fn push_clamped(ring: &[Point], low: Point, high: Point, edges: &mut Vec<Edge>) {
    let clamp = |point: Point| Point { x: point.x.clamp(low.x, high.x), y: point.y.clamp(low.y, high.y) };
    // A stretch that came back to where it began says nothing.
    let ended = |(_, edge): (usize, Edge)| (edge.0 != edge.1).then_some(edge);
    let mut stretch: Option<(usize, Edge)> = None;
    let mut from = clamp(ring[ring.len() - 1]);
    for &point in ring {
        let to = clamp(point);
        if from == to {
            continue;
        }
        let side = side_of(from, to, low, high);
        match (&mut stretch, side) {
            (Some((on, edge)), Some(side)) if *on == side => edge.1 = to,
            _ => {
                edges.extend(stretch.take().and_then(ended));
                match side {
                    Some(side) => stretch = Some((side, (from, to))),
                    None => edges.push((from, to)),
                }
            }
        }
        from = to;
    }
    edges.extend(stretch.and_then(ended));
}

/// Cuts edges that run along the box wherever another edge begins
/// or ends on them, so that stretches that run both ways are the same stretch.
fn cut_along_the_box(edges: Vec<Edge>, low: Point, high: Point) -> Vec<Edge> {
    let mut stops: Vec<Point> = edges.iter().flat_map(|&(a, b)| [a, b]).collect();
    stops.retain(|point| point.x == low.x || point.x == high.x || point.y == low.y || point.y == high.y);
    stops.extend([low, high, Point { x: low.x, y: high.y }, Point { x: high.x, y: low.y }]);
    stops.sort_unstable();
    stops.dedup();
    let mut cut = Vec::with_capacity(edges.len());
    for (from, to) in edges {
        if side_of(from, to, low, high).is_none() {
            cut.push((from, to));
            continue;
        }
        let between = |stop: &&Point| strictly_between(**stop, from, to);
        let mut path: Vec<Point> = stops.iter().filter(between).copied().collect();
        if to < from {
            path.reverse();
        }
        let mut at = from;
        for stop in path.into_iter().chain([to]) {
            cut.push((at, stop));
            at = stop;
        }
    }
    cut
}

/// Whether a point lies on an upright or level edge, between its ends.
fn strictly_between(point: Point, a: Point, b: Point) -> bool {
    let (low, high) = (a.min(b), a.max(b));
    low < point && point < high && ((a.x == b.x && point.x == a.x) || (a.y == b.y && point.y == a.y))
}

/// The stretches of a line inside a box, edges of the box left out.
pub(super) fn clip_line(line: &[Point], low: Point, high: Point) -> Vec<Vec<Point>> {
    let inside = |a: Point, b: Point| {
        let between = |a: i32, b: i32, low: i32, high: i32| a.min(b) >= low && a.max(b) <= high;
        between(a.x, b.x, low.x, high.x) && between(a.y, b.y, low.y, high.y)
    };
    let mut stretches: Vec<Vec<Point>> = Vec::new();
    let mut open = false;
    for pair in line.windows(2) {
        if inside(pair[0], pair[1]) {
            if !open {
                stretches.push(vec![pair[0]]);
            }
            if let Some(stretch) = stretches.last_mut() {
                stretch.push(pair[1]);
            }
            open = true;
        } else {
            open = false;
        }
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topology::{Grid, Topology};

    fn p(x: i32, y: i32) -> Point {
        Point { x, y }
    }

    #[test]
    fn a_polygon_around_the_box_becomes_the_box() {
        let big = Polygon::new(vec![p(-10, -10), p(0, -10), p(20, -10), p(20, 20), p(-10, 20), p(-10, 0)]);
        let cut = clip(&[big], p(0, 0), p(10, 10));
        assert_eq!(cut.len(), 1);
        assert_eq!(cut[0].area2(), 200);
    }

    #[test]
    fn a_polygon_that_leaves_and_comes_back_is_cut_in_two() {
        // A comb: two teeth reach into the box, their joint lies outside it.
        let comb = Polygon::new(vec![
            p(-5, 0),
            p(0, 0),
            p(4, 0),
            p(4, 2),
            p(0, 2),
            p(-2, 2),
            p(-2, 6),
            p(0, 6),
            p(4, 6),
            p(4, 8),
            p(0, 8),
            p(-5, 8),
        ]);
        let cut = clip(&[comb], p(0, -1), p(10, 10));
        assert_eq!(cut.iter().map(Polygon::area2).collect::<Vec<_>>(), [16, 16]);
    }

    #[test]
    fn a_hole_that_sticks_out_becomes_part_of_the_shell() {
        let holed = Polygon {
            shell: vec![p(0, 0), p(8, 0), p(8, 8), p(0, 8)],
            holes: vec![vec![p(2, 2), p(2, 6), p(4, 6), p(6, 6), p(6, 2), p(4, 2)]],
        };
        let cut = clip(std::slice::from_ref(&holed), p(-1, -1), p(4, 9));
        assert_eq!(cut.iter().map(Polygon::area2).sum::<i128>(), 2 * (32 - 8));
        assert!(cut.iter().all(|polygon| polygon.holes.is_empty()));
        assert_eq!(clip(std::slice::from_ref(&holed), p(0, 0), p(8, 8)), [holed]);
    }

    /// What the stretches give, as polygons; none where the box is touched.
    fn by_stretches(shape: &[Polygon], low: Point, high: Point) -> Option<Vec<Polygon>> {
        let (mut bytes, mut room) = (Vec::new(), Room::default());
        pack(shape, low, &mut bytes);
        room.cut(&Packed { from: low, bytes: &bytes }, Around { low, high }).ok()?;
        Some(in_order(room.rings().map(<[Point]>::to_vec).collect()))
    }

    /// A shape with bays, islands and a lake, on the grid of a zoom.
    fn ragged(seed: u64, zoom: u8) -> Vec<Polygon> {
        let mut state = seed;
        let mut random = |below: i32| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            i32::try_from((state >> 33) % u64::from(below.unsigned_abs())).expect("below a number")
        };
        let size = i32::try_from(4 * Grid::of_zoom(zoom).cell() * Grid::TILE).expect("fits");
        let mut star = |x: i32, y: i32, reach: i32| -> Vec<Point> {
            (0..24)
                .map(|step| {
                    let angle = f64::from(step).to_radians() * 15.0;
                    let far = f64::from(reach / 4 + random(3 * reach / 4));
                    #[expect(clippy::cast_possible_truncation, reason = "a few tiles away")]
                    let at = |centre: i32, turn: f64| centre + (far * turn) as i32;
                    Point { x: at(x, angle.cos()), y: at(y, angle.sin()) }
                })
                .collect()
        };
        let (middle, reach) = (1 << 29, size / 2);
        let mut lake = star(middle, middle, reach / 5);
        lake.reverse();
        let mainland = Polygon { shell: star(middle, middle, reach), holes: vec![lake] };
        let island = Polygon::new(star(middle + size, middle, reach / 2));
        let topology = Topology::build(&[vec![mainland, island]]);
        topology.snap(&topology.weigh(), zoom).polygons(&topology, &topology.outlines(&[0], 1)[0])
    }

    #[test]
    fn both_ways_of_cutting_give_the_same_parts() {
        let mut compared = 0;
        for (seed, zoom) in (0..60).map(|seed| (seed, 8 + u8::try_from(seed % 3).expect("small"))) {
            let shape = ragged(seed, zoom);
            let (least, most) = extent(shape.iter().flat_map(|polygon| &polygon.shell));
            let number = |cell: i32| cell.div_euclid(4096);
            for x in number(least.x) - 1..=number(most.x) + 1 {
                for y in number(least.y) - 1..=number(most.y) + 1 {
                    let low = p(x * 4096 - 64, y * 4096 - 64);
                    let high = p(low.x + 4096 + 128, low.y + 4096 + 128);
                    let Some(parts) = by_stretches(&shape, low, high) else { continue };
                    let sizes = |polygons: &[Polygon]| {
                        let mut sizes: Vec<_> =
                            polygons.iter().map(|one| (one.area2(), one.holes.len())).collect();
                        sizes.sort_unstable();
                        sizes
                    };
                    assert_eq!(sizes(&parts), sizes(&clip(&shape, low, high)), "{seed}: {x} {y}");
                    compared += usize::from(!parts.is_empty());
                }
            }
        }
        assert!(compared > 1000, "{compared} tiles compared");
    }

    #[test]
    fn lines_keep_their_stretches_inside() {
        let line = [p(-4, 1), p(0, 1), p(3, 1), p(10, 2), p(14, 2), p(10, 5), p(9, 5)];
        assert_eq!(
            clip_line(&line, p(0, 0), p(10, 10)),
            [vec![p(0, 1), p(3, 1), p(10, 2)], vec![p(10, 5), p(9, 5)]]
        );
    }
}
