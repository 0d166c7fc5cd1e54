//! Versions: staged, compared, published, rolled back, remembered.

use jangkau::app::{self, Outcome, Published, Request, Then};
use jangkau::domain::{About, Actor, DatasetMeta, VersionState};
use jangkau::import::Reading;
use jangkau::store::Store;
use time::macros::date;

use crate::support::{actor, city, gpkg, load_folder, meta, postgis};

fn about() -> About {
    About { source: None, licence: None, as_of: Some(date!(2026 - 01 - 31)) }
}

async fn stage(store: &Store, meta: DatasetMeta, bytes: &[u8]) -> i64 {
    let report = app::ingest(store, &request(meta, bytes, Then::Stage)).await.expect("the store answers");
    match report.outcome {
        Outcome::Staged { version } | Outcome::Unchanged { version } => version,
        other => panic!("{other:?}: {:?}", report.findings),
    }
}

fn request(meta: DatasetMeta, bytes: &[u8], then: Then) -> Request<'_> {
    Request {
        meta,
        file_name: "berkas.csv",
        bytes,
        reading: Reading::default(),
        actor: actor(),
        then,
        again: false,
        idempotency_key: None,
        worker: None,
    }
}

async fn on_both<F: AsyncFn(&Store)>(test: F) {
    let (store, _folder) = gpkg().await;
    test(&store).await;
    if let Some(store) = postgis().await {
        test(&store).await;
        store.close().await;
    }
}

async fn names(store: &Store) -> Vec<String> {
    store.load().await.expect("holdings").names.iter().map(|held| held.row.name.clone()).collect()
}

#[tokio::test]
async fn a_staged_version_is_shown_when_it_is_published_and_goes_when_it_is_rolled_back() {
    on_both(async |store| {
        let areas = || meta("areas", "wilayah");
        let first = stage(store, areas(), b"kode,nama\n97,Satu\n").await;
        assert!(names(store).await.is_empty(), "what is staged is not on the map");
        let revision = store.revision().await.expect("a revision");

        let done = app::publish(store, first, &about(), &actor()).await.expect("an answer");
        assert_eq!(done, Published::Done { previous: None });
        assert_eq!(names(store).await, ["Satu"]);
        assert!(store.revision().await.expect("a revision") > revision, "a running server must see it");
        let second = stage(store, areas(), b"kode,nama\n97,Dua\n").await;
        assert_eq!(names(store).await, ["Satu"]);
        let done = app::publish(store, second, &about(), &actor()).await.expect("an answer");
        assert_eq!(done, Published::Done { previous: Some(first) });
        assert_eq!(names(store).await, ["Dua"]);
        let again = app::publish(store, second, &about(), &actor()).await.expect("an answer");
        assert_eq!(again, Published::Already);

        let (kind, id) = ("areas".parse().expect("a kind"), "wilayah".parse().expect("an id"));
        let back = app::rollback(store, kind, &id, &actor()).await.expect("an answer");
        assert_eq!(back, Some((second, first)));
        assert_eq!(names(store).await, ["Satu"]);
        assert_eq!(app::rollback(store, kind, &id, &actor()).await.expect("an answer"), None);
        // What was rolled back can be published again.
        let done = app::publish(store, second, &about(), &actor()).await.expect("an answer");
        assert_eq!(done, Published::Done { previous: Some(first) });
        assert_eq!(names(store).await, ["Dua"]);

        let deeds: Vec<String> = store
            .history(100)
            .await
            .expect("a history")
            .into_iter()
            .rev()
            .map(|entry| entry.action)
            .collect();
        assert_eq!(deeds, ["stage", "publish", "stage", "publish", "rollback", "publish"]);
        assert_eq!(store.broken_history().await.expect("an answer"), None);
    })
    .await;
}

#[tokio::test]
async fn source_licence_and_day_are_known_before_a_version_is_published() {
    let (store, _folder) = gpkg().await;
    let bare = DatasetMeta { source: String::new(), licence: " ".to_owned(), ..meta("areas", "wilayah") };
    let version = stage(&store, bare, b"kode,nama\n97,Satu\n").await;
    let missing = app::publish(&store, version, &About::default(), &actor()).await.expect("an answer");
    assert_eq!(missing, Published::Missing(vec!["source", "licence", "as_of"]));
    assert!(names(&store).await.is_empty());
    let said = About { source: Some("Dinas".into()), licence: Some("CC0".into()), ..about() };
    let done = app::publish(&store, version, &said, &actor()).await.expect("an answer");
    assert_eq!(done, Published::Done { previous: None });
    let dataset = &store.load().await.expect("holdings").datasets[0];
    assert_eq!((dataset.meta.source.as_str(), dataset.meta.licence.as_str()), ("Dinas", "CC0"));
    let nothing = app::publish(&store, 99, &said, &actor()).await.expect("an answer");
    assert_eq!(nothing, Published::Unknown);
}

#[tokio::test]
async fn what_was_discarded_or_is_too_old_cannot_be_published() {
    on_both(async |store| {
        let mut versions = Vec::new();
        for name in ["a", "b", "c", "d", "e"] {
            let file = format!("kode,nama\n97,{name}\n");
            versions.push(stage(store, meta("areas", "wilayah"), file.as_bytes()).await);
        }
        let old = app::publish(store, versions[0], &about(), &actor()).await.expect("an answer");
        assert_eq!(old, Published::Gone, "three staged versions keep their rows");
        assert!(app::discard(store, versions[4], &actor()).await.expect("an answer"));
        assert!(!app::discard(store, versions[4], &actor()).await.expect("an answer"));
        let gone = app::publish(store, versions[4], &about(), &actor()).await.expect("an answer");
        assert_eq!(gone, Published::Gone);
        let state =
            |version| async move { store.version(version).await.expect("an answer").expect("a version") };
        assert_eq!(state(versions[4]).await.state, VersionState::Discarded);
        let kept = app::publish(store, versions[3], &about(), &actor()).await.expect("an answer");
        assert_eq!(kept, Published::Done { previous: None });
        assert_eq!(state(versions[3]).await.state, VersionState::Current);
    })
    .await;
}

#[tokio::test]
async fn the_same_file_read_the_same_way_is_one_version() {
    let (store, _folder) = gpkg().await;
    let file = b"kode,nama\n97,Satu\n";
    let first = stage(&store, meta("areas", "wilayah"), file).await;
    assert_eq!(stage(&store, meta("areas", "wilayah"), file).await, first);
    let said = Reading { encoding: Some("utf-8".to_owned()), ..Reading::default() };
    let request = Request { reading: said, ..request(meta("areas", "wilayah"), file, Then::Stage) };
    let other = app::ingest(&store, &request).await.expect("the store answers");
    assert!(matches!(other.outcome, Outcome::Staged { version } if version != first), "{other:?}");
    let keyed = Request { idempotency_key: Some("k-1".to_owned()), again: true, ..request };
    app::ingest(&store, &keyed).await.expect("the store answers");
    assert!(store.version_of_key("k-1").await.expect("an answer").is_some());
    assert_eq!(store.version_of_key("k-2").await.expect("an answer"), None);
}

#[tokio::test]
async fn a_file_that_was_taken_back_can_be_brought_again() {
    on_both(async |store| {
        let file = b"kode,nama\n97,Satu\n";
        let first = stage(store, meta("areas", "wilayah"), file).await;
        assert!(app::discard(store, first, &actor()).await.expect("an answer"));
        let second = stage(store, meta("areas", "wilayah"), file).await;
        assert_ne!(second, first);
        let done = app::publish(store, second, &about(), &actor()).await.expect("an answer");
        assert_eq!(done, Published::Done { previous: None });
    })
    .await;
}

#[tokio::test]
async fn the_same_file_is_another_version_once_a_name_in_it_is_decided() {
    let (store, _folder) = gpkg().await;
    load_folder(&store, &city()).await;
    let file = "kota,kelurahan,indikator,periode,pembilang,penyebut,sumber\n\
        Kota Rekaan,Melur,stunting-uji,2025-08,6,60,Dinas\nKota Rekaan,Melurr,stunting-uji,2025-07,7,60,Dinas\n";
    let first = stage(&store, meta("claims", "dinas"), file.as_bytes()).await;
    assert_eq!(stage(&store, meta("claims", "dinas"), file.as_bytes()).await, first);
    let (within, code) = ("97.71".parse().expect("a code"), "97.71.01.1001".parse().expect("a code"));
    store.decide_name(within, "Melurr", code, &actor()).await.expect("decided");
    let second = stage(&store, meta("claims", "dinas"), file.as_bytes()).await;
    assert_ne!(second, first);
    let (before, after) = (rows_of(&store, first).await, rows_of(&store, second).await);
    assert_eq!((before, after), (1, 2));
}

async fn rows_of(store: &Store, version: i64) -> i64 {
    store.version(version).await.expect("an answer").expect("a version").dataset.rows
}

#[tokio::test]
async fn a_difference_names_what_is_new_gone_and_different() {
    let (store, _folder) = gpkg().await;
    load_folder(&store, &city()).await;
    let text = std::fs::read_to_string(city().join("wilayah.csv")).expect("the list");
    let line = text.lines().find(|line| line.starts_with("97.71.01.1001")).expect("a kelurahan");
    let changed = format!(
        "{}\n97.71.01.1999,Baru,kelurahan,,,\n",
        text.replace(line, &line.replace("Melur", "Mawar")).trim()
    );
    let changed = if changed.contains("Mawar") { changed } else { panic!("{line}") };
    let header = text.lines().next().expect("a header").matches(',').count();
    let changed = changed
        .replace("97.71.01.1999,Baru,kelurahan,,,", &format!("97.71.01.1999,Baru{}", ",".repeat(header - 1)));
    let held = store.load().await.expect("holdings");
    let id =
        held.datasets.iter().find(|one| one.meta.kind.as_str() == "areas").expect("the list").meta.clone();
    let version = stage(&store, id, changed.as_bytes()).await;
    let found = app::difference(&store, version).await.expect("an answer").expect("a difference");
    let told: Vec<(&str, bool, bool)> = found
        .changes
        .iter()
        .map(|change| (change.key.as_str(), change.before.is_some(), change.after.is_some()))
        .collect();
    assert_eq!(told, [("97.71.01.1001", true, true), ("97.71.01.1999", false, true)]);
    assert_eq!(store.load().await.expect("holdings").names, held.names, "comparing changes nothing");
}

#[tokio::test]
async fn a_difference_of_boundaries_measures_how_far_they_move() {
    let (store, _folder) = gpkg().await;
    load_folder(&store, &city()).await;
    let text = std::fs::read_to_string(city().join("kelurahan.geojson")).expect("boundaries");
    let moved = text.replace("120.0102", "120.0112");
    assert_ne!(moved, text);
    let held = store.load().await.expect("holdings");
    let meta = held.datasets.iter().find(|one| one.meta.kind.as_str() == "boundaries").expect("boundaries");
    let version = stage(&store, meta.meta.clone(), moved.as_bytes()).await;
    let found = app::difference(&store, version).await.expect("an answer").expect("a difference");
    assert!(found.changes.is_empty() && !found.shapes.is_empty(), "{found:?}");
    // A thousandth of a degree at five degrees south is some 110.9 metres.
    let farthest = found.shapes.iter().map(|(_, _, change)| change.hausdorff_m).fold(0.0, f64::max);
    assert!(farthest > 20.0 && farthest < 115.0, "{farthest}");
    assert!(found.shapes.iter().all(|(_, _, change)| change.before_m2 > 1e5 && change.after_m2 > 1e5));
    let preview = app::preview(&store, version).await.expect("an answer").expect("a preview");
    assert_eq!(preview.staged.len(), held.areas.len());
    assert_eq!(preview.current.len(), held.areas.len());
}

#[tokio::test]
async fn a_history_that_was_changed_by_hand_shows() {
    let (store, folder) = gpkg().await;
    for name in ["a", "b", "c"] {
        stage(&store, meta("areas", "wilayah"), format!("kode,nama\n97,{name}\n").as_bytes()).await;
    }
    assert_eq!(store.broken_history().await.expect("an answer"), None);
    store.close().await;
    let path = folder.path().join("uji.gpkg");
    let pool = sqlx::SqlitePool::connect(path.to_str().expect("UTF-8")).await.expect("the file");
    sqlx::query("update history set actor = 'lain' where position = 2")
        .execute(&pool)
        .await
        .expect("changed");
    pool.close().await;
    let store = Store::open(path.to_str().expect("UTF-8")).await.expect("the store");
    assert_eq!(store.broken_history().await.expect("an answer"), Some(2));
}

#[tokio::test]
async fn mappings_and_decisions_about_names_are_kept_by_whoever_makes_them() {
    on_both(async |store| {
        let who = Actor { name: "Rini".to_owned(), role: "editor".to_owned() };
        store.put_mapping("dinkes", "{\"layer\":\"Agustus\"}", &who).await.expect("kept");
        store.put_mapping("dinkes", "{\"layer\":\"Juli\"}", &who).await.expect("kept");
        let kept = store.mappings().await.expect("mappings");
        assert_eq!(
            (kept.len(), kept[0].reading_json.as_str(), kept[0].actor.as_str()),
            (1, "{\"layer\":\"Juli\"}", "Rini")
        );
        assert!(store.delete_mapping("dinkes").await.expect("an answer"));
        assert!(!store.delete_mapping("dinkes").await.expect("an answer"));
        let (within, code) = ("97.71".parse().expect("a code"), "97.71.01.1001".parse().expect("a code"));
        store.decide_name(within, "Melor", code, &who).await.expect("decided");
        let decided = store.name_decisions().await.expect("decisions");
        assert_eq!((decided[0].name.as_str(), decided[0].code), ("Melor", code));
        assert!(store.forget_name(within, "Melor").await.expect("an answer"));
    })
    .await;
}
