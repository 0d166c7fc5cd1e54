//! The audit log: who changed what, in rows that are only ever added.
//!
//! Each row carries the hash of the one before (a hash chain, as in RFC 6962's
//! reasoning but without its tree), so a row that was edited, taken out or put
//! in breaks the chain. The last row stands twice, so one that was cut off is
//! missed. Who can write the whole file can also write a whole new chain: the
//! hash of the last row, noted elsewhere, shows even that.
//!
//! Absent on purpose: positions, secrets, what stands in files.

use sqlx::{FromRow, Sqlite, Transaction};

use super::connect::{Accounts, commit};
use super::error::Error;
use super::network::Network;
use super::role::{Actor, Role};
use super::secret;
use crate::domain::words;

/// What the log calls the command line.
pub(super) const CONSOLE: &str = "console";
/// The most rows that are listed at once.
pub const MOST_AUDITED: usize = 1_000;
/// What the first row has for the hash of the one before.
const NOTHING_BEFORE: &str = "";

words! {
    /// What was done.
    Action as "action" {
        /// The first admin was made with the set-up code.
        SetUp = "set-up",
        /// Somebody logged in.
        LogIn = "log-in",
        /// Somebody had the wrong password of an account that exists.
        LogInRefused = "log-in-refused",
        /// Somebody logged out.
        LogOut = "log-out",
        /// An account was added.
        AccountAdd = "account-add",
        /// An account was disabled, with its sessions and tokens.
        AccountDisable = "account-disable",
        /// An account was given a new password.
        AccountPassword = "account-password",
        /// A token was made.
        TokenCreate = "token-create",
        /// A token was revoked.
        TokenRevoke = "token-revoke",
    }
}

/// By whom something is done, as the log keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// The name of the account, `token:` and an id, or `console`.
    pub actor: String,
    /// Their role; none for the command line and for those who are not logged in.
    pub role: Option<Role>,
    /// The network that they asked from.
    pub address: Option<Network>,
    /// An id of the request, 16 digits in hex.
    pub request: String,
}

impl By {
    /// Whoever sits at the command line.
    pub fn console() -> Result<Self, Error> {
        Ok(Self { actor: CONSOLE.to_owned(), role: None, address: None, request: Self::new_request()? })
    }

    /// Somebody who asked over the network.
    pub fn asking(actor: &Actor, address: Option<Network>, request: String) -> Self {
        Self { actor: actor.name.clone(), role: Some(actor.role), address, request }
    }

    /// A new id of a request.
    pub fn new_request() -> Result<String, Error> {
        Ok(hex::encode(secret::random::<8>()?))
    }
}

/// A row of the log.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Audited {
    /// Its number, from 1.
    pub number: i64,
    /// When (RFC 3339, UTC).
    pub moment: String,
    /// Who.
    pub actor: String,
    /// Their role.
    pub role: Option<String>,
    /// The network that they asked from.
    pub address: Option<String>,
    /// What was done.
    pub action: String,
    /// To what: the name of an account, the id of a token.
    pub object: String,
    /// The id of the request.
    pub request: String,
    /// The hash of the row before.
    pub previous: String,
    /// The hash of this row.
    pub hash: String,
}

impl Audited {
    /// What the hash of the row must be: SHA-256 over every field with its
    /// length before it, so that no text can slide from one field to the next.
    fn reckoned(&self) -> String {
        let number = self.number.to_string();
        let fields = [
            Some(self.previous.as_str()),
            Some(&number),
            Some(&self.moment),
            Some(&self.actor),
            self.role.as_deref(),
            self.address.as_deref(),
            Some(&self.action),
            Some(&self.object),
            Some(&self.request),
        ];
        let mut bytes = Vec::new();
        for field in fields {
            let length = field.map_or(u64::MAX, |field| field.len() as u64);
            bytes.extend(length.to_le_bytes());
            bytes.extend(field.unwrap_or_default().as_bytes());
        }
        secret::hash(&bytes)
    }
}

/// What looking through the log has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// How many rows there are.
    pub rows: usize,
    /// The hash of the last row; worth noting elsewhere. Empty without rows.
    pub head: String,
    /// What does not fit, in order; empty where all is as it was written.
    pub faults: Vec<String>,
}

const COLUMNS: &str = "select number, moment, actor, role, address, action, object, request, previous, hash
    from audit order by number";
const NEWEST: &str = "select number, moment, actor, role, address, action, object, request, previous, hash
    from audit where number < $1 order by number desc limit $2";
const HEAD: &str = "select number, hash from audit_head";
const SET_HEAD: &str = "insert into audit_head (only_one, number, hash) values (1, $1, $2)
    on conflict (only_one) do update set number = excluded.number, hash = excluded.hash";
const INSERT: &str = "insert into audit
    (number, moment, actor, role, address, action, object, request, previous, hash)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// Adds a row in the transaction of the change that it tells of.
pub(super) async fn record(
    transaction: &mut Transaction<'static, Sqlite>,
    moment: &str,
    by: &By,
    action: Action,
    object: &str,
) -> Result<(), Error> {
    let head: Option<(i64, String)> =
        sqlx::query_as(HEAD).fetch_optional(&mut **transaction).await.map_err(writing())?;
    let (last, previous) = head.unwrap_or((0, NOTHING_BEFORE.to_owned()));
    let mut row = Audited {
        number: last + 1,
        moment: moment.to_owned(),
        actor: by.actor.clone(),
        role: by.role.map(|role| role.to_string()),
        address: by.address.map(|address| address.to_string()),
        action: action.to_string(),
        object: object.to_owned(),
        request: by.request.clone(),
        previous,
        hash: String::new(),
    };
    row.hash = row.reckoned();
    sqlx::query(SET_HEAD)
        .bind(row.number)
        .bind(&row.hash)
        .execute(&mut **transaction)
        .await
        .map_err(writing())?;
    insert(transaction, row).await
}

async fn insert(transaction: &mut Transaction<'static, Sqlite>, row: Audited) -> Result<(), Error> {
    sqlx::query(INSERT)
        .bind(row.number)
        .bind(row.moment)
        .bind(row.actor)
        .bind(row.role)
        .bind(row.address)
        .bind(row.action)
        .bind(row.object)
        .bind(row.request)
        .bind(row.previous)
        .bind(row.hash)
        .execute(&mut **transaction)
        .await
        .map_err(writing())?;
    Ok(())
}

fn writing() -> impl FnOnce(sqlx::Error) -> Error {
    Error::database("writing the audit log")
}

impl Accounts {
    /// Adds a row about what another room did. What it did must be whole by then.
    pub async fn record(&self, by: &By, action: Action, object: &str) -> Result<(), Error> {
        let mut transaction = self.begin().await?;
        record(&mut transaction, &self.stamp(), by, action, object).await?;
        commit(transaction).await
    }

    /// The newest rows before a number, newest first, at most [`MOST_AUDITED`].
    pub async fn audited(&self, before: Option<i64>, most: usize) -> Result<Vec<Audited>, Error> {
        sqlx::query_as(NEWEST)
            .bind(before.unwrap_or(i64::MAX))
            .bind(i64::try_from(most.min(MOST_AUDITED)).unwrap_or(i64::MAX))
            .fetch_all(&self.pool)
            .await
            .map_err(Error::database("reading the audit log"))
    }

    /// Looks through the whole log for edits. With a hash that was noted
    /// earlier, the row of that hash must still be there.
    pub async fn check_audit(&self, noted: Option<&str>) -> Result<Checked, Error> {
        let reading = || Error::database("reading the audit log");
        let rows: Vec<Audited> = sqlx::query_as(COLUMNS).fetch_all(&self.pool).await.map_err(reading())?;
        let head: Option<(i64, String)> =
            sqlx::query_as(HEAD).fetch_optional(&self.pool).await.map_err(reading())?;
        let mut faults = broken(&rows);
        let last = rows.last().map(|row| (row.number, row.hash.clone()));
        if last != head {
            faults.push("the last row is not the one that was written last".to_owned());
        }
        if let Some(noted) = noted
            && !rows.iter().any(|row| row.hash == noted)
        {
            faults.push("no row has the hash that was noted".to_owned());
        }
        Ok(Checked { rows: rows.len(), head: last.map(|(_, hash)| hash).unwrap_or_default(), faults })
    }
}

/// Where the chain does not hold.
fn broken(rows: &[Audited]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut before = (0, NOTHING_BEFORE);
    for row in rows {
        if row.number != before.0 + 1 {
            faults.push(format!("row {}: the row before is missing", row.number));
        }
        if row.previous != before.1 {
            faults.push(format!("row {}: it does not follow on the row before", row.number));
        }
        if row.reckoned() != row.hash {
            faults.push(format!("row {}: it was edited", row.number));
        }
        before = (row.number, row.hash.as_str());
    }
    faults
}
