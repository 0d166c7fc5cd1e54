//! Boundaries from the file to the snapshot. The yardstick is serde_json, which
//! only parses the text; the rest is what the checks and the topology cost.

mod data;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jangkau::snapshot::Snapshot;

fn import(criterion: &mut Criterion) {
    for (name, file) in data::boundary_files() {
        let mut group = criterion.benchmark_group(format!("import/{name}"));
        group.sample_size(10).throughput(Throughput::Bytes(file.len() as u64));
        group.bench_function("serde_json reads text", |bench| {
            bench.iter(|| serde_json::from_slice::<serde_json::Value>(&file).expect("JSON"));
        });
        group.bench_function("the geojson crate reads features", |bench| {
            bench.iter(|| {
                let text = std::str::from_utf8(&file).expect("text");
                geojson::FeatureCollection::try_from(text.parse::<geojson::GeoJson>().expect("GeoJSON"))
            });
        });
        group.bench_function("rows and findings", |bench| bench.iter(|| data::areas(&file)));
        let holdings = data::holdings(data::areas(&file));
        group.bench_function("snapshot with topology", |bench| {
            bench.iter_batched(|| holdings.clone(), Snapshot::build, criterion::BatchSize::PerIteration);
        });
        group.finish();
    }
}

criterion_group!(benches, import);
criterion_main!(benches);
