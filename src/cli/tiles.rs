//! `jangkau export tiles` and `jangkau tiles check`.

use std::error::Error;
use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, Subcommand, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use super::End;
use super::report::Language;
use crate::archive::{self, BUDGET, Format, Plan, Progress, over_budget};
use crate::domain::{IndicatorId, Level, Period};
use crate::snapshot::Snapshot;
use crate::store::Store;
use crate::tile::{Joined, Layers, MAX_ZOOM, Property, Wish, properties};

/// Write what is current into a file.
#[derive(Debug, Args)]
pub(super) struct Export {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Write a whole pyramid of tiles; stopped, the same command goes on.
    Tiles(ExportTiles),
}

#[derive(Debug, Args)]
struct ExportTiles {
    /// The format of the archive.
    #[arg(long, value_enum)]
    format: ArchiveFormat,
    /// The archive; it must not be there yet.
    #[arg(long)]
    output: PathBuf,
    /// The highest zoom; from 13 on tiles are many and better made on demand.
    #[arg(long, default_value_t = 12, value_parser = clap::value_parser!(u8).range(0..=i64::from(MAX_ZOOM)))]
    max_zoom: u8,
    #[command(flatten)]
    asked: Asked,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ArchiveFormat {
    /// PMTiles 3.
    Pmtiles,
    /// MBTiles 1.3.
    Mbtiles,
}

/// Look at the tiles that are served.
#[derive(Debug, Args)]
pub(super) struct Tiles {
    #[command(subcommand)]
    what: Look,
}

#[derive(Debug, Subcommand)]
enum Look {
    /// Name the tiles that are larger than 500 kB, gzipped.
    Check(Check),
}

#[derive(Debug, Args)]
struct Check {
    /// Bytes, gzipped, above which a tile is named.
    #[arg(long, default_value_t = BUDGET)]
    budget: usize,
    #[command(flatten)]
    asked: Asked,
}

/// What is asked of tiles, as in their addresses.
#[derive(Debug, Args)]
struct Asked {
    /// The layers of each tile, separated by commas.
    #[arg(long, default_value = "areas,borders,labels,posyandu,kampung-kb")]
    layers: Layers,
    /// Write the figures of these indicators into the areas, separated by commas.
    #[arg(long, value_delimiter = ',', requires = "period")]
    indicator: Vec<IndicatorId>,
    /// The period of those figures.
    #[arg(long, requires = "indicator")]
    period: Option<Period>,
    /// Only these levels of areas and labels, at every zoom.
    #[arg(long, value_delimiter = ',')]
    levels: Vec<Level>,
    /// Only these properties.
    #[arg(long, value_delimiter = ',')]
    properties: Vec<Property>,
    /// The language of what is said.
    #[arg(long, value_enum, default_value = "id")]
    language: Language,
}

impl Export {
    pub(super) async fn run(self, database: &str) -> Result<End, Box<dyn Error>> {
        let What::Tiles(export) = self.what;
        let snapshot = snapshot(database).await?;
        let plan = export.asked.plan(&snapshot, export.max_zoom)?;
        let format = match export.format {
            ArchiveFormat::Pmtiles => Format::Pmtiles,
            ArchiveFormat::Mbtiles => Format::Mbtiles,
        };
        let made = archive::export(Arc::new(snapshot), plan, format, &export.output, teller()).await?;
        let say = |id, en| export.asked.language.say(id, en);
        let mark = if made.about.sample { " (DATA CONTOH)" } else { "" };
        writeln!(
            std::io::stdout(),
            "{}: {} {}, {} {}{mark}",
            export.output.display(),
            made.bytes,
            say("bita", "bytes"),
            say("versi", "version"),
            made.about.token
        )?;
        Ok(End::Good)
    }
}

impl Tiles {
    pub(super) async fn run(self, database: &str) -> Result<End, Box<dyn Error>> {
        let Look::Check(check) = self.what;
        let snapshot = snapshot(database).await?;
        let plan = check.asked.plan(&snapshot, MAX_ZOOM)?;
        let (large, weighed) = over_budget(&snapshot, &plan, check.budget);
        let say = |id, en| check.asked.language.say(id, en);
        let out = &mut std::io::stdout().lock();
        for tile in &large {
            writeln!(
                out,
                "{}  {} {} gzip, {} {}",
                tile.coord,
                tile.gzipped,
                say("bita", "bytes"),
                tile.plain,
                say("tanpa gzip", "plain")
            )?;
        }
        writeln!(
            out,
            "{} {} {} {}; {weighed} {}",
            large.len(),
            say("petak di atas", "tiles above"),
            check.budget,
            say("bita (gzip)", "bytes (gzip)"),
            say("ditimbang, yang lain pasti lebih kecil", "were weighed, the others are smaller for sure")
        )?;
        Ok(if large.is_empty() { End::Good } else { End::Findings })
    }
}

impl Asked {
    /// The plan, where the catalogue has what is asked for and the layers write it.
    fn plan(&self, snapshot: &Snapshot, max_zoom: u8) -> Result<Plan, Box<dyn Error>> {
        let indicators = self.indicator.iter().map(|id| {
            snapshot.indicator(id.as_str()).ok_or_else(|| format!("the catalogue has no indicator {id}"))
        });
        let indicators = indicators.collect::<Result<_, String>>()?;
        if self.indicator.len() > Joined::MOST {
            return Err(format!("at most {} indicators fit into one tile", Joined::MOST).into());
        }
        let joined = self.period.map(|period| Joined { indicators, period });
        let known = properties(self.layers, joined.is_some());
        if let Some(unknown) = self.properties.iter().find(|property| !known.contains(property)) {
            return Err(format!("the layers {} have no property {unknown}", self.layers).into());
        }
        let some = |list: &[Level]| (!list.is_empty()).then(|| list.iter().copied().collect());
        let wanted = (!self.properties.is_empty()).then(|| self.properties.iter().copied().collect());
        let wish = Wish { levels: some(&self.levels), joined, properties: wanted };
        Ok(Plan { layers: self.layers, wish, max_zoom, batch: Plan::BATCH })
    }
}

async fn snapshot(database: &str) -> Result<Snapshot, Box<dyn Error>> {
    let store = Store::open(database).await?;
    let holdings = store.load().await?;
    store.close().await;
    Ok(Snapshot::build(holdings).0)
}

/// Tells how far the work has come: a bar on a terminal, else a line for each
/// tenth of it.
fn teller() -> impl FnMut(Progress) -> ControlFlow<()> {
    let bar = std::io::stderr().is_terminal().then(|| {
        let form = "{bar:40} {pos}/{len} {per_sec} {eta}";
        ProgressBar::no_length().with_style(ProgressStyle::with_template(form).expect("a sound template"))
    });
    let mut told = 0;
    move |Progress { done, of }| {
        let tenth = done * 10 / of.max(1);
        if let Some(bar) = &bar {
            bar.set_length(of);
            bar.set_position(done);
            if done == of {
                bar.finish();
            }
        } else if tenth > told {
            told = tenth;
            eprintln!("{done}/{of}");
        }
        ControlFlow::Continue(())
    }
}
