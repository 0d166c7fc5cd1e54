//! Rows of Kampung KB, agencies, problems and programmes, and how each becomes a
//! noun.

use sqlx::FromRow;

use super::error::Error;
use super::rows::{Noun, day, parsed, required_day};
use crate::domain::{Agency, KampungKbEvent, KampungKbFact, Problem, Programme};

#[derive(FromRow)]
pub(super) struct EventRow {
    version: i64,
    kode: String,
    nama: Option<String>,
    fact: String,
    fact_value: Option<String>,
    event_date: String,
    date_precision: String,
    proof: String,
    source: String,
    note: Option<String>,
    unit_level: Option<String>,
    presence: Option<String>,
    not_before: Option<String>,
    known: Option<String>,
    ended: Option<String>,
    due: Option<String>,
    document: Option<String>,
    responsible: Option<String>,
}

impl Noun for EventRow {
    type Noun = KampungKbEvent;

    fn version(&self) -> i64 {
        self.version
    }

    fn noun(self) -> Result<KampungKbEvent, Error> {
        let (value, presence) = (self.fact_value.as_deref(), self.presence.as_deref());
        let fact = KampungKbFact::from_words(&self.fact, value, presence)
            .ok_or_else(|| Error::Corrupt(format!("the fact {}", self.fact)))?;
        Ok(KampungKbEvent {
            area: self.kode.parse()?,
            name: self.nama,
            unit: parsed(self.unit_level.as_deref())?,
            fact,
            date: required_day(&self.event_date)?,
            precision: self.date_precision.parse()?,
            not_before: day(self.not_before.as_deref())?,
            known: day(self.known.as_deref())?,
            proof: self.proof.parse()?,
            ended: day(self.ended.as_deref())?,
            due: day(self.due.as_deref())?,
            document: self.document,
            responsible: self.responsible,
            source: self.source,
            note: self.note,
        })
    }
}

#[derive(FromRow)]
pub(super) struct AgencyRow {
    version: i64,
    kode: String,
    nama: String,
    short_name: Option<String>,
    valid_from: Option<String>,
    valid_to: Option<String>,
    successor: Option<String>,
    source: String,
}

impl Noun for AgencyRow {
    type Noun = Agency;

    fn version(&self) -> i64 {
        self.version
    }

    fn noun(self) -> Result<Agency, Error> {
        Ok(Agency {
            area: self.kode.parse()?,
            name: self.nama,
            short_name: self.short_name,
            valid_from: day(self.valid_from.as_deref())?,
            valid_to: day(self.valid_to.as_deref())?,
            successor: self.successor,
            source: self.source,
        })
    }
}

#[derive(FromRow)]
pub(super) struct ProblemRow {
    version: i64,
    id: String,
    kode: String,
    category: String,
    target_group: String,
    nama: String,
    problem_size: Option<i64>,
    found: String,
    known: Option<String>,
    solved: Option<String>,
    source: String,
}

impl Noun for ProblemRow {
    type Noun = Problem;

    fn version(&self) -> i64 {
        self.version
    }

    fn noun(self) -> Result<Problem, Error> {
        Ok(Problem {
            id: self.id.parse()?,
            area: self.kode.parse()?,
            category: self.category.parse()?,
            target_group: self.target_group.parse()?,
            name: self.nama,
            size: self.problem_size,
            found: required_day(&self.found)?,
            known: day(self.known.as_deref())?,
            solved: day(self.solved.as_deref())?,
            source: self.source,
        })
    }
}

#[derive(FromRow)]
pub(super) struct ProgrammeRow {
    version: i64,
    kode: String,
    opd: String,
    sector: String,
    nama: String,
    target_group: String,
    year: String,
    source: String,
    provider: String,
    answers: String,
    planned: Option<i64>,
    realised: Option<i64>,
    status: Option<String>,
    known: Option<String>,
}

impl Noun for ProgrammeRow {
    type Noun = Programme;

    fn version(&self) -> i64 {
        self.version
    }

    fn noun(self) -> Result<Programme, Error> {
        let answers = self.answers.split(';').filter(|id| !id.is_empty());
        Ok(Programme {
            area: self.kode.parse()?,
            opd: self.opd,
            provider: self.provider.parse()?,
            sector: self.sector.parse()?,
            name: self.nama,
            target_group: self.target_group.parse()?,
            answers: answers.map(str::parse).collect::<Result<_, _>>()?,
            planned: self.planned,
            realised: self.realised,
            year: self.year.parse()?,
            status: parsed(self.status.as_deref())?,
            known: day(self.known.as_deref())?,
            source: self.source,
        })
    }
}
