//! Empirical Bayes: rates of few drawn towards the rate of many.
//!
//! A rate of few people jumps by chance; drawn towards the mean by as much as
//! chance could explain, what is left stands out for a reason. Nothing is found
//! that was not there, and extremes of small areas become smaller.

use super::weights::{Neighbours, count};

/// Cases among people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cases {
    /// Cases, at least 0.
    pub cases: f64,
    /// People, above 0.
    pub people: f64,
}

impl Cases {
    fn rate(self) -> f64 {
        self.cases / self.people
    }
}

/// Rates (cases a person) drawn towards the rate of all together.
///
/// With m = Σk / Σn and s² = Σ n (k/n − m)² / Σn, the variance between areas is
/// A = s² − m / n̄, zero where that is negative, and a smoothed rate is
/// m + (k/n − m) · A / (A + m/n).
///
/// Source: Marshall, *Mapping disease and mortality rates using empirical Bayes
/// estimators*, Journal of the Royal Statistical Society C 40 (1991).
///
/// ```
/// use jangkau::stats::smoothing::{Cases, global};
///
/// let rates = global(&[Cases { cases: 9.0, people: 20.0 }, Cases { cases: 90.0, people: 900.0 }]);
/// assert!(rates[0] < 0.45 && rates[0] > 0.1, "few are drawn to the mean");
/// assert!((rates[1] - 0.1).abs() < 0.005, "many stay nearly where they are");
/// ```
pub fn global(areas: &[Cases]) -> Vec<f64> {
    let group: Vec<usize> = (0..areas.len()).collect();
    let prior = Prior::of(areas, &group);
    areas.iter().map(|area| prior.smooth(*area)).collect()
}

/// Rates drawn towards the rate of each area together with its neighbours; none
/// for an area without neighbours.
///
/// The same formula over the area and those beside it.
///
/// Source: Marshall (1991), section 4; Anselin, Lozano and Koschinsky, *Rate
/// transformations and smoothing* (2006).
pub fn local(areas: &[Cases], neighbours: &Neighbours) -> Vec<Option<f64>> {
    let smooth = |at: usize| {
        let mut group = neighbours.of(at).to_vec();
        group.push(at);
        Prior::of(areas, &group).smooth(areas[at])
    };
    (0..areas.len()).map(|at| (!neighbours.isolated(at)).then(|| smooth(at))).collect()
}

/// What is expected of a rate before its own cases are looked at.
struct Prior {
    mean: f64,
    variance: f64,
}

impl Prior {
    fn of(areas: &[Cases], group: &[usize]) -> Self {
        let sum = |part: fn(&Cases) -> f64| group.iter().map(|&at| part(&areas[at])).sum::<f64>();
        let people = sum(|area| area.people);
        let mean = sum(|area| area.cases) / people;
        let squares: f64 = group.iter().map(|&at| areas[at].people * (areas[at].rate() - mean).powi(2)).sum();
        let by_chance = mean * count(group.len()) / people;
        Self { mean, variance: (squares / people - by_chance).max(0.0) }
    }

    fn smooth(&self, area: Cases) -> f64 {
        let spread = self.variance + self.mean / area.people;
        // Without any case around there is nothing to be drawn to.
        let weight = if spread > 0.0 { self.variance / spread } else { 0.0 };
        self.mean + (area.rate() - self.mean) * weight
    }
}

#[cfg(test)]
mod tests {
    use super::super::weights::chessboard;
    use super::*;

    fn areas() -> Vec<Cases> {
        (0..36)
            .map(|n| Cases { cases: f64::from(n * n % 17 + 1), people: f64::from(30 + n * 13 % 200) })
            .collect()
    }

    #[test]
    fn a_smoothed_rate_lies_between_the_raw_one_and_the_mean() {
        let areas = areas();
        let mean = areas.iter().map(|a| a.cases).sum::<f64>() / areas.iter().map(|a| a.people).sum::<f64>();
        for (area, smooth) in areas.iter().zip(global(&areas)) {
            let ends = [area.rate().min(mean), area.rate().max(mean)];
            assert!(ends[0] <= smooth && smooth <= ends[1], "{area:?}: {smooth}");
        }
    }

    #[test]
    fn equal_rates_stay_and_no_cases_stay_none() {
        let same = vec![Cases { cases: 10.0, people: 100.0 }; 9];
        assert!(global(&same).iter().all(|rate| (rate - 0.1).abs() < 1e-15));
        let none = vec![Cases { cases: 0.0, people: 50.0 }; 9];
        assert_eq!(global(&none), [0.0; 9]);
        assert_eq!(local(&none, &chessboard(3)), [Some(0.0); 9]);
    }

    #[test]
    fn where_all_touch_all_the_two_are_one() {
        let areas = areas();
        let everybody = (0..36).map(|at| (0..36).filter(|other| *other != at).collect()).collect();
        for (one, other) in global(&areas).iter().zip(local(&areas, &Neighbours::new(everybody))) {
            assert!((one - other.expect("neighbours")).abs() < 1e-12);
        }
        assert_eq!(local(&areas[..1], &Neighbours::new(vec![vec![]])), [None]);
    }
}
