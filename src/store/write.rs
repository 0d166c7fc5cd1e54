//! Storing a version, and moving the pointer to the current one.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::connect::Store;
use super::contents::after_change;
use super::error::Error;
use super::insert::insert_rows;
use super::rows::DatasetRow;
use super::sql;
use super::transaction::{Transaction, execute, fetch};
use crate::domain::{DatasetId, DatasetKind, DatasetMeta, Rows};

/// What is known of a file that is being stored.
#[derive(Debug, Clone)]
pub struct NewVersion {
    /// The dataset that it replaces.
    pub meta: DatasetMeta,
    /// SHA-256 of the file, in hexadecimal digits.
    pub content_hash: String,
    /// The file's name, without its folder.
    pub file_name: String,
    /// When it was read.
    pub imported_at: OffsetDateTime,
    /// How many findings it gave.
    pub findings: usize,
    /// The findings as a JSON text, to be read by people later.
    pub findings_json: String,
    /// Whether to store it even where the same file is current already.
    pub again: bool,
}

/// What storing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replaced {
    /// A new version is current.
    Stored {
        /// Its number.
        version: i64,
    },
    /// The same file is the newest version already; it is current now.
    Unchanged {
        /// Its number.
        version: i64,
    },
}

impl Store {
    /// Stores the rows as the new current version of their dataset, in one
    /// transaction. The rows of the version before are kept, older ones are not.
    pub async fn replace(&self, new: &NewVersion, rows: &Rows) -> Result<Replaced, Error> {
        let mut transaction = self.begin_writing().await?;
        let (kind, id) = (new.meta.kind.as_str(), new.meta.id.as_str());
        let newest = fetch!(&mut transaction, DatasetRow, sql::NEWEST_VERSION, kind, id)?.pop();
        if let Some(newest) = newest
            .filter(|newest| !new.again && newest.content_hash == new.content_hash && newest.says(&new.meta))
        {
            let version = newest.version;
            if point_to(&mut transaction, new.meta.kind, &new.meta.id, Some(version)).await? {
                next_revision(&mut transaction).await?;
                after_change(&mut transaction).await?;
            }
            transaction.commit().await?;
            return Ok(Replaced::Unchanged { version });
        }
        let version = next_revision(&mut transaction).await?;
        execute!(&mut transaction, sql::UPSERT_DATASET, kind, id, version)?;
        insert_version(&mut transaction, version, new, rows.len()).await?;
        insert_rows(&mut transaction, version, rows).await?;
        prune(&mut transaction, kind, id).await?;
        after_change(&mut transaction).await?;
        transaction.commit().await?;
        Ok(Replaced::Stored { version })
    }

    /// Takes every dataset of this id off the map; remembered until
    /// [`Store::restore`]. Gives their kinds.
    pub async fn remove(&self, id: &DatasetId) -> Result<Vec<DatasetKind>, Error> {
        self.repoint(id, |_| None).await
    }

    /// Puts the newest version of every dataset of this id back on the map.
    /// Gives the kinds that came back.
    pub async fn restore(&self, id: &DatasetId) -> Result<Vec<DatasetKind>, Error> {
        self.repoint(id, Some).await
    }

    async fn repoint(
        &self,
        id: &DatasetId,
        current: impl Fn(i64) -> Option<i64>,
    ) -> Result<Vec<DatasetKind>, Error> {
        let mut transaction = self.begin_writing().await?;
        let datasets =
            fetch!(&mut transaction, (String, String, Option<i64>), sql::DATASETS_OF_ID, id.as_str())?;
        let mut moved = Vec::new();
        for (kind, name, _) in datasets {
            let newest = fetch!(&mut transaction, DatasetRow, sql::NEWEST_VERSION, &kind, &name)?.pop();
            let kind: DatasetKind = kind.parse()?;
            let Some(newest) = newest else { continue };
            if point_to(&mut transaction, kind, id, current(newest.version)).await? {
                moved.push(kind);
            }
        }
        if !moved.is_empty() {
            next_revision(&mut transaction).await?;
            after_change(&mut transaction).await?;
        }
        transaction.commit().await?;
        Ok(moved)
    }
}

/// Moves the pointer of a dataset; whether that changed anything.
async fn point_to(
    transaction: &mut Transaction,
    kind: DatasetKind,
    id: &DatasetId,
    version: Option<i64>,
) -> Result<bool, Error> {
    let before = fetch!(transaction, (String, String, Option<i64>), sql::DATASETS_OF_ID, id.as_str())?;
    let changes = before.iter().any(|(k, _, current)| k == kind.as_str() && *current != version);
    if changes {
        execute!(transaction, sql::SET_CURRENT, kind.as_str(), id.as_str(), version)?;
    }
    Ok(changes)
}

async fn next_revision(transaction: &mut Transaction) -> Result<i64, Error> {
    let rows = fetch!(transaction, (i64,), sql::NEXT_REVISION)?;
    rows.first().map(|row| row.0).ok_or_else(|| Error::Corrupt("no revision".to_owned()))
}

async fn insert_version(
    transaction: &mut Transaction,
    version: i64,
    new: &NewVersion,
    rows: usize,
) -> Result<(), Error> {
    let meta = &new.meta;
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let imported_at = new.imported_at.format(&Rfc3339).map_err(|error| Error::Corrupt(error.to_string()))?;
    execute!(
        transaction,
        sql::INSERT_VERSION,
        version,
        meta.kind.as_str(),
        meta.id.as_str(),
        i64::from(meta.sample),
        &meta.source,
        &meta.licence,
        meta.as_of.map(|day| day.to_string()),
        &new.content_hash,
        &new.file_name,
        &imported_at,
        count(rows),
        count(new.findings),
        &new.findings_json,
    )?;
    Ok(())
}

async fn prune(transaction: &mut Transaction, kind: &str, id: &str) -> Result<(), Error> {
    for (version,) in fetch!(transaction, (i64,), sql::OLD_VERSIONS, kind, id)? {
        for delete in sql::DELETES {
            execute!(transaction, *delete, version)?;
        }
    }
    Ok(())
}
