//! Posyandu put together where a zoom has no room for each.
//!
//! Below zoom [`SINGLE_FROM`] the world is cut into squares of an eighth of a
//! tile (64 pixels as MapLibre draws tiles), counted from its north-west corner;
//! posyandu of one square are one cluster, drawn at the mean of their cells. So
//! a cluster depends on the zoom and the posyandu alone, never on the tile that
//! was asked for; a square lies in one tile, and no tile holds more than 64
//! clusters. The counts of a zoom add up to all posyandu that have a position.

use std::sync::OnceLock;

use super::cell::cell_at;
use crate::domain::{Posyandu, TileCoord};
use crate::topology::Point;

/// The zoom from which each posyandu is drawn by itself.
pub const SINGLE_FROM: u8 = 12;

/// A square is 2^9 cells wide, of the 2^12 of a tile.
const SQUARE: u32 = 9;
const TILE: u32 = 12;

/// Posyandu of one square.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cluster {
    /// The mean of the cells of its posyandu, rounded to the north-west.
    pub cell: Point,
    /// The first of its posyandu by id; the only one where the count is 1.
    pub first: usize,
    /// How many posyandu.
    pub count: u32,
    /// How many of them are invented.
    pub sample: u32,
}

/// The clusters of each zoom, worked out when the zoom is first asked for.
#[derive(Default)]
pub(super) struct Clusters {
    zooms: [OnceLock<Vec<Cluster>>; SINGLE_FROM as usize],
}

impl Clusters {
    /// The clusters of a tile below [`SINGLE_FROM`]; none from there on.
    pub(super) fn of_tile(
        &self,
        coord: TileCoord,
        all: &[Posyandu],
        sample: impl Fn(usize) -> bool,
    ) -> &[Cluster] {
        let Some(zoom) = self.zooms.get(usize::from(coord.z())) else { return &[] };
        let clusters = zoom.get_or_init(|| at_zoom(coord.z(), all, sample));
        let tile = (coord.x(), coord.y());
        let start = clusters.partition_point(|cluster| parent(cluster.cell, TILE) < tile);
        let end = clusters.partition_point(|cluster| parent(cluster.cell, TILE) <= tile);
        &clusters[start..end]
    }
}

/// Column and row of the square of 2^shift cells that holds a cell.
fn parent(cell: Point, shift: u32) -> (u32, u32) {
    (cell.x.unsigned_abs() >> shift, cell.y.unsigned_abs() >> shift)
}

/// All clusters of a zoom, in the order of tiles and of squares inside them.
fn at_zoom(zoom: u8, all: &[Posyandu], sample: impl Fn(usize) -> bool) -> Vec<Cluster> {
    let mut placed: Vec<(Point, usize)> = all
        .iter()
        .enumerate()
        .filter_map(|(index, posyandu)| Some((cell_at(posyandu.position?, zoom), index)))
        .collect();
    placed.sort_by_key(|&(cell, index)| (parent(cell, TILE), parent(cell, SQUARE), index));
    placed
        .chunk_by(|a, b| parent(a.0, SQUARE) == parent(b.0, SQUARE))
        .map(|members| {
            let invented = members.iter().filter(|(_, index)| sample(*index)).count();
            Cluster {
                cell: Point { x: mean(members, |cell| cell.x), y: mean(members, |cell| cell.y) },
                first: members[0].1,
                count: counted(members.len()),
                sample: counted(invented),
            }
        })
        .collect()
}

/// The mean of one coordinate: between the least and the most, so inside the square.
fn mean(members: &[(Point, usize)], coordinate: impl Fn(Point) -> i32) -> i32 {
    let sum: i64 = members.iter().map(|(cell, _)| i64::from(coordinate(*cell))).sum();
    let count = i64::try_from(members.len()).unwrap_or(i64::MAX);
    i32::try_from(sum.div_euclid(count)).unwrap_or(i32::MAX)
}

fn counted(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
