//! Figures of a whole country stay small on the wire.

use std::io::{Read, Write};

use geo::{MultiPolygon, Rect, coord};
use jangkau::domain::{
    Area, AreaCode, Claim, Counts, Figure, Held, Holdings, Indicator, Level, Provenance, Rows, StoredDataset,
};
use jangkau::snapshot::Snapshot;

use serde_json::Value;

use crate::support::{Dice, city, get, get_with, meta, serve};

/// The kelurahan of the country, as many as the official list has (2024).
const KELURAHAN: usize = 83_402;

/// A country of squares: 38 provinces, 514 kota, about 7,290 kecamatan, with
/// noisy counts in a good part of which a few are missing, hidden or zero.
fn country() -> Snapshot {
    let catalogue = std::fs::read(city().join("katalog.json")).expect("the catalogue");
    let read = jangkau::import::read(
        "catalogue".parse().expect("a kind"),
        &catalogue,
        &jangkau::import::Context::default(),
    );
    let Rows::Catalogue(indicators) = read.expect("a sound catalogue").rows else { panic!("no catalogue") };
    let mut indicator: Indicator = indicators.into_iter().next().expect("an indicator");
    indicator.measured_by = None;
    let held = |row| Held { dataset: 0, row };
    let codes = codes();
    let areas = codes.iter().enumerate().map(|(at, &code)| held_area(at, code)).collect();
    let mut dice = Dice(1);
    let claims =
        codes.iter().map(|&code| Held { dataset: 0, row: claim(code, &indicator, &mut dice) }).collect();
    Snapshot::build(Holdings {
        datasets: vec![dataset()],
        areas,
        indicators: vec![held(indicator)],
        claims,
        ..Holdings::default()
    })
    .0
}

fn dataset() -> StoredDataset {
    StoredDataset {
        meta: meta("claims", "negara"),
        version: 1,
        content_hash: String::new(),
        file_name: "negara.csv".to_owned(),
        imported_at: time::OffsetDateTime::UNIX_EPOCH,
        rows: 1,
        findings: 0,
    }
}

fn codes() -> Vec<AreaCode> {
    (0..KELURAHAN)
        .map(|at| {
            let kecamatan = at * 7_290 / KELURAHAN;
            let kota = kecamatan * 514 / 7_290;
            let provinsi = kota * 38 / 514;
            let first = |of: usize, all: usize, parts: usize| (of * all).div_ceil(parts);
            let code = format!(
                "{}.{:02}.{:02}.{:04}",
                11 + 2 * provinsi,
                1 + kota - first(provinsi, 514, 38),
                1 + kecamatan - first(kota, 7_290, 514),
                // Desa are numbered from 2001, kelurahan from 1001.
                if kota.is_multiple_of(5) { 1_001 } else { 2_001 } + at - first(kecamatan, KELURAHAN, 7_290),
            );
            code.parse().expect("a sound code")
        })
        .collect()
}

fn held_area(at: usize, code: AreaCode) -> Held<Area> {
    #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
    let (x, y) = ((at % 289) as f64, (at / 289) as f64);
    let corner = coord! { x: 95.0 + x * 0.15, y: -11.0 + y * 0.058 };
    let square = Rect::new(corner, coord! { x: 95.0 + (x + 1.0) * 0.15, y: -11.0 + (y + 1.0) * 0.058 });
    let shape = MultiPolygon::new(vec![square.to_polygon()]);
    Held { dataset: 0, row: Area { code, name: format!("Desa {at}"), shape } }
}

fn claim(code: AreaCode, indicator: &Indicator, dice: &mut Dice) -> Claim {
    let measured = 15 + i64::try_from(dice.below(900)).expect("small");
    let share = dice.between(0.0, 0.35);
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "hundreds")]
    let cases = (measured as f64 * share) as i64;
    let figure = match dice.below(100) {
        0..4 => Figure::NotFilled,
        4 => Figure::NotApplicable,
        5..8 => Figure::Counts(Counts::new(0, measured).expect("counts")),
        _ => Figure::Counts(Counts::new(cases, measured).expect("counts")),
    };
    Claim {
        area: code,
        indicator: indicator.id.clone(),
        period: "2025-08".parse().expect("a period"),
        figure,
        provenance: Provenance { source: "Dinas uji".to_owned(), ..Provenance::default() },
    }
}

/// One period of the whole country stays below a megabyte in gzip.
#[tokio::test]
async fn the_country_fits_into_a_megabyte() {
    let snapshot = country();
    assert_eq!(snapshot.areas.of_level(Level::Kelurahan).len(), KELURAHAN);
    let router = serve(snapshot);
    for (form, address) in [
        ("binary", "/v1/values/stunting-uji/2025-08/kelurahan.bin"),
        ("columns", "/v1/values/stunting-uji/kelurahan.json?periods=2025-08"),
        ("rows", "/v1/values/stunting-uji/2025-08/kelurahan.json"),
        ("table", "/v1/values/stunting-uji/2025-08/kelurahan.csv"),
    ] {
        let plain = get(&router, address).await;
        assert_eq!(plain.status, 200, "{address}");
        let mut said = format!("{form}: {} bytes", plain.body.len());
        for coding in ["gzip", "br", "zstd"] {
            let answer = get_with(&router, address, &[("accept-encoding", coding)]).await;
            assert_eq!(answer.header("content-encoding"), Some(coding));
            said = format!("{said}, {coding} {}", answer.body.len());
            if coding == "gzip" {
                let mut back = Vec::new();
                flate2::read::GzDecoder::new(answer.body.as_slice()).read_to_end(&mut back).expect("gzip");
                assert_eq!(back, plain.body);
                let small = matches!(form, "binary" | "columns");
                assert!(!small || answer.body.len() < 1_000_000, "{form}: {} bytes", answer.body.len());
            }
        }
        writeln!(std::io::stderr(), "{said}").expect("said");
        if form == "columns" {
            let states: Vec<u64> = plain.json()["periods"][0]["state"]
                .as_array()
                .expect("states")
                .iter()
                .filter_map(Value::as_u64)
                .collect();
            let count = |state| states.iter().filter(|one| **one == state).count();
            assert!((0..5).all(|state| count(state) > 500), "every state is there");
            assert!(count(0) > 60_000, "most have a value");
        }
    }
}
