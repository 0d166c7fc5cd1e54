//! Which tiles are larger than clients like.
//!
//! Nothing is left out of a tile for its size; its operator is told. What all
//! things in a tile could take at the most is known without drawing them, and it
//! only shrinks from a tile to those below it; so only tiles for which that is
//! above the budget are made and weighed.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::footprint::Footprint;
use super::pack::{Plan, gzip};
use crate::domain::TileCoord;
use crate::snapshot::Snapshot;
use crate::tile::{self, encode};

/// Bytes of a tile, gzipped at level 6, above which it is named: the limit that
/// most tools for MapLibre keep.
pub const BUDGET: usize = 500_000;

/// A tile above the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Large {
    /// Which tile.
    pub coord: TileCoord,
    /// Its bytes, gzipped.
    pub gzipped: usize,
    /// Its bytes as they are.
    pub plain: usize,
}

/// The tiles of a plan that have more bytes, gzipped, than a budget, the widest
/// first, and how many were weighed.
pub fn over_budget(snapshot: &Snapshot, plan: &Plan, budget: usize) -> (Vec<Large>, usize) {
    let footprint = Footprint::of(snapshot, plan.layers, &plan.wish);
    let weighed = AtomicUsize::new(0);
    let heavy = footprint.heavy(plan.max_zoom, budget);
    tile::prepare(snapshot, plan.layers, heavy.iter().map(|coord| coord.z()), &plan.wish);
    let large = heavy
        .into_par_iter()
        .filter_map(|coord| {
            weighed.fetch_add(1, Ordering::Relaxed);
            let plain = encode(snapshot, plan.layers, coord, &plan.wish);
            let gzipped = if plain.len() > budget { gzip(&plain).len() } else { plain.len() };
            (gzipped > budget).then_some(Large { coord, gzipped, plain: plain.len() })
        })
        .collect();
    (large, weighed.into_inner())
}
