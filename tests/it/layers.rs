//! Layers of points, properties, and tiles of several layers.

use std::collections::{BTreeMap, BTreeSet};

use fast_mvt::{MvtGeometry, MvtReaderRef, MvtValue};
use jangkau::domain::{Level, TileCoord};
use jangkau::snapshot::{SINGLE_FROM, Snapshot};
use jangkau::tile::{Joined, Layer, Layers, MAX_ZOOM, Wish, about, encode};
use jangkau::topology::{Grid, plane};

use crate::support::{Answer, city_snapshot, folder_snapshot, geodata, get, serve};

/// A point of a tile in cells of its zoom, with its properties.
struct Found {
    id: u64,
    cell: (i64, i64),
    properties: BTreeMap<String, MvtValue>,
}

fn points(coord: TileCoord, bytes: &[u8]) -> Vec<Found> {
    let mut found = Vec::new();
    if bytes.is_empty() {
        return found;
    }
    for layer in MvtReaderRef::new(bytes).expect("a vector tile").layers() {
        for feature in layer.features() {
            let MvtGeometry::Point(point) = feature.geometry().expect("a geometry") else {
                panic!("a layer of points holds something else")
            };
            let (x, y) = (i64::from(point.x()), i64::from(point.y()));
            assert!((0..4096).contains(&x) && (0..4096).contains(&y), "{coord}: {x},{y} is a neighbour's");
            found.push(Found {
                id: feature.id().expect("an id"),
                cell: (i64::from(coord.x()) * 4096 + x, i64::from(coord.y()) * 4096 + y),
                properties: feature
                    .properties()
                    .map(|property| property.expect("a property"))
                    .map(|(key, value)| (key.to_owned(), value.into_owned()))
                    .collect(),
            });
        }
    }
    found
}

/// Every tile of a zoom around the data, one more on each side.
fn around(snapshot: &Snapshot, zoom: u8) -> Vec<TileCoord> {
    let bounds = snapshot.areas.bounds().expect("areas");
    let tile = |lon: f64, lat: f64| {
        let cell = Grid::of_zoom(zoom).cell_of(plane::from_degrees(lon, lat));
        (cell.x / 4096, cell.y / 4096)
    };
    let (low, high) = (tile(bounds.min().x, bounds.max().y), tile(bounds.max().x, bounds.min().y));
    let coord = |x: i32, y: i32| TileCoord::new(zoom, u32::try_from(x).ok()?, u32::try_from(y).ok()?).ok();
    (low.0 - 1..=high.0 + 1).flat_map(|x| (low.1 - 1..=high.1 + 1).filter_map(move |y| coord(x, y))).collect()
}

fn all_points(snapshot: &Snapshot, zoom: u8, layer: Layer) -> Vec<Found> {
    around(snapshot, zoom)
        .into_iter()
        .flat_map(|coord| points(coord, &encode(snapshot, layer, coord, &Wish::default())))
        .collect()
}

fn number(found: &Found, property: &str) -> u64 {
    match found.properties.get(property) {
        Some(MvtValue::UInt(number)) => *number,
        None => 0,
        other => panic!("{other:?} is no count"),
    }
}

/// Where a position falls, worked out in floating point and another way.
#[expect(clippy::cast_possible_truncation, reason = "cells of the world are below 2^28")]
fn cell_of(lon: f64, lat: f64, zoom: u8) -> (i64, i64) {
    let cells = f64::from(1_u32 << zoom) * 4096.0;
    let sine = lat.to_radians().sin();
    let y = 0.5 - ((1.0 + sine) / (1.0 - sine)).ln() / (4.0 * std::f64::consts::PI);
    (((lon / 360.0 + 0.5) * cells + 0.5).floor() as i64, (y * cells + 0.5).floor() as i64)
}

/// At every zoom the counts of all tiles add up to the posyandu that have a
/// position, and each cluster is the square that a plain count by hand gives.
#[tokio::test]
async fn posyandu_are_counted_once_at_every_zoom() {
    for snapshot in [city_snapshot().await, folder_snapshot(&geodata()).await] {
        let placed: Vec<(f64, f64, bool)> = (0..snapshot.posyandu.all().len())
            .filter_map(|index| {
                let position = snapshot.posyandu.all()[index].position?;
                Some((position.lon(), position.lat(), snapshot.posyandu.is_sample(index)))
            })
            .collect();
        for zoom in 0..=MAX_ZOOM {
            let found = all_points(&snapshot, zoom, Layer::Posyandu);
            let ids: BTreeSet<u64> = found.iter().map(|one| one.id).collect();
            assert_eq!(ids.len(), found.len(), "zoom {zoom}: an id stands twice");
            if zoom >= SINGLE_FROM {
                assert_eq!(found.len(), placed.len(), "zoom {zoom}");
                continue;
            }
            let mut by_hand: BTreeMap<(i64, i64), (u64, u64)> = BTreeMap::new();
            for (lon, lat, sample) in &placed {
                let (x, y) = cell_of(*lon, *lat, zoom);
                let square = by_hand.entry((x / 512, y / 512)).or_default();
                *square = (square.0 + 1, square.1 + u64::from(*sample));
            }
            let drawn: BTreeMap<(i64, i64), (u64, u64)> = found
                .iter()
                .map(|one| {
                    let counts = (number(one, "count"), number(one, "count_sample"));
                    ((one.cell.0 / 512, one.cell.1 / 512), counts)
                })
                .collect();
            assert_eq!(drawn, by_hand, "zoom {zoom}");
            assert!(found.iter().all(|one| {
                one.properties.contains_key("sample") == (number(one, "count_sample") > 0)
                    && one.properties.contains_key("nama") == (number(one, "count") == 1)
            }));
        }
    }
}

/// Each area has one label a zoom, inside itself, always at the same place.
#[tokio::test]
async fn every_area_has_one_label_at_the_same_place_inside_it() {
    let snapshot = folder_snapshot(&geodata()).await;
    for zoom in 0..=MAX_ZOOM {
        let found = all_points(&snapshot, zoom, Layer::Labels);
        assert_eq!(found.len(), snapshot.areas.all().len(), "zoom {zoom}");
        for one in found {
            let area = snapshot.areas.all().iter().find(|area| area.code.number() == one.id);
            let area = area.expect("the id is a code");
            // The plane is whole numbers, so a cell next to the one in floating point is right too.
            let (x, y) = cell_of(area.label.lon(), area.label.lat(), zoom);
            let off = (one.cell.0 - x).abs().max((one.cell.1 - y).abs());
            assert!(off <= 1, "zoom {zoom}: the label of {} is {off} cells off", area.code);
            let label = geo::Point::new(area.label.lon(), area.label.lat());
            let wider = || snapshot.zooms.whole(snapshot.areas.find(area.code).expect("an area"));
            let shape = area.shape.clone().unwrap_or_else(wider);
            assert!(geo::Intersects::intersects(&shape, &label), "{} is outside", area.code);
        }
    }
}

#[tokio::test]
async fn labels_follow_the_levels_that_are_asked_for() {
    let snapshot = city_snapshot().await;
    let only = Wish { levels: Some(BTreeSet::from([Level::Kecamatan])), ..Wish::default() };
    let found: Vec<Found> = around(&snapshot, 9)
        .into_iter()
        .flat_map(|coord| points(coord, &encode(&snapshot, Layer::Labels, coord, &only)))
        .collect();
    assert_eq!(found.len(), snapshot.areas.of_level(Level::Kecamatan).len());
}

/// Names of the properties of each layer over all tiles.
fn occurring(snapshot: &Snapshot, layers: Layers, wish: &Wish) -> BTreeMap<String, BTreeSet<String>> {
    let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for coord in (0..=13).flat_map(|zoom| around(snapshot, zoom)) {
        let bytes = encode(snapshot, layers, coord, wish);
        if bytes.is_empty() {
            continue;
        }
        for layer in MvtReaderRef::new(&bytes).expect("a vector tile").layers() {
            let of_layer = names.entry(layer.name().to_owned()).or_default();
            for feature in layer.features() {
                of_layer.extend(feature.properties().map(|one| one.expect("a property").0.to_owned()));
            }
        }
    }
    names
}

fn said(snapshot: &Snapshot, layers: Layers, wish: &Wish) -> BTreeMap<String, BTreeSet<String>> {
    let layers = about(snapshot, layers, wish).layers;
    layers
        .into_iter()
        .map(|layer| (layer.layer.to_string(), layer.fields.into_iter().map(|(name, _)| name).collect()))
        .collect()
}

#[tokio::test]
async fn what_is_said_of_fields_is_what_stands_in_tiles() {
    let snapshot = city_snapshot().await;
    let layers: Layers = "areas,borders,labels,posyandu,kampung-kb".parse().expect("layers");
    let period = "2025-02".parse().expect("a period");
    let one = snapshot.indicator("stunting-uji").expect("an indicator");
    let other = snapshot.indicator("imunisasi-uji").expect("another");
    let two = Joined { indicators: BTreeSet::from([one, other]), period };
    let some = BTreeSet::from(["value".parse().expect("a property"), "kode".parse().expect("a property")]);
    // Nothing is invented in this city, and it has no figures of the second kind then.
    let never = ["sample", "count_sample"];
    for wish in [
        Wish::default(),
        Wish { joined: Some(Joined::one(one, period)), ..Wish::default() },
        Wish { joined: Some(Joined::one(one, period)), properties: Some(some.clone()), ..Wish::default() },
        Wish { joined: Some(two.clone()), ..Wish::default() },
        Wish { joined: Some(two), properties: Some(some), ..Wish::default() },
    ] {
        let (said, occurring) = (said(&snapshot, layers, &wish), occurring(&snapshot, layers, &wish));
        for (layer, names) in &said {
            let there = occurring.get(layer).cloned().unwrap_or_default();
            assert!(there.is_subset(names), "{layer}: {there:?} but {names:?} is said");
            let silent: Vec<&String> = names
                .difference(&there)
                .filter(|name| !never.contains(&name.as_str()) && !name.starts_with("imunisasi-uji."))
                .collect();
            assert!(silent.is_empty(), "{layer}: {silent:?} is said and occurs nowhere");
        }
    }
}

async fn tile(router: &axum::Router, tileset: &str) -> Answer {
    get(router, &format!("/v1/tiles/{tileset}")).await
}

/// A tile of several layers is the tiles of each, in the order of the list.
#[tokio::test]
async fn several_layers_come_in_one_tile() {
    let snapshot = city_snapshot().await;
    let at = around(&snapshot, 10)[4];
    let router = serve(snapshot);
    let one = |name: &'static str| {
        let router = router.clone();
        async move { tile(&router, &format!("{name}/{at}.mvt")).await.body }
    };
    let both = tile(&router, &format!("areas,posyandu/{at}.mvt")).await;
    assert_eq!(both.body, [one("areas").await, one("posyandu").await].concat());
    let turned = tile(&router, &format!("posyandu,areas/{at}.mvt")).await;
    assert_eq!((turned.status.as_u16(), &turned.body), (200, &both.body));
    let about = tile(&router, "posyandu,areas.json").await.json();
    let address = about["tiles"][0].as_str().expect("an address");
    let versioned = address.replace("{z}/{x}/{y}", &at.to_string());
    let path = versioned.split_once("uji.invalid").expect("our host").1;
    assert!(path.starts_with("/v1/tiles/areas,posyandu@"), "{path}");
    let kept = get(&router, path).await;
    assert_eq!(kept.body, both.body);
    assert!(kept.header("cache-control").expect("it says").contains("immutable"));
    assert_eq!(about["vector_layers"].as_array().expect("layers").len(), 2);
    let gone = tile(&router, &format!("areas,posyandu@0123456789ab-0123456789ab/{at}.mvt")).await;
    assert_eq!(gone.status.as_u16(), 410);
}

#[tokio::test]
async fn addresses_of_tiles_that_ask_for_nonsense_are_refused_with_a_reason() {
    let router = serve(city_snapshot().await);
    let figures = "indicator=stunting-uji,imunisasi-uji&period=2025-08";
    for (address, status, reason) in [
        ("areas,roads/0/0/0.mvt", 404, "roads"),
        ("areas,,posyandu/0/0/0.mvt", 404, "none of"),
        ("areas,areas/0/0/0.mvt", 400, "twice"),
        ("areas,areas.json", 400, "twice"),
        ("areas/0/0/0.mvt?properties=kode,nam", 400, "kode, nama, tingkat"),
        ("areas/0/0/0.mvt?properties=value", 400, "none of"),
        ("areas/0/0/0.mvt?properties=", 400, "none of"),
        ("posyandu/0/0/0.mvt?properties=tingkat", 400, "none of"),
        ("posyandu/0/0/0.mvt?levels=kota", 400, "only the layer"),
        ("areas/0/0/0.mvt?indicator=stunting-uji,stunting-uji&period=2025-08", 400, "twice"),
        ("areas/0/0/0.mvt?indicator=stunting-uji,&period=2025-08", 404, "catalogue"),
        ("posyandu/0/0/0.mvt?indicator=stunting-uji&period=2025-08", 400, "only the layer areas"),
        (&format!("labels/0/0/0.mvt?{figures}"), 400, "only the layer areas"),
    ] {
        let answer = tile(&router, address).await;
        let document = answer.json();
        let detail = document["detail"].as_str().expect("a problem says what");
        assert_eq!((answer.status.as_u16(), detail.contains(reason)), (status, true), "{address}: {detail}");
    }
    for address in [
        "labels/0/0/0.mvt?levels=kota&properties=nama",
        "posyandu,areas/0/0/0.mvt?properties=count",
        &format!("areas/0/0/0.mvt?{figures}"),
        &format!("areas,labels.json?{figures}&properties=value,nama"),
    ] {
        assert_eq!(tile(&router, address).await.status.as_u16(), 200, "{address}");
    }
}
