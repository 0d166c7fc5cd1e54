//! What an archive shall hold, and its tiles, gzipped.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::prelude::*;

use crate::domain::TileCoord;
use crate::snapshot::Snapshot;
use crate::tile::{self, Layers, Wish, encode, token};

/// What an archive shall hold.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The layers of each tile.
    pub layers: Layers,
    /// What is wanted of them.
    pub wish: Wish,
    /// The highest zoom, at most [`crate::tile::MAX_ZOOM`].
    pub max_zoom: u8,
    /// Tiles made and stored at once: what a stop can lose, and what is in
    /// memory. The archive does not depend on it.
    pub batch: usize,
}

impl Plan {
    /// As many as make a transaction worth its time.
    pub const BATCH: usize = 256;

    /// What must be the same for unfinished work to be gone on with: content
    /// (the indicators by id, for their positions may change), form, program.
    pub(super) fn identity(&self, snapshot: &Snapshot) -> String {
        let Self { layers, wish, max_zoom, .. } = self;
        let token = token(snapshot, *layers, wish.joined.is_some());
        let indicators = wish.joined.iter().flat_map(|joined| &joined.indicators);
        let ids: Vec<&str> = indicators.map(|&index| snapshot.indicators[index].id.as_str()).collect();
        let program = env!("CARGO_PKG_VERSION");
        format!("{program} {layers}@{token} to {max_zoom}: {wish:?} {ids:?}")
    }
}

/// The tiles at some addresses, those with something in them, in the same
/// order; made on all processors.
pub(super) fn pack(snapshot: &Snapshot, plan: &Plan, coords: &[TileCoord]) -> Vec<(TileCoord, Vec<u8>)> {
    tile::prepare(snapshot, plan.layers, coords.iter().map(|coord| coord.z()), &plan.wish);
    coords
        .par_iter()
        .filter_map(|&coord| {
            let bytes = encode(snapshot, plan.layers, coord, &plan.wish);
            (!bytes.is_empty()).then(|| (coord, gzip(&bytes)))
        })
        .collect()
}

/// Without a time in the head, so that the same tile has the same bytes.
pub(super) fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(plain).expect("writing to memory");
    encoder.finish().expect("writing to memory")
}
