//! From the rings of areas to arcs, nodes and faces.

use std::ops::Range;

use super::assemble::Polygon;
use super::bins::size_for;
use super::faces::{self, Faces};
use super::grid::Grid;
use super::noding::{HotSquares, crossings};
use super::plane::{Point, compare_angles, ring_area2};

/// The position of an area in the list that a topology was built from.
pub type AreaIndex = u32;

/// The position of a face in [`Topology::faces`].
pub type FaceIndex = u32;

/// The face around everything.
pub const OUTSIDE: FaceIndex = 0;

/// Areas as a plane graph; see the room's documentation.
pub struct Topology {
    points: Vec<Point>,
    arcs: Vec<Arc>,
    faces: Faces,
    areas: usize,
}

/// A border between two nodes: a run of vertices with the same faces on both
/// sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arc {
    start: u32,
    end: u32,
    /// The face on the side where an area lies whose ring runs along the arc.
    pub left: FaceIndex,
    /// The face on the other side.
    pub right: FaceIndex,
}

impl Arc {
    /// Where the arc's vertices stand in [`Topology::points`], both nodes with
    /// it. A closed arc repeats its first vertex at its end.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What arcs bound: areas, or rings, with how often they have it on their left
/// less how often on their right.
pub(super) type Bounds = Vec<(AreaIndex, i32)>;

/// Arcs before anything is known of faces.
pub(super) struct Drawing {
    pub(super) points: Vec<Point>,
    pub(super) arcs: Vec<Arc>,
    /// For each arc what it bounds.
    pub(super) bounds: Vec<Bounds>,
}

impl Drawing {
    /// Sides, cut already, as arcs.
    fn new(sides: &[Side]) -> Self {
        let (vertices, edges) = edges_of(sides);
        let graph = Graph::new(&vertices, &edges);
        let chains = graph.chains();
        let mut points = Vec::new();
        let mut arcs = Vec::with_capacity(chains.len());
        let mut bounds = Vec::with_capacity(chains.len());
        for chain in &chains {
            let start = position(points.len());
            points.extend(chain.vertices.iter().map(|&vertex| vertices[vertex as usize]));
            arcs.push(Arc { start, end: position(points.len()), left: OUTSIDE, right: OUTSIDE });
            let edge = &edges[chain.first_edge as usize];
            let turn = if edge.low == chain.vertices[0] { 1 } else { -1 };
            let areas = sides[edge.sides.clone()].iter().map(|side| (side.area, side.net * turn));
            bounds.push(areas.collect::<Vec<_>>());
        }
        Self { points, arcs, bounds }
    }

    /// Rings that may cross and touch themselves and each other, in the
    /// direction in which they are given. Stretches that a ring runs there and
    /// back are gone.
    pub(super) fn of_rings<'a>(rings: impl IntoIterator<Item = &'a [Point]>) -> Self {
        let mut sides = Vec::new();
        for (index, ring) in (0..).zip(rings) {
            push_directed(&mut sides, index, ring, 1);
        }
        Self::new(&net_sides(cut_sides(&net_sides(sides))))
    }
}

/// An edge of the graph with one area or ring that it bounds: `net` is 1 where
/// the area lies to the left of the edge from its smaller to its larger vertex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Side {
    low: Point,
    high: Point,
    area: AreaIndex,
    net: i32,
}

/// An edge between two vertices of the graph, `low` before `high`.
struct Edge {
    low: u32,
    high: u32,
    /// Where its sides stand in the list of sides.
    sides: Range<usize>,
}

impl Topology {
    /// Brings the rings of areas together. The polygons of one area must not
    /// overlap; areas may.
    pub fn build(areas: &[Vec<Polygon>]) -> Self {
        let whole = clamped(net_sides(ring_sides(areas)));
        let mut drawing = Drawing::new(&clamped(net_sides(cut_sides(&whole))));
        let faces = faces::trace(&drawing.points, &mut drawing.arcs, &drawing.bounds);
        Self { points: drawing.points, arcs: drawing.arcs, faces, areas: areas.len() }
    }

    /// A drawing of which the faces are known, with the one area that is meant
    /// by it: `covered` says of each face whether that area covers it.
    pub(super) fn of_one_area(drawing: Drawing, covered: &[bool]) -> Self {
        let coverages: Vec<Vec<AreaIndex>> =
            covered.iter().map(|&covered| if covered { vec![0] } else { Vec::new() }).collect();
        let faces = Faces::new(&coverages, vec![false; covered.len()]);
        Self { points: drawing.points, arcs: drawing.arcs, faces, areas: 1 }
    }

    /// The vertices of all arcs, one arc after the other.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The arcs.
    pub fn arcs(&self) -> &[Arc] {
        &self.arcs
    }

    /// How many faces there are; the first is [`OUTSIDE`].
    pub fn faces(&self) -> usize {
        self.faces.len()
    }

    /// The areas that cover a face, in order: one as a rule, none in a gap.
    pub fn coverage(&self, face: FaceIndex) -> &[AreaIndex] {
        self.faces.coverage(face)
    }

    /// The areas that cover each face.
    pub fn coverages(&self) -> impl Iterator<Item = &[AreaIndex]> {
        (0..).map(|face| self.coverage(face)).take(self.faces())
    }

    /// Whether nothing covers a face although more than one area lies around it.
    pub fn is_gap(&self, face: FaceIndex) -> bool {
        self.faces.is_gap(face)
    }

    /// How many areas the topology was built from.
    pub fn areas(&self) -> usize {
        self.areas
    }
}

/// Sides, of which those of the same edge stand together, cut wherever they
/// meet.
fn cut_sides(whole: &[Side]) -> Vec<Side> {
    let mut segments: Vec<(Point, Point)> = whole.iter().map(|side| (side.low, side.high)).collect();
    segments.dedup();
    let mut hot: Vec<Point> = segments.iter().flat_map(|&(low, high)| [low, high]).collect();
    hot.extend(crossings(&segments).into_iter().map(|(point, _, _)| point));
    let squares = HotSquares::new(Grid::PLANE, hot, size_for(segments.iter().copied()));
    let mut cut = Vec::with_capacity(whole.len());
    for sides in whole.chunk_by(|a, b| (a.low, a.high) == (b.low, b.high)) {
        let path = squares.along(sides[0].low, sides[0].high);
        for pair in path.windows(2) {
            cut.extend(sides.iter().map(|side| directed(pair[0], pair[1], side.area, side.net)));
        }
    }
    cut
}

/// A position in a list of at most 2³² things.
fn position(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

fn ring_sides(areas: &[Vec<Polygon>]) -> Vec<Side> {
    let mut sides = Vec::new();
    for (area, polygons) in (0..).zip(areas) {
        for polygon in polygons {
            push_ring(&mut sides, area, &polygon.shell, true);
            for hole in &polygon.holes {
                push_ring(&mut sides, area, hole, false);
            }
        }
    }
    sides
}

/// Adds the edges of a ring, whichever way the file turns it.
fn push_ring(sides: &mut Vec<Side>, area: AreaIndex, ring: &[Point], shell: bool) {
    push_directed(sides, area, ring, if (ring_area2(ring) > 0) == shell { 1 } else { -1 });
}

fn push_directed(sides: &mut Vec<Side>, area: AreaIndex, ring: &[Point], net: i32) {
    for (index, &from) in ring.iter().enumerate() {
        let to = ring[(index + 1) % ring.len()];
        if from != to {
            sides.push(directed(from, to, area, net));
        }
    }
}

fn directed(from: Point, to: Point, area: AreaIndex, net: i32) -> Side {
    if from < to {
        Side { low: from, high: to, area, net }
    } else {
        Side { low: to, high: from, area, net: -net }
    }
}

/// One side an edge and area; those that cancel are dropped.
fn net_sides(mut sides: Vec<Side>) -> Vec<Side> {
    sides.sort_unstable();
    let same = |a: &Side, b: &Side| (a.low, a.high, a.area) == (b.low, b.high, b.area);
    sides
        .chunk_by(same)
        .filter_map(|group| {
            let net: i32 = group.iter().map(|side| side.net).sum();
            (net != 0).then_some(Side { net, ..group[0] })
        })
        .collect()
}

/// Areas cover a face once or not at all.
fn clamped(mut sides: Vec<Side>) -> Vec<Side> {
    for side in &mut sides {
        side.net = side.net.signum();
    }
    sides
}

/// The vertices of the graph in order, and its edges.
fn edges_of(sides: &[Side]) -> (Vec<Point>, Vec<Edge>) {
    let mut vertices: Vec<Point> = sides.iter().flat_map(|side| [side.low, side.high]).collect();
    vertices.sort_unstable();
    vertices.dedup();
    let index = |point: Point| {
        let position = vertices.binary_search(&point).unwrap_or_default();
        u32::try_from(position).unwrap_or(u32::MAX)
    };
    let mut edges = Vec::new();
    let mut start = 0;
    for group in sides.chunk_by(|a, b| (a.low, a.high) == (b.low, b.high)) {
        let end = start + group.len();
        edges.push(Edge { low: index(group[0].low), high: index(group[0].high), sides: start..end });
        start = end;
    }
    (vertices, edges)
}

/// Which edges meet in which vertex.
struct Graph<'a> {
    edges: &'a [Edge],
    /// The edges at each vertex, by angle; see `starts`.
    incident: Vec<u32>,
    starts: Vec<usize>,
}

/// A run of edges between two nodes.
struct Chain {
    vertices: Vec<u32>,
    first_edge: u32,
}

impl<'a> Graph<'a> {
    fn new(vertices: &[Point], edges: &'a [Edge]) -> Self {
        let mut ends: Vec<(u32, u32)> =
            (0..).zip(edges).flat_map(|(index, edge)| [(edge.low, index), (edge.high, index)]).collect();
        let other = |vertex: u32, edge: u32| {
            let edge = &edges[edge as usize];
            vertices[if edge.low == vertex { edge.high } else { edge.low } as usize]
        };
        ends.sort_unstable_by(|&(a, p), &(b, q)| {
            a.cmp(&b).then_with(|| compare_angles(vertices[a as usize], other(a, p), other(b, q)))
        });
        let mut starts = vec![0; vertices.len() + 1];
        for &(vertex, _) in &ends {
            starts[vertex as usize + 1] += 1;
        }
        for index in 1..starts.len() {
            starts[index] += starts[index - 1];
        }
        Self { edges, incident: ends.into_iter().map(|(_, edge)| edge).collect(), starts }
    }

    fn at(&self, vertex: u32) -> &[u32] {
        &self.incident[self.starts[vertex as usize]..self.starts[vertex as usize + 1]]
    }

    /// Every edge once: first the runs between nodes (vertices where other than
    /// two edges meet), then the rings that no node interrupts, which begin at
    /// their first vertex in order.
    fn chains(&self) -> Vec<Chain> {
        let mut used = vec![false; self.edges.len()];
        let mut chains = Vec::new();
        let vertices = u32::try_from(self.starts.len() - 1).unwrap_or(u32::MAX);
        for nodes_only in [true, false] {
            for vertex in (0..vertices).filter(|&vertex| !nodes_only || self.at(vertex).len() != 2) {
                for &edge in self.at(vertex) {
                    if !used[edge as usize] {
                        chains.push(self.follow(vertex, edge, &mut used));
                    }
                }
            }
        }
        chains
    }

    fn follow(&self, from: u32, first_edge: u32, used: &mut [bool]) -> Chain {
        let mut vertices = vec![from];
        let mut edge = first_edge;
        let mut at = from;
        loop {
            used[edge as usize] = true;
            let ends = &self.edges[edge as usize];
            at = if ends.low == at { ends.high } else { ends.low };
            vertices.push(at);
            match *self.at(at) {
                [a, b] if at != from => edge = if a == edge { b } else { a },
                _ => break,
            }
        }
        Chain { vertices, first_edge }
    }
}
