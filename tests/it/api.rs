//! Answers of the API as text for people to read, the same from both databases.

use std::fmt::Write;

use jangkau::snapshot::Snapshot;

use crate::support::{Answer, city, get, gpkg, load_folder, postgis, root, serve};

/// What is asked. Days are given, so that the answers hold on every day.
const ASKED: &[(&str, &str)] = &[
    ("catalog", "/v1/catalog"),
    ("areas", "/v1/areas"),
    ("areas_of_a_level", "/v1/areas?level=kecamatan&within=97.71"),
    ("area", "/v1/areas/97.71.01.1001?on=2026-11-24"),
    ("area_wider", "/v1/areas/97.71?on=2026-11-24"),
    ("boundary", "/v1/areas/97.71.02.1001/boundary"),
    ("values", "/v1/values/stunting-uji/2025-08/kelurahan"),
    ("values_rolled_up", "/v1/values/stunting-uji/2025-02/kecamatan"),
    ("values_over_100", "/v1/values/imunisasi-uji/2024/kelurahan"),
    ("values_of_areas", "/v1/values/stop-babs-uji/2024/kelurahan"),
    ("values_published", "/v1/values/survei-uji/2023/kota"),
    ("breaks", "/v1/breaks/stunting-uji/kelurahan"),
    ("breaks_natural", "/v1/breaks/imunisasi-uji/kelurahan?classes=2"),
    ("patterns", "/v1/patterns/stunting-uji/2025-02/kelurahan"),
    ("changes", "/v1/changes/stunting-uji/2025-02/2025-08/kelurahan"),
    ("bivariate", "/v1/bivariate/stunting-uji/pengukuran-uji/2025-08/kelurahan"),
    ("priority", "/v1/priority/2025-08/kelurahan?weights=stunting-uji:3,pengukuran-uji:1"),
    ("problem_not_comparable", "/v1/bivariate/stunting-uji/survei-uji/2025-08/kota"),
    ("problem_weights", "/v1/priority/2025-08/kelurahan?weights=stunting-uji"),
    ("kampung_kb", "/v1/kampung-kb?on=2023-12-31"),
    ("kampung_kb_later", "/v1/kampung-kb?on=2026-11-24"),
    ("kampung_kb_as_known", "/v1/kampung-kb?date=2026-11-24&known=2023-12-31"),
    ("kampung_kb_progress", "/v1/kampung-kb/progress?date=2026-11-24"),
    ("kampung_kb_board", "/v1/kampung-kb/board?date=2026-11-24"),
    ("kampung_kb_unit", "/v1/kampung-kb/97.71.01.1001?date=2026-11-24"),
    ("convergence", "/v1/convergence/2024"),
    ("convergence_matrix", "/v1/convergence/2024/97.71.01.1001"),
    ("posyandu", "/v1/posyandu?within=97.71.01&on=2026-11-24"),
    ("nearest", "/v1/nearest?point=120.0021,-4.9951&k=2&on=2026-12-09"),
    ("nearest_filtered", "/v1/nearest?point=120.0021,-4.9951&service=kia&max_distance=5000&on=2026-11-24"),
    ("locate", "/v1/locate?point=120.005,-4.995"),
    ("locate_on_a_border", "/v1/locate?point=120.01,-4.995"),
    ("locate_outside", "/v1/locate?point=120.03,-4.995"),
    ("tilejson", "/v1/tiles/areas.json"),
    ("tilejson_joined", "/v1/tiles/areas.json?indicator=stunting-uji&period=2025-08"),
    ("tilejson_posyandu", "/v1/tiles/posyandu.json"),
    ("style_base", "/v1/styles/base.json"),
    ("style", "/v1/styles/stunting-uji.json"),
    ("limits", "/v1/limits"),
    ("live", "/livez"),
    ("ready", "/readyz"),
    ("problem_parameter", "/v1/nearest?point=120,-5&kk=2"),
    ("problem_position", "/v1/nearest?point=-4.99,120.002"),
    ("problem_audience", "/v1/values/stunting-uji/2025-08/kelurahan?audience=internal"),
    ("problem_tile", "/v1/tiles/areas/17/0/0.mvt"),
    ("problem_row", "/v1/tiles/areas/3/8/0.mvt"),
    ("problem_figures", "/v1/values/stunting-uji/2019/kelurahan"),
    ("problem_indicator", "/v1/values/stuntin/2025-08/kelurahan"),
    ("problem_area", "/v1/areas/9771"),
    ("problem_address", "/v2/catalog"),
    ("problem_gone", "/v1/tiles/areas@0123456789ab/0/0/0.mvt"),
];

/// An answer as text: status, the headers that matter, the body indented.
fn text(address: &str, answer: &Answer) -> String {
    let mut out = format!("GET {address}\n{}\n", answer.status.as_u16());
    for name in ["content-type", "cache-control", "vary", "link"] {
        if let Some(value) = answer.header(name) {
            writeln!(out, "{name}: {value}").expect("text");
        }
    }
    let body: serde_json::Value = answer.json();
    let body = serde_json::to_string_pretty(&body).expect("JSON");
    writeln!(out, "\n{body}").expect("text");
    out
}

/// Moments and days of asking differ from run to run; nothing else may.
fn timeless(text: &str) -> String {
    let moments = ["\"imported_at\": \"", "\"today\": \""];
    text.lines()
        .map(|line| match moments.iter().find_map(|moment| Some(line.find(moment)? + moment.len())) {
            Some(at) => format!("{}(a moment)\",\n", &line[..at]),
            None => format!("{line}\n"),
        })
        .collect()
}

#[tokio::test]
async fn answers_read_so_from_both_databases() {
    let (file, _folder) = gpkg().await;
    load_folder(&file, &city()).await;
    let from_file = serve(Snapshot::build(file.load().await.expect("holdings")).0);
    let from_server = match postgis().await {
        Some(store) => {
            load_folder(&store, &city()).await;
            let router = serve(Snapshot::build(store.load().await.expect("holdings")).0);
            store.close().await;
            Some(router)
        }
        None => None,
    };
    for (name, address) in ASKED {
        let answer = timeless(&text(address, &get(&from_file, address).await));
        if let Some(router) = &from_server {
            assert_eq!(answer, timeless(&text(address, &get(router, address).await)), "{address}");
        }
        insta::assert_snapshot!(format!("api_{name}"), answer);
    }
}

#[test]
fn the_document_of_the_api_reads_so() {
    let document = jangkau::http::openapi::pretty();
    let path = root().join("tests/openapi.json");
    if std::env::var_os("JANGKAU_BLESS").is_some() {
        std::fs::write(&path, &document).expect("written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == document, "tests/openapi.json is stale; `make bless` writes it anew");
}

/// Every path of the document leads to a route, and every route that people are
/// told of stands in the document.
#[tokio::test]
async fn the_document_and_the_routes_are_one() {
    let router = serve(crate::support::city_snapshot().await);
    let document: serde_json::Value =
        serde_json::from_str(&jangkau::http::openapi::pretty()).expect("a JSON document");
    let paths = document["paths"].as_object().expect("paths");
    let fill = [
        ("{kode}", "97.71"),
        ("{indicator}", "stunting-uji"),
        ("{period}", "2025-08"),
        ("{level}", "kelurahan"),
        ("{from}", "2025-02"),
        ("{to}", "2025-08"),
        ("{a}", "stunting-uji"),
        ("{b}", "pengukuran-uji"),
        ("{z}", "0"),
        ("{x}", "0"),
        ("{style}", "base.json"),
        ("{picture}", "2025-08.svg"),
        ("{kind}", "no-such-tile"),
    ];
    for (path, methods) in paths {
        let mut address = path.replace("/kampung-kb/{kode}", "/kampung-kb/97.71.01.1001");
        for (name, value) in fill {
            address = address.replace(name, value);
        }
        address = address.replace("2025-08/0/0/{y}", "2025-08/0/0/0.png");
        address = address.replace("{tileset}/0/0/{y}", "areas/0/0/0.mvt").replace("{tileset}", "areas.json");
        if path.ends_with("/nearest") || path.ends_with("/locate") {
            address.push_str("?point=120,-5");
        }
        if path.starts_with("/v1/priority") {
            address.push_str("?weights=stunting-uji:1");
        }
        // What asks who is there is looked at in `access.rs`.
        if methods.get("get").is_none_or(|get| get.get("security").is_some()) {
            continue;
        }
        assert!(!address.contains('{'), "{address} was not filled in");
        let answer = get(&router, &address).await;
        assert_eq!(answer.status, 200, "{address}: {}", String::from_utf8_lossy(&answer.body));
    }
    let source = std::fs::read_to_string(root().join("src/http/mod.rs")).expect("the table of routes");
    for route in source.split(".route(\"").skip(1).filter_map(|part| part.split('"').next()) {
        const PAGES: &[&str] = &[
            "/",
            "/terdekat",
            "/data",
            "/prioritas",
            "/kampung-kb",
            "/masuk",
            "/impor",
            "/{file}",
            "/assets/{file}",
        ];
        let page = PAGES.contains(&route);
        assert!(page || paths.contains_key(route), "{route} is not in the document");
    }
}
