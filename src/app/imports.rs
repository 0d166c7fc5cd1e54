//! Imports as jobs: what the server runs for people who send files.
//!
//! Two jobs parse at once, ten wait, and no two are of one dataset. A job that
//! is cancelled or forgotten takes its reading process with it.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Semaphore, watch};
use tokio::task::AbortHandle;

use super::ingest::{Report, Request, Step, Then, ingest_watched};
use crate::domain::{Actor, DatasetMeta};
use crate::import::Reading;
use crate::store::Store;

/// Jobs that read a file at once.
pub const AT_ONCE: usize = 2;
/// Jobs that wait.
pub const QUEUED: usize = 10;
/// Jobs that are remembered after their end.
const REMEMBERED: usize = 100;

/// How far a job is.
#[derive(Debug, Clone)]
pub enum Progress {
    /// It waits for others.
    Waiting,
    /// It works.
    Working(Step),
    /// It is done; what it found.
    Done(Arc<Report>),
    /// It was cancelled; nothing is stored.
    Cancelled,
    /// The store failed; nothing is stored.
    Failed,
}

impl Progress {
    /// Whether it will not change any more.
    pub const fn is_over(&self) -> bool {
        matches!(self, Self::Done(_) | Self::Cancelled | Self::Failed)
    }
}

/// A file that somebody sends.
#[derive(Debug, Clone)]
pub struct Sent {
    /// What the dataset is.
    pub meta: DatasetMeta,
    /// The file's name, without its folder.
    pub file_name: String,
    /// The file.
    pub bytes: bytes::Bytes,
    /// What the person says about it.
    pub reading: Reading,
    /// Who sends it.
    pub actor: Actor,
    /// Whether to store it; else only say what would happen.
    pub stage: bool,
    /// The key under which the same request finds its version again.
    pub idempotency_key: Option<String>,
}

/// The jobs of a server.
pub struct Imports {
    store: Store,
    worker: Option<PathBuf>,
    room: Arc<Semaphore>,
    jobs: Mutex<Jobs>,
}

#[derive(Default)]
struct Jobs {
    next: u64,
    known: VecDeque<Job>,
}

struct Job {
    id: u64,
    /// The dataset, and who sent it.
    dataset: String,
    progress: watch::Receiver<Progress>,
    said: watch::Sender<Progress>,
    task: Option<AbortHandle>,
}

/// Why a job is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Busy {
    /// Too many wait already.
    Full,
    /// Another import of the same dataset is on its way.
    SameDataset,
}

impl Imports {
    /// Jobs on a store; `worker` is the program that parses in processes of its own.
    pub fn new(store: Store, worker: Option<PathBuf>) -> Arc<Self> {
        let jobs = Mutex::new(Jobs { next: 1, known: VecDeque::new() });
        Arc::new(Self { store, worker, room: Arc::new(Semaphore::new(AT_ONCE)), jobs })
    }

    /// The store that they write to.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Takes a file; gives the number of its job.
    pub fn start(self: &Arc<Self>, sent: Sent) -> Result<u64, Busy> {
        let dataset = format!("{}/{}", sent.meta.kind, sent.meta.id);
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let running = jobs.known.iter().filter(|job| !job.progress.borrow().is_over());
        if running.clone().any(|job| job.dataset == dataset) {
            return Err(Busy::SameDataset);
        }
        if running.count() >= AT_ONCE + QUEUED {
            return Err(Busy::Full);
        }
        let id = jobs.next;
        jobs.next += 1;
        let (said, progress) = watch::channel(Progress::Waiting);
        let task = tokio::spawn(run(Arc::clone(self), sent, said.clone()));
        jobs.known.push_back(Job { id, dataset, progress, said, task: Some(task.abort_handle()) });
        while jobs.known.len() > REMEMBERED
            && jobs.known.front().is_some_and(|job| job.progress.borrow().is_over())
        {
            jobs.known.pop_front();
        }
        Ok(id)
    }

    /// How far a job is, now and from now on.
    pub fn progress(&self, id: u64) -> Option<watch::Receiver<Progress>> {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.known.iter().find(|job| job.id == id).map(|job| job.progress.clone())
    }

    /// Ends a job that is not over; whether there was one. What it stores in its
    /// last step is stored whole or not at all.
    pub fn cancel(&self, id: u64) -> bool {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(job) = jobs.known.iter_mut().find(|job| job.id == id && !job.progress.borrow().is_over())
        else {
            return false;
        };
        if let Some(task) = job.task.take() {
            task.abort();
        }
        job.said.send_replace(Progress::Cancelled);
        true
    }
}

async fn run(imports: Arc<Imports>, sent: Sent, said: watch::Sender<Progress>) {
    // The semaphore is never closed.
    let Ok(_room) = Arc::clone(&imports.room).acquire_owned().await else { return };
    let request = Request {
        meta: sent.meta,
        file_name: &sent.file_name,
        bytes: &sent.bytes,
        reading: sent.reading,
        actor: sent.actor,
        then: if sent.stage { Then::Stage } else { Then::Nothing },
        again: false,
        idempotency_key: sent.idempotency_key,
        worker: imports.worker.as_deref(),
    };
    let step = |step| {
        said.send_replace(Progress::Working(step));
    };
    let progress = match ingest_watched(&imports.store, &request, &step).await {
        Ok(report) => Progress::Done(Arc::new(report)),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "an import failed");
            Progress::Failed
        }
    };
    said.send_replace(progress);
}

/// How long a watcher waits before it is told again where nothing changes.
pub const HEARTBEAT: Duration = Duration::from_secs(10);
