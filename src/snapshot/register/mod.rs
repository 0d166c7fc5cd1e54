//! The register of Kampung KB: dated facts, problems and programmes, and what
//! follows from them for a day.
//!
//! Every question is asked as of a day, and may be asked as it was known on
//! another ([`AsOf`]). What became known later takes no part in the answer:
//! each list passes through [`AsOf::knows`] before anything is read from it.
//! Where a file does not say when a row became known, it counts from the day of
//! its import.

mod standing;
mod cycle;

use std::collections::HashMap;
use std::hash::Hash;

use time::{Date, UtcOffset};

use super::anomaly::Anomaly;
use super::areas::{AreaEntry, AreaIndex, Areas};
use crate::domain::{
    Agency, AreaCode, DatasetKind, Held, Holdings, KampungKbEvent, Problem, Programme, PublicCount, Reason,
    Shown,
};
use crate::stats::disclosure::people;

pub use cycle::{FacilityFact, StageSpan};
pub use standing::{AsOf, Existence, Standing, Status};

/// A fact with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The fact.
    pub event: KampungKbEvent,
    /// The dataset that carries it.
    pub dataset: usize,
    /// Whether it is invented.
    pub sample: bool,
    /// The day by which it was known: as its row says, else the day of the import.
    pub known: Date,
}

/// A problem with what the public may see of its size; the row in it has none.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownProblem {
    /// The problem, without its size.
    pub problem: Problem,
    /// How many it concerns.
    pub size: Shown<PublicCount>,
    /// Whether it is invented.
    pub sample: bool,
    /// The day by which it was known.
    pub known: Date,
}

/// A programme with what the public may see of its numbers; the row in it has
/// none.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownProgramme {
    /// The programme, without its numbers.
    pub programme: Programme,
    /// How many it is planned for.
    pub planned: Shown<PublicCount>,
    /// How many it has reached.
    pub realised: Shown<PublicCount>,
    /// Whether it is invented.
    pub sample: bool,
    /// The day by which it was known.
    pub known: Date,
}

/// Facts, problems and programmes by kelurahan, and agencies by city.
pub struct Register {
    facts: HashMap<AreaIndex, Vec<Fact>>,
    problems: HashMap<AreaIndex, Vec<KnownProblem>>,
    programmes: HashMap<AreaIndex, Vec<KnownProgramme>>,
    agencies: HashMap<AreaCode, Vec<(Agency, bool)>>,
}

/// Rows by their area, in the order of their files; `place` gives the area of a
/// row with what is kept of it, or none for a row without a place.
fn by_area<R, K: Eq + Hash, T>(
    rows: &[Held<R>],
    mut place: impl FnMut(usize, &R) -> Option<(K, T)>,
) -> HashMap<K, Vec<T>> {
    let mut found: HashMap<K, Vec<T>> = HashMap::new();
    for held in rows {
        if let Some((area, kept)) = place(held.dataset, &held.row) {
            found.entry(area).or_default().push(kept);
        }
    }
    found
}

/// The day on which a dataset was imported, where an area is.
fn imported_on(holdings: &Holdings, dataset: usize, area: &AreaEntry) -> Date {
    let offset = UtcOffset::from_hms(area.time_zone.utc_offset_hours(), 0, 0).unwrap_or(UtcOffset::UTC);
    holdings.datasets[dataset].imported_at.to_offset(offset).date()
}

impl Register {
    pub(in crate::snapshot) fn build(
        holdings: &Holdings,
        areas: &Areas,
        anomalies: &mut Vec<Anomaly>,
    ) -> Self {
        let sample = |dataset: usize| holdings.datasets[dataset].meta.sample;
        let known = |dataset: usize, stated: Option<Date>, area: AreaIndex| {
            stated.unwrap_or_else(|| imported_on(holdings, dataset, &areas.all()[area]))
        };
        let mut find = |dataset: usize, code: AreaCode, kind: DatasetKind| {
            let found = areas.find(code);
            if found.is_none() {
                anomalies.push(Anomaly::UnknownArea { dataset, kind, code });
            }
            found
        };
        let mut facts = by_area(&holdings.events, |dataset, row| {
            let area = find(dataset, row.area, DatasetKind::KampungKb)?;
            let known = known(dataset, row.known, area);
            Some((area, Fact { event: row.clone(), dataset, sample: sample(dataset), known }))
        });
        for list in facts.values_mut() {
            list.sort_by_key(|fact| (fact.event.date, fact.known));
        }
        let problems = by_area(&holdings.problems, |dataset, row| {
            let area = find(dataset, row.area, DatasetKind::Problems)?;
            Some((area, public_problem(row, sample(dataset), known(dataset, row.known, area))))
        });
        let programmes = by_area(&holdings.programmes, |dataset, row| {
            let area = find(dataset, row.area, DatasetKind::Programmes)?;
            Some((area, public_programme(row, sample(dataset), known(dataset, row.known, area))))
        });
        let agencies =
            by_area(&holdings.agencies, |dataset, row| Some((row.area, (row.clone(), sample(dataset)))));
        Self { facts, problems, programmes, agencies }
    }

    /// The facts about a kelurahan, in order of time, all that were ever known.
    pub fn facts(&self, area: AreaIndex) -> &[Fact] {
        self.facts.get(&area).map_or(&[], Vec::as_slice)
    }

    /// Every problem of a kelurahan, in the order of the files.
    pub fn problems(&self, area: AreaIndex) -> &[KnownProblem] {
        self.problems.get(&area).map_or(&[], Vec::as_slice)
    }

    /// Every programme in a kelurahan, in the order of the files.
    pub fn programmes(&self, area: AreaIndex) -> &[KnownProgramme] {
        self.programmes.get(&area).map_or(&[], Vec::as_slice)
    }

    /// The agencies of a kabupaten or kota, each with whether it is invented.
    pub fn agencies(&self, city: AreaCode) -> &[(Agency, bool)] {
        self.agencies.get(&city).map_or(&[], Vec::as_slice)
    }

    /// The kelurahan that have any facts, by code.
    pub fn areas(&self) -> Vec<AreaIndex> {
        let mut areas: Vec<AreaIndex> = self.facts.keys().copied().collect();
        areas.sort_unstable();
        areas
    }

    /// The kelurahan of which anything is kept, by code.
    pub(in crate::snapshot) fn all_areas(&self) -> Vec<AreaIndex> {
        let keys = self.facts.keys().chain(self.problems.keys()).chain(self.programmes.keys());
        let mut areas: Vec<AreaIndex> = keys.copied().collect();
        areas.sort_unstable();
        areas.dedup();
        areas
    }

    /// Every agency, by city.
    pub(in crate::snapshot) fn all_agencies(&self) -> Vec<&(Agency, bool)> {
        let mut cities: Vec<&AreaCode> = self.agencies.keys().collect();
        cities.sort_unstable();
        cities.into_iter().flat_map(|city| self.agencies(*city)).collect()
    }
}

fn public_problem(row: &Problem, sample: bool, known: Date) -> KnownProblem {
    let size = shown(row.size);
    KnownProblem { problem: Problem { size: None, ..row.clone() }, size, sample, known }
}

fn public_programme(row: &Programme, sample: bool, known: Date) -> KnownProgramme {
    let (planned, realised) = (shown(row.planned), shown(row.realised));
    let programme = Programme { planned: None, realised: None, ..row.clone() };
    KnownProgramme { programme, planned, realised, sample, known }
}

fn shown(count: Option<i64>) -> Shown<PublicCount> {
    count.map_or(Shown::NotFilled(Reason::Blank), people)
}
