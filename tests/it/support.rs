//! What the tests share: the invented city, stores to put it in, and a way to
//! ask the router.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use jangkau::app::{self, Live, Report, Then};
use jangkau::domain::{Actor, DatasetMeta};
use jangkau::http::{Server, Settings, router};
use jangkau::import::{Reading, read_manifest};
use jangkau::snapshot::Snapshot;
use jangkau::store::Store;
use tempfile::TempDir;
use tower::ServiceExt;

/// The folder of this project.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of the invented city.
pub fn city() -> PathBuf {
    root().join("tests/fixtures/kota-rekaan")
}

/// The folder of the real data.
pub fn geodata() -> PathBuf {
    root().join("geodata")
}

/// Whether a skipped test is a failure: in CI, and where asked for.
fn no_skips() -> bool {
    std::env::var_os("CI").is_some() || std::env::var_os("JANGKAU_TEST_NO_SKIP").is_some()
}

/// Says loudly that something is skipped; where skips are failures, fails.
pub fn skip(what: &str, why: &str) {
    assert!(!no_skips(), "{what} must run here, but {why}");
    eprintln!("SKIPPED: {what}: {why}");
}

/// A store in a GeoPackage of its own.
pub async fn gpkg() -> (Store, TempDir) {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("uji.gpkg");
    let store = Store::open(path.to_str().expect("a path in UTF-8")).await.expect("a new store");
    (store, folder)
}

/// A store in a PostGIS database of its own; none where there is no server.
pub async fn postgis() -> Option<Store> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let Ok(server) = std::env::var("JANGKAU_TEST_POSTGIS") else {
        skip("the PostGIS half of a test", "JANGKAU_TEST_POSTGIS names no server");
        return None;
    };
    let name = format!("uji_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let admin = sqlx::PgPool::connect(&format!("{server}/postgres")).await.expect("the server answers");
    let create = sqlx::AssertSqlSafe(format!("create database {name}"));
    sqlx::query(create).execute(&admin).await.expect("a new database");
    admin.close().await;
    Some(Store::open(&format!("{server}/{name}")).await.expect("a new store"))
}

/// Imports every file of a folder's manifest.
pub async fn load_folder(store: &Store, folder: &Path) -> Vec<Report> {
    let manifest = std::fs::read(folder.join("manifest.json")).expect("a manifest");
    let manifest = read_manifest(&manifest).expect("a sound manifest");
    let mut reports = Vec::new();
    for entry in manifest.entries {
        let bytes = std::fs::read(folder.join(&entry.file)).expect("a file of the manifest");
        reports.push(import(store, entry.meta, &entry.file, &bytes).await);
    }
    for include in manifest.include {
        let folder = folder.join(include);
        let folder = folder.parent().expect("a manifest lies in a folder").to_owned();
        reports.extend(Box::pin(load_folder(store, &folder)).await);
    }
    reports
}

/// Imports one file.
pub async fn import(store: &Store, meta: DatasetMeta, file_name: &str, bytes: &[u8]) -> Report {
    let request = app::Request {
        meta,
        file_name,
        bytes,
        reading: Reading::default(),
        actor: actor(),
        then: Then::Publish,
        again: false,
        idempotency_key: None,
        worker: None,
    };
    app::ingest(store, &request).await.expect("the store answers")
}

/// Who imports in tests.
pub fn actor() -> Actor {
    Actor { name: "uji".to_owned(), role: "editor".to_owned() }
}

/// What is known of a dataset, for tests that do not care.
pub fn meta(kind: &str, id: &str) -> DatasetMeta {
    DatasetMeta {
        id: id.parse().expect("a dataset id"),
        kind: kind.parse().expect("a dataset kind"),
        sample: false,
        source: "uji".to_owned(),
        licence: "CC0-1.0".to_owned(),
        as_of: None,
    }
}

/// The invented city, loaded into a store and frozen.
pub async fn city_snapshot() -> Snapshot {
    folder_snapshot(&city()).await
}

/// A folder, loaded into a store and frozen.
pub async fn folder_snapshot(folder: &Path) -> Snapshot {
    let (store, _folder) = gpkg().await;
    load_folder(&store, folder).await;
    Snapshot::build(store.load().await.expect("what was stored")).0
}

/// A router over a snapshot.
pub fn serve(snapshot: Snapshot) -> Router {
    serve_as(snapshot, Settings::default())
}

/// A router over a snapshot, with settings.
pub fn serve_as(snapshot: Snapshot, settings: Settings) -> Router {
    router(Server::new(Arc::new(Live::new(snapshot)), settings))
}

/// An answer of the router.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("a JSON body")
    }

    /// A header as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("a text header"))
    }
}

/// Asks with GET.
pub async fn get(router: &Router, address: &str) -> Answer {
    ask(router, Request::get(address).header("host", "uji.invalid").body(Body::empty()).expect("a request"))
        .await
}

/// Asks.
pub async fn ask(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.expect("a router never fails");
    let (parts, body) = response.into_parts();
    let body = body.collect().await.expect("a whole body").to_bytes().to_vec();
    Answer { status: parts.status, headers: parts.headers, body }
}

/// Numbers that look random and are the same in every run (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// A number between two others.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a random fraction")]
        let fraction = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        low + (high - low) * fraction
    }
}

/// The answer to a GET with more headers.
pub async fn get_with(router: &axum::Router, address: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(address).header("host", "uji.invalid");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    ask(router, request.body(Body::empty()).expect("a request")).await
}
