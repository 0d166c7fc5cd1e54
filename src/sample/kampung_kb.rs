//! Classes and stages of the Kampung KB.
//!
//! Only these are invented. Whether and since when a kelurahan has a Kampung KB
//! is for the real register to say, and its name too.

use time::macros::date;
use time::{Date, Duration};

use super::random::Random;
use super::{City, SOURCE, field};
use crate::domain::{Class, CycleStage, DatePrecision, KampungKbEvent, KampungKbFact, Proof};

/// Nothing is dated after this day.
const LAST_DAY: Date = date!(2025 - 12 - 31);

/// The facts, by kelurahan and date. Class and stage are two fields: how well a
/// Kampung KB is run does not follow from how far its cycle has come.
pub(super) fn events(city: &City, seed: u64) -> Vec<KampungKbEvent> {
    let class = field::ranks(&field::smooth(city, seed, "class"));
    let stage = field::ranks(&field::smooth(city, seed, "stage"));
    let mut events = Vec::new();
    for kelurahan in 0..city.len() {
        let mut random = Random::of(seed, "kampung-kb", &[city.place(kelurahan)]);
        let mut here = classified(class[kelurahan], &mut random);
        here.extend(reached(stages(stage[kelurahan], city), &mut random));
        here.sort_by_key(|&(date, _)| date);
        events.extend(here.into_iter().map(|(date, fact)| event(city, kelurahan, date, fact)));
    }
    events
}

/// One assessment or two, a year apart; the second never lower.
fn classified(rank: f64, random: &mut Random) -> Vec<(Date, KampungKbFact)> {
    let class = match rank {
        r if r < 0.25 => Class::Dasar,
        r if r < 0.65 => Class::Berkembang,
        r if r < 0.88 => Class::Mandiri,
        _ => Class::Berkelanjutan,
    };
    let first = after(date!(2023 - 09 - 01), random.whole(0, 330));
    if random.chance(0.4) {
        return vec![(first, KampungKbFact::Classified(class))];
    }
    let before = if random.chance(0.6) { lower(class) } else { class };
    let second = after(first, random.whole(330, 400));
    vec![(first, KampungKbFact::Classified(before)), (second, KampungKbFact::Classified(class))]
}

fn lower(class: Class) -> Class {
    let below = Class::ALL.iter().rev().find(|&&other| other < class);
    below.copied().unwrap_or(class)
}

/// How many stages a kelurahan has behind it: none in one kelurahan, the first
/// alone in a few, all five in a quarter of the city.
fn stages(rank: f64, city: &City) -> usize {
    let one = 1.0 / f64::from(u32::try_from(city.len()).unwrap_or(u32::MAX));
    match rank {
        _ if city.len() == 1 => CycleStage::ALL.len(),
        r if r < 0.5 * one => 0,
        r if r < 0.15_f64.max(1.5 * one) => 1,
        r if r < 0.38 => 2,
        r if r < 0.58 => 3,
        r if r < 0.75 => 4,
        _ => CycleStage::ALL.len(),
    }
}

fn reached(stages: usize, random: &mut Random) -> Vec<(Date, KampungKbFact)> {
    let mut day = after(date!(2023 - 02 - 06), random.whole(0, 320));
    let mut facts = Vec::with_capacity(stages);
    for &stage in &CycleStage::ALL[..stages] {
        facts.push((day, KampungKbFact::Reached(stage)));
        day = after(day, random.whole(45, 175));
    }
    facts
}

fn event(city: &City, kelurahan: usize, date: Date, fact: KampungKbFact) -> KampungKbEvent {
    let precision = match fact {
        KampungKbFact::Classified(_) => DatePrecision::Month,
        _ => DatePrecision::Day,
    };
    KampungKbEvent {
        area: city.areas[kelurahan].code,
        name: None,
        fact,
        date,
        precision,
        proof: Proof::Sample,
        source: SOURCE.to_owned(),
        note: None,
    }
}

fn after(day: Date, days: u32) -> Date {
    day.saturating_add(Duration::days(days.into())).min(LAST_DAY)
}
