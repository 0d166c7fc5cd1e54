//! Figures apart from geometry: one indicator at a time.
//!
//! One period comes as rows with all that a reader must know (`rows`), as a
//! table for spreadsheets (`table`) or as columns of numbers that a map joins by
//! id (`binary`). All periods come as columns, as JSON (`columns`) or binary.
//! The form is the ending of the address; nothing is negotiated, so a link that
//! is passed on opens as what it was.

mod sources;
mod rows;
mod table;
mod columns;
mod binary;

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::caching::Content;
use super::extract::{self, Path, Query, Seen, short};
use super::problem::{Kind, Problem};
use super::{Made, Server, away, json, version};
use crate::domain::{Disclosure, Indicator, Level, Period};
use crate::snapshot::Snapshot;
pub use columns::Columns;
pub use rows::Values;

/// The forms of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// `.json`, or no ending.
    Json,
    /// `.csv`.
    Csv,
    /// `.bin`.
    Binary,
}

/// What kept figures are of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ValuesOf {
    /// One period.
    Period(Period),
    /// Several, in order of time; columns.
    Periods(Vec<Period>),
}

/// How figures are rounded. Parts need not add up.
#[derive(Serialize, ToSchema)]
struct Rounding {
    /// Counts are rounded to the nearest multiple of this.
    counts_to: u32,
    /// Percentages are rounded to the nearest multiple of this.
    percent_to: u32,
}

impl Rounding {
    fn of(indicator: &Indicator) -> Option<Self> {
        (indicator.disclosure != Disclosure::Wilayah).then_some(Self { counts_to: 5, percent_to: 1 })
    }
}

/// The most figures in one answer: four years of months for every kelurahan of
/// the country.
pub(super) const MOST_FIGURES: usize = 4_100_000;

/// The figures of one indicator and period for all areas of a level: as rows, or
/// with `.csv` behind the level (and its version) as a table, or with `.bin` as
/// columns of numbers (docs/data-formats.md).
#[utoipa::path(get, path = "/v1/values/{indicator}/{period}/{level}", tag = "figures",
    params(("indicator" = String, Path, description = "An id of the catalogue"),
           ("period" = String, Path, description = "2024, 2024-08, 2024-08-31 or undated"),
           ("level" = String, Path, description = "A level; with @version behind it the answer never changes; then the form: .json (also without), .csv, .bin")),
    responses((status = 200, content((Values = "application/json"), (String = "text/csv"), (Vec<u8> = "application/vnd.jangkau.columns"))),
              (status = 400, body = super::problem::ProblemDocument),
              (status = 404, body = super::problem::ProblemDocument), (status = 410, body = super::problem::ProblemDocument)))]
pub async fn values(
    State(server): State<Arc<Server>>,
    seen: Seen,
    Path((indicator, period, level)): Path<(String, String, String)>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let (segment, form) = form(&level)?;
    let (word, token) = version::cut(segment);
    let address = |current| {
        format!("/v1/values/{}/{}/{word}@{current}{}", short(&indicator), short(&period), form.ending())
    };
    let (snapshot, keep) = version::seen(&seen, token, version::of_values, address)?;
    let level = extract::level(word)?;
    let index = extract::indicator(snapshot, &indicator)?;
    let period = extract::period(&period)?;
    snapshot.public.column(index, period, level).ok_or_else(|| nobody(snapshot, index, level))?;
    let content = kept(&server, snapshot, index, level, ValuesOf::Period(period), form).await?;
    Ok(named(content.answer(&headers, keep), form, &format!("{indicator}-{period}-{}", level.as_str())))
}

/// The figures of one indicator and level in all periods, or in those asked for:
/// the areas once, and columns of numbers for each period; as JSON, or with
/// `.bin` behind the level (and its version) binary (docs/data-formats.md).
#[utoipa::path(get, path = "/v1/values/{indicator}/{level}", tag = "figures",
    params(("indicator" = String, Path, description = "An id of the catalogue"),
           ("level" = String, Path, description = "A level; with @version behind it the answer never changes; then the form: .json (also without), .bin"),
           ("periods" = Option<String>, Query, description = "Only these periods, separated by commas")),
    responses((status = 200, content((Columns = "application/json"), (Vec<u8> = "application/vnd.jangkau.columns"))),
              (status = 400, body = super::problem::ProblemDocument),
              (status = 404, body = super::problem::ProblemDocument), (status = 410, body = super::problem::ProblemDocument)))]
pub async fn periods(
    State(server): State<Arc<Server>>,
    seen: Seen,
    Path((indicator, level)): Path<(String, String)>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    query.only(&["periods"])?;
    let (segment, form) = form(&level)?;
    if form == Form::Csv {
        return Err(Problem::new(
            Kind::NotFound,
            "a table holds one period: /v1/values/{indicator}/{period}/{level}.csv",
        ));
    }
    let (word, token) = version::cut(segment);
    let address = |current| format!("/v1/values/{}/{word}@{current}{}", short(&indicator), form.ending());
    let (snapshot, keep) = version::seen(&seen, token, version::of_values, address)?;
    let level = extract::level(word)?;
    let index = extract::indicator(snapshot, &indicator)?;
    let periods = wished(snapshot, index, level, query.text("periods"))?;
    let content = kept(&server, snapshot, index, level, ValuesOf::Periods(periods), form).await?;
    Ok(named(content.answer(&headers, keep), form, &format!("{indicator}-{}", level.as_str())))
}

/// The periods that are asked for, each once, in order of time.
fn wished(
    snapshot: &Snapshot,
    indicator: usize,
    level: Level,
    text: Option<&str>,
) -> Result<Vec<Period>, Problem> {
    let mut there = snapshot.public.periods(indicator, level);
    if let Some(text) = text {
        let asked: Vec<Period> = text
            .split(',')
            .map(|word| {
                word.parse().map_err(|error: crate::domain::InvalidValue| {
                    Problem::parameter("periods", error.to_string())
                })
            })
            .collect::<Result<_, _>>()?;
        if !asked.iter().all(|period| there.contains(period)) {
            return Err(nobody(snapshot, indicator, level));
        }
        there.retain(|period| asked.contains(period));
    }
    if there.is_empty() {
        return Err(nobody(snapshot, indicator, level));
    }
    let figures = there.len() * snapshot.areas.of_level(level).len();
    if figures > MOST_FIGURES {
        let detail = format!("{figures} figures are more than {MOST_FIGURES}; ask for fewer periods");
        return Err(Problem::parameter("periods", detail));
    }
    Ok(there)
}

/// Figures in a form, made away from the threads that answer when they are
/// first asked for. Somebody says something in each of the periods.
async fn kept(
    server: &Server,
    snapshot: &Arc<Snapshot>,
    indicator: usize,
    level: Level,
    of: ValuesOf,
    form: Form,
) -> Result<Arc<Content>, Problem> {
    let key = Made::Values { token: version::of_values(snapshot), indicator, level, of: of.clone(), form };
    if let Some(content) = server.made.get(&key).flatten() {
        return Ok(content);
    }
    let (made, snapshot) = (server.made.clone(), Arc::clone(snapshot));
    let content =
        away(move || made.get_with(key, || Some(make(&snapshot, indicator, level, &of, form)))).await?;
    content.ok_or_else(|| Problem::new(Kind::Internal, "it has been logged"))
}

fn make(snapshot: &Snapshot, indicator: usize, level: Level, of: &ValuesOf, form: Form) -> Arc<Content> {
    match (of, form) {
        (ValuesOf::Period(period), Form::Json) => json(&rows::build(snapshot, indicator, *period, level)),
        (ValuesOf::Period(period), Form::Csv) => Content::new(
            table::write(&rows::build(snapshot, indicator, *period, level)),
            super::table::MEDIA_TYPE,
        ),
        (ValuesOf::Periods(periods), Form::Json | Form::Csv) => {
            json(&columns::build(snapshot, indicator, level, periods))
        }
        (of, Form::Binary) => {
            let periods = match of {
                ValuesOf::Period(period) => std::slice::from_ref(period),
                ValuesOf::Periods(periods) => periods,
            };
            let columns = columns::build(snapshot, indicator, level, periods);
            Content::new(binary::write(&columns), binary::MEDIA_TYPE)
        }
    }
}

/// Says for which periods there are figures at a level.
pub(super) fn nobody(snapshot: &Snapshot, indicator: usize, level: Level) -> Problem {
    let periods: Vec<String> =
        snapshot.public.periods(indicator, level).iter().map(ToString::to_string).collect();
    let detail = if periods.is_empty() {
        format!("there are none at level {level}; the catalogue lists the levels")
    } else {
        format!("at level {level} there are figures for {}", periods.join(", "))
    };
    Problem::new(Kind::NoSuchFigures, detail)
}

/// A segment without its ending, and the form that the ending names.
fn form(segment: &str) -> Result<(&str, Form), Problem> {
    match segment.rsplit_once('.') {
        None => Ok((segment, Form::Json)),
        Some((rest, "json")) => Ok((rest, Form::Json)),
        Some((rest, "csv")) => Ok((rest, Form::Csv)),
        Some((rest, "bin")) => Ok((rest, Form::Binary)),
        Some((_, other)) => {
            let detail = format!("figures come as .json, .csv or .bin, and not as .{}", short(other));
            Err(Problem::new(Kind::NotFound, detail))
        }
    }
}

impl Form {
    fn ending(self) -> &'static str {
        match self {
            Self::Json => "",
            Self::Csv => ".csv",
            Self::Binary => ".bin",
        }
    }
}

/// A table comes as a file with a name.
fn named(answer: Response, form: Form, name: &str) -> Response {
    if form == Form::Csv { super::table::attachment(answer, name) } else { answer }
}
