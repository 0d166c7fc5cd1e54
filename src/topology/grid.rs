//! The grid of a zoom: square cells over the plane.
//!
//! Grids nest, because the plane is a power of two wide: a cell of one zoom is
//! four cells of the next. All tests are exact, in integers.

use super::plane::{HALF_WORLD, Point, round_ratio};

/// A grid of square cells over the plane. Its vertices lie in the middle of
/// cells, which are counted from the north-west corner of the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    shift: u32,
    /// What is added to a coordinate before counting cells.
    offset: i64,
}

impl Grid {
    /// Cells along the edge of a tile (its extent).
    pub const TILE: i64 = 4096;

    /// Cells around a tile that are delivered with it.
    pub const BUFFER: i64 = 64;

    /// The highest zoom that has a grid.
    pub const MAX_ZOOM: u8 = 16;

    /// The plane itself: one cell a unit, counted from the plane's own origin.
    pub(super) const PLANE: Self = Self { shift: 0, offset: 0 };

    /// The grid of a zoom at most [`Grid::MAX_ZOOM`]: 4096 cells a tile.
    pub fn of_zoom(zoom: u8) -> Self {
        Self { shift: 20 - u32::from(zoom.min(Self::MAX_ZOOM)), offset: HALF_WORLD }
    }

    /// The width of a cell in units of the plane.
    pub fn cell(self) -> i64 {
        1 << self.shift
    }

    /// The cell that a vertex falls into.
    pub fn cell_of(self, point: Point) -> Point {
        Point { x: self.snap(i64::from(point.x)), y: self.snap(i64::from(point.y)) }
    }

    fn snap(self, coordinate: i64) -> i32 {
        let cells = (coordinate + self.offset + self.cell() / 2) >> self.shift;
        i32::try_from(cells).unwrap_or(i32::MAX)
    }

    /// The middle of a cell on the plane, kept inside the world.
    pub fn centre(self, cell: Point) -> Point {
        Point { x: self.middle(cell.x), y: self.middle(cell.y) }
    }

    fn middle(self, cell: i32) -> i32 {
        let units = (i64::from(cell) << self.shift) - self.offset;
        i32::try_from(units).unwrap_or(if units < 0 { i32::MIN } else { i32::MAX })
    }

    /// Whether a segment passes through the square of a cell. The square owns
    /// its edges towards smaller x and y, and not the others, so that every
    /// position of the plane is in one square.
    pub(super) fn passes(self, a: Point, b: Point, cell: Point) -> bool {
        // All doubled, so that the edges of squares are whole numbers too.
        let double = |p: Point| (2 * i64::from(p.x), 2 * i64::from(p.y));
        let ((ax, ay), (bx, by)) = (double(a), double(b));
        let (px, py, qx, qy) = if ax <= bx { (ax, ay, bx, by) } else { (bx, by, ax, ay) };
        let edge = |cell: i32| 2 * ((i64::from(cell) << self.shift) - self.offset) - self.cell();
        let (west, north) = (edge(cell.x), edge(cell.y));
        let (east, south) = (west + 2 * self.cell(), north + 2 * self.cell());
        if px >= east || qx < west || py.min(qy) >= south || py.max(qy) < north {
            return false;
        }
        if px == qx || py == qy {
            return true;
        }
        let side = |x: i64, y: i64| {
            let turn = i128::from(qx - px) * i128::from(y - py) - i128::from(qy - py) * i128::from(x - px);
            turn.signum()
        };
        let falling = qy > py;
        // A segment through a corner only counts where the square owns the corner
        // or where it goes on into the square.
        let north_west = side(west, north);
        if north_west == 0 {
            return true;
        }
        let north_east = side(east, north);
        if north_east == 0 {
            return !falling;
        }
        let south_west = side(west, south);
        if south_west == 0 {
            return !falling;
        }
        let south_east = side(east, south);
        if south_east == 0 {
            return falling;
        }
        !(north_west == north_east && north_east == south_west && south_west == south_east)
    }

    /// The cells in which a segment meets the cut lines.
    pub(super) fn cuts(self, a: Point, b: Point, cells: &mut Vec<Point>) {
        let (ax, ay, bx, by) = (i64::from(a.x), i64::from(a.y), i64::from(b.x), i64::from(b.y));
        for line in self.cut_lines(ax, bx) {
            let y = self.cell_at(line, (ax, ay), (bx, by));
            cells.push(Point { x: self.snap(line), y });
        }
        for line in self.cut_lines(ay, by) {
            let x = self.cell_at(line, (ay, ax), (by, bx));
            cells.push(Point { x, y: self.snap(line) });
        }
    }

    /// The cut lines strictly between two coordinates.
    fn cut_lines(self, from: i64, to: i64) -> impl Iterator<Item = i64> {
        let (low, high) = (from.min(to), from.max(to));
        let (tile, buffer) = (Self::TILE << self.shift, Self::BUFFER << self.shift);
        let first = (low + self.offset - buffer).div_euclid(tile);
        let last = (high + self.offset + buffer).div_euclid(tile);
        let offset = self.offset;
        (first..=last)
            .flat_map(move |n| [-buffer, 0, buffer].map(|shift| n * tile + shift - offset))
            .filter(move |line| low < *line && *line < high)
    }

    /// The cell, across the line, in which a segment meets it.
    fn cell_at(self, line: i64, (a, a_across): (i64, i64), (b, b_across): (i64, i64)) -> i32 {
        let way = i128::from(b_across - a_across) * i128::from(line - a);
        let run = i128::from(b - a);
        let from_edge = (i128::from(a_across) + i128::from(self.offset)) * run + way;
        i32::try_from(round_ratio(from_edge, run << self.shift)).unwrap_or(i32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(x: i32, y: i32) -> Point {
        Point { x, y }
    }

    /// Samples a segment densely and asks where each sample is rounded to.
    fn passes_by_samples(grid: Grid, a: Point, b: Point, cell: Point) -> bool {
        // Divisible by every number up to 12, so that edges and corners are hit.
        let steps = 27_720;
        (0..=steps).any(|step| {
            let at = |from: i32, to: i32| {
                let scaled = i128::from(from) * steps + (i128::from(to) - i128::from(from)) * step;
                // (value + offset + half a cell) / cell, floored, all times steps
                let half = i128::from(grid.cell()) * steps / 2;
                (scaled + i128::from(grid.offset) * steps + half).div_euclid(i128::from(grid.cell()) * steps)
            };
            (at(a.x, b.x), at(a.y, b.y)) == (i128::from(cell.x), i128::from(cell.y))
        })
    }

    #[test]
    fn a_segment_passes_the_squares_that_its_positions_are_rounded_to() {
        let grid = Grid { shift: 2, offset: 0 };
        let ends = [(-6, -5), (2, 2), (6, 2), (2, -2), (-2, 2), (-2, -2), (3, 6), (6, -6)];
        for a in ends {
            for b in ends {
                for x in -3..=3 {
                    for y in -3..=3 {
                        let (from, to, cell) = (p(a.0, a.1), p(b.0, b.1), p(x, y));
                        assert_eq!(
                            grid.passes(from, to, cell),
                            passes_by_samples(grid, from, to, cell),
                            "{a:?} to {b:?} through cell {x},{y}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_segment_gets_a_vertex_on_every_cut_line() {
        let grid = Grid::of_zoom(10);
        let tile = i32::try_from(Grid::TILE << grid.shift).expect("fits");
        let mut cells = Vec::new();
        grid.cuts(p(tile / 2, 5), p(tile / 2 + tile, 5), &mut cells);
        let columns: Vec<i64> =
            cells.iter().map(|cell| (i64::from(cell.x) + 2048).rem_euclid(Grid::TILE) - 2048).collect();
        assert_eq!(columns, [-64, 0, 64]);
    }
}
