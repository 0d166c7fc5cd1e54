//! The command line: what it says, what it stores, how it exits.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::support::{city, root};

fn jangkau(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_jangkau"))
        .current_dir(root())
        .env("JANGKAU_DATABASE", folder.join("uji.gpkg"))
        .args(arguments)
        .output()
        .expect("the program runs")
}

fn exit(output: &Output) -> i32 {
    output.status.code().expect("it was not killed by a signal")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn file(folder: &Path, name: &str, text: &[u8]) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("written");
    path.to_str().expect("UTF-8").to_owned()
}

#[test]
fn exit_codes_tell_good_from_findings_from_refused_from_wrong_usage() {
    let folder = TempDir::new().expect("a folder");
    let at = folder.path();
    let good = file(at, "a.csv", b"kode,nama\n97,x\n");
    let mixed = file(at, "b.csv", b"kode,nama\n97,x\n9771,y\n");
    let bad = file(at, "c.csv", b"kode\n97\n");
    let import = |path: &str| jangkau(at, &["import", "areas", path, "--dataset", "wilayah"]);
    assert_eq!(exit(&import(&good)), 0);
    assert_eq!(exit(&import(&mixed)), 2);
    assert_eq!(exit(&import(&bad)), 1);
    assert_eq!(exit(&import("/none.csv")), 1);
    for usage in [
        &["import"][..],
        &["import", "roads", &good, "--dataset", "x"],
        &["import", "areas", &good],
        &["import", "areas", &good, "--dataset", "Nama Besar"],
        &["import", "areas", &good, "--dataset", "x", "--as-of", "kemarin"],
        &["terbang"],
        &["serve", "--listen", "di sini"],
        &[],
    ] {
        assert_eq!(exit(&jangkau(at, usage)), 64, "{usage:?}");
    }
    assert_eq!(exit(&jangkau(at, &["--help"])), 0);
    assert_eq!(exit(&jangkau(at, &["--version"])), 0);
}

#[test]
fn a_report_names_place_reason_and_mend_in_both_languages() {
    let folder = TempDir::new().expect("a folder");
    let at = folder.path();
    let mixed = file(at, "b.csv", b"kode,nama\n97,x\n9771,y\n");
    let id = said(&jangkau(at, &["import", "areas", &mixed, "--dataset", "wilayah", "--dry-run"]));
    assert!(id.contains("line 3 · code_scheme"), "{id}");
    assert!(id.contains("Sebutkan skemanya"), "{id}");
    let en = said(&jangkau(
        at,
        &["import", "areas", &mixed, "--dataset", "wilayah", "--dry-run", "--language", "en"],
    ));
    assert!(en.contains("Say the scheme"), "{en}");
    let json =
        said(&jangkau(at, &["import", "areas", &mixed, "--dataset", "wilayah", "--dry-run", "--json"]));
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((&json["outcome"], &json["rows"]), (&"would_store".into(), &1.into()));
    assert_eq!(
        (&json["findings"][0]["code"], &json["findings"][0]["line"]),
        (&"code_scheme".into(), &3.into())
    );
    assert!(said(&jangkau(at, &["dataset", "list"])).is_empty(), "a dry run stores nothing");
}

#[test]
fn a_folder_loads_once_and_what_was_removed_stays_removed() {
    let folder = TempDir::new().expect("a folder");
    let at = folder.path();
    let city = city();
    let load = ["load", city.to_str().expect("UTF-8"), "--brief"];
    let first = jangkau(at, &load);
    assert_eq!(exit(&first), 2, "{}", said(&first));
    assert_eq!(exit(&jangkau(at, &["dataset", "remove", "klaim"])), 0);
    assert_eq!(exit(&jangkau(at, &["dataset", "remove", "klaim"])), 1, "there is nothing left to remove");
    let second = jangkau(at, &load);
    assert_eq!(exit(&second), 0);
    let list = said(&jangkau(at, &["dataset", "list"]));
    assert!(list.lines().any(|line| line.contains("klaim") && line.ends_with("removed")), "{list}");
    assert_eq!(exit(&jangkau(at, &["dataset", "restore", "klaim"])), 0);
    let list = said(&jangkau(at, &["dataset", "list"]));
    assert!(list.lines().any(|line| line.contains("klaim") && line.contains("20 rows")), "{list}");
}

#[test]
fn exact_figures_are_for_the_command_line_alone() {
    let folder = TempDir::new().expect("a folder");
    let at = folder.path();
    let city = city();
    jangkau(at, &["load", city.to_str().expect("UTF-8"), "--brief"]);
    let public = said(&jangkau(at, &["values", "stunting-uji", "2025-02"]));
    assert!(public.contains("97.71.01.1002,\"Cendana\",suppressed,below_threshold,,,,,,"), "{public}");
    assert!(public.contains("97.71.01.1001,\"Melur\",value,,8.0000,6.2000,10.6000,50,615,"), "{public}");
    let internal = said(&jangkau(at, &["values", "stunting-uji", "2025-02", "--audience", "internal"]));
    assert!(internal.contains("97.71.01.1002,\"Cendana\",value,,0.7463,"), "{internal}");
    assert!(internal.contains(",3,402,"), "{internal}");
    assert_eq!(exit(&jangkau(at, &["values", "stunting-uji", "1999"])), 1);
    assert_eq!(exit(&jangkau(at, &["values", "tidak-ada", "2025-02"])), 1);
}

#[test]
fn tiles_are_exported_and_checked_by_command() {
    let folder = TempDir::new().expect("a folder");
    let at = folder.path();
    jangkau(at, &["load", city().to_str().expect("UTF-8"), "--brief"]);
    let archive = at.join("a.pmtiles");
    let archive = archive.to_str().expect("UTF-8");
    let export = |more: &[&str]| {
        let words = ["export", "tiles", "--format", "pmtiles", "--output", archive, "--max-zoom", "6"];
        jangkau(at, &[&words[..], more].concat())
    };
    for usage in [&["--max-zoom", "17"][..], &["--layers", "roads"], &["--indicator", "stunting-uji"]] {
        assert_eq!(exit(&export(usage)), 64, "{usage:?}");
    }
    assert_eq!(exit(&export(&["--indicator", "tidak-ada", "--period", "2025-08"])), 1);
    assert_eq!(exit(&export(&["--layers", "posyandu", "--properties", "tingkat"])), 1);
    let made = export(&["--language", "en"]);
    assert_eq!((exit(&made), said(&made).contains(" bytes, version ")), (0, true), "{}", said(&made));
    assert!(std::fs::read(archive).expect("an archive").starts_with(b"PMTiles\x03"));
    assert_eq!(exit(&export(&[])), 1, "an archive is never replaced");
    assert_eq!(exit(&jangkau(at, &["tiles", "check"])), 0);
    let small = jangkau(at, &["tiles", "check", "--budget", "100", "--layers", "areas"]);
    assert_eq!((exit(&small), said(&small).contains("0/0/0")), (2, true), "{}", said(&small));
}

/// Killed by the system in the midst of its work, wherever it stands then.
#[test]
fn an_export_that_was_killed_goes_on_to_the_same_bytes() {
    let folder = TempDir::new().expect("a folder");
    let at = folder.path();
    jangkau(at, &["load", city().to_str().expect("UTF-8"), "--brief"]);
    let export = |name: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jangkau"));
        command.env("JANGKAU_DATABASE", at.join("uji.gpkg")).arg("export").args(["tiles", "--format"]);
        command.args(["mbtiles", "--max-zoom", "16", "--output"]).arg(at.join(name));
        command.stdout(std::process::Stdio::null());
        command
    };
    assert!(export("whole").output().expect("the program runs").status.success());
    let mut killed = export("killed").stderr(std::process::Stdio::piped()).spawn().expect("the program runs");
    let mut line = String::new();
    let stderr = killed.stderr.take().expect("its progress");
    std::io::BufRead::read_line(&mut std::io::BufReader::new(stderr), &mut line).expect("a line");
    killed.kill().expect("killed");
    killed.wait().expect("ended");
    let killed = at.join("killed");
    if !killed.exists() {
        assert!(export("killed").output().expect("the program runs").status.success());
    }
    assert!(std::fs::read(killed).expect("a file") == std::fs::read(at.join("whole")).expect("a file"));
}

#[test]
fn a_second_server_stays_off_the_same_file() {
    let folder = TempDir::new().expect("a folder");
    let at = folder.path();
    let mut first = Command::new(env!("CARGO_BIN_EXE_jangkau"))
        .env("JANGKAU_DATABASE", at.join("uji.gpkg"))
        .args(["serve", "--listen", "127.0.0.1:0"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the program runs");
    let mut line = String::new();
    let stdout = first.stdout.take().expect("its output");
    std::io::BufRead::read_line(&mut std::io::BufReader::new(stdout), &mut line).expect("its address");
    assert!(line.starts_with("Jangkau: http://127.0.0.1:"), "{line}");
    let second = jangkau(at, &["serve", "--listen", "127.0.0.1:0"]);
    let text = String::from_utf8_lossy(&second.stderr).into_owned();
    assert_eq!((exit(&second), text.contains("another server already serves")), (1, true), "{text}");
    // The command line still works beside the server.
    assert_eq!(exit(&jangkau(at, &["dataset", "list"])), 0);
    first.kill().expect("stopped");
    first.wait().expect("ended");
}

#[test]
fn a_file_that_is_no_store_is_refused_with_a_reason() {
    let folder = TempDir::new().expect("a folder");
    std::fs::write(folder.path().join("uji.gpkg"), b"this is no database, it only has its name")
        .expect("written");
    let output = jangkau(folder.path(), &["dataset", "list"]);
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(
        (exit(&output), text.starts_with("jangkau: opening the GeoPackage failed")),
        (1, true),
        "{text}"
    );
    let output = jangkau(folder.path(), &["--database", "mysql://x", "dataset", "list"]);
    assert_eq!(exit(&output), 1);
}

/// Runs the program with something on standard input.
fn jangkau_reading(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_jangkau"))
        .current_dir(root())
        .env("JANGKAU_DATABASE", folder.join("uji.gpkg"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("it reads");
    child.wait_with_output().expect("it ends")
}

#[test]
fn accounts_and_tokens_are_looked_after_on_the_command_line() {
    let folder = TempDir::new().expect("a folder");
    let at = folder.path();
    let lines = |output: &Output| -> Vec<serde_json::Value> {
        said(output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    };
    let add =
        |name: &str, input: &str| jangkau_reading(at, &["account", "add", name, "--role", "admin"], input);
    assert_eq!(exit(&add("siti", "pendek\n")), 1, "too short");
    assert_eq!(exit(&add("siti", "")), 1, "no password");
    assert_eq!(exit(&add("siti", "kuda laut biru 7\nlagi\n")), 0);
    assert_eq!(exit(&add("siti", "kuda laut biru 7\n")), 1, "the name is taken");
    assert_eq!(exit(&add("Siti Rahma", "kuda laut biru 7\n")), 64, "no such name");
    assert_eq!(exit(&jangkau(at, &["account", "disable", "siti"])), 1, "the last admin stays");
    let change = jangkau_reading(at, &["account", "password", "siti"], "bukan kuda laut\n");
    assert_eq!(exit(&change), 0);
    let list = lines(&jangkau(at, &["account", "list", "--json"]));
    assert_eq!((&list[0]["name"], &list[0]["role"]), (&"siti".into(), &"admin".into()));
    for usage in [
        &["account", "add", "budi", "--role", "root"][..],
        &["account", "add", "budi", "--role", "admin", "--password", "x"],
        &["token", "create", "--role", "editor", "--name", "Uji", "--days", "0"],
        &["token", "create", "--role", "editor", "--name", "Uji", "--days", "366"],
        &["token", "create", "--role", "editor"],
    ] {
        assert_eq!(exit(&jangkau(at, usage)), 64, "{usage:?}");
    }
    let made =
        jangkau(at, &["token", "create", "--role", "editor", "--name", "Uji", "--days", "365", "--json"]);
    let made = &lines(&made)[0];
    let id = made["token"]["id"].as_str().expect("an id");
    let secret = made["secret"].as_str().expect("a secret");
    assert!(secret.starts_with(&format!("jgk_{id}_")) && secret.len() == 56, "the form of a token");
    let listed = said(&jangkau(at, &["token", "list"]));
    assert!(listed.contains(id) && !listed.contains(&secret[13..]), "{listed}");
    assert_eq!(exit(&jangkau(at, &["token", "revoke", id])), 0);
    assert_eq!(exit(&jangkau(at, &["token", "revoke", id])), 1);
    let log = lines(&jangkau(at, &["audit", "list", "--json"]));
    let actions: Vec<&str> = log.iter().rev().filter_map(|row| row["action"].as_str()).collect();
    assert_eq!(actions, ["account-add", "account-password", "token-create", "token-revoke"]);
    assert!(log.iter().all(|row| row["actor"] == "console" && row["address"].is_null()));
    let checked = lines(&jangkau(at, &["audit", "check", "--json"]));
    assert_eq!((&checked[0]["rows"], &checked[0]["head"]), (&4.into(), &log[0]["hash"]));
    let head = checked[0]["head"].as_str().expect("a hash").to_owned();
    assert_eq!(exit(&jangkau(at, &["audit", "check", "--noted", &head])), 0);
    assert_eq!(exit(&jangkau(at, &["audit", "check", "--noted", &"0".repeat(64)])), 1);
    assert!(at.join("uji.accounts.sqlite").is_file() && !at.join("uji.gpkg").exists());
}
