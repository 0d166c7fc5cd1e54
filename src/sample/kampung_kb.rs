//! Classes, stages and facilities of the Kampung KB.
//!
//! Only these are invented. Whether and since when a kelurahan has a Kampung KB
//! is for the real register to say, and its name too.

use time::macros::date;
use time::{Date, Duration};

use super::random::Random;
use super::{City, SOURCE, field};
use crate::domain::{
    Class, CycleStage, DatePrecision, Facility, KampungKbEvent, KampungKbFact, Presence, Proof,
};

/// Nothing is dated after this day.
const LAST_DAY: Date = date!(2025 - 12 - 31);

/// The month in which the facilities were last filled in.
const FILLED_IN: Date = date!(2025 - 06 - 30);

/// How long a stage may take, in days, before it is overdue: some are given
/// little time, some much.
const DAYS_OF_A_STAGE: (u32, u32) = (90, 720);

/// The facts, by kelurahan and date. Class and stage are two fields: how well a
/// Kampung KB is run does not follow from how far its cycle has come.
pub(super) fn events(city: &City, seed: u64) -> Vec<KampungKbEvent> {
    let class = field::ranks(&field::smooth(city, seed, "class"));
    let stage = field::ranks(&field::smooth(city, seed, "stage"));
    let mut events = Vec::new();
    for kelurahan in 0..city.len() {
        let mut random = Random::of(seed, "kampung-kb", &[city.place(kelurahan)]);
        let mut here: Vec<KampungKbEvent> = classified(class[kelurahan], &mut random)
            .into_iter()
            .map(|(date, fact)| event(city, kelurahan, date, fact))
            .collect();
        let reached = reached(stages(stage[kelurahan], city), &mut random);
        let mut random = Random::of(seed, "course", &[city.place(kelurahan)]);
        let days = random.whole(DAYS_OF_A_STAGE.0, DAYS_OF_A_STAGE.1);
        here.extend(course(&reached, days, |date, fact| event(city, kelurahan, date, fact)));
        let mut random = Random::of(seed, "facilities", &[city.place(kelurahan)]);
        here.extend(facilities(&mut random).map(|fact| event(city, kelurahan, FILLED_IN, fact)));
        here.sort_by_key(|event| (event.date, event.known));
        events.extend(here);
    }
    events
}

/// A row as each stage begins, and one more when its end is known.
fn course(
    reached: &[(Date, KampungKbFact)],
    days: u32,
    event: impl Fn(Date, KampungKbFact) -> KampungKbEvent,
) -> Vec<KampungKbEvent> {
    let mut rows = Vec::with_capacity(2 * reached.len());
    for (position, &(date, fact)) in reached.iter().enumerate() {
        let begun = KampungKbEvent {
            due: date.checked_add(Duration::days(days.into())),
            responsible: Some(RESPONSIBLE[position % RESPONSIBLE.len()].to_owned()),
            ..event(date, fact)
        };
        let next = reached.get(position + 1).map(|(next, _)| *next);
        if let Some(ended) = next.and_then(Date::previous_day).filter(|ended| *ended > date) {
            let document = Some(format!("Berita acara contoh {}/{}", position + 1, ended.year()));
            rows.push(KampungKbEvent { ended: Some(ended), known: Some(ended), document, ..begun.clone() });
        }
        rows.push(begun);
    }
    rows
}

/// Who answers for each stage: offices, never people.
const RESPONSIBLE: [&str; 5] = [
    "Pokja Kampung KB",
    "Pokja Kampung KB",
    "Kelurahan",
    "Dinas Sosial, Pengendalian Penduduk dan KB",
    "Bappeda",
];

/// Two thirds are there, some are not, some nobody has filled in.
fn facilities(random: &mut Random) -> impl Iterator<Item = KampungKbFact> {
    Facility::ALL.iter().map(|&facility| {
        let presence = match random.share() {
            share if share < 0.66 => Presence::Ada,
            share if share < 0.86 => Presence::TidakAda,
            _ => Presence::BelumDiisi,
        };
        KampungKbFact::Facility(facility, presence)
    })
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
        KampungKbFact::Classified(_) | KampungKbFact::Facility(..) => DatePrecision::Month,
        _ => DatePrecision::Day,
    };
    KampungKbEvent {
        area: city.areas[kelurahan].code,
        name: None,
        unit: None,
        fact,
        date,
        precision,
        not_before: None,
        known: Some(date),
        proof: Proof::Sample,
        ended: None,
        due: None,
        document: None,
        responsible: None,
        source: SOURCE.to_owned(),
        note: None,
    }
}

fn after(day: Date, days: u32) -> Date {
    day.saturating_add(Duration::days(days.into())).min(LAST_DAY)
}
