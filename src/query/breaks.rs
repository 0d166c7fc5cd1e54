//! Breaks: the class edges of an indicator, over all its periods, with colours.
//!
//! Computed over the values that the public sees, at one level, for the whole
//! of the data; so the same colour means the same in every period and view.

use colorous::{Color, Gradient};

use crate::domain::{Direction, Level, ThresholdScheme, words};
use crate::snapshot::Snapshot;
use crate::stats::classes;

words! {
    /// How the edges come about.
    Method as "method" {
        /// The published classes of the catalogue.
        Fixed = "fixed",
        /// Natural breaks.
        Ckmeans = "ckmeans",
        /// Classes of equal size.
        Quantile = "quantile",
        /// Classes of equal width.
        Equal = "equal",
        /// Classes of one standard deviation about the mean.
        StandardDeviation = "standard_deviation",
        /// Head/tail breaks.
        HeadTail = "head_tail",
    }
}

/// The classes of an indicator at a level.
#[derive(Debug, Clone)]
pub struct Breaks {
    /// How the edges came about.
    pub method: Method,
    /// The published classes, where these are the edges.
    pub scheme: Option<ThresholdScheme>,
    /// The edges between the classes; half-open, an edge belongs upwards.
    pub edges: Vec<f64>,
    /// One colour a class, `#rrggbb`.
    pub colours: Vec<String>,
    /// The least and the greatest value, where there is any.
    pub range: Option<(f64, f64)>,
    /// The methods that may be asked for.
    pub methods: Vec<Method>,
}

/// The breaks of an indicator; by its published classes unless another method
/// is asked for, and by natural breaks where it has none.
pub fn breaks(
    snapshot: &Snapshot,
    indicator: usize,
    level: Level,
    method: Option<Method>,
    count: usize,
) -> Breaks {
    let entry = &snapshot.indicators[indicator];
    let scheme = entry.thresholds.first();
    let default = if scheme.is_some() { Method::Fixed } else { Method::Ckmeans };
    let method = method.filter(|method| *method != Method::Fixed || scheme.is_some()).unwrap_or(default);
    let values = all_values(snapshot, indicator, level);
    let edges = match (method, scheme) {
        (Method::Fixed, Some(scheme)) => scheme.edges.clone(),
        (Method::Fixed | Method::Ckmeans, _) => classes::natural_breaks(&values, count),
        (Method::Quantile, _) => classes::quantile(&values, count),
        (Method::Equal, _) => classes::equal_interval(&values, count),
        (Method::StandardDeviation, _) => classes::standard_deviation(&values, count),
        (Method::HeadTail, _) => classes::head_tail(&values, count),
    };
    let colours = colours(entry.direction, edges.len() + 1);
    let range = values.iter().copied().fold(None, |range: Option<(f64, f64)>, value| {
        Some(range.map_or((value, value), |(low, high)| (low.min(value), high.max(value))))
    });
    let methods =
        Method::ALL.iter().copied().filter(|method| *method != Method::Fixed || scheme.is_some()).collect();
    Breaks {
        method,
        scheme: scheme.filter(|_| method == Method::Fixed).cloned(),
        edges,
        colours,
        range,
        methods,
    }
}

fn all_values(snapshot: &Snapshot, indicator: usize, level: Level) -> Vec<f64> {
    snapshot
        .public
        .columns()
        .filter(|(key, _)| key.indicator == indicator && key.level == level)
        .flat_map(|(_, column)| {
            column.cells.iter().filter_map(|cell| cell.shown.value().map(|value| value.value))
        })
        .collect()
}

/// Which stretch of a gradient is used, from 0 to 1.
const PALEST: f64 = 0.1;
const DARKEST: f64 = 0.92;

/// Sequential, safe for colour-blind eyes: `YlOrRd` where higher is worse,
/// `YlGnBu` where higher is better, `PuBu` where it is neither (ColorBrewer,
/// Brewer and Harrower).
fn colours(direction: Direction, count: usize) -> Vec<String> {
    let gradient: Gradient = match direction {
        Direction::LowerIsBetter => colorous::YELLOW_ORANGE_RED,
        Direction::HigherIsBetter => colorous::YELLOW_GREEN_BLUE,
        Direction::Neutral => colorous::PURPLE_BLUE,
    };
    (0..count)
        .map(|class| {
            #[expect(clippy::cast_precision_loss, reason = "a handful of classes")]
            let way = if count > 1 { class as f64 / (count - 1) as f64 } else { 0.5 };
            // The palest end would vanish on a white page, the darkest hide its labels.
            let Color { r, g, b } = gradient.eval_continuous(PALEST + (DARKEST - PALEST) * way);
            format!("#{r:02x}{g:02x}{b:02x}")
        })
        .collect()
}
