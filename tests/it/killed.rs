//! An import that is killed at any moment leaves the old version or the new one,
//! whole; one that is not killed is read in a process that dies with its file.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use jangkau::domain::Rows;
use jangkau::store::Store;
use tempfile::TempDir;

use crate::support::{Dice, root, skip};

fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jangkau"));
    command.current_dir(root()).env("JANGKAU_DATABASE", folder.join("uji.gpkg")).stdout(Stdio::null());
    command
}

const ABOUT: [&str; 7] = ["--publish", "--source", "uji", "--licence", "CC0-1.0", "--as-of", "2026-01-01"];

/// A grid of areas, shifted by a seed so that each file differs.
fn grid(seed: u32) -> String {
    let mut features = Vec::new();
    for (row, column) in (0..30_u32).flat_map(|row| (0..30_u32).map(move |column| (row, column))) {
        let (x, y) =
            (110.0 + f64::from(column) * 0.01, -7.0 + f64::from(row) * 0.01 + f64::from(seed) * 1e-5);
        let ring = format!("[{x},{y}],[{0},{y}],[{0},{1}],[{x},{1}],[{x},{y}]", x + 0.01, y + 0.01);
        let code = format!("97.71.{:02}.{:04}", row + 1, 1001 + column);
        features.push(format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"kode\":\"{code}\",\"nama\":\"{seed}\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{ring}]]}}}}"
        ));
    }
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(","))
}

#[tokio::test]
async fn killed_at_any_moment_an_import_leaves_the_old_or_the_new_version_whole() {
    let folder = TempDir::new().expect("a folder");
    let at = folder.path();
    let kills: u32 =
        std::env::var("JANGKAU_TEST_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(30);
    let mut dice = Dice(20_261_124);
    let import = |seed: u32| {
        let file = at.join(format!("{seed}.geojson"));
        std::fs::write(&file, grid(seed)).expect("written");
        let mut command = program(at);
        command.args(["import", "boundaries"]).arg(&file).args(["--dataset", "batas", "--brief"]).args(ABOUT);
        command
    };
    let begun = std::time::Instant::now();
    assert!(import(0).status().expect("it runs").code().is_some_and(|code| code == 0 || code == 2));
    let whole = u64::try_from(begun.elapsed().as_millis()).expect("a time").max(50);
    let mut last = "0".to_owned();
    let mut seen = (0, 0);
    for seed in 1..=kills {
        let mut child = import(seed).spawn().expect("it runs");
        std::thread::sleep(Duration::from_millis(dice.below(whole)));
        child.kill().expect("killed");
        child.wait().expect("ended");
        let store = Store::open(at.join("uji.gpkg").to_str().expect("UTF-8")).await.expect("the store opens");
        let names: Vec<String> =
            store.load().await.expect("holdings").areas.into_iter().map(|held| held.row.name).collect();
        assert_eq!(names.len(), 900, "after {seed} kills");
        assert!(names.iter().all(|name| *name == names[0]), "a mixed version after {seed} kills");
        assert!(names[0] == last || names[0] == seed.to_string(), "{} after {last} and {seed}", names[0]);
        if names[0] == last {
            seen.0 += 1;
        } else {
            seen.1 += 1;
        }
        last.clone_from(&names[0]);
        assert_eq!(store.broken_history().await.expect("an answer"), None);
        store.close().await;
    }
    assert!(seen.0 > 0, "no kill came before the end: {seen:?}");
}

/// The N-th write of the database fails, for every N until none is left to fail.
#[tokio::test]
async fn a_write_that_fails_leaves_the_old_version_whole() {
    if Command::new("strace").arg("-V").stdout(Stdio::null()).status().is_err() {
        skip("failing every write", "strace is not installed (apt-get install strace)");
        return;
    }
    let folder = TempDir::new().expect("a folder");
    let at = folder.path();
    let list = |name: &str| {
        let file = at.join("a.csv");
        std::fs::write(&file, format!("kode,nama\n97,{name}\n")).expect("written");
        ["import", "areas", file.to_str().expect("UTF-8"), "--dataset", "wilayah", "--brief"]
            .map(str::to_owned)
            .into_iter()
            .chain(ABOUT.map(str::to_owned))
            .collect::<Vec<_>>()
    };
    assert!(program(at).args(list("lama")).status().expect("it runs").success());
    let mut failed = 0;
    for count in 1..200 {
        let status = Command::new("strace")
            .args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=write,pwrite64"])
            .args(
                [at.join("uji.gpkg-wal"), at.join("uji.gpkg")]
                    .iter()
                    .flat_map(|path| ["-P".into(), path.clone()]),
            )
            .arg("-e")
            .arg(format!("inject=write,pwrite64:error=EIO:when={count}"))
            .arg(env!("CARGO_BIN_EXE_jangkau"))
            .args(list("baru"))
            .current_dir(root())
            .env("JANGKAU_DATABASE", at.join("uji.gpkg"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("it runs");
        let store = Store::open(at.join("uji.gpkg").to_str().expect("UTF-8")).await.expect("the store opens");
        let name = store.load().await.expect("holdings").names[0].row.name.clone();
        store.close().await;
        if status.success() {
            assert_eq!(name, "baru", "an import that succeeds has stored");
            break;
        }
        failed += 1;
        // Staged is one transaction and published another: either may be the last that held.
        assert!(name == "lama" || name == "baru", "{name}");
    }
    assert!(failed > 0, "no write failed; is the call another on this system?");
}

#[tokio::test]
async fn a_file_is_read_in_a_process_that_ends_with_it() {
    use jangkau::app::{self, Outcome, Request, Then};
    let (store, _folder) = crate::support::gpkg().await;
    let worker = Path::new(env!("CARGO_BIN_EXE_jangkau"));
    let request = |bytes| Request {
        meta: crate::support::meta("areas", "wilayah"),
        file_name: "a.csv",
        bytes,
        reading: jangkau::import::Reading::default(),
        actor: crate::support::actor(),
        then: Then::Nothing,
        again: false,
        idempotency_key: None,
        worker: Some(worker),
    };
    let report = app::ingest(&store, &request(b"kode;nama\n97;x\n")).await.expect("an answer");
    assert_eq!((report.outcome, report.rows), (Outcome::WouldStore, 1));
    assert_eq!(report.taken.and_then(|taken| taken.separator).as_deref(), Some("semicolon"));
    let refused = app::ingest(&store, &request(b"%PDF-1.7")).await.expect("an answer");
    assert_eq!(refused.findings[0].code.as_str(), "unsupported_format");
    // A program that is no reader: its death is a finding, not ours.
    let broken = Request { worker: Some(Path::new("/bin/false")), ..request(b"kode,nama\n97,x\n") };
    let refused = app::ingest(&store, &broken).await.expect("an answer");
    assert_eq!(refused.findings[0].code.as_str(), "limit_memory");
}

#[test]
fn both_ways_of_reading_give_the_same() {
    let bytes = std::fs::read(crate::support::geodata().join("kelurahan.geojson")).expect("boundaries");
    let kind = "boundaries".parse().expect("a kind");
    let here = jangkau::import::read(kind, &bytes, &jangkau::import::Context::default()).expect("sound");
    let mut input = 2_u32.to_le_bytes().to_vec();
    input.extend(b"{}");
    input.extend(&bytes);
    let parsed = jangkau::import::from_worker(&jangkau::import::work(kind, &input)).expect("sound");
    let there =
        jangkau::import::understand(kind, parsed, &jangkau::import::Context::default()).expect("sound");
    assert_eq!(here, there);
    assert!(matches!(there.rows, Rows::Boundaries(areas) if areas.len() == 27));
    // Torn answers are refused, wherever they are torn.
    let answer = jangkau::import::work(kind, &input);
    for cut in [0, 1, 7, answer.len() / 2, answer.len() - 1] {
        assert!(jangkau::import::from_worker(&answer[..cut]).is_err(), "cut at {cut}");
    }
}
