//! One transaction on either database, and the two macros that run a statement
//! in it.
//!
//! The text and its values stand once; the macro writes the two arms, since
//! the two databases have different types for the same thing.

use sqlx::{Postgres, Sqlite};

use super::error::Error;

/// A transaction on either database; dropped, it leaves nothing behind.
pub(super) enum Transaction {
    Gpkg(sqlx::Transaction<'static, Sqlite>),
    Postgis(sqlx::Transaction<'static, Postgres>),
}

impl Transaction {
    pub(super) async fn commit(self) -> Result<(), Error> {
        match self {
            Self::Gpkg(transaction) => transaction.commit().await,
            Self::Postgis(transaction) => transaction.commit().await,
        }
        .map_err(Error::database("committing"))
    }
}

/// Runs a statement for its effect: `execute!(transaction, SQL, value, …)`.
macro_rules! execute {
    ($transaction:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        match &mut *$transaction {
            $crate::store::transaction::Transaction::Gpkg(transaction) => {
                sqlx::query($sql)$(.bind($value))*.execute(&mut **transaction).await.map(|done| done.rows_affected())
            }
            $crate::store::transaction::Transaction::Postgis(transaction) => {
                sqlx::query($sql)$(.bind($value))*.execute(&mut **transaction).await.map(|done| done.rows_affected())
            }
        }
        .map_err($crate::store::error::Error::database("writing"))
    };
}

/// Runs a statement for its rows: `fetch!(transaction, Row, SQL, value, …)`.
macro_rules! fetch {
    ($transaction:expr, $row:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        match &mut *$transaction {
            $crate::store::transaction::Transaction::Gpkg(transaction) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($value))*.fetch_all(&mut **transaction).await
            }
            $crate::store::transaction::Transaction::Postgis(transaction) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($value))*.fetch_all(&mut **transaction).await
            }
        }
        .map_err($crate::store::error::Error::database("reading"))
    };
}

pub(super) use {execute, fetch};
