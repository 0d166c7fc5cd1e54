//! The hall: the one place where import, store and snapshot meet.
//!
//! ```text
//! file → import::read → store.replace → store.load → Snapshot::build → live
//! ```
//!
//! Absent on purpose: geometry, SQL, JSON.

mod apart;
mod ingest;
mod publish;
mod preview;
mod imports;
mod difference;
mod live;

/// What the store may fail with.
pub use crate::store::Error as StoreError;
pub use apart::MAX_WALL;
pub use difference::{Change, Difference, difference};
pub use imports::{AT_ONCE, Busy, HEARTBEAT, Imports, Progress, QUEUED, Sent};
pub use ingest::{Outcome, Report, Request, Step, Then, ingest, ingest_watched};
pub use live::{Live, Served, load};
pub use preview::{DefectShape, Preview, preview};
pub use publish::{Published, discard, publish, rollback};

/// The largest file that is imported, in bytes.
pub const MAX_IMPORT_BYTES: usize = crate::import::MAX_BYTES;

/// Works away from the threads that answer.
async fn away<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        // A panic inside is a fault to be seen.
        Err(panic) => std::panic::resume_unwind(panic.into_panic()),
    }
}
