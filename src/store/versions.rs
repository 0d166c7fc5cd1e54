//! What becomes of versions: published, rolled back, discarded.

use sqlx::FromRow;

use super::connect::Store;
use super::contents::after_change;
use super::error::Error;
use super::history::{Deed, record};
use super::rows::DatasetRow;
use super::sql;
use super::transaction::{Transaction, execute, fetch};
use super::write::{next_revision, prune};
use crate::domain::{About, Actor, DatasetId, DatasetKind, StoredVersion, VersionState};

#[derive(FromRow)]
struct VersionRow {
    #[sqlx(flatten)]
    dataset: DatasetRow,
    published_revision: Option<i64>,
    discarded: i64,
    pruned: i64,
    reading: String,
    taken: String,
    current_version: Option<i64>,
}

impl VersionRow {
    fn noun(self) -> Result<StoredVersion, Error> {
        let state = match (self.current_version == Some(self.dataset.version), self.published_revision) {
            (true, _) => VersionState::Current,
            (false, Some(_)) => VersionState::Earlier,
            (false, None) if self.discarded != 0 => VersionState::Discarded,
            (false, None) => VersionState::Staged,
        };
        Ok(StoredVersion {
            dataset: self.dataset.noun()?,
            state,
            has_rows: self.pruned == 0,
            reading_json: self.reading,
            taken_json: self.taken,
        })
    }
}

impl Store {
    /// The latest versions of all datasets, the newest first.
    pub async fn versions(&self, most: i64) -> Result<Vec<StoredVersion>, Error> {
        self.select_versions(0, most).await
    }

    /// One version.
    pub async fn version(&self, version: i64) -> Result<Option<StoredVersion>, Error> {
        // No version has the number that means all of them.
        if version == 0 {
            return Ok(None);
        }
        Ok(self.select_versions(version, 1).await?.pop())
    }

    async fn select_versions(&self, version: i64, most: i64) -> Result<Vec<StoredVersion>, Error> {
        let mut transaction = self.begin_reading().await?;
        let rows = fetch!(&mut transaction, VersionRow, sql::VERSIONS, version, most)?;
        transaction.commit().await?;
        rows.into_iter().map(VersionRow::noun).collect()
    }

    /// The version that was stored under an idempotency key.
    pub async fn version_of_key(&self, key: &str) -> Result<Option<i64>, Error> {
        let mut transaction = self.begin_reading().await?;
        let rows = fetch!(&mut transaction, (i64,), sql::BY_KEY, key)?;
        transaction.commit().await?;
        Ok(rows.first().map(|row| row.0))
    }

    /// Puts a version on the map, with what is said about it in place of what its
    /// import said. Gives the version that was there before.
    pub async fn publish(
        &self,
        version: &StoredVersion,
        about: &About,
        actor: &Actor,
    ) -> Result<Option<i64>, Error> {
        let mut transaction = self.begin_writing().await?;
        let number = version.dataset.version;
        let meta = &version.dataset.meta;
        let as_of = about.as_of.or(meta.as_of).map(|day| day.to_string());
        let source = about.source.as_deref().unwrap_or(&meta.source);
        let licence = about.licence.as_deref().unwrap_or(&meta.licence);
        execute!(&mut transaction, sql::SET_ABOUT, number, source, licence, as_of)?;
        let hash = Some(version.dataset.content_hash.as_str());
        let previous =
            publish_in(&mut transaction, number, meta.kind, &meta.id, hash, actor, "publish").await?;
        transaction.commit().await?;
        Ok(previous)
    }

    /// Puts the version that was on the map before the present one back. Gives
    /// both, the one that is gone first; none where there is no earlier one.
    pub async fn rollback(
        &self,
        kind: DatasetKind,
        id: &DatasetId,
        actor: &Actor,
    ) -> Result<Option<(i64, i64)>, Error> {
        let mut transaction = self.begin_writing().await?;
        let earlier =
            fetch!(&mut transaction, (i64,), sql::PUBLISHED_BEFORE, kind.as_str(), id.as_str())?.pop();
        let Some((earlier,)) = earlier else { return Ok(None) };
        let current = current_of(&mut transaction, kind, id).await?;
        execute!(&mut transaction, sql::SET_CURRENT, kind.as_str(), id.as_str(), earlier)?;
        record(
            &mut transaction,
            &Deed {
                actor,
                action: "rollback",
                kind,
                id,
                version: Some(earlier),
                previous_version: current,
                content_hash: None,
                note: None,
            },
        )
        .await?;
        next_revision(&mut transaction).await?;
        after_change(&mut transaction).await?;
        transaction.commit().await?;
        Ok(current.map(|current| (current, earlier)))
    }

    /// Takes a staged version back; its rows go.
    pub async fn discard(&self, version: &StoredVersion, actor: &Actor) -> Result<(), Error> {
        let mut transaction = self.begin_writing().await?;
        let meta = &version.dataset.meta;
        execute!(&mut transaction, sql::SET_DISCARDED, version.dataset.version)?;
        record(
            &mut transaction,
            &Deed {
                actor,
                action: "discard",
                kind: meta.kind,
                id: &meta.id,
                version: Some(version.dataset.version),
                previous_version: None,
                content_hash: Some(&version.dataset.content_hash),
                note: None,
            },
        )
        .await?;
        prune(&mut transaction, meta.kind.as_str(), meta.id.as_str()).await?;
        transaction.commit().await
    }
}

/// Moves the pointer of a dataset to a version, and remembers who did it.
pub(super) async fn publish_in(
    transaction: &mut Transaction,
    version: i64,
    kind: DatasetKind,
    id: &DatasetId,
    content_hash: Option<&str>,
    actor: &Actor,
    action: &'static str,
) -> Result<Option<i64>, Error> {
    let previous = current_of(transaction, kind, id).await?;
    let revision = next_revision(transaction).await?;
    execute!(transaction, sql::SET_CURRENT, kind.as_str(), id.as_str(), version)?;
    execute!(transaction, sql::SET_PUBLISHED, version, revision)?;
    let deed = Deed {
        actor,
        action,
        kind,
        id,
        version: Some(version),
        previous_version: previous,
        content_hash,
        note: None,
    };
    record(transaction, &deed).await?;
    prune(transaction, kind.as_str(), id.as_str()).await?;
    after_change(transaction).await?;
    Ok(previous)
}

/// The version of a dataset that is on the map.
pub(super) async fn current_of(
    transaction: &mut Transaction,
    kind: DatasetKind,
    id: &DatasetId,
) -> Result<Option<i64>, Error> {
    let found = fetch!(transaction, (String, String, Option<i64>), sql::DATASETS_OF_ID, id.as_str())?;
    Ok(found.into_iter().find(|(found, ..)| found == kind.as_str()).and_then(|(_, _, current)| current))
}
