//! Arcs on the grid of a zoom.
//!
//! The vertices that matter at the zoom are kept, cut lines are put in, and
//! everything is snap rounded to the cells of the zoom's grid. Since each arc is
//! snapped once, both of its sides get the same vertices; since it is snap
//! rounding, no arc crosses another.
//!
//! *Cut lines* are the lines along which tiles are cut: the edges of tiles and
//! of their buffers. An arc gets a vertex wherever it meets one, so a tile is
//! cut later without computing or rounding anything, and the two tiles on both
//! sides of a line agree to the last bit.

use rayon::prelude::*;

use super::build::{Arc, Topology};
use super::grid::Grid;
use super::noding::HotSquares;
use super::plane::Point;
use super::simplify::Weights;

/// The arcs of a topology on the grid of a zoom, in cells.
pub struct SnappedArcs {
    cells: Vec<Point>,
    /// Where each arc ends in `cells`; it begins where the one before ends.
    ends: Vec<usize>,
}

impl SnappedArcs {
    /// The cells of an arc from its first node to its last; a single cell where
    /// the arc has shrunk to a point.
    pub fn arc(&self, index: usize) -> &[Point] {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.cells[start..self.ends[index]]
    }
}

impl Topology {
    /// Puts the arcs on the grid of a zoom, with the vertices that matter there.
    pub fn snap(&self, weights: &Weights, grid: Grid) -> SnappedArcs {
        let kept: Vec<Vec<Point>> =
            self.arcs().par_iter().map(|arc| self.kept_points(arc, weights, grid)).collect();
        let segments: Vec<(Point, Point)> =
            kept.iter().flat_map(|points| points.windows(2).map(|pair| (pair[0], pair[1]))).collect();
        let mut hot: Vec<Point> = kept.iter().flatten().map(|&point| grid.cell_of(point)).collect();
        for &(a, b) in &segments {
            grid.cuts(a, b, &mut hot);
        }
        let squares = HotSquares::new(grid, hot, &segments);
        let snapped: Vec<Vec<Point>> =
            kept.par_iter().map(|points| snap_arc(points, grid, &squares)).collect();
        let ends = snapped
            .iter()
            .scan(0, |end, cells| {
                *end += cells.len();
                Some(*end)
            })
            .collect();
        SnappedArcs { cells: snapped.into_iter().flatten().collect(), ends }
    }

    fn kept_points(&self, arc: &Arc, weights: &Weights, grid: Grid) -> Vec<Point> {
        let least = Weights::least(grid);
        arc.range().filter(|&index| weights.of(index) >= least).map(|index| self.points()[index]).collect()
    }
}

fn snap_arc(points: &[Point], grid: Grid, squares: &HotSquares) -> Vec<Point> {
    let mut cells: Vec<Point> = points.first().map(|&point| grid.cell_of(point)).into_iter().collect();
    for pair in points.windows(2) {
        cells.extend(squares.along(pair[0], pair[1]));
    }
    cells.dedup();
    cells
}
