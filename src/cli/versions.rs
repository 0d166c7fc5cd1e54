//! `jangkau diff`, `publish`, `rollback`, `discard`, `history`: what becomes of
//! imports.

use std::error::Error;
use std::io::Write;

use clap::Args;
use time::Date;

use super::End;
use super::import::day;
use super::report::Language;
use crate::app::{self, Published};
use crate::domain::{About, Actor, DatasetId, DatasetKind};
use crate::http::imports::{DifferenceJson, HistoryJson, VersionJson};
use crate::store::Store;

/// Show what a staged version would change on the map.
#[derive(Debug, Args)]
pub(super) struct Diff {
    /// The version.
    version: i64,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

/// Put a staged version on the map.
#[derive(Debug, Args)]
pub(super) struct Publish {
    /// The version.
    version: i64,
    /// Where the data come from, in place of what the import said.
    #[arg(long)]
    source: Option<String>,
    /// Under which terms.
    #[arg(long)]
    licence: Option<String>,
    /// The day that the data describe.
    #[arg(long, value_parser = day)]
    as_of: Option<Date>,
    /// The language of the answer.
    #[arg(long, value_enum, default_value = "id")]
    language: Language,
}

/// Put the version before the present one back on the map.
#[derive(Debug, Args)]
pub(super) struct Rollback {
    /// The kind of the dataset.
    kind: DatasetKind,
    /// The dataset.
    dataset: DatasetId,
}

/// Take a staged version back before it is published.
#[derive(Debug, Args)]
pub(super) struct Discard {
    /// The version.
    version: i64,
}

/// Show who did what to which dataset, and the versions that there are.
#[derive(Debug, Args)]
pub(super) struct History {
    /// As JSON.
    #[arg(long)]
    json: bool,
    /// How many entries.
    #[arg(long, default_value_t = 50)]
    most: i64,
    /// Only check that no entry was changed later.
    #[arg(long)]
    check: bool,
    /// The versions with their states, in place of the deeds.
    #[arg(long)]
    versions: bool,
}

type Answer = Result<End, Box<dyn Error>>;

impl Diff {
    pub(super) async fn run(self, database: &str) -> Answer {
        let store = Store::open(database).await?;
        let found = app::difference(&store, self.version).await?;
        store.close().await;
        let mut out = std::io::stdout();
        let Some(found) = found else {
            writeln!(out, "{}: no such version, or its rows are gone", self.version)?;
            return Ok(End::Refused);
        };
        if self.json {
            writeln!(out, "{}", serde_json::to_string(&DifferenceJson::from(&found))?)?;
            return Ok(End::Good);
        }
        let against =
            found.against.map_or_else(|| "nothing".to_owned(), |version| format!("version {version}"));
        writeln!(
            out,
            "version {} against {against}: {} rows, before {}",
            self.version, found.rows_after, found.rows_before
        )?;
        for change in &found.changes {
            match (&change.before, &change.after) {
                (None, Some(after)) => writeln!(out, "  + {} {after}", change.key)?,
                (Some(before), None) => writeln!(out, "  - {} {before}", change.key)?,
                (Some(before), Some(after)) => writeln!(out, "  ~ {} {before} → {after}", change.key)?,
                (None, None) => {}
            }
        }
        for (code, name, change) in &found.shapes {
            writeln!(
                out,
                "  ◊ {code} {name}: {:.0} m² → {:.0} m², border moves by up to {:.2} m",
                change.before_m2, change.after_m2, change.hausdorff_m
            )?;
        }
        writeln!(out, "  {} new misfits, {} mended", found.new_misfits.len(), found.mended_misfits.len())?;
        Ok(End::Good)
    }
}

impl Publish {
    pub(super) async fn run(self, database: &str) -> Answer {
        let store = Store::open(database).await?;
        let about = About { source: self.source, licence: self.licence, as_of: self.as_of };
        let done = app::publish(&store, self.version, &about, &Actor::command_line()).await?;
        store.close().await;
        say_published(self.version, &done, self.language)
    }
}

/// Says what publishing did.
pub(super) fn say_published(version: i64, done: &Published, language: Language) -> Answer {
    let mut out = std::io::stdout();
    let say = |id: &'static str, en: &'static str| language.say(id, en);
    let end = match done {
        Published::Done { .. } | Published::Already => End::Good,
        Published::Unknown | Published::Gone | Published::Missing(_) => End::Refused,
    };
    let text = match done {
        Published::Done { .. } => say("sekarang tampil pada peta", "is on the map").to_owned(),
        Published::Already => say("sudah tampil pada peta", "is on the map already").to_owned(),
        Published::Unknown => say("versi itu tidak ada", "there is no such version").to_owned(),
        Published::Gone => say("barisnya sudah tidak disimpan", "its rows are gone").to_owned(),
        Published::Missing(what) => format!(
            "{}: --{}",
            say("belum dapat diterbitkan; sebutkan", "cannot be published yet; say"),
            what.join(", --").replace('_', "-")
        ),
    };
    writeln!(out, "{} {version}: {text}", say("versi", "version"))?;
    Ok(end)
}

impl Rollback {
    pub(super) async fn run(self, database: &str) -> Answer {
        let store = Store::open(database).await?;
        let done = app::rollback(&store, self.kind, &self.dataset, &Actor::command_line()).await?;
        store.close().await;
        let mut out = std::io::stdout();
        match done {
            Some((gone, back)) => {
                writeln!(
                    out,
                    "{} {}: version {back} is back on the map, {gone} is off it",
                    self.kind, self.dataset
                )?;
                Ok(End::Good)
            }
            None => {
                writeln!(out, "{} {}: there is no earlier version", self.kind, self.dataset)?;
                Ok(End::Refused)
            }
        }
    }
}

impl Discard {
    pub(super) async fn run(self, database: &str) -> Answer {
        let store = Store::open(database).await?;
        let done = app::discard(&store, self.version, &Actor::command_line()).await?;
        store.close().await;
        let text = if done { "taken back" } else { "no such staged version" };
        writeln!(std::io::stdout(), "version {}: {text}", self.version)?;
        Ok(if done { End::Good } else { End::Refused })
    }
}

impl History {
    pub(super) async fn run(self, database: &str) -> Answer {
        let store = Store::open(database).await?;
        let end = self.say(&store).await;
        store.close().await;
        end
    }

    async fn say(&self, store: &Store) -> Answer {
        let mut out = std::io::stdout();
        if self.check {
            return Ok(match store.broken_history().await? {
                None => End::Good,
                Some(position) => {
                    writeln!(out, "entry {position} was changed, or one before it is gone")?;
                    End::Refused
                }
            });
        }
        if self.versions {
            for version in store.versions(self.most).await? {
                let shown = VersionJson::from(&version);
                if self.json {
                    writeln!(out, "{}", serde_json::to_string(&shown)?)?;
                } else {
                    let dataset = &version.dataset;
                    writeln!(
                        out,
                        "{:>5}  {:<9}  {} {}  {} rows, {} findings  {}",
                        dataset.version,
                        version.state.as_str(),
                        dataset.meta.kind,
                        dataset.meta.id,
                        dataset.rows,
                        dataset.findings,
                        dataset.file_name
                    )?;
                }
            }
            return Ok(End::Good);
        }
        for entry in store.history(self.most).await? {
            let shown = HistoryJson::from(&entry);
            if self.json {
                writeln!(out, "{}", serde_json::to_string(&shown)?)?;
            } else {
                let version = entry.version.map_or_else(|| "–".to_owned(), |version| version.to_string());
                writeln!(
                    out,
                    "{:>5}  {}  {:<9}  {} {}  version {version}  {} ({})  {}",
                    entry.position,
                    shown.at_second(),
                    entry.action,
                    entry.kind,
                    entry.id,
                    entry.actor.name,
                    entry.actor.role,
                    entry.note.unwrap_or_default()
                )?;
            }
        }
        Ok(End::Good)
    }
}
