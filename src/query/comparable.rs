//! Which figures may be put together, and in which way they enter a reckoning.

use super::values::Row;
use crate::domain::{Indicator, Level, Period, PublicCount, SeriesKind, State, Unit, words};
use crate::snapshot::{Snapshot, SourceIndex};
use crate::stats::difference::{Share, percent};

words! {
    /// Why figures must not be reckoned with, or not together.
    Conflict as "conflict" {
        /// A plain count says how large an area is.
        PlainCount = "plain_count",
        /// A survey's estimate and records of those who came.
        SurveyWithOthers = "survey_with_others",
        /// Invented figures and real ones.
        SampleWithReal = "sample_with_real",
    }
}

/// What forbids a reckoning with these indicators together, if anything does.
pub fn conflict(snapshot: &Snapshot, indicators: &[usize]) -> Option<Conflict> {
    let entries = || indicators.iter().map(|&indicator| &snapshot.indicators[indicator]);
    let mixed = |is: fn(&Indicator) -> bool| entries().any(is) && !entries().all(is);
    if entries().any(|entry| entry.unit != Unit::Percent) {
        Some(Conflict::PlainCount)
    } else if mixed(|entry| entry.series.kind == SeriesKind::Survey) {
        Some(Conflict::SurveyWithOthers)
    } else if mixed(|entry| entry.id.is_sample()) {
        Some(Conflict::SampleWithReal)
    } else {
        None
    }
}

/// The figures of an indicator as they are known at a period: of that period,
/// else of the latest before it. An undated period has only its own.
pub fn known_at(snapshot: &Snapshot, indicator: usize, period: Period, level: Level) -> Option<Period> {
    let periods = snapshot.public.periods(indicator, level);
    let not_later = |known: &Period| match (known.last_day(), period.last_day()) {
        (Some(known), Some(asked)) => known <= asked,
        _ => *known == period,
    };
    let exact = periods.contains(&period).then_some(period);
    exact.or_else(|| periods.into_iter().rfind(not_later))
}

/// The counts of a figure, as the public sees them; none for a value that was
/// published without.
pub(super) fn share(row: &Row<'_>) -> Option<Share> {
    let value = row.cell.shown.value()?;
    let (numerator, denominator) = value.numerator.zip(value.denominator)?;
    (denominator.get() > 0).then(|| (PublicCount::get(numerator), denominator.get()))
}

/// The figure that enters a reckoning, in per cent: from the counts that are
/// shown, else the value that was published; none where none is shown.
pub(super) fn rate(row: &Row<'_>) -> Option<f64> {
    let value = row.cell.shown.value()?;
    Some(share(row).map_or(value.value, percent))
}

/// How many areas entered a reckoning, and why the others did not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Entered {
    /// Areas of the level.
    pub of: usize,
    /// Those that entered.
    pub entered: usize,
    /// Left out: a figure exists and is withheld.
    pub suppressed: usize,
    /// Left out: nobody has given a figure.
    pub not_filled: usize,
    /// Left out: the indicator means nothing there.
    pub not_applicable: usize,
}

impl Entered {
    /// Counts one area by the states of the figures that it needs; the first that
    /// is not shown says why it is left out.
    pub(super) fn count(&mut self, states: impl IntoIterator<Item = State>) {
        self.of += 1;
        let missing = states.into_iter().find(|state| !matches!(state, State::Value | State::Zero));
        *match missing {
            None | Some(State::Value | State::Zero) => &mut self.entered,
            Some(State::Suppressed) => &mut self.suppressed,
            Some(State::NotFilled) => &mut self.not_filled,
            Some(State::NotApplicable) => &mut self.not_applicable,
        } += 1;
    }
}

/// Whether any source of these figures is invented, or the indicator is.
pub fn is_sample(
    snapshot: &Snapshot,
    indicator: usize,
    sources: impl IntoIterator<Item = SourceIndex>,
) -> bool {
    let invented = |source| snapshot.dataset(snapshot.sources.get(source).dataset).1;
    snapshot.indicators[indicator].id.is_sample() || sources.into_iter().any(invented)
}
