//! Several figures as one score.

/// Where a value lies between the least need (0) and the greatest (1) of its
/// figure; 0 where there is no difference between areas.
///
/// Source: OECD and JRC, *Handbook on constructing composite indicators* (2008),
/// step 5, min–max.
///
/// ```
/// use jangkau::stats::composite::Scale;
///
/// let more_is_worse = Scale { least: 5.0, greatest: 25.0 };
/// assert_eq!(more_is_worse.need(10.0), 0.25);
/// let less_is_worse = Scale { least: 90.0, greatest: 50.0 };
/// assert_eq!(less_is_worse.need(80.0), 0.25);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// The value of the least need.
    pub least: f64,
    /// The value of the greatest need.
    pub greatest: f64,
}

impl Scale {
    /// The scale of some values, which of two is worse known; none of none.
    pub fn of(values: impl Iterator<Item = f64>, more_is_worse: bool) -> Option<Self> {
        let (low, high) = values.fold(None, |ends: Option<(f64, f64)>, value| {
            Some(ends.map_or((value, value), |(low, high)| (low.min(value), high.max(value))))
        })?;
        let (least, greatest) = if more_is_worse { (low, high) } else { (high, low) };
        Some(Self { least, greatest })
    }

    /// The need of a value; beyond 0 to 1 for a value beyond the ends.
    pub fn need(self, value: f64) -> f64 {
        let span = self.greatest - self.least;
        if span == 0.0 { 0.0 } else { (value - self.least) / span }
    }
}

/// The weighted mean of needs, 0 to 100; none of none.
///
/// ```
/// use jangkau::stats::composite::score;
///
/// assert_eq!(score([(1.0, 3.0), (0.0, 1.0)].into_iter()), Some(75.0));
/// ```
pub fn score(needs_and_weights: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (sum, weight) =
        needs_and_weights.fold((0.0, 0.0), |(sum, all), (need, weight)| (sum + need * weight, all + weight));
    (weight > 0.0).then(|| 100.0 * sum / weight)
}
