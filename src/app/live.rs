//! The snapshot that is being served, and its renewal.

use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;
use tokio::task::spawn_blocking;

use crate::snapshot::{Boundaries, Snapshot};
use crate::store::{self, Store};
use crate::topology::Grid;

/// The snapshot being served. Readers take it once and hold it to the end of
/// their answer; a new one takes its place in one step.
pub struct Live {
    served: ArcSwap<Served>,
}

/// What is served at one moment.
pub struct Served {
    /// The snapshot.
    pub current: Arc<Snapshot>,
    /// The one before, whose versioned addresses are still answered.
    pub previous: Option<Arc<Snapshot>>,
}

impl Live {
    /// Serves a first snapshot.
    pub fn new(snapshot: Snapshot) -> Self {
        let current = Arc::new(snapshot);
        prepare(&current);
        Self { served: ArcSwap::from_pointee(Served { current, previous: None }) }
    }

    /// What is served now.
    pub fn served(&self) -> Arc<Served> {
        self.served.load_full()
    }

    /// Serves another snapshot; the present one becomes the one before.
    pub fn publish(&self, snapshot: Snapshot) {
        let previous = Some(Arc::clone(&self.served().current));
        let current = Arc::new(snapshot);
        prepare(&current);
        self.served.store(Arc::new(Served { current, previous }));
    }

    /// Looks at the store once a second, and serves what is there when it has
    /// changed. What goes wrong is logged, and the present snapshot stays.
    pub async fn watch(&self, store: &Store, mut revision: i64) {
        let mut ticks = tokio::time::interval(Duration::from_secs(1));
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            match self.renew(store, revision).await {
                Ok(seen) => revision = seen,
                Err(error) => tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "the store does not answer; serving what is loaded"
                ),
            }
        }
    }

    async fn renew(&self, store: &Store, revision: i64) -> Result<i64, store::Error> {
        let seen = store.revision().await?;
        if seen != revision {
            let snapshot = load(store).await?;
            tracing::info!(revision = seen, "serving a new snapshot");
            self.publish(snapshot);
        }
        Ok(seen)
    }
}

/// Works out the shapes of every zoom ahead of its first tile, one zoom after
/// the other, on a thread that ends early where the snapshot is gone. A tile that
/// is asked for before waits for its own zoom alone.
fn prepare(snapshot: &Arc<Snapshot>) {
    let snapshot = Arc::downgrade(snapshot);
    let work = move || {
        for zoom in 0..=Grid::MAX_ZOOM {
            let Some(snapshot) = snapshot.upgrade() else { return };
            snapshot.zooms.prepare(zoom, &snapshot.areas.carried(zoom));
        }
        tracing::info!("every zoom is prepared");
    };
    if let Err(error) = std::thread::Builder::new().name("zooms".to_owned()).spawn(work) {
        tracing::warn!(%error, "zooms are prepared when they are asked for");
    }
}

/// Loads the store and builds a snapshot, away from the threads that answer. The
/// boundaries are brought together while the rest is still being loaded.
pub async fn load(store: &Store) -> Result<Snapshot, store::Error> {
    let begin = |names: Vec<_>, areas: Vec<_>| spawn_blocking(move || Boundaries::build(&names, &areas));
    let (holdings, boundaries) = store.load_boundaries_first(begin).await?;
    let build = async {
        let boundaries = boundaries.await?;
        spawn_blocking(|| Snapshot::join(boundaries, holdings)).await
    };
    match build.await {
        Ok((snapshot, _)) => Ok(snapshot),
        // Building cannot fail; a panic inside is a fault to be seen.
        Err(panic) => std::panic::resume_unwind(panic.into_panic()),
    }
}
