//! Figures as columns of numbers: the areas once, and for each period a column
//! of states, values, ends of intervals and denominators in the order of the
//! areas. For maps that join by id, and for a time slider.
//!
//! Absent on purpose: names (tiles and `/v1/areas` have them), numerators,
//! classes (they follow from the value and `/v1/breaks`).

use serde::{Serialize, Serializer};
use utoipa::ToSchema;

use super::Rounding;
use super::sources::Positions;
use crate::domain::{Level, Period, PublicCount, Reason, State};
use crate::http::shapes::{SeriesRef, SourceJson};
use crate::http::{version, words};
use crate::query::{self, Flag, Row};
use crate::snapshot::Snapshot;

/// The figures of one indicator for all areas of a level, as columns.
#[derive(Serialize, ToSchema)]
pub struct Columns {
    #[serde(flatten)]
    pub(super) about: About,
    /// The areas by code, as the ids of tiles: the code without dots.
    pub(super) areas: Vec<u64>,
    /// One entry a period, in order of time.
    pub(super) periods: Vec<PeriodColumns>,
}

/// What the columns are about.
#[derive(Serialize, ToSchema)]
#[schema(as = ColumnsAbout)]
pub(super) struct About {
    indicator: String,
    #[schema(value_type = words::Level)]
    level: &'static str,
    /// The version of areas and figures together.
    version: String,
    /// Always `public`.
    audience: &'static str,
    /// Whether the figures are invented.
    sample: bool,
    #[schema(value_type = words::Unit)]
    unit: &'static str,
    #[schema(value_type = words::DenominatorKind)]
    denominator_kind: &'static str,
    series: SeriesRef,
    /// How figures are rounded; none where they are not.
    rounding: Option<Rounding>,
    /// Who says so; columns name a source by its position here.
    sources: Vec<SourceJson>,
    /// The words of the column `state`, by position.
    #[schema(value_type = Vec<words::State>)]
    states: Vec<&'static str>,
    /// The words of the column `reason`, by position.
    #[schema(value_type = Vec<words::Reason>)]
    reasons: Vec<&'static str>,
    /// The words of the column `flags`: the first has the value 1, the next 2, then 4 and so on.
    flags: Vec<&'static str>,
}

/// The columns of one period, each in the order of the areas; a column in which
/// nobody has anything is null.
#[derive(Serialize, ToSchema)]
pub(super) struct PeriodColumns {
    pub(super) period: String,
    /// A position in `states`.
    pub(super) state: Vec<u8>,
    /// A position in `reasons`: why there is no value.
    pub(super) reason: Option<Vec<Option<u8>>>,
    /// In the indicator's unit.
    #[schema(value_type = Option<Vec<Option<f64>>>)]
    pub(super) value: Option<Vec<Option<Number>>>,
    /// Lower end of the 95 % interval.
    #[schema(value_type = Option<Vec<Option<f64>>>)]
    pub(super) lo: Option<Vec<Option<Number>>>,
    /// Upper end.
    #[schema(value_type = Option<Vec<Option<f64>>>)]
    pub(super) hi: Option<Vec<Option<Number>>>,
    /// The denominator as shown.
    #[schema(value_type = Option<Vec<Option<f64>>>)]
    pub(super) n: Option<Vec<Option<Number>>>,
    /// The sum of the values of the flags that hold.
    pub(super) flags: Vec<u8>,
    /// A position in `sources`; none where nobody says so, or where it is rolled up.
    #[schema(value_type = Option<Vec<Option<f64>>>)]
    pub(super) source: Option<Vec<Option<Number>>>,
}

/// A number that is written without `.0` where it is whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number(pub(super) f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[expect(clippy::cast_possible_truncation, reason = "only what is whole and small is cast")]
        if self.0.fract() == 0.0 && self.0.abs() < 1e15 {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

/// Two facts of a figure that are no warnings, behind the flags that are.
const MORE_FLAGS: [&str; 2] = ["rounded", "published"];

/// The columns of periods in which somebody says something.
pub(super) fn build(snapshot: &Snapshot, indicator: usize, level: Level, periods: &[Period]) -> Columns {
    let entry = &snapshot.indicators[indicator];
    let mut sources = Positions::default();
    let periods = periods
        .iter()
        .map(|&period| {
            let rows = query::values(snapshot, indicator, period, level).unwrap_or_default();
            columns_of(period, &rows, &mut sources)
        })
        .collect();
    let about = About {
        indicator: entry.id.to_string(),
        level: level.as_str(),
        version: version::of_values(snapshot).to_string(),
        audience: "public",
        sample: entry.id.is_sample(),
        unit: entry.unit.as_str(),
        denominator_kind: entry.denominator_kind.as_str(),
        series: SeriesRef::of(entry),
        rounding: Rounding::of(entry),
        sources: sources.list(snapshot),
        states: State::ALL.iter().map(|state| state.as_str()).collect(),
        reasons: Reason::ALL.iter().map(|reason| reason.as_str()).collect(),
        flags: Flag::ALL.iter().map(|flag| flag.as_str()).chain(MORE_FLAGS).collect(),
    };
    let areas = snapshot.areas.of_level(level).map(|area| snapshot.areas.all()[area].code.number()).collect();
    Columns { about, areas, periods }
}

fn columns_of(period: Period, rows: &[Row<'_>], sources: &mut Positions) -> PeriodColumns {
    let value = |of: fn(&crate::domain::ShownValue<PublicCount>) -> Option<f64>| {
        column(rows.iter().map(|row| row.cell.shown.value().and_then(of).map(Number)))
    };
    PeriodColumns {
        period: period.to_string(),
        state: rows.iter().map(|row| row.state() as u8).collect(),
        reason: column(rows.iter().map(|row| row.cell.shown.reason().map(|reason| reason as u8))),
        value: value(|value| Some(value.value)),
        lo: value(|value| value.low),
        hi: value(|value| value.high),
        n: value(|value| value.denominator.map(count)),
        flags: rows.iter().map(flags).collect(),
        source: column(
            rows.iter().map(|row| row.cell.source.map(|source| Number(f64::from(sources.of(source))))),
        ),
    }
}

/// A column, unless it holds nothing.
fn column<T>(cells: impl Iterator<Item = Option<T>>) -> Option<Vec<Option<T>>> {
    let cells: Vec<Option<T>> = cells.collect();
    cells.iter().any(Option::is_some).then_some(cells)
}

#[expect(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
fn count(count: PublicCount) -> f64 {
    count.get() as f64
}

fn flags(row: &Row<'_>) -> u8 {
    let rounded = row.cell.shown.value().is_some_and(|value| value.rounded);
    let warnings = row.flags.iter().map(|flag| 1 << (*flag as u8)).fold(0, |sum, bit: u8| sum | bit);
    let more = u8::from(rounded) | u8::from(row.cell.published) << 1;
    warnings | more << Flag::ALL.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_short_and_others_exact() {
        let written = |number| serde_json::to_string(&Number(number)).expect("a number");
        assert_eq!([7.0, 0.0, 12.3, 100.0 / 3.0].map(written), ["7", "0", "12.3", "33.333333333333336"]);
    }

    #[test]
    fn all_flags_fit_into_a_byte() {
        assert!(Flag::ALL.len() + MORE_FLAGS.len() <= 8);
    }
}
