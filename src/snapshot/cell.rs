//! Where a position is drawn at a zoom.

use crate::domain::Position;
use crate::topology::{Grid, Point, plane};

/// The cell of a zoom's grid in which a position is drawn. Every position has
/// one inside the world, so exactly one tile of the zoom owns it: the one whose
/// columns and rows of cells, the first included and the one past the last not,
/// hold the cell.
pub fn cell_at(position: Position, zoom: u8) -> Point {
    let cell = Grid::of_zoom(zoom).cell_of(plane::from_degrees(position.lon(), position.lat()));
    let last = i32::try_from((Grid::TILE << zoom.min(Grid::MAX_ZOOM)) - 1).unwrap_or(i32::MAX);
    Point { x: cell.x.clamp(0, last), y: cell.y.clamp(0, last) }
}
