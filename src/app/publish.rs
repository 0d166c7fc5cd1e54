//! Putting a staged version on the map, and taking it back.

use crate::domain::{About, Actor, DatasetId, DatasetKind, StoredVersion, VersionState};
use crate::store::{self, Store};

/// What publishing did.
#[derive(Debug, Clone, PartialEq)]
pub enum Published {
    /// The version is on the map.
    Done {
        /// The one that was there before.
        previous: Option<i64>,
    },
    /// It was on the map already.
    Already,
    /// There is no such version.
    Unknown,
    /// Its rows are gone: it was discarded, or newer ones have taken its place.
    Gone,
    /// What must be known before it is published is not: some of `source`,
    /// `licence`, `as_of`.
    Missing(Vec<&'static str>),
}

/// Puts a version on the map. Where the data come from, under which terms, and
/// which day they describe must be known: from the import, or from `about`.
pub async fn publish(
    store: &Store,
    version: i64,
    about: &About,
    actor: &Actor,
) -> Result<Published, store::Error> {
    let Some(found) = store.version(version).await? else { return Ok(Published::Unknown) };
    if found.state == VersionState::Current {
        return Ok(Published::Already);
    }
    if !found.has_rows || found.state == VersionState::Discarded {
        return Ok(Published::Gone);
    }
    let missing = missing(&found, about);
    if !missing.is_empty() {
        return Ok(Published::Missing(missing));
    }
    Ok(Published::Done { previous: store.publish(&found, about, actor).await? })
}

fn missing(version: &StoredVersion, about: &About) -> Vec<&'static str> {
    let meta = &version.dataset.meta;
    let text = |given: Option<&str>, known: &str| given.unwrap_or(known).trim().is_empty();
    [
        ("source", text(about.source.as_deref(), &meta.source)),
        ("licence", text(about.licence.as_deref(), &meta.licence)),
        ("as_of", about.as_of.or(meta.as_of).is_none()),
    ]
    .into_iter()
    .filter_map(|(name, is_missing)| is_missing.then_some(name))
    .collect()
}

/// Puts back what was on the map before the present version of a dataset. Gives
/// the version that is gone and the one that is back; none where there is none.
pub async fn rollback(
    store: &Store,
    kind: DatasetKind,
    id: &DatasetId,
    actor: &Actor,
) -> Result<Option<(i64, i64)>, store::Error> {
    store.rollback(kind, id, actor).await
}

/// Takes a staged version back; whether there was one.
pub async fn discard(store: &Store, version: i64, actor: &Actor) -> Result<bool, store::Error> {
    match store.version(version).await? {
        Some(found) if found.state == VersionState::Staged => {
            store.discard(&found, actor).await?;
            Ok(true)
        }
        _ => Ok(false),
    }
}
