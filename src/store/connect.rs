//! Opening a store.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, SqlitePool};

use super::error::Error;
use super::transaction::Transaction;

/// A database that holds datasets.
#[derive(Debug, Clone)]
pub enum Store {
    /// A GeoPackage file.
    Gpkg {
        /// Connections; writes take turns.
        pool: SqlitePool,
        /// The file.
        path: PathBuf,
    },
    /// PostgreSQL with PostGIS.
    Postgis(PgPool),
}

/// The oldest SQLite without the fault that loses commits when a checkpoint and
/// a write meet (3.7.0 to 3.51.2).
const LEAST_SQLITE: (u32, u32, u32) = (3, 51, 3);

const CONNECTIONS: u32 = 4;
const PATIENCE: Duration = Duration::from_secs(5);

impl Store {
    /// Opens a store, makes it where it does not exist, and brings its tables
    /// to this version. The address is a path, `sqlite://PATH` or
    /// `postgres://…`.
    pub async fn open(address: &str) -> Result<Self, Error> {
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            return Self::open_postgis(address).await;
        }
        let path = address.strip_prefix("sqlite://").unwrap_or(address);
        if path.is_empty() || path.contains("://") {
            return Err(Error::Address(address.chars().take_while(|c| *c != '@').collect()));
        }
        Self::open_gpkg(Path::new(path)).await
    }

    async fn open_gpkg(path: &Path) -> Result<Self, Error> {
        let file = |source| Error::File { path: path.display().to_string(), source };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(file)?;
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .pragma("trusted_schema", "OFF")
            .pragma("cell_size_check", "ON")
            .pragma("mmap_size", "0");
        let pool = SqlitePoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .connect_with(options)
            .await
            .map_err(Error::database("opening the GeoPackage"))?;
        check_sqlite(&pool).await?;
        sqlx::migrate!("migrations/gpkg").run(&pool).await.map_err(Error::Migration)?;
        owner_only(path).map_err(file)?;
        Ok(Self::Gpkg { pool, path: path.to_owned() })
    }

    async fn open_postgis(address: &str) -> Result<Self, Error> {
        let opening = || Error::database("connecting to PostgreSQL");
        let options: PgConnectOptions = address.parse().map_err(opening())?;
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .connect_with(options.options([("statement_timeout", "30s"), ("client_min_messages", "warning")]))
            .await
            .map_err(opening())?;
        sqlx::migrate!("migrations/postgis").run(&pool).await.map_err(Error::Migration)?;
        Ok(Self::Postgis(pool))
    }

    /// The GeoPackage file, where the store is one.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::Gpkg { path, .. } => Some(path),
            Self::Postgis(_) => None,
        }
    }

    /// Begins a transaction in which everything read is of one moment.
    pub(super) async fn begin_reading(&self) -> Result<Transaction, Error> {
        let beginning = || Error::database("beginning to read");
        Ok(match self {
            Self::Gpkg { pool, .. } => Transaction::Gpkg(pool.begin().await.map_err(beginning())?),
            Self::Postgis(pool) => Transaction::Postgis(
                pool.begin_with("begin isolation level repeatable read read only")
                    .await
                    .map_err(beginning())?,
            ),
        })
    }

    /// Begins a transaction that may write; on a file, writers take turns from
    /// here on.
    pub(super) async fn begin_writing(&self) -> Result<Transaction, Error> {
        let beginning = || Error::database("beginning to write");
        Ok(match self {
            Self::Gpkg { pool, .. } => {
                Transaction::Gpkg(pool.begin_with("begin immediate").await.map_err(beginning())?)
            }
            Self::Postgis(pool) => Transaction::Postgis(pool.begin().await.map_err(beginning())?),
        })
    }

    /// Closes every connection; a GeoPackage is then one file again.
    pub async fn close(&self) {
        match self {
            Self::Gpkg { pool, .. } => pool.close().await,
            Self::Postgis(pool) => pool.close().await,
        }
    }
}

async fn check_sqlite(pool: &SqlitePool) -> Result<(), Error> {
    let version: String = sqlx::query_scalar("select sqlite_version()")
        .fetch_one(pool)
        .await
        .map_err(Error::database("asking SQLite for its version"))?;
    if new_enough(&version) { Ok(()) } else { Err(Error::OldSqlite(version)) }
}

fn new_enough(version: &str) -> bool {
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next()) >= LEAST_SQLITE
}

/// Nobody but the owner reads the file while it is being worked on.
fn owner_only(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_sqlite_that_loses_commits_is_refused() {
        assert!(new_enough("3.51.3") && new_enough("3.52.0") && new_enough("4.0.0"));
        assert!(!new_enough("3.51.2") && !new_enough("3.7.0") && !new_enough("2.99.99") && !new_enough("x"));
    }
}
