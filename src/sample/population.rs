//! How many there are of whom: the invented people behind every denominator.

use super::City;
use super::calendar::ROUNDS;
use super::random::{Random, counted};

/// The people of the kelurahan, by position in the city.
pub(super) struct Population {
    /// Children under five in each weighing round.
    pub(super) under_fives: Vec<[u32; ROUNDS]>,
    /// Posyandu.
    pub(super) posyandu: Vec<u32>,
    /// Wards (RW); each posyandu has one of its own, some wards have none.
    pub(super) wards: Vec<u32>,
}

impl Population {
    /// Invents it. A kelurahan keeps its size over the years, with a drift.
    pub(super) fn invent(city: &City, seed: u64) -> Self {
        let mut population = Self { under_fives: Vec::new(), posyandu: Vec::new(), wards: Vec::new() };
        for kelurahan in 0..city.len() {
            let mut random = Random::of(seed, "population", &[city.place(kelurahan)]);
            let posyandu = random.whole(8, 11);
            population.posyandu.push(posyandu);
            population.wards.push(posyandu + random.whole(0, 3));
            population.under_fives.push(under_fives(&mut random));
        }
        population
    }
}

/// About 900 children, 500 to 1,400: the mean of two draws keeps the ends rare.
fn under_fives(random: &mut Random) -> [u32; ROUNDS] {
    let start = 0.5 * (random.between(520.0, 1300.0) + random.between(520.0, 1300.0));
    let drift = random.between(-0.012, 0.008);
    let mut size = start;
    std::array::from_fn(|_| {
        size *= 1.0 + drift;
        counted((size * random.between(0.985, 1.015)).clamp(500.0, 1400.0))
    })
}
