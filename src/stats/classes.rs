//! Classes: the edges that cut values into colours.
//!
//! Classes are half-open: a value on an edge belongs to the class above it. The
//! lowest class is open downwards and the highest upwards, so every value has a
//! class. Breaks are computed once, over all values that may be shown, and so
//! stay the same when the period or the map's view changes.

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
    fn few_or_equal_values_give_fewer_classes() {
        assert_eq!(natural_breaks(&[3.0, 3.0], 5), Vec::<f64>::new());
        assert_eq!(quantile(&[3.0; 9], 4), Vec::<f64>::new());
        assert_eq!(equal_interval(&[3.0; 9], 4), Vec::<f64>::new());
        assert_eq!(natural_breaks(&[], 5), Vec::<f64>::new());
        assert_eq!(natural_breaks(&[1.0, f64::NAN, 2.0], 5), [2.0]);
    }
}
