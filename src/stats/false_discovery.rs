//! Many tests at once: how many of those that stand out do so by chance.

/// The p values adjusted for the number of tests, in the same order. Those at
/// or below 0.05 are the tests of which on average at most one in twenty stands
/// out by chance alone.
///
/// Source: Benjamini and Hochberg, *Controlling the false discovery rate*,
/// Journal of the Royal Statistical Society B 57 (1995). Holds for tests that
/// depend on each other positively, as those of neighbours do (Benjamini and
/// Yekutieli 2001).
///
/// ```
/// use jangkau::stats::false_discovery::adjusted;
///
/// assert_eq!(adjusted(&[0.01, 0.5, 0.02]), [0.03, 0.5, 0.03]);
/// ```
pub fn adjusted(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    let mut adjusted = vec![1.0; p.len()];
    let mut least = 1.0_f64;
    for (place, &at) in order.iter().enumerate().rev() {
        #[expect(clippy::cast_precision_loss, reason = "far fewer tests than 2^52")]
        let scaled = p[at] * p.len() as f64 / (place + 1) as f64;
        least = least.min(scaled);
        adjusted[at] = least;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The step-up rule as its authors write it: the largest place k with
    /// p(k) ≤ k q / m, and everything up to it.
    #[test]
    #[expect(clippy::cast_precision_loss, reason = "ten tests")]
    fn what_is_found_is_what_the_step_up_rule_finds() {
        let p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216];
        let adjusted = adjusted(&p);
        for q in [0.005, 0.01, 0.05, 0.1, 0.25] {
            let found = (1..=p.len()).rev().find(|&k| p[k - 1] <= k as f64 * q / p.len() as f64).unwrap_or(0);
            assert_eq!(adjusted.iter().filter(|&&one| one <= q).count(), found, "{q}");
        }
        assert!(super::adjusted(&[]).is_empty());
    }
}
