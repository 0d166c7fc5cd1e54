//! What can go wrong with a store.

/// An operation on the store failed; nothing of it was kept.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database's address is not understood.
    #[error("the database address \"{0}\" is not understood; give a path, sqlite://PATH or postgres://…")]
    Address(String),
    /// The bundled SQLite is too old to be trusted with a write-ahead log.
    #[error("SQLite {0} can lose commits; at least 3.51.3 is needed")]
    OldSqlite(String),
    /// The database refused, or could not be reached.
    #[error("{operation} failed")]
    Database {
        /// What was being done.
        operation: &'static str,
        /// What the database said.
        #[source]
        source: sqlx::Error,
    },
    /// The tables could not be brought to this version.
    #[error("migrating the store failed")]
    Migration(#[source] sqlx::migrate::MigrateError),
    /// The file could not be made or opened.
    #[error("opening {path} failed")]
    File {
        /// The path.
        path: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// A row holds what this program never writes.
    #[error("the store holds a row that cannot be read: {0}")]
    Corrupt(String),
}

impl Error {
    /// Names the operation that a database error ended.
    pub(super) fn database(operation: &'static str) -> impl FnOnce(sqlx::Error) -> Self {
        move |source| Self::Database { operation, source }
    }
}

impl From<crate::domain::InvalidValue> for Error {
    fn from(error: crate::domain::InvalidValue) -> Self {
        Self::Corrupt(error.to_string())
    }
}
