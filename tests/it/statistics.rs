//! What is reckoned from figures, over a chessboard of 36 kelurahan whose
//! neighbours everybody can see: against the formulas written out in full, and
//! against what must not matter.

use std::collections::BTreeMap;

use axum::Router;
use geo::{Rect, coord};
use jangkau::domain::{Area, Claim, Counts, Figure, Held, Holdings, Provenance};
use jangkau::snapshot::Snapshot;
use serde_json::Value;

use crate::support::{Dice, city, get, gpkg, load_folder, serve};

const SIDE: usize = 6;
const WHOLE: usize = SIDE * SIDE;

/// The code of a square; one row of the board is one kecamatan.
fn kode(at: usize) -> String {
    format!("97.71.{:02}.{}", at / SIDE + 1, 1001 + at % SIDE)
}

/// Counts of a square in a period: more cases towards one corner, and chance.
fn counts(at: usize, period: &str) -> (i64, i64) {
    let mut dice = Dice(at as u64 + 1_000 * period.len() as u64 + u64::from(period.as_bytes()[6]));
    let slope = i64::try_from(at / SIDE + at % SIDE).expect("small");
    let people = 280 + i64::try_from(dice.below(40)).expect("small");
    (12 + 8 * slope + i64::try_from(dice.below(9)).expect("small"), people)
}

/// The invented city as a chessboard; `change` may alter the counts of a square.
async fn board(change: impl Fn(usize, &str, (i64, i64)) -> Option<(i64, i64)>) -> Holdings {
    let (store, _folder) = gpkg().await;
    load_folder(&store, &city()).await;
    let mut holdings = store.load().await.expect("holdings");
    (holdings.areas, holdings.claims) = (Vec::new(), Vec::new());
    for at in 0..WHOLE {
        holdings.areas.push(Held { dataset: 0, row: square(at, 0.0) });
        for (indicator, period) in
            [("stunting-uji", "2025-02"), ("stunting-uji", "2025-08"), ("pengukuran-uji", "2025-08")]
        {
            let (k, n) = counts(at, period);
            let plain = if indicator == "stunting-uji" { (k, n) } else { (n - 2 * k, n) };
            if let Some((k, n)) = change(at, period, plain) {
                let figure = Figure::Counts(Counts::new(k, n).expect("counts"));
                let area = kode(at).parse().expect("a code");
                let (indicator, period) =
                    (indicator.parse().expect("an id"), period.parse().expect("a period"));
                let provenance = Provenance { source: "uji".to_owned(), ..Provenance::default() };
                holdings
                    .claims
                    .push(Held { dataset: 0, row: Claim { area, indicator, period, figure, provenance } });
            }
        }
    }
    holdings
}

fn square(at: usize, east: f64) -> Area {
    let degrees = |number: usize| 0.01 * f64::from(u32::try_from(number).expect("small"));
    let (x, y) = (140.0 + degrees(at % SIDE) + east, -5.0 + degrees(at / SIDE));
    let shape = Rect::new(coord! { x: x, y: y }, coord! { x: x + 0.01, y: y + 0.01 });
    Area {
        code: kode(at).parse().expect("a code"),
        name: format!("Petak {at}"),
        shape: shape.to_polygon().into(),
    }
}

fn over(holdings: Holdings) -> Router {
    serve(Snapshot::build(holdings).0)
}

/// One corner hidden (3 cases), one square without a figure, the rest shown.
fn usual(at: usize, period: &str, plain: (i64, i64)) -> Option<(i64, i64)> {
    match at {
        0 => Some((3, plain.1)),
        17 if period == "2025-08" => None,
        _ => Some(plain),
    }
}

const PATTERNS: &str = "/v1/patterns/stunting-uji/2025-08/kelurahan";

fn rows(answer: &Value) -> &Vec<Value> {
    answer["rows"].as_array().expect("rows")
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).expect("small"))
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

/// Which squares share an edge: from their places on the board alone.
fn beside(a: usize, b: usize) -> bool {
    (a / SIDE).abs_diff(b / SIDE) + (a % SIDE).abs_diff(b % SIDE) == 1
}

#[tokio::test]
async fn patterns_are_those_of_the_formulas_written_out() {
    let answer = get(&over(board(usual).await), PATTERNS).await.json();
    assert_eq!(
        answer["entered"]["text"]["id"],
        "34 dari 36 kelurahan masuk hitungan; 1 disembunyikan, 1 belum diisi."
    );
    let all = rows(&answer);
    let inside: Vec<usize> = (0..WHOLE).filter(|&at| at != 0 && at != 17).collect();
    assert_eq!(all.iter().filter(|row| row["rate"].is_null()).count(), 2);
    let k: Vec<f64> = inside.iter().map(|&at| number(&all[at]["numerator"])).collect();
    let people: Vec<f64> = inside.iter().map(|&at| number(&all[at]["denominator"])).collect();
    let x: Vec<f64> = k.iter().zip(&people).map(|(k, n)| 100.0 * k / n).collect();
    let n = float(x.len());
    let mean = x.iter().sum::<f64>() / n;
    let m2 = x.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
    let (mut crossed, mut weights) = (0.0, 0.0);
    for (i, &at) in inside.iter().enumerate() {
        let near: Vec<usize> = (0..inside.len()).filter(|&j| beside(at, inside[j])).collect();
        let row = &all[at];
        assert_eq!(row["neighbours"], near.len(), "{at}");
        let lag = near.iter().map(|&j| x[j] - mean).sum::<f64>() / float(near.len());
        (crossed, weights) = (crossed + (x[i] - mean) * lag, weights + 1.0);
        assert!(close(number(&row["local_moran"]["i"]), (x[i] - mean) * lag / m2), "{at}");
        let width = float(near.len()) + 1.0;
        let sum = x[i] + near.iter().map(|&j| x[j]).sum::<f64>();
        let spread = (m2 * width * (n - width) / (n - 1.0)).sqrt();
        assert!(close(number(&row["hot_spot"]["z"]), (sum - width * mean) / spread), "{at}");
        // Empirical Bayes over a group: everybody, or the square with its neighbours.
        let bayes = |group: &[usize]| {
            let all = group.iter().map(|&j| people[j]).sum::<f64>();
            let m = group.iter().map(|&j| k[j]).sum::<f64>() / all;
            let s2 = group.iter().map(|&j| people[j] * (k[j] / people[j] - m).powi(2)).sum::<f64>() / all;
            let a = (s2 - m / (all / float(group.len()))).max(0.0);
            100.0 * (m + (k[i] / people[i] - m) * a / (a + m / people[i]))
        };
        let everybody: Vec<usize> = (0..inside.len()).collect();
        assert!(close(number(&row["smoothed"]), bayes(&everybody)), "{at}");
        assert!(close(number(&row["smoothed_locally"]), bayes(&[&near[..], &[i]].concat())), "{at}");
        assert!(close(number(&row["rate"]), x[i]) && !row["value"].is_null(), "the raw figure stands beside");
    }
    assert!(close(number(&answer["moran"]["i"]), n / weights * crossed / (m2 * n)));
    assert!(number(&answer["moran"]["p"]) < 0.001, "a slope is no chance");
    let hot = all.iter().filter(|row| row["hot_spot"]["spot"] == "hot").count();
    let cold = all.iter().filter(|row| row["hot_spot"]["spot"] == "cold").count();
    assert!(hot > 0 && cold > 0 && hot + cold < WHOLE, "{hot} hot, {cold} cold");
}

/// A hidden number may be any other hidden number: no answer changes by a byte.
#[tokio::test]
async fn hidden_numbers_never_enter() {
    let weights = "weights=stunting-uji:3,pengukuran-uji:1";
    let asked = [
        PATTERNS.to_owned(),
        format!("{PATTERNS}.csv"),
        "/v1/changes/stunting-uji/2025-02/2025-08/kelurahan".to_owned(),
        "/v1/bivariate/stunting-uji/pengukuran-uji/2025-08/kelurahan".to_owned(),
        format!("/v1/priority/2025-08/kelurahan?{weights}"),
    ];
    let with = |hidden: i64| {
        board(
            move |at, period, plain| if at == 0 { Some((hidden, plain.1)) } else { usual(at, period, plain) },
        )
    };
    let (one, other) = (over(with(2).await), over(with(6).await));
    let shown = over(with(40).await);
    for address in asked {
        let text = |body: Vec<u8>| {
            let text = String::from_utf8(body).expect("UTF-8");
            // Totals may round otherwise, so the version of all figures may differ.
            let version = text.find("\"version\":\"").map_or("", |at| &text[at + 11..at + 36]);
            let in_table = text.lines().nth(1).and_then(|line| line.rsplit(',').next()).unwrap_or("");
            let version = if version.is_empty() { in_table } else { version }.to_owned();
            text.replace(&version, "")
        };
        let first = text(get(&one, &address).await.body);
        assert_eq!(first, text(get(&other, &address).await.body), "{address}");
        assert_ne!(first, text(get(&shown, &address).await.body), "{address}");
    }
}

#[tokio::test]
async fn what_cannot_be_told_is_said_plainly() {
    // Square 35 lies far away; four others are all that is shown beside it.
    let mut far = board(usual).await;
    far.areas.retain(|held| held.row.code.to_string() != kode(35));
    far.areas.push(Held { dataset: 0, row: square(35, 1.0) });
    let answer = get(&over(far), PATTERNS).await.json();
    let last = &rows(&answer)[35];
    assert_eq!((&last["neighbours"], &last["not_tested"]), (&0.into(), &"no_neighbours".into()));
    assert!(last["hot_spot"].is_null() && last["smoothed_locally"].is_null() && !last["smoothed"].is_null());
    let few = get(&over(board(|at, _, plain| (at < 12).then_some(plain)).await), PATTERNS).await.json();
    assert_eq!((&few["not_tested"], &few["least_tested"]), (&"too_few_areas".into(), &20.into()));
    assert!(few["moran"].is_null() && !rows(&few)[3]["smoothed"].is_null());
    let fewer = get(&over(board(|at, _, plain| (at < 9).then_some(plain)).await), PATTERNS).await.json();
    assert_eq!(fewer["not_smoothed"], "too_few_areas");
    let same = get(&over(board(|_, _, _| Some((20, 200))).await), PATTERNS).await.json();
    assert_eq!(same["not_tested"], "no_variation");
}

#[tokio::test]
async fn changes_are_called_by_their_interval() {
    // Square 5 falls, 6 jumps, 7 stays, 8 is near the edge of what rounding allows.
    let earlier = |at: usize, plain: (i64, i64)| if (5..9).contains(&at) { (60, 300) } else { plain };
    let change = move |at: usize, period: &str, plain| match (at, period) {
        (_, "2025-02") => usual(at, period, earlier(at, plain)),
        (5, _) => Some((20, 300)),
        (6, _) => Some((240, 300)),
        (7, _) => Some((62, 300)),
        (8, _) => Some((80, 300)),
        _ => usual(at, period, plain),
    };
    let router = over(board(change).await);
    let answer = get(&router, "/v1/changes/stunting-uji/2025-02/2025-08/kelurahan").await.json();
    let all = rows(&answer);
    let said = |at: usize| (all[at]["change"].as_str(), all[at]["meaning"].as_str());
    assert_eq!(said(5), (Some("down"), Some("better")));
    assert_eq!(said(6), (Some("up"), Some("worse")));
    assert_eq!(said(7), (Some("no_detectable_change"), None));
    assert_eq!(said(0), (None, None), "hidden at either end");
    assert_eq!(said(17), (None, None), "not filled in");
    assert_eq!(all[17]["to"]["state"], "not_filled");
    assert!(all[6]["flags"].as_array().expect("flags").contains(&"sudden_jump".into()));
    assert!(all[8]["flags"].as_array().expect("flags").contains(&"rounding_decides".into()), "{}", all[8]);
    assert!(all[5]["flags"].as_array().expect("flags").iter().all(|flag| flag != "rounding_decides"));
    let total: u64 = answer["classes"].as_object().expect("classes").values().filter_map(Value::as_u64).sum();
    assert_eq!(answer["entered"]["entered"], total);
    for row in all.iter().filter(|row| !row["lo"].is_null()) {
        let (low, middle, high) = (number(&row["lo"]), number(&row["difference"]), number(&row["hi"]));
        assert!(low < middle && middle < high && (low > 0.0) == (row["change"] == "up"));
        let rate = |end: &str| 100.0 * number(&row[end]["numerator"]) / number(&row[end]["denominator"]);
        assert!(close(middle, rate("to") - rate("from")));
    }
    let back = get(&router, "/v1/changes/stunting-uji/2025-08/2025-02/kelurahan").await;
    assert_eq!(back.status, 400);
}

#[tokio::test]
async fn two_variables_are_cut_into_thirds_of_those_that_show_both() {
    let answer =
        get(&over(board(usual).await), "/v1/bivariate/stunting-uji/pengukuran-uji/2025-08/kelurahan")
            .await
            .json();
    let mut classes: [BTreeMap<u64, usize>; 2] = Default::default();
    for row in rows(&answer) {
        let both = [&row["a"], &row["b"]].iter().all(|figure| !figure["value"].is_null());
        assert_eq!(both, !row["class_a"].is_null());
        for (classes, name) in classes.iter_mut().zip(["class_a", "class_b"]) {
            if let Some(class) = row[name].as_u64() {
                *classes.entry(class).or_default() += 1;
            }
        }
    }
    for classes in classes {
        let sizes: Vec<usize> = classes.values().copied().collect();
        assert!(sizes.len() == 3 && sizes.iter().all(|size| (9..=13).contains(size)), "{sizes:?}");
    }
    let colours = &answer["colours"];
    assert_eq!(colours[2][0], "#33262b", "much stunting and little measuring is darkest");
    assert_eq!(
        colours.as_array().expect("rows").iter().flat_map(|row| row.as_array().expect("row")).count(),
        9
    );
}

#[tokio::test]
async fn the_order_follows_the_weights_and_says_how_sure_it_is() {
    let router = over(board(usual).await);
    let ask = |weights: &str| format!("/v1/priority/2025-08/kelurahan?weights={weights}");
    let answer = get(&router, &ask("stunting-uji:3,pengukuran-uji:1")).await.json();
    let other = get(&router, &ask("pengukuran-uji:0.5,stunting-uji:1.5")).await.json();
    let parts = answer["parts"].as_array().expect("parts");
    let ends: Vec<(f64, f64)> =
        parts.iter().map(|part| (number(&part["least"]), number(&part["greatest"]))).collect();
    let mut scores = Vec::new();
    for (row, same) in rows(&answer).iter().zip(rows(&other)) {
        assert_eq!(
            (&row["kode"], &row["rank"], &row["in_top"]),
            (&same["kode"], &same["rank"], &same["in_top"])
        );
        if row["rank"].is_null() {
            assert!(
                number(&row["shown"]) < 2.0 / 3.0
                    && row["score"].is_null()
                    && row["reasons"] == serde_json::json!([])
            );
            continue;
        }
        let need = |at: usize| {
            let figure = &row["figures"][at];
            let rate = 100.0 * number(&figure["numerator"]) / number(&figure["denominator"]);
            (rate - ends[at].0) / (ends[at].1 - ends[at].0)
        };
        assert!(close(number(&row["score"]), 25.0 * (3.0 * need(0) + need(1))), "{row}");
        let (low, high) = (row["rank_lo"].as_u64(), row["rank_hi"].as_u64());
        assert!(low <= row["rank"].as_u64() && row["rank"].as_u64() <= high, "{row}");
        scores.push(number(&row["score"]));
    }
    assert!(scores.windows(2).all(|pair| pair[0] >= pair[1]));
    assert_eq!(answer["ranked"], scores.len());
    let unranked: Vec<&Value> =
        rows(&answer).iter().filter(|row| row["rank"].is_null()).map(|row| &row["kode"]).collect();
    assert_eq!(unranked, [kode(0).as_str(), kode(17).as_str()], "one part hidden, one not filled in");
    let in_top: f64 = rows(&answer).iter().filter_map(|row| row["in_top"].as_f64()).sum();
    assert!(
        (5.0..5.2).contains(&in_top),
        "five places are given out in every draw, more with ties: {in_top}"
    );
    assert!(
        rows(&answer)[0]["reasons"][0]["id"].as_str().expect("a reason").contains("Prevalensi stunting uji")
    );
    assert_eq!(get(&router, &ask("stunting-uji:3,pengukuran-uji:1")).await.json(), answer, "the same draws");
}

#[tokio::test]
async fn tables_say_what_the_rows_say() {
    let router = over(board(usual).await);
    let asked = [
        (PATTERNS.to_owned(), "", vec!["rate", "smoothed", "smoothed_locally", "state"]),
        (
            "/v1/changes/stunting-uji/2025-02/2025-08/kelurahan".to_owned(),
            "",
            vec!["difference", "lo", "hi", "change"],
        ),
        (
            "/v1/priority/2025-08/kelurahan".to_owned(),
            "?weights=stunting-uji:1",
            vec!["rank", "score", "in_top"],
        ),
    ];
    for (address, query, names) in asked {
        let answer = get(&router, &format!("{address}{query}")).await.json();
        let table = get(&router, &format!("{address}.csv{query}")).await;
        assert!(table.header("content-disposition").is_some_and(|value| value.starts_with("attachment")));
        let mut reader = csv::Reader::from_reader(table.body.as_slice());
        let records: Vec<BTreeMap<String, String>> =
            reader.deserialize().collect::<Result<_, _>>().expect("records");
        assert_eq!(records.len(), rows(&answer).len());
        for (record, row) in records.iter().zip(rows(&answer)) {
            assert_eq!(record["kode"], row["kode"].as_str().expect("a code"));
            for name in &names {
                let same = match &row[*name] {
                    Value::Null => record[*name].is_empty(),
                    Value::String(text) => &record[*name] == text,
                    value => value
                        .as_f64()
                        .zip(record[*name].parse().ok())
                        .is_some_and(|(a, b): (f64, f64)| close(a, b)),
                };
                assert!(same, "{address} {name}: {} and {}", record[*name], row[*name]);
            }
        }
    }
}
