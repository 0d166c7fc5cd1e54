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
//!
//! A country has millions of vertices on each of seventeen zooms, so they are
//! kept as steps of four bytes: two vertices that follow each other are never
//! further apart than two cut lines.

use rayon::prelude::*;

use super::assemble::{Edge, Polygon, polygons};
use super::bins::BinSize;
use super::build::{Arc, Topology};
use super::chains::Chains;
use super::dissolve::HalfArc;
use super::grid::Grid;
use super::noding::HotSquares;
use super::plane::Point;
use super::simplify::Weights;

/// The arcs of a topology on the grid of a zoom, in cells.
pub struct SnappedArcs {
    grid: Grid,
    /// From each vertex of an arc to the next, one arc after the other.
    steps: Vec<[i16; 2]>,
    /// Where the steps of each arc end; they begin where the ones before end.
    ends: Vec<u32>,
}

/// How many arcs are worked on at once.
const SHARE: usize = 4096;

impl SnappedArcs {
    /// Adds the cells of an arc to a list; of an arc that has shrunk to a point,
    /// its one cell. `topology` is the one that was snapped.
    pub fn write(&self, topology: &Topology, half: HalfArc, cells: &mut Vec<Point>) {
        let arc = half.arc();
        let start = if arc == 0 { 0 } else { self.ends[arc - 1] };
        let first = topology.points()[topology.arcs()[arc].range().start];
        let mut cell = self.grid.cell_of(first);
        let from = cells.len();
        cells.push(cell);
        for &[dx, dy] in &self.steps[start as usize..self.ends[arc] as usize] {
            cell = Point { x: cell.x + i32::from(dx), y: cell.y + i32::from(dy) };
            cells.push(cell);
        }
        if half.backwards() {
            cells[from..].reverse();
        }
    }

    /// The runs of an outline, without those that have shrunk to a point.
    fn chains(&self, topology: &Topology, outline: &[HalfArc], chains: &mut Chains) {
        chains.clear();
        for &half in outline {
            chains.push(|cells| self.write(topology, half, cells));
        }
    }

    /// The polygons inside an outline, in cells of the grid; none where the
    /// area has shrunk away.
    pub fn polygons(&self, topology: &Topology, outline: &[HalfArc]) -> Vec<Polygon> {
        self.polygons_in(topology, outline, &mut Chains::default(), &mut Vec::new())
    }

    /// The same, put together in room that is there already and is overwritten.
    pub fn polygons_in(
        &self,
        topology: &Topology,
        outline: &[HalfArc],
        chains: &mut Chains,
        scratch: &mut Vec<Point>,
    ) -> Vec<Polygon> {
        self.chains(topology, outline, chains);
        if chains.are_apart(scratch) { chains.polygons() } else { polygons(edges(chains)) }
    }
}

/// The edges of runs.
fn edges(chains: &Chains) -> Vec<Edge> {
    chains.iter().flat_map(|run| run.windows(2).map(|pair| (pair[0], pair[1]))).collect()
}

impl Topology {
    /// Puts the arcs on the grid of a zoom, with the vertices that matter there.
    pub fn snap(&self, weights: &Weights, zoom: u8) -> SnappedArcs {
        let grid = Grid::of_zoom(zoom);
        let kept = |arc: &Arc, points: &mut Vec<Point>| {
            points.clear();
            points.extend(
                arc.range().filter(|&index| weights.drawn(index, zoom)).map(|index| self.points()[index]),
            );
        };
        let squares = self.hot_squares(grid, kept);
        let shares: Vec<(Vec<[i16; 2]>, Vec<u32>)> = self
            .arcs()
            .par_chunks(SHARE)
            .map(|arcs| {
                let (mut points, mut steps, mut ends) = (Vec::new(), Vec::new(), Vec::new());
                for arc in arcs {
                    kept(arc, &mut points);
                    push_steps(&points, grid, &squares, &mut steps);
                    ends.push(u32::try_from(steps.len()).unwrap_or(u32::MAX));
                }
                (steps, ends)
            })
            .collect();
        let mut snapped = SnappedArcs {
            grid,
            steps: Vec::with_capacity(shares.iter().map(|(steps, _)| steps.len()).sum()),
            ends: Vec::with_capacity(self.arcs().len()),
        };
        for (steps, ends) in shares {
            let before = u32::try_from(snapped.steps.len()).unwrap_or(u32::MAX);
            snapped.ends.extend(ends.into_iter().map(|end| before + end));
            snapped.steps.extend(steps);
        }
        snapped
    }

    /// The cells of every vertex that is kept, and of every place where an edge
    /// between two of them meets a cut line.
    fn hot_squares(&self, grid: Grid, kept: impl Fn(&Arc, &mut Vec<Point>) + Sync) -> HotSquares {
        let mut shares: Vec<(Vec<Point>, i64, i64)> = self
            .arcs()
            .par_chunks(SHARE)
            .map(|arcs| {
                let (mut points, mut hot, mut length, mut count) = (Vec::new(), Vec::new(), 0, 0);
                for arc in arcs {
                    kept(arc, &mut points);
                    hot.extend(points.iter().map(|&point| grid.cell_of(point)));
                    for pair in points.windows(2) {
                        grid.cuts(pair[0], pair[1], &mut hot);
                        let (dx, dy) = (
                            i64::from(pair[0].x) - i64::from(pair[1].x),
                            i64::from(pair[0].y) - i64::from(pair[1].y),
                        );
                        length += dx.abs().max(dy.abs());
                        count += 1;
                    }
                }
                hot.sort_unstable();
                hot.dedup();
                (hot, length, count)
            })
            .collect();
        let (length, count) = shares.iter().fold((0, 0), |sum, share| (sum.0 + share.1, sum.1 + share.2));
        let mut hot = Vec::with_capacity(shares.iter().map(|share| share.0.len()).sum());
        for (cells, _, _) in &mut shares {
            hot.append(cells);
        }
        HotSquares::new(grid, hot, BinSize::at_least(2 * length / count.max(1)))
    }
}

/// Adds the steps of an arc of which these vertices are kept.
fn push_steps(points: &[Point], grid: Grid, squares: &HotSquares, steps: &mut Vec<[i16; 2]>) {
    let Some(&first) = points.first() else { return };
    let mut at = grid.cell_of(first);
    let mut passed = Vec::new();
    for pair in points.windows(2) {
        // A segment between two positions of one square does not leave it.
        if grid.cell_of(pair[0]) == grid.cell_of(pair[1]) {
            continue;
        }
        squares.along_into(pair[0], pair[1], &mut passed);
        for &cell in &passed {
            if cell != at {
                let step = |from: i32, to: i32| {
                    i16::try_from(to - from).expect("two vertices lie between two cut lines")
                };
                steps.push([step(at.x, cell.x), step(at.y, cell.y)]);
                at = cell;
            }
        }
    }
}
