//! How a file writes its numbers and dates.
//!
//! `12.330` is twelve thousand in Jakarta and twelve and a third in London, and
//! `07/06/2023` is one of two days. So a file's own texts are searched for one
//! that can be read in one way only; it tells how the others are meant. Where
//! none does, what could be read two ways is refused, and the option that
//! settles it is named.

use time::{Date, Month};

use super::reading::{DateOrder, Numbers, Reading};
use super::report::Code;
use crate::domain::Period;

/// How numbers and dates are written; none where nothing tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Dialect {
    pub numbers: Option<Numbers>,
    pub dates: Option<DateOrder>,
}

impl Dialect {
    /// What the person says, else what the texts of the file's numbers and dates
    /// show.
    pub(super) fn of<'a>(
        numbers: impl Iterator<Item = &'a str>,
        dates: impl Iterator<Item = &'a str>,
        reading: &Reading,
    ) -> Self {
        Self {
            numbers: reading.numbers.or_else(|| settle(numbers.filter_map(numbers_of))),
            dates: reading.dates.or_else(|| settle(dates.filter_map(dates_of))),
        }
    }

    /// Reads a number that is a text.
    pub(super) fn number(self, text: &str) -> Result<f64, Code> {
        let plain = |text: &str| decimal(text).ok_or(Code::NumberFormat);
        match self.numbers {
            None if is_ambiguous(text) => Err(Code::NumberAmbiguous),
            Some(Numbers::Indonesian) => plain(&ungrouped(text, '.', ',').ok_or(Code::NumberFormat)?),
            Some(Numbers::English) => plain(&ungrouped(text, ',', '.').ok_or(Code::NumberFormat)?),
            None => plain(text),
        }
    }

    /// Reads a day: `2023-06-07`, `7 Juni 2023`, `07/06/2023`.
    pub(super) fn day(self, text: &str) -> Result<Date, Code> {
        if let Some(day) = day(text) {
            return Ok(day);
        }
        let parts: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || "/-.".contains(c))
            .filter(|part| !part.is_empty())
            .collect();
        let [first, second, year] = parts.as_slice() else { return Err(Code::DateFormat) };
        let year = year.parse().ok().filter(|year| (1900..=2100).contains(year)).ok_or(Code::DateFormat)?;
        let date =
            |day: u8, month: Month| Date::from_calendar_date(year, month, day).map_err(|_| Code::DateFormat);
        if let Some(month) = month_of(second) {
            return date(first.parse().map_err(|_| Code::DateFormat)?, month);
        }
        let (a, b): (u8, u8) = match (first.parse(), second.parse()) {
            (Ok(a), Ok(b)) => (a, b),
            _ => return Err(Code::DateFormat),
        };
        let (day, month) = match self.dates {
            Some(DateOrder::DayFirst) => (a, b),
            Some(DateOrder::MonthFirst) => (b, a),
            None if a == b => (a, b),
            None => return Err(if a <= 12 && b <= 12 { Code::DateAmbiguous } else { Code::DateFormat }),
        };
        date(day, Month::try_from(month).map_err(|_| Code::DateFormat)?)
    }
}

/// Reads a day that is written year-month-day.
pub(super) fn day(text: &str) -> Option<Date> {
    match text.parse() {
        Ok(Period::Day(day)) => Some(day),
        _ => None,
    }
}

/// The one answer that all give; none where they differ or there are none.
fn settle<T: PartialEq>(mut answers: impl Iterator<Item = T>) -> Option<T> {
    let first = answers.next()?;
    answers.all(|answer| answer == first).then_some(first)
}

/// What a text shows about the file's numbers, where it can be read one way only.
fn numbers_of(text: &str) -> Option<Numbers> {
    let digits = text.strip_prefix('-').unwrap_or(text).trim_end_matches([' ', '%']);
    if !digits.starts_with(|c: char| c.is_ascii_digit())
        || !digits.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
    {
        return None;
    }
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    let last = digits.rfind(['.', ','])?;
    let tail = digits.len() - last - 1;
    match (points, commas) {
        (0, 1) if tail != 3 || digits.starts_with('0') || last > 3 => Some(Numbers::Indonesian),
        (1, 0) if tail != 3 || digits.starts_with('0') || last > 3 => Some(Numbers::English),
        (0, 2..) => Some(Numbers::English),
        // Two points are a grouped number only where every group has three digits.
        (2.., 0) if digits.split('.').skip(1).all(|group| group.len() == 3) => Some(Numbers::Indonesian),
        (1.., 1) if digits.find(',') > digits.rfind('.') => Some(Numbers::Indonesian),
        (1, 1..) => Some(Numbers::English),
        _ => None,
    }
}

/// One separator before exactly three digits: grouped, or a decimal mark.
fn is_ambiguous(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let Some((whole, rest)) = digits.split_once(['.', ',']) else { return false };
    (1..=3).contains(&whole.len())
        && !whole.starts_with('0')
        && rest.len() == 3
        && (whole.bytes().chain(rest.bytes())).all(|b| b.is_ascii_digit())
}

/// A number without its grouping marks and with a decimal point; none where the
/// groups are not of three digits.
fn ungrouped(text: &str, group: char, mark: char) -> Option<String> {
    let text = text.trim_end_matches('%').trim_end();
    let (whole, fraction) = match text.split_once(mark) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let groups: Vec<&str> = whole.split(group).collect();
    let sound = groups.len() == 1
        || (groups[1..].iter().all(|group| group.len() == 3)
            && (1..=3).contains(&groups[0].trim_start_matches('-').len()));
    sound.then(|| match fraction {
        Some(fraction) => format!("{}.{fraction}", groups.concat()),
        None => groups.concat(),
    })
}

/// Reads a plain decimal number: digits with at most one point, no exponent, no
/// separators.
pub(super) fn decimal(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && digits.matches('.').count() <= 1
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// What a text shows about the file's dates, where it can be read one way only.
fn dates_of(text: &str) -> Option<DateOrder> {
    let mut parts = text.split(['/', '-', '.']);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || parts.next().is_some() || first.len() > 2 || second.len() > 2 {
        return None;
    }
    match (first.parse::<u8>().ok()?, second.parse::<u8>().ok()?, year.parse::<u16>().ok()?) {
        (13..=31, 1..=12, _) => Some(DateOrder::DayFirst),
        (1..=12, 13..=31, _) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

/// A month by its Indonesian or English name, or the first three letters of it.
pub(super) fn month_of(word: &str) -> Option<Month> {
    const NAMES: [(&str, Month); 22] = [
        ("januari", Month::January),
        ("january", Month::January),
        ("februari", Month::February),
        ("february", Month::February),
        ("pebruari", Month::February),
        ("maret", Month::March),
        ("march", Month::March),
        ("april", Month::April),
        ("mei", Month::May),
        ("may", Month::May),
        ("juni", Month::June),
        ("june", Month::June),
        ("juli", Month::July),
        ("july", Month::July),
        ("agustus", Month::August),
        ("august", Month::August),
        ("september", Month::September),
        ("oktober", Month::October),
        ("october", Month::October),
        ("nopember", Month::November),
        ("november", Month::November),
        ("desember", Month::December),
    ];
    let word = word.trim_end_matches('.').to_lowercase();
    let found = NAMES.iter().find(|(name, _)| *name == word || (word.len() == 3 && name.starts_with(&word)));
    match (found, word.as_str()) {
        (Some((_, month)), _) => Some(*month),
        (None, "agt" | "ags") => Some(Month::August),
        (None, "december" | "dec") => Some(Month::December),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dialect(numbers: Option<Numbers>, dates: Option<DateOrder>) -> Dialect {
        Dialect { numbers, dates }
    }

    #[test]
    fn a_text_that_reads_one_way_tells_how_the_others_are_meant() {
        for (text, numbers) in [
            ("12,5", Some(Numbers::Indonesian)),
            ("12.5", Some(Numbers::English)),
            ("1.234.567", Some(Numbers::Indonesian)),
            ("1,234,567", Some(Numbers::English)),
            ("1.234,5", Some(Numbers::Indonesian)),
            ("1,234.5", Some(Numbers::English)),
            ("0,125", Some(Numbers::Indonesian)),
            ("1234,567", Some(Numbers::Indonesian)),
            ("12.330", None),
            ("12,330", None),
            ("12", None),
            ("97.71.01.1001", None),
            ("08.00", None),
            ("-", None),
        ] {
            let expected = if text == "08.00" { Some(Numbers::English) } else { numbers };
            assert_eq!(numbers_of(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_are_read_as_their_file_writes_them() {
        let id = dialect(Some(Numbers::Indonesian), None);
        assert_eq!(id.number("1.234,5"), Ok(1234.5));
        assert_eq!(id.number("12.330"), Ok(12330.0));
        assert_eq!(id.number("12.5"), Err(Code::NumberFormat));
        assert_eq!(id.number("17,68%"), Ok(17.68));
        let en = dialect(Some(Numbers::English), None);
        assert_eq!(en.number("1,234.5"), Ok(1234.5));
        assert_eq!(en.number("12.330"), Ok(12.33));
        let unknown = Dialect::default();
        assert_eq!(unknown.number("12.330"), Err(Code::NumberAmbiguous));
        assert_eq!(unknown.number("0.125"), Ok(0.125));
        assert_eq!(unknown.number("12"), Ok(12.0));
        for text in ["1e3", "", "-", "Infinity", "NaN", "1 2", "٣"] {
            assert_eq!(unknown.number(text), Err(Code::NumberFormat), "{text}");
        }
    }

    #[test]
    fn days_are_read_where_they_can_be_one_day_only() {
        let unknown = Dialect::default();
        let june = Date::from_calendar_date(2023, Month::June, 7).expect("a day");
        assert_eq!(unknown.day("2023-06-07"), Ok(june));
        assert_eq!(unknown.day("7 Juni 2023"), Ok(june));
        assert_eq!(unknown.day("7-Jun-2023"), Ok(june));
        assert_eq!(unknown.day("07/06/2023"), Err(Code::DateAmbiguous));
        assert_eq!(dialect(None, Some(DateOrder::DayFirst)).day("07/06/2023"), Ok(june));
        assert_eq!(dialect(None, Some(DateOrder::MonthFirst)).day("06/07/2023"), Ok(june));
        for text in ["31/02/2023", "2023", "7 Juni", "x/y/2023", "99/99/9999"] {
            assert!(dialect(None, Some(DateOrder::DayFirst)).day(text).is_err(), "{text}");
        }
        assert_eq!(dates_of("25/08/2025"), Some(DateOrder::DayFirst));
        assert_eq!(dates_of("08/25/2025"), Some(DateOrder::MonthFirst));
        assert_eq!(dates_of("1.2.3"), None);
    }
}
