//! Storing a version, and moving the pointer to the current one.

use sqlx::FromRow;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::connect::Store;
use super::contents::after_change;
use super::error::Error;
use super::history::{Deed, record};
use super::insert::insert_rows;
use super::rows::DatasetRow;
use super::sql;
use super::transaction::{Transaction, execute, fetch};
use super::versions::{current_of, publish_in};
use crate::domain::{Actor, DatasetId, DatasetKind, DatasetMeta, Rows};

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
    /// What the person said about the file, as JSON.
    pub reading_json: String,
    /// What the file was taken for, as JSON.
    pub taken_json: String,
    /// The key under which the same request finds this version again.
    pub idempotency_key: Option<String>,
    /// Whether to put it on the map at once.
    pub publish: bool,
    /// Who imports it.
    pub actor: Actor,
    /// Whether to store it even where the same file is current already.
    pub again: bool,
}

/// What storing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replaced {
    /// There is a new version.
    Stored {
        /// Its number.
        version: i64,
    },
    /// The same file is the newest version already.
    Unchanged {
        /// Its number.
        version: i64,
    },
}

impl Store {
    /// Stores the rows as a new version of their dataset, in one transaction, and
    /// puts it on the map where `new` says so.
    pub async fn replace(&self, new: &NewVersion, rows: &Rows) -> Result<Replaced, Error> {
        let mut transaction = self.begin_writing().await?;
        execute!(&mut transaction, sql::TAKE_TURN)?;
        let (kind, id) = (new.meta.kind.as_str(), new.meta.id.as_str());
        let newest = fetch!(&mut transaction, NewestRow, sql::NEWEST_VERSION, kind, id)?.pop();
        if let Some(newest) = newest.filter(|newest| !new.again && newest.is(new)) {
            let version = newest.dataset.version;
            let current = current_of(&mut transaction, new.meta.kind, &new.meta.id).await?;
            if new.publish && current != Some(version) {
                publish(&mut transaction, version, new).await?;
            }
            transaction.commit().await?;
            return Ok(Replaced::Unchanged { version });
        }
        let version = next_version(&mut transaction).await?;
        execute!(&mut transaction, sql::UPSERT_DATASET, kind, id)?;
        insert_version(&mut transaction, version, new, rows.len()).await?;
        insert_rows(&mut transaction, version, rows).await?;
        if new.publish {
            publish(&mut transaction, version, new).await?;
        } else {
            stage(&mut transaction, version, new).await?;
        }
        transaction.commit().await?;
        Ok(Replaced::Stored { version })
    }

    /// Takes every dataset of this id off the map; remembered until
    /// [`Store::restore`]. Gives their kinds.
    pub async fn remove(&self, id: &DatasetId, actor: &Actor) -> Result<Vec<DatasetKind>, Error> {
        self.repoint(id, actor, "remove").await
    }

    /// Puts the version of every dataset of this id that was published last back
    /// on the map. Gives the kinds that came back.
    pub async fn restore(&self, id: &DatasetId, actor: &Actor) -> Result<Vec<DatasetKind>, Error> {
        self.repoint(id, actor, "restore").await
    }

    async fn repoint(
        &self,
        id: &DatasetId,
        actor: &Actor,
        action: &'static str,
    ) -> Result<Vec<DatasetKind>, Error> {
        let mut transaction = self.begin_writing().await?;
        let datasets =
            fetch!(&mut transaction, (String, String, Option<i64>), sql::DATASETS_OF_ID, id.as_str())?;
        let mut moved = Vec::new();
        for (kind, name, previous_version) in datasets {
            let last = fetch!(&mut transaction, DatasetRow, sql::NEWEST_PUBLISHED, &kind, &name)?.pop();
            let kind: DatasetKind = kind.parse()?;
            let Some(last) = last else { continue };
            let version = (action == "restore").then_some(last.version);
            // What is on the map stays as it is: restoring is for what was removed.
            if version.is_some() == previous_version.is_some() {
                continue;
            }
            execute!(&mut transaction, sql::SET_CURRENT, kind.as_str(), id.as_str(), version)?;
            let deed =
                Deed { actor, action, kind, id, version, previous_version, content_hash: None, note: None };
            record(&mut transaction, &deed).await?;
            moved.push(kind);
        }
        if !moved.is_empty() {
            next_revision(&mut transaction).await?;
            after_change(&mut transaction).await?;
        }
        transaction.commit().await?;
        Ok(moved)
    }
}

/// The newest version of a dataset that can still be published.
#[derive(FromRow)]
struct NewestRow {
    #[sqlx(flatten)]
    dataset: DatasetRow,
    findings: String,
}

impl NewestRow {
    /// Whether it says all that a new one would. The same file is another version
    /// where it is found to be otherwise: a name was decided, or its neighbours are
    /// others now.
    fn is(&self, new: &NewVersion) -> bool {
        self.dataset.content_hash == new.content_hash
            && self.dataset.says(&new.meta)
            && self.findings == new.findings_json
    }
}

async fn publish(transaction: &mut Transaction, version: i64, new: &NewVersion) -> Result<(), Error> {
    let hash = Some(new.content_hash.as_str());
    publish_in(transaction, version, new.meta.kind, &new.meta.id, hash, &new.actor, "publish").await?;
    Ok(())
}

async fn stage(transaction: &mut Transaction, version: i64, new: &NewVersion) -> Result<(), Error> {
    let deed = Deed {
        actor: &new.actor,
        action: "stage",
        kind: new.meta.kind,
        id: &new.meta.id,
        version: Some(version),
        previous_version: current_of(transaction, new.meta.kind, &new.meta.id).await?,
        content_hash: Some(&new.content_hash),
        note: Some(&new.file_name),
    };
    record(transaction, &deed).await?;
    prune(transaction, new.meta.kind.as_str(), new.meta.id.as_str()).await
}

/// The number of the next version, drawn while no other writer can draw it.
async fn next_version(transaction: &mut Transaction) -> Result<i64, Error> {
    let rows = fetch!(transaction, (i64,), sql::NEXT_VERSION)?;
    rows.first().map(|row| row.0).ok_or_else(|| Error::Corrupt("no version".to_owned()))
}

/// The next number of the store, by which a server sees that it has changed.
pub(super) async fn next_revision(transaction: &mut Transaction) -> Result<i64, Error> {
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
        &new.reading_json,
        &new.taken_json,
        new.idempotency_key.as_deref(),
    )?;
    Ok(())
}

/// Deletes the rows of versions that nobody can go back to.
pub(super) async fn prune(transaction: &mut Transaction, kind: &str, id: &str) -> Result<(), Error> {
    for (version,) in fetch!(transaction, (i64,), sql::OLD_VERSIONS, kind, id)? {
        for delete in sql::DELETES {
            execute!(transaction, *delete, version)?;
        }
        execute!(transaction, sql::SET_PRUNED, version)?;
    }
    Ok(())
}
