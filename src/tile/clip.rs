//! Cutting polygons and lines to a box.
//!
//! Every edge already has a vertex wherever it meets a line of the box, so each
//! edge lies wholly in one of the nine fields that the four lines make. Moving
//! every vertex to the nearest place in the box keeps what is inside as it is
//! and lays what is outside on the box's edge, where stretches that run both
//! ways cancel. What is left is the polygon cut to the box, and it is valid.

//!
//! Where the arcs of an area meet in their ends alone, whole runs of them are
//! moved at once: most lie on one side of a small box and become one edge.

use crate::snapshot::ZoomShape;
use crate::topology::assemble::{Edge, extent, polygons};
use crate::topology::{Chains, Point, Polygon};

/// Room to cut in, used for one area after the other.
#[derive(Default)]
pub(super) struct Room {
    whole: Chains,
    cut: Chains,
    along: Vec<Edge>,
    moved: Vec<Point>,
}

impl Room {
    /// The parts of an area inside a box; all of it where it lies inside.
    pub(super) fn clip(&mut self, shape: &ZoomShape, low: Point, high: Point) -> Vec<Polygon> {
        if let Some(folded) = shape.chains(&mut self.whole) {
            return clip(&folded, low, high);
        }
        if low.x <= shape.low.x && low.y <= shape.low.y && shape.high.x <= high.x && shape.high.y <= high.y {
            return self.whole.polygons();
        }
        self.clip_runs(low, high)
    }

    /// Cuts runs that meet in their ends alone.
    fn clip_runs(&mut self, low: Point, high: Point) -> Vec<Polygon> {
        self.cut.clear();
        self.along.clear();
        let on_line = |p: Point| p.x == low.x || p.x == high.x || p.y == low.y || p.y == high.y;
        let clamp = |p: Point| Point { x: p.x.clamp(low.x, high.x), y: p.y.clamp(low.y, high.y) };
        for run in self.whole.iter() {
            let (least, most) = extent(run);
            let ends = (clamp(run[0]), clamp(run[run.len() - 1]));
            if least.x > low.x && least.y > low.y && most.x < high.x && most.y < high.y {
                self.cut.push(|points| points.extend_from_slice(run));
            } else if most.x <= low.x || least.x >= high.x || most.y <= low.y || least.y >= high.y {
                // All of it comes to lie on one side of the box.
                self.along.extend((ends.0 != ends.1).then_some(ends));
            } else {
                self.moved.clear();
                self.moved.extend(run.iter().map(|&point| clamp(point)));
                self.moved.dedup();
                let mut from = 0;
                for at in 1..self.moved.len() {
                    let (a, b) = (self.moved[at - 1], self.moved[at]);
                    if side_of(a, b, low, high).is_some() {
                        self.along.push((a, b));
                        from = at;
                    } else if at + 1 == self.moved.len() || on_line(b) {
                        self.cut.push(|points| points.extend_from_slice(&self.moved[from..=at]));
                        from = at;
                    }
                }
            }
        }
        let ends = self.cut.iter().flat_map(|run| [run[0], run[run.len() - 1]]);
        let stops: Vec<Point> = ends.filter(|&point| on_line(point)).collect();
        for (a, b) in cancel(cut_along_the_box(std::mem::take(&mut self.along), stops, low, high)) {
            self.cut.push(|points| points.extend([a, b]));
        }
        self.cut.polygons()
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
    polygons(cut_along_the_box(edges, Vec::new(), low, high))
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

/// The side of a box along which an edge runs.
fn side_of(a: Point, b: Point, low: Point, high: Point) -> Option<usize> {
    let sides = [
        a.x == b.x && a.x == low.x,
        a.x == b.x && a.x == high.x,
        a.y == b.y && a.y == low.y,
        a.y == b.y && a.y == high.y,
    ];
    sides.iter().position(|&on| on)
}

/// What is left after edges that run both ways have cancelled.
fn cancel(edges: Vec<Edge>) -> Vec<Edge> {
    let mut nets: Vec<(Point, Point, i32)> =
        edges.into_iter().map(|(a, b)| if a < b { (a, b, 1) } else { (b, a, -1) }).collect();
    nets.sort_unstable();
    nets.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
        .filter_map(|group| match group.iter().map(|edge| edge.2).sum::<i32>().signum() {
            1 => Some((group[0].0, group[0].1)),
            -1 => Some((group[0].1, group[0].0)),
            _ => None,
        })
        .collect()
}

/// Cuts edges that run along the box wherever another edge, or a stop, begins
/// or ends on them, so that stretches that run both ways are the same stretch.
fn cut_along_the_box(edges: Vec<Edge>, mut stops: Vec<Point>, low: Point, high: Point) -> Vec<Edge> {
    stops.extend(edges.iter().flat_map(|&(a, b)| [a, b]));
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

    #[test]
    fn lines_keep_their_stretches_inside() {
        let line = [p(-4, 1), p(0, 1), p(3, 1), p(10, 2), p(14, 2), p(10, 5), p(9, 5)];
        assert_eq!(
            clip_line(&line, p(0, 0), p(10, 10)),
            [vec![p(0, 1), p(3, 1), p(10, 2)], vec![p(10, 5), p(9, 5)]]
        );
    }
}
