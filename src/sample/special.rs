//! The kelurahan where something is out of the ordinary.
//!
//! A map must tell a value, a zero, a small count, a blank and an unmeasured
//! kelurahan apart, so the sample has each of them, and few of each, so that
//! the map still speaks. They stand apart from each other where the city is
//! large enough.

use super::City;
use super::calendar::{LATEST, ROUNDS};
use super::field::ascending;
use super::random::Random;

/// What is out of the ordinary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Many measured, no case.
    NoCases,
    /// One to seven cases.
    FewCases,
    /// The row is there and its figure is blank.
    NotFilled,
    /// Nobody was measured.
    NotMeasured,
    /// There is no row.
    NoRow,
}

/// Where and when something is out of the ordinary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Special {
    /// In which kelurahan.
    pub(super) kelurahan: usize,
    /// In which weighing round.
    pub(super) round: usize,
    /// What.
    pub(super) state: State,
}

/// A city of fewer kelurahan shows one state a round, one after the other.
const SMALL_CITY: usize = 8;

/// With the round of each in a city that is large enough.
const PLAN: [(State, usize); 7] = [
    (State::NoCases, LATEST),
    (State::FewCases, LATEST),
    (State::FewCases, LATEST),
    (State::NotMeasured, LATEST),
    (State::NotFilled, LATEST),
    (State::NoRow, LATEST - 3),
    (State::NotFilled, LATEST - 5),
];

/// With the round of each in a small city.
const SMALL_PLAN: [(State, usize); 5] = [
    (State::NoCases, LATEST),
    (State::FewCases, LATEST - 1),
    (State::NotFilled, LATEST - 2),
    (State::NotMeasured, LATEST - 3),
    (State::NoRow, LATEST - 4),
];

/// All that is out of the ordinary.
pub(super) struct Specials {
    list: Vec<Special>,
    /// The kelurahan where fewer than six in ten children are measured.
    thin: Vec<usize>,
}

impl Specials {
    /// Chooses the kelurahan; `level` is the field of prevalence, since a
    /// kelurahan without cases belongs where prevalence is low.
    pub(super) fn choose(city: &City, level: &[f64], seed: u64) -> Self {
        let small = city.len() < SMALL_CITY;
        let from_low = ascending(level);
        // The hot spot stays as it is: without it, the city would seem to get better.
        let below_hot_spot = &from_low[..city.len() - city.len() / 4];
        let by_chance = Random::of(seed, "special", &[]).shuffled(below_hot_spot);
        let (mut list, mut chosen) = (Vec::new(), Vec::new());
        for &(state, round) in if small { SMALL_PLAN.as_slice() } else { PLAN.as_slice() } {
            let kelurahan = match state {
                // One kelurahan has few cases, then none: two would leave too few to carry the city.
                State::NoCases | State::FewCases if small => from_low[0],
                State::NoCases | State::FewCases => apart(city, &from_low, &chosen),
                _ => apart(city, &by_chance, &chosen),
            };
            chosen.push(kelurahan);
            list.push(Special { kelurahan, round, state });
        }
        Self { list, thin: thin(city, &by_chance, &chosen) }
    }

    /// What is out of the ordinary there and then.
    pub(super) fn at(&self, kelurahan: usize, round: usize) -> Option<State> {
        let here = |special: &&Special| special.kelurahan == kelurahan && special.round == round;
        self.list.iter().find(here).map(|special| special.state)
    }

    /// Whether the kelurahan's figure is there to be added to the city's.
    pub(super) fn reports(&self, kelurahan: usize, round: usize) -> bool {
        !matches!(self.at(kelurahan, round), Some(State::NotFilled | State::NoRow))
    }

    /// Whether the kelurahan has that state in any round.
    pub(super) fn ever(&self, kelurahan: usize, state: State) -> bool {
        (0..ROUNDS).any(|round| self.at(kelurahan, round) == Some(state))
    }

    /// Whether a small count is to be expected of the kelurahan in any round.
    pub(super) fn is_low(&self, kelurahan: usize) -> bool {
        self.ever(kelurahan, State::NoCases) || self.ever(kelurahan, State::FewCases)
    }

    /// Whether few of the kelurahan's children come to be measured.
    pub(super) fn is_thin(&self, kelurahan: usize) -> bool {
        self.thin.contains(&kelurahan)
    }
}

/// The first kelurahan of the order that is neither chosen nor next to one that
/// is; else the first that is not chosen; else, in a very small city, the first.
fn apart(city: &City, order: &[usize], chosen: &[usize]) -> usize {
    let free = |kelurahan: &&usize| !chosen.contains(kelurahan);
    let lonely = |kelurahan: &&usize| {
        free(kelurahan) && city.neighbours[**kelurahan].iter().all(|neighbour| !chosen.contains(neighbour))
    };
    let found = order.iter().find(lonely).or_else(|| order.iter().find(free));
    found.or(order.first()).copied().unwrap_or(0)
}

/// Three kelurahan of a city, fewer of a small one, ordinary ones first; never
/// the one that has no case, which must have looked.
fn thin(city: &City, order: &[usize], chosen: &[usize]) -> Vec<usize> {
    let wanted = (city.len() / SMALL_CITY).clamp(1, 3);
    let mut order = order.to_vec();
    order.retain(|kelurahan| chosen.first() != Some(kelurahan));
    order.sort_by_key(|kelurahan| chosen.contains(kelurahan));
    order.truncate(wanted);
    order
}
