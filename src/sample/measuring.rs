//! How many children come to be measured: the denominator of prevalence and
//! the numerator of measuring coverage (D/S).

use super::calendar::ROUNDS;
use super::population::Population;
use super::random::{Random, counted};
use super::special::{Specials, State};
use super::{City, field};

/// The share that comes on average, and what a standard deviation of the field
/// adds to it.
const USUAL: f64 = 0.79;
const SPREAD: f64 = 0.07;

/// How much lower it lies where few come.
const THINNER: f64 = 0.27;

/// The bounds of an ordinary kelurahan and of one where few come, before the
/// chance of the round. They leave a gap, so that it is known beforehand how
/// many lie below six in ten.
const ORDINARY: (f64, f64) = (0.67, 0.91);
const THIN: (f64, f64) = (0.49, 0.55);

/// A kelurahan without cases must show that it looked: this share comes.
const LOOKED: f64 = 0.85;

/// The chance of the round.
const WIGGLE: f64 = 0.03;

/// Children measured, by round and kelurahan.
pub(super) fn measured(
    city: &City,
    population: &Population,
    specials: &Specials,
    seed: u64,
) -> Vec<Vec<u32>> {
    let turnout = field::smooth(city, seed, "turnout");
    let measured = |round: usize, kelurahan: usize| {
        if specials.at(kelurahan, round) == Some(State::NotMeasured) {
            return 0;
        }
        let usual = bounded(USUAL + SPREAD * turnout[kelurahan], kelurahan, round, specials);
        let mut random = Random::of(seed, "measured", &[city.place(kelurahan), round as u64]);
        let share = usual + random.between(-WIGGLE, WIGGLE);
        counted(f64::from(population.under_fives[kelurahan][round]) * share)
    };
    (0..ROUNDS).map(|round| (0..city.len()).map(|kelurahan| measured(round, kelurahan)).collect()).collect()
}

fn bounded(share: f64, kelurahan: usize, round: usize, specials: &Specials) -> f64 {
    if specials.is_thin(kelurahan) {
        return (share - THINNER).clamp(THIN.0, THIN.1);
    }
    let floor = if specials.at(kelurahan, round) == Some(State::NoCases) { LOOKED } else { ORDINARY.0 };
    share.clamp(floor, ORDINARY.1)
}
