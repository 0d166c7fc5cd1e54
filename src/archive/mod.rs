//! Snapshot → one file with a whole pyramid of tiles.
//!
//! [`export`] makes the tiles of every zoom with the encoder that also answers
//! requests, gzips each, and writes PMTiles or MBTiles. The work goes on from a
//! file beside the archive after a stop, and the archive gets its name when it
//! is whole. Only tiles in which something may lie are made: [`Footprint`] says
//! which. [`over_budget`] names the tiles that are larger than clients like.
//!
//! Absent on purpose: HTTP, levels of detail of its own, change of an archive in
//! place (readers would mix the old with the new).

mod hilbert;
mod footprint;
mod pack;
mod metadata;
mod pmtiles;
mod export;
mod budget;

pub use budget::{BUDGET, Large, over_budget};
pub use export::{Error, Format, Progress, Summary, export};
pub use footprint::Footprint;
pub use pack::Plan;
