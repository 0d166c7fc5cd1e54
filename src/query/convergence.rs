//! Which essential services reach the families of an area, and how many of them
//! do at once: convergence.
//!
//! The definition stands in docs/convergence.md; the numbers here are those of
//! that page. In short: every service of the catalogue that has a published
//! target counts one, whatever its size; a service is reached where its public
//! value is at or above the target; nothing is said where fewer than two thirds
//! of the services that count are filled.
//!
//! Everything comes from the released table. Real and invented services are
//! never put together: the real ones are asked where any has figures, else the
//! invented ones, and the answer says which.

use super::values::{Row, row_of};
use crate::domain::{Direction, Group, Indicator, Level, Period, State, Target};
use crate::snapshot::{AreaIndex, Snapshot};

/// Of three services that count, so many must be filled.
pub const FILLED_OF_THREE: usize = 2;

/// One service in an area and period.
#[derive(Debug, Clone)]
pub struct Service<'a> {
    /// The indicator, as a position in the catalogue.
    pub indicator: usize,
    /// What the public may see; none where nobody has given a figure of the period.
    pub row: Option<Row<'a>>,
    /// The target that counts; a service without one is shown and does not count.
    pub target: Option<&'a Target>,
}

impl Service<'_> {
    /// Whether it takes part in the measure: it has a target, and means
    /// something here.
    pub fn counts(&self) -> bool {
        let means = self.row.as_ref().is_none_or(|row| row.state() != State::NotApplicable);
        self.target.is_some() && means
    }

    /// Whether the target is reached; none without a target or a value.
    pub fn reached(&self) -> Option<bool> {
        Some(self.value()? >= self.target?.value)
    }

    /// How many percentage points are missing to the target, where any are.
    pub fn gap(&self) -> Option<f64> {
        Some(self.target?.value - self.value()?).filter(|gap| *gap > 0.0)
    }

    fn value(&self) -> Option<f64> {
        Some(self.row.as_ref()?.cell.shown.value()?.value)
    }
}

/// How many services reach their target at once, always with its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Convergence {
    /// Services at or above their target.
    pub reached: usize,
    /// Services that count and have a public value.
    pub filled: usize,
    /// Services that count.
    pub of: usize,
}

impl Convergence {
    /// Of a list of services.
    pub fn of(services: &[Service<'_>]) -> Self {
        let counting = || services.iter().filter(|service| service.counts());
        Self {
            reached: counting().filter(|service| service.reached() == Some(true)).count(),
            filled: counting().filter(|service| service.reached().is_some()).count(),
            of: counting().count(),
        }
    }

    /// Services reached of those filled, in per cent; none where too few are
    /// filled.
    pub fn percent(self) -> Option<f64> {
        let enough = self.filled > 0 && 3 * self.filled >= FILLED_OF_THREE * self.of;
        #[expect(clippy::cast_precision_loss, reason = "there are a few dozen services")]
        let percent = 100.0 * self.reached as f64 / self.filled as f64;
        enough.then_some(percent)
    }
}

/// The services that an answer is about, as positions in the catalogue, and
/// whether they are invented.
pub fn essential_services(snapshot: &Snapshot) -> (Vec<usize>, bool) {
    let all = |sample: bool| -> Vec<usize> {
        let fits = |&index: &usize| {
            let indicator = &snapshot.indicators[index];
            is_service(indicator)
                && indicator.id.is_sample() == sample
                && !snapshot.public.periods(index, Level::Kelurahan).is_empty()
        };
        (0..snapshot.indicators.len()).filter(fits).collect()
    };
    let real = all(false);
    if real.is_empty() { (all(true), true) } else { (real, false) }
}

fn is_service(indicator: &Indicator) -> bool {
    indicator.group == Group::Layanan
        && indicator.direction == Direction::HigherIsBetter
        && indicator.target_group.is_some()
}

/// Every essential service in an area, in the order of target groups and of the
/// catalogue.
pub fn services_in<'a>(
    snapshot: &'a Snapshot,
    services: &[usize],
    period: Period,
    area: AreaIndex,
) -> Vec<Service<'a>> {
    let mut list: Vec<Service<'_>> = services
        .iter()
        .map(|&indicator| Service {
            indicator,
            row: row_of(snapshot, indicator, period, area),
            target: target(snapshot, indicator, period, area),
        })
        .collect();
    list.sort_by_key(|service| snapshot.indicators[service.indicator].target_group);
    list
}

/// The first target of the catalogue that holds on the last day of the period,
/// for the area or the country; where none holds then, the first at all.
fn target(snapshot: &Snapshot, indicator: usize, period: Period, area: AreaIndex) -> Option<&Target> {
    let code = snapshot.areas.all()[area].code.to_string();
    let here = |target: &&Target| target.scope.as_ref().is_none_or(|scope| code.starts_with(scope.as_str()));
    let holds = |target: &&Target| {
        let (from, to) = (target.validity.from, target.validity.to);
        period
            .last_day()
            .is_none_or(|day| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to))
    };
    let targets = || snapshot.indicators[indicator].targets.iter().filter(here);
    targets().find(holds).or_else(|| targets().next())
}

/// Kelurahan by their convergence, the highest first; those of which too little
/// is filled follow, by code, without a rank. Equal values share a rank, and the
/// next has the number of its place (1, 2, 2, 4).
pub fn ranking(
    snapshot: &Snapshot,
    services: &[usize],
    period: Period,
    areas: impl Iterator<Item = AreaIndex>,
) -> Vec<(Option<usize>, AreaIndex, Convergence)> {
    let mut list: Vec<(AreaIndex, Convergence)> =
        areas.map(|area| (area, Convergence::of(&services_in(snapshot, services, period, area)))).collect();
    list.sort_by(|(a, x), (b, y)| y.percent().partial_cmp(&x.percent()).unwrap_or(a.cmp(b)).then(a.cmp(b)));
    let mut ranked: Vec<(Option<usize>, AreaIndex, Convergence)> = Vec::with_capacity(list.len());
    for (place, (area, convergence)) in (1..).zip(list) {
        let percent = convergence.percent();
        let tied = ranked.last().filter(|(_, _, last)| last.percent() == percent);
        let rank = percent.and(tied.map_or(Some(place), |(rank, _, _)| *rank));
        ranked.push((rank, area, convergence));
    }
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_is_given_only_where_enough_is_filled() {
        let percent = |reached, filled, of| Convergence { reached, filled, of }.percent();
        assert_eq!(percent(0, 0, 0), None);
        assert_eq!(percent(5, 5, 8), None);
        assert_eq!(percent(3, 6, 9), Some(50.0));
        assert_eq!(percent(0, 9, 9), Some(0.0));
        assert_eq!(percent(9, 9, 9), Some(100.0));
    }
}
