//! The invented sample that ships is the one that the program makes, and it is
//! marked as invented wherever it appears.

use std::collections::BTreeMap;

use jangkau::domain::{Level, State};
use jangkau::sample::generate;
use jangkau::snapshot::Snapshot;

use crate::support::{city, folder_snapshot, geodata, get, gpkg, load_folder, serve};

/// From which number the shipped sample grew.
const SEED: u64 = 3375;

#[test]
fn the_shipped_sample_is_the_one_that_the_program_makes() {
    let read = |kind: &str, file: &str| {
        let bytes = std::fs::read(geodata().join(file)).expect("a file");
        let context = jangkau::import::Context::default();
        jangkau::import::read(kind.parse().expect("a kind"), &bytes, &context).expect("a sound file").rows
    };
    use jangkau::domain::Rows;
    let (Rows::Boundaries(areas), Rows::Areas(names)) =
        (read("boundaries", "kelurahan.geojson"), read("areas", "wilayah.csv"))
    else {
        panic!("not boundaries and names")
    };
    for file in generate(&areas, &names, SEED).expect("a sample") {
        let shipped = std::fs::read(geodata().join("contoh").join(file.name)).expect("a shipped file");
        assert!(shipped == file.bytes, "geodata/contoh/{} is not what `jangkau sample` makes", file.name);
    }
}

#[tokio::test]
async fn the_sample_of_another_city_loads_by_the_same_commands() {
    let (store, folder) = gpkg().await;
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_jangkau"))
        .args(["sample", "--seed", "7"])
        .arg(city().join("kelurahan.geojson"))
        .arg(city().join("wilayah.csv"))
        .arg(folder.path().join("contoh"))
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    load_folder(&store, &city()).await;
    load_folder(&store, &folder.path().join("contoh")).await;
    let (snapshot, _) = Snapshot::build(store.load().await.expect("holdings"));
    let index = snapshot.indicator("contoh-stunting").expect("the sample's indicator");
    assert_eq!(snapshot.public.periods(index, Level::Kelurahan).len(), 8);
}

#[tokio::test]
async fn the_map_of_the_sample_speaks_in_every_state() {
    let snapshot = folder_snapshot(&geodata()).await;
    let mut seen: BTreeMap<State, usize> = BTreeMap::new();
    for (key, column) in snapshot.public.columns() {
        if key.level == Level::Kelurahan && snapshot.indicators[key.indicator].id.is_sample() {
            for cell in &column.cells {
                *seen.entry(cell.shown.state()).or_default() += 1;
            }
        }
    }
    assert_eq!(seen.len(), State::ALL.len(), "{seen:?}");
}

#[tokio::test]
async fn invented_figures_are_marked_and_leave_when_the_sample_is_removed() {
    let (store, _folder) = gpkg().await;
    load_folder(&store, &geodata()).await;
    let router = serve(Snapshot::build(store.load().await.expect("holdings")).0);
    let values = get(&router, "/v1/values/contoh-stunting/2025-08/kelurahan").await.json();
    assert_eq!(values["sample"], true);
    assert!(values["sources"].as_array().expect("sources").iter().all(|source| source["sample"] == true));
    let catalog = get(&router, "/v1/catalog").await.json();
    for indicator in catalog["indicators"].as_array().expect("indicators") {
        let id = indicator["id"].as_str().expect("an id");
        assert_eq!(indicator["sample"], id.starts_with("contoh-"), "{id}");
    }
    let style = get(&router, "/v1/styles/contoh-stunting.json").await.json();
    assert!(style["name"].as_str().expect("a name").contains("DATA CONTOH"));

    store.remove(&"contoh".parse().expect("an id"), &crate::support::actor()).await.expect("removed");
    let router = serve(Snapshot::build(store.load().await.expect("holdings")).0);
    let catalog = get(&router, "/v1/catalog").await;
    assert!(!String::from_utf8_lossy(&catalog.body).contains("contoh"), "something invented is left");
    assert_eq!(catalog.json()["sample"], false);
    assert_eq!(get(&router, "/v1/values/contoh-stunting/2025-08/kelurahan").await.status, 404);
    let real = get(&router, "/v1/values/stunting-ssgi/2024/kota").await.json();
    assert_eq!(real["values"][0]["value"], 17.68);
    assert_eq!(real["values"][0]["published"], true);
    let city = get(&router, "/v1/kampung-kb?on=2023-07-17").await.json();
    assert_eq!((&city["existing"], &city["kelurahan"]), (&18.into(), &27.into()));
}
