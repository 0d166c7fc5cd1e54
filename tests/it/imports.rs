//! Imports over HTTP: sent, watched, looked at, published, rolled back.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use jangkau::account::Role;
use jangkau::app::{Imports, Live, load};
use jangkau::http::{Server, Settings, router};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::accounts::{accounts, console};
use crate::support::{Answer, ask, city, gpkg, load_folder};

struct Office {
    router: Router,
    token: String,
    _folders: (TempDir, TempDir),
}

async fn office() -> Office {
    let (store, folder) = gpkg().await;
    load_folder(&store, &city()).await;
    let (accounts, _, other) = accounts().await;
    let made = accounts.create_token(&console(), &"Uji".parse().expect("a name"), Role::Editor, 9).await;
    let token = format!("Bearer {}", made.expect("a token").reveal());
    let live = Arc::new(Live::new(load(&store).await.expect("a snapshot")));
    let worker = PathBuf::from(env!("CARGO_BIN_EXE_jangkau"));
    let server = Server::with_accounts(live, Settings::default(), Some(Arc::new(accounts)))
        .taking_imports(Imports::new(store, Some(worker)));
    Office { router: router(server), token, _folders: (folder, other) }
}

impl Office {
    async fn send(&self, method: &str, address: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(address)
            .header("host", "uji.invalid")
            .header("authorization", &self.token);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        ask(&self.router, request.body(Body::from(body)).expect("a request")).await
    }

    async fn get(&self, address: &str) -> Answer {
        self.send("GET", address, &[], Vec::new()).await
    }

    async fn post(&self, address: &str, body: Value) -> Answer {
        self.send("POST", address, &[("content-type", "application/json")], body.to_string().into_bytes())
            .await
    }

    /// Sends a file and waits for its report.
    async fn import(&self, query: &str, file: &[u8]) -> Value {
        let answer = self.send("POST", &format!("/v1/imports?{query}"), &[], file.to_vec()).await;
        assert_eq!(answer.status, 202, "{}", String::from_utf8_lossy(&answer.body));
        let address = answer.header("location").expect("an address").to_owned();
        for _ in 0..600 {
            let job = self.get(&address).await.json();
            if job["state"] == "done" {
                return job["report"].clone();
            }
            assert!(job["state"] == "waiting" || job["state"] == "working", "{job}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the job does not end");
    }
}

const ABOUT: &str = "source=uji&licence=CC0-1.0&as_of=2026-01-31";

#[tokio::test(flavor = "multi_thread")]
async fn a_file_goes_all_the_way_and_back() {
    let office = office().await;
    let file = b"kode;nama\n97;Provinsi Rekaan\n97.71;Kota Rekaan\n97.7;salah\n";
    let report =
        office.import(&format!("kind=areas&dataset=daftar&file_name=daftar.csv&{ABOUT}"), file).await;
    assert_eq!(
        (&report["outcome"], &report["rows"], &report["found"]),
        (&json!("staged"), &json!(2), &json!(1))
    );
    assert_eq!(report["taken"]["separator"], "semicolon");
    assert_eq!(report["totals"]["code_format"], 1);
    assert_eq!(report["findings"][0]["line"], 4);
    let version = report["version"].as_i64().expect("a version");
    let at = |rest: &str| format!("/v1/imports/{version}{rest}");

    let shown = office.get(&at("")).await.json();
    assert_eq!((&shown["state"], &shown["file_name"]), (&json!("staged"), &json!("daftar.csv")));
    let findings = office.get(&at("/findings")).await.json();
    assert_eq!(findings[0]["code"], "code_format");
    assert_eq!(office.get(&at("/findings?limit=0")).await.status, 400);
    assert_eq!(office.get(&at("/findings?limit=1")).await.json().as_array().map(Vec::len), Some(1));
    let table = office.get(&at("/findings?format=csv")).await;
    let text = String::from_utf8(table.body.clone()).expect("UTF-8");
    assert!(text.starts_with("place,code,severity,") && text.contains("line 4,code_format,reject"), "{text}");
    let difference = office.get(&at("/difference")).await.json();
    assert_eq!((&difference["added"], &difference["against"]), (&json!(2), &Value::Null));
    assert_eq!(office.get(&at("/preview")).await.json()["type"], "FeatureCollection");

    let published = office.post(&at("/publish"), json!({})).await;
    assert_eq!(published.status, 200, "{}", String::from_utf8_lossy(&published.body));
    assert_eq!(published.json()["state"], "current");
    let second = office.import(&format!("kind=areas&dataset=daftar&{ABOUT}"), b"kode,nama\n97,Lain\n").await;
    let second = second["version"].as_i64().expect("a version");
    office.post(&format!("/v1/imports/{second}/publish"), json!({})).await;
    let wrong = office.post(&at("/rollback"), json!({})).await;
    assert_eq!(
        (wrong.status.as_u16(), wrong.json()["type"].clone()),
        (409, json!("/problems/import-conflict"))
    );
    let back = office.post(&format!("/v1/imports/{second}/rollback"), json!({})).await.json();
    assert_eq!((&back["version"], &back["state"]), (&json!(version), &json!("current")));
    let list = office.get("/v1/imports").await.json();
    let deeds: Vec<&str> = list["history"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|entry| entry["action"].as_str().expect("a word"))
        .collect();
    assert_eq!(deeds[..5], ["rollback", "publish", "stage", "publish", "stage"]);
    assert!(list["history"][0]["actor"].as_str().expect("a name").starts_with("token:"));
    assert_eq!(office.get("/v1/imports").await.header("cache-control"), Some("no-store"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_a_problem_and_never_a_fault_of_the_server() {
    let office = office().await;
    for (query, parameter) in [
        ("dataset=x", "kind"),
        ("kind=areas", "dataset"),
        ("kind=jalan&dataset=x", "kind"),
        ("kind=areas&dataset=Nama Besar".replace(' ', "%20").as_str(), "dataset"),
        ("kind=areas&dataset=x&as_of=kemarin", "as_of"),
        ("kind=areas&dataset=x&reading=%7B%22warna%22%3A1%7D", "reading"),
        ("kind=areas&dataset=x&mapping=tidak-ada", "mapping"),
        ("kind=areas&dataset=x&dry_run=ya", "dry_run"),
    ] {
        let answer =
            office.send("POST", &format!("/v1/imports?{query}"), &[], b"kode,nama\n97,x\n".to_vec()).await;
        assert_eq!(answer.status, 400, "{query}");
        assert_eq!(answer.json()["errors"][0]["parameter"], parameter, "{query}");
    }
    for address in [
        "/v1/imports/99",
        "/v1/imports/99/difference",
        "/v1/imports/99/findings",
        "/v1/imports/99/preview",
        "/v1/imports/jobs/99",
        "/v1/imports/0",
    ] {
        assert_eq!(office.get(address).await.status, 404, "{address}");
    }
    assert_eq!(office.get("/v1/imports/satu").await.status, 400);
    let refused = office.import("kind=areas&dataset=x", b"%PDF-1.4").await;
    assert_eq!((&refused["outcome"], &refused["version"]), (&json!("refused"), &Value::Null));
    let bare = office.import("kind=areas&dataset=x", b"kode,nama\n97,x\n").await;
    let version = bare["version"].as_i64().expect("a version");
    let unsaid = office.post(&format!("/v1/imports/{version}/publish"), json!({})).await;
    assert_eq!(unsaid.status, 422);
    assert!(unsaid.json()["detail"].as_str().expect("words").contains("source, licence, as_of"));
    let said = json!({"source": "Dinas", "licence": "CC0-1.0", "as_of": "2026-01-31"});
    assert_eq!(office.post(&format!("/v1/imports/{version}/publish"), said).await.status, 200);
    assert_eq!(office.send("DELETE", &format!("/v1/imports/{version}"), &[], Vec::new()).await.status, 409);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_finds_its_version_again_and_a_dry_run_stores_nothing() {
    let office = office().await;
    let address = format!("/v1/imports?kind=areas&dataset=daftar&{ABOUT}");
    let file = b"kode,nama\n97,x\n".to_vec();
    let first = office.send("POST", &address, &[("idempotency-key", "kunci-1")], file.clone()).await;
    assert_eq!(first.status, 202);
    let mut again = office.send("POST", &address, &[("idempotency-key", "kunci-1")], file.clone()).await;
    for _ in 0..200 {
        if again.status == 200 {
            break;
        }
        // While it is on its way, the dataset is taken.
        assert_eq!(again.status, 409);
        tokio::time::sleep(Duration::from_millis(50)).await;
        again = office.send("POST", &address, &[("idempotency-key", "kunci-1")], file.clone()).await;
    }
    assert_eq!((again.status.as_u16(), again.json()["state"].clone()), (200, json!("staged")));
    let report = office.import("kind=areas&dataset=coba&dry_run=true", &file).await;
    assert_eq!((&report["outcome"], &report["version"]), (&json!("would_store"), &Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_steps_of_a_job_come_as_events_and_a_job_can_be_ended() {
    let office = office().await;
    let answer = office
        .send("POST", "/v1/imports?kind=areas&dataset=daftar", &[], b"kode,nama\n97,x\n".to_vec())
        .await;
    let address = answer.header("location").expect("an address").to_owned();
    let events = office.get(&format!("{address}/events")).await;
    assert_eq!(events.header("content-type"), Some("text/event-stream"));
    let text = String::from_utf8(events.body.clone()).expect("UTF-8");
    let last = text.split("\n\n").filter(|event| event.contains("data:")).last().expect("an event");
    assert!(
        last.contains("event: progress")
            && last.contains("\"state\":\"done\"")
            && last.contains("\"staged\""),
        "{text}"
    );
    let gone = office.send("DELETE", &address, &[], Vec::new()).await;
    assert_eq!(gone.status, 404, "a job that is over cannot be ended");
}

#[tokio::test(flavor = "multi_thread")]
async fn boundaries_are_repaired_when_a_person_asks_and_accepts() {
    let office = office().await;
    let file = std::fs::read(crate::support::geodata().join("kelurahan.geojson")).expect("boundaries");
    let reading = |text: &str| {
        text.replace('{', "%7B")
            .replace('}', "%7D")
            .replace('"', "%22")
            .replace('[', "%5B")
            .replace(']', "%5D")
    };
    let query = |said: &str| format!("kind=boundaries&dataset=kota&{ABOUT}&reading={}", reading(said));
    let refused = office.import(&query("{\"repair\":15}"), &file).await;
    assert_eq!(refused["outcome"], "refused");
    let asked = refused["totals"]["repair_exceeds"].as_u64().expect("areas to be asked about");
    assert!(asked > 0 && asked < 27, "{asked}");
    let report = office.import(&query("{\"repair\":15,\"accept\":[\"semua\"]}"), &file).await;
    assert_eq!((&report["outcome"], &report["totals"]["repair_accepted"]), (&json!("staged"), &json!(asked)));
    assert!(
        report["totals"].get("gap").is_none() && report["totals"].get("overlap").is_none(),
        "{}",
        report["totals"]
    );
    let version = report["version"].as_i64().expect("a version");
    let preview = office.get(&format!("/v1/imports/{version}/preview")).await.json();
    let features = preview["features"].as_array().expect("features");
    assert!(
        features.iter().all(|feature| feature["properties"].get("finding").is_none()),
        "a defect is left"
    );
    assert_eq!(features.len(), 27);
}
