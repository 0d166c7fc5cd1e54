//! The register of Kampung KB: dated facts, and what follows from them for a day.

use std::collections::HashMap;

use time::Date;

use super::anomaly::Anomaly;
use super::areas::{AreaIndex, Areas};
use crate::domain::{
    AreaCode, Class, CycleStage, DatasetKind, DatePrecision, Holdings, KampungKbEvent, KampungKbFact,
    Programme, words,
};

/// A fact with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The fact.
    pub event: KampungKbEvent,
    /// The dataset that carries it.
    pub dataset: usize,
    /// Whether it is invented.
    pub sample: bool,
}

/// Facts and programmes by kelurahan.
pub struct Register {
    facts: HashMap<AreaIndex, Vec<Fact>>,
    programmes: HashMap<AreaIndex, Vec<(Programme, bool)>>,
}

words! {
    /// How it stands with the Kampung KB of a kelurahan on a day.
    Status as "Kampung KB status" {
        /// It exists.
        Exists = "ada",
        /// It is exactly known to have been launched or formed only later.
        NotYet = "belum",
        /// It is planned, and nothing shows that it exists.
        Planned = "rencana",
        /// It existed and is no longer active.
        Inactive = "tidak aktif",
        /// Nothing is known: no fact, or only that it existed on a later day.
        Unknown = "tidak diketahui",
    }
}

/// Everything about a Kampung KB on a day.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// Whether it exists.
    pub status: Status,
    /// Its name, where one is known.
    pub name: Option<&'a str>,
    /// The first fact that shows its existence, known by that day.
    pub since: Option<&'a Fact>,
    /// Its class as last assessed.
    pub class: Option<(Class, &'a Fact)>,
    /// The stage of the cycle that it has reached.
    pub stage: Option<(CycleStage, &'a Fact)>,
}

impl Register {
    pub(super) fn build(holdings: &Holdings, areas: &Areas, anomalies: &mut Vec<Anomaly>) -> Self {
        let sample = |dataset: usize| holdings.datasets[dataset].meta.sample;
        let mut find = |dataset: usize, code: AreaCode, kind: DatasetKind| {
            let found = areas.find(code);
            if found.is_none() {
                anomalies.push(Anomaly::UnknownArea { dataset, kind, code });
            }
            found
        };
        let mut facts: HashMap<AreaIndex, Vec<Fact>> = HashMap::new();
        for held in &holdings.events {
            if let Some(area) = find(held.dataset, held.row.area, DatasetKind::KampungKb) {
                let fact =
                    Fact { event: held.row.clone(), dataset: held.dataset, sample: sample(held.dataset) };
                facts.entry(area).or_default().push(fact);
            }
        }
        for list in facts.values_mut() {
            list.sort_by_key(|fact| fact.event.date);
        }
        let mut programmes: HashMap<AreaIndex, Vec<(Programme, bool)>> = HashMap::new();
        for held in &holdings.programmes {
            if let Some(area) = find(held.dataset, held.row.area, DatasetKind::Programmes) {
                programmes.entry(area).or_default().push((held.row.clone(), sample(held.dataset)));
            }
        }
        Self { facts, programmes }
    }

    /// The facts about a kelurahan, in order of time.
    pub fn facts(&self, area: AreaIndex) -> &[Fact] {
        self.facts.get(&area).map_or(&[], Vec::as_slice)
    }

    /// The programmes in a kelurahan, each with whether it is invented.
    pub fn programmes(&self, area: AreaIndex) -> &[(Programme, bool)] {
        self.programmes.get(&area).map_or(&[], Vec::as_slice)
    }

    /// The kelurahan that have any facts, by code.
    pub fn areas(&self) -> Vec<AreaIndex> {
        let mut areas: Vec<AreaIndex> = self.facts.keys().copied().collect();
        areas.sort_unstable();
        areas
    }

    /// The first and the last day on which a fact shows that one exists.
    pub fn days(&self) -> Option<(Date, Date)> {
        let days = || {
            self.facts
                .values()
                .flatten()
                .filter(|fact| fact.event.fact.shows_existence())
                .map(|fact| fact.event.date)
        };
        days().min().zip(days().max())
    }

    /// How it stands on a day.
    pub fn standing(&self, area: AreaIndex, day: Date) -> Standing<'_> {
        let facts = self.facts(area);
        let known = facts.iter().filter(|fact| fact.event.date <= day);
        let since = known.clone().find(|fact| fact.event.fact.shows_existence());
        // An invented class or stage says nothing about a Kampung KB that is not
        // known to exist yet.
        let told = known.clone().rev().filter(|fact| !fact.sample || since.is_some());
        let class = told.clone().find_map(|fact| match fact.event.fact {
            KampungKbFact::Classified(class) => Some((class, fact)),
            _ => None,
        });
        let stage = told.clone().find_map(|fact| match fact.event.fact {
            KampungKbFact::Reached(stage) => Some((stage, fact)),
            _ => None,
        });
        let name = facts.iter().rev().find_map(|fact| fact.event.name.as_deref());
        Standing { status: status(facts, day), name, since, class, stage }
    }
}

fn status(facts: &[Fact], day: Date) -> Status {
    let known = facts.iter().rev().filter(|fact| fact.event.date <= day);
    for fact in known {
        match fact.event.fact {
            KampungKbFact::Inactive => return Status::Inactive,
            fact if fact.shows_existence() => return Status::Exists,
            _ => {}
        }
    }
    let later = facts.iter().filter(|fact| fact.event.date > day && fact.event.fact.shows_existence());
    let exactly_later = later
        .map(|fact| fact.event.precision != DatePrecision::ByLatest)
        .reduce(|all, exact| all && exact)
        .unwrap_or(false);
    let planned =
        facts.iter().any(|fact| fact.event.date <= day && fact.event.fact == KampungKbFact::Planned);
    match (planned, exactly_later) {
        (true, _) => Status::Planned,
        (false, true) => Status::NotYet,
        (false, false) => Status::Unknown,
    }
}
