//! Priority: areas in the order of a score with open weights, and how sure that
//! order is.
//!
//! The score is no fact: the weights are chosen by whoever asks, and stand in
//! the address. Each figure is put on a scale from the least need (0) to the
//! greatest (1) among the areas that show it; the score is the weighted mean,
//! 0 to 100. How sure it is is found by drawing every figure anew inside its
//! interval and ranking again.

use super::comparable::{Entered, known_at, rate};
use super::reasons::reasons;
use super::values::{Row, values};
use crate::domain::{Direction, Level, Period, Text};
use crate::snapshot::{AreaIndex, Snapshot};
use crate::stats::chance::Chance;
use crate::stats::composite::{Scale, score};
use crate::stats::rank::{middle, ranks};

/// The share of the weights that an area must show, or it has no rank.
pub const LEAST_SHOWN: f64 = 2.0 / 3.0;

/// How many ranks count as the top.
pub const TOP: usize = 5;

/// From what the draws begin.
pub const SEED: u64 = 20_251_124;

/// Draws, and how many areas are drawn at most in all of them together.
const MOST_DRAWS: usize = 2_000;
const LEAST_DRAWS: usize = 200;
const MOST_DRAWN: usize = 4_000_000;

/// Areas in the order of their need.
#[derive(Debug, Clone)]
pub struct Priority<'a> {
    /// The parts of the score, in the order of the catalogue.
    pub parts: Vec<Part>,
    /// How many areas have a rank.
    pub ranked: usize,
    /// How often the figures were drawn anew.
    pub draws: usize,
    /// The areas: by rank and code, then those without a rank by code.
    pub areas: Vec<Ranked<'a>>,
}

/// A part of the score.
#[derive(Debug, Clone)]
pub struct Part {
    /// The indicator.
    pub indicator: usize,
    /// Its share of all weights, 0 to 1.
    pub weight: f64,
    /// The period of its figures.
    pub period: Period,
    /// The ends of its scale, in per cent; none where no area shows it.
    pub scale: Option<Scale>,
    /// How many areas show it.
    pub entered: Entered,
}

/// An area with its rank.
#[derive(Debug, Clone)]
pub struct Ranked<'a> {
    /// The area.
    pub area: AreaIndex,
    /// The share of the weights that it shows, 0 to 1.
    pub shown: f64,
    /// Its place; none where it shows too little.
    pub standing: Option<Standing>,
    /// Its figures and needs (0 to 1), part by part.
    pub figures: Vec<(Row<'a>, Option<f64>)>,
    /// Why it stands where it stands; none without a rank.
    pub reasons: Vec<Text>,
}

/// A place in the order.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// 0 to 100.
    pub score: f64,
    /// 1 for the greatest need; equal scores share a rank.
    pub rank: usize,
    /// How many others share it.
    pub tied: usize,
    /// Between which ranks 95 of 100 draws lie.
    pub ranks: (usize, usize),
    /// In how many of all draws it is among the first [`TOP`], 0 to 1.
    pub in_top: f64,
}

/// The order by some weights (all above zero), each figure as known at a period;
/// none where an indicator has no figures by then.
pub fn priority<'a>(
    snapshot: &'a Snapshot,
    weights: &[(usize, f64)],
    period: Period,
    level: Level,
) -> Option<Priority<'a>> {
    let all: f64 = weights.iter().map(|(_, weight)| weight).sum();
    let mut parts = Vec::new();
    let mut columns = Vec::new();
    for &(indicator, weight) in weights {
        let period = known_at(snapshot, indicator, period, level)?;
        let column = values(snapshot, indicator, period, level)?;
        let more_is_worse = snapshot.indicators[indicator].direction != Direction::HigherIsBetter;
        let scale = Scale::of(column.iter().filter_map(rate), more_is_worse);
        let mut entered = Entered::default();
        column.iter().for_each(|row| entered.count([row.state()]));
        parts.push(Part { indicator, weight: weight / all, period, scale, entered });
        columns.push(column.into_iter());
    }
    let areas = snapshot.areas.of_level(level);
    let mut areas: Vec<Ranked<'_>> = areas
        .map(|area| {
            let figures = columns.iter_mut().filter_map(Iterator::next);
            Ranked::of(area, figures.zip(&parts).collect())
        })
        .collect();
    areas.iter_mut().for_each(|area| area.weigh(&parts));
    let draws = rank(&mut areas, &parts);
    let said: Vec<Vec<Text>> = reasons(snapshot, &parts, &areas);
    areas.iter_mut().zip(said).for_each(|(area, said)| area.reasons = said);
    areas.sort_by_key(|area| (area.standing.map_or(usize::MAX, |standing| standing.rank), area.area));
    let ranked = areas.iter().filter(|area| area.standing.is_some()).count();
    Some(Priority { parts, ranked, draws, areas })
}

impl<'a> Ranked<'a> {
    fn of(area: AreaIndex, figures: Vec<(Row<'a>, &Part)>) -> Self {
        let figures = figures.into_iter().map(|(row, part)| {
            let need = rate(&row).zip(part.scale).map(|(rate, scale)| scale.need(rate));
            (row, need)
        });
        Self { area, shown: 0.0, standing: None, figures: figures.collect(), reasons: Vec::new() }
    }

    /// How much of the weights it shows, and its score where that is enough.
    fn weigh(&mut self, parts: &[Part]) {
        let shown =
            || self.figures.iter().zip(parts).filter_map(|((_, need), part)| Some(((*need)?, part.weight)));
        self.shown = shown().map(|(_, weight)| weight).sum();
        // Thirds do not add up to the last digit.
        let enough = self.shown > LEAST_SHOWN - 1e-9;
        let score = score(shown()).filter(|_| enough);
        self.standing = score.map(|score| Standing { score, rank: 0, tied: 0, ranks: (0, 0), in_top: 0.0 });
    }

    /// Its score with every figure drawn anew.
    fn draw(&self, parts: &[Part], chance: &mut Chance) -> f64 {
        let needs = self.figures.iter().zip(parts).filter_map(|((row, _), part)| {
            let (rate, scale, value) = (rate(row)?, part.scale?, row.cell.shown.value()?);
            // A figure without an interval stays what it is.
            let (low, high) = value.low.zip(value.high).unwrap_or((rate, rate));
            Some((scale.need(chance.inside(low, rate, high)), part.weight))
        });
        score(needs).unwrap_or_default()
    }
}

/// Ranks the areas that have a score, and says how sure their ranks are. Gives
/// the number of draws.
fn rank(areas: &mut [Ranked<'_>], parts: &[Part]) -> usize {
    let mut scored: Vec<&mut Ranked<'_>> = areas.iter_mut().filter(|area| area.standing.is_some()).collect();
    if scored.is_empty() {
        return 0;
    }
    let scores: Vec<f64> = scored.iter().filter_map(|area| Some(area.standing?.score)).collect();
    let fixed = ranks(&scores);
    let draws = (MOST_DRAWN / scored.len()).clamp(LEAST_DRAWS, MOST_DRAWS);
    let mut chance = Chance::new(SEED);
    let mut drawn = vec![Vec::with_capacity(draws); scored.len()];
    for _ in 0..draws {
        let scores: Vec<f64> = scored.iter().map(|area| area.draw(parts, &mut chance)).collect();
        ranks(&scores).into_iter().zip(&mut drawn).for_each(|(rank, all)| all.push(rank));
    }
    let sharing = |rank: usize| fixed.iter().filter(|other| **other == rank).count() - 1;
    let tied: Vec<usize> = fixed.iter().map(|&rank| sharing(rank)).collect();
    for (at, (area, mut drawn)) in scored.iter_mut().zip(drawn).enumerate() {
        drawn.sort_unstable();
        let Some(standing) = &mut area.standing else { continue };
        (standing.rank, standing.tied) = (fixed[at], tied[at]);
        standing.ranks = middle(&drawn).unwrap_or((fixed[at], fixed[at]));
        #[expect(clippy::cast_precision_loss, reason = "a few thousand draws")]
        let in_top = drawn.partition_point(|rank| *rank <= TOP) as f64 / draws as f64;
        standing.in_top = in_top;
    }
    draws
}
