//! Which vertices matter at which scale.
//!
//! Visvalingam's measure: a vertex matters as much as the triangle that it
//! makes with its neighbours is large. Vertices are taken away one after the
//! other, the least first, over all arcs at once; the size at which a vertex
//! goes is its *weight*. So one pass serves every zoom: at each, the vertices
//! above a threshold stay, and what stays is a state that the pass went
//! through.
//!
//! A vertex stays, whatever its triangle, where taking it away would
//!
//! - push a border across another vertex (something lies in the triangle),
//! - lay a border on another that joins the same two nodes, or
//! - leave a ring with fewer than three vertices.
//!
//! So at any threshold no arcs cross and no face has folded away. Nodes always
//! stay. So do all vertices beside a gap or an overlap: both sides of a sliver
//! simplified apart would make it wider than the file has it.
//!
//! Source: Visvalingam and Whyatt, *Line generalisation by repeated elimination
//! of points*, The Cartographic Journal 30 (1993), with the guards above.

use std::collections::{BinaryHeap, HashSet};

use super::bins::{BinSize, Bins, size_for};
use super::build::Topology;
use super::grid::Grid;
use super::plane::{Point, cross};

/// From which zoom on each vertex of a topology is drawn.
pub struct Weights(Vec<u8>);

/// A vertex whose triangle is smaller than this many cells is left out: half a
/// screen pixel across and half a pixel high where a tile is drawn 512 wide.
const CELLS: u64 = 8;

impl Weights {
    /// Of the weight of each vertex, in square units, doubled.
    fn new(weights: &[u64]) -> Self {
        let leasts: Vec<u64> = (0..=Grid::MAX_ZOOM).map(|zoom| Self::least(Grid::of_zoom(zoom))).collect();
        // The finer the grid, the smaller the least weight on it.
        let first = |weight: u64| leasts.partition_point(|&least| least > weight);
        Self(weights.iter().map(|&weight| u8::try_from(first(weight)).unwrap_or(u8::MAX)).collect())
    }

    /// Whether a vertex, by its position in [`Topology::points`], is drawn on
    /// the grid of a zoom.
    pub fn drawn(&self, index: usize, zoom: u8) -> bool {
        self.0[index] <= zoom
    }

    /// The least weight that is drawn on a grid.
    pub fn least(grid: Grid) -> u64 {
        let cell = grid.cell().unsigned_abs();
        2 * CELLS * cell * cell
    }
}

/// Below this zoom nothing more is taken away: what is left of a country's
/// villages then shrinks into cells by itself, and triangles many kilometres
/// wide are slow to search.
const COARSEST_ZOOM: u8 = 5;

/// Vertices that never go.
const STAYS: u64 = u64::MAX;

impl Topology {
    /// Weighs every vertex.
    pub fn weigh(&self) -> Weights {
        let mut pass = Pass::new(self);
        pass.run();
        Weights::new(&pass.weights)
    }
}

/// The state of the pass: which vertices are left, and how they are joined.
struct Pass<'a> {
    topology: &'a Topology,
    weights: Vec<u64>,
    /// The vertices before and after along the arc, by position.
    before: Vec<u32>,
    after: Vec<u32>,
    left: Vec<bool>,
    /// How many vertices are left in the arc of each position's arc.
    arc_of: Vec<u32>,
    arc_left: Vec<u32>,
    /// Pairs of nodes already joined by a single edge.
    straight: HashSet<(Point, Point)>,
    queue: BinaryHeap<std::cmp::Reverse<(u64, u32)>>,
    bins: Bins<u32>,
    alive: usize,
    alive_at_binning: usize,
}

impl<'a> Pass<'a> {
    fn new(topology: &'a Topology) -> Self {
        let count = topology.points().len();
        let position = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        let mut pass = Self {
            topology,
            weights: vec![STAYS; count],
            before: (0..count).map(|index| position(index.saturating_sub(1))).collect(),
            after: (0..count).map(|index| position(index + 1)).collect(),
            left: vec![true; count],
            arc_of: vec![0; count],
            arc_left: Vec::with_capacity(topology.arcs().len()),
            straight: HashSet::new(),
            queue: BinaryHeap::new(),
            bins: Bins::new(BinSize::at_least(1), Vec::new()),
            alive: count,
            alive_at_binning: count,
        };
        for (index, arc) in topology.arcs().iter().enumerate() {
            let range = arc.range();
            pass.arc_left.push(position(range.len()));
            pass.arc_of[range.clone()].fill(position(index));
            if range.len() == 2 {
                pass.straight.insert(ends(topology.points()[range.start], topology.points()[range.end - 1]));
            }
            let beside_defect =
                [arc.left, arc.right].iter().any(|&face| topology.defect_kind(face).is_some());
            if !beside_defect {
                for inner in range.start + 1..range.end - 1 {
                    pass.enqueue(position(inner), 0);
                }
            }
        }
        pass.rebin();
        pass
    }

    fn point(&self, index: u32) -> Point {
        self.topology.points()[index as usize]
    }

    /// Twice the area of the triangle at a vertex.
    fn triangle(&self, index: u32) -> u64 {
        let (a, c) = (self.before[index as usize], self.after[index as usize]);
        cross(self.point(a), self.point(index), self.point(c)).unsigned_abs()
    }

    /// Puts a vertex in the queue with at least the weight of what went before.
    fn enqueue(&mut self, index: u32, least: u64) {
        let weight = self.triangle(index).max(least);
        self.weights[index as usize] = weight;
        self.queue.push(std::cmp::Reverse((weight, index)));
    }

    fn run(&mut self) {
        let coarsest = Weights::least(Grid::of_zoom(COARSEST_ZOOM));
        while let Some(std::cmp::Reverse((weight, index))) = self.queue.pop() {
            if weight >= coarsest {
                return self.keep_what_is_left();
            }
            if !self.left[index as usize] || self.weights[index as usize] != weight {
                continue;
            }
            if self.may_go(index) {
                self.take_away(index, weight);
            } else {
                // Asked again when a neighbour along the arc goes.
                self.weights[index as usize] = STAYS;
            }
        }
    }

    fn keep_what_is_left(&mut self) {
        for (weight, left) in self.weights.iter_mut().zip(&self.left) {
            if *left {
                *weight = STAYS;
            }
        }
    }

    fn may_go(&self, index: u32) -> bool {
        let (a, c) = (self.before[index as usize], self.after[index as usize]);
        let (a, b, c) = (self.point(a), self.point(index), self.point(c));
        let arc = self.arc_of[index as usize] as usize;
        let range = self.topology.arcs()[arc].range();
        let closed = self.topology.points()[range.start] == self.topology.points()[range.end - 1];
        // A ring keeps three vertices, of which the first stands twice.
        if closed && self.arc_left[arc] <= 4 {
            return false;
        }
        if self.arc_left[arc] == 3 && self.straight.contains(&ends(a, c)) {
            return false;
        }
        !self.anything_in(a, b, c)
    }

    /// Whether a vertex that is left lies in the triangle or on its border.
    fn anything_in(&self, a: Point, b: Point, c: Point) -> bool {
        let (low, high) = (
            Point { x: a.x.min(b.x).min(c.x), y: a.y.min(b.y).min(c.y) },
            Point { x: a.x.max(b.x).max(c.x), y: a.y.max(b.y).max(c.y) },
        );
        let turn = cross(a, b, c).signum();
        self.bins.within(low, high).any(|index| {
            let p = self.point(index);
            self.left[index as usize]
                && p.x >= low.x
                && p.x <= high.x
                && p.y >= low.y
                && p.y <= high.y
                && p != a
                && p != b
                && p != c
                && [(a, b), (b, c), (c, a)].iter().all(|&(q, r)| {
                    let side = cross(q, r, p).signum();
                    side == 0 || side == turn || turn == 0
                })
        })
    }

    fn take_away(&mut self, index: u32, weight: u64) {
        let (a, c) = (self.before[index as usize], self.after[index as usize]);
        self.left[index as usize] = false;
        self.after[a as usize] = c;
        self.before[c as usize] = a;
        let arc = self.arc_of[index as usize] as usize;
        self.arc_left[arc] -= 1;
        if self.arc_left[arc] == 2 {
            self.straight.insert(ends(self.point(a), self.point(c)));
        }
        let range = self.topology.arcs()[arc].range();
        for neighbour in [a, c] {
            let inner = range.start < neighbour as usize && (neighbour as usize) < range.end - 1;
            if inner {
                self.enqueue(neighbour, weight);
            }
        }
        self.alive -= 1;
        if self.alive * 2 < self.alive_at_binning {
            self.rebin();
        }
    }

    /// Sorts the vertices that are left into bins of their present spacing.
    fn rebin(&mut self) {
        let points = self.topology.points();
        let joins = self
            .topology
            .arcs()
            .iter()
            .flat_map(|arc| arc.range().skip(1))
            .filter(|&index| self.left[index])
            .map(|index| (points[self.before[index] as usize], points[index]));
        let size = size_for(joins);
        let entries = (0..)
            .zip(points)
            .filter(|&(index, _): &(u32, &Point)| self.left[index as usize])
            .map(|(index, &point)| (size.key_of(point), index))
            .collect();
        self.bins = Bins::new(size, entries);
        self.alive_at_binning = self.alive;
    }
}

fn ends(a: Point, b: Point) -> (Point, Point) {
    (a.min(b), a.max(b))
}
