//! When a posyandu is open, and what is odd about a few.

use time::{Date, Month, Weekday};

use super::random::Random;
use crate::domain::{Exception, InvalidValue, Recurrence, Schedule};

/// What is odd about a posyandu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Oddity {
    /// Only its kelurahan is known: it stands at the middle of it.
    Centre,
    /// Nobody knows where it is.
    NoPlace,
    /// Nobody said when it is open.
    NoSchedule,
    /// A session is cancelled.
    Cancelled,
    /// A session is moved to another day.
    Moved,
}

impl Oddity {
    /// The oddities that every city has, each with the posyandu of a kelurahan
    /// that has it. The positions differ, since a small city has several in one
    /// kelurahan.
    pub(super) const PLAN: [(usize, Self); 7] = [
        (0, Self::Centre),
        (1, Self::Centre),
        (2, Self::NoPlace),
        (3, Self::NoSchedule),
        (4, Self::NoSchedule),
        (5, Self::Cancelled),
        (6, Self::Moved),
    ];
}

/// Hours, the usual ones several times.
const HOURS: [&str; 7] =
    ["08.00-11.00", "08.00-11.00", "08.00-11.00", "08.00-10.30", "08.30-11.00", "09.00-11.30", "15.30-17.30"];

const WEEKDAYS: [Weekday; 6] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
];

/// The months in which exceptions fall.
const MONTHS: [(i32, Month); 8] = [
    (2026, Month::November),
    (2026, Month::December),
    (2027, Month::January),
    (2027, Month::February),
    (2027, Month::March),
    (2027, Month::April),
    (2027, Month::May),
    (2027, Month::June),
];

const CANCELLED: [&str; 3] = ["balai RW diperbaiki", "libur", "banjir"];
const MOVED: [&str; 3] = ["balai RW dipakai", "menunggu petugas puskesmas", "banjir"];

/// How many posyandu have an exception beside those that must.
const EXCEPTIONS: f64 = 0.07;

/// Rules for the posyandu of a kelurahan, all different: one team of the health
/// centre visits them in turn.
pub(super) fn session_rules(count: usize, random: &mut Random) -> Vec<Recurrence> {
    let days = random.shuffled(&(3..=26).collect::<Vec<u8>>());
    let weekdays: Vec<(u8, Weekday)> =
        (1..=4).flat_map(|nth| WEEKDAYS.map(|weekday| (nth, weekday))).collect();
    let weekdays = random.shuffled(&weekdays);
    let rules = days.into_iter().zip(weekdays).take(count);
    rules
        .map(|(day, (nth, weekday))| {
            if random.chance(0.55) {
                Recurrence::DayOfMonth(day)
            } else {
                Recurrence::NthWeekday(nth, weekday)
            }
        })
        .collect()
}

/// The schedule by a rule; none where the oddity says so.
pub(super) fn schedule(
    rule: Recurrence,
    oddity: Option<Oddity>,
    random: &mut Random,
) -> Result<Option<Schedule>, InvalidValue> {
    if oddity == Some(Oddity::NoSchedule) {
        return Ok(None);
    }
    let hours = random.one_of(&HOURS).unwrap_or(HOURS[0]);
    let exception = match oddity {
        Some(Oddity::Cancelled) => exception(rule, false, random),
        Some(Oddity::Moved) => exception(rule, true, random),
        _ if random.chance(EXCEPTIONS) => {
            let moved = random.chance(0.5);
            exception(rule, moved, random)
        }
        _ => None,
    };
    Ok(Some(Schedule {
        recurrence: rule,
        session: hours.parse()?,
        exceptions: exception.into_iter().collect(),
    }))
}

/// A session of the rule that does not take place as it should.
fn exception(rule: Recurrence, moved: bool, random: &mut Random) -> Option<Exception> {
    let (year, month) = random.one_of(&MONTHS)?;
    let day = rule.day_in(year, month)?;
    let reason = random.one_of(if moved { &MOVED } else { &CANCELLED })?;
    let moved_to = moved.then(|| later(day, random.whole(1, 4)));
    Some(Exception { day, moved_to, reason: Some(reason.to_owned()) })
}

/// Some days later, and not on a Sunday.
fn later(day: Date, days: u32) -> Date {
    let later = day.saturating_add(time::Duration::days(days.into()));
    if later.weekday() == Weekday::Sunday { later.next_day().unwrap_or(later) } else { later }
}
