//! Snap rounding: segments cut where they meet, on whole units.
//!
//! Where two segments cross, or a vertex lies on a segment, both must get a
//! vertex there, and that vertex must be a whole number. Rounding alone could
//! push a border across its neighbour. Snap rounding (Hobby, *Practical segment
//! intersection with finite precision output*, 1999) cannot: the square of one
//! unit around each vertex and each crossing is *hot*, and every segment that
//! passes through a hot square is bent to its centre. Segments may come to lie
//! on each other; they never cross.
//!
//! All tests are exact, in integers.

use rayon::prelude::*;

use super::bins::{BinSize, Bins, size_for};
use super::grid::Grid;
use super::plane::{Point, cross, round_ratio};

/// Where the interiors of two segments cross, rounded to the plane. Segments
/// that touch at an end, or lie on each other, are not listed.
///
/// Each crossing comes once, with the indexes of its two segments.
pub fn crossings(segments: &[(Point, Point)]) -> Vec<(Point, u32, u32)> {
    let size = size_for(segments.iter().copied());
    let mut entries = Vec::with_capacity(segments.len() * 2);
    for (index, &(a, b)) in (0_u32..).zip(segments) {
        for keys in size.rows(a, b, 0) {
            entries.extend(keys.map(|key| (key, index)));
        }
    }
    let bins = Bins::new(size, entries);
    let groups: Vec<&[(u64, u32)]> = bins.groups().filter(|group| group.len() > 1).collect();
    let mut found: Vec<(Point, u32, u32)> =
        groups.par_iter().flat_map_iter(|group| crossings_in(group, segments)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn crossings_in(group: &[(u64, u32)], segments: &[(Point, Point)]) -> Vec<(Point, u32, u32)> {
    let mut found = Vec::new();
    for (position, &(_, first)) in group.iter().enumerate() {
        for &(_, second) in &group[position + 1..] {
            let (i, j) = (first.min(second), first.max(second));
            if let Some(point) = crossing(segments[i as usize], segments[j as usize]) {
                found.push((point, i, j));
            }
        }
    }
    found
}

/// The point, rounded to whole units, in which two segments cross properly.
fn crossing((a, b): (Point, Point), (c, d): (Point, Point)) -> Option<Point> {
    let apart = |p: i32, q: i32, r: i32, s: i32| p.max(q) < r.min(s) || r.max(s) < p.min(q);
    if apart(a.x, b.x, c.x, d.x) || apart(a.y, b.y, c.y, d.y) {
        return None;
    }
    let (from_a, from_b) = (cross(c, d, a), cross(c, d, b));
    let (from_c, from_d) = (cross(a, b, c), cross(a, b, d));
    if from_a.signum() * from_b.signum() >= 0 || from_c.signum() * from_d.signum() >= 0 {
        return None;
    }
    let (part, whole) = (i128::from(from_a), i128::from(from_a) - i128::from(from_b));
    let at = |from: i32, to: i32| {
        let way = (i128::from(to) - i128::from(from)) * part;
        i32::try_from(i128::from(from) + round_ratio(way, whole)).unwrap_or(from)
    };
    Some(Point { x: at(a.x, b.x), y: at(a.y, b.y) })
}

/// The hot squares of a grid, ready to be asked which of them a segment passes.
pub(super) struct HotSquares {
    grid: Grid,
    bins: Bins<Point>,
}

impl HotSquares {
    /// From their centres in cells of the grid; doubles are fine.
    ///
    /// `size` is that of bins which hold a handful of the segments to be asked for.
    pub(super) fn new(grid: Grid, mut centres: Vec<Point>, size: BinSize) -> Self {
        centres.par_sort_unstable();
        centres.dedup();
        let size = size.max(BinSize::at_least(grid.cell()));
        let entries = centres.into_iter().map(|cell| (size.key_of(grid.centre(cell)), cell)).collect();
        Self { grid, bins: Bins::new(size, entries) }
    }

    /// The centres, in cells, of the hot squares that a segment passes, from
    /// its beginning to its end and each once.
    pub(super) fn along(&self, a: Point, b: Point) -> Vec<Point> {
        let mut passed = Vec::new();
        self.along_into(a, b, &mut passed);
        passed
    }

    /// The same, in place of what the list holds.
    pub(super) fn along_into(&self, a: Point, b: Point, passed: &mut Vec<Point>) {
        let grid = self.grid;
        passed.clear();
        passed.extend(self.bins.along(a, b, grid.cell()).filter(|&cell| grid.passes(a, b, cell)));
        let (dx, dy) = (i64::from(b.x) - i64::from(a.x), i64::from(b.y) - i64::from(a.y));
        let along = |cell: &Point| {
            let (x, y) = (i64::from(cell.x) * dx.signum(), i64::from(cell.y) * dy.signum());
            if dx.abs() >= dy.abs() { (x, y) } else { (y, x) }
        };
        passed.sort_unstable_by_key(along);
        passed.dedup();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(x: i32, y: i32) -> Point {
        Point { x, y }
    }

    #[test]
    fn crossings_are_found_once_and_rounded() {
        let segments =
            [(p(0, 0), p(10, 10)), (p(0, 10), p(10, 0)), (p(0, 20), p(10, 20)), (p(0, 0), p(0, 10))];
        assert_eq!(crossings(&segments), [(p(5, 5), 0, 1)]);
        let third = [(p(0, 0), p(3, 1)), (p(1, 1), p(1, -1))];
        assert_eq!(crossings(&third), [(p(1, 0), 0, 1)]);
    }

    #[test]
    fn a_segment_is_bent_to_the_vertex_that_it_passes() {
        let grid = Grid::PLANE;
        let segments = [(p(0, 0), p(100, 3))];
        let hot = HotSquares::new(
            grid,
            vec![p(0, 0), p(100, 3), p(50, 1), p(50, 3), p(20, 2), p(51, 2)],
            size_for(segments.into_iter()),
        );
        assert_eq!(hot.along(p(0, 0), p(100, 3)), [p(0, 0), p(50, 1), p(51, 2), p(100, 3)]);
        assert_eq!(hot.along(p(100, 3), p(0, 0)), [p(100, 3), p(51, 2), p(50, 1), p(0, 0)]);
    }
}
