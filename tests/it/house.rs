//! The rules of the house, kept by tests.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jangkau::domain::Rows;
use jangkau::http::problem::Kind;
use jangkau::import::{Code, Context, Scope, Severity};

use crate::support::{geodata, root};

/// The rooms, and which others each may use.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("topology", &["domain"]),
    ("stats", &["domain"]),
    ("import", &["domain", "topology"]),
    ("sample", &["domain", "topology"]),
    ("store", &["domain"]),
    ("account", &["domain"]),
    ("snapshot", &["domain", "topology", "stats"]),
    ("tile", &["domain", "snapshot", "topology"]),
    ("archive", &["domain", "snapshot", "store", "tile", "topology"]),
    ("query", &["domain", "snapshot", "stats"]),
    ("picture", &["domain", "topology", "stats", "snapshot", "query"]),
    ("app", &["domain", "import", "store", "snapshot", "topology"]),
    ("http", &["domain", "account", "import", "snapshot", "tile", "query", "picture", "app"]),
    ("config", &[]),
    (
        "cli",
        &[
            "domain", "import", "sample", "store", "account", "snapshot", "tile", "archive", "app", "http",
            "config",
        ],
    ),
    ("lib.rs", &[]),
    ("main.rs", &[]),
];

/// Libraries, and the rooms that may use each.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("csv", &["import", "sample", "http"]),
    ("calamine", &["import"]),
    ("encoding_rs", &["import"]),
    ("zip", &["import"]),
    ("shapefile", &["import"]),
    ("flatgeobuf", &["import"]),
    ("kml", &["import"]),
    ("proj4rs", &["import"]),
    ("proj4wkt", &["import"]),
    ("postcard", &["import"]),
    ("rustix", &["cli"]),
    ("geojson", &["import"]),
    ("serde_json", &["import", "sample", "http", "archive", "cli"]),
    // A GeoPackage that is imported is read by import/read/geopackage.rs.
    ("sqlx", &["store", "account", "import"]),
    ("geozero", &["store", "import"]),
    ("geopackage_core", &["store", "import"]),
    ("argon2", &["account"]),
    ("base64ct", &["account"]),
    ("getrandom", &["account"]),
    ("subtle", &["account"]),
    ("rpassword", &["cli"]),
    ("rstar", &["snapshot"]),
    ("kiddo", &["snapshot"]),
    ("ckmeans", &["stats"]),
    ("libm", &["stats"]),
    ("colorous", &["query"]),
    ("resvg", &["picture"]),
    ("krilla", &["picture"]),
    ("krilla_svg", &["picture"]),
    ("ttf_parser", &["picture"]),
    ("arc_swap", &["app"]),
    ("axum", &["http"]),
    ("futures_util", &["http"]),
    ("hyper", &["http"]),
    ("hyper_util", &["http"]),
    ("tower_http", &["http"]),
    ("utoipa", &["http"]),
    ("moka", &["http"]),
    ("flate2", &["http", "archive", "import"]),
    ("brotli", &["http"]),
    ("zstd", &["http"]),
    ("rust_embed", &["http"]),
    ("pmtiles", &["archive"]),
    ("indicatif", &["cli"]),
    ("clap", &["config", "cli"]),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The room of a file: the folder below `src`, or the file itself.
fn room(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).expect("a file of src");
    let first = inside.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
    if first == "config.rs" { "config".to_owned() } else { first }
}

/// Lines of code: neither comments nor what only tests use.
fn code(path: &Path) -> Vec<(usize, String)> {
    // The fonts of the pictures lie beside the code that draws with them.
    if path.extension().is_none_or(|ending| ending != "rs") {
        return Vec::new();
    }
    let text = std::fs::read_to_string(path).expect("a source file");
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let is_code = |line: &str| !line.trim_start().starts_with("//");
    code.lines()
        .enumerate()
        .filter(|(_, line)| is_code(line))
        .map(|(n, line)| (n + 1, line.to_owned()))
        .collect()
}

#[test]
fn a_room_uses_only_the_rooms_that_it_may() {
    let mut breaches = Vec::new();
    for path in sources(&root().join("src")) {
        let here = room(&path);
        let (_, may) =
            ROOMS.iter().find(|(room, _)| *room == here).unwrap_or_else(|| panic!("{here} is no room"));
        for (line, text) in code(&path) {
            for part in text.split("crate::").skip(1) {
                let there: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let known = ROOMS.iter().any(|(room, _)| *room == there);
                if part.starts_with('{') || (known && there != here && !may.contains(&there.as_str())) {
                    breaches.push(format!("{}:{line}: {}", path.display(), text.trim()));
                }
            }
        }
    }
    // The program's own file may only begin the program.
    breaches.retain(|breach| !breach.contains("jangkau::cli::main()"));
    assert!(breaches.is_empty(), "rooms used where they may not be:\n{}", breaches.join("\n"));
}

#[test]
fn a_library_is_used_in_the_rooms_that_it_belongs_to() {
    let mut breaches = Vec::new();
    for path in sources(&root().join("src")) {
        let here = room(&path);
        for (line, text) in code(&path) {
            for (library, rooms) in LIBRARIES {
                let used =
                    text.contains(&format!("{library}::")) && !text.contains(&format!("::{library}::"));
                // Modules of our own with a library's name are reached through `self` or `super`.
                let named = text
                    .split(&format!("{library}::"))
                    .next()
                    .is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_'));
                if used && named && !rooms.contains(&here.as_str()) {
                    breaches.push(format!("{}:{line}: {}", path.display(), text.trim()));
                }
            }
        }
    }
    assert!(breaches.is_empty(), "libraries used where they may not be:\n{}", breaches.join("\n"));
}

#[test]
fn no_name_or_code_of_the_home_city_stands_in_the_program() {
    let bytes = std::fs::read(geodata().join("wilayah.csv")).expect("the list of areas");
    let read = jangkau::import::read("areas".parse().expect("a kind"), &bytes, &Context::default());
    let Rows::Areas(names) = read.expect("a sound list").rows else { panic!("not a list of areas") };
    let mut words: BTreeSet<String> = BTreeSet::new();
    for name in names {
        words.insert(name.name.clone());
        let code = name.code.to_string();
        if code.len() > 2 {
            words.insert(code.replace('.', ""));
            words.insert(code);
        }
    }
    words.extend(["Pekalongan".to_owned(), "pekalongan".to_owned()]);
    let mut found = Vec::new();
    for folder in ["src", "web/src"] {
        for path in sources(&root().join(folder)) {
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            for word in &words {
                let whole = |at: usize| {
                    let before = text[..at].chars().next_back();
                    let after = text[at + word.len()..].chars().next();
                    ![before, after].into_iter().flatten().any(char::is_alphanumeric)
                };
                if text.match_indices(word.as_str()).any(|(at, _)| whole(at)) {
                    found.push(format!("{}: {word}", path.display()));
                }
            }
        }
    }
    assert!(found.is_empty(), "names of the home city in the program:\n{}", found.join("\n"));
}

#[test]
fn the_guide_to_findings_shows_the_table_of_the_program() {
    let guide = std::fs::read_to_string(root().join("docs/import-findings.md")).expect("the guide");
    let scope = |code: Code| match code.scope() {
        Scope::Row => "row",
        Scope::File => "file",
    };
    let effect = |code: Code| match code.severity() {
        Severity::Reject => "reject",
        Severity::Warn => "warn",
        Severity::Repair => "repair",
    };
    let table: Vec<String> = Code::ALL
        .iter()
        .map(|&code| {
            let (message, mend) = (code.message(), code.mend());
            format!(
                "| `{}` | {} | {} | {} {} | {} {} |",
                code.as_str(),
                scope(code),
                effect(code),
                message.id,
                mend.id,
                message.en,
                mend.en
            )
        })
        .collect();
    let table = table.join("\n");
    assert!(guide.contains(&table), "docs/import-findings.md must contain this table:\n{table}");
}

#[test]
fn the_guide_to_problems_has_a_section_for_every_kind() {
    let guide = std::fs::read_to_string(root().join("docs/problems.md")).expect("the guide");
    let sections: BTreeSet<&str> = guide.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let kinds: BTreeSet<&str> = Kind::ALL.iter().map(|kind| kind.slug()).collect();
    assert_eq!(sections, kinds);
}

#[test]
fn every_setting_stands_in_the_sample_of_settings() {
    let config = std::fs::read_to_string(root().join("src/config.rs")).expect("the settings");
    let in_code: BTreeSet<&str> =
        config.split("env = \"").skip(1).filter_map(|part| part.split('"').next()).collect();
    let sample = std::fs::read_to_string(root().join(".env.sample")).expect("the sample of settings");
    let in_sample: BTreeSet<&str> = sample
        .lines()
        .filter_map(|line| line.trim_start_matches("# ").split_once('='))
        .map(|(name, _)| name)
        .filter(|name| name.starts_with("JANGKAU_"))
        .collect();
    assert_eq!(in_code, in_sample);
}

#[test]
fn every_file_of_geodata_is_described_with_its_checksum() {
    use sha2::{Digest, Sha256};
    let readme = std::fs::read_to_string(geodata().join("README.md")).expect("the description");
    let mut missing = BTreeMap::new();
    for path in sources(&geodata()) {
        let name = path.strip_prefix(geodata()).expect("inside").to_string_lossy().into_owned();
        if name.ends_with("README.md") {
            continue;
        }
        let sum = hex::encode(Sha256::digest(std::fs::read(&path).expect("a file")));
        if !(readme.contains(&format!("`{name}`")) && readme.contains(&sum)) {
            missing.insert(name, sum);
        }
    }
    assert!(missing.is_empty(), "geodata/README.md lacks: {missing:#?}");
}

#[test]
fn the_lock_file_pins_an_sqlite_that_keeps_its_commits() {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).expect("a lock file");
    let pinned =
        lock.split("name = \"libsqlite3-sys\"\nversion = \"").nth(1).and_then(|rest| rest.split('"').next());
    assert_eq!(
        pinned.map(|version| &version[..5]),
        Some("0.37."),
        "0.37 is the series that bundles SQLite 3.51.3"
    );
}

/// In the document the later of two shapes with one name would take the place of
/// the earlier, and clients would be told the wrong one.
#[test]
fn each_shape_of_the_document_has_a_name_of_its_own() {
    let mut named: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in sources(&root().join("src/http")) {
        let text: Vec<String> = code(&path).into_iter().map(|(_, line)| line).collect();
        for (index, line) in text.iter().enumerate() {
            if !(line.contains("derive(") && line.contains("ToSchema")) {
                continue;
            }
            let mut head = text[index + 1..].iter().take_while(|line| !line.contains('{'));
            let given = head.find_map(|line| line.split("schema(as = ").nth(1));
            let own = text[index + 1..].iter().find_map(|line| {
                line.split_once("struct ").or_else(|| line.split_once("enum ")).map(|(_, name)| name)
            });
            let name: String =
                given.or(own).unwrap_or_default().chars().take_while(|c| c.is_alphanumeric()).collect();
            named.entry(name).or_default().push(path.display().to_string());
        }
    }
    named.retain(|_, files| files.len() > 1);
    assert!(named.is_empty(), "shapes that share a name: {named:#?}");
}
