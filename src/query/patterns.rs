//! Patterns: figures smoothed, and whether neighbours are alike by more than
//! chance.
//!
//! Only what is shown enters. Two areas are neighbours where their borders touch
//! and both enter; an area whose neighbours are all hidden has none.

use super::comparable::{Entered, rate, share};
use super::values::{Row, values};
use crate::domain::{Level, Period, words};
use crate::snapshot::Snapshot;
use crate::stats::false_discovery;
use crate::stats::getis_ord::{HotSpot, hot_spots};
use crate::stats::moran;
use crate::stats::outlier::{FAR, modified_z};
use crate::stats::smoothing::{self, Cases};
use crate::stats::weights::Neighbours;

/// Fewer areas than this are not tested: the normal distribution would be a bad
/// guess of what chance does.
pub const LEAST_TESTED: usize = 20;

/// Fewer areas than this are not smoothed: how much they differ could not be told
/// from chance.
pub const LEAST_SMOOTHED: usize = 10;

/// A test stands out at or below this, after the adjustment for all tests.
pub const LEVEL: f64 = 0.05;

words! {
    /// What a local Moran's I says of an area.
    Cluster as "cluster" {
        /// High beside high.
        HighHigh = "high_high",
        /// Low beside low.
        LowLow = "low_low",
        /// High beside low.
        HighLow = "high_low",
        /// Low beside high.
        LowHigh = "low_high",
    }
}

words! {
    /// What Gi* says of an area.
    Spot as "spot" {
        /// High values lie together.
        Hot = "hot",
        /// Low values lie together.
        Cold = "cold",
        /// Nothing beyond chance.
        NotSignificant = "not_significant",
    }
}

words! {
    /// Why there is no result.
    Obstacle as "obstacle" {
        /// Too few areas with a figure that is shown.
        TooFewAreas = "too_few_areas",
        /// All figures are the same, or all but one, or this one is the mean.
        NoVariation = "no_variation",
        /// Nothing touches anything else that is shown.
        NoNeighbours = "no_neighbours",
        /// The figure is not shown, so it does not enter.
        NotShown = "not_shown",
        /// The source published no counts.
        NoCounts = "no_counts",
    }
}

/// The patterns of one indicator and period.
#[derive(Debug, Clone)]
pub struct Patterns<'a> {
    /// How many areas entered.
    pub entered: Entered,
    /// Moran's I of all, or why there is none.
    pub moran: Result<moran::Global, Obstacle>,
    /// The mean to which rates are drawn, in per cent, or why none is smoothed.
    pub mean: Result<f64, Obstacle>,
    /// One row an area, by code.
    pub rows: Vec<PatternRow<'a>>,
}

/// An area in its pattern.
#[derive(Debug, Clone)]
pub struct PatternRow<'a> {
    /// The raw figure.
    pub row: Row<'a>,
    /// What entered, in per cent; none where nothing is shown.
    pub rate: Option<f64>,
    /// How many neighbours entered; none where the area did not.
    pub neighbours: Option<usize>,
    /// Drawn to the rate of all, in per cent.
    pub smoothed: Option<f64>,
    /// Drawn to the rate of itself and its neighbours, in per cent.
    pub smoothed_locally: Option<f64>,
    /// Local Moran's I.
    pub moran: Option<LocalMoran>,
    /// Gi*.
    pub hot_spot: Option<LocalSpot>,
    /// Why one of these is missing.
    pub obstacle: Option<Obstacle>,
    /// Its distance from the median of all, in usual distances.
    pub distance: Option<f64>,
    /// Whether that is further than [`FAR`].
    pub outlier: bool,
}

/// Local Moran's I of an area.
#[derive(Debug, Clone, Copy)]
pub struct LocalMoran {
    /// The statistic, its score and probability.
    pub test: moran::Local,
    /// The probability after the adjustment for all areas.
    pub adjusted_p: f64,
    /// Itself and its neighbours, against the mean.
    pub quadrant: Cluster,
    /// Whether it stands out.
    pub significant: bool,
}

/// Gi* of an area.
#[derive(Debug, Clone, Copy)]
pub struct LocalSpot {
    /// The score and its probability.
    pub test: HotSpot,
    /// The probability after the adjustment for all areas.
    pub adjusted_p: f64,
    /// What it says.
    pub spot: Spot,
}

/// The patterns of an indicator and period; none where nobody says anything.
pub fn patterns(snapshot: &Snapshot, indicator: usize, period: Period, level: Level) -> Option<Patterns<'_>> {
    let mut entered = Entered::default();
    let mut rows: Vec<PatternRow<'_>> =
        values(snapshot, indicator, period, level)?.into_iter().map(PatternRow::of).collect();
    rows.iter().for_each(|row| entered.count([row.row.state()]));
    let inside: Vec<usize> = (0..rows.len()).filter(|&at| rows[at].rate.is_some()).collect();
    let neighbours = touching(snapshot, level, &inside, rows.len());
    for (at, &place) in inside.iter().enumerate() {
        rows[place].neighbours = Some(neighbours.of(at).len());
    }
    let mean = smooth(&mut rows, &inside, &neighbours);
    let moran = test(&mut rows, &inside, &neighbours);
    Some(Patterns { entered, moran, mean, rows })
}

impl<'a> PatternRow<'a> {
    fn of(row: Row<'a>) -> Self {
        let rate = rate(&row);
        Self {
            row,
            rate,
            neighbours: None,
            smoothed: None,
            smoothed_locally: None,
            moran: None,
            hot_spot: None,
            obstacle: rate.is_none().then_some(Obstacle::NotShown),
            distance: None,
            outlier: false,
        }
    }
}

/// Which of the areas that enter touch each other.
fn touching(snapshot: &Snapshot, level: Level, inside: &[usize], areas: usize) -> Neighbours {
    let first = snapshot.areas.of_level(level).start;
    let mut place = vec![None; areas];
    inside.iter().enumerate().for_each(|(at, &area)| place[area] = Some(at));
    let list = |&area: &usize| {
        let beside = &snapshot.areas.all()[first + area].neighbours;
        beside.iter().filter_map(|&other| place.get(other.checked_sub(first)?).copied().flatten()).collect()
    };
    Neighbours::new(inside.iter().map(list).collect())
}

/// Smooths the rates that have counts; gives the mean of all.
fn smooth(rows: &mut [PatternRow<'_>], inside: &[usize], neighbours: &Neighbours) -> Result<f64, Obstacle> {
    if inside.len() < LEAST_SMOOTHED {
        return Err(Obstacle::TooFewAreas);
    }
    // A figure without counts says nothing about chance; one alone would leave
    // its neighbours with another mean, so all or none are smoothed.
    let cases = |&place: &usize| {
        let (numerator, denominator) = share(&rows[place].row)?;
        #[expect(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
        Some(Cases { cases: numerator as f64, people: denominator as f64 })
    };
    let cases: Vec<Cases> = inside.iter().map(cases).collect::<Option<_>>().ok_or(Obstacle::NoCounts)?;
    let rates = smoothing::global(&cases).into_iter().zip(smoothing::local(&cases, neighbours));
    for (&place, (global, local)) in inside.iter().zip(rates) {
        rows[place].smoothed = Some(100.0 * global);
        rows[place].smoothed_locally = local.map(|rate| 100.0 * rate);
    }
    let sum = |part: fn(&Cases) -> f64| cases.iter().map(part).sum::<f64>();
    Ok(100.0 * sum(|one| one.cases) / sum(|one| one.people))
}

/// Tests all together and each; gives Moran's I of all.
fn test(
    rows: &mut [PatternRow<'_>],
    inside: &[usize],
    neighbours: &Neighbours,
) -> Result<moran::Global, Obstacle> {
    let rates: Vec<f64> = inside.iter().filter_map(|&place| rows[place].rate).collect();
    let obstacle = if rates.len() < LEAST_TESTED {
        Some(Obstacle::TooFewAreas)
    } else if rates.windows(2).all(|pair| pair[0] == pair[1]) {
        Some(Obstacle::NoVariation)
    } else {
        None
    };
    if let Some(obstacle) = obstacle {
        inside.iter().for_each(|&place| rows[place].obstacle = Some(obstacle));
        return Err(obstacle);
    }
    for (&place, distance) in inside.iter().zip(modified_z(&rates)) {
        rows[place].distance = Some(distance);
        rows[place].outlier = distance.abs() > FAR;
    }
    let morans = adjusted(&moran::local(&rates, neighbours), |test| test.p);
    let spots = adjusted(&hot_spots(&rates, neighbours), |test| test.p);
    for ((&place, moran), spot) in inside.iter().zip(morans).zip(spots) {
        rows[place].moran = moran.map(|(test, adjusted_p)| LocalMoran::of(test, adjusted_p));
        rows[place].hot_spot = spot.map(|(test, adjusted_p)| LocalSpot::of(test, adjusted_p));
        rows[place].obstacle = match (rows[place].neighbours, &rows[place].moran) {
            (Some(0), _) => Some(Obstacle::NoNeighbours),
            (_, None) => Some(Obstacle::NoVariation),
            _ => None,
        };
    }
    moran::global(&rates, neighbours).ok_or(Obstacle::NoNeighbours)
}

/// Tests with their probabilities adjusted for how many there are.
fn adjusted<T: Copy>(tests: &[Option<T>], p: fn(&T) -> f64) -> Vec<Option<(T, f64)>> {
    let raw: Vec<f64> = tests.iter().flatten().map(p).collect();
    let mut adjusted = false_discovery::adjusted(&raw).into_iter();
    tests.iter().map(|test| test.and_then(|test| Some((test, adjusted.next()?)))).collect()
}

impl LocalMoran {
    fn of(test: moran::Local, adjusted_p: f64) -> Self {
        let quadrant = match (test.high, test.beside_high) {
            (true, true) => Cluster::HighHigh,
            (false, false) => Cluster::LowLow,
            (true, false) => Cluster::HighLow,
            (false, true) => Cluster::LowHigh,
        };
        Self { test, adjusted_p, quadrant, significant: adjusted_p <= LEVEL }
    }
}

impl LocalSpot {
    fn of(test: HotSpot, adjusted_p: f64) -> Self {
        let spot = match (adjusted_p <= LEVEL, test.z > 0.0) {
            (false, _) => Spot::NotSignificant,
            (true, true) => Spot::Hot,
            (true, false) => Spot::Cold,
        };
        Self { test, adjusted_p, spot }
    }
}
