//! The whole country: 83,393 villages, where they lie beside the project.
//!
//! Prints what each step takes, in seconds and in memory, and how many tiles of
//! a fixed list are made a second on one core: each village kept at every zoom
//! (`levels=kelurahan`), with and without names. The list is that of the peers'
//! measurements where it lies beside the project. Repeat by `REPEAT=5`.

mod data;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use jangkau::domain::{Level, TileCoord};
use jangkau::snapshot::Snapshot;
use jangkau::tile::{Layer, MAX_ZOOM, Wish, encode};

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let (Some(file), Some(list)) = (data::country(), data::tile_list()) else {
        println!("(the villages of the country are not here; nothing is measured)");
        return;
    };
    let areas = step("file read and checked", || data::areas(&file));
    drop(file);
    let (snapshot, anomalies) = step("snapshot built", || Snapshot::build(data::holdings(areas)));
    println!("{} gaps and overlaps", anomalies.len());
    drop(anomalies);
    for zoom in 0..=MAX_ZOOM {
        step(&format!("zoom {zoom} prepared"), || snapshot.zooms.prepare(zoom, &[Level::Kelurahan]));
    }
    let named = Wish { levels: Some([Level::Kelurahan].into()), ..Wish::default() };
    let bare = Wish { properties: Some(BTreeSet::new()), ..named.clone() };
    let repeat = std::env::var("REPEAT").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    for (name, wish) in [("with names", named), ("geometry and id", bare)] {
        tiles(&snapshot, &list, &wish, name, repeat);
    }
}

fn step<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    println!("{name}: {:.2} s, {}", start.elapsed().as_secs_f64(), memory());
    done
}

/// What the process holds now, and held at most.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |key: &str| {
        let line = status.lines().find(|line| line.starts_with(key)).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
    };
    format!("{} MiB held, {} at most", of("VmRSS"), of("VmHWM"))
}

/// Makes every tile of the list on this core.
fn tiles(snapshot: &Snapshot, list: &[TileCoord], wish: &Wish, name: &str, repeat: usize) {
    let mut zooms: BTreeMap<u8, (u32, f64, f64, usize)> = BTreeMap::new();
    for &coord in list.iter().cycle().take(list.len() * repeat) {
        let start = Instant::now();
        let bytes = encode(snapshot, Layer::Areas, coord, wish);
        let took = start.elapsed().as_secs_f64() * 1e3;
        let (count, sum, most, size) = zooms.entry(coord.z()).or_default();
        (*count, *sum, *most, *size) = (*count + 1, *sum + took, most.max(took), *size + bytes.len());
    }
    for (zoom, (count, sum, most, size)) in &zooms {
        println!(
            "{name}, zoom {zoom}: {:.3} ms on average, {most:.2} at most, {} bytes",
            sum / f64::from(*count),
            size / *count as usize
        );
    }
    let sum: f64 = zooms.values().map(|(_, sum, _, _)| sum).sum();
    let count: u32 = zooms.values().map(|(count, _, _, _)| count).sum();
    println!("{name}: {:.0} tiles a second", f64::from(count) * 1e3 / sum);
}
