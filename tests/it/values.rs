//! Figures in their forms: the table, the columns and the bytes say the same as
//! the rows, and the whole country stays small.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::Command;

use jangkau::snapshot::Snapshot;
use jangkau::stats::classes::class_of;
use serde_json::{Value, json};

use crate::support::{city, city_snapshot, get, gpkg, import, load_folder, meta, root, serve, skip};

/// Indicator, period and level of every kind of figure: counts, rolled up, over
/// 100 %, shares of areas, published.
const ASKED: [(&str, &str, &str); 5] = [
    ("stunting-uji", "2025-08", "kelurahan"),
    ("stunting-uji", "2025-02", "kecamatan"),
    ("imunisasi-uji", "2024", "kelurahan"),
    ("stop-babs-uji", "2024", "kelurahan"),
    ("survei-uji", "2023", "kota"),
];

#[tokio::test]
async fn the_table_reads_so() {
    let router = serve(city_snapshot().await);
    let answer = get(&router, "/v1/values/stunting-uji/2025-08/kelurahan.csv").await;
    assert_eq!(answer.header("content-type"), Some("text/csv; charset=utf-8; header=present"));
    assert_eq!(
        answer.header("content-disposition"),
        Some("attachment; filename=\"stunting-uji-2025-08-kelurahan.csv\"")
    );
    let text = String::from_utf8(answer.body).expect("UTF-8");
    assert_eq!(text.matches("\r\n").count(), text.lines().count());
    insta::assert_snapshot!("values_table", text.replace("\r\n", "\n"));
}

/// The table, read by a CSV reader, against the rows of the JSON: cell by cell
/// under the same words.
#[tokio::test]
async fn the_table_says_what_the_rows_say() {
    let router = serve(city_snapshot().await);
    let mut states = BTreeMap::new();
    for (indicator, period, level) in ASKED {
        let rows = get(&router, &format!("/v1/values/{indicator}/{period}/{level}.json")).await.json();
        let table = get(&router, &format!("/v1/values/{indicator}/{period}/{level}.csv")).await;
        let mut reader = csv::Reader::from_reader(table.body.as_slice());
        assert_eq!(&reader.headers().expect("a header")[0], "kode");
        let records: Vec<BTreeMap<String, String>> =
            reader.deserialize().collect::<Result<_, _>>().expect("records");
        assert_eq!(records.len(), rows["values"].as_array().expect("rows").len());
        for (record, row) in records.iter().zip(rows["values"].as_array().expect("rows")) {
            let cells =
                ["state", "reason", "value", "lo", "hi", "numerator", "denominator", "class", "measured"];
            for name in cells {
                let said = &record[name];
                // The JSON reader here may be one bit off, which the table is not.
                let same = match &row[name] {
                    Value::Null => said.is_empty(),
                    Value::String(text) => said == text,
                    number => number
                        .as_f64()
                        .zip(said.parse::<f64>().ok())
                        .is_some_and(|(a, b)| (a - b).abs() <= f64::EPSILON * a.abs()),
                };
                assert!(same, "{indicator} {} {name}: {said} and {}", record["kode"], row[name]);
            }
            assert_eq!(
                (&record["indicator"], &record["period"]),
                (&indicator.to_owned(), &period.to_owned())
            );
            assert_eq!(record["version"], rows["version"].as_str().expect("a version"));
            let source = row["source"].as_u64().and_then(|position| usize::try_from(position).ok());
            let source = source.map_or("", |at| rows["sources"][at]["source"].as_str().expect("a source"));
            assert_eq!(record["source"], source);
            states.insert(record["state"].clone(), (record["value"].clone(), record["reason"].clone()));
        }
    }
    let words: Vec<&str> = states.keys().map(String::as_str).collect();
    assert_eq!(words, ["not_applicable", "not_filled", "suppressed", "value", "zero"], "all five are there");
    assert_eq!(states["zero"].0, "0");
    assert_eq!(states["suppressed"].0, "");
    assert!(!states["suppressed"].1.is_empty() && !states["not_filled"].1.is_empty());
}

#[tokio::test]
async fn a_table_runs_nothing_and_says_that_it_is_invented() {
    let (store, _folder) = gpkg().await;
    load_folder(&store, &city()).await;
    let catalogue = std::fs::read_to_string(city().join("katalog.json")).expect("the catalogue");
    let invented = catalogue.replace("\"stop-babs-uji\"", "\"contoh-babs-uji\"");
    let mut sample = meta("catalogue", "katalog-contoh");
    sample.sample = true;
    let only: Value = serde_json::from_str(&invented).expect("JSON");
    let only: Vec<&Value> = only["indicators"]
        .as_array()
        .expect("indicators")
        .iter()
        .filter(|indicator| indicator["id"] == "contoh-babs-uji")
        .collect();
    import(&store, sample, "k.json", json!({ "indicators": only }).to_string().as_bytes()).await;
    let claims = "kode,indikator,periode,pembilang,penyebut,sumber_data\n\
                  97.71.01.1001,contoh-babs-uji,2024,3,7,\"=HYPERLINK(\"\"http://x\"\", \"\"a\"\")\"\n";
    let mut sample = meta("claims", "contoh-klaim");
    sample.sample = true;
    import(&store, sample, "c.csv", claims.as_bytes()).await;
    let router = serve(Snapshot::build(store.load().await.expect("holdings")).0);
    let answer = get(&router, "/v1/values/contoh-babs-uji/2024/kelurahan.csv").await;
    let text = String::from_utf8(answer.body).expect("UTF-8");
    let first = text.lines().nth(1).expect("a row");
    assert!(first.contains(r#""'=HYPERLINK(""http://x"", ""a"")""#), "{first}");
    assert!(text.lines().skip(1).all(|line| line.contains(",contoh,")), "{text}");
}

#[tokio::test]
async fn columns_say_what_the_rows_say() {
    let router = serve(city_snapshot().await);
    for (indicator, period, level) in ASKED {
        let columns = get(&router, &format!("/v1/values/{indicator}/{level}")).await.json();
        let all = columns["periods"].as_array().expect("periods");
        let one = all.iter().find(|one| one["period"] == period).expect("the period");
        let rows = get(&router, &format!("/v1/values/{indicator}/{period}/{level}")).await.json();
        same_as_rows(&columns, one, &rows);
        let only = get(&router, &format!("/v1/values/{indicator}/{level}?periods={period}")).await.json();
        assert_eq!(only["periods"].as_array().map(Vec::len), Some(1));
        same_as_rows(&only, &only["periods"][0], &rows);
    }
    let slider = get(&router, "/v1/values/stunting-uji/kelurahan").await.json();
    let periods: Vec<&Value> =
        slider["periods"].as_array().expect("periods").iter().map(|one| &one["period"]).collect();
    assert_eq!(periods, ["2025-02", "2025-08"], "in order of time");
}

/// Compares the columns of a period with its rows, area by area.
fn same_as_rows(columns: &Value, one: &Value, answer: &Value) {
    let rows = answer["values"].as_array().expect("rows");
    let said = |sources: &Value, at: &Value| {
        at.as_u64().map(|at| sources["sources"][usize::try_from(at).expect("small")].clone())
    };
    assert_eq!(columns["areas"].as_array().map(Vec::len), Some(rows.len()));
    for (at, row) in rows.iter().enumerate() {
        assert_eq!(columns["areas"][at], row["id"]);
        let word = |list: &str, cell: &Value| {
            cell.as_u64()
                .map_or(Value::Null, |word| columns[list][usize::try_from(word).expect("small")].clone())
        };
        assert_eq!(word("states", &one["state"][at]), row["state"]);
        assert_eq!(word("reasons", &one["reason"][at]), row["reason"]);
        for (name, key) in [("value", "value"), ("lo", "lo"), ("hi", "hi"), ("n", "denominator")] {
            assert_eq!(one[name][at].as_f64(), row[key].as_f64(), "{name} of {}", row["kode"]);
        }
        assert_eq!(said(columns, &one["source"][at]), said(answer, &row["source"]));
        let bits = one["flags"][at].as_u64().expect("flags");
        let flags = columns["flags"].as_array().expect("words").iter().enumerate();
        let set: Vec<&Value> = flags.filter(|(bit, _)| bits >> bit & 1 == 1).map(|(_, word)| word).collect();
        let mut expected: Vec<Value> = row["flags"].as_array().expect("flags").clone();
        expected
            .extend(["rounded", "published"].into_iter().filter(|word| row[word] == true).map(Value::from));
        assert!(set.len() == expected.len() && expected.iter().all(|word| set.contains(&word)), "{set:?}");
    }
}

/// The decoder that stands in the guide, run by Node over our bytes, gives the
/// columns of the JSON: the same numbers to the last bit.
#[tokio::test]
async fn the_decoder_of_the_guide_reads_the_bytes() {
    let guide = std::fs::read_to_string(root().join("docs/data-formats.md")).expect("the guide");
    let decoder = guide.split("```js\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a decoder");
    if Command::new("node").arg("--version").output().is_err() {
        return skip("the decoder of the guide", "there is no node");
    }
    let folder = tempfile::TempDir::new().expect("a folder");
    std::fs::write(folder.path().join("decode.mjs"), decoder).expect("written");
    let router = serve(city_snapshot().await);
    let mut cases = Vec::new();
    for (indicator, period, level) in ASKED {
        for address in [format!("{indicator}/{period}/{level}"), format!("{indicator}/{level}")] {
            let bytes = get(&router, &format!("/v1/values/{address}.bin")).await;
            assert_eq!(bytes.header("content-type"), Some("application/vnd.jangkau.columns"));
            let name = format!("{}.bin", cases.len());
            std::fs::write(folder.path().join(&name), &bytes.body).expect("written");
            let periods = if address.contains(period) { format!("?periods={period}") } else { String::new() };
            let columns = get(&router, &format!("/v1/values/{indicator}/{level}{periods}")).await;
            std::fs::write(folder.path().join(format!("{name}.json")), &columns.body).expect("written");
            cases.push(name);
        }
    }
    std::fs::write(folder.path().join("cases.json"), json!(cases).to_string()).expect("written");
    std::fs::write(folder.path().join("check.mjs"), CHECK).expect("written");
    let run = Command::new("node").arg("check.mjs").current_dir(folder.path()).output().expect("node runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert_eq!(String::from_utf8_lossy(&run.stdout).trim(), "10 files");
}

const CHECK: &str = r"
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { decode } from './decode.mjs';
const cases = JSON.parse(readFileSync('cases.json', 'utf8'));
for (const file of cases) {
  const columns = JSON.parse(readFileSync(`${file}.json`, 'utf8'));
  const bytes = readFileSync(file);
  const { areas, periods, ...about } = decode(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const { areas: ids, periods: expected, ...same } = columns;
  delete about.count;
  assert.deepEqual(about, same);
  assert.deepEqual(areas, ids);
  assert.deepEqual(periods, expected);
}
console.log(`${cases.length} files`);
";

#[tokio::test]
async fn wrong_forms_and_periods_are_named() {
    let router = serve(city_snapshot().await);
    for (address, status, word) in [
        ("/v1/values/stunting-uji/2025-08/kelurahan.xlsx", 404, ".json, .csv or .bin"),
        ("/v1/values/stunting-uji/kelurahan.csv", 404, "/v1/values/{indicator}/{period}/{level}.csv"),
        ("/v1/values/stunting-uji/2025-08/kelurahan.csv?format=csv", 400, "takes no parameters"),
        ("/v1/values/stunting-uji/kelurahan?periods=", 400, "period"),
        ("/v1/values/stunting-uji/kelurahan?periods=2025-08,x", 400, "period"),
        ("/v1/values/stunting-uji/kelurahan?periods=2019", 404, "2025-02, 2025-08"),
        ("/v1/values/stunting-uji/kelurahan?period=2019", 400, "did you mean \"periods\""),
        ("/v1/values/survei-uji/kelurahan.bin", 404, "the catalogue lists the levels"),
        ("/v1/values/stunting-uji/2025-08/kelurahan@0123456789ab-0123456789ab.bin", 410, "version"),
    ] {
        let answer = get(&router, address).await;
        assert_eq!(answer.status.as_u16(), status, "{address}");
        let detail = answer.json()["detail"].as_str().expect("a detail").to_owned();
        assert!(detail.contains(word), "{address}: {detail}");
    }
    let gone = get(&router, "/v1/values/stunting-uji/2025-08/kelurahan@0123456789ab.bin").await;
    let link = gone.header("link").expect("a link");
    let address = link.trim_start_matches('<').split('>').next().expect("an address");
    let current = get(&router, address).await;
    assert_eq!((current.status.as_u16(), &current.body[..4]), (200, &b"JKC1"[..]));
    assert_eq!(current.header("cache-control"), Some("public, max-age=31536000, immutable"));
}

/// Classes are half-open everywhere: a value on a published edge is in the class
/// above it.
#[tokio::test]
async fn values_on_the_edges_belong_upwards_in_every_place() {
    const EDGES: [(f64, usize); 8] =
        [(2.4, 0), (2.5, 1), (9.9, 1), (10.0, 2), (19.9, 2), (20.0, 3), (29.9, 3), (30.0, 4)];
    let (store, _folder) = gpkg().await;
    load_folder(&store, &city()).await;
    let mut claims = b"kode,indikator,periode,nilai,sumber_data\n".to_vec();
    for (year, (value, _)) in EDGES.into_iter().enumerate() {
        writeln!(claims, "97.71.01.1001,stunting-uji,{},{value},Dinas uji", 2001 + year).expect("in memory");
    }
    import(&store, meta("claims", "tepi"), "tepi.csv", &claims).await;
    let router = serve(Snapshot::build(store.load().await.expect("holdings")).0);
    let breaks = get(&router, "/v1/breaks/stunting-uji/kelurahan").await.json();
    assert_eq!(breaks["edges"], json!([2.5, 10.0, 20.0, 30.0]));
    let edges: Vec<f64> =
        breaks["edges"].as_array().expect("edges").iter().filter_map(Value::as_f64).collect();
    for (year, (value, class)) in EDGES.into_iter().enumerate() {
        let period = 2001 + year;
        assert_eq!(class_of(value, &edges), class, "stats, {value}");
        let rows = get(&router, &format!("/v1/values/stunting-uji/{period}/kelurahan")).await.json();
        assert_eq!(
            (&rows["values"][0]["value"], &rows["values"][0]["class"]),
            (&json!(value), &json!(class))
        );
        let address =
            format!("/v1/tiles/areas/10/853/526.mvt?indicator=stunting-uji&period={period}&levels=kelurahan");
        let tile = get(&router, &address).await;
        assert_eq!(class_in_tile(&tile.body, 9_771_011_001), Some(class as u64), "tile, {value}");
        let style = get(&router, &format!("/v1/styles/stunting-uji.json?period={period}")).await.json();
        let step = &style["layers"][1]["paint"]["fill-color"][2];
        assert_eq!(
            step.as_array().and_then(|step| class_by_step(step, value)),
            Some(class),
            "style, {value}"
        );
    }
}

fn class_in_tile(bytes: &[u8], id: u64) -> Option<u64> {
    let reader = fast_mvt::MvtReaderRef::new(bytes).expect("a tile");
    reader.layers().flat_map(|layer| layer.features().collect::<Vec<_>>()).find_map(|feature| {
        let class = feature.properties().find_map(|property| {
            let (key, value) = property.expect("a property");
            (key == "class").then(|| format!("{value:?}"))
        });
        let digits: String = class?.chars().filter(char::is_ascii_digit).collect();
        (feature.id() == Some(id)).then(|| digits.parse().ok())?
    })
}

/// What MapLibre's `step` does: the output behind the last stop that is not
/// above the value.
fn class_by_step(step: &[Value], value: f64) -> Option<usize> {
    (step.first()? == "step").then(|| {
        step[3..].chunks(2).filter(|stop| stop[0].as_f64().is_some_and(|stop| stop <= value)).count()
    })
}

#[tokio::test]
async fn breaks_say_their_version_and_stay_with_it() {
    let router = serve(city_snapshot().await);
    let breaks = get(&router, "/v1/breaks/stunting-uji/kelurahan?method=head_tail&classes=3").await.json();
    let version = breaks["version"].as_str().expect("a version");
    let address = format!("/v1/breaks/stunting-uji/kelurahan@{version}?method=head_tail&classes=3");
    let kept = get(&router, &address).await;
    assert_eq!(kept.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(kept.json(), breaks);
    assert_eq!(get(&router, "/v1/breaks/stunting-uji/kelurahan@0123456789ab").await.status, 410);
    let methods = breaks["methods"].as_array().expect("methods").clone();
    assert_eq!(methods.len(), 6);
    for method in methods {
        let method = method.as_str().expect("a word").to_owned();
        let answer =
            get(&router, &format!("/v1/breaks/stunting-uji/kelurahan?method={method}&classes=4")).await;
        let answer = answer.json();
        assert_eq!(answer["method"], method);
        let edges: Vec<f64> =
            answer["edges"].as_array().expect("edges").iter().filter_map(Value::as_f64).collect();
        assert!(edges.windows(2).all(|pair| pair[0] < pair[1]), "{method}: {edges:?}");
        assert_eq!(answer["colours"].as_array().map(Vec::len), Some(edges.len() + 1), "{method}");
    }
}
