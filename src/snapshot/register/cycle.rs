//! The cycle of a Kampung KB: stages, facilities, problems and programmes.

use time::Date;

use super::standing::{AsOf, Status};
use super::{Fact, KnownProblem, KnownProgramme, Register};
use crate::domain::{CycleStage, Facility, KampungKbFact, Presence};
use crate::snapshot::areas::AreaIndex;

/// A stage of the cycle, from its start to its end.
#[derive(Debug, Clone, Copy)]
pub struct StageSpan<'a> {
    /// Which one.
    pub stage: CycleStage,
    /// What was last known of it.
    pub fact: &'a Fact,
    /// When it ended; none while it goes on, and where nobody says.
    pub ended: Option<Date>,
    /// Whether the day on which it was due is past, and it has not ended.
    pub overdue: bool,
}

/// What is known of a facility.
#[derive(Debug, Clone, Copy)]
pub struct FacilityFact<'a> {
    /// Which one.
    pub facility: Facility,
    /// Whether it is there; not filled where no fact says anything.
    pub presence: Presence,
    /// The fact that says so.
    pub fact: Option<&'a Fact>,
}

impl Register {
    /// The stages that were entered by the day, in their order. Of several rows
    /// about a stage, the one that became known last speaks.
    pub fn stages(&self, area: AreaIndex, as_of: AsOf) -> Vec<StageSpan<'_>> {
        let facts = self.told(area, as_of);
        let span = |&stage: &CycleStage| {
            let fact = facts
                .iter()
                .filter(|fact| fact.event.fact == KampungKbFact::Reached(stage))
                .max_by_key(|fact| fact.known)?;
            let ended = fact.event.ended.filter(|ended| *ended <= as_of.day);
            let overdue = ended.is_none() && fact.event.due.is_some_and(|due| due < as_of.day);
            Some(StageSpan { stage, fact, ended, overdue })
        };
        CycleStage::ALL.iter().filter_map(span).collect()
    }

    /// Every facility, with what was last known of it by the day.
    pub fn facilities(&self, area: AreaIndex, as_of: AsOf) -> Vec<FacilityFact<'_>> {
        let facts = self.told(area, as_of);
        let last = |&facility: &Facility| {
            let found = facts.iter().rev().find_map(|fact| match fact.event.fact {
                KampungKbFact::Facility(of, presence) if of == facility => Some((presence, *fact)),
                _ => None,
            });
            let presence = found.map_or(Presence::BelumDiisi, |(presence, _)| presence);
            FacilityFact { facility, presence, fact: found.map(|(_, fact)| fact) }
        };
        Facility::ALL.iter().map(last).collect()
    }

    /// The problems that were found and known by the day, in the order of the files.
    pub fn problems_as_of(&self, area: AreaIndex, as_of: AsOf) -> Vec<&KnownProblem> {
        let there = |one: &&KnownProblem| one.problem.found <= as_of.day && as_of.knows(one.known);
        self.problems(area).iter().filter(there).collect()
    }

    /// The programmes known, of plans up to the year after the day, in the order
    /// of the files.
    pub fn programmes_as_of(&self, area: AreaIndex, as_of: AsOf) -> Vec<&KnownProgramme> {
        let of_the_time = |one: &&KnownProgramme| {
            let begins = one.programme.year.first_day();
            begins.is_none_or(|day| day.year() <= as_of.day.year() + 1) && as_of.knows(one.known)
        };
        self.programmes(area).iter().filter(of_the_time).collect()
    }

    /// The facts by the day; invented ones only of a Kampung KB that is there.
    fn told(&self, area: AreaIndex, as_of: AsOf) -> Vec<&Fact> {
        let exists = self.standing(area, as_of).status == Status::Exists;
        self.known_facts(area, as_of)
            .filter(|fact| fact.event.latest() <= as_of.day && (exists || !fact.sample))
            .collect()
    }
}
