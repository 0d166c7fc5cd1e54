//! Opening the file of accounts.

use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Sqlite, SqlitePool, Transaction};
use time::OffsetDateTime;
use tokio::sync::Semaphore;

use super::attempts::Attempts;
use super::error::Error;
use super::moment::{self, Clock};
use super::password::HASHES_AT_ONCE;
use super::setup::SetUpCode;

/// Everything about who may do what.
pub struct Accounts {
    pub(super) pool: SqlitePool,
    clock: Clock,
    /// A hash takes 19 MiB: so many at once, and the rest waits.
    pub(super) hashing: Arc<Semaphore>,
    /// Tries to log in, in memory: a restart forgives.
    pub(super) attempts: Mutex<Attempts>,
    /// Waiting for the first admin.
    pub(super) code: Mutex<Option<SetUpCode>>,
}

const CONNECTIONS: u32 = 4;
const PATIENCE: Duration = Duration::from_secs(5);

impl Accounts {
    /// Opens the file, makes it where it does not exist (readable by its owner
    /// alone), and brings its tables to this version.
    pub async fn open(path: &Path) -> Result<Self, Error> {
        let file = |source| Error::File { path: path.display().to_string(), source };
        make(path).map_err(file)?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .pragma("trusted_schema", "OFF")
            .pragma("cell_size_check", "ON")
            .pragma("mmap_size", "0")
            // What is deleted is overwritten: no old hash stays in the file.
            .pragma("secure_delete", "ON");
        let pool = SqlitePoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .connect_with(options)
            .await
            .map_err(Error::database("opening the accounts"))?;
        sqlx::migrate!("migrations/accounts").run(&pool).await.map_err(Error::Migration)?;
        Ok(Self {
            pool,
            clock: Arc::new(OffsetDateTime::now_utc),
            hashing: Arc::new(Semaphore::new(HASHES_AT_ONCE)),
            attempts: Mutex::new(Attempts::default()),
            code: Mutex::new(None),
        })
    }

    /// The same accounts by another clock.
    #[must_use]
    pub fn with_clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// Closes every connection; the accounts are then one file again.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// The present time.
    pub(super) fn now(&self) -> OffsetDateTime {
        (self.clock)()
    }

    /// The present time as the file keeps it.
    pub(super) fn stamp(&self) -> String {
        moment::text(self.now())
    }

    /// Begins a transaction; writers take turns from here on.
    pub(super) async fn begin(&self) -> Result<Transaction<'static, Sqlite>, Error> {
        self.pool.begin_with("begin immediate").await.map_err(Error::database("beginning to write"))
    }
}

/// Keeps what a transaction did.
pub(super) async fn commit(transaction: Transaction<'static, Sqlite>) -> Result<(), Error> {
    transaction.commit().await.map_err(Error::database("committing"))
}

/// Makes the file before SQLite does, so that there is no moment in which
/// others can read it; SQLite gives its other files the same rights.
fn make(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::OpenOptions::new().create(true).append(true).mode(0o600).open(path)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))
}
