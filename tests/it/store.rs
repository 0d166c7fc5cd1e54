//! Nouns → rows → nouns, on both databases.

use jangkau::app::{self, Outcome};
use jangkau::domain::Holdings;
use jangkau::snapshot::Snapshot;
use jangkau::store::Store;
use time::OffsetDateTime;

use crate::support::{actor, city, gpkg, import, load_folder, meta, postgis};

/// Runs a test on a GeoPackage, and on PostGIS where there is a server.
async fn on_both<F: AsyncFn(&Store)>(test: F) {
    let (store, _folder) = gpkg().await;
    test(&store).await;
    if let Some(store) = postgis().await {
        test(&store).await;
        store.close().await;
    }
}

/// What a store holds, without the moments of its imports.
async fn timeless(store: &Store) -> Holdings {
    let mut holdings = store.load().await.expect("what was stored");
    for dataset in &mut holdings.datasets {
        dataset.imported_at = OffsetDateTime::UNIX_EPOCH;
    }
    holdings
}

#[tokio::test]
async fn what_was_stored_comes_back_the_same() {
    on_both(async |store| {
        let context = crate::import::context();
        load_folder(store, &city()).await;
        let holdings = timeless(store).await;
        let read = |kind: &str, file: &str| {
            let bytes = std::fs::read(city().join(file)).expect("a file");
            jangkau::import::read(kind.parse().expect("a kind"), &bytes, &context).expect("a sound file").rows
        };
        fn plain<T: Clone>(held: &[jangkau::domain::Held<T>]) -> Vec<T> {
            held.iter().map(|held| held.row.clone()).collect()
        }
        use jangkau::domain::Rows;
        assert_eq!(read("areas", "wilayah.csv"), Rows::Areas(plain(&holdings.names)));
        assert_eq!(read("boundaries", "kelurahan.geojson"), Rows::Boundaries(plain(&holdings.areas)));
        assert_eq!(read("catalogue", "katalog.json"), Rows::Catalogue(plain(&holdings.indicators)));
        assert_eq!(read("claims", "klaim.csv"), Rows::Claims(plain(&holdings.claims)));
        assert_eq!(read("kampung-kb", "kampung_kb.csv"), Rows::KampungKb(plain(&holdings.events)));
        assert_eq!(read("programmes", "program.csv"), Rows::Programmes(plain(&holdings.programmes)));
        assert_eq!(read("posyandu", "posyandu.csv"), Rows::Posyandu(plain(&holdings.posyandu)));
    })
    .await;
}

#[tokio::test]
async fn every_column_of_the_cycle_comes_back_the_same() {
    on_both(async |store| {
        use jangkau::domain::Rows;
        let folder = crate::support::geodata().join("contoh");
        let mut read = Vec::new();
        for (kind, file) in [
            ("kampung-kb", "kampung_kb.csv"),
            ("agencies", "opd.csv"),
            ("problems", "masalah.csv"),
            ("programmes", "program.csv"),
        ] {
            let bytes = std::fs::read(folder.join(file)).expect("a file");
            let context = crate::import::context();
            let rows = jangkau::import::read(kind.parse().expect("a kind"), &bytes, &context);
            read.push(rows.expect("a sound file").rows);
            import(store, meta(kind, "siklus"), file, &bytes).await;
        }
        let holdings = store.load().await.expect("holdings");
        fn plain<T: Clone>(held: &[jangkau::domain::Held<T>]) -> Vec<T> {
            held.iter().map(|held| held.row.clone()).collect()
        }
        let stored = [
            Rows::KampungKb(plain(&holdings.events)),
            Rows::Agencies(plain(&holdings.agencies)),
            Rows::Problems(plain(&holdings.problems)),
            Rows::Programmes(plain(&holdings.programmes)),
        ];
        assert!(read == stored, "the store changed a row");
    })
    .await;
}

#[tokio::test]
async fn both_databases_hold_the_same_and_give_the_same_versions() {
    let (file, _folder) = gpkg().await;
    let Some(server) = postgis().await else { return };
    load_folder(&file, &city()).await;
    load_folder(&server, &city()).await;
    let (one, other) = (timeless(&file).await, timeless(&server).await);
    assert_eq!(one, other);
    assert_eq!(Snapshot::build(one).0.versions, Snapshot::build(other).0.versions);
    server.close().await;
}

#[tokio::test]
async fn the_same_file_twice_is_one_version() {
    on_both(async |store| {
        let names = b"kode,nama\n97,x\n";
        let first = import(store, meta("areas", "wilayah"), "a.csv", names).await;
        let revision = store.revision().await.expect("a revision");
        let second = import(store, meta("areas", "wilayah"), "b.csv", names).await;
        assert_eq!(first.outcome, Outcome::Stored { version: 1 });
        assert_eq!(second.outcome, Outcome::Unchanged { version: 1 });
        assert_eq!(store.revision().await.expect("a revision"), revision, "nothing changed");
        let other = import(store, meta("areas", "wilayah"), "a.csv", b"kode,nama\n97,y\n").await;
        assert_eq!(other.outcome, Outcome::Stored { version: 2 });
        assert_eq!(store.load().await.expect("holdings").names[0].row.name, "y");
    })
    .await;
}

#[tokio::test]
async fn a_dry_run_and_a_refused_file_leave_nothing_behind() {
    on_both(async |store| {
        let bytes = b"kode,nama\n97,x\n";
        let request = app::Request {
            meta: meta("areas", "wilayah"),
            file_name: "a.csv",
            bytes,
            reading: jangkau::import::Reading::default(),
            actor: actor(),
            then: app::Then::Nothing,
            again: false,
            idempotency_key: None,
            worker: None,
        };
        let report = app::ingest(store, &request).await.expect("the store answers");
        assert_eq!((report.outcome, report.rows), (Outcome::WouldStore, 1));
        let report = import(store, meta("areas", "wilayah"), "a.csv", b"kode\n97\n").await;
        assert_eq!(report.outcome, Outcome::Refused);
        assert!(store.datasets().await.expect("datasets").is_empty());
        assert_eq!(store.revision().await.expect("a revision"), 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_removed_is_remembered_and_comes_back() {
    on_both(async |store| {
        load_folder(store, &city()).await;
        let id = "klaim".parse().expect("an id");
        assert_eq!(store.remove(&id, &actor()).await.expect("removed").len(), 1);
        assert!(store.remove(&id, &actor()).await.expect("nothing left").is_empty());
        assert!(store.load().await.expect("holdings").claims.is_empty());
        let known = store.datasets().await.expect("datasets");
        assert!(known.iter().any(|(_, known, on_map)| *known == id && !on_map));
        assert_eq!(store.restore(&id, &actor()).await.expect("restored").len(), 1);
        assert_eq!(store.load().await.expect("holdings").claims.len(), 20);
    })
    .await;
}

#[tokio::test]
async fn importing_a_removed_file_brings_it_back_as_the_same_version() {
    on_both(async |store| {
        let names = b"kode,nama\n97,x\n";
        import(store, meta("areas", "wilayah"), "a.csv", names).await;
        store.remove(&"wilayah".parse().expect("an id"), &actor()).await.expect("removed");
        let again = import(store, meta("areas", "wilayah"), "a.csv", names).await;
        assert_eq!(again.outcome, Outcome::Unchanged { version: 1 });
        assert_eq!(store.load().await.expect("holdings").names.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_import_gives_its_findings_to_the_history() {
    on_both(async |store| {
        import(store, meta("areas", "wilayah"), "a.csv", b"kode,nama\n97,x\n9771,y\n").await;
        let findings = store.findings(1).await.expect("an answer").expect("findings of version 1");
        let findings = jangkau::import::from_kept(findings, 10);
        let findings: serde_json::Value = serde_json::from_str(&findings).expect("JSON");
        assert_eq!(findings[0]["code"], "code_scheme");
        assert_eq!(findings[0]["line"], 3);
        assert_eq!(store.findings(99).await.expect("an answer"), None);
    })
    .await;
}

/// Readers see the whole of one import or the whole of another.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn readers_never_see_half_an_import() {
    on_both(async |store| {
        let file = |name: &str| {
            let rows: Vec<String> = (1..=300).map(|n| format!("97.71.01.{},{name}", 1_000 + n)).collect();
            format!("kode,nama\n{}\n", rows.join("\n")).into_bytes()
        };
        import(store, meta("areas", "wilayah"), "a.csv", &file("a")).await;
        let writer = {
            let store = store.clone();
            tokio::spawn(async move {
                for round in 0..12 {
                    let name = if round % 2 == 0 { "b" } else { "a" };
                    import(&store, meta("areas", "wilayah"), "x.csv", &file(name)).await;
                }
            })
        };
        while !writer.is_finished() {
            let names = store.load().await.expect("holdings").names;
            assert_eq!(names.len(), 300);
            assert!(names.iter().all(|held| held.row.name == names[0].row.name), "two imports mixed");
        }
        writer.await.expect("the writer ends well");
    })
    .await;
}

#[tokio::test]
async fn the_three_versions_published_last_keep_their_rows() {
    let (store, _folder) = gpkg().await;
    for name in ["a", "b", "c", "d"] {
        import(&store, meta("areas", "wilayah"), "a.csv", format!("kode,nama\n97,{name}\n").as_bytes()).await;
    }
    let path = store.file().expect("a file").to_owned();
    store.close().await;
    let pool = sqlx::SqlitePool::connect(path.to_str().expect("UTF-8")).await.expect("the file opens");
    let kept: Vec<(i64, String)> = sqlx::query_as("select version, nama from area_name order by version")
        .fetch_all(&pool)
        .await
        .expect("rows");
    assert_eq!(kept, [(2, "b".to_owned()), (3, "c".to_owned()), (4, "d".to_owned())]);
    let history: i64 =
        sqlx::query_scalar("select count(*) from version").fetch_one(&pool).await.expect("a count");
    assert_eq!(history, 4, "the history keeps every version");
}

#[tokio::test]
async fn both_databases_have_the_same_tables_and_columns() {
    let (file, _folder) = gpkg().await;
    let Some(server) = postgis().await else { return };
    let Store::Gpkg { pool, .. } = &file else { panic!("not a file") };
    let Store::Postgis(server_pool) = &server else { panic!("not a server") };
    let ours: Vec<(String, String)> = sqlx::query_as(
        "select t.name, c.name from sqlite_master t join pragma_table_info(t.name) c
         where t.type in ('table', 'view') and t.name not like 'gpkg_%' and t.name not like 'sqlite_%'
         and t.name not like '\\_%' escape '\\' order by 1, 2",
    )
    .fetch_all(pool)
    .await
    .expect("columns");
    let theirs: Vec<(String, String)> = sqlx::query_as(
        "select table_name::text, column_name::text from information_schema.columns
         where table_schema = 'public' and table_name not in
         ('spatial_ref_sys', 'geometry_columns', 'geography_columns', '_sqlx_migrations')
         order by table_name collate \"C\", column_name collate \"C\"",
    )
    .fetch_all(server_pool)
    .await
    .expect("columns");
    assert_eq!(ours, theirs);
    assert!(ours.len() > 100, "the comparison found {} columns", ours.len());
    server.close().await;
}

#[tokio::test]
async fn no_table_of_the_data_file_is_about_accounts_or_secrets() {
    let (store, _folder) = gpkg().await;
    let Store::Gpkg { pool, .. } = &store else { panic!("not a file") };
    let columns: Vec<(String, String)> = sqlx::query_as(
        "select t.name, c.name from sqlite_master t join pragma_table_info(t.name) c where t.type = 'table'",
    )
    .fetch_all(pool)
    .await
    .expect("columns");
    let words =
        ["password", "secret", "token", "session", "account", "user_name", "email", "nik", "tgl_lahir"];
    let suspicious: Vec<&(String, String)> = columns
        .iter()
        .filter(|(table, column)| words.iter().any(|word| table.contains(word) || column == word))
        .collect();
    assert!(suspicious.is_empty(), "{suspicious:?}");
}

#[tokio::test]
async fn an_address_that_is_none_is_refused_without_its_password() {
    for address in ["", "mysql://root:rahasia@localhost/x"] {
        let error = Store::open(address).await.expect_err("refused").to_string();
        assert!(!error.contains("localhost") || !error.contains("rahasia@"), "{error}");
    }
    let error = Store::open("postgres://u:rahasia@127.0.0.1:1/x").await.expect_err("nobody is there");
    assert!(!format!("{error} {error:?}").contains("rahasia"), "{error:?}");
}
