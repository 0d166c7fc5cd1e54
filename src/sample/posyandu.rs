//! Posyandu: names, wards, places, services and sessions.

use std::collections::BTreeMap;

use time::macros::date;
use time::{Date, Duration};

use super::City;
use super::places::{centre, places};
use super::population::Population;
use super::random::Random;
use super::sessions::{Oddity, schedule, session_rules};
use crate::domain::{InvalidValue, Level, PointQuality, Position, Posyandu, Recurrence, Service, Stratum};

/// What stands in the column of the source.
const SOURCE: &str = "CONTOH";

/// Flowers and birds, as posyandu are named.
const NAMES: [&str; 28] = [
    "Melati",
    "Anggrek",
    "Mawar",
    "Kenanga",
    "Dahlia",
    "Cempaka",
    "Flamboyan",
    "Kamboja",
    "Teratai",
    "Seroja",
    "Tulip",
    "Nusa Indah",
    "Soka",
    "Aster",
    "Matahari",
    "Alamanda",
    "Bougenvil",
    "Wijaya Kusuma",
    "Sedap Malam",
    "Kemuning",
    "Rajawali",
    "Merpati",
    "Kutilang",
    "Cendrawasih",
    "Merak",
    "Kenari",
    "Jalak",
    "Nuri",
];

/// A posyandu before its own details are drawn.
struct Draft {
    kelurahan: usize,
    /// Its position among those of the kelurahan, from 0.
    nth: usize,
    place: Option<Position>,
    name: String,
    ward: u32,
    rule: Recurrence,
    oddity: Option<Oddity>,
}

/// All posyandu, by kelurahan and from west to east.
pub(super) fn posyandu(
    city: &City,
    population: &Population,
    seed: u64,
) -> Result<Vec<Posyandu>, InvalidValue> {
    let oddities = oddities(city, seed);
    let mut posyandu = Vec::new();
    for (kelurahan, places) in places(city, &population.posyandu, seed)?.into_iter().enumerate() {
        let mut random = Random::of(seed, "posyandu", &[city.place(kelurahan)]);
        let names = names(places.len(), &mut random);
        let rules = session_rules(places.len(), &mut random);
        let wards = wards(population.wards[kelurahan], places.len(), &mut random);
        let each = places.into_iter().zip(names).zip(wards).zip(rules).enumerate();
        for (nth, (((place, name), ward), rule)) in each {
            let oddity = oddities.get(&(kelurahan, nth)).copied();
            let draft = Draft { kelurahan, nth, place, name, ward, rule, oddity };
            posyandu.push(finished(draft, city, &mut random)?);
        }
    }
    Ok(posyandu)
}

fn finished(draft: Draft, city: &City, random: &mut Random) -> Result<Posyandu, InvalidValue> {
    let (position, quality) = match draft.oddity {
        Some(Oddity::Centre) => at_centre(city, draft.kelurahan)?,
        Some(Oddity::NoPlace) => (None, PointQuality::Unknown),
        _ => surveyed(draft.place, random),
    };
    let schedule = schedule(draft.rule, draft.oddity, random)?;
    Ok(Posyandu {
        id: format!("contoh-{}-{:02}", city.place(draft.kelurahan), draft.nth + 1).parse()?,
        name: draft.name,
        area: city.areas[draft.kelurahan].code,
        rw: Some(format!("RW {:02}", draft.ward)),
        position,
        quality,
        stratum: stratum(random),
        services: services(random),
        confirmed: schedule.is_some().then(|| confirmed(random)),
        schedule,
        puskesmas: Some(format!("Puskesmas Contoh {}", city.name_around(draft.kelurahan, Level::Kecamatan))),
        source: SOURCE.to_owned(),
    })
}

/// The odd posyandu, by kelurahan and position in it. Each oddity has a
/// kelurahan of its own where there are enough; a city of one kelurahan has one
/// middle only.
fn oddities(city: &City, seed: u64) -> BTreeMap<(usize, usize), Oddity> {
    let all: Vec<usize> = (0..city.len()).collect();
    let order = Random::of(seed, "oddities", &[]).shuffled(&all);
    let plan = &Oddity::PLAN[usize::from(city.len() == 1)..];
    plan.iter()
        .zip(order.iter().cycle())
        .map(|(&(nth, oddity), &kelurahan)| ((kelurahan, nth), oddity))
        .collect()
}

fn at_centre(city: &City, kelurahan: usize) -> Result<(Option<Position>, PointQuality), InvalidValue> {
    Ok(match centre(city.areas[kelurahan])? {
        Some(centre) => (Some(centre), PointQuality::KelurahanCentroid),
        None => (None, PointQuality::Unknown),
    })
}

fn surveyed(place: Option<Position>, random: &mut Random) -> (Option<Position>, PointQuality) {
    let quality = match random.share() {
        s if s < 0.55 => PointQuality::Surveyed,
        s if s < 0.90 => PointQuality::Geocoded,
        _ => PointQuality::RwCentroid,
    };
    (place, if place.is_some() { quality } else { PointQuality::Unknown })
}

/// Names that are unique within the kelurahan: a name that is used again gets
/// numbers.
fn names(count: usize, random: &mut Random) -> Vec<String> {
    let different = random.whole(4, 7) as usize;
    let names = random.shuffled(&NAMES);
    let name = |nth: usize| {
        let name = names[nth % different];
        let repeated = nth % different + different < count;
        if repeated { format!("{name} {}", nth / different + 1) } else { name.to_owned() }
    };
    (0..count).map(name).collect()
}

/// A ward for each, growing as the posyandu do, some wards left out.
fn wards(wards: u32, count: usize, random: &mut Random) -> Vec<u32> {
    let all: Vec<u32> = (1..=wards).collect();
    let mut wards = random.shuffled(&all);
    wards.truncate(count);
    wards.sort_unstable();
    wards
}

fn stratum(random: &mut Random) -> Option<Stratum> {
    match random.share() {
        s if s < 0.12 => Some(Stratum::Pratama),
        s if s < 0.42 => Some(Stratum::Madya),
        s if s < 0.80 => Some(Stratum::Purnama),
        s if s < 0.97 => Some(Stratum::Mandiri),
        _ => None,
    }
}

/// Weighing and measuring everywhere, the rest as it comes.
fn services(random: &mut Random) -> Vec<Service> {
    let offered = |service: &Service| match service {
        Service::Timbang | Service::Ukur => true,
        Service::Imunisasi => random.chance(0.85),
        Service::Kia | Service::Pmt => random.chance(0.7),
        Service::Kb => random.chance(0.45),
        Service::Gizi => random.chance(0.8),
        Service::Lansia => random.chance(0.35),
        Service::Remaja => random.chance(0.2),
    };
    Service::ALL.iter().copied().filter(offered).collect()
}

fn confirmed(random: &mut Random) -> Date {
    date!(2026 - 01 - 12).saturating_add(Duration::days(random.whole(0, 290).into()))
}
