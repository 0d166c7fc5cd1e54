//! `jangkau dataset`.

use std::error::Error;
use std::io::Write;

use clap::{Args, Subcommand};

use super::End;
use crate::domain::{Actor, DatasetId, DatasetKind};
use crate::store::Store;

/// List datasets, take one off the map, put it back.
#[derive(Debug, Args)]
pub(super) struct Dataset {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List every dataset.
    List,
    /// Take every dataset of this id off the map. Remembered until `restore`.
    Remove {
        /// The id, such as contoh.
        id: DatasetId,
    },
    /// Put the newest version of every dataset of this id back on the map.
    Restore {
        /// The id, such as contoh.
        id: DatasetId,
    },
}

impl Dataset {
    pub(super) async fn run(self, database: &str) -> Result<End, Box<dyn Error>> {
        let store = Store::open(database).await?;
        let end = match self.what {
            What::List => list(&store).await?,
            What::Remove { id } => say("removed", &id, &store.remove(&id, &Actor::command_line()).await?)?,
            What::Restore { id } => say("restored", &id, &store.restore(&id, &Actor::command_line()).await?)?,
        };
        store.close().await;
        Ok(end)
    }
}

async fn list(store: &Store) -> Result<End, Box<dyn Error>> {
    let current = store.load().await?.datasets;
    let mut out = std::io::stdout();
    for (kind, id, on_map) in store.datasets().await? {
        let found = current.iter().find(|dataset| dataset.meta.kind == kind && dataset.meta.id == id);
        match found {
            Some(dataset) if on_map => writeln!(
                out,
                "{:<12} {:<24} version {:<4} {:>7} rows  {:>4} findings  {}{}",
                kind.as_str(),
                id.as_str(),
                dataset.version,
                dataset.rows,
                dataset.findings,
                dataset.file_name,
                if dataset.meta.sample { "  CONTOH" } else { "" }
            )?,
            _ => writeln!(out, "{:<12} {:<24} removed", kind.as_str(), id.as_str())?,
        }
    }
    Ok(End::Good)
}

fn say(done: &str, id: &DatasetId, kinds: &[DatasetKind]) -> std::io::Result<End> {
    let mut out = std::io::stdout();
    if kinds.is_empty() {
        writeln!(out, "{id}: nothing to be {done}")?;
        return Ok(End::Refused);
    }
    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    writeln!(out, "{id}: {done} ({})", kinds.join(", "))?;
    Ok(End::Good)
}
