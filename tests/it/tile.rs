//! Tiles: decoded text for people to read, and what must hold of all tiles of a
//! zoom taken together.

#![expect(clippy::cast_precision_loss, reason = "areas far below 2^52")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use fast_mvt::{MvtGeometry, MvtReaderRef};
use jangkau::domain::{Level, TileCoord};
use jangkau::snapshot::Snapshot;
use jangkau::tile::{Joined, Layer, MAX_ZOOM, Wish, encode};
use jangkau::topology::{Grid, plane};

use crate::support::{city_snapshot, folder_snapshot, geodata};

/// A tile as text: a line a feature, its properties in order, its geometry.
fn text(bytes: &[u8]) -> String {
    let mut out = String::new();
    for layer in MvtReaderRef::new(bytes).expect("a vector tile").layers() {
        writeln!(out, "layer {} extent {}", layer.name(), layer.extent()).expect("text");
        for feature in layer.features() {
            let mut tags: Vec<String> = feature
                .properties()
                .map(|property| {
                    let (key, value) = property.expect("a property");
                    format!("{key}={}", plain(&format!("{value:?}")))
                })
                .collect();
            tags.sort();
            let id = feature.id().map_or_else(|| "-".to_owned(), |id| id.to_string());
            writeln!(out, "  {id} {}", tags.join(" ")).expect("text");
            writeln!(out, "    {}", shape(&feature.geometry().expect("a geometry"))).expect("text");
        }
    }
    out
}

/// `2 (uint)` becomes `2`; texts stay in their quotes.
fn plain(debug: &str) -> &str {
    if debug.starts_with('"') { debug } else { debug.split(" (").next().unwrap_or(debug) }
}

fn shape(geometry: &MvtGeometry) -> String {
    let line = |line: &geo::LineString<i32>| -> String {
        let points: Vec<String> = line.0.iter().map(|c| format!("{},{}", c.x, c.y)).collect();
        points.join(" ")
    };
    let polygon = |polygon: &geo::Polygon<i32>| -> String {
        let rings: Vec<String> =
            std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(line).collect();
        format!("({})", rings.join(" | "))
    };
    match geometry {
        MvtGeometry::Point(point) => format!("point {},{}", point.x(), point.y()),
        MvtGeometry::LineString(one) => format!("line {}", line(one)),
        MvtGeometry::MultiLineString(many) => {
            format!("lines {}", many.iter().map(line).collect::<Vec<_>>().join(" | "))
        }
        MvtGeometry::Polygon(one) => format!("polygon {}", polygon(one)),
        MvtGeometry::MultiPolygon(many) => {
            format!("polygons {}", many.iter().map(polygon).collect::<Vec<_>>().join(" "))
        }
        other => format!("{other:?}"),
    }
}

fn coord(snapshot: &Snapshot, zoom: u8) -> TileCoord {
    let label = snapshot.areas.all()[0].label;
    let cell = Grid::of_zoom(zoom).cell_of(plane::from_degrees(label.lon(), label.lat()));
    TileCoord::new(zoom, (cell.x / 4096).unsigned_abs(), (cell.y / 4096).unsigned_abs())
        .expect("in the world")
}

#[tokio::test]
async fn tiles_of_the_invented_city_read_so() {
    let snapshot = city_snapshot().await;
    let at =
        |layer: Layer, zoom: u8, wish: &Wish| text(&encode(&snapshot, layer, coord(&snapshot, zoom), wish));
    let plain = Wish::default();
    insta::assert_snapshot!("areas_z10", at(Layer::Areas, 10, &plain));
    insta::assert_snapshot!("areas_z3", at(Layer::Areas, 3, &plain));
    insta::assert_snapshot!("borders_z10", at(Layer::Borders, 10, &plain));
    insta::assert_snapshot!("labels_z10", at(Layer::Labels, 10, &plain));
    insta::assert_snapshot!("posyandu_z6", at(Layer::Posyandu, 6, &plain));
    insta::assert_snapshot!("posyandu_z12", at(Layer::Posyandu, 12, &plain));
    insta::assert_snapshot!("kampung_kb_z10", at(Layer::KampungKb, 10, &plain));
    let indicator = snapshot.indicator("stunting-uji").expect("an indicator");
    let joined = Wish {
        joined: Some(Joined::one(indicator, "2025-08".parse().expect("a period"))),
        ..Wish::default()
    };
    insta::assert_snapshot!("areas_joined_z8", at(Layer::Areas, 8, &joined));
    let only = Wish { levels: Some(BTreeSet::from([Level::Kota])), ..Wish::default() };
    insta::assert_snapshot!("areas_kota_z8", at(Layer::Areas, 8, &only));
}

/// Every tile of a zoom that holds anything.
fn all_tiles(snapshot: &Snapshot, zoom: u8, layer: Layer) -> Vec<(TileCoord, Vec<u8>)> {
    let bounds = snapshot.areas.bounds().expect("areas");
    let cell = |lon: f64, lat: f64| Grid::of_zoom(zoom).cell_of(plane::from_degrees(lon, lat));
    let (low, high) = (cell(bounds.min().x, bounds.max().y), cell(bounds.max().x, bounds.min().y));
    let mut tiles = Vec::new();
    for x in low.x / 4096..=high.x / 4096 {
        for y in low.y / 4096..=high.y / 4096 {
            let coord = TileCoord::new(zoom, x.unsigned_abs(), y.unsigned_abs()).expect("in the world");
            tiles.push((coord, encode(snapshot, layer, coord, &Wish::default())));
        }
    }
    tiles
}

/// Twice the area of a ring inside the tile itself, its buffer cut away. Every
/// edge has a vertex on the tile's edge, so moving vertices there cuts exactly.
fn inner_area2(ring: &geo::LineString<i32>) -> i64 {
    let clamp = |c: geo::Coord<i32>| (i64::from(c.x.clamp(0, 4096)), i64::from(c.y.clamp(0, 4096)));
    ring.0
        .windows(2)
        .map(|edge| {
            let ((x0, y0), (x1, y1)) = (clamp(edge[0]), clamp(edge[1]));
            x0 * y1 - x1 * y0
        })
        .sum()
}

fn inner_areas(bytes: &[u8], areas: &mut BTreeMap<(String, u64), i64>) {
    if bytes.is_empty() {
        return;
    }
    for layer in MvtReaderRef::new(bytes).expect("a vector tile").layers() {
        for feature in layer.features() {
            let level = feature.properties().find_map(|property| {
                let (key, value) = property.expect("a property");
                (key == "tingkat").then(|| plain(&format!("{value:?}")).trim_matches('"').to_owned())
            });
            let polygons = match feature.geometry().expect("a geometry") {
                MvtGeometry::Polygon(one) => vec![one],
                MvtGeometry::MultiPolygon(many) => many.0,
                other => panic!("{other:?} in the layer of areas"),
            };
            let area: i64 = polygons
                .iter()
                .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
                .map(inner_area2)
                .sum();
            *areas.entry((level.expect("a level"), feature.id().expect("an id"))).or_default() += area;
        }
    }
}

/// Put together, the tiles of a zoom show every area once, and where the
/// boundaries are a clean coverage the kelurahan fill the kota to the last cell:
/// no gap, no overlap, no seam between tiles.
#[tokio::test]
async fn tiles_of_a_clean_city_fit_without_gap_overlap_or_seam() {
    let snapshot = city_snapshot().await;
    for zoom in 6..=MAX_ZOOM {
        let mut areas = BTreeMap::new();
        for (_, bytes) in all_tiles(&snapshot, zoom, Layer::Areas) {
            inner_areas(&bytes, &mut areas);
        }
        let sum = |level: &str| -> i64 {
            areas.iter().filter(|((l, _), _)| l == level).map(|(_, area)| area).sum()
        };
        assert_eq!(areas.keys().filter(|(level, _)| level == "kelurahan").count(), 4, "zoom {zoom}");
        assert_eq!(sum("kelurahan"), sum("kota"), "zoom {zoom}");
        assert_eq!(sum("kecamatan"), sum("kota"), "zoom {zoom}");
        assert!(areas.values().all(|area| *area >= 0), "zoom {zoom}: a ring turns the wrong way");
    }
}

#[tokio::test]
async fn no_kelurahan_of_the_home_city_is_missing_at_any_zoom() {
    let snapshot = folder_snapshot(&geodata()).await;
    for zoom in 0..=15 {
        let mut areas = BTreeMap::new();
        for (_, bytes) in all_tiles(&snapshot, zoom, Layer::Areas) {
            inner_areas(&bytes, &mut areas);
        }
        let ids: BTreeSet<u64> =
            areas.keys().filter(|(level, _)| level == "kelurahan").map(|(_, id)| *id).collect();
        let all: BTreeSet<u64> = snapshot
            .areas
            .of_level(Level::Kelurahan)
            .map(|area| snapshot.areas.all()[area].code.number())
            .collect();
        assert_eq!(ids, all, "zoom {zoom}");
        // The file's own overlaps and gaps are some 0.1 %; nothing else parts the sums.
        let sum = |level: &str| -> f64 {
            areas.iter().filter(|((l, _), _)| l == level).map(|(_, area)| *area as f64).sum()
        };
        if zoom >= 10 {
            assert!((sum("kelurahan") / sum("kota") - 1.0).abs() < 0.001, "zoom {zoom}");
        }
    }
}

#[tokio::test]
async fn the_same_question_gives_the_same_bytes() {
    let (one, other) = (city_snapshot().await, city_snapshot().await);
    for zoom in [0, 8, 12] {
        for layer in Layer::ALL {
            let coord = coord(&one, zoom);
            assert_eq!(
                encode(&one, *layer, coord, &Wish::default()),
                encode(&other, *layer, coord, &Wish::default()),
                "{layer:?} {coord}"
            );
        }
    }
}

#[tokio::test]
async fn a_tile_keeps_inside_its_buffer() {
    let snapshot = folder_snapshot(&geodata()).await;
    for (coord, bytes) in all_tiles(&snapshot, 13, Layer::Areas) {
        for number in text(&bytes).split(['(', ')', ' ', '|']).filter_map(|pair| pair.split_once(',')) {
            let inside = |text: &str| text.parse::<i32>().is_ok_and(|n| (-64..=4160).contains(&n));
            assert!(inside(number.0) && inside(number.1), "{coord}: {number:?}");
        }
    }
}

#[tokio::test]
async fn where_nothing_lies_the_tile_is_empty() {
    let snapshot = city_snapshot().await;
    for layer in Layer::ALL {
        assert!(
            encode(&snapshot, *layer, TileCoord::new(8, 0, 0).expect("a tile"), &Wish::default()).is_empty()
        );
    }
}
