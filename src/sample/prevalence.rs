//! The share of children that is stunted where a kelurahan is neither lucky nor
//! unlucky: what the counting then draws from.
//!
//! The city falls slowly, with wiggles. Each kelurahan stands above or below it
//! by a smooth field with one hot spot, and drifts at its own pace: here
//! prevalence falls fast, there it rises.

use super::calendar::{ROUNDS, rounds};
use super::random::Random;
use super::special::{Specials, State};
use super::{City, field};

/// The city in the first round, and its fall from round to round.
const START: f64 = 0.090;
const FALL: f64 = 0.0027;

/// The figure that no kelurahan goes beyond.
const HIGHEST: f64 = 0.25;

/// Shares by round and kelurahan, so that those measured give the city's own.
pub(super) fn shares(
    city: &City,
    level: &[f64],
    specials: &Specials,
    measured: &[Vec<u32>],
    seed: u64,
) -> Vec<Vec<f64>> {
    let pace = field::smooth(city, seed, "pace");
    let mut shares = Vec::with_capacity(ROUNDS);
    for (moment, measured) in rounds().iter().zip(measured) {
        let round = moment.round;
        let relative: Vec<f64> = (0..city.len())
            .map(|kelurahan| {
                let mut random = Random::of(seed, "wiggle", &[city.place(kelurahan), round as u64]);
                let own = (1.0 + 0.47 * level[kelurahan]).clamp(0.35, 2.6);
                own * drift(pace[kelurahan], round)
                    * random.between(0.93, 1.07)
                    * fading(kelurahan, round, specials)
            })
            .collect();
        let reported: Vec<u32> = (0..city.len())
            .map(|kelurahan| if specials.reports(kelurahan, round) { measured[kelurahan] } else { 0 })
            .collect();
        shares.push(scaled(&relative, &reported, city_share(round, seed)));
    }
    shares
}

/// The city's prevalence in a round.
fn city_share(round: usize, seed: u64) -> f64 {
    let wiggle = Random::of(seed, "city", &[round as u64]).between(-0.002, 0.002);
    START - FALL * since(round) + wiggle
}

/// How a kelurahan's pace differs from the city's: nothing in the middle round.
fn drift(pace: f64, round: usize) -> f64 {
    (1.0 + 0.045 * pace * (since(round) - 3.5)).clamp(0.6, 1.4)
}

/// Nobody reaches zero overnight: the kelurahan that has no cases in the end
/// had few before, and so had those with few.
fn fading(kelurahan: usize, round: usize, specials: &Specials) -> f64 {
    match specials.at(kelurahan, round) {
        Some(State::NoCases) => 0.0,
        _ if specials.ever(kelurahan, State::NoCases) => 0.75 - 0.09 * since(round),
        _ if specials.ever(kelurahan, State::FewCases) => 0.55 - 0.05 * since(round),
        _ => 1.0,
    }
}

/// Brings the mean of those measured and reported to the city's share.
fn scaled(relative: &[f64], measured: &[u32], city_share: f64) -> Vec<f64> {
    let children: f64 = measured.iter().copied().map(f64::from).sum();
    let cases: f64 = relative.iter().zip(measured).map(|(share, &n)| share * f64::from(n)).sum();
    let factor = if cases > 0.0 { city_share * children / cases } else { 0.0 };
    relative.iter().map(|share| (share * factor).min(HIGHEST)).collect()
}

/// Rounds since the first.
fn since(round: usize) -> f64 {
    u32::try_from(round).map_or(0.0, f64::from)
}
