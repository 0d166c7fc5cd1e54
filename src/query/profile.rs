//! What is known of one area: its series, and the Kampung KB inside it.

use super::values::{Row, row_of};
use crate::domain::{Level, Period};
use crate::snapshot::{AreaIndex, AsOf, Snapshot, Status};

/// The figures of one indicator for one area, in order of time.
#[derive(Debug, Clone)]
pub struct SeriesOf<'a> {
    /// The indicator, as a position in the catalogue.
    pub indicator: usize,
    /// Its figures.
    pub periods: Vec<(Period, Row<'a>)>,
}

/// Every indicator that has any figure at the level of an area.
pub fn series_of(snapshot: &Snapshot, area: AreaIndex) -> Vec<SeriesOf<'_>> {
    let level = snapshot.areas.all()[area].code.level();
    (0..snapshot.indicators.len())
        .filter_map(|indicator| {
            let periods: Vec<(Period, Row<'_>)> = snapshot
                .public
                .periods(indicator, level)
                .into_iter()
                .filter_map(|period| Some((period, row_of(snapshot, indicator, period, area)?)))
                .collect();
            (!periods.is_empty()).then_some(SeriesOf { indicator, periods })
        })
        .collect()
}

/// How many kelurahan of an area have a Kampung KB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Kelurahan with at least one that is known to exist.
    pub existing: usize,
    /// All kelurahan.
    pub kelurahan: usize,
}

/// Counts kelurahan with a Kampung KB as of a day, in an area of any level.
pub fn count_kampung_kb(snapshot: &Snapshot, area: AreaIndex, as_of: AsOf) -> Counted {
    let kelurahan = snapshot.areas.kelurahan_of(area);
    let existing = kelurahan
        .clone()
        .filter(|&below| snapshot.areas.all()[below].code.level() == Level::Kelurahan)
        .filter(|&below| snapshot.register.standing(below, as_of).status == Status::Exists)
        .count();
    Counted { existing, kelurahan: kelurahan.len() }
}
