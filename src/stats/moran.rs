//! Moran's I: whether neighbours are alike, on the whole and each.
//!
//! Weights are row-standardised: every neighbour of an area has the same share.
//! Probabilities come from the exact mean and variance under randomization (the
//! values dealt out anew over the map) and the normal distribution, not from
//! random draws: the same figures have the same answer on every machine. For
//! few areas the normal distribution is rough; the callers say how many they
//! ask for.

use super::normal::two_sided;
use super::weights::{Neighbours, count};

/// Moran's I of all areas.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Global {
    /// About −1 (neighbours unlike) over 0 to about 1 (neighbours alike).
    pub i: f64,
    /// What is expected where values lie at random: −1 / (n − 1).
    pub expected: f64,
    /// Its variance under randomization.
    pub variance: f64,
    /// Standard deviations from what is expected.
    pub z: f64,
    /// Two-sided probability of so large a |z| by chance, 0 to 1.
    pub p: f64,
}

/// Moran's I of one area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Local {
    /// Positive beside values like its own, negative beside unlike ones.
    pub i: f64,
    /// Standard deviations from what is expected where the values of all others
    /// lie at random.
    pub z: f64,
    /// Two-sided probability of so large a |z| by chance, 0 to 1.
    pub p: f64,
    /// Whether its own value lies above the mean.
    pub high: bool,
    /// Whether the mean of its neighbours lies above the mean of all.
    pub beside_high: bool,
}

/// Moran's I of all areas; none for fewer than four, where all values are the
/// same, or where nothing touches.
///
/// I = (n / S₀) Σ z (Wz) / Σ z², with z the distance from the mean, and the
/// variance under randomization.
///
/// Source: Cliff and Ord, *Spatial processes* (1981), 1.44 and 2.2; the same as
/// `esda.Moran` with `p_rand`.
pub fn global(values: &[f64], neighbours: &Neighbours) -> Option<Global> {
    let z = distances(values)?;
    let n = count(z.len());
    let [s0, s1, s2] = sums(neighbours);
    if z.len() < 4 || s0 == 0.0 {
        return None;
    }
    let power = |exponent: i32| z.iter().map(|one| one.powi(exponent)).sum::<f64>();
    let crossed: f64 = z.iter().enumerate().map(|(at, one)| one * neighbours.mean_beside(at, &z)).sum();
    let i = n / s0 * crossed / power(2);
    let expected = -1.0 / (n - 1.0);
    let kurtosis = (power(4) / n) / (power(2) / n).powi(2);
    let a = n * ((n * n - 3.0 * n + 3.0) * s1 - n * s2 + 3.0 * s0 * s0);
    let b = kurtosis * ((n * n - n) * s1 - 2.0 * n * s2 + 6.0 * s0 * s0);
    let variance = (a - b) / ((n - 1.0) * (n - 2.0) * (n - 3.0) * s0 * s0) - expected * expected;
    let score = (i - expected) / variance.sqrt();
    score.is_finite().then(|| Global { i, expected, variance, z: score, p: two_sided(score) })
}

/// Moran's I of each area; none for all where all values are the same, for an
/// area without neighbours, and for one on the mean or the only one that differs.
///
/// Iᵢ = zᵢ (Wz)ᵢ / m₂ with m₂ = Σ z² / n; mean and variance where the value of
/// the area stays and those of all others are dealt out anew. (`esda` divides by
/// Σ z² / (n − 1), so that its Iᵢ is ours times (n − 1) / n.)
///
/// Source: Anselin, *Local indicators of spatial association*, Geographical
/// Analysis 27 (1995); moments of Sokal, Oden and Thomson, *Local spatial
/// autocorrelation in a biological model*, Geographical Analysis 30 (1998), A7
/// and A8.
pub fn local(values: &[f64], neighbours: &Neighbours) -> Vec<Option<Local>> {
    let Some(z) = distances(values) else { return vec![None; values.len()] };
    let n = count(z.len());
    let m2 = z.iter().map(|one| one * one).sum::<f64>() / n;
    (0..z.len())
        .map(|at| {
            let beside = neighbours.mean_beside(at, &z);
            let i = z[at] * beside / m2;
            let expected = -z[at] * z[at] / ((n - 1.0) * m2);
            // Each of k neighbours weighs 1/k: Σw = 1, Σw² = 1/k.
            let spread = 1.0 / count(neighbours.of(at).len()) - 1.0 / (n - 1.0);
            // What the others differ by; nothing but the last digits where they are all the same.
            let others = m2 - z[at] * z[at] / (n - 1.0);
            let variance = (z[at] / m2).powi(2) * n / (n - 2.0) * spread * others;
            let score = (i - expected) / variance.sqrt();
            let tested = !neighbours.isolated(at) && others > 1e-12 * m2 && score.is_finite();
            tested.then(|| Local {
                i,
                z: score,
                p: two_sided(score),
                high: z[at] > 0.0,
                beside_high: beside > 0.0,
            })
        })
        .collect()
}

/// Distances from the mean; none where all are nothing.
fn distances(values: &[f64]) -> Option<Vec<f64>> {
    let first = values.first()?;
    if values.iter().all(|value| value == first) {
        return None;
    }
    let mean = values.iter().sum::<f64>() / count(values.len());
    Some(values.iter().map(|value| value - mean).collect())
}

/// S₀, S₁ and S₂ of the row-standardised weights.
fn sums(neighbours: &Neighbours) -> [f64; 3] {
    let share = |at: usize| 1.0 / count(neighbours.of(at).len());
    let [mut s0, mut s1, mut s2] = [0.0; 3];
    for at in (0..neighbours.len()).filter(|&at| !neighbours.isolated(at)) {
        s0 += 1.0;
        let column: f64 = neighbours.of(at).iter().map(|&other| share(other)).sum();
        s2 += (1.0 + column).powi(2);
        s1 += neighbours.of(at).iter().map(|&other| (share(at) + share(other)).powi(2)).sum::<f64>() / 2.0;
    }
    [s0, s1, s2]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::weights::chessboard;
    use super::*;

    #[test]
    fn a_chessboard_is_as_unlike_as_can_be_and_halves_are_alike() {
        let board = chessboard(6);
        let black_and_white: Vec<f64> = (0..36).map(|at| f64::from((at / 6 + at % 6) % 2)).collect();
        let unlike = global(&black_and_white, &board).expect("varied");
        assert!((unlike.i + 1.0).abs() < 1e-12 && unlike.p < 1e-6, "{unlike:?}");
        let halves: Vec<f64> = (0..36).map(|at| f64::from(u8::from(at < 18))).collect();
        let alike = global(&halves, &board).expect("varied");
        assert!(alike.i > 0.7 && alike.p < 1e-6, "{alike:?}");
        assert!((alike.expected + 1.0 / 35.0).abs() < 1e-15);
        assert_eq!(global(&[2.0; 36], &board), None);
        assert_eq!(local(&[2.0; 36], &board), [None; 36]);
        let mut one_differs = [2.0; 36];
        one_differs[8] = 7.0;
        assert_eq!(local(&one_differs, &board)[8], None, "there is nothing to deal out");
        assert_eq!(global(&halves, &Neighbours::new(vec![vec![]; 36])), None);
    }

    /// Mean and variance against all ways to deal five values out over a row.
    #[test]
    fn the_moments_are_those_of_all_permutations() {
        let row = Neighbours::new(vec![vec![1], vec![0, 2], vec![1, 3], vec![2, 4], vec![3]]);
        let values = [1.0, 2.0, 4.0, 8.0, 9.0];
        let mut all = Vec::new();
        permute(&mut values.clone(), 0, &mut |dealt| all.push(global(dealt, &row).expect("varied").i));
        let mean = all.iter().sum::<f64>() / 120.0;
        let variance = all.iter().map(|i| (i - mean).powi(2)).sum::<f64>() / 120.0;
        let found = global(&values, &row).expect("varied");
        assert!((mean - found.expected).abs() < 1e-12 && (variance - found.variance).abs() < 1e-12);
        // One stays and the four others are dealt out.
        let mut others = Vec::new();
        let fixed = |rest: &[f64]| [&rest[..2], &[4.0], &rest[2..]].concat();
        permute(&mut [1.0, 2.0, 8.0, 9.0], 0, &mut |rest| {
            others.push(local(&fixed(rest), &row)[2].expect("neighbours").i);
        });
        let mean = others.iter().sum::<f64>() / 24.0;
        let deviation = (others.iter().map(|i| (i - mean).powi(2)).sum::<f64>() / 24.0).sqrt();
        let found = local(&values, &row)[2].expect("neighbours");
        assert!((found.z - (found.i - mean) / deviation).abs() < 1e-9);
    }

    fn permute(values: &mut [f64], from: usize, seen: &mut impl FnMut(&[f64])) {
        if from == values.len() {
            return seen(values);
        }
        for other in from..values.len() {
            values.swap(from, other);
            permute(values, from + 1, seen);
            values.swap(from, other);
        }
    }

    proptest! {
        #[test]
        fn units_zero_and_names_do_not_matter(
            values in prop::collection::vec(0.0..100.0_f64, 36),
            order in Just((0..36_usize).collect::<Vec<_>>()).prop_shuffle(),
            scale in 0.1..50.0_f64,
        ) {
            let board = chessboard(6);
            let plain = (global(&values, &board).expect("varied"), local(&values, &board));
            let scaled: Vec<f64> = values.iter().map(|value| value * scale + 3.0).collect();
            // The thing at `at` is called `order[at]` now.
            let mut renamed = vec![0.0; 36];
            let mut lists = vec![Vec::new(); 36];
            for at in 0..36 {
                renamed[order[at]] = scaled[at];
                lists[order[at]] = board.of(at).iter().map(|&other| order[other]).collect();
            }
            let board = Neighbours::new(lists);
            let other = (global(&renamed, &board).expect("varied"), local(&renamed, &board));
            prop_assert!((plain.0.i - other.0.i).abs() < 1e-9 && (plain.0.z - other.0.z).abs() < 1e-7);
            for (at, one) in plain.1.iter().enumerate() {
                let (one, two) = (one.expect("tested"), other.1[order[at]].expect("tested"));
                prop_assert!((one.i - two.i).abs() < 1e-7 && (one.z - two.z).abs() < 1e-6);
            }
        }
    }
}
