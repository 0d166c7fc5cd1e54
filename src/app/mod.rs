//! The hall: the one place where import, store and snapshot meet.
//!
//! ```text
//! file → import::read → store.replace → store.load → Snapshot::build → live
//! ```
//!
//! Absent on purpose: geometry, SQL, JSON.

mod ingest;
mod live;

pub use ingest::{Outcome, Report, Request, ingest};
pub use live::{Live, Served, load};

/// The largest file that is imported, in bytes.
pub const MAX_IMPORT_BYTES: usize = crate::import::MAX_BYTES;
