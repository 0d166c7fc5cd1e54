//! Ranks, with ties.

/// Scores that differ by less than this are equal: sums in another order differ
/// in their last digits.
const EQUAL: f64 = 1e-9;

/// The rank of each score, the greatest first; equal scores share the better
/// rank and the next ones go on after all of them: 1, 2, 2, 4.
///
/// ```
/// use jangkau::stats::rank::ranks;
///
/// assert_eq!(ranks(&[7.0, 9.0, 7.0, 1.0]), [2, 1, 2, 4]);
/// ```
pub fn ranks(scores: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    let mut ranks = vec![0; scores.len()];
    let (mut rank, mut best) = (0, f64::INFINITY);
    for (place, &at) in order.iter().enumerate() {
        if best - scores[at] > EQUAL {
            (rank, best) = (place + 1, scores[at]);
        }
        ranks[at] = rank;
    }
    ranks
}

/// Between which ranks the middle 95 of 100 lie, of some ranks in order; none of
/// none.
pub fn middle(sorted: &[usize]) -> Option<(usize, usize)> {
    let last = sorted.len().checked_sub(1)?;
    Some((sorted[last * 25 / 1000], sorted[last - last * 25 / 1000]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rank_says_how_many_are_ahead() {
        let scores = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0, 5.0, 3.0, 5.0];
        for (at, rank) in ranks(&scores).into_iter().enumerate() {
            assert_eq!(rank, 1 + scores.iter().filter(|other| **other > scores[at]).count());
        }
        assert_eq!(ranks(&[0.1 + 0.2, 0.3]), [1, 1]);
        assert!(ranks(&[]).is_empty());
    }

    #[test]
    fn the_middle_leaves_out_the_same_at_either_end() {
        let sorted: Vec<usize> = (1..=1000).collect();
        assert_eq!(middle(&sorted), Some((25, 976)));
        assert_eq!(middle(&[4]), Some((4, 4)));
        assert_eq!(middle(&[]), None);
    }
}
