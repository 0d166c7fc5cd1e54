//! Labels of areas on the plane, to be found by tile.

use rstar::{AABB, RTree, RTreeObject};

use super::areas::{AreaIndex, Areas};
use super::cell::cell_at;
use crate::domain::{Level, TileCoord};
use crate::topology::{Grid, Point, plane};

/// The label of each area, by level.
pub struct Labels {
    levels: [RTree<Label>; 4],
}

struct Label {
    point: Point,
    area: AreaIndex,
}

impl RTreeObject for Label {
    type Envelope = AABB<[i32; 2]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_point([self.point.x, self.point.y])
    }
}

impl Labels {
    pub(super) fn new(areas: &Areas) -> Self {
        let tree = |level: Level| {
            let labels = areas.of_level(level).map(|area| {
                let label = areas.all()[area].label;
                Label { point: plane::from_degrees(label.lon(), label.lat()), area }
            });
            RTree::bulk_load(labels.collect())
        };
        Self { levels: std::array::from_fn(|level| tree(Level::ALL[level])) }
    }

    /// The areas of a level whose label a tile owns, by code, each with the
    /// cell of the label.
    pub fn of_tile(&self, areas: &Areas, level: Level, coord: TileCoord) -> Vec<(AreaIndex, Point)> {
        let owned = |cell: Point| owner(cell) == (coord.x(), coord.y());
        let mut found: Vec<(AreaIndex, Point)> = self.levels[level as usize]
            .locate_in_envelope(around(coord))
            .map(|label| (label.area, cell_at(areas.all()[label.area].label, coord.z())))
            .filter(|&(_, cell)| owned(cell))
            .collect();
        found.sort_unstable_by_key(|&(area, _)| area);
        found
    }
}

/// The tile of its zoom that owns a cell.
pub(super) fn owner(cell: Point) -> (u32, u32) {
    let tile = Grid::TILE.unsigned_abs();
    let of = |cell: i32| u32::try_from(u64::from(cell.unsigned_abs()) / tile).unwrap_or(u32::MAX);
    (of(cell.x), of(cell.y))
}

/// A box of the plane that holds every position that is drawn in a tile: the
/// tile and a cell around it, and at the edge of the world all beyond.
pub(super) fn around(coord: TileCoord) -> AABB<[i32; 2]> {
    let grid = Grid::of_zoom(coord.z());
    let last = (1_u32 << coord.z()) - 1;
    let low = |number: u32| i64::from(number) * Grid::TILE - 1;
    let at = |x: i64, y: i64| {
        let cell = |number: i64| i32::try_from(number).unwrap_or(i32::MAX);
        grid.centre(Point { x: cell(x), y: cell(y) })
    };
    let north_west = at(low(coord.x()), low(coord.y()));
    let south_east = at(low(coord.x() + 1) + 2, low(coord.y() + 1) + 2);
    let open =
        |number: u32, edge: u32, inside: i32, beyond: i32| if number == edge { beyond } else { inside };
    AABB::from_corners(
        [open(coord.x(), 0, north_west.x, i32::MIN), open(coord.y(), 0, north_west.y, i32::MIN)],
        [open(coord.x(), last, south_east.x, i32::MAX), open(coord.y(), last, south_east.y, i32::MAX)],
    )
}
