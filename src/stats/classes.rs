//! Classes: the edges that cut values into colours.
//!
//! Classes are half-open: a value on an edge belongs to the class above it. The
//! lowest class is open downwards and the highest upwards, so every value has a
//! class. Breaks are computed once, over all values that may be shown, and so
//! stay the same when the period or the map's view changes.
//!
//! Every method gives inner edges only, growing strictly, each with a value
//! below it and a value at or above it at either end of the list. Where values
//! are few or equal there are fewer edges than were asked for.

/// The class of a value: how many edges lie at or below it.
///
/// ```
/// use jangkau::stats::classes::class_of;
///
/// let edges = [2.5, 10.0, 20.0, 30.0];
/// assert_eq!([2.4, 2.5, 9.99, 10.0, 30.0].map(|v| class_of(v, &edges)), [0, 1, 1, 2, 4]);
/// ```
pub fn class_of(value: f64, edges: &[f64]) -> usize {
    edges.partition_point(|edge| *edge <= value)
}

/// Classes of equal width between the least and the greatest value.
///
/// ```
/// use jangkau::stats::classes::equal_interval;
///
/// assert_eq!(equal_interval(&[0.0, 3.0, 10.0], 5), [2.0, 4.0, 6.0, 8.0]);
/// ```
pub fn equal_interval(values: &[f64], classes: usize) -> Vec<f64> {
    let Some((low, high)) = range(values) else { return Vec::new() };
    #[expect(clippy::cast_precision_loss, reason = "a handful of classes")]
    let edge = |index: usize| low + (high - low) * index as f64 / classes as f64;
    distinct((1..classes).map(edge), low)
}

/// Classes of equal size: each edge is the value that begins its class.
pub fn quantile(values: &[f64], classes: usize) -> Vec<f64> {
    let sorted = sorted(values);
    let Some(&low) = sorted.first() else { return Vec::new() };
    distinct((1..classes).map(|index| sorted[index * sorted.len() / classes]), low)
}

/// Natural breaks: classes whose values differ least among themselves. Each
/// edge is the least value of its class.
///
/// Source: Wang and Song, *Ckmeans.1d.dp: optimal k-means clustering in one
/// dimension by dynamic programming*, The R Journal 3 (2011).
pub fn natural_breaks(values: &[f64], classes: usize) -> Vec<f64> {
    let sorted = sorted(values);
    let Some(&low) = sorted.first() else { return Vec::new() };
    let mut different = sorted.clone();
    different.dedup();
    let classes = u8::try_from(classes.min(different.len())).unwrap_or(u8::MAX);
    match ckmeans::ckmeans(&sorted, classes) {
        Ok(clusters) => distinct(clusters.iter().skip(1).filter_map(|cluster| cluster.first().copied()), low),
        Err(_) => Vec::new(),
    }
}

/// Classes one standard deviation wide, set about the mean: an even number of
/// classes has an edge on the mean, an odd one has its middle class about it.
/// Edges beyond the values are left out. The deviation is that of a sample
/// (divided by n − 1).
///
/// Source: Evans, *The selection of class intervals*, Transactions of the
/// Institute of British Geographers 2 (1977).
pub fn standard_deviation(values: &[f64], classes: usize) -> Vec<f64> {
    let sorted = sorted(values);
    let Some((low, high)) = sorted.first().copied().zip(sorted.last().copied()) else { return Vec::new() };
    let middle = mean(&sorted);
    let squares: f64 = sorted.iter().map(|value| (value - middle).powi(2)).sum();
    #[expect(clippy::cast_precision_loss, reason = "far fewer values than 2^52")]
    let deviation = (squares / (sorted.len() as f64 - 1.0)).sqrt();
    #[expect(clippy::cast_precision_loss, reason = "a handful of classes")]
    let edge = |index: usize| middle + (index as f64 - classes as f64 / 2.0) * deviation;
    distinct((1..classes).map(edge).filter(|edge| *edge <= high), low)
}

/// Head/tail breaks, for values of which few are large: an edge at the mean,
/// then at the mean of what lies at or above it, and so on while that head is a
/// minority of at most [`HEAD`], up to a number of classes.
///
/// Source: Jiang, *Head/tail breaks: a new classification scheme for data with
/// a heavy-tailed distribution*, The Professional Geographer 65 (2013).
pub fn head_tail(values: &[f64], classes: usize) -> Vec<f64> {
    let sorted = sorted(values);
    let Some(&low) = sorted.first() else { return Vec::new() };
    let mut edges = Vec::new();
    let mut rest = sorted.as_slice();
    while edges.len() + 1 < classes && rest.first() < rest.last() {
        let middle = mean(rest);
        let head = &rest[rest.partition_point(|value| *value < middle)..];
        edges.push(middle);
        #[expect(clippy::cast_precision_loss, reason = "far fewer values than 2^52")]
        let share = head.len() as f64 / rest.len() as f64;
        if share > HEAD {
            break;
        }
        rest = head;
    }
    distinct(edges.into_iter(), low)
}

/// The largest share of values that still counts as a head (Jiang 2013).
const HEAD: f64 = 0.4;

fn mean(values: &[f64]) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "far fewer values than 2^52")]
    let count = values.len() as f64;
    values.iter().sum::<f64>() / count
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    sorted
}

fn range(values: &[f64]) -> Option<(f64, f64)> {
    let sorted = sorted(values);
    Some((*sorted.first()?, *sorted.last()?))
}

/// Edges that grow strictly and leave something below the first.
fn distinct(edges: impl Iterator<Item = f64>, low: f64) -> Vec<f64> {
    let mut edges: Vec<f64> = edges.filter(|edge| *edge > low).collect();
    edges.dedup();
    edges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_leave_every_class_something() {
        let values = [1.0, 1.0, 2.0, 8.0, 9.0, 20.0];
        assert_eq!(natural_breaks(&values, 3), [8.0, 20.0]);
        assert_eq!(quantile(&values, 3), [2.0, 9.0]);
        assert_eq!(equal_interval(&[0.0, 10.0], 5), [2.0, 4.0, 6.0, 8.0]);
    }

    #[test]
    fn standard_deviations_are_counted_from_the_mean() {
        // Mean 5, sample deviation √(32/7).
        let values = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
        let deviation = (32.0_f64 / 7.0).sqrt();
        assert_eq!(standard_deviation(&values, 2), [5.0]);
        assert_eq!(standard_deviation(&values, 4), [5.0 - deviation, 5.0, 5.0 + deviation]);
        let odd = [5.0 - deviation / 2.0, 5.0 + deviation / 2.0, 5.0 + 1.5 * deviation];
        assert_eq!(standard_deviation(&values, 5), odd, "the edge at 1.8 lies below every value");
    }

    #[test]
    fn heads_are_cut_off_while_they_are_minorities() {
        // The mean of all is 38.2; of 51, 100 and 187 above it, 338 / 3.
        let values = [1.0, 2.0, 4.0, 33.0, 51.0, 100.0, 1.0, 1.0, 2.0, 187.0];
        assert_eq!(head_tail(&values, 9), [38.2, 338.0 / 3.0]);
        assert_eq!(head_tail(&values, 2), [38.2]);
        assert_eq!(head_tail(&[1.0, 2.0, 3.0, 4.0], 9), [2.5], "half is no head, but the mean stays");
    }

    #[test]
    fn few_or_equal_values_give_fewer_classes() {
        assert_eq!(natural_breaks(&[3.0, 3.0], 5), Vec::<f64>::new());
        assert_eq!(quantile(&[3.0; 9], 4), Vec::<f64>::new());
        assert_eq!(equal_interval(&[3.0; 9], 4), Vec::<f64>::new());
        assert_eq!(natural_breaks(&[], 5), Vec::<f64>::new());
        for method in [standard_deviation, head_tail] {
            assert_eq!(method(&[], 5), Vec::<f64>::new());
            assert_eq!(method(&[3.0], 5), Vec::<f64>::new());
            assert_eq!(method(&[3.0; 9], 5), Vec::<f64>::new());
            assert_eq!(method(&[1.0, f64::NAN, 2.0], 2), [1.5]);
        }
        assert_eq!(natural_breaks(&[1.0, f64::NAN, 2.0], 5), [2.0]);
    }
}
