//! What holds for the sample of any city and any seed.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Rect, coord};

use super::calendar::{LATEST, rounds};
use super::places::{holds, metres};
use super::stunting::{MEASURING, STUNTING};
use super::*;
use crate::domain::Counts;
use crate::domain::{CycleStage, Figure, KampungKbFact, Level, PointQuality, Sector, TimeZone};

const SEEDS: [u64; 8] = [0, 1, 2, 3, 4, 5, 6, u64::MAX];

/// A made-up city of square kelurahan, in two kecamatan.
fn squares(columns: u32, rows: u32) -> Vec<Area> {
    let square = |n: u32| {
        let (x, y) = (f64::from(n % columns) * 0.012, f64::from(n / columns) * 0.012);
        let shape = Rect::new(coord! { x: 140.0 + x, y: -5.0 + y }, coord! { x: 140.012 + x, y: -4.988 + y });
        Area {
            code: format!("97.71.{:02}.{}", 1 + n % 2, 1001 + n).parse().expect("a code"),
            name: format!("Karangan {n}"),
            shape: shape.to_polygon().into(),
        }
    };
    (0..columns * rows).map(square).collect()
}

/// Runs a check on a large and on a small city with several seeds.
fn check(check: impl Fn(&City, &Sample)) {
    for (areas, seed) in
        [squares(6, 5), squares(2, 2)].iter().flat_map(|areas| SEEDS.map(|seed| (areas, seed)))
    {
        let city = City::new(areas, &[]).expect("a city");
        check(&city, &Sample::invent(&city, seed).expect("a sample"));
    }
}

/// The figures of an indicator, a list a period.
fn figures<'a>(sample: &'a Sample, indicator: &str) -> Vec<Vec<&'a Claim>> {
    let mut periods = BTreeMap::new();
    for claim in sample.claims.iter().filter(|claim| claim.indicator.as_str() == indicator) {
        periods.entry(claim.period).or_insert_with(Vec::new).push(claim);
    }
    periods.into_values().collect()
}

fn counts(figure: Figure) -> Option<(i64, i64)> {
    match figure {
        Figure::Counts(counts) => Some((counts.numerator(), counts.denominator())),
        _ => None,
    }
}

/// Which states a list of claims shows, and of how many kelurahan.
fn states(claims: &[&Claim], kelurahan: usize) -> BTreeMap<&'static str, usize> {
    let mut states = BTreeMap::from([("no row", kelurahan - claims.len())]);
    for claim in claims {
        let state = match counts(claim.figure) {
            None => "not filled",
            Some((_, 0)) => "not measured",
            Some((0, measured)) if measured >= 400 => "zero",
            Some((0, _)) => "zero of few",
            Some((1..=7, _)) => "few",
            Some(_) => "value",
        };
        *states.entry(state).or_default() += 1;
    }
    states
}

#[test]
fn the_same_seed_gives_the_same_bytes_whatever_the_order_of_the_areas() {
    let areas = squares(6, 5);
    let files = generate(&areas, &[], 7).expect("a sample");
    let turned: Vec<Area> = areas.iter().rev().cloned().collect();
    assert_eq!(generate(&turned, &[], 7).expect("a sample"), files);
    let others = generate(&areas, &[], 8).expect("a sample");
    for (file, other) in files.iter().zip(&others) {
        let follows_the_seed = !matches!(file.name, "katalog.json" | "opd.csv" | "manifest.json");
        assert_eq!(file.bytes != other.bytes, follows_the_seed, "{}", file.name);
    }
}

#[test]
fn the_latest_round_of_a_large_city_shows_every_state_and_few_of_each() {
    check(|city, sample| {
        let rounds = figures(sample, STUNTING);
        let all: Vec<_> = rounds.iter().map(|claims| states(claims, city.len())).collect();
        let seen: BTreeSet<_> = all.iter().flat_map(|states| states.keys().copied()).collect();
        assert_eq!(seen, BTreeSet::from(["few", "no row", "not filled", "not measured", "value", "zero"]));
        if city.len() < 8 {
            return;
        }
        let latest = &all[LATEST];
        assert_eq!(
            (latest["zero"], latest["few"], latest["not filled"], latest["not measured"]),
            (1, 2, 1, 1)
        );
        for states in &all {
            assert!(city.len() - states["value"] <= 5, "{states:?}");
        }
        let missing: usize = all.iter().map(|states| states["no row"]).sum();
        assert_eq!(missing, 1);
    });
}

#[test]
fn the_city_falls_slowly_between_ten_and_six_per_cent() {
    check(|_, sample| {
        let percents: Vec<f64> = figures(sample, STUNTING)
            .iter()
            .map(|claims| {
                let (n, of) = claims
                    .iter()
                    .filter_map(|claim| counts(claim.figure))
                    .fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
                Counts::new(n, of).expect("counts").percent().expect("somebody measured")
            })
            .collect();
        assert_eq!(percents.len(), rounds().len());
        assert!(percents.iter().all(|percent| (6.0..=10.0).contains(percent)), "{percents:?}");
        assert!(percents[0] > percents[LATEST], "{percents:?}");
    });
}

#[test]
fn neighbours_are_alike() {
    check(|city, sample| {
        if city.len() < 8 {
            return;
        }
        for claims in figures(sample, STUNTING) {
            let percent = |claim: &&Claim| match claim.figure {
                Figure::Counts(counts) => counts.percent(),
                _ => None,
            };
            let by_code: BTreeMap<AreaCode, f64> =
                claims.iter().filter_map(|claim| Some((claim.area, percent(claim)?))).collect();
            let values: Vec<Option<f64>> =
                city.areas.iter().map(|area| by_code.get(&area.code).copied()).collect();
            // Without any likeness it lies near −1 / 29.
            assert!(moran(city, &values) > 0.3, "{}: {}", claims[0].period, moran(city, &values));
        }
    });
}

/// Moran's I over the borders between kelurahan that have a value.
#[expect(clippy::cast_precision_loss, reason = "a few kelurahan")]
fn moran(city: &City, values: &[Option<f64>]) -> f64 {
    let known: Vec<f64> = values.iter().flatten().copied().collect();
    let mean = known.iter().sum::<f64>() / known.len() as f64;
    let (mut products, mut borders) = (0.0, 0.0);
    for (here, neighbours) in city.neighbours.iter().enumerate() {
        for &there in neighbours {
            if let (Some(a), Some(b)) = (values[here], values[there]) {
                products += (a - mean) * (b - mean);
                borders += 1.0;
            }
        }
    }
    let variance =
        known.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / known.len() as f64;
    products / borders / variance
}

#[test]
fn measuring_and_prevalence_agree_and_few_kelurahan_measure_thinly() {
    check(|city, sample| {
        let mut thin = 0;
        for (prevalence, measuring) in figures(sample, STUNTING).iter().zip(figures(sample, MEASURING)) {
            thin = 0;
            for (stunted, measured) in prevalence.iter().zip(measuring) {
                let (came, children) = counts(measured.figure).expect("measuring is always filled");
                assert!((500..=1400).contains(&children));
                assert_eq!(stunted.area, measured.area);
                assert!(counts(stunted.figure).is_none_or(|(_, denominator)| denominator == came));
                let percent = 100 * came / children;
                assert!(came == 0 || (45..=95).contains(&percent), "{percent}");
                thin += usize::from(came > 0 && percent < 60);
            }
        }
        assert_eq!(thin, if city.len() < 8 { 1 } else { 3 }, "in the latest round");
    });
}

#[test]
fn only_a_projection_takes_a_service_over_a_hundred_per_cent() {
    check(|_, sample| {
        for indicator in &sample.indicators[2..] {
            let figures = figures(sample, indicator.id.as_str());
            let over =
                figures.iter().flatten().filter_map(|claim| counts(claim.figure)).any(|(n, of)| n > of);
            assert_eq!(over, indicator.denominator_kind == crate::domain::DenominatorKind::TargetProjected);
            let empty =
                figures.iter().flatten().any(|claim| counts(claim.figure).is_some_and(|(_, of)| of == 0));
            assert!(!empty, "{}", indicator.id);
            assert!(figures.len() >= 4);
        }
        let without = sample.claims.iter().filter(|claim| claim.figure == Figure::NotApplicable);
        assert_eq!(without.map(|claim| claim.area).collect::<BTreeSet<_>>().len(), 1);
    });
}

#[test]
fn everything_invented_says_so() {
    check(|_, sample| {
        let ids: BTreeSet<_> = sample.indicators.iter().map(|indicator| &indicator.id).collect();
        assert_eq!(ids.len(), sample.indicators.len());
        assert!(ids.iter().all(|id| id.is_sample()));
        assert!(sample.claims.iter().all(|claim| ids.contains(&claim.indicator)));
        for scheme in sample.indicators.iter().flat_map(|indicator| &indicator.thresholds) {
            scheme.check().expect("classes and labels fit");
        }
        let sources = sample.claims.iter().map(|claim| &claim.provenance.source);
        let sources = sources.chain(sample.events.iter().map(|event| &event.source));
        let sources = sources.chain(sample.programmes.iter().map(|programme| &programme.source));
        let mut sources = sources.chain(sample.posyandu.iter().map(|posyandu| &posyandu.source));
        assert!(sources.all(|source| source.starts_with("CONTOH")));
    });
}

#[test]
fn posyandu_lie_in_their_kelurahan_and_apart() {
    check(|city, sample| {
        for area in &city.areas {
            let here: Vec<_> = sample.posyandu.iter().filter(|posyandu| posyandu.area == area.code).collect();
            assert!((8..=11).contains(&here.len()));
            assert_eq!(here.iter().map(|posyandu| &posyandu.name).collect::<BTreeSet<_>>().len(), here.len());
            assert!(
                here.iter().filter_map(|posyandu| posyandu.position).all(|place| holds(&area.shape, place))
            );
        }
        let places: Vec<_> = sample.posyandu.iter().filter_map(|posyandu| posyandu.position).collect();
        for (n, &place) in places.iter().enumerate() {
            assert!(places[..n].iter().all(|&other| metres(place, other) > 5.0));
        }
        let of = |quality| sample.posyandu.iter().filter(|posyandu| posyandu.quality == quality).count();
        assert_eq!((of(PointQuality::KelurahanCentroid), of(PointQuality::Unknown)), (2, 1));
        assert_eq!(places.len() + 1, sample.posyandu.len());
        assert_eq!(sample.posyandu.iter().filter(|posyandu| posyandu.schedule.is_none()).count(), 2);
        let exceptions: Vec<_> = sample
            .posyandu
            .iter()
            .filter_map(|posyandu| posyandu.schedule.as_ref())
            .flat_map(|s| &s.exceptions)
            .collect();
        assert!(exceptions.iter().any(|exception| exception.moved_to.is_some()));
        assert!(exceptions.iter().any(|exception| exception.moved_to.is_none()));
    });
}

#[test]
fn posyandu_lie_inside_whatever_the_shape_and_in_no_neighbour_that_overlaps() {
    let mut areas = squares(2, 1);
    // A triangle, and a square that covers a part of it.
    areas[0].shape = geo::Triangle::new(
        coord! { x: 140.0, y: -5.0 },
        coord! { x: 140.02, y: -5.0 },
        coord! { x: 140.0, y: -4.98 },
    )
    .to_polygon()
    .into();
    let city = City::new(&areas, &[]).expect("a city");
    for place in places::places(&city, &[40, 10], 7).expect("places")[0].iter().copied() {
        let place = place.expect("room enough");
        assert!(holds(&areas[0].shape, place) && !holds(&areas[1].shape, place));
    }
}

#[test]
fn stages_come_in_order_and_not_everywhere() {
    check(|city, sample| {
        let mut reached = BTreeSet::new();
        for area in &city.areas {
            let here: Vec<_> = sample.events.iter().filter(|event| event.area == area.code).collect();
            assert!(here.is_sorted_by_key(|event| event.date));
            let stages: Vec<CycleStage> = here
                .iter()
                .filter(|event| event.ended.is_none())
                .filter_map(|event| match event.fact {
                    KampungKbFact::Reached(stage) => Some(stage),
                    _ => None,
                })
                .collect();
            assert_eq!(stages, CycleStage::ALL[..stages.len()]);
            let classes = here.iter().filter(|event| matches!(event.fact, KampungKbFact::Classified(_)));
            assert!((1..=2).contains(&classes.count()), "one class or two");
            assert!(here.iter().all(|event| event.known >= event.ended), "nobody knows of an end before it");
            reached.insert(stages.len());
        }
        let expected: &[usize] = if city.len() < 8 { &[0, 1, 3, 5] } else { &[0, 1, 2, 3, 4, 5] };
        assert_eq!(reached.into_iter().collect::<Vec<_>>(), expected);
    });
}

#[test]
fn programmes_of_every_sector_meet_in_the_city() {
    check(|city, sample| {
        let sectors: BTreeSet<Sector> = sample.programmes.iter().map(|programme| programme.sector).collect();
        assert!(sectors.is_superset(&Sector::ALL[..4].iter().copied().collect()));
        for area in &city.areas {
            let here = sample.programmes.iter().filter(|programme| programme.area == area.code).count();
            assert!((3..=8).contains(&here));
        }
    });
}

#[test]
fn files_can_be_read_back() {
    let names = [AreaName {
        code: "97.71".parse().expect("a code"),
        name: "Kota Karangan".to_owned(),
        bps_code: None,
        bps_vintage: None,
        time_zone: TimeZone::Wit,
    }];
    let files = generate(&squares(2, 2), &names, 7).expect("a sample");
    for file in &files {
        match file.name.rsplit_once('.').expect("an ending").1 {
            "csv" => {
                let mut table = csv::Reader::from_reader(file.bytes.as_slice());
                assert_eq!(table.headers().expect("a header").get(0), Some("kode"));
                for row in table.records() {
                    let code: AreaCode = row.expect("a row")[0].parse().expect("a code");
                    let level = if file.name == "opd.csv" { Level::Kota } else { Level::Kelurahan };
                    assert_eq!(code.level(), level);
                }
            }
            "md" => assert!(file.bytes.starts_with(b"# DATA CONTOH untuk Kota Karangan\n")),
            _ => {
                let value: serde_json::Value = serde_json::from_slice(&file.bytes).expect("JSON");
                match file.name {
                    "posyandu.geojson" => assert_eq!(value["contoh"], true),
                    "manifest.json" => assert_eq!(value["datasets"].as_array().map(Vec::len), Some(7)),
                    _ => assert_eq!(value["indicators"][0]["id"], STUNTING),
                }
            }
        }
    }
    assert_eq!(files.len(), 9);
}

#[test]
fn every_city_from_one_kelurahan_on_has_a_sample() {
    for size in 1..=9 {
        for seed in SEEDS {
            generate(&squares(size, 1), &[], seed).expect("a sample");
        }
    }
}

#[test]
fn what_is_no_city_is_refused() {
    let refused = |areas: &[Area]| generate(areas, &[], 7).expect_err("refused").to_string();
    assert!(refused(&[]).contains("no kelurahan"));
    let mut areas = squares(2, 1);
    areas[1].code = areas[0].code;
    assert!(refused(&areas).contains("97.71.01.1001 was given twice"));
    areas[1].code = "97.71.01".parse().expect("a code");
    assert!(refused(&areas).contains("97.71.01 is no kelurahan"));
}
