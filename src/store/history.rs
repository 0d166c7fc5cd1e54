//! Who did what, kept in the transaction that does it.
//!
//! Each row holds the hash of the one before it with its own content, so that a
//! row that was changed or taken out by hand shows.

use sha2::{Digest, Sha256};
use sqlx::FromRow;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::connect::Store;
use super::error::Error;
use super::sql;
use super::transaction::{Transaction, execute, fetch};
use crate::domain::{Actor, DatasetId, DatasetKind, HistoryEntry};

/// What is to be remembered.
pub(super) struct Deed<'a> {
    pub actor: &'a Actor,
    pub action: &'static str,
    pub kind: DatasetKind,
    pub id: &'a DatasetId,
    pub version: Option<i64>,
    pub previous_version: Option<i64>,
    pub content_hash: Option<&'a str>,
    pub note: Option<&'a str>,
}

#[derive(FromRow)]
struct HistoryRow {
    position: i64,
    at: String,
    actor: String,
    role: String,
    action: String,
    kind: String,
    id: String,
    version: Option<i64>,
    previous_version: Option<i64>,
    content_hash: Option<String>,
    note: Option<String>,
    hash_before: String,
    hash: String,
}

impl HistoryRow {
    /// The hash of the row with the one before it.
    fn expected(&self) -> String {
        let number = |number: Option<i64>| number.map_or(String::new(), |number| number.to_string());
        let parts = [
            self.hash_before.clone(),
            self.position.to_string(),
            self.at.clone(),
            self.actor.clone(),
            self.role.clone(),
            self.action.clone(),
            self.kind.clone(),
            self.id.clone(),
            number(self.version),
            number(self.previous_version),
            self.content_hash.clone().unwrap_or_default(),
            self.note.clone().unwrap_or_default(),
        ];
        // No field can hold this separator: texts are checked for control characters.
        hex::encode(Sha256::digest(parts.join("\u{1f}")))
    }
}

/// Remembers a deed.
pub(super) async fn record(transaction: &mut Transaction, deed: &Deed<'_>) -> Result<(), Error> {
    let last = fetch!(transaction, (i64, String), sql::LAST_HISTORY)?.pop();
    let (position, hash_before) = last.map_or((1, String::new()), |(position, hash)| (position + 1, hash));
    let now =
        OffsetDateTime::now_utc().format(&Rfc3339).map_err(|error| Error::Corrupt(error.to_string()))?;
    let mut row = HistoryRow {
        position,
        at: now,
        actor: deed.actor.name.clone(),
        role: deed.actor.role.clone(),
        action: deed.action.to_owned(),
        kind: deed.kind.as_str().to_owned(),
        id: deed.id.as_str().to_owned(),
        version: deed.version,
        previous_version: deed.previous_version,
        content_hash: deed.content_hash.map(str::to_owned),
        note: deed.note.map(str::to_owned),
        hash_before,
        hash: String::new(),
    };
    row.hash = row.expected();
    execute!(
        transaction,
        sql::INSERT_HISTORY,
        row.position,
        &row.at,
        &row.actor,
        &row.role,
        &row.action,
        &row.kind,
        &row.id,
        row.version,
        row.previous_version,
        row.content_hash.as_deref(),
        row.note.as_deref(),
        &row.hash_before,
        &row.hash,
    )?;
    Ok(())
}

impl Store {
    /// What was done, the latest first, at most `most` entries.
    pub async fn history(&self, most: i64) -> Result<Vec<HistoryEntry>, Error> {
        let mut transaction = self.begin_reading().await?;
        let rows = fetch!(&mut transaction, HistoryRow, sql::HISTORY, most)?;
        transaction.commit().await?;
        rows.into_iter().map(entry).collect()
    }

    /// The first entry of the history that does not follow from the one before
    /// it; none where all do.
    pub async fn broken_history(&self) -> Result<Option<i64>, Error> {
        let mut transaction = self.begin_reading().await?;
        let mut rows = fetch!(&mut transaction, HistoryRow, sql::HISTORY, i64::MAX)?;
        transaction.commit().await?;
        rows.reverse();
        let mut before = String::new();
        for (position, row) in (1..).zip(rows) {
            if row.position != position || row.hash_before != before || row.hash != row.expected() {
                return Ok(Some(row.position));
            }
            before = row.hash;
        }
        Ok(None)
    }
}

fn entry(row: HistoryRow) -> Result<HistoryEntry, Error> {
    let at = OffsetDateTime::parse(&row.at, &Rfc3339)
        .map_err(|_| Error::Corrupt(format!("the time {}", row.at)))?;
    Ok(HistoryEntry {
        position: row.position,
        at,
        actor: Actor { name: row.actor, role: row.role },
        action: row.action,
        kind: row.kind.parse()?,
        id: row.id.parse()?,
        version: row.version,
        previous_version: row.previous_version,
        content_hash: row.content_hash,
        note: row.note,
    })
}
