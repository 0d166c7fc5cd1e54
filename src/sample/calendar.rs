//! The periods of the sample, and the papers that come with each.

use time::macros::date;
use time::{Date, Duration, Month};

use super::SOURCE;
use crate::domain::{Period, Provenance, ReportStatus};

/// A period with the weighing round whose population it goes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// As the claims name it.
    pub(super) period: Period,
    /// The position in [`rounds`].
    pub(super) round: usize,
}

/// How many weighing rounds there are.
pub(super) const ROUNDS: usize = 8;

/// The position of the latest weighing round.
pub(super) const LATEST: usize = ROUNDS - 1;

const FIRST_YEAR: i32 = 2022;

/// Services are counted from this round on; before it, nothing is known of them.
const FIRST_SERVICE_ROUND: usize = 3;

/// Reports about this day or a later one may still change.
const UNSETTLED_FROM: Date = date!(2025 - 08 - 31);

/// The weighing rounds: February and August of 2022 to 2025.
pub(super) fn rounds() -> Vec<Moment> {
    (FIRST_YEAR..)
        .flat_map(|year| [Period::Month(year, Month::February), Period::Month(year, Month::August)])
        .zip(0..ROUNDS)
        .map(|(period, round)| Moment { period, round })
        .collect()
}

/// The rounds in which services are counted.
pub(super) fn semesters() -> Vec<Moment> {
    rounds().split_off(FIRST_SERVICE_ROUND)
}

/// The years, each with its round of August.
pub(super) fn years() -> Vec<Moment> {
    let august = |(year, round)| Moment { period: Period::Year(year), round };
    (FIRST_YEAR..).zip((1..ROUNDS).step_by(2)).map(august).collect()
}

/// Who says so, and when: the last day of the period, received on the eleventh
/// of the month after it.
pub(super) fn provenance(period: Period, note: Option<&str>) -> Provenance {
    let as_of = period.last_day();
    let settled = as_of.is_none_or(|day| day < UNSETTLED_FROM);
    Provenance {
        source: SOURCE.to_owned(),
        url: None,
        as_of,
        received: as_of.and_then(|day| day.checked_add(Duration::days(11))),
        status: Some(if settled { ReportStatus::Final } else { ReportStatus::Provisional }),
        note: note.map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_semesters_and_years_go_together() {
        let texts =
            |moments: &[Moment]| moments.iter().map(|moment| moment.period.to_string()).collect::<Vec<_>>();
        assert_eq!(texts(&rounds())[6..], ["2025-02", "2025-08"]);
        assert_eq!(texts(&semesters()), ["2023-08", "2024-02", "2024-08", "2025-02", "2025-08"]);
        assert_eq!(texts(&years()), ["2022", "2023", "2024", "2025"]);
        assert_eq!(years()[3].round, LATEST);
    }

    #[test]
    fn a_report_comes_on_the_eleventh_of_the_next_month() {
        let papers = provenance(Period::Month(2024, Month::February), None);
        assert_eq!(papers.as_of, Some(date!(2024 - 02 - 29)));
        assert_eq!(papers.received, Some(date!(2024 - 03 - 11)));
        assert_eq!(papers.status, Some(ReportStatus::Final));
        assert_eq!(provenance(rounds()[LATEST].period, None).status, Some(ReportStatus::Provisional));
    }
}
