//! What the benches measure on: the city that the project ships, and the 8,569
//! villages of Jawa Tengah where they lie beside the project.

// Each bench uses a part of this.
#![allow(dead_code)]

use std::io::Read;
use std::path::{Path, PathBuf};

use jangkau::domain::{Area, DatasetKind, Held, Holdings, Rows, TileCoord};
use jangkau::import::{Context, read};

/// A folder of this project or beside it.
fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Boundary files by name.
pub fn boundary_files() -> Vec<(&'static str, Vec<u8>)> {
    let mut files = vec![(
        "pekalongan",
        std::fs::read(path("geodata/kelurahan.geojson")).expect("the city's boundaries"),
    )];
    match std::fs::read(path("../shared/data/bench/jateng-desa-bps2020.ndgeojson.gz")) {
        Ok(packed) => files.push(("jateng", collection(&packed))),
        Err(_) => eprintln!("(the villages of Jawa Tengah are not here; only the city is measured)"),
    }
    files
}

/// Newline-delimited, gzipped features as one collection; those without a code left out.
fn collection(packed: &[u8]) -> Vec<u8> {
    let mut lines = String::new();
    flate2::read::GzDecoder::new(packed).read_to_string(&mut lines).expect("gzipped text");
    let coded: Vec<&str> = lines.lines().filter(|line| !line.contains(r#""kode":null"#)).collect();
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, coded.join(",")).into_bytes()
}

/// The boundaries of a file.
pub fn areas(file: &[u8]) -> Vec<Area> {
    let imported = read(DatasetKind::Boundaries, file, &Context::default()).expect("sound boundaries");
    let Rows::Boundaries(areas) = imported.rows else { unreachable!("boundaries were asked for") };
    areas
}

/// A store that holds only these boundaries.
pub fn holdings(areas: Vec<Area>) -> Holdings {
    let areas = areas.into_iter().map(|row| Held { dataset: 0, row }).collect();
    Holdings { areas, ..Holdings::default() }
}

/// The villages of the whole country, where they lie beside the project.
pub fn country() -> Option<Vec<u8>> {
    let packed =
        std::fs::read(path("../shared/data/bench/indonesia-desa-kemendagri2025.ndgeojson.gz")).ok()?;
    Some(collection(&packed))
}

/// The tiles that the peers are measured with, where their list lies beside the
/// project.
pub fn tile_list() -> Option<Vec<TileCoord>> {
    let list = std::fs::read_to_string(path("../shared/bench/peers/tiles.txt")).ok()?;
    let tile = |line: &str| {
        let mut parts = line.split('/');
        let mut next = || parts.next().and_then(|part| part.parse::<u32>().ok());
        let (zoom, x, y) = (next()?, next()?, next()?);
        TileCoord::new(u8::try_from(zoom).ok()?, x, y).ok()
    };
    list.lines().map(tile).collect()
}
