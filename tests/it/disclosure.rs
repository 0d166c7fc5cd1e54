//! No exact number of children leaves by HTTP.
//!
//! The counts of a dataset are replaced by numbers that occur nowhere else, and
//! every public answer and tile is searched for them.

use std::collections::BTreeSet;

use fast_mvt::MvtReaderRef;
use jangkau::domain::{Figure, Held, Level};
use jangkau::snapshot::{Snapshot, release};

use crate::support::{city, get, gpkg, load_folder, serve};

/// Counts that nobody would print by chance, none a multiple of five, one pair
/// a claim: shown, hidden as few, hidden as nearly all.
const CANARIES: [(i64, i64); 4] =
    [(1_234_567, 7_654_321), (3, 7_654_323), (8_765_431, 8_765_434), (2_345_678, 9_876_543)];

/// The city with its real claims replaced by canaries, and the exact numbers.
async fn with_canaries() -> (Snapshot, BTreeSet<String>) {
    let (store, _folder) = gpkg().await;
    load_folder(&store, &city()).await;
    let mut holdings = store.load().await.expect("holdings");
    let mut planted = BTreeSet::new();
    let kasus_or_layanan = |claim: &jangkau::domain::Claim| claim.indicator.as_str() != "stop-babs-uji";
    for (index, Held { row, .. }) in holdings.claims.iter_mut().enumerate() {
        if matches!(row.figure, Figure::Counts(_)) && kasus_or_layanan(row) {
            let (numerator, denominator) = CANARIES[index % CANARIES.len()];
            row.figure =
                Figure::Counts(jangkau::domain::Counts::new(numerator, denominator).expect("counts"));
            planted
                .extend([numerator, denominator].into_iter().filter(|n| *n > 1_000).map(|n| n.to_string()));
        }
    }
    // The exact sums of kecamatan and kota must not leave either.
    let (snapshot, _) = Snapshot::build(holdings.clone());
    let (table, _) = release::internal(&holdings, &snapshot.areas);
    for (key, column) in table.columns() {
        if snapshot.indicators[key.indicator].id.as_str() == "stop-babs-uji" || key.level == Level::Kelurahan
        {
            continue;
        }
        for value in column.cells.iter().filter_map(|cell| cell.shown.value()) {
            let sums = [value.numerator, value.denominator].into_iter().flatten().map(|count| count.0);
            planted.extend(sums.filter(|n| *n > 1_000 && n % 5 != 0).map(|n| n.to_string()));
        }
    }
    (snapshot, planted)
}

/// Every public address that could carry a figure.
fn addresses(snapshot: &Snapshot) -> Vec<String> {
    let mut addresses = vec!["/v1/catalog".to_owned(), "/v1/areas".to_owned(), "/v1/kampung-kb".to_owned()];
    for area in snapshot.areas.all() {
        addresses.push(format!("/v1/areas/{}", area.code));
    }
    for (key, _) in snapshot.public.columns() {
        let id = &snapshot.indicators[key.indicator].id;
        addresses.push(format!("/v1/values/{id}/{}/{}", key.period, key.level));
        addresses.push(format!("/v1/patterns/{id}/{}/{}", key.period, key.level));
        addresses.push(format!("/v1/priority/{}/{}?weights={id}:1", key.period, key.level));
        addresses.push(format!("/v1/changes/{id}/2025-02/{}/{}", key.period, key.level));
        addresses.push(format!("/v1/bivariate/{id}/pengukuran-uji/{}/{}", key.period, key.level));
        addresses.push(format!("/v1/styles/{id}.json?period={}", key.period));
        addresses.push(format!("/v1/tiles/areas.json?indicator={id}&period={}", key.period));
        for method in ["ckmeans", "quantile", "equal"] {
            addresses.push(format!("/v1/breaks/{id}/{}?method={method}", key.level));
        }
        for (z, x, y) in [(0, 0, 0), (8, 213, 131), (10, 853, 526)] {
            addresses.push(format!("/v1/tiles/areas/{z}/{x}/{y}.mvt?indicator={id}&period={}", key.period));
        }
    }
    addresses
}

fn searchable(body: &[u8], is_tile: bool) -> String {
    if !is_tile {
        return String::from_utf8_lossy(body).into_owned();
    }
    let reader = MvtReaderRef::new(body).expect("a tile");
    let values = reader.layers().flat_map(|layer| {
        let texts: Vec<String> = layer
            .features()
            .flat_map(|feature| {
                let texts: Vec<String> =
                    feature.properties().map(|property| format!("{property:?}")).collect();
                texts
            })
            .collect();
        texts
    });
    values.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn no_public_answer_holds_an_exact_count() {
    let (snapshot, planted) = with_canaries().await;
    assert!(planted.len() > 8, "{planted:?}");
    let addresses = addresses(&snapshot);
    let router = serve(snapshot);
    let mut searched = 0;
    for address in &addresses {
        let answer = get(&router, address).await;
        if answer.status != 200 {
            // Some figures must not be put together, which is refused.
            assert!(matches!(answer.status.as_u16(), 204 | 400 | 404), "{address}: {}", answer.status);
            continue;
        }
        searched += 1;
        let text = searchable(&answer.body, address.contains(".mvt"));
        for count in &planted {
            let whole = text.match_indices(count.as_str()).any(|(at, _)| {
                let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
                !digit(text[..at].chars().next_back()) && !digit(text[at + count.len()..].chars().next())
            });
            assert!(!whole, "{address} holds {count}");
        }
    }
    assert!(searched > 50, "only {searched} answers were searched");
}

/// The search above finds what it searches for: the exact table holds it.
#[tokio::test]
async fn the_internal_table_holds_the_exact_counts() {
    let (store, _folder) = gpkg().await;
    load_folder(&store, &city()).await;
    let holdings = store.load().await.expect("holdings");
    let (snapshot, _) = Snapshot::build(holdings.clone());
    let (table, _) = release::internal(&holdings, &snapshot.areas);
    let index = snapshot.indicator("stunting-uji").expect("an indicator");
    let period = "2025-02".parse().expect("a period");
    let exact: Vec<Option<i64>> = table
        .column(index, period, Level::Kelurahan)
        .expect("a column")
        .cells
        .iter()
        .map(|cell| cell.shown.value().and_then(|value| value.numerator).map(|count| count.0))
        .collect();
    assert_eq!(exact, [Some(52), Some(3), Some(0), None]);
}

#[tokio::test]
async fn wider_areas_are_rolled_up_from_counts_and_say_how_many_parts_they_have() {
    let (store, _folder) = gpkg().await;
    load_folder(&store, &city()).await;
    let holdings = store.load().await.expect("holdings");
    let (snapshot, _) = Snapshot::build(holdings.clone());
    let (table, _) = release::internal(&holdings, &snapshot.areas);
    let index = snapshot.indicator("stunting-uji").expect("an indicator");
    let period = "2025-02".parse().expect("a period");
    let cells = |level: Level| &table.column(index, period, level).expect("a column").cells;
    let kota = &cells(Level::Kota)[0];
    let value = kota.shown.value().expect("a value");
    // (52 + 3 + 0) of (613 + 402 + 347), and not the mean of the three rates.
    assert_eq!((value.numerator.map(|n| n.0), value.denominator.map(|n| n.0)), (Some(55), Some(1_362)));
    assert!((value.value - 100.0 * 55.0 / 1_362.0).abs() < 1e-9);
    assert_eq!(kota.parts, Some((3, 4)));
    let parts: Vec<Option<(u32, u32)>> = cells(Level::Kecamatan).iter().map(|cell| cell.parts).collect();
    assert_eq!(parts, [Some((2, 2)), Some((1, 2))]);
}

#[tokio::test]
async fn survey_and_routine_never_share_a_column() {
    let snapshot = crate::support::folder_snapshot(&crate::support::geodata()).await;
    let mut kinds = std::collections::BTreeMap::new();
    for indicator in &snapshot.indicators {
        let kind = kinds.entry(indicator.series.id.clone()).or_insert(indicator.series.kind);
        assert_eq!(*kind, indicator.series.kind, "series {} is of two kinds", indicator.series.id);
    }
    let period = |text: &str| text.parse().expect("a period");
    let survey = snapshot.indicator("stunting-ski").expect("the survey");
    let register = snapshot.indicator("stunting-register").expect("the register");
    assert!(snapshot.public.column(survey, period("2023"), Level::Kota).is_some());
    assert!(snapshot.public.column(register, period("2023"), Level::Kota).is_none());
    assert!(snapshot.public.column(register, period("2023-06"), Level::Kota).is_some());
}
