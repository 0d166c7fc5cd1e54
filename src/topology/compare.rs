//! How far one shape is from another: what a person wants to know before a
//! border moves.

use super::assemble::Polygon;
use super::plane::{Point, metres_per_unit};

/// What changed between two shapes of one area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShapeChange {
    /// Square metres before.
    pub before_m2: f64,
    /// Square metres after.
    pub after_m2: f64,
    /// Hausdorff distance of the borders in metres: as far as any point of one
    /// border lies from the other, measured from its vertices to the other's edges.
    pub hausdorff_m: f64,
}

/// Compares two shapes; none where they are the same, whatever the order of
/// their parts and wherever their rings begin.
pub fn compare(before: &[Polygon], after: &[Polygon]) -> Option<ShapeChange> {
    if canonical(before) == canonical(after) {
        return None;
    }
    let at = after.first().or(before.first())?.shell.first()?;
    let scale = metres_per_unit(*at);
    let there = distance(&edges(before), &edges(after)).max(distance(&edges(after), &edges(before)));
    Some(ShapeChange {
        before_m2: area(before) * scale * scale,
        after_m2: area(after) * scale * scale,
        hausdorff_m: there * scale,
    })
}

/// Rings from their least vertex on, in one direction, in order.
fn canonical(polygons: &[Polygon]) -> Vec<Vec<Vec<Point>>> {
    let ring = |ring: &Vec<Point>| {
        let mut ring = ring.clone();
        if super::plane::ring_area2(&ring) < 0 {
            ring.reverse();
        }
        let least = (0..ring.len()).min_by_key(|&index| ring[index]).unwrap_or(0);
        ring.rotate_left(least);
        ring
    };
    let mut polygons: Vec<Vec<Vec<Point>>> = polygons
        .iter()
        .map(|polygon| {
            let mut holes: Vec<Vec<Point>> = polygon.holes.iter().map(ring).collect();
            holes.sort_unstable();
            std::iter::once(ring(&polygon.shell)).chain(holes).collect()
        })
        .collect();
    polygons.sort_unstable();
    polygons
}

#[expect(clippy::cast_precision_loss, reason = "a size for people")]
fn area(polygons: &[Polygon]) -> f64 {
    // Rings turn either way on a plane whose rows go south.
    polygons.iter().map(|polygon| polygon.area2().abs() as f64 / 2.0).sum()
}

type Edge = ([f64; 2], [f64; 2]);

fn edges(polygons: &[Polygon]) -> Vec<Edge> {
    let pair = |point: Point| [f64::from(point.x), f64::from(point.y)];
    polygons
        .iter()
        .flat_map(|polygon| std::iter::once(&polygon.shell).chain(&polygon.holes))
        .flat_map(|ring| (0..ring.len()).map(move |at| (pair(ring[at]), pair(ring[(at + 1) % ring.len()]))))
        .collect()
}

/// The greatest distance from a vertex of one border to the nearest edge of the
/// other. A border follows itself for most of its length, so each search begins
/// where the last one ended and stops early.
fn distance(from: &[Edge], to: &[Edge]) -> f64 {
    if to.is_empty() {
        return 0.0;
    }
    let mut worst = 0.0_f64;
    let mut near = 0;
    for (vertex, _) in from {
        let mut best = f64::INFINITY;
        for step in 0..to.len() {
            let index = (near + step) % to.len();
            let squared = squared_distance(*vertex, to[index]);
            if squared < best {
                best = squared;
                if best <= worst {
                    near = index;
                    break;
                }
            }
        }
        if best > worst {
            worst = best;
        }
    }
    worst.sqrt()
}

fn squared_distance([x, y]: [f64; 2], ([ax, ay], [bx, by]): Edge) -> f64 {
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx * dx + dy * dy;
    let along = if length == 0.0 { 0.0 } else { (((x - ax) * dx + (y - ay) * dy) / length).clamp(0.0, 1.0) };
    let (ox, oy) = (x - ax - along * dx, y - ay - along * dy);
    ox * ox + oy * oy
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: i32, y: i32, side: i32) -> Polygon {
        Polygon::new(vec![
            Point { x, y },
            Point { x: x + side, y },
            Point { x: x + side, y: y + side },
            Point { x, y: y + side },
        ])
    }

    #[test]
    fn the_same_shape_told_otherwise_has_not_changed() {
        let mut turned = square(0, 0, 1_000);
        turned.shell.rotate_left(2);
        turned.shell.reverse();
        assert_eq!(
            compare(&[square(0, 0, 1_000), square(5_000, 0, 10)], &[square(5_000, 0, 10), turned]),
            None
        );
    }

    #[test]
    fn a_size_is_never_negative_whichever_way_its_rings_turn() {
        let mut turned = square(0, 0, 1_000);
        turned.shell.reverse();
        let change = compare(&[turned], &[square(0, 0, 2_000)]).expect("a change");
        assert!((change.after_m2 / change.before_m2 - 4.0).abs() < 1e-9, "{change:?}");
    }

    #[test]
    fn a_border_that_moved_is_as_far_as_it_moved() {
        let change = compare(&[square(0, 0, 1_000)], &[square(0, 0, 1_300)]).expect("a change");
        let scale = metres_per_unit(Point { x: 0, y: 0 });
        // The corner moved by 300 both ways.
        assert!((change.hausdorff_m / scale - 300.0 * f64::sqrt(2.0)).abs() < 1e-6, "{change:?}");
        assert!((change.after_m2 / change.before_m2 - 1.69).abs() < 1e-9);
    }
}
