//! Convergence, counted again from what the other routes answer: the catalogue
//! and the figures of each indicator.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::{city_snapshot, folder_snapshot, geodata, get, serve};

const PERIOD: &str = "2025-08";

/// Per kelurahan: reached, filled, counted; by the rules of docs/convergence.md.
async fn counted_again(router: &axum::Router) -> BTreeMap<String, (u64, u64, u64)> {
    let catalog = get(router, "/v1/catalog").await.json();
    let mut counts: BTreeMap<String, (u64, u64, u64)> = BTreeMap::new();
    for indicator in catalog["indicators"].as_array().expect("indicators") {
        let targets = indicator["targets"].as_array().expect("targets");
        let counts_one = indicator["group"] == "layanan"
            && indicator["direction"] == "higher_is_better"
            && !indicator["target_group"].is_null();
        // None of the sample's targets holds in 2025 but those without an end.
        let open = |target: &&Value| target["valid_to"].is_null();
        let Some(target) = targets.iter().find(open).or(targets.first()).filter(|_| counts_one) else {
            continue;
        };
        let target = target["value"].as_f64().expect("a target");
        let id = indicator["id"].as_str().expect("an id");
        let values = get(router, &format!("/v1/values/{id}/{PERIOD}/kelurahan")).await;
        let rows =
            if values.status == 200 { values.json()["values"].clone() } else { Value::Array(Vec::new()) };
        let areas = get(router, "/v1/areas?level=kelurahan").await.json();
        for area in areas["areas"].as_array().expect("areas") {
            let kode = area["kode"].as_str().expect("a code");
            let row = rows.as_array().expect("rows").iter().find(|row| row["kode"] == kode);
            let entry = counts.entry(kode.to_owned()).or_default();
            if row.is_some_and(|row| row["state"] == "not_applicable") {
                continue;
            }
            entry.2 += 1;
            if let Some(value) = row.and_then(|row| row["value"].as_f64()) {
                entry.1 += 1;
                entry.0 += u64::from(value >= target);
            }
        }
    }
    counts
}

#[tokio::test]
async fn the_measure_is_what_counting_by_hand_gives() {
    let router = serve(folder_snapshot(&geodata()).await);
    let again = counted_again(&router).await;
    let ranking = get(&router, &format!("/v1/convergence/{PERIOD}")).await.json();
    assert_eq!(ranking["sample"], true);
    let areas = ranking["areas"].as_array().expect("areas");
    assert_eq!(areas.len(), 27);
    let mut percents = Vec::new();
    for area in areas {
        let (reached, filled, of) = again[area["kode"].as_str().expect("a code")];
        assert_eq!(
            (&area["reached"], &area["filled"], &area["of"]),
            (&reached.into(), &filled.into(), &of.into())
        );
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        let percent =
            (3 * filled >= 2 * of).then(|| (1000.0 * reached as f64 / filled as f64).round() / 10.0);
        assert_eq!(area["percent"].as_f64(), percent, "{area}");
        percents.push(percent);
    }
    assert!(percents.iter().flatten().any(|percent| *percent > 0.0), "the sample shows something");
    // The highest first, then those without; a rank is one more than those above it.
    assert!(percents.windows(2).all(|pair| pair[0] >= pair[1]));
    for (area, percent) in areas.iter().zip(&percents) {
        let above = percents.iter().filter(|other| *other > percent).count();
        assert_eq!(area["rank"].as_u64(), percent.map(|_| above as u64 + 1));
    }
}

#[tokio::test]
async fn the_matrix_adds_up_to_the_measure_and_names_the_gaps() {
    let router = serve(folder_snapshot(&geodata()).await);
    let ranking = get(&router, &format!("/v1/convergence/{PERIOD}?area=33.75.02")).await.json();
    let areas = ranking["areas"].as_array().expect("areas");
    assert_eq!(areas.len(), 7);
    for area in areas {
        let kode = area["kode"].as_str().expect("a code");
        let matrix = get(&router, &format!("/v1/convergence/{PERIOD}/{kode}")).await.json();
        let services = matrix["services"].as_array().expect("services");
        let count = |fits: &dyn Fn(&Value) -> bool| {
            services.iter().filter(|one| one["counts"] == true && fits(one)).count()
        };
        assert_eq!(area["of"], count(&|_| true));
        assert_eq!(area["filled"], count(&|one| !one["reached"].is_null()));
        assert_eq!(area["reached"], count(&|one| one["reached"] == true));
        for service in services {
            let pair = service["figure"]["value"].as_f64().zip(service["target"]["value"].as_f64());
            let gap = pair.map(|(value, target)| target - value).filter(|gap| *gap > 0.0);
            assert_eq!(service["gap"].as_f64(), gap);
            assert!(service["indicator"].as_str().expect("an id").starts_with("contoh-"));
        }
        let csv = get(&router, &format!("/v1/convergence/{PERIOD}/{kode}.csv")).await;
        let name = format!("attachment; filename=\"konvergensi-{PERIOD}-{kode}.csv\"");
        assert_eq!(csv.header("content-disposition"), Some(name.as_str()));
        let text = String::from_utf8(csv.body).expect("UTF-8");
        assert_eq!(text.lines().count(), services.len() + 1);
        assert!(
            text.lines().skip(1).all(|line| line.ends_with(",contoh")),
            "every row says that it is invented"
        );
    }
}

#[tokio::test]
async fn nothing_is_said_where_nobody_has_figures() {
    let router = serve(city_snapshot().await);
    for (address, status, slug) in [
        ("/v1/convergence/1999", 404, "no-such-figures"),
        ("/v1/convergence/besok", 400, "bad-parameter"),
        ("/v1/convergence/2025-08?level=kota", 400, "bad-parameter"),
        ("/v1/convergence/2025-08/97.99", 404, "no-such-area"),
    ] {
        let answer = get(&router, address).await;
        assert_eq!(answer.status.as_u16(), status, "{address}");
        assert_eq!(answer.json()["type"], format!("/problems/{slug}"), "{address}");
    }
}
