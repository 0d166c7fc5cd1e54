//! Stunted children, counted one by one among those measured, so that a
//! kelurahan's figure has the noise that its number of children allows.

use super::calendar::{Moment, ROUNDS, provenance, rounds};
use super::measuring::measured;
use super::population::Population;
use super::prevalence::shares;
use super::random::Random;
use super::special::{Specials, State};
use super::{City, field};
use crate::domain::{Claim, Counts, Figure, InvalidValue};

/// The id of the prevalence.
pub(super) const STUNTING: &str = "contoh-stunting";

/// The id of the measuring coverage (D/S).
pub(super) const MEASURING: &str = "contoh-pengukuran";

/// The city's prevalence in per cent stays within these bounds.
const CITY: std::ops::RangeInclusive<f64> = 6.2..=9.8;

/// A count below this is hidden from the public; only chosen kelurahan have one.
const FEW: u32 = 8;

/// How often a draw is repeated that leaves its bounds. Once is nearly always
/// enough; a very small city may have no draw within them.
const REDRAWS: u64 = 60;

/// What is counted in one kelurahan in one round.
#[derive(Clone, Copy)]
struct Cell {
    kelurahan: usize,
    state: Option<State>,
    /// Whether a small count belongs to its story.
    low: bool,
    /// Whether it is added to the city's figure.
    reports: bool,
    children: u32,
    measured: u32,
    share: f64,
}

/// The claims of prevalence, then those of measuring, by round and kelurahan.
pub(super) fn claims(city: &City, population: &Population, seed: u64) -> Result<Vec<Claim>, InvalidValue> {
    let (mut stunting, mut measuring) = (Vec::new(), Vec::new());
    for (moment, cells) in rounds().into_iter().zip(cells(city, population, seed)) {
        let cases = cases(city, &cells, moment.round as u64, seed);
        for (cell, cases) in cells.iter().zip(cases).filter(|(cell, _)| cell.state != Some(State::NoRow)) {
            stunting.push(prevalence_claim(city, cell, cases, moment)?);
            measuring.push(measuring_claim(city, cell, moment)?);
        }
    }
    stunting.append(&mut measuring);
    Ok(stunting)
}

/// What is known before the counting, by round and kelurahan.
fn cells(city: &City, population: &Population, seed: u64) -> Vec<Vec<Cell>> {
    let level = field::with_hot_spot(city, &field::smooth(city, seed, "stunting"));
    let specials = Specials::choose(city, &level, seed);
    let measured = measured(city, population, &specials, seed);
    let shares = shares(city, &level, &specials, &measured, seed);
    let cell = |round: usize, kelurahan: usize| Cell {
        kelurahan,
        state: specials.at(kelurahan, round),
        low: specials.is_low(kelurahan),
        reports: specials.reports(kelurahan, round),
        children: population.under_fives[kelurahan][round],
        measured: measured[round][kelurahan],
        share: shares[round][kelurahan],
    };
    (0..ROUNDS).map(|round| (0..city.len()).map(|kelurahan| cell(round, kelurahan)).collect()).collect()
}

/// The cases of a round, drawn again until the city lies in its bounds.
fn cases(city: &City, cells: &[Cell], round: u64, seed: u64) -> Vec<u32> {
    let draw = |attempt| -> Vec<u32> {
        let stream = |cell: &Cell| Random::of(seed, "cases", &[city.place(cell.kelurahan), round, attempt]);
        cells.iter().map(|cell| count(cell, &mut stream(cell))).collect()
    };
    let fits = |cases: &Vec<u32>| city_percent(cells, cases).is_some_and(|percent| CITY.contains(&percent));
    (0..REDRAWS).map(draw).find(fits).unwrap_or_else(|| draw(REDRAWS))
}

fn count(cell: &Cell, random: &mut Random) -> u32 {
    match cell.state {
        Some(State::NoCases) => 0,
        Some(State::FewCases) => random.whole(2, FEW - 2).min(cell.measured),
        _ if cell.low || cell.measured == 0 => random.count(cell.measured, cell.share),
        _ => (0..REDRAWS)
            .map(|_| random.count(cell.measured, cell.share))
            .find(|&cases| cases >= FEW)
            .unwrap_or(FEW.min(cell.measured)),
    }
}

/// What the claims will add up to: a blank row and a missing one add nothing.
fn city_percent(cells: &[Cell], cases: &[u32]) -> Option<f64> {
    let (mut stunted, mut measured) = (0, 0);
    for (cell, cases) in cells.iter().zip(cases).filter(|(cell, _)| cell.reports) {
        stunted += cases;
        measured += cell.measured;
    }
    Counts::new(stunted.into(), measured.into()).ok()?.percent()
}

fn prevalence_claim(city: &City, cell: &Cell, cases: u32, moment: Moment) -> Result<Claim, InvalidValue> {
    let (figure, note) = match cell.state {
        Some(State::NotFilled) => (Figure::NotFilled, Some("CONTOH: angka belum diisi")),
        Some(State::NotMeasured) => (
            Figure::Counts(Counts::new(0, 0)?),
            Some("CONTOH: alat ukur rusak, balita ditimbang tetapi tidak diukur"),
        ),
        _ => (Figure::Counts(Counts::new(cases.into(), cell.measured.into())?), None),
    };
    claim(city, cell, STUNTING, moment, figure, note)
}

fn measuring_claim(city: &City, cell: &Cell, moment: Moment) -> Result<Claim, InvalidValue> {
    let figure = Figure::Counts(Counts::new(cell.measured.into(), cell.children.into())?);
    claim(city, cell, MEASURING, moment, figure, None)
}

fn claim(
    city: &City,
    cell: &Cell,
    indicator: &str,
    moment: Moment,
    figure: Figure,
    note: Option<&str>,
) -> Result<Claim, InvalidValue> {
    Ok(Claim {
        area: city.areas[cell.kelurahan].code,
        indicator: indicator.parse()?,
        period: moment.period,
        figure,
        provenance: provenance(moment.period, note),
    })
}
