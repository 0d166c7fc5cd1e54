//! PMTiles 3 from a file of finished tiles.

use std::fs::File;
use std::path::Path;

use ::pmtiles::{Compression, PmTilesWriter, TileType};

use super::export::Error;
use super::hilbert::address;
use super::metadata::{for_pmtiles, middle_zoom};
use super::pack::Plan;
use crate::store::TileFile;
use crate::tile::About;

/// Writes the archive. Tiles were put in the order of their numbers, so it is
/// clustered: what lies together on the map lies together in the file.
pub(super) async fn write(
    tiles: &mut TileFile,
    about: &About,
    plan: &Plan,
    path: &Path,
) -> Result<(), Error> {
    let file = File::create(path).map_err(Error::file(path))?;
    let mut writer = PmTilesWriter::new(TileType::Mvt)
        .precompressed(Compression::Gzip)
        .min_zoom(0)
        .max_zoom(plan.max_zoom)
        .metadata(for_pmtiles(about, plan));
    if let Some(bounds) = about.bounds {
        let (low, high, centre) = (bounds.min(), bounds.max(), bounds.center());
        writer = writer.bounds(low.x, low.y, high.x, high.y);
        writer = writer.center(centre.x, centre.y).center_zoom(middle_zoom(plan));
    }
    let mut writer = writer.create(file)?;
    let mut row = 0;
    loop {
        let page = tiles.after(row).await?;
        let Some(last) = page.last() else { break };
        row = last.row;
        for tile in &page {
            writer.add_tile(address(tile.coord), &tile.bytes)?;
        }
    }
    Ok(writer.finalize()?)
}
