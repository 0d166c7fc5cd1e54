//! Getis and Ord's Gi*: where high values, or low ones, lie together.

use super::normal::two_sided;
use super::weights::{Neighbours, count};

/// Gi* of one area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HotSpot {
    /// Standard deviations by which the sum of the area and its neighbours lies
    /// above (hot) or below (cold) what is expected by chance.
    pub z: f64,
    /// Two-sided probability of so large a |z| by chance, 0 to 1.
    pub p: f64,
}

/// Gi* of each area; none for all where all values are the same, and for an area
/// without neighbours.
///
/// z = (Σⱼ xⱼ − W x̄) / (s √(W (n − W) / (n − 1))), summed over the area and its
/// W − 1 neighbours, with x̄ the mean and s the standard deviation (divided by
/// n) of all.
///
/// Source: Ord and Getis, *Local spatial autocorrelation statistics*, Geographical
/// Analysis 27 (1995), equation 14; the same as `esda.G_Local` with binary
/// weights and `star=True`.
pub fn hot_spots(values: &[f64], neighbours: &Neighbours) -> Vec<Option<HotSpot>> {
    let n = count(values.len());
    let mean = values.iter().sum::<f64>() / n;
    let deviation = (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / n).sqrt();
    let same = values.iter().all(|value| Some(value) == values.first());
    (0..values.len())
        .map(|at| {
            let beside = neighbours.of(at);
            let width = count(beside.len() + 1);
            let sum = values[at] + beside.iter().map(|&other| values[other]).sum::<f64>();
            let z = (sum - width * mean) / (deviation * (width * (n - width) / (n - 1.0)).sqrt());
            let tested = !same && !beside.is_empty() && z.is_finite();
            tested.then(|| HotSpot { z, p: two_sided(z) })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::weights::chessboard;
    use super::*;

    #[test]
    fn a_corner_of_high_values_is_hot_and_the_other_cold() {
        let values: Vec<f64> = (0..36).map(|at| f64::from(at / 6 + at % 6)).collect();
        let spots = hot_spots(&values, &chessboard(6));
        let z: Vec<f64> = spots.iter().map(|spot| spot.expect("neighbours").z).collect();
        assert!(z[35] > 2.0 && z[0] < -2.0 && (z[35] + z[0]).abs() < 1e-9, "{z:?}");
        assert_eq!(hot_spots(&[1.0; 36], &chessboard(6)), [None; 36]);
        assert_eq!(hot_spots(&[1.0, 2.0], &Neighbours::new(vec![vec![], vec![]])), [None, None]);
    }

    /// The mean of the scores of one area over all ways to deal the values out is
    /// zero and their mean square one: that is what z says.
    #[test]
    fn scores_are_standardised_over_all_ways_to_deal() {
        let row = Neighbours::new(vec![vec![1], vec![0, 2], vec![1, 3], vec![2]]);
        let values = [1.0, 5.0, 6.0, 10.0];
        let mut scores = Vec::new();
        for a in 0..4 {
            for b in (0..4).filter(|b| *b != a) {
                for c in (0..4).filter(|c| *c != a && *c != b) {
                    let dealt = [values[a], values[b], values[c], values[6 - a - b - c]];
                    scores.push(hot_spots(&dealt, &row)[1].expect("neighbours").z);
                }
            }
        }
        assert!(scores.iter().sum::<f64>().abs() < 1e-9);
        assert!((scores.iter().map(|z| z * z).sum::<f64>() / 24.0 - 1.0).abs() < 1e-9);
    }
}
