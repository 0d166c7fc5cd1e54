//! The difference of two shares.

use super::interval::wilson;

/// A share: so many of so many.
pub type Share = (i64, i64);

/// What became of a share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The later share less the earlier one, in percentage points.
    pub points: f64,
    /// The lower end of the 95 % interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The difference of two independent shares with its 95 % interval, in
/// percentage points; none where either is no share (see [`wilson`]).
///
/// With p the shares and l, u the ends of their Wilson intervals, the ends are
/// d − √((p₂ − l₂)² + (u₁ − p₁)²) and d + √((u₂ − p₂)² + (p₁ − l₁)²).
///
/// Source: Newcombe, *Interval estimation for the difference between independent
/// proportions*, Statistics in Medicine 17 (1998), method 10.
///
/// ```
/// use jangkau::stats::difference::newcombe;
///
/// // The paper's example: 56 of 70 less 48 of 80.
/// let found = newcombe((48, 80), (56, 70)).unwrap();
/// assert!((found.points - 20.0).abs() < 1e-9);
/// assert!((found.low - 5.24).abs() < 0.01 && (found.high - 33.39).abs() < 0.01);
/// ```
pub fn newcombe(earlier: Share, later: Share) -> Option<Difference> {
    let (low1, high1) = wilson(earlier.0, earlier.1)?;
    let (low2, high2) = wilson(later.0, later.1)?;
    let (p1, p2) = (percent(earlier), percent(later));
    let points = p2 - p1;
    Some(Difference {
        points,
        low: points - (p2 - low2).hypot(high1 - p1),
        high: points + (high2 - p2).hypot(p1 - low1),
    })
}

/// A share in per cent.
#[expect(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
pub fn percent((numerator, denominator): Share) -> f64 {
    100.0 * numerator as f64 / denominator as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_the_way_there_turned_round() {
        for (a, b) in [((10, 100), (35, 120)), ((0, 60), (5, 50)), ((60, 60), (40, 60)), ((0, 10), (0, 20))] {
            let (there, back) = (newcombe(a, b).expect("shares"), newcombe(b, a).expect("shares"));
            assert!((there.points + back.points).abs() < 1e-12);
            assert!((there.low + back.high).abs() < 1e-12 && (there.high + back.low).abs() < 1e-12);
            assert!(there.low <= there.points && there.points <= there.high);
            assert!(there.low >= -100.0 && there.high <= 100.0);
        }
        assert_eq!(newcombe((1, 0), (1, 2)), None);
        assert_eq!(newcombe((1, 2), (5, 4)), None);
    }
}
