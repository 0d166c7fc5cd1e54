//! Intervals for shares.

/// The 97.5 % point of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// The 95 % score interval of a share, in per cent.
///
/// Needs `0 ≤ numerator ≤ denominator` and a denominator above zero; none
/// otherwise. Unlike the interval taught first, it stays between 0 and 100 and
/// says something useful at 0 of 60.
///
/// Source: Wilson, *Probable inference, the law of succession, and statistical
/// inference*, Journal of the American Statistical Association 22 (1927).
///
/// ```
/// use jangkau::stats::interval::wilson;
///
/// let (low, high) = wilson(6, 60).unwrap();
/// assert!((low - 4.7).abs() < 0.05 && (high - 20.1).abs() < 0.05);
/// assert_eq!(wilson(0, 0), None);
/// ```
pub fn wilson(numerator: i64, denominator: i64) -> Option<(f64, f64)> {
    if denominator <= 0 || !(0..=denominator).contains(&numerator) {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
    let (n, p) = (denominator as f64, numerator as f64 / denominator as f64);
    let scale = 1.0 + Z * Z / n;
    let middle = (p + Z * Z / (2.0 * n)) / scale;
    let half = Z / scale * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    Some(((100.0 * (middle - half)).max(0.0), (100.0 * (middle + half)).min(100.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Figures worked out apart, in `docs` of the field: 27/300, 81/900, 0/60.
    #[test]
    fn the_interval_agrees_with_figures_worked_out_elsewhere() {
        for (numerator, denominator, low, high) in [
            (27, 300, 6.3, 12.8),
            (81, 900, 7.3, 11.0),
            (0, 60, 0.0, 6.0),
            (60, 60, 94.0, 100.0),
            (9, 120, 4.0, 13.6),
        ] {
            let (l, h) = wilson(numerator, denominator).expect("valid");
            assert!(
                (l - low).abs() < 0.06 && (h - high).abs() < 0.06,
                "{numerator}/{denominator}: {l} to {h}"
            );
        }
        assert_eq!(wilson(3, 2), None);
        assert_eq!(wilson(-1, 2), None);
    }
}
