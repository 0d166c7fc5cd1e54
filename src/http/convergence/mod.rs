//! Convergence: the matrix of services of an area, and the ranking of kelurahan.

mod definition;
mod matrix;
mod ranking;

pub use matrix::*;
pub use ranking::*;

use super::extract;
use super::problem::{Kind, Problem};
use crate::domain::{Level, Period};
use crate::snapshot::Snapshot;

/// Splits `.csv` or `.json` off a segment; whether a table is asked for.
fn form(segment: &str) -> (&str, bool) {
    match segment.strip_suffix(".csv") {
        Some(name) => (name, true),
        None => (segment.strip_suffix(".json").unwrap_or(segment), false),
    }
}

/// A period in which any of the services has figures.
fn period_of(snapshot: &Snapshot, services: &[usize], word: &str) -> Result<Period, Problem> {
    let period = extract::period(word)?;
    let mut known: Vec<Period> =
        services.iter().flat_map(|&service| snapshot.public.periods(service, Level::Kelurahan)).collect();
    known.sort_by_key(|period| period.order());
    known.dedup();
    if known.contains(&period) {
        return Ok(period);
    }
    let words: Vec<String> = known.iter().map(ToString::to_string).collect();
    let detail = format!("no service has figures of {period}; there are: {}", words.join(", "));
    Err(Problem::new(Kind::NoSuchFigures, detail))
}
