//! Values far from all others.

/// Beyond this a value is called an outlier (Iglewicz and Hoaglin).
pub const FAR: f64 = 3.5;

/// How far each value lies from the median, in units of the usual distance from
/// it; zero for all where more than half of the values are the same.
///
/// Source: Iglewicz and Hoaglin, *How to detect and handle outliers* (1993); also
/// the modified z score of WHO's *Data quality assurance* toolkit (2022).
///
/// ```
/// use jangkau::stats::outlier::{FAR, modified_z};
///
/// let scores = modified_z(&[7.0, 8.0, 9.0, 8.0, 40.0, 10.0]);
/// assert_eq!(scores.iter().filter(|score| score.abs() > FAR).count(), 1);
/// ```
pub fn modified_z(values: &[f64]) -> Vec<f64> {
    /// The third quartile of the standard normal distribution.
    const SCALE: f64 = 0.674_489_750_196_081_7;
    let middle = median(values);
    let distances: Vec<f64> = values.iter().map(|value| (value - middle).abs()).collect();
    let usual = median(&distances);
    let score = |value: &f64| if usual > 0.0 { SCALE * (value - middle) / usual } else { 0.0 };
    values.iter().map(score).collect()
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    match (sorted.get(half), sorted.len() % 2) {
        (None, _) => 0.0,
        (Some(middle), 1) => *middle,
        (Some(above), _) => f64::midpoint(sorted[half - 1], *above),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_do_not_depend_on_unit_or_zero() {
        let values = [3.0, 5.0, 8.0, 13.0, 21.0];
        let moved: Vec<f64> = values.iter().map(|value| 10.0 * value - 7.0).collect();
        for (a, b) in modified_z(&values).iter().zip(modified_z(&moved)) {
            assert!((a - b).abs() < 1e-12);
        }
        assert_eq!(modified_z(&[4.0, 4.0, 4.0, 9.0]), [0.0; 4], "nothing to measure by");
        assert!(modified_z(&[]).is_empty());
    }
}
