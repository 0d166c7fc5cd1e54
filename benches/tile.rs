//! One tile from the snapshot, at the zooms people look at. The yardstick is
//! the usual way with the `geo` crate: each polygon cut and simplified by
//! itself, which tears neighbours apart and loses the small ones.

mod data;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use fast_mvt::{MvtCoord, MvtGeomType, MvtLayerBuilder};
use geo::{BooleanOps, BoundingRect, Coord, Intersects, MapCoords, MultiPolygon, Rect, Simplify};
use jangkau::domain::{Area, Level, TileCoord};
use jangkau::snapshot::Snapshot;
use jangkau::tile::{Layer, Wish, encode};

/// Somewhere inside both sets of boundaries.
const PLACE: (f64, f64) = (109.67, -6.89);
const ZOOMS: [u8; 5] = [6, 8, 10, 12, 14];

fn tile(criterion: &mut Criterion) {
    for (name, file) in data::boundary_files() {
        let areas = data::areas(&file);
        let alone: Vec<(u64, MultiPolygon, Rect)> = areas.iter().filter_map(on_the_map).collect();
        let (snapshot, _) = Snapshot::build(data::holdings(areas));
        for zoom in ZOOMS {
            let (x, y) = column_and_row(zoom);
            let coord = TileCoord::new(zoom, x, y).expect("a tile of the world");
            let mut group = criterion.benchmark_group(format!("tile/{name} z{zoom}"));
            group.sample_size(20);
            // Kelurahan alone, as the yardstick draws them; at low zooms wider areas are served instead.
            let same = Wish { levels: Some([Level::Kelurahan].into()), ..Wish::default() };
            // Shapes of a zoom are made once, when the first tile of it is asked for.
            black_box(encode(&snapshot, Layer::Areas, coord, &same));
            group.bench_function("polygon by polygon", |bench| bench.iter(|| each_alone(&alone, zoom, x, y)));
            group.bench_function("jangkau, the same kelurahan", |bench| {
                bench.iter(|| encode(&snapshot, Layer::Areas, coord, &same));
            });
            group.bench_function("jangkau, as served", |bench| {
                bench.iter(|| encode(&snapshot, Layer::Areas, coord, &Wish::default()));
            });
            let made = encode(&snapshot, Layer::Areas, coord, &Wish::default());
            group.bench_function("gzip of it", |bench| bench.iter(|| gzip(&made)));
            group.finish();
        }
    }
}

fn on_the_map(area: &Area) -> Option<(u64, MultiPolygon, Rect)> {
    let shape = area.shape.map_coords(|c| {
        let sine = c.y.to_radians().sin();
        Coord {
            x: c.x / 360.0 + 0.5,
            y: 0.5 - ((1.0 + sine) / (1.0 - sine)).ln() / (4.0 * std::f64::consts::PI),
        }
    });
    let bounds = shape.bounding_rect()?;
    Some((area.code.number(), shape, bounds))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "inside the world")]
fn column_and_row(zoom: u8) -> (u32, u32) {
    let sine = PLACE.1.to_radians().sin();
    let across = PLACE.0 / 360.0 + 0.5;
    let down = 0.5 - ((1.0 + sine) / (1.0 - sine)).ln() / (4.0 * std::f64::consts::PI);
    let tiles = f64::from(1_u32 << zoom);
    ((across * tiles) as u32, (down * tiles) as u32)
}

fn each_alone(areas: &[(u64, MultiPolygon, Rect)], zoom: u8, x: u32, y: u32) -> Vec<u8> {
    let cell = 1.0 / f64::from(1_u32 << zoom) / 4096.0;
    let origin = Coord { x: f64::from(x) * cell * 4096.0, y: f64::from(y) * cell * 4096.0 };
    let buffer = 64.0 * cell;
    let window = Rect::new(
        Coord { x: origin.x - buffer, y: origin.y - buffer },
        Coord { x: origin.x + 4096.0 * cell + buffer, y: origin.y + 4096.0 * cell + buffer },
    );
    let mut layer = MvtLayerBuilder::new("areas").expect("a name");
    for (id, shape, bounds) in areas.iter().filter(|(_, _, bounds)| bounds.intersects(&window)) {
        let inside = window.intersects(&bounds.min()) && window.intersects(&bounds.max());
        let simple = shape.simplify(cell * 2.0);
        let cut = if inside { simple } else { simple.intersection(&MultiPolygon::from(window.to_polygon())) };
        let mut feature = layer.feature_of(MvtGeomType::Polygon);
        feature.id(Some(*id));
        for polygon in &cut {
            for (index, ring) in std::iter::once(polygon.exterior()).chain(polygon.interiors()).enumerate() {
                // A ring that collapses is lost here; that is the usual way.
                let _ = feature.ring(ring.coords().skip(1).map(|c| local(*c, origin, cell)), index == 0);
            }
        }
        layer = feature.end();
    }
    layer.encode()
}

#[expect(clippy::cast_possible_truncation, reason = "cells of one tile")]
fn local(c: Coord, origin: Coord, cell: f64) -> MvtCoord {
    MvtCoord { x: ((c.x - origin.x) / cell) as i32, y: ((c.y - origin.y) / cell) as i32 }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

criterion_group!(benches, tile);
criterion_main!(benches);
