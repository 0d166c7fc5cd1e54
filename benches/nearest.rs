//! The nearest of 300,000 posyandu. The yardsticks are a look at every one of
//! them, and an R-tree over plain degrees, which is fast and in the wrong order.

use criterion::{Criterion, criterion_group, criterion_main};
use geo::{Distance, Geodesic, Point};
use jangkau::domain::{Held, Holdings, PointQuality, Position, Posyandu, Service};
use jangkau::query::{Filter, nearest};
use jangkau::snapshot::Snapshot;
use rstar::RTree;

/// As many as Indonesia has.
const COUNT: u32 = 300_000;
const K: usize = 20;

fn near(criterion: &mut Criterion) {
    let places: Vec<[f64; 2]> = (0..COUNT).map(place).collect();
    let rows = places.iter().enumerate().map(|(index, &[lon, lat])| posyandu(index, lon, lat));
    let posyandu = rows.map(|row| Held { dataset: 0, row }).collect();
    let (snapshot, _) = Snapshot::build(Holdings { posyandu, ..Holdings::default() });
    let degrees = RTree::bulk_load(places.clone());
    let mut turn = 0;
    let mut asker = || {
        turn += 7_919;
        let [lon, lat] = place(turn % COUNT);
        (lon + 0.011, lat - 0.007)
    };
    let mut group = criterion.benchmark_group("nearest/20 of 300000");
    group.sample_size(20);
    group.bench_function("a look at every one", |bench| {
        bench.iter(|| by_looking(&places, asker()));
    });
    group.bench_function("R-tree over degrees", |bench| {
        bench.iter(|| {
            let (lon, lat) = asker();
            degrees.nearest_neighbor_iter([lon, lat]).take(K).copied().collect::<Vec<_>>()
        });
    });
    for (name, filter) in [
        ("jangkau", Filter::default()),
        (
            "jangkau, one in three offers it",
            Filter { service: Some(Service::Imunisasi), ..Filter::default() },
        ),
        ("jangkau, one in a thousand offers it", Filter { service: Some(Service::Kb), ..Filter::default() }),
    ] {
        group.bench_function(name, |bench| {
            bench.iter(|| {
                let (lon, lat) = asker();
                nearest(&snapshot.posyandu, Position::new(lon, lat).expect("a position"), K, &filter)
            });
        });
    }
    group.finish();
}

fn by_looking(places: &[[f64; 2]], (lon, lat): (f64, f64)) -> Vec<(f64, usize)> {
    let from = Point::new(lon, lat);
    let mut all: Vec<(f64, usize)> = (places.iter().enumerate())
        .map(|(index, &[lon, lat])| (Geodesic.distance(from, Point::new(lon, lat)), index))
        .collect();
    all.select_nth_unstable_by(K, |a, b| a.0.total_cmp(&b.0));
    all.truncate(K);
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all
}

/// Spread evenly over the islands' box, by two irrational steps.
fn place(index: u32) -> [f64; 2] {
    let step = |by: f64| (f64::from(index) * by).fract();
    [95.0 + 46.0 * step(0.754_877_666_246_693), -11.0 + 17.0 * step(0.569_840_290_998_053)]
}

fn posyandu(index: usize, lon: f64, lat: f64) -> Posyandu {
    let mut services = Vec::new();
    if index.is_multiple_of(3) {
        services.push(Service::Imunisasi);
    }
    if index.is_multiple_of(1_000) {
        services.push(Service::Kb);
    }
    Posyandu {
        id: format!("p-{index:06}").parse().expect("an id"),
        name: format!("Posyandu {index}"),
        area: format!("97.71.01.{}", 1_001 + index % 7).parse().expect("a code"),
        rw: None,
        position: Some(Position::new(lon, lat).expect("a position")),
        quality: PointQuality::Surveyed,
        stratum: None,
        services,
        schedule: None,
        puskesmas: None,
        confirmed: None,
        source: "bench".to_owned(),
    }
}

criterion_group!(benches, near);
criterion_main!(benches);
