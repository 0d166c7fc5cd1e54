//! Archives: the tiles that are served, whole, in the same bytes however often
//! the work was stopped.

use std::collections::BTreeMap;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use jangkau::archive::{self, BUDGET, Error, Footprint, Format, Plan, Summary, over_budget};
use jangkau::domain::TileCoord;
use jangkau::snapshot::Snapshot;
use jangkau::tile::{Layers, MAX_ZOOM, Wish, encode};
use sqlx::{Connection, Row, SqliteConnection};
use tempfile::TempDir;

use crate::support::{city_snapshot, get, serve};

const ALL: &str = "areas,borders,labels,posyandu,kampung-kb";

fn plan(layers: &str, max_zoom: u8) -> Plan {
    Plan { layers: layers.parse().expect("layers"), wish: Wish::default(), max_zoom, batch: 16 }
}

async fn whole(snapshot: &Arc<Snapshot>, plan: Plan, format: Format, path: &Path) -> Summary {
    archive::export(Arc::clone(snapshot), plan, format, path, |_| ControlFlow::Continue(()))
        .await
        .expect("an archive")
}

/// Stops after each batch, and goes on, until it is whole.
async fn in_pieces(snapshot: &Arc<Snapshot>, plan: Plan, format: Format, path: &Path) -> usize {
    for stops in 0.. {
        let mut batches = 0;
        let done = archive::export(Arc::clone(snapshot), plan.clone(), format, path, |progress| {
            batches += 1;
            if progress.done < progress.of { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
        .await;
        match done {
            Ok(_) => return stops,
            Err(Error::Stopped) => assert!(batches == 1 && !path.exists()),
            Err(other) => panic!("{other}"),
        }
    }
    unreachable!()
}

fn unzipped(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut plain).expect("gzip");
    plain
}

/// The tiles of an MBTiles file, read with SQL as its specification has it.
async fn tiles_of(path: &Path) -> BTreeMap<(u8, u32, u32), Vec<u8>> {
    let mut file = SqliteConnection::connect(path.to_str().expect("UTF-8")).await.expect("a database");
    let rows = sqlx::query("select zoom_level, tile_column, tile_row, tile_data from tiles")
        .fetch_all(&mut file)
        .await
        .expect("the table of tiles");
    rows.iter()
        .map(|row| {
            let (zoom, south): (u8, u32) = (row.get(0), row.get(2));
            ((zoom, row.get(1), (1 << zoom) - 1 - south), unzipped(row.get(3)))
        })
        .collect()
}

/// Every tile of the archive is the one that HTTP serves, and no tile that HTTP
/// serves is missing: whole zooms down to 6, and below them all around the city.
#[tokio::test]
async fn an_archive_holds_the_tiles_that_are_served() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("kota.mbtiles");
    let snapshot = Arc::new(city_snapshot().await);
    whole(&snapshot, plan(ALL, 14), Format::Mbtiles, &path).await;
    let tiles = tiles_of(&path).await;
    let router = serve(city_snapshot().await);
    let mut served = 0;
    for coord in (0..=14).flat_map(|zoom| candidates(&snapshot, zoom)) {
        let answer = get(&router, &format!("/v1/tiles/{ALL}/{coord}.mvt")).await;
        let kept = tiles.get(&(coord.z(), coord.x(), coord.y()));
        assert_eq!(kept.map_or(&[][..], |tile| &tile[..]), answer.body, "{coord}");
        served += usize::from(answer.status.as_u16() == 200);
    }
    assert_eq!(served, tiles.len());
}

/// All tiles of a wide zoom; of the others those around the city, with some room.
fn candidates(snapshot: &Snapshot, zoom: u8) -> Vec<TileCoord> {
    let last = (1_u32 << zoom) - 1;
    if zoom <= 6 {
        return (0..=last)
            .flat_map(|x| (0..=last).map(move |y| TileCoord::new(zoom, x, y).expect("in the world")))
            .collect();
    }
    let bounds = snapshot.areas.bounds().expect("areas");
    let world = f64::from(last) + 1.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "tiles of the world")]
    let column = |lon: f64| ((lon / 360.0 + 0.5) * world) as u32;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "tiles of the world")]
    let row = |lat: f64| ((0.5 - lat.to_radians().tan().asinh() / std::f64::consts::TAU) * world) as u32;
    let span = |from: u32, to: u32| from.saturating_sub(2)..=(to + 2).min(last);
    span(column(bounds.min().x), column(bounds.max().x))
        .flat_map(|x| {
            span(row(bounds.max().y), row(bounds.min().y))
                .map(move |y| TileCoord::new(zoom, x, y).expect("in the world"))
        })
        .collect()
}

/// The walk leaves no tile out that holds something, layer by layer.
#[tokio::test]
async fn the_footprint_holds_every_tile_that_is_not_empty() {
    let snapshot = city_snapshot().await;
    for layers in ["areas", "borders", "labels", "posyandu", "kampung-kb", ALL] {
        let layers: Layers = layers.parse().expect("layers");
        let wish = Wish::default();
        let footprint = Footprint::of(&snapshot, layers, &wish);
        for zoom in 0..=MAX_ZOOM {
            let walked: Vec<TileCoord> = footprint.tiles(zoom).collect();
            for coord in candidates(&snapshot, zoom) {
                let empty = encode(&snapshot, layers, coord, &wish).is_empty();
                assert!(empty || walked.contains(&coord), "{layers} {coord}");
            }
        }
    }
}

#[tokio::test]
async fn work_that_was_stopped_goes_on_to_the_same_bytes() {
    let snapshot = Arc::new(city_snapshot().await);
    for (format, name) in [(Format::Pmtiles, "a.pmtiles"), (Format::Mbtiles, "a.mbtiles")] {
        let (one, other) = (TempDir::new().expect("a folder"), TempDir::new().expect("a folder"));
        let (at_once, piecemeal) = (one.path().join(name), other.path().join(name));
        whole(&snapshot, plan(ALL, 16), format, &at_once).await;
        let stops = in_pieces(&snapshot, plan(ALL, 16), format, &piecemeal).await;
        assert!(stops > 1, "there was more than one batch to stop after");
        let (a, b) = (std::fs::read(&at_once).expect("a file"), std::fs::read(&piecemeal).expect("a file"));
        assert!(a == b, "{name}: {} and {} bytes differ", a.len(), b.len());
        let left = std::fs::read_dir(other.path()).expect("a folder").count();
        assert_eq!(left, 1, "nothing is left beside the archive");
    }
}

/// Work on something else in the same place is not gone on with.
#[tokio::test]
async fn unfinished_work_on_other_layers_is_thrown_away() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("kota.mbtiles");
    let snapshot = Arc::new(city_snapshot().await);
    let stopped = archive::export(Arc::clone(&snapshot), plan("areas", 16), Format::Mbtiles, &path, |_| {
        ControlFlow::Break(())
    })
    .await;
    assert!(matches!(stopped, Err(Error::Stopped)));
    let made = whole(&snapshot, plan("posyandu", 9), Format::Mbtiles, &path).await;
    assert_eq!(made.gone_on_from, 0);
    let alone = folder.path().join("lain.mbtiles");
    whole(&snapshot, plan("posyandu", 9), Format::Mbtiles, &alone).await;
    assert_eq!(std::fs::read(&path).expect("a file"), std::fs::read(&alone).expect("a file"));
    let again =
        archive::export(snapshot, plan("posyandu", 9), Format::Mbtiles, &path, |_| ControlFlow::Continue(()))
            .await;
    assert!(matches!(again, Err(Error::Exists(_))), "an archive is never replaced in place");
}

/// Against weighing every tile: the same are named, and few are weighed.
#[tokio::test]
async fn tiles_above_a_budget_are_named_and_few_are_weighed() {
    let snapshot = city_snapshot().await;
    let plan = plan(ALL, 12);
    assert_eq!(over_budget(&snapshot, &plan, BUDGET), (Vec::new(), 0));
    for budget in [200, 400, 700] {
        let mut all = Vec::new();
        for coord in Footprint::of(&snapshot, plan.layers, &plan.wish).pyramid(12) {
            let plain = encode(&snapshot, plan.layers, coord, &plan.wish);
            let mut encoder = flate2::read::GzEncoder::new(&plain[..], flate2::Compression::new(6));
            let mut gzipped = Vec::new();
            encoder.read_to_end(&mut gzipped).expect("gzip");
            if plain.len() > budget && gzipped.len() > budget {
                all.push(coord);
            }
        }
        let (large, _) = over_budget(&snapshot, &plan, budget);
        assert_eq!(large.iter().map(|one| one.coord).collect::<Vec<_>>(), all, "{budget}");
        assert!(budget > 400 || !all.is_empty(), "the test weighs something");
    }
}
