//! The snapshot that is being served, and its renewal.

use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;

use crate::snapshot::Snapshot;
use crate::store::{self, Store};

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
        let served = Served { current: Arc::new(snapshot), previous: None };
        Self { served: ArcSwap::from_pointee(served) }
    }

    /// What is served now.
    pub fn served(&self) -> Arc<Served> {
        self.served.load_full()
    }

    /// Serves another snapshot; the present one becomes the one before.
    pub fn publish(&self, snapshot: Snapshot) {
        let previous = Some(Arc::clone(&self.served().current));
        self.served.store(Arc::new(Served { current: Arc::new(snapshot), previous }));
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

/// Loads the store and builds a snapshot, away from the threads that answer.
pub async fn load(store: &Store) -> Result<Snapshot, store::Error> {
    let holdings = store.load().await?;
    let built = tokio::task::spawn_blocking(|| {
        let (snapshot, _) = Snapshot::build(holdings);
        snapshot.zooms.prepare();
        snapshot
    })
    .await;
    match built {
        Ok(snapshot) => Ok(snapshot),
        // Building cannot fail; a panic inside is a fault to be seen.
        Err(panic) => std::panic::resume_unwind(panic.into_panic()),
    }
}
