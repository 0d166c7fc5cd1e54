//! When a posyandu is open: a monthly rule, its hours and its exceptions.
//!
//! A posyandu is open about one morning a month and usually empty otherwise, so
//! the next open day is half of the answer to "where is the nearest".
//!
//! ```
//! use jangkau::domain::Schedule;
//! use time::macros::date;
//!
//! let schedule = Schedule::parse("Selasa minggu ke-2", "08.00-11.00", "2026-12-08 > 2026-12-10 banjir")?;
//! let open = schedule.next_open(date!(2026-11-24)).unwrap();
//! assert_eq!(open.date, date!(2026-12-10));
//! assert_eq!(open.moved_from, Some(date!(2026-12-08)));
//! # Ok::<(), jangkau::domain::InvalidValue>(())
//! ```

use time::{Date, Duration, Month, Time, Weekday};

use super::InvalidValue;

/// A monthly rule with hours and dated exceptions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// On which day of the month.
    pub recurrence: Recurrence,
    /// From when to when.
    pub session: Session,
    /// Days on which the rule does not hold, in order of their day.
    pub exceptions: Vec<Exception>,
}

/// On which day of each month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recurrence {
    /// `tanggal 10`: that day, in the months that have it.
    DayOfMonth(u8),
    /// `Selasa minggu ke-2`: the second Tuesday; a fifth one only where there is.
    NthWeekday(u8, Weekday),
}

/// Opening hours of a session, in local time; it closes after it opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// First minute.
    pub opens: Time,
    /// Last minute.
    pub closes: Time,
}

/// A day on which the rule does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// The day that the rule would give.
    pub day: Date,
    /// The day that takes its place; none where the session is cancelled.
    pub moved_to: Option<Date>,
    /// Why, in the file's words.
    pub reason: Option<String>,
}

/// A day on which a posyandu is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenDay {
    /// The day.
    pub date: Date,
    /// The day that the rule would have given, where this one takes its place.
    pub moved_from: Option<Date>,
}

/// How many months ahead an open day is looked for.
const HORIZON_MONTHS: u8 = 13;

impl Schedule {
    /// Reads the three texts of a file: the rule (`tanggal 10`, `Selasa minggu
    /// ke-2`), the hours (`08.00-11.00`) and the exceptions, separated by
    /// semicolons (`2026-03-10 libur`, `2026-12-08 > 2026-12-10 banjir`).
    pub fn parse(rule: &str, hours: &str, exceptions: &str) -> Result<Self, InvalidValue> {
        let mut exceptions: Vec<Exception> = exceptions
            .split(';')
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::parse)
            .collect::<Result<_, _>>()?;
        exceptions.sort_by_key(|exception| exception.day);
        Ok(Self { recurrence: rule.parse()?, session: hours.parse()?, exceptions })
    }

    /// The exceptions as one text, as [`Schedule::parse`] reads it.
    pub fn exceptions_text(&self) -> String {
        let texts: Vec<String> = self.exceptions.iter().map(ToString::to_string).collect();
        texts.join("; ")
    }

    /// The first open day on or after `from`, within thirteen months.
    pub fn next_open(&self, from: Date) -> Option<OpenDay> {
        let by_rule = self
            .rule_days(from)
            .filter(|day| self.exceptions.iter().all(|exception| exception.day != *day))
            .map(|date| OpenDay { date, moved_from: None });
        let moved = self.exceptions.iter().filter_map(|exception| {
            exception.moved_to.map(|date| OpenDay { date, moved_from: Some(exception.day) })
        });
        by_rule.chain(moved).filter(|open| open.date >= from).min_by_key(|open| open.date)
    }

    /// The days that the rule gives from the month of `from` on.
    fn rule_days(&self, from: Date) -> impl Iterator<Item = Date> {
        let recurrence = self.recurrence;
        let first = (from.year(), from.month());
        std::iter::successors(Some(first), |&(year, month)| {
            Some((if month == Month::December { year + 1 } else { year }, month.next()))
        })
        .take(usize::from(HORIZON_MONTHS))
        .filter_map(move |(year, month)| recurrence.day_in(year, month))
    }
}

impl Recurrence {
    /// The day of a month, where the month has it.
    pub fn day_in(self, year: i32, month: Month) -> Option<Date> {
        match self {
            Self::DayOfMonth(day) => Date::from_calendar_date(year, month, day).ok(),
            Self::NthWeekday(nth, weekday) => {
                let first = Date::from_calendar_date(year, month, 1).ok()?;
                let ahead =
                    (weekday.number_days_from_monday() + 7 - first.weekday().number_days_from_monday()) % 7;
                let day = first + Duration::days(i64::from(ahead) + 7 * i64::from(nth - 1));
                (day.month() == month).then_some(day)
            }
        }
    }
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Senin", Weekday::Monday),
    ("Selasa", Weekday::Tuesday),
    ("Rabu", Weekday::Wednesday),
    ("Kamis", Weekday::Thursday),
    ("Jumat", Weekday::Friday),
    ("Sabtu", Weekday::Saturday),
    ("Minggu", Weekday::Sunday),
];

impl std::fmt::Display for Recurrence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::DayOfMonth(day) => write!(f, "tanggal {day}"),
            Self::NthWeekday(nth, weekday) => {
                let name = WEEKDAYS[usize::from(weekday.number_days_from_monday())].0;
                write!(f, "{name} minggu ke-{nth}")
            }
        }
    }
}

impl std::str::FromStr for Recurrence {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = |reason| InvalidValue::new("schedule", text, reason);
        let form = || invalid("expected \"tanggal 10\" or \"Selasa minggu ke-2\"");
        if let Some(day) = text.strip_prefix("tanggal ") {
            return match day.trim().parse() {
                Ok(day @ 1..=31) => Ok(Self::DayOfMonth(day)),
                _ => Err(invalid("a day of the month is between 1 and 31")),
            };
        }
        let (name, nth) = text.split_once(" minggu ke-").ok_or_else(form)?;
        let weekday = WEEKDAYS
            .iter()
            .find(|(word, _)| word.eq_ignore_ascii_case(name.trim()))
            .ok_or_else(|| invalid("the weekday is not one of Senin to Minggu"))?
            .1;
        match nth.trim().parse() {
            Ok(nth @ 1..=5) => Ok(Self::NthWeekday(nth, weekday)),
            _ => Err(invalid("a month has a first to a fifth week")),
        }
    }
}

impl std::fmt::Display for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (opens, closes) = (self.opens, self.closes);
        write!(f, "{:02}.{:02}-{:02}.{:02}", opens.hour(), opens.minute(), closes.hour(), closes.minute())
    }
}

impl std::str::FromStr for Session {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = |reason| InvalidValue::new("opening hours", text, reason);
        let form = || invalid("expected hours such as 08.00-11.00");
        let clock = |part: &str| -> Option<Time> {
            let (hour, minute) = part.trim().split_once(['.', ':'])?;
            Time::from_hms(hour.parse().ok()?, minute.parse().ok()?, 0).ok()
        };
        let (opens, closes) = text.split_once(['-', '–']).ok_or_else(form)?;
        let (opens, closes) = (clock(opens).ok_or_else(form)?, clock(closes).ok_or_else(form)?);
        if closes <= opens {
            return Err(invalid("it closes before it opens"));
        }
        Ok(Self { opens, closes })
    }
}

impl std::fmt::Display for Exception {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.day)?;
        if let Some(to) = self.moved_to {
            write!(f, " > {to}")?;
        }
        self.reason.as_ref().map_or(Ok(()), |reason| write!(f, " {reason}"))
    }
}

impl std::str::FromStr for Exception {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = |reason| InvalidValue::new("schedule exception", text, reason);
        let form = "expected \"2026-03-10 reason\" or \"2026-03-10 > 2026-03-12 reason\"";
        let take_day = |text: &str| -> Result<(Date, String), InvalidValue> {
            let head = text.get(..10).ok_or_else(|| invalid(form))?;
            match head.parse() {
                Ok(super::Period::Day(day)) => Ok((day, text[10..].trim().to_owned())),
                _ => Err(invalid(form)),
            }
        };
        let (day, rest) = take_day(text.trim())?;
        let (moved_to, rest) = match rest.strip_prefix('>') {
            None => (None, rest),
            Some(tail) => {
                let (to, rest) = take_day(tail.trim())?;
                (Some(to), rest)
            }
        };
        Ok(Self { day, moved_to, reason: (!rest.is_empty()).then_some(rest) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn next(rule: &str, exceptions: &str, from: Date) -> Option<Date> {
        Schedule::parse(rule, "08.00-11.00", exceptions).expect(rule).next_open(from).map(|open| open.date)
    }

    #[test]
    fn the_next_day_follows_the_rule() {
        assert_eq!(next("tanggal 10", "", date!(2026 - 11 - 10)), Some(date!(2026 - 11 - 10)));
        assert_eq!(next("tanggal 10", "", date!(2026 - 11 - 11)), Some(date!(2026 - 12 - 10)));
        assert_eq!(next("tanggal 31", "", date!(2026 - 11 - 01)), Some(date!(2026 - 12 - 31)));
        assert_eq!(next("Selasa minggu ke-1", "", date!(2026 - 09 - 01)), Some(date!(2026 - 09 - 01)));
        assert_eq!(next("Senin minggu ke-5", "", date!(2026 - 12 - 01)), Some(date!(2027 - 03 - 29)));
        assert_eq!(next("tanggal 5", "", date!(2026 - 12 - 31)), Some(date!(2027 - 01 - 05)));
    }

    #[test]
    fn exceptions_cancel_and_move() {
        assert_eq!(
            next("tanggal 10", "2026-12-10 libur", date!(2026 - 12 - 01)),
            Some(date!(2027 - 01 - 10))
        );
        let moved = "2026-12-10 > 2026-12-14 hujan";
        assert_eq!(next("tanggal 10", moved, date!(2026 - 12 - 11)), Some(date!(2026 - 12 - 14)));
        assert_eq!(next("tanggal 10", moved, date!(2026 - 12 - 15)), Some(date!(2027 - 01 - 10)));
    }

    #[test]
    fn texts_round_trip_and_nonsense_is_refused() {
        for rule in ["tanggal 1", "tanggal 31", "Rabu minggu ke-3", "Minggu minggu ke-5"] {
            assert_eq!(rule.parse::<Recurrence>().expect(rule).to_string(), rule);
        }
        for rule in
            ["", "tanggal 0", "tanggal 32", "Rabu", "Rabo minggu ke-2", "Rabu minggu ke-6", "tiap hari"]
        {
            assert!(rule.parse::<Recurrence>().is_err(), "{rule:?} was taken");
        }
        for hours in ["", "8", "08.00", "11.00-08.00", "25.00-26.00", "08.00-08.00"] {
            assert!(hours.parse::<Session>().is_err(), "{hours:?} was taken");
        }
        let text = "2026-03-10 libur; 2026-12-08 > 2026-12-10 banjir rob";
        let schedule = Schedule::parse("tanggal 8", "8.00–10:30", text).expect("valid");
        assert_eq!(schedule.exceptions_text(), text);
        assert_eq!(schedule.session.to_string(), "08.00-10.30");
        assert!("2026-3-1 libur".parse::<Exception>().is_err());
        assert!("2026-03-10 > besok".parse::<Exception>().is_err());
    }
}
