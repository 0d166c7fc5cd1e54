//! When a figure is about.

use time::{Date, Month};

use super::InvalidValue;

/// A year, a month (a weighing round is named by its month), a day, or nothing.
///
/// Written `2024`, `2024-08`, `2022-05-23` and, where a source prints a figure
/// without any date, `undated`.
///
/// ```
/// use jangkau::domain::Period;
///
/// let round: Period = "2025-08".parse()?;
/// assert!(round > "2025-02".parse()?);
/// assert!("2025-13".parse::<Period>().is_err());
/// # Ok::<(), jangkau::domain::InvalidValue>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// The source gives no date.
    Undated,
    /// A calendar year, 1900 to 2100.
    Year(i32),
    /// A calendar month.
    Month(i32, Month),
    /// A single day.
    Day(Date),
}

impl Period {
    /// The last day that the period covers; none for an undated figure.
    pub fn last_day(self) -> Option<Date> {
        match self {
            Self::Undated => None,
            Self::Year(year) => Date::from_calendar_date(year, Month::December, 31).ok(),
            Self::Month(year, month) => Date::from_calendar_date(year, month, month.length(year)).ok(),
            Self::Day(day) => Some(day),
        }
    }

    /// The first day that the period covers; none for an undated figure.
    pub fn first_day(self) -> Option<Date> {
        match self {
            Self::Undated => None,
            Self::Year(year) => Date::from_calendar_date(year, Month::January, 1).ok(),
            Self::Month(year, month) => Date::from_calendar_date(year, month, 1).ok(),
            Self::Day(day) => Some(day),
        }
    }

    /// The key by which periods are put in order of time, whatever their kind.
    pub fn order(self) -> (Option<Date>, Self) {
        (self.last_day(), self)
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Undated => f.write_str("undated"),
            Self::Year(year) => write!(f, "{year}"),
            Self::Month(year, month) => write!(f, "{year}-{:02}", u8::from(*month)),
            Self::Day(day) => write!(f, "{}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day()),
        }
    }
}

impl std::str::FromStr for Period {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = |reason| InvalidValue::new("period", text, reason);
        if text == "undated" {
            return Ok(Self::Undated);
        }
        let form = || invalid("expected YYYY, YYYY-MM or YYYY-MM-DD");
        let parts: Vec<&str> = text.split('-').collect();
        let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        let digits = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        if !digits || ![&[4][..], &[4, 2], &[4, 2, 2]].contains(&lengths.as_slice()) {
            return Err(form());
        }
        let numbers: Vec<u16> = parts.iter().filter_map(|part| part.parse().ok()).collect();
        let year = i32::from(numbers[0]);
        if !(1900..=2100).contains(&year) {
            return Err(invalid("the year must be between 1900 and 2100"));
        }
        let month = |n: u16| {
            u8::try_from(n)
                .ok()
                .and_then(|n| Month::try_from(n).ok())
                .ok_or_else(|| invalid("the month must be between 01 and 12"))
        };
        match numbers[1..] {
            [] => Ok(Self::Year(year)),
            [m] => Ok(Self::Month(year, month(m)?)),
            [m, d] => Date::from_calendar_date(year, month(m)?, u8::try_from(d).unwrap_or(0))
                .map(Self::Day)
                .map_err(|_| invalid("that month has no such day")),
            _ => Err(form()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_round_trip_and_stand_in_order_of_time() {
        let mut periods: Vec<Period> = ["2023-06", "2022", "2022-05-23", "undated", "2023", "2025-02"]
            .iter()
            .map(|text| text.parse().expect(text))
            .collect();
        periods.sort_by_key(|period| period.order());
        let texts: Vec<String> = periods.iter().map(ToString::to_string).collect();
        assert_eq!(texts, ["undated", "2022-05-23", "2022", "2023-06", "2023", "2025-02"]);
    }

    #[test]
    fn what_is_not_a_period_is_refused() {
        for text in [
            "",
            "23",
            "2023-6",
            "2023-00",
            "2023-13",
            "2023-02-30",
            "1899",
            "2101",
            "Agustus 2025",
            "2025-08-",
        ] {
            assert!(text.parse::<Period>().is_err(), "{text:?} was taken");
        }
    }
}
