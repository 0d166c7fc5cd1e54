//! Two variables at once: nine classes and their colours.
//!
//! Each variable is cut into terciles of the areas that show both. Terciles and
//! not thresholds: published classes exist for few indicators, and never three.

use super::comparable::{Entered, known_at, rate};
use super::values::{Row, values};
use crate::domain::{Direction, Level, Period};
use crate::snapshot::Snapshot;
use crate::stats::classes::{class_of, quantile};

/// Classes of each variable.
pub const CLASSES: usize = 3;

/// Colours by the first variable's need (down) and the second's (across): orange
/// grows with the first, blue with the second, and both together grow dark. No
/// two lie closer than 20 steps of CIELAB, for eyes with and without colour
/// blindness; a test measures it.
const PALETTE: [[&str; CLASSES]; CLASSES] =
    [["#f0ede6", "#9fc6e0", "#3b87c0"], ["#f4bd86", "#ab9d92", "#4f6684"], ["#e2701f", "#93502f", "#33262b"]];

/// Two variables at once.
#[derive(Debug, Clone)]
pub struct Bivariate<'a> {
    /// How many areas show both.
    pub entered: Entered,
    /// The two variables.
    pub variables: [Variable; 2],
    /// One colour for each pair of classes: `colours[a][b]`, by value, low to high.
    pub colours: [[&'static str; CLASSES]; CLASSES],
    /// One row an area, by code.
    pub rows: Vec<Pair<'a>>,
}

/// One of the two.
#[derive(Debug, Clone)]
pub struct Variable {
    /// The indicator.
    pub indicator: usize,
    /// The period of its figures.
    pub period: Period,
    /// The edges between its terciles, in per cent; fewer where values are equal.
    pub edges: Vec<f64>,
}

/// An area with both figures.
#[derive(Debug, Clone)]
pub struct Pair<'a> {
    /// The figures.
    pub figures: [Row<'a>; 2],
    /// Their classes, 0 to 2 by value; none where either is not shown.
    pub classes: Option<[usize; 2]>,
}

/// Two indicators at a level, each with its figures as known at a period; none
/// where one has none by then.
pub fn bivariate(
    snapshot: &Snapshot,
    indicators: [usize; 2],
    period: Period,
    level: Level,
) -> Option<Bivariate<'_>> {
    let [a, b] = indicators;
    let periods = [known_at(snapshot, a, period, level)?, known_at(snapshot, b, period, level)?];
    let first = values(snapshot, a, periods[0], level)?;
    let second = values(snapshot, b, periods[1], level)?;
    let mut entered = Entered::default();
    let mut rows: Vec<Pair<'_>> = Vec::with_capacity(first.len());
    for (a, b) in first.into_iter().zip(second) {
        entered.count([a.state(), b.state()]);
        rows.push(Pair { figures: [a, b], classes: None });
    }
    let shown: Vec<[f64; 2]> = rows.iter().filter_map(Pair::rates).collect();
    let edges: [Vec<f64>; 2] = [0, 1].map(|which| {
        let values: Vec<f64> = shown.iter().map(|rates| rates[which]).collect();
        quantile(&values, CLASSES)
    });
    for row in &mut rows {
        row.classes = row.rates().map(|rates| [0, 1].map(|which| class(rates[which], &edges[which])));
    }
    let [edges_a, edges_b] = edges;
    let variables = [
        Variable { indicator: a, period: periods[0], edges: edges_a },
        Variable { indicator: b, period: periods[1], edges: edges_b },
    ];
    let direction = |indicator: usize| snapshot.indicators[indicator].direction;
    Some(Bivariate { entered, variables, colours: colours(direction(a), direction(b)), rows })
}

impl Pair<'_> {
    fn rates(&self) -> Option<[f64; 2]> {
        rate(&self.figures[0]).zip(rate(&self.figures[1])).map(|(a, b)| [a, b])
    }
}

/// The class of a value; where there are two classes only, these are the lowest
/// and the highest, where there is one, it is the middle.
fn class(value: f64, edges: &[f64]) -> usize {
    match edges.len() {
        0 => 1,
        1 => 2 * class_of(value, edges),
        _ => class_of(value, edges),
    }
}

/// The palette turned so that it darkens towards what is worse.
fn colours(a: Direction, b: Direction) -> [[&'static str; CLASSES]; CLASSES] {
    let need =
        |direction, class| if direction == Direction::HigherIsBetter { CLASSES - 1 - class } else { class };
    [0, 1, 2].map(|first| [0, 1, 2].map(|second| PALETTE[need(a, first)][need(b, second)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Linear light as eyes with a colour blindness see it (Machado, Oliveira and
    /// Fernandes 2009, severity 1).
    const EYES: [[[f64; 3]; 3]; 4] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ];
    const XYZ: [[f64; 3]; 3] = [
        [0.412_456, 0.357_576, 0.180_438],
        [0.212_673, 0.715_152, 0.072_175],
        [0.019_334, 0.119_192, 0.950_304],
    ];

    fn times(matrix: &[[f64; 3]; 3], v: [f64; 3]) -> [f64; 3] {
        matrix.map(|row| row.iter().zip(v).map(|(a, b)| a * b).sum())
    }

    fn lab(colour: &str, eyes: &[[f64; 3]; 3]) -> [f64; 3] {
        let light = [1, 3, 5].map(|at| {
            let part = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("hex")) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        let xyz = times(&XYZ, times(eyes, light).map(|part| part.clamp(0.0, 1.0)));
        let f = |part: f64| if part > 0.008_856 { part.cbrt() } else { 7.787 * part + 16.0 / 116.0 };
        let [x, y, z] = [f(xyz[0] / 0.950_47), f(xyz[1]), f(xyz[2] / 1.088_83)];
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    #[test]
    fn no_two_colours_look_alike_to_any_eyes() {
        let colours = PALETTE.concat();
        for eyes in &EYES {
            for (at, one) in colours.iter().enumerate() {
                for other in &colours[at + 1..] {
                    let apart = lab(one, eyes)
                        .iter()
                        .zip(lab(other, eyes))
                        .map(|(a, b)| (a - b).powi(2))
                        .sum::<f64>();
                    assert!(apart.sqrt() > 20.0, "{one} and {other}: {}", apart.sqrt());
                }
            }
        }
    }

    #[test]
    fn what_is_worst_in_both_is_darkest() {
        use Direction::{HigherIsBetter, LowerIsBetter};
        assert_eq!(colours(LowerIsBetter, LowerIsBetter)[2][2], "#33262b");
        assert_eq!(colours(LowerIsBetter, HigherIsBetter)[2][0], "#33262b");
        assert_eq!(colours(HigherIsBetter, HigherIsBetter)[0][0], "#33262b");
        assert_eq!([1.0, 2.0, 3.0].map(|value| class(value, &[2.0])), [0, 2, 2]);
        assert_eq!(class(5.0, &[]), 1);
    }
}
