//! The order of tiles in PMTiles: along a Hilbert curve, zoom by zoom.

use ::pmtiles::TileId;

use crate::domain::TileCoord;

/// The four tiles below one, in the order of the curve. The curve of a zoom runs
/// through all tiles below one before it goes on to the next, so tiles taken in
/// this order, level by level, come in the order of their numbers.
pub(super) fn children(coord: TileCoord) -> [TileCoord; 4] {
    let (x, y) = (2 * coord.x(), 2 * coord.y());
    let mut children = [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(right, down)| {
        TileCoord::new(coord.z() + 1, x + right, y + down)
            .expect("a tile above the highest zoom has children")
    });
    children.sort_by_key(|&child| number(child));
    children
}

/// The number of a tile in PMTiles.
pub(super) fn number(coord: TileCoord) -> u64 {
    TileId::from(address(coord)).value()
}

/// The tile as the library has it.
pub(super) fn address(coord: TileCoord) -> ::pmtiles::TileCoord {
    ::pmtiles::TileCoord::new(coord.z(), coord.x(), coord.y()).expect("both check the same bounds")
}
