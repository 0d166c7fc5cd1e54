//! `jangkau import`.

use std::error::Error;
use std::path::{Path, PathBuf};

use clap::Args;
use time::Date;

use super::End;
use super::report::{self, Language};
use super::said::Said;
use super::versions::say_published;
use crate::app::{MAX_IMPORT_BYTES, Outcome, Request, Then, ingest, publish};
use crate::domain::{About, Actor, DatasetId, DatasetKind, DatasetMeta, InvalidValue, Period};
use crate::import::Reading;
use crate::store::Store;

/// Import one file as a version of a dataset. The map shows it when it is published.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// What the file is: areas, boundaries, catalogue, claims, kampung-kb, agencies, problems, programmes, posyandu.
    kind: DatasetKind,
    /// The file.
    file: PathBuf,
    /// The dataset that it replaces: lower-case letters, digits, hyphens.
    #[arg(long)]
    dataset: DatasetId,
    /// Where the data come from.
    #[arg(long, default_value = "")]
    source: String,
    /// Under which terms.
    #[arg(long, default_value = "")]
    licence: String,
    /// The day that the data describe, such as 2025-08-31.
    #[arg(long, value_parser = day)]
    as_of: Option<Date>,
    /// The data are invented: mark them `contoh` wherever they appear.
    #[arg(long)]
    sample: bool,
    /// Put it on the map at once.
    #[arg(long, conflicts_with = "dry_run")]
    publish: bool,
    /// Read the file as the mapping of this name says; what is said beside it goes first.
    #[arg(long)]
    mapping: Option<String>,
    /// Keep what is said about the file under this name.
    #[arg(long)]
    save_mapping: Option<String>,
    #[command(flatten)]
    said: Said,
    #[command(flatten)]
    how: How,
}

/// How to import and report.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct How {
    /// Only say what would happen; store nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Store the file even where the same one is current already.
    #[arg(long)]
    pub again: bool,
    /// Report as JSON, an object a file.
    #[arg(long)]
    pub json: bool,
    /// Report only how many findings there are of each kind.
    #[arg(long)]
    pub brief: bool,
    /// The language of the report.
    #[arg(long, value_enum, default_value = "id")]
    pub language: Language,
}

/// Reads a day.
pub(super) fn day(text: &str) -> Result<Date, InvalidValue> {
    match text.parse()? {
        Period::Day(day) => Ok(day),
        _ => "expected a day".parse::<Period>().map(|_| Date::MIN),
    }
}

impl Import {
    pub(super) async fn run(self, database: &str) -> Result<End, Box<dyn Error>> {
        let store = Store::open(database).await?;
        let meta = DatasetMeta {
            id: self.dataset,
            kind: self.kind,
            sample: self.sample,
            source: self.source,
            licence: self.licence,
            as_of: self.as_of,
        };
        let reading = reading(&store, self.mapping.as_deref(), self.said.into()).await?;
        if let Some(name) = &self.save_mapping {
            store.put_mapping(name, &reading.to_json(), &Actor::command_line()).await?;
        }
        let then = if self.how.dry_run { Then::Nothing } else { Then::Stage };
        let (end, version) = one_file(&store, &self.file, meta, reading, then, self.how).await?;
        let end = match version {
            Some(version) if self.publish => {
                let done = publish(&store, version, &About::default(), &Actor::command_line()).await?;
                end.max(say_published(version, &done, self.how.language)?)
            }
            _ => end,
        };
        store.close().await;
        Ok(end)
    }
}

/// What a mapping says with what is said beside it.
async fn reading(store: &Store, mapping: Option<&str>, said: Reading) -> Result<Reading, Box<dyn Error>> {
    let Some(name) = mapping else { return Ok(said) };
    let kept = store.mappings().await?.into_iter().find(|kept| kept.name == name);
    let kept = kept.ok_or_else(|| format!("there is no mapping of the name {name}"))?;
    Ok(Reading::from_json(&kept.reading_json)?.with(said))
}

/// Imports one file and reports; gives the version that it is stored as.
pub(super) async fn one_file(
    store: &Store,
    path: &Path,
    meta: DatasetMeta,
    reading: Reading,
    then: Then,
    how: How,
) -> Result<(End, Option<i64>), Box<dyn Error>> {
    let bytes = bytes(path)?;
    let file_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let worker = std::env::current_exe()?;
    let request = Request {
        meta,
        file_name: &file_name,
        bytes: &bytes,
        reading,
        actor: Actor::command_line(),
        then,
        again: how.again,
        idempotency_key: None,
        worker: Some(&worker),
    };
    let report = ingest(store, &request).await?;
    let out = &mut std::io::stdout().lock();
    let name = path.display().to_string();
    if how.json {
        report::write_json(out, &name, &report)?;
    } else {
        report::write(out, &name, &report, how.language, how.brief)?;
    }
    let version = match report.outcome {
        Outcome::Stored { version } | Outcome::Staged { version } | Outcome::Unchanged { version } => {
            Some(version)
        }
        Outcome::Refused | Outcome::WouldStore => None,
    };
    Ok((report::end(&report), version))
}

/// The bytes of a file; one beyond the limit is not read to its end.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    use std::io::Read;
    let failed = |error: std::io::Error| format!("reading {} failed: {error}", path.display());
    let mut bytes = Vec::new();
    let limit = u64::try_from(MAX_IMPORT_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    std::fs::File::open(path).map_err(failed)?.take(limit).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}
