//! What is asked, read from the address; and what is refused before anything is
//! reckoned.

use crate::domain::{Direction, InvalidValue, Level, Period};
use crate::http::extract::{self, short};
use crate::http::problem::{Kind, Problem};
use crate::http::values;
use crate::query::{self, Conflict};
use crate::snapshot::Snapshot;

/// The most parts of a score.
pub const MOST_WEIGHTS: usize = 12;

/// The largest weight.
const LARGEST_WEIGHT: f64 = 100.0;

/// Refuses figures that must not be reckoned with, or not together.
pub(super) fn refuse_conflicts(snapshot: &Snapshot, indicators: &[usize]) -> Result<(), Problem> {
    let Some(conflict) = query::conflict(snapshot, indicators) else { return Ok(()) };
    let why = match conflict {
        Conflict::PlainCount => {
            "a plain count says how large an area is, not how it fares; ask with indicators whose unit is percent"
        }
        Conflict::SurveyWithOthers => {
            "a survey's estimates and routine records are measured in two ways and never stand in one figure; ask \
             with indicators of one kind of series"
        }
        Conflict::SampleWithReal => {
            "invented figures (ids that begin with contoh-) and real ones never mix; ask with one or the other"
        }
    };
    Err(Problem::new(Kind::NotComparable, why))
}

/// Refuses indicators that have no figures at a level by a period.
pub(super) fn known_at(
    snapshot: &Snapshot,
    indicators: &[usize],
    period: Period,
    level: Level,
) -> Result<(), Problem> {
    let unknown = |&&indicator: &&usize| query::known_at(snapshot, indicator, period, level).is_none();
    match indicators.iter().find(unknown) {
        Some(&indicator) => {
            Err(values::nobody(snapshot, indicator, level).about(&snapshot.indicators[indicator].id))
        }
        None => Ok(()),
    }
}

/// Two periods, the earlier first.
pub(super) fn in_order(from: &str, to: &str) -> Result<[Period; 2], Problem> {
    let parse = |name: &str, word: &str| {
        let period: Period =
            word.parse().map_err(|error: InvalidValue| Problem::parameter(name, error.to_string()))?;
        if period == Period::Undated {
            return Err(Problem::parameter(
                name,
                "an undated figure is neither earlier nor later than another",
            ));
        }
        Ok(period)
    };
    let periods = [parse("from", from)?, parse("to", to)?];
    if periods[0].order() >= periods[1].order() {
        return Err(Problem::parameter("to", format!("it must be later than {}", periods[0])));
    }
    Ok(periods)
}

/// The weights of a score, in the order of the catalogue, so that the same
/// question in another order has the same answer; each as the bits of its number.
pub(super) fn weights(snapshot: &Snapshot, text: &str) -> Result<Vec<(usize, u64)>, Problem> {
    if text.is_empty() {
        return Err(wrong("it is required: ids with their weights, such as stunting:3,imunisasi:1"));
    }
    let mut weights: Vec<(usize, u64)> = Vec::new();
    for part in text.split(',') {
        let (id, weight) = part.split_once(':').unwrap_or((part, ""));
        let index = extract::indicator(snapshot, id)?;
        let weight = weight_of(id, weight)?;
        if snapshot.indicators[index].direction == Direction::Neutral {
            return Err(wrong(format!(
                "of {} neither more nor less is better, so it has no need",
                short(id)
            )));
        }
        if weights.iter().any(|&(known, _)| known == index) {
            return Err(wrong(format!("{} stands twice", short(id))));
        }
        weights.push((index, weight.to_bits()));
        if weights.len() > MOST_WEIGHTS {
            return Err(wrong(format!(
                "at most {MOST_WEIGHTS} indicators make a score that anybody can read"
            )));
        }
    }
    weights.sort_unstable();
    Ok(weights)
}

fn weight_of(id: &str, text: &str) -> Result<f64, Problem> {
    let weight: Option<f64> = text.parse().ok();
    weight.filter(|weight| *weight > 0.0 && *weight <= LARGEST_WEIGHT).ok_or_else(|| {
        wrong(format!("the weight of {} is a number above 0 and up to {LARGEST_WEIGHT}", short(id)))
    })
}

fn wrong(detail: impl Into<String>) -> Problem {
    Problem::parameter("weights", detail)
}
