//! Changes: what became of each area between two periods of one series.

use super::comparable::{Entered, rate, share};
use super::values::{Row, values};
use crate::domain::{Direction, Level, Period, words};
use crate::snapshot::Snapshot;
use crate::stats::difference::{Difference, Share, newcombe};
use crate::stats::outlier::{FAR, modified_z};

words! {
    /// What can be said of a change.
    Change as "change" {
        /// The interval lies above zero.
        Up = "up",
        /// The interval lies below zero.
        Down = "down",
        /// Zero lies within the interval.
        NoDetectableChange = "no_detectable_change",
        /// There is no interval: a source published no counts, or the share is
        /// over 100 %.
        NotTested = "not_tested",
    }
}

words! {
    /// What a change means.
    Meaning as "meaning" {
        /// Detectable, and the way it should go.
        Better = "better",
        /// Detectable, and the other way.
        Worse = "worse",
    }
}

words! {
    /// What a reader must know of a change.
    ChangeFlag as "flag of a change" {
        /// Far from what became of the other areas: look at the data first.
        SuddenJump = "sudden_jump",
        /// Counts within the same rounding could give another class.
        RoundingDecides = "rounding_decides",
    }
}

/// The changes of one indicator between two periods.
#[derive(Debug, Clone)]
pub struct Changes<'a> {
    /// How many areas have both figures.
    pub entered: Entered,
    /// How many areas were tested.
    pub tested: usize,
    /// One row an area, by code.
    pub rows: Vec<ChangeRow<'a>>,
}

/// What became of one area.
#[derive(Debug, Clone)]
pub struct ChangeRow<'a> {
    /// The earlier figure.
    pub from: Row<'a>,
    /// The later figure.
    pub to: Row<'a>,
    /// The later rate less the earlier one, in percentage points; none where
    /// either is not shown.
    pub points: Option<f64>,
    /// The ends of its 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// What can be said of it.
    pub change: Option<Change>,
    /// What it means.
    pub meaning: Option<Meaning>,
    /// What a reader must know.
    pub flags: Vec<ChangeFlag>,
}

/// How far a count of people may lie from what it is rounded to.
const ROUNDED: i64 = 2;

/// Fewer changes than this have no usual one, and no sudden jump.
const LEAST_JUMPS: usize = 10;

/// The changes between two periods; none where nobody says anything in one.
pub fn changes(
    snapshot: &Snapshot,
    indicator: usize,
    [from, to]: [Period; 2],
    level: Level,
) -> Option<Changes<'_>> {
    let direction = snapshot.indicators[indicator].direction;
    let earlier = values(snapshot, indicator, from, level)?;
    let later = values(snapshot, indicator, to, level)?;
    let mut entered = Entered::default();
    let mut rows: Vec<ChangeRow<'_>> = earlier
        .into_iter()
        .zip(later)
        .map(|(from, to)| {
            entered.count([from.state(), to.state()]);
            ChangeRow::of(from, to, direction)
        })
        .collect();
    flag_jumps(&mut rows);
    let tested = rows.iter().filter(|row| row.interval.is_some()).count();
    Some(Changes { entered, tested, rows })
}

impl<'a> ChangeRow<'a> {
    fn of(from: Row<'a>, to: Row<'a>, direction: Direction) -> Self {
        let points = rate(&from).zip(rate(&to)).map(|(from, to)| to - from);
        let shares = share(&from).zip(share(&to));
        let difference = shares.and_then(|(from, to)| newcombe(from, to));
        let change = points.map(|_| difference.map_or(Change::NotTested, class));
        let meaning = change.and_then(|change| meaning(change, direction));
        let decides = change.filter(|_| difference.is_some()).zip(shares).is_some_and(|(change, (a, b))| {
            ends_of_rounding([(&from, a), (&to, b)]).into_iter().flatten().any(|end| class(end) != change)
        });
        let interval = difference.map(|found| (found.low, found.high));
        let flags = decides.then_some(ChangeFlag::RoundingDecides).into_iter().collect();
        Self { from, to, points, interval, change, meaning, flags }
    }
}

fn class(difference: Difference) -> Change {
    if difference.low > 0.0 {
        Change::Up
    } else if difference.high < 0.0 {
        Change::Down
    } else {
        Change::NoDetectableChange
    }
}

fn meaning(change: Change, direction: Direction) -> Option<Meaning> {
    match (change, direction) {
        (Change::Up, Direction::HigherIsBetter) | (Change::Down, Direction::LowerIsBetter) => {
            Some(Meaning::Better)
        }
        (Change::Up, Direction::LowerIsBetter) | (Change::Down, Direction::HigherIsBetter) => {
            Some(Meaning::Worse)
        }
        _ => None,
    }
}

/// The differences of the counts that rounding leaves possible and that lie
/// furthest apart.
fn ends_of_rounding([from, to]: [(&Row<'_>, Share); 2]) -> [Option<Difference>; 2] {
    let ((from, a), (to, b)) = (from, to);
    let [low1, high1] = rounded_from(from, a);
    let [low2, high2] = rounded_from(to, b);
    [newcombe(high1, low2), newcombe(low1, high2)]
}

/// The smallest and the largest share that are shown as this one.
fn rounded_from(row: &Row<'_>, (numerator, denominator): Share) -> [Share; 2] {
    let rounded = row.cell.shown.value().is_some_and(|value| value.rounded);
    // None is none, however many were measured.
    let slack = if rounded && numerator > 0 { ROUNDED } else { 0 };
    let low = (numerator - slack, denominator + slack);
    let most = denominator - slack;
    [low, ((numerator + slack).min(most), most)]
}

/// Flags the changes that can be detected and lie far from all others.
fn flag_jumps(rows: &mut [ChangeRow<'_>]) {
    let points: Vec<f64> = rows.iter().filter_map(|row| row.points).collect();
    if points.len() < LEAST_JUMPS {
        return;
    }
    let changed = rows.iter_mut().filter(|row| row.points.is_some());
    for (row, distance) in changed.zip(modified_z(&points)) {
        let detectable = matches!(row.change, Some(Change::Up | Change::Down));
        if detectable && distance.abs() > FAR {
            row.flags.insert(0, ChangeFlag::SuddenJump);
        }
    }
}
