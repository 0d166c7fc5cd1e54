//! The whole country, when its villages lie beside the project.

mod data;

use std::time::Instant;

use jangkau::domain::{Level, TileCoord};
use jangkau::snapshot::Snapshot;
use jangkau::tile::{Layer, Wish, encode};

fn rss() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().filter(|l| l.starts_with("VmRSS") || l.starts_with("VmHWM")).collect::<Vec<_>>().join(" ")
}

fn repeat() -> usize { std::env::var("REPEAT").ok().and_then(|v| v.parse().ok()).unwrap_or(1) }

fn main() {
    let file = data::country().expect("file");
    let t = Instant::now();
    let areas = data::areas(&file);
    drop(file);
    println!("import {:.2}s {}", t.elapsed().as_secs_f64(), rss());
    let t = Instant::now();
    let (snapshot, anomalies) = Snapshot::build(data::holdings(areas));
    println!("build {:.2}s {} anomalies {}", t.elapsed().as_secs_f64(), rss(), anomalies.len());
    drop(anomalies);
    if std::env::var("COUNTS").is_ok() { return; }
    let t = Instant::now();
    snapshot.zooms.prepare(0, &[Level::Kelurahan]);
    println!("prepare {:.2}s {}", t.elapsed().as_secs_f64(), rss());
    if repeat() == 1 { for zoom in 0..=16 {
        let t = Instant::now();
        let n: usize = snapshot.zooms.within(zoom, Level::Kelurahan, jangkau::topology::Point{x:0,y:0}, jangkau::topology::Point{x:i32::MAX,y:i32::MAX}).len();
        println!("z{zoom} {:.2}s {n} {}", t.elapsed().as_secs_f64(), rss());
    } }
    let list = std::fs::read_to_string("../shared/bench/peers/tiles.txt").expect("list");
    let wish = Wish { levels: Some([Level::Kelurahan].into()), ..Wish::default() };
    let mut by: std::collections::BTreeMap<u8, (usize, f64, usize, f64)> = Default::default();
    for _ in 0..repeat() { for line in list.lines() {
        let p: Vec<u32> = line.split('/').map(|v| v.parse().expect("number")).collect();
        let z = p[0] as u8;
        let t = Instant::now();
        let bytes = encode(&snapshot, Layer::Areas, TileCoord::new(z, p[1], p[2]).expect("tile"), &wish);
        let s = t.elapsed().as_secs_f64();
        let e = by.entry(z).or_default();
        e.0 += 1; e.1 += s; e.2 += bytes.len(); e.3 = e.3.max(s);
    } }
    for (z, (n, s, b, m)) in &by { println!("z{z} n={n} mean {:.3}ms max {:.3}ms bytes {}", s * 1e3 / *n as f64, m * 1e3, b / n); }
    println!("all {:.1} tiles/s", (500 * repeat()) as f64 / by.values().map(|v| v.1).sum::<f64>());
}
