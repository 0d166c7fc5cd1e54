//! Shapes of areas and their borders on the grid of each zoom.
//!
//! Worked out when a zoom is first asked for, from what is frozen, and then
//! kept.

use std::sync::OnceLock;

use rayon::prelude::*;
use rstar::{AABB, RTree, RTreeObject};

use super::areas::{AreaEntry, AreaIndex};
use super::dissolved::Dissolved;
use crate::domain::{AreaCode, Level};
use crate::topology::{FaceIndex, Grid, OUTSIDE, Point, Polygon, SnappedArcs, plane};

/// The shapes of all areas at all zooms.
pub struct Zooms {
    dissolved: Dissolved,
    /// Where each area's label is on the plane, for areas too small to draw.
    labels: Vec<Point>,
    /// The areas of each level.
    levels: Vec<Vec<AreaIndex>>,
    zooms: Vec<Zoom>,
    border_kinds: Vec<BorderKind>,
}

#[derive(Default)]
struct Zoom {
    arcs: OnceLock<SnappedArcs>,
    levels: [OnceLock<LevelShapes>; 4],
    borders: OnceLock<Borders>,
}

/// The areas of one level on one zoom's grid.
pub struct LevelShapes {
    shapes: Vec<ZoomShape>,
    tree: RTree<InCells>,
}

/// An area on a zoom's grid.
#[derive(Debug, Clone)]
pub struct ZoomShape {
    /// The area.
    pub area: AreaIndex,
    /// Its polygons, in cells counted from the north-west corner of the world.
    pub polygons: Vec<Polygon>,
    /// Whether it is smaller than a cell and drawn as one.
    pub placeholder: bool,
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

struct Borders {
    borders: Vec<Border>,
    tree: RTree<InCells>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct BorderKind {
    level: Level,
    outer: bool,
}

/// A thing in an R-tree of cells, by its position in a list.
struct InCells {
    envelope: AABB<[i32; 2]>,
    position: usize,
}

impl RTreeObject for InCells {
    type Envelope = AABB<[i32; 2]>;

    fn envelope(&self) -> Self::Envelope {
        self.envelope
    }
}

impl LevelShapes {
    /// The shapes whose extent meets a box of cells, in the order of their codes.
    pub fn within(&self, low: Point, high: Point) -> Vec<&ZoomShape> {
        found(&self.tree, low, high).into_iter().map(|position| &self.shapes[position]).collect()
    }

    /// All shapes, in the order of their codes.
    pub fn shapes(&self) -> &[ZoomShape] {
        &self.shapes
    }
}

fn found(tree: &RTree<InCells>, low: Point, high: Point) -> Vec<usize> {
    let envelope = AABB::from_corners([low.x, low.y], [high.x, high.y]);
    let mut found: Vec<usize> =
        tree.locate_in_envelope_intersecting(envelope).map(|entry| entry.position).collect();
    found.sort_unstable();
    found
}

fn extent<'a>(points: impl Iterator<Item = &'a Point>) -> AABB<[i32; 2]> {
    let (mut low, mut high) = ([i32::MAX; 2], [i32::MIN; 2]);
    for point in points {
        low = [low[0].min(point.x), low[1].min(point.y)];
        high = [high[0].max(point.x), high[1].max(point.y)];
    }
    AABB::from_corners(low, high)
}

impl Zooms {
    pub(super) fn new(dissolved: Dissolved, all: &[AreaEntry]) -> Self {
        let labels = all.iter().map(|area| plane::from_degrees(area.label.lon(), area.label.lat())).collect();
        let levels = Level::ALL
            .iter()
            .map(|level| (0..all.len()).filter(|&area| all[area].code.level() == *level).collect())
            .collect();
        let zooms = (0..=Grid::MAX_ZOOM).map(|_| Zoom::default()).collect();
        let border_kinds = border_kinds(&dissolved);
        Self { dissolved, labels, levels, zooms, border_kinds }
    }

    /// The areas of a level at a zoom at most [`Grid::MAX_ZOOM`].
    pub fn level(&self, zoom: u8, level: Level) -> &LevelShapes {
        let at = &self.zooms[usize::from(zoom.min(Grid::MAX_ZOOM))];
        at.levels[level as usize].get_or_init(|| self.shapes(zoom, level))
    }

    /// Works out, ahead of the first tile, what all zooms have in common.
    pub fn prepare(&self) {
        self.dissolved.weights();
    }

    /// The borders at a zoom whose extent meets a box of cells.
    pub fn borders(&self, zoom: u8, low: Point, high: Point) -> Vec<&Border> {
        let at = &self.zooms[usize::from(zoom.min(Grid::MAX_ZOOM))];
        let borders = at.borders.get_or_init(|| self.all_borders(zoom));
        found(&borders.tree, low, high).into_iter().map(|position| &borders.borders[position]).collect()
    }

    fn arcs(&self, zoom: u8) -> &SnappedArcs {
        let at = &self.zooms[usize::from(zoom.min(Grid::MAX_ZOOM))];
        at.arcs.get_or_init(|| self.dissolved.topology.snap(self.dissolved.weights(), Grid::of_zoom(zoom)))
    }

    fn shapes(&self, zoom: u8, level: Level) -> LevelShapes {
        let (arcs, grid) = (self.arcs(zoom), Grid::of_zoom(zoom));
        let shapes: Vec<ZoomShape> = self.levels[level as usize]
            .par_iter()
            .map(|&area| {
                let outline = &self.dissolved.outlines[area];
                let polygons = arcs.polygons(outline);
                let too_small = polygons.is_empty() || self.is_below_a_cell(area, grid);
                let polygons =
                    if too_small { vec![cell_around(grid.cell_of(self.labels[area]))] } else { polygons };
                ZoomShape { area, polygons, placeholder: too_small }
            })
            .collect();
        let entries = shapes
            .iter()
            .enumerate()
            .map(|(position, shape)| InCells {
                envelope: extent(shape.polygons.iter().flat_map(|polygon| &polygon.shell)),
                position,
            })
            .collect();
        LevelShapes { shapes, tree: RTree::bulk_load(entries) }
    }

    /// Whether an area, with every vertex, is smaller than a cell of a grid.
    fn is_below_a_cell(&self, area: AreaIndex, grid: Grid) -> bool {
        let cell2 = 2 * i128::from(grid.cell()) * i128::from(grid.cell());
        self.dissolved.area2(area) < cell2
    }

    fn all_borders(&self, zoom: u8) -> Borders {
        let arcs = self.arcs(zoom);
        let borders: Vec<Border> = self
            .border_kinds
            .iter()
            .enumerate()
            .map(|(arc, kind)| Border { level: kind.level, outer: kind.outer, cells: arcs.arc(arc).to_vec() })
            .filter(|border| border.cells.len() > 1)
            .collect();
        let entries = borders
            .iter()
            .enumerate()
            .map(|(position, border)| InCells { envelope: extent(border.cells.iter()), position })
            .collect();
        Borders { borders, tree: RTree::bulk_load(entries) }
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

/// What each arc parts. A gap or hole stands for all areas around it, so that a sliver
/// between two kelurahan of one kecamatan is no border of the kecamatan.
fn border_kinds(dissolved: &Dissolved) -> Vec<BorderKind> {
    let topology = &dissolved.topology;
    let mut around: Vec<Vec<AreaCode>> = topology
        .faces()
        .iter()
        .map(|face| face.coverage.iter().map(|&area| dissolved.codes[area as usize]).collect())
        .collect();
    let is_empty = |face: FaceIndex| face != OUTSIDE && topology.faces()[face as usize].coverage.is_empty();
    for arc in topology.arcs() {
        for (face, other) in [(arc.left, arc.right), (arc.right, arc.left)] {
            if is_empty(face) && !is_empty(other) && other != OUTSIDE {
                let codes = around[other as usize].clone();
                around[face as usize].extend(codes);
            }
        }
    }
    topology
        .arcs()
        .iter()
        .map(|arc| {
            let (left, right) = (&around[arc.left as usize], &around[arc.right as usize]);
            BorderKind {
                level: widest_parted(left, right),
                outer: arc.left == OUTSIDE || arc.right == OUTSIDE,
            }
        })
        .collect()
}

/// The widest level on which two sides belong to different areas.
fn widest_parted(left: &[AreaCode], right: &[AreaCode]) -> Level {
    let groups = |codes: &[AreaCode], level: Level| {
        let mut groups: Vec<AreaCode> = codes.iter().filter_map(|code| code.at(level)).collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    };
    Level::ALL
        .iter()
        .copied()
        .find(|&level| groups(left, level) != groups(right, level))
        .unwrap_or(Level::Kelurahan)
}
