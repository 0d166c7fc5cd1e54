//! The day of a question, and the day as known on which it is asked.

use serde::Serialize;
use utoipa::ToSchema;

use super::super::extract::Query;
use super::super::problem::Problem;
use super::super::shapes::moment;
use crate::domain::TimeZone;
use crate::snapshot::AsOf;

/// The parameters that [`as_of`] reads; `on` is another name of `date`.
pub const AS_OF: [&str; 3] = ["date", "on", "known"];

/// Reads `date` (or `on`) and `known`; without a date it is today.
pub fn as_of(query: &Query, zone: TimeZone) -> Result<AsOf, Problem> {
    let (date, on) = (query.day("date")?, query.day("on")?);
    if date.is_some() && on.is_some() {
        return Err(Problem::parameter("on", "it means the same as \"date\"; give one of them"));
    }
    Ok(AsOf { day: moment(date.or(on), zone).day, known: query.day("known")? })
}

/// The day, and the day as known on which it was looked at.
#[derive(Serialize, ToSchema)]
#[schema(as = AsOf)]
pub struct AsOfJson {
    /// The day.
    pub on: String,
    /// What became known after this day takes no part; null for all that is
    /// known now.
    pub known: Option<String>,
}

impl AsOfJson {
    /// Of a question.
    pub fn of(as_of: AsOf) -> Self {
        Self { on: as_of.day.to_string(), known: as_of.known.map(|day| day.to_string()) }
    }
}
