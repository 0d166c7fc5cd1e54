//! The work of an export, from the first tile to the archive's name.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::task::{JoinHandle, spawn_blocking};

use super::footprint::Footprint;
use super::metadata::for_mbtiles;
use super::pack::{Plan, pack};
use crate::domain::TileCoord;
use crate::snapshot::Snapshot;
use crate::store::{self, TileFile};
use crate::tile::{About, about};

/// Formats of archives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// PMTiles 3: one file for object stores and range requests.
    Pmtiles,
    /// MBTiles 1.3: one SQLite database.
    Mbtiles,
}

/// How far the work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Tiles looked at.
    pub done: u64,
    /// Tiles to look at; some hold nothing.
    pub of: u64,
}

/// What was made.
#[derive(Debug, Clone)]
pub struct Summary {
    /// What it holds.
    pub about: About,
    /// Tiles that an earlier, stopped run had looked at.
    pub gone_on_from: u64,
    /// The size of the archive in bytes.
    pub bytes: u64,
}

/// Why there is no archive.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Something has the name already.
    #[error("{0} is there already, and an archive is never replaced in place: give another name")]
    Exists(PathBuf),
    /// The work was told to stop; the same export goes on from there.
    #[error("stopped; the same command goes on from there")]
    Stopped,
    /// The system refused a file.
    #[error("writing {path} failed")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The file of unfinished tiles, or MBTiles.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// PMTiles.
    #[error("writing PMTiles failed")]
    Pmtiles(#[from] ::pmtiles::PmtError),
    /// The work on tiles ended early.
    #[error("making tiles failed")]
    Tiles(#[from] tokio::task::JoinError),
}

impl Error {
    pub(super) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}

/// Writes an archive. After each batch `progress` is told and may stop the
/// work; stopped or killed, the same export goes on from the file `OUTPUT.part`,
/// and the archive has the same bytes as if it had never stopped.
pub async fn export(
    snapshot: Arc<Snapshot>,
    plan: Plan,
    format: Format,
    output: &Path,
    progress: impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<Summary, Error> {
    if output.exists() {
        return Err(Error::Exists(output.to_owned()));
    }
    let (part, new) = (beside(output, ".part"), beside(output, ".new"));
    let mut tiles = TileFile::open(&part, &plan.identity(&snapshot)).await?;
    let gone_on_from = tiles.done().await?;
    make_all(&snapshot, &plan, &mut tiles, progress).await?;
    let about = about(&snapshot, plan.layers, &plan.wish);
    remove(&new)?;
    match format {
        Format::Pmtiles => super::pmtiles::write(&mut tiles, &about, &plan, &new).await?,
        Format::Mbtiles => tiles.copy_to(&new, &for_mbtiles(&about, &plan)).await?,
    }
    tiles.close().await?;
    let bytes = give_name(&new, output)?;
    remove(&part)?;
    Ok(Summary { about, gone_on_from, bytes })
}

/// Makes every tile that is not made yet. While one batch is written, the next
/// is made.
async fn make_all(
    snapshot: &Arc<Snapshot>,
    plan: &Plan,
    tiles: &mut TileFile,
    mut progress: impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<(), Error> {
    let footprint = Footprint::of(snapshot, plan.layers, &plan.wish);
    let of = footprint.pyramid(plan.max_zoom).count() as u64;
    let mut done = tiles.done().await?;
    let skip = usize::try_from(done).unwrap_or(usize::MAX);
    let mut waiting = footprint.pyramid(plan.max_zoom).skip(skip);
    let mut next = begin(snapshot, plan, &mut waiting);
    while let Some((count, making)) = next.take() {
        let made = making.await?;
        next = begin(snapshot, plan, &mut waiting);
        done += count;
        tiles.put(&made, done).await?;
        if progress(Progress { done, of }).is_break() {
            return Err(Error::Stopped);
        }
    }
    Ok(())
}

type Making = JoinHandle<Vec<(TileCoord, Vec<u8>)>>;

/// Begins the next batch, and says how many tiles are looked at in it.
fn begin(
    snapshot: &Arc<Snapshot>,
    plan: &Plan,
    waiting: &mut impl Iterator<Item = TileCoord>,
) -> Option<(u64, Making)> {
    let batch: Vec<TileCoord> = waiting.by_ref().take(plan.batch.max(1)).collect();
    let count = batch.len() as u64;
    let (snapshot, plan) = (Arc::clone(snapshot), plan.clone());
    (count > 0).then(|| (count, spawn_blocking(move || pack(&snapshot, &plan, &batch))))
}

/// A file beside another: its name and something behind it.
fn beside(path: &Path, behind: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(behind);
    name.into()
}

fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::file(path)(error)),
        _ => Ok(()),
    }
}

/// Gives a whole file, once it is on the disk, its name. A file of that name
/// that came meanwhile is kept.
fn give_name(new: &Path, output: &Path) -> Result<u64, Error> {
    let file = fs::File::open(new).map_err(Error::file(new))?;
    file.sync_all().map_err(Error::file(new))?;
    let bytes = file.metadata().map_err(Error::file(new))?.len();
    if output.exists() {
        return Err(Error::Exists(output.to_owned()));
    }
    fs::rename(new, output).map_err(Error::file(output))?;
    Ok(bytes)
}
