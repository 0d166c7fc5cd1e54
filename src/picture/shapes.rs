//! The shapes of a level inside a frame, as paths. This module alone asks the
//! snapshot for shapes.

use std::fmt::Write as _;

use super::frame::{Frame, Rect};
use super::svg::number;
use crate::domain::Level;
use crate::snapshot::{AreaIndex, Snapshot};
use crate::topology::{Grid, Point};

/// An area inside a frame.
pub(super) struct Shape {
    /// The area.
    pub(super) area: AreaIndex,
    /// Its rings, each without its closing vertex, in units of the picture.
    /// What lies outside the frame is shortened there.
    pub(super) rings: Vec<Vec<(f64, f64)>>,
}

/// Further than any line is wide, in units of a picture.
const BEYOND: f64 = 24.0;

/// The areas of a level that meet a frame, by code, on the grid that fits so
/// many dots to a unit of the picture.
pub(super) fn shapes(snapshot: &Snapshot, level: Level, frame: &Frame, dots: f64) -> Vec<Shape> {
    let zoom = frame.zoom(dots);
    let grid = Grid::of_zoom(zoom);
    let (low, high) = frame.corners(BEYOND);
    let place = |cell: &Point| frame.place(grid.centre(*cell));
    let seen = frame.rect.grown(BEYOND);
    snapshot
        .zooms
        .within(zoom, level, grid.cell_of(low), grid.cell_of(high))
        .into_iter()
        .map(|shape| {
            let polygons = shape.packed.polygons();
            let rings = polygons.iter().flat_map(|polygon| polygon.rings());
            let rings = rings.map(|ring| shortened(ring.iter().map(place), seen)).collect();
            Shape { area: shape.area, rings }
        })
        .collect()
}

impl Shape {
    /// The extent of what is seen of it.
    pub(super) fn extent(&self) -> Rect {
        let points = || self.rings.iter().flatten();
        let (left, top) = points().fold((f64::MAX, f64::MAX), |(x, y), p| (x.min(p.0), y.min(p.1)));
        let (right, bottom) = points().fold((f64::MIN, f64::MIN), |(x, y), p| (x.max(p.0), y.max(p.1)));
        Rect { left, top, width: right - left, height: bottom - top }
    }

    /// Its rings as the data of a path; holes by the rule of even and odd.
    /// Slivers are left out: gaps that the boundary file left open between the
    /// parts of a wider area, which are no borders.
    pub(super) fn path(&self) -> String {
        path(self.rings.iter().filter(|ring| !is_sliver(ring)))
    }
}

fn path<'a>(rings: impl Iterator<Item = &'a Vec<(f64, f64)>>) -> String {
    let mut path = String::new();
    for ring in rings {
        let mut last = String::new();
        for (index, &(x, y)) in ring.iter().enumerate() {
            let at = format!("{} {}", number(x), number(y));
            // Vertices nearer than a hundredth are one.
            if at != last {
                let command = if index == 0 { 'M' } else { 'L' };
                write!(path, "{command}{at}").expect("writing to memory");
                last = at;
            }
        }
        path.push('Z');
    }
    path
}

/// Holes narrower than this, on the average, are slivers.
const NARROW: f64 = 1.6;

/// Whether a ring is a narrow hole. Holes turn the other way than shells.
fn is_sliver(ring: &[(f64, f64)]) -> bool {
    let edges = || ring.iter().zip(ring.iter().cycle().skip(1));
    let size = edges().map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>() / 2.0;
    let around: f64 = edges().map(|(a, b)| (a.0 - b.0).hypot(a.1 - b.1)).sum();
    size < 0.0 && -2.0 * size < NARROW * around
}

/// On which side of a box a place lies: west, east, north, south.
fn sides((x, y): (f64, f64), seen: Rect) -> [bool; 4] {
    [x < seen.left, x > seen.right(), y < seen.top, y > seen.bottom()]
}

/// A ring of which every stretch that stays on one outer side of a box is one
/// edge. Inside the box nothing changes: such a stretch can be pulled straight
/// without passing through it.
fn shortened(ring: impl Iterator<Item = (f64, f64)>, seen: Rect) -> Vec<(f64, f64)> {
    let mut kept: Vec<(f64, f64)> = Vec::new();
    // The sides that all vertices since the last but one have in common.
    let mut common = [false; 4];
    for place in ring {
        let here = sides(place, seen);
        let still: [bool; 4] = std::array::from_fn(|side| common[side] && here[side]);
        if kept.len() > 1 && still.contains(&true) {
            kept.pop();
            common = still;
        } else {
            let before = kept.last().map_or([false; 4], |last| sides(*last, seen));
            common = std::array::from_fn(|side| before[side] && here[side]);
        }
        kept.push(place);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEEN: Rect = Rect { left: 0.0, top: 0.0, width: 10.0, height: 10.0 };

    fn winding(ring: &[(f64, f64)], (x, y): (f64, f64)) -> bool {
        let next = ring.iter().cycle().skip(1);
        ring.iter().zip(next).fold(false, |inside, (a, b)| {
            let crosses = (a.1 > y) != (b.1 > y) && x < a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0);
            inside ^ crosses
        })
    }

    #[test]
    fn what_is_outside_is_shortened_and_what_is_inside_stays() {
        // A star around the box with many vertices outside.
        let ring: Vec<(f64, f64)> = (0..720)
            .map(|step| {
                let angle = f64::from(step).to_radians() / 2.0;
                let reach = if step % 90 == 0 { 3.0 } else { 60.0 + f64::from(step % 7) };
                (5.0 + reach * angle.cos(), 5.0 + reach * angle.sin())
            })
            .collect();
        let short = shortened(ring.iter().copied(), SEEN);
        assert!(short.len() < 60, "{} vertices", short.len());
        for x in 0..40 {
            for y in 0..40 {
                let place = (f64::from(x) / 4.0 + 0.01, f64::from(y) / 4.0 + 0.03);
                assert_eq!(winding(&ring, place), winding(&short, place), "{place:?}");
            }
        }
    }

    #[test]
    fn a_path_says_each_place_once() {
        let shell = vec![(0.0, 0.0), (0.001, 0.0), (4.0, 0.0), (4.0, 4.5)];
        let shape = Shape { area: 0, rings: vec![shell] };
        assert_eq!(shape.path(), "M0 0L4 0L4 4.5Z");
    }

    #[test]
    fn a_sliver_is_no_hole() {
        let shell = vec![(0.0, 0.0), (90.0, 0.0), (90.0, 90.0), (0.0, 90.0)];
        let lake = vec![(10.0, 10.0), (10.0, 20.0), (20.0, 20.0), (20.0, 10.0)];
        let sliver = vec![(30.0, 30.0), (30.0, 30.5), (80.0, 30.5), (80.0, 30.0)];
        let jetty: Vec<(f64, f64)> = sliver.iter().rev().copied().collect();
        assert_eq!([&shell, &lake, &sliver, &jetty].map(|ring| is_sliver(ring)), [false, false, true, false]);
    }
}
