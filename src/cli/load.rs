//! `jangkau load`.

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::End;
use super::import::{How, bytes, one_file};
use crate::app::Then;
use crate::import::{ManifestEntry, Reading, read_manifest};
use crate::store::Store;

/// Load a folder with a `manifest.json` into an empty store. A store that was
/// ever loaded is left as it is, so what was removed stays removed.
#[derive(Debug, Args)]
pub(super) struct Load {
    /// The folder.
    folder: PathBuf,
    /// Load even where the store is not empty.
    #[arg(long)]
    anyway: bool,
    #[command(flatten)]
    how: How,
}

impl Load {
    pub(super) async fn run(self, database: &str) -> Result<End, Box<dyn Error>> {
        let store = Store::open(database).await?;
        let end = if self.anyway || store.datasets().await?.is_empty() {
            self.load(&store).await?
        } else {
            writeln!(
                std::io::stdout(),
                "{database}: {}",
                match self.how.language {
                    super::report::Language::Id => "sudah berisi data; tidak ada yang dimuat",
                    super::report::Language::En => "holds data already; nothing is loaded",
                }
            )?;
            End::Good
        };
        store.close().await;
        Ok(end)
    }

    /// Loads every file, and ends as the worst of them does.
    async fn load(&self, store: &Store) -> Result<End, Box<dyn Error>> {
        let mut worst = End::Good;
        for (path, entry) in entries(&self.folder.join("manifest.json"))? {
            let then = if self.how.dry_run { Then::Nothing } else { Then::Publish };
            let (end, _) = one_file(store, &path, entry.meta, Reading::default(), then, self.how).await?;
            worst = worst.max(end);
        }
        Ok(worst)
    }
}

/// The files of a manifest and of those that it includes, in the order in which
/// later ones refer to earlier ones.
fn entries(manifest: &Path) -> Result<Vec<(PathBuf, ManifestEntry)>, Box<dyn Error>> {
    let mut entries = Vec::new();
    let mut waiting = vec![manifest.to_owned()];
    while let Some(path) = waiting.pop() {
        let found = read_manifest(&bytes(&path)?).map_err(|finding| {
            format!(
                "{}: {} ({})",
                path.display(),
                finding.code.message().en,
                finding.detail.unwrap_or_default()
            )
        })?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        entries.extend(found.entries.into_iter().map(|entry| (folder.join(&entry.file), entry)));
        waiting.extend(found.include.iter().rev().map(|include| folder.join(include)));
    }
    Ok(entries)
}
