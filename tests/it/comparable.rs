//! What may be reckoned with, and together: figures of surveys and of routine
//! work, real and invented ones, and questions that make no sense.

use std::fmt::Write;

use jangkau::snapshot::Snapshot;
use serde_json::Value;

use crate::support::{city, city_snapshot, get, gpkg, import, load_folder, meta, serve};

#[tokio::test]
async fn what_must_not_stand_together_is_refused_with_the_reason() {
    let router = serve(city_snapshot().await);
    for (address, status, word) in [
        ("/v1/bivariate/stunting-uji/survei-uji/2025-08/kota", 400, "survey"),
        ("/v1/priority/2025-08/kota?weights=stunting-uji:1,survei-uji:1", 400, "survey"),
        ("/v1/patterns/kampung-kb-uji/undated/kota", 400, "plain count"),
        ("/v1/bivariate/stunting-uji/stunting-uji/2025-08/kelurahan", 400, "another one"),
        ("/v1/patterns/stunting-uji/2019/kelurahan", 404, "2025-02, 2025-08"),
        ("/v1/patterns/stunting-uji/2025-08/kelurahan.bin", 404, ".json or .csv"),
        ("/v1/patterns/stunting-uji/2025-08/kelurahan?least=3", 400, "takes no parameters"),
        ("/v1/patterns/stunting-uji/2025-08/kelurahan@0123456789ab-0123456789ab", 410, "present version"),
        ("/v1/changes/stunting-uji/undated/2025-08/kelurahan", 400, "undated"),
        ("/v1/changes/stunting-uji/2025-08/2025-08/kelurahan", 400, "later than 2025-08"),
        ("/v1/changes/stunting-uji/2025-13/2025-08/kelurahan", 400, "month"),
        ("/v1/priority/2025-08/kelurahan", 400, "required"),
        ("/v1/priority/2025-08/kelurahan?weights=stunting-uji:0", 400, "above 0"),
        ("/v1/priority/2025-08/kelurahan?weights=stunting-uji:nan", 400, "above 0"),
        ("/v1/priority/2025-08/kelurahan?weights=stunting-uji:1,stunting-uji:2", 400, "twice"),
        ("/v1/priority/2025-08/kelurahan?weights=stuntin:1", 404, "the nearest is"),
        ("/v1/priority/2019/kelurahan?weights=stunting-uji:1", 404, "2025-02, 2025-08"),
        ("/v1/priority/2025-08/kelurahan?weight=stunting-uji:1", 400, "did you mean \"weights\""),
    ] {
        let answer = get(&router, address).await;
        let detail = answer.json()["detail"].as_str().expect("a detail").to_owned();
        assert!(
            answer.status.as_u16() == status && detail.contains(word),
            "{address}: {} {detail}",
            answer.status
        );
    }
}

/// Invented figures keep their mark in whatever is reckoned from them, and never
/// stand beside real ones.
#[tokio::test]
async fn what_is_invented_stays_marked() {
    let (store, _folder) = gpkg().await;
    load_folder(&store, &city()).await;
    let catalogue = std::fs::read_to_string(city().join("katalog.json")).expect("the catalogue");
    let catalogue: Value =
        serde_json::from_str(&catalogue.replace("\"imunisasi-uji\"", "\"contoh-imunisasi\"")).expect("JSON");
    let only: Vec<&Value> = catalogue["indicators"]
        .as_array()
        .expect("indicators")
        .iter()
        .filter(|one| one["id"] == "contoh-imunisasi")
        .collect();
    let mut sample = meta("catalogue", "contoh-katalog");
    sample.sample = true;
    import(&store, sample, "k.json", serde_json::json!({ "indicators": only }).to_string().as_bytes()).await;
    let mut claims = "kode,indikator,periode,pembilang,penyebut,sumber_data\n".to_owned();
    for (kode, k) in [("97.71.01.1001", 60), ("97.71.01.1002", 50), ("97.71.02.1001", 40)] {
        for period in ["2024", "2025"] {
            writeln!(claims, "{kode},contoh-imunisasi,{period},{k},100,CONTOH").expect("text");
        }
    }
    let mut sample = meta("claims", "contoh-klaim");
    sample.sample = true;
    import(&store, sample, "c.csv", claims.as_bytes()).await;
    let router = serve(Snapshot::build(store.load().await.expect("holdings")).0);
    for address in [
        "/v1/patterns/contoh-imunisasi/2024/kelurahan",
        "/v1/changes/contoh-imunisasi/2024/2025/kelurahan",
        "/v1/priority/2025/kelurahan?weights=contoh-imunisasi:1",
    ] {
        assert_eq!(get(&router, address).await.json()["sample"], true, "{address}");
        let (path, query) =
            address.split_once('?').map_or((address, String::new()), |(a, b)| (a, format!("?{b}")));
        let table = String::from_utf8(get(&router, &format!("{path}.csv{query}")).await.body).expect("UTF-8");
        assert!(table.lines().skip(1).all(|line| line.contains(",contoh,")), "{table}");
    }
    for address in [
        "/v1/bivariate/contoh-imunisasi/stunting-uji/2025-08/kelurahan",
        "/v1/priority/2025-08/kelurahan?weights=contoh-imunisasi:1,stunting-uji:1",
    ] {
        let problem = get(&router, address).await.json();
        assert_eq!(problem["type"], "/problems/not-comparable", "{address}");
    }
}
