//! Shapes of areas and their borders on the grid of each zoom.
//!
//! Worked out when a zoom is first asked for, from what is frozen, and then
//! kept: of each zoom the arcs once, for borders, and of each area the outline,
//! packed the way a tile has it.

use std::sync::OnceLock;

use geo::MultiPolygon;
use rayon::prelude::*;
use rstar::{AABB, RTree, RTreeObject};

use super::areas::{AreaEntry, AreaIndex};
use super::border_kinds::{BorderKind, border_kinds};
use super::dissolved::Dissolved;
use crate::domain::Level;
use crate::topology::assemble::extent;
use crate::topology::packed::pack;
use crate::topology::{Chains, Grid, HalfArc, Packed, Point, Polygon, SnappedArcs, plane};

/// The shapes of all areas at all zooms.
pub struct Zooms {
    dissolved: Dissolved,
    /// Where each area's label is on the plane, for areas too small to draw.
    labels: Vec<Point>,
    /// The areas of each level.
    levels: Vec<std::ops::Range<AreaIndex>>,
    zooms: Vec<Zoom>,
    border_kinds: Vec<BorderKind>,
}

#[derive(Default)]
struct Zoom {
    arcs: OnceLock<SnappedArcs>,
    levels: [OnceLock<LevelShapes>; 4],
}

/// The areas of one level on one zoom's grid.
struct LevelShapes {
    tree: RTree<InCells>,
    outlines: Outlines,
}

/// Packed outlines of areas that follow each other.
#[derive(Default)]
struct Outlines {
    /// The first of them.
    first: AreaIndex,
    /// One outline after the other, each as seen from its low corner.
    bytes: Vec<u8>,
    /// Where each ends; it begins where the one before ends.
    ends: Vec<u32>,
}

impl Outlines {
    fn of(&self, area: AreaIndex) -> &[u8] {
        let position = area - self.first;
        let start = if position == 0 { 0 } else { self.ends[position - 1] };
        &self.bytes[start as usize..self.ends[position] as usize]
    }

    fn end(&mut self) {
        self.ends.push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
    }

    fn append(&mut self, others: &Self) {
        let before = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        self.bytes.extend_from_slice(&others.bytes);
        self.ends.extend(others.ends.iter().map(|end| before + end));
    }
}

/// An area in an R-tree of cells.
struct InCells {
    low: Point,
    high: Point,
    area: u32,
    placeholder: bool,
    touches_itself: bool,
}

impl RTreeObject for InCells {
    type Envelope = AABB<[i32; 2]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_corners([self.low.x, self.low.y], [self.high.x, self.high.y])
    }
}

/// An area on a zoom's grid.
#[derive(Debug, Clone, Copy)]
pub struct ZoomShape<'a> {
    /// The area.
    pub area: AreaIndex,
    /// Whether it is smaller than a cell and drawn as one.
    pub placeholder: bool,
    /// Whether its rings meet, themselves or each other, in vertices.
    pub touches_itself: bool,
    /// The smallest coordinates of its cells.
    pub low: Point,
    /// The largest coordinates of its cells.
    pub high: Point,
    /// Its polygons, in cells counted from the north-west corner of the world.
    pub packed: Packed<'a>,
}

/// A stretch of border on a zoom's grid, each stretch once.
#[derive(Debug, Clone)]
pub struct Border {
    /// The widest level whose areas it parts.
    pub level: Level,
    /// Whether nothing is loaded on its other side: a coast, or where the data end.
    pub outer: bool,
    /// Its vertices, in cells.
    pub cells: Vec<Point>,
}

impl Zooms {
    pub(super) fn new(dissolved: Dissolved, all: &[AreaEntry]) -> Self {
        let labels = all.iter().map(|area| plane::from_degrees(area.label.lon(), area.label.lat())).collect();
        let levels = Level::ALL
            .iter()
            .map(|level| {
                let start = all.partition_point(|area| area.code.level() < *level);
                start..all.partition_point(|area| area.code.level() <= *level)
            })
            .collect();
        let zooms = (0..=Grid::MAX_ZOOM).map(|_| Zoom::default()).collect();
        let border_kinds = border_kinds(&dissolved);
        Self { dissolved, labels, levels, zooms, border_kinds }
    }

    /// The shape of any area in degrees, with every vertex.
    pub fn whole(&self, area: AreaIndex) -> MultiPolygon {
        self.dissolved.shape(area)
    }

    /// Works out, ahead of the first tile, what a zoom shows of these levels.
    ///
    /// Whoever draws tiles of a zoom on the threads of rayon calls this first:
    /// one of them at work here would wait for the others, and they for it.
    pub fn prepare(&self, zoom: u8, levels: &[Level]) {
        for &level in levels {
            self.level(zoom, level);
        }
    }

    /// The areas of a level, at a zoom at most [`Grid::MAX_ZOOM`], whose extent
    /// meets a box of cells; in the order of their codes.
    pub fn within(&self, zoom: u8, level: Level, low: Point, high: Point) -> Vec<ZoomShape<'_>> {
        let (_, shapes) = self.level(zoom, level);
        let envelope = AABB::from_corners([low.x, low.y], [high.x, high.y]);
        let mut found: Vec<ZoomShape> = shapes
            .tree
            .locate_in_envelope_intersecting(envelope)
            .map(|entry| ZoomShape {
                area: entry.area as AreaIndex,
                placeholder: entry.placeholder,
                touches_itself: entry.touches_itself,
                low: entry.low,
                high: entry.high,
                packed: Packed { from: entry.low, bytes: shapes.outlines.of(entry.area as AreaIndex) },
            })
            .collect();
        found.sort_unstable_by_key(|shape| shape.area);
        found
    }

    /// The borders at a zoom, as wide as a level or wider, of areas whose extent
    /// meets a box of cells.
    pub fn borders(&self, zoom: u8, level: Level, low: Point, high: Point) -> Vec<Border> {
        let (snapped, _) = self.level(zoom, Level::Kelurahan);
        // Every arc bounds a kelurahan.
        let mut arcs: Vec<HalfArc> = self
            .within(zoom, Level::Kelurahan, low, high)
            .iter()
            .flat_map(|shape| &self.dissolved.outlines[shape.area])
            .map(|half| HalfArc::new(half.arc(), false))
            .filter(|half| self.border_kinds[half.arc()].level() <= level)
            .collect();
        arcs.sort_unstable_by_key(|half| half.arc());
        arcs.dedup();
        arcs.into_iter()
            .filter_map(|half| {
                let mut cells = Vec::new();
                snapped.write(&self.dissolved.topology, half, &mut cells);
                let kind = self.border_kinds[half.arc()];
                (cells.len() > 1).then_some(Border { level: kind.level(), outer: kind.outer(), cells })
            })
            .collect()
    }

    fn level(&self, zoom: u8, level: Level) -> (&SnappedArcs, &LevelShapes) {
        let zoom = zoom.min(Grid::MAX_ZOOM);
        let at = &self.zooms[usize::from(zoom)];
        let snap = || self.dissolved.topology.snap(self.dissolved.weights(), zoom);
        let arcs = at.arcs.get_or_init(snap);
        (arcs, at.levels[level as usize].get_or_init(|| self.shapes(arcs, Grid::of_zoom(zoom), level)))
    }

    fn shapes(&self, arcs: &SnappedArcs, grid: Grid, level: Level) -> LevelShapes {
        let areas: Vec<AreaIndex> = self.levels[level as usize].clone().collect();
        let found: Vec<(Vec<InCells>, Outlines)> = areas
            .par_chunks(SHARE)
            .map(|areas| {
                let (mut outlines, mut room) = (Outlines::default(), ShapeRoom::default());
                let entries = areas.iter().map(|&area| {
                    let entry = self.shape(arcs, grid, area, &mut room, &mut outlines.bytes);
                    outlines.end();
                    entry
                });
                (entries.collect(), outlines)
            })
            .collect();
        let mut outlines = Outlines {
            first: self.levels[level as usize].start,
            bytes: Vec::with_capacity(found.iter().map(|(_, some)| some.bytes.len()).sum()),
            ends: Vec::with_capacity(areas.len()),
        };
        let mut entries = Vec::with_capacity(areas.len());
        for (some, others) in found {
            entries.extend(some);
            outlines.append(&others);
        }
        LevelShapes { tree: RTree::bulk_load(entries), outlines }
    }

    /// An area for the tree; its outline is added to `bytes`.
    fn shape(
        &self,
        arcs: &SnappedArcs,
        grid: Grid,
        area: AreaIndex,
        room: &mut ShapeRoom,
        bytes: &mut Vec<u8>,
    ) -> InCells {
        let (topology, outline) = (&self.dissolved.topology, &self.dissolved.outlines[area]);
        let mut polygons = Vec::new();
        if !self.is_below_a_cell(area, grid) {
            polygons = arcs.polygons_in(topology, outline, &mut room.chains, &mut room.scratch);
        }
        let placeholder = polygons.is_empty();
        if placeholder {
            polygons.push(cell_around(grid.cell_of(self.labels[area])));
        }
        let (low, high) = extent(polygons.iter().flat_map(|polygon| &polygon.shell));
        pack(&polygons, low, bytes);
        let area = u32::try_from(area).unwrap_or(u32::MAX);
        InCells { low, high, area, placeholder, touches_itself: room.touch(&polygons) }
    }

    /// Whether an area, with every vertex, is smaller than a cell of a grid.
    fn is_below_a_cell(&self, area: AreaIndex, grid: Grid) -> bool {
        let cell2 = 2 * i128::from(grid.cell()) * i128::from(grid.cell());
        self.dissolved.area2(area) < cell2
    }
}

/// How many areas are worked on at once.
const SHARE: usize = 1024;

/// Room to put shapes together in, used for one area after the other.
#[derive(Default)]
struct ShapeRoom {
    chains: Chains,
    scratch: Vec<Point>,
}

impl ShapeRoom {
    /// Whether any vertex of some polygons occurs twice.
    fn touch(&mut self, polygons: &[Polygon]) -> bool {
        self.scratch.clear();
        self.scratch.extend(polygons.iter().flat_map(Polygon::rings).flatten());
        self.scratch.sort_unstable();
        self.scratch.windows(2).any(|pair| pair[0] == pair[1])
    }
}

/// The cell whose north-west corner is a given vertex of the grid.
fn cell_around(corner: Point) -> Polygon {
    let (x, y) = (corner.x, corner.y);
    Polygon::new(vec![
        Point { x, y },
        Point { x: x + 1, y },
        Point { x: x + 1, y: y + 1 },
        Point { x, y: y + 1 },
    ])
}
