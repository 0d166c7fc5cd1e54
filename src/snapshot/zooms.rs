//! Shapes of areas and their borders on the grid of each zoom.
//!
//! Worked out when a zoom is first asked for, from what is frozen, and then
//! kept: of each zoom the arcs once, for all levels and both sides, and beside
//! them only the polygons of areas that snapping has pinched or folded.

use std::sync::OnceLock;

use geo::MultiPolygon;
use rayon::prelude::*;
use rstar::{AABB, RTree, RTreeObject};

use super::areas::{AreaEntry, AreaIndex};
use super::border_kinds::{BorderKind, border_kinds};
use super::dissolved::Dissolved;
use crate::domain::Level;
use crate::topology::assemble::extent;
use crate::topology::{Chains, Grid, HalfArc, Point, Polygon, SnappedArcs, plane};

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
    /// The polygons of areas whose arcs do not meet in their ends alone, by area.
    folded: Vec<(AreaIndex, Vec<Polygon>)>,
}

/// An area in an R-tree of cells.
struct InCells {
    low: Point,
    high: Point,
    area: u32,
    form: Form,
}

/// How the shape of an area on a grid is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// As arcs that meet in their ends alone.
    Arcs,
    /// As polygons.
    Folded,
    /// As the one cell around its label.
    Placeholder,
}

impl RTreeObject for InCells {
    type Envelope = AABB<[i32; 2]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_corners([self.low.x, self.low.y], [self.high.x, self.high.y])
    }
}

/// An area on a zoom's grid.
#[derive(Clone, Copy)]
pub struct ZoomShape<'a> {
    /// The area.
    pub area: AreaIndex,
    /// Whether it is smaller than a cell and drawn as one.
    pub placeholder: bool,
    /// The smallest coordinates of its cells.
    pub low: Point,
    /// The largest coordinates of its cells.
    pub high: Point,
    zooms: &'a Zooms,
    arcs: &'a SnappedArcs,
    level: &'a LevelShapes,
    form: Form,
}

impl ZoomShape<'_> {
    /// Its polygons, in cells counted from the north-west corner of the world.
    pub fn polygons(&self) -> Vec<Polygon> {
        let mut chains = Chains::default();
        self.folded().unwrap_or_else(|| {
            self.write_chains(&mut chains);
            chains.polygons()
        })
    }

    /// Writes the runs of its outline, with the area on their left, in place of
    /// what `chains` holds. They meet in their ends alone. Writes nothing and
    /// gives polygons where the outline has none such.
    pub fn chains(&self, chains: &mut Chains) -> Option<Vec<Polygon>> {
        let folded = self.folded();
        if folded.is_none() {
            self.write_chains(chains);
        }
        folded
    }

    fn write_chains(&self, chains: &mut Chains) {
        let dissolved = &self.zooms.dissolved;
        self.arcs.chains(&dissolved.topology, &dissolved.outlines[self.area], chains);
    }

    fn folded(&self) -> Option<Vec<Polygon>> {
        match self.form {
            Form::Arcs => None,
            Form::Placeholder => Some(vec![cell_around(self.low)]),
            Form::Folded => {
                let folded = &self.level.folded;
                let position = folded.binary_search_by_key(&self.area, |one| one.0).ok();
                Some(position.map(|position| folded[position].1.clone()).unwrap_or_default())
            }
        }
    }
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
        let (arcs, shapes) = self.level(zoom, level);
        let envelope = AABB::from_corners([low.x, low.y], [high.x, high.y]);
        let mut found: Vec<ZoomShape> = shapes
            .tree
            .locate_in_envelope_intersecting(envelope)
            .map(|entry| ZoomShape {
                area: entry.area as AreaIndex,
                placeholder: entry.form == Form::Placeholder,
                low: entry.low,
                high: entry.high,
                zooms: self,
                arcs,
                level: shapes,
                form: entry.form,
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
        let found: Vec<(InCells, Option<Vec<Polygon>>)> = self.levels[level as usize]
            .clone()
            .into_par_iter()
            .map_init(<(Chains, Vec<Point>)>::default, |(chains, scratch), area| {
                self.shape(arcs, grid, area, chains, scratch)
            })
            .collect();
        let (mut entries, mut folded) = (Vec::with_capacity(found.len()), Vec::new());
        for (entry, polygons) in found {
            folded.extend(polygons.map(|polygons| (entry.area as AreaIndex, polygons)));
            entries.push(entry);
        }
        LevelShapes { tree: RTree::bulk_load(entries), folded }
    }

    fn shape(
        &self,
        arcs: &SnappedArcs,
        grid: Grid,
        area: AreaIndex,
        chains: &mut Chains,
        scratch: &mut Vec<Point>,
    ) -> (InCells, Option<Vec<Polygon>>) {
        let entry = |(low, high): (Point, Point), form| InCells {
            low,
            high,
            area: u32::try_from(area).unwrap_or(u32::MAX),
            form,
        };
        let placeholder = || {
            let corner = grid.cell_of(self.labels[area]);
            let high = Point { x: corner.x + 1, y: corner.y + 1 };
            (entry((corner, high), Form::Placeholder), None)
        };
        if self.is_below_a_cell(area, grid) {
            return placeholder();
        }
        let (topology, outline) = (&self.dissolved.topology, &self.dissolved.outlines[area]);
        arcs.chains(topology, outline, chains);
        if !chains.points().is_empty() && chains.are_apart(scratch) {
            return (entry(extent(chains.points()), Form::Arcs), None);
        }
        let polygons = arcs.polygons(topology, outline);
        if polygons.is_empty() {
            return placeholder();
        }
        let whole = extent(polygons.iter().flat_map(|polygon| &polygon.shell));
        (entry(whole, Form::Folded), Some(polygons))
    }

    /// Whether an area, with every vertex, is smaller than a cell of a grid.
    fn is_below_a_cell(&self, area: AreaIndex, grid: Grid) -> bool {
        let cell2 = 2 * i128::from(grid.cell()) * i128::from(grid.cell());
        self.dissolved.area2(area) < cell2
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
