//! How it stands with a Kampung KB on a day, and what may be true of it.

use time::Date;

use super::{Fact, Register};
use crate::domain::{AreaCode, Class, CycleStage, KampungKbFact, words};
use crate::snapshot::areas::AreaIndex;

/// A day, and the day on which that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AsOf {
    /// The day that the question is about.
    pub day: Date,
    /// The last day whose knowledge may be used; none for all that is known now.
    pub known: Option<Date>,
}

impl AsOf {
    /// A day, with all that is known now.
    pub fn on(day: Date) -> Self {
        Self { day, known: None }
    }

    /// Whether something that became known on a day may be used.
    pub fn knows(self, known: Date) -> bool {
        self.known.is_none_or(|last| known <= last)
    }
}

words! {
    /// How it stands with the Kampung KB of a kelurahan on a day.
    Status as "Kampung KB status" {
        /// It exists.
        Exists = "ada",
        /// It is known to have been launched or formed only later.
        NotYet = "belum",
        /// It is planned, and nothing shows that it exists.
        Planned = "rencana",
        /// It existed and is no longer active.
        Inactive = "tidak aktif",
        /// Nothing is known: no fact, or only that it existed on a later day.
        Unknown = "tidak diketahui",
    }
}

words! {
    /// Whether a Kampung KB is there, as far as the facts go.
    Existence as "existence" {
        /// A fact shows that it is there.
        Certain = "pasti",
        /// Its date is only known as "by then at the latest", and it may be there
        /// already.
        Possible = "mungkin",
        /// No fact says anything of it.
        Unsaid = "tidak disebut",
        /// It came only later, or is no more.
        No = "tidak",
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
    /// The facts about a kelurahan that were known, in order of time, those
    /// after the day with them.
    pub fn known_facts(
        &self,
        area: AreaIndex,
        as_of: AsOf,
    ) -> impl DoubleEndedIterator<Item = &Fact> + Clone {
        self.facts(area).iter().filter(move |fact| as_of.knows(fact.known))
    }

    /// How it stands as of a day.
    ///
    /// A fact is certain from [`crate::domain::KampungKbEvent::latest`] on.
    pub fn standing(&self, area: AreaIndex, as_of: AsOf) -> Standing<'_> {
        let facts = self.known_facts(area, as_of);
        let by_then = facts.clone().filter(move |fact| fact.event.latest() <= as_of.day);
        let since = by_then.clone().find(|fact| fact.event.fact.shows_existence());
        // An invented class or stage says nothing about a Kampung KB that is not
        // known to exist yet.
        let told = by_then.clone().rev().filter(|fact| !fact.sample || since.is_some());
        let class = told.clone().find_map(|fact| match fact.event.fact {
            KampungKbFact::Classified(class) => Some((class, fact)),
            _ => None,
        });
        let stage = told.clone().find_map(|fact| match fact.event.fact {
            KampungKbFact::Reached(stage) => Some((stage, fact)),
            _ => None,
        });
        // A name given later is how it is called today; a name of that day wins.
        let name = by_then.rev().chain(facts.clone()).find_map(|fact| fact.event.name.as_deref());
        Standing { status: status(facts, as_of.day), name, since, class, stage }
    }

    /// Whether it is there as of a day, with what may be and what nobody says.
    pub fn existence(&self, area: AreaIndex, as_of: AsOf) -> Existence {
        let facts = self.known_facts(area, as_of);
        match status(facts.clone(), as_of.day) {
            Status::Exists => Existence::Certain,
            Status::NotYet | Status::Inactive => Existence::No,
            Status::Planned | Status::Unknown => {
                let mut shown = facts.filter(|fact| fact.event.fact.shows_existence()).peekable();
                if shown.peek().is_none() {
                    Existence::Unsaid
                } else if shown.all(|fact| fact.event.earliest().is_some_and(|first| first > as_of.day)) {
                    Existence::No
                } else {
                    Existence::Possible
                }
            }
        }
    }

    /// The days on which the answer of [`Register::existence`] may change, as
    /// far as was known, in order of time.
    pub fn turning_days(&self, area: AreaIndex, as_of: AsOf) -> Vec<Date> {
        let mut days: Vec<Date> = self
            .known_facts(area, as_of)
            .filter(|fact| fact.event.fact.shows_existence() || fact.event.fact.shows_end())
            .flat_map(|fact| fact.event.earliest().into_iter().chain([fact.event.latest()]))
            .collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The first and the last day on which a fact shows that one exists, as far
    /// as was known.
    pub fn days(&self, known: Option<Date>) -> Option<(Date, Date)> {
        let as_of = AsOf { day: Date::MAX, known };
        let facts = || self.facts.values().flatten().filter(move |fact| as_of.knows(fact.known));
        let days =
            || facts().filter(|fact| fact.event.fact.shows_existence()).map(|fact| fact.event.latest());
        days().min().zip(days().max())
    }

    /// Into which Kampung KB it was merged by that day, where it was.
    pub fn merged_into(&self, area: AreaIndex, as_of: AsOf) -> Option<AreaCode> {
        let ended = self.known_facts(area, as_of).rev().filter(|fact| fact.event.latest() <= as_of.day);
        ended.into_iter().find_map(|fact| match fact.event.fact {
            KampungKbFact::MergedInto(code) => Some(code),
            _ => None,
        })
    }
}

fn status<'a>(facts: impl DoubleEndedIterator<Item = &'a Fact> + Clone, day: Date) -> Status {
    for fact in facts.clone().rev().filter(|fact| fact.event.latest() <= day) {
        match fact.event.fact {
            fact if fact.shows_end() => return Status::Inactive,
            fact if fact.shows_existence() => return Status::Exists,
            _ => {}
        }
    }
    let only_later = facts
        .clone()
        .filter(|fact| fact.event.fact.shows_existence())
        .map(|fact| fact.event.earliest().is_some_and(|first| first > day))
        .reduce(|all, later| all && later)
        .unwrap_or(false);
    let planned =
        facts.clone().any(|fact| fact.event.latest() <= day && fact.event.fact == KampungKbFact::Planned);
    match (planned, only_later) {
        (true, _) => Status::Planned,
        (false, true) => Status::NotYet,
        (false, false) => Status::Unknown,
    }
}
