//! `jangkau import`.

use std::error::Error;
use std::path::{Path, PathBuf};

use clap::Args;
use time::Date;

use super::End;
use super::report::{self, Language};
use crate::app::{MAX_IMPORT_BYTES, Request, ingest};
use crate::domain::{DatasetId, DatasetKind, DatasetMeta, InvalidValue, Period};
use crate::store::Store;

/// Import one file as a dataset, replacing what the dataset held.
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

fn day(text: &str) -> Result<Date, InvalidValue> {
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
        let end = one_file(&store, &self.file, meta, self.how).await?;
        store.close().await;
        Ok(end)
    }
}

/// Imports one file and reports.
pub(super) async fn one_file(
    store: &Store,
    path: &Path,
    meta: DatasetMeta,
    how: How,
) -> Result<End, Box<dyn Error>> {
    let bytes = bytes(path)?;
    let file_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let request =
        Request { meta, file_name: &file_name, bytes: &bytes, dry_run: how.dry_run, again: how.again };
    let report = ingest(store, &request).await?;
    let out = &mut std::io::stdout().lock();
    let name = path.display().to_string();
    if how.json {
        report::write_json(out, &name, &report)?;
    } else {
        report::write(out, &name, &report, how.language, how.brief)?;
    }
    Ok(report::end(&report))
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
