//! What can go wrong with accounts.

use std::time::Duration;

use super::name::AccountName;
use super::password::PasswordFault;

/// An operation on the accounts failed or was refused; nothing of it was kept.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refused.
    #[error("{operation} failed")]
    Database {
        /// What was being done.
        operation: &'static str,
        /// What the database said.
        #[source]
        source: sqlx::Error,
    },
    /// The tables could not be brought to this version.
    #[error("migrating the accounts failed")]
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
    #[error("the accounts hold a row that cannot be read: {0}")]
    Corrupt(String),
    /// The system gives no random numbers.
    #[error("the system gives no random numbers")]
    Chance,
    /// Hashing a password failed.
    #[error("hashing a password failed")]
    Hashing,
    /// An account of this name exists.
    #[error("an account named \"{0}\" exists already")]
    NameTaken(AccountName),
    /// There is no such account.
    #[error("there is no account named \"{0}\"")]
    NoSuchAccount(AccountName),
    /// Without this account nobody could look after the others.
    #[error("\"{0}\" is the last admin; add another one first")]
    LastAdmin(AccountName),
    /// There is no such token, or it was revoked before.
    #[error("there is no token \"{0}\" to revoke; its id is the eight characters behind jgk_")]
    NoSuchToken(String),
    /// A token may not live so long.
    #[error("a token lives from 1 to {most} days, not {days}", most = super::token::MOST_DAYS)]
    Days {
        /// What was asked for.
        days: u32,
    },
    /// The password is not taken.
    #[error("{0}")]
    Password(#[from] PasswordFault),
    /// Name and password do not belong together, or the account is disabled.
    #[error("name or password are wrong, or the account is disabled")]
    WrongCredentials,
    /// Too many tries.
    #[error("too many tries; the next is taken in {} seconds", .again.as_secs())]
    TooManyAttempts {
        /// How long until the next try is taken.
        again: Duration,
    },
    /// The set-up code is wrong or too old.
    #[error("the set-up code is wrong or older than 30 minutes; starting the server anew prints another")]
    WrongSetUpCode,
    /// There are accounts already.
    #[error("there are accounts already; an admin adds others")]
    AlreadySetUp,
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
