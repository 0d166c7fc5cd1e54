//! Cutting polygons and lines to a box.
//!
//! Every edge already has a vertex wherever it meets a line of the box, so each
//! edge lies wholly in one of the nine fields that the four lines make. Moving
//! every vertex to the nearest place in the box keeps what is inside as it is
//! and lays what is outside on the box's edge, where stretches that run both
//! ways cancel. What is left is the polygon cut to the box, and it is valid.

use crate::topology::assemble::{Edge, polygons};
use crate::topology::{Point, Polygon};

/// The parts of polygons inside a box; the same polygons where all of them are.
pub(super) fn clip(shape: &[Polygon], low: Point, high: Point) -> Vec<Polygon> {
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
    let side_of = |a: Point, b: Point| {
        let sides = [
            a.x == b.x && a.x == low.x,
            a.x == b.x && a.x == high.x,
            a.y == b.y && a.y == low.y,
            a.y == b.y && a.y == high.y,
        ];
        sides.iter().position(|&on| on)
    };
    // A stretch that came back to where it began says nothing.
    let ended = |(_, edge): (usize, Edge)| (edge.0 != edge.1).then_some(edge);
    let mut stretch: Option<(usize, Edge)> = None;
    let mut from = clamp(ring[ring.len() - 1]);
    for &point in ring {
        let to = clamp(point);
        if from == to {
            continue;
        }
        let side = side_of(from, to);
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

/// Cuts edges that run along the box wherever another edge begins or ends on
/// them, so that stretches that run both ways are the same stretch.
fn cut_along_the_box(edges: Vec<Edge>, low: Point, high: Point) -> Vec<Edge> {
    let on_side = |a: Point, b: Point| {
        (a.x == b.x && (a.x == low.x || a.x == high.x)) || (a.y == b.y && (a.y == low.y || a.y == high.y))
    };
    let mut stops: Vec<Point> = edges
        .iter()
        .flat_map(|&(a, b)| [a, b])
        .filter(|point| point.x == low.x || point.x == high.x || point.y == low.y || point.y == high.y)
        .collect();
    stops.extend([low, high, Point { x: low.x, y: high.y }, Point { x: high.x, y: low.y }]);
    stops.sort_unstable();
    stops.dedup();
    let mut cut = Vec::with_capacity(edges.len());
    for (from, to) in edges {
        if !on_side(from, to) {
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
