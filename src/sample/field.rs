//! Fields of chance over the city in which neighbours are alike.
//!
//! Health differs from place to place, but not like noise: what is high here is
//! rarely low next door. A field starts as noise and takes the mean with its
//! neighbours a few times.

use super::City;
use super::random::Random;

/// After four rounds a kelurahan feels its neighbours' neighbours, and a city of
/// some thirty still has more than one hill.
const SMOOTHING: usize = 4;

/// What a hot spot adds: to its centre, to the neighbours, to theirs.
const HOT_SPOT: [f64; 3] = [1.8, 1.2, 0.3];

/// A value a kelurahan, zero in the mean and one in the standard deviation;
/// all zero where there is nothing to tell kelurahan apart.
pub(super) fn smooth(city: &City, seed: u64, topic: &str) -> Vec<f64> {
    let noise =
        (0..city.len()).map(|kelurahan| Random::of(seed, topic, &[city.place(kelurahan)]).between(-1.0, 1.0));
    let mut field: Vec<f64> = noise.collect();
    for _ in 0..SMOOTHING {
        field = averaged(city, &field);
    }
    standardised(&field)
}

/// The field with a cluster of high values around its highest kelurahan.
pub(super) fn with_hot_spot(city: &City, field: &[f64]) -> Vec<f64> {
    let Some(&centre) = ascending(field).last() else { return Vec::new() };
    let steps = steps_from(city, centre);
    let lifted: Vec<f64> = field
        .iter()
        .zip(&steps)
        .map(|(value, &steps)| value + HOT_SPOT.get(steps).copied().unwrap_or(0.0))
        .collect();
    standardised(&lifted)
}

/// The kelurahan from the lowest value to the highest, equal ones by code.
pub(super) fn ascending(field: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..field.len()).collect();
    order.sort_by(|&a, &b| field[a].total_cmp(&field[b]).then(a.cmp(&b)));
    order
}

/// For each kelurahan the share of the others that lie below it: 0 for the
/// lowest, nearly 1 for the highest.
pub(super) fn ranks(field: &[f64]) -> Vec<f64> {
    let mut ranks = vec![0.0; field.len()];
    for (rank, kelurahan) in ascending(field).into_iter().enumerate() {
        ranks[kelurahan] = ratio(rank, field.len());
    }
    ranks
}

/// Half itself, half its neighbours. With less of itself, a chequered field would
/// stay chequered: everyone would only change places with the neighbours.
fn averaged(city: &City, field: &[f64]) -> Vec<f64> {
    let mean_around = |(kelurahan, neighbours): (usize, &Vec<usize>)| {
        if neighbours.is_empty() {
            return field[kelurahan];
        }
        let sum: f64 = neighbours.iter().map(|&neighbour| field[neighbour]).sum();
        0.5 * (field[kelurahan] + sum * ratio(1, neighbours.len()))
    };
    city.neighbours.iter().enumerate().map(mean_around).collect()
}

fn standardised(field: &[f64]) -> Vec<f64> {
    let mean = field.iter().sum::<f64>() * ratio(1, field.len());
    let variance =
        field.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() * ratio(1, field.len());
    // Below this, what is left of the differences is rounding.
    if variance < 1e-18 {
        return vec![0.0; field.len()];
    }
    let deviation = variance.sqrt();
    field.iter().map(|value| (value - mean) / deviation).collect()
}

/// How many borders must be crossed from one kelurahan to each other; the
/// number of kelurahan where there is no way.
fn steps_from(city: &City, centre: usize) -> Vec<usize> {
    let mut steps = vec![city.len(); city.len()];
    steps[centre] = 0;
    let mut reached = vec![centre];
    let mut next = 0;
    while let Some(&here) = reached.get(next) {
        for &neighbour in &city.neighbours[here] {
            if steps[neighbour] == city.len() && neighbour != centre {
                steps[neighbour] = steps[here] + 1;
                reached.push(neighbour);
            }
        }
        next += 1;
    }
    steps
}

#[expect(clippy::cast_precision_loss, reason = "numbers of areas stay below 2^53")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}
