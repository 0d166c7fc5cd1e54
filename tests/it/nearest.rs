//! The nearest posyandu, against a look at every one of them.

use geo::{Distance, Geodesic, Point};
use jangkau::domain::{Held, Holdings, PointQuality, Position, Posyandu, Service};
use jangkau::query::{Filter, Near, nearest};
use jangkau::snapshot::Snapshot;
use proptest::prelude::*;

use crate::support::Dice;

fn posyandu(index: usize, lon: f64, lat: f64) -> Posyandu {
    let kelurahan = 1_001 + index % 7;
    Posyandu {
        id: format!("p-{index:06}").parse().expect("an id"),
        name: format!("Posyandu {index}"),
        area: format!("97.71.01.{kelurahan}").parse().expect("a code"),
        rw: None,
        position: Some(Position::new(lon, lat).expect("a position")),
        quality: PointQuality::Surveyed,
        stratum: None,
        services: if index.is_multiple_of(3) { vec![Service::Imunisasi] } else { Vec::new() },
        schedule: None,
        puskesmas: None,
        confirmed: None,
        source: "uji".to_owned(),
    }
}

fn snapshot(posyandu: Vec<Posyandu>) -> Snapshot {
    // Rows without a dataset of their own: the index does not ask for it.
    let held = posyandu.into_iter().map(|row| Held { dataset: 0, row }).collect();
    Snapshot::build(Holdings { posyandu: held, ..Holdings::default() }).0
}

/// Looks at every posyandu.
fn by_looking(snapshot: &Snapshot, from: Position, k: usize, filter: &Filter) -> Vec<Near> {
    let origin = Point::new(from.lon(), from.lat());
    let all = snapshot.posyandu.all();
    let mut found: Vec<Near> = (0..all.len())
        .filter(|&index| filter.service.is_none_or(|service| all[index].services.contains(&service)))
        .filter(|&index| filter.within.is_none_or(|code| all[index].area.at(code.level()) == Some(code)))
        .filter_map(|index| {
            let to = all[index].position?;
            Some(Near { posyandu: index, metres: Geodesic.distance(origin, Point::new(to.lon(), to.lat())) })
        })
        .filter(|near| filter.max_metres.is_none_or(|most| near.metres <= most))
        .collect();
    found.sort_by(|a, b| a.metres.total_cmp(&b.metres).then(a.posyandu.cmp(&b.posyandu)));
    found.truncate(k);
    found
}

#[test]
fn of_three_hundred_thousand_the_nearest_are_found_in_their_order() {
    let mut dice = Dice(300_000);
    let places =
        (0..300_000).map(|index| posyandu(index, dice.between(95.0, 141.0), dice.between(-11.0, 6.0)));
    let snapshot = snapshot(places.collect());
    for k in [1, 5, 20, 5, 20, 1, 20, 5] {
        let from = Position::new(dice.between(94.5, 141.5), dice.between(-11.5, 6.5)).expect("a position");
        let all = Filter::default();
        assert_eq!(nearest(&snapshot.posyandu, from, k, &all), by_looking(&snapshot, from, k, &all));
    }
}

#[test]
fn posts_at_one_place_stand_in_the_order_of_their_ids() {
    let places: Vec<Posyandu> = (0..60).rev().map(|index| posyandu(index, 120.0, -5.0)).collect();
    let snapshot = snapshot(places);
    let from = Position::new(120.001, -5.0).expect("a position");
    let ids: Vec<&str> = nearest(&snapshot.posyandu, from, 20, &Filter::default())
        .iter()
        .map(|near| snapshot.posyandu.all()[near.posyandu].id.as_str())
        .collect();
    let wanted: Vec<String> = (0..20).map(|index| format!("p-{index:06}")).collect();
    assert_eq!(ids, wanted);
}

#[test]
fn without_posyandu_nothing_is_near() {
    let snapshot = snapshot(Vec::new());
    assert_eq!(nearest(&snapshot.posyandu, Position::ORIGIN, 5, &Filter::default()), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Dense and sparse, with equal places, near and far, with every filter.
    #[test]
    fn the_answer_is_that_of_looking_at_every_one(
        seed: u64,
        count in 1_usize..250,
        k in 1_usize..25,
        spread in prop::sample::select(vec![0.000_01, 0.01, 1.0, 20.0]),
        service: bool,
        within: bool,
        most in prop::option::of(1.0_f64..50_000.0),
    ) {
        let mut dice = Dice(seed);
        let places: Vec<Posyandu> = (0..count)
            .map(|index| {
                let snap = |degrees: f64| (degrees / spread * 20.0).round() * spread / 20.0;
                posyandu(index, 118.0 + snap(dice.between(-spread, spread)), -2.0 + snap(dice.between(-spread, spread) / 3.0))
            })
            .collect();
        let snapshot = snapshot(places);
        let from = Position::new(118.0 + dice.between(-2.0 * spread, 2.0 * spread), -2.0 + dice.between(-spread, spread)).expect("a position");
        let filter = Filter {
            service: service.then_some(Service::Imunisasi),
            within: within.then(|| "97.71.01.1003".parse().expect("a code")),
            open_between: None,
            max_metres: most,
        };
        prop_assert_eq!(nearest(&snapshot.posyandu, from, k, &filter), by_looking(&snapshot, from, k, &filter));
    }
}
