//! Which problems no programme answers, and which programmes answer none.

use crate::domain::{Level, Programme, ProgrammeStatus, Provider};
use crate::snapshot::{AreaIndex, AsOf, KnownProblem, KnownProgramme, Snapshot};

/// What does not meet in a kelurahan.
#[derive(Debug, Clone)]
pub struct Gaps<'a> {
    /// Problems, not yet solved, that no programme answers.
    pub problems: Vec<&'a KnownProblem>,
    /// Programmes that answer no problem that was found.
    pub programmes: Vec<&'a KnownProgramme>,
}

/// What does not meet as of a day. A programme that was given up answers nothing
/// and is not asked for a problem.
pub fn gaps(snapshot: &Snapshot, area: AreaIndex, as_of: AsOf) -> Gaps<'_> {
    let problems = snapshot.register.problems_as_of(area, as_of);
    let mut programmes = snapshot.register.programmes_as_of(area, as_of);
    programmes.retain(|one| goes_on(&one.programme));
    let open = |one: &&KnownProblem| one.problem.solved.is_none_or(|day| day > as_of.day);
    let unanswered = problems.iter().copied().filter(open).filter(|one| !is_answered(one, &programmes));
    let found = |one: &&KnownProgramme| {
        problems.iter().any(|problem| one.programme.answers.contains(&problem.problem.id))
    };
    let aimless = programmes.iter().copied().filter(|one| !found(one));
    Gaps { problems: unanswered.collect(), programmes: aimless.collect() }
}

/// Whether any of the programmes answers the problem.
pub fn is_answered(problem: &KnownProblem, programmes: &[&KnownProgramme]) -> bool {
    programmes
        .iter()
        .any(|one| goes_on(&one.programme) && one.programme.answers.contains(&problem.problem.id))
}

fn goes_on(programme: &Programme) -> bool {
    programme.status != Some(ProgrammeStatus::Batal)
}

/// Whether the agency of a programme is in the list of its city.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpdStanding<'a> {
    /// No list is there for the city, or a partner carries the programme.
    NotAsked,
    /// It has that name in the year of the programme.
    Valid,
    /// It had that name in other years; the one that took over, where it is known.
    OutOfYears(Option<&'a str>),
    /// The list does not have it.
    Unlisted,
}

/// Looks up the agency of a programme.
pub fn opd_standing<'a>(snapshot: &'a Snapshot, programme: &Programme) -> OpdStanding<'a> {
    let city = programme.area.at(Level::Kota);
    let agencies = city.map_or(&[][..], |city| snapshot.register.agencies(city));
    if agencies.is_empty() || programme.provider == Provider::Mitra {
        return OpdStanding::NotAsked;
    }
    let named = || agencies.iter().map(|(agency, _)| agency).filter(|agency| agency.name == programme.opd);
    if named().any(|agency| agency.is_valid_in(programme.year)) {
        return OpdStanding::Valid;
    }
    named()
        .next_back()
        .map_or(OpdStanding::Unlisted, |agency| OpdStanding::OutOfYears(agency.successor.as_deref()))
}
