//! Figures apart from geometry: one indicator, period and level at a time.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::caching::Keep;
use super::extract::{self, Path, Query, Seen, short};
use super::problem::{Kind, Problem};
use super::shapes::{AreaRef, FigureJson, SeriesRef, SourceJson};
use super::words;
use super::{Made, Server, json, version};
use crate::domain::{Disclosure, Level, Period, State as FigureState};
use crate::query;
use crate::snapshot::{Snapshot, SourceIndex};

/// The figures of one indicator and period for all areas of a level.
#[derive(Serialize, ToSchema)]
pub struct Values {
    indicator: String,
    period: String,
    #[schema(value_type = words::Level)]
    level: &'static str,
    /// The version of areas and figures together.
    version: String,
    /// Always `public`.
    audience: &'static str,
    /// Whether the figures are invented.
    sample: bool,
    #[schema(value_type = words::Unit)]
    unit: &'static str,
    #[schema(value_type = words::DenominatorKind)]
    denominator_kind: &'static str,
    series: SeriesRef,
    /// How figures are rounded; none where they are not.
    rounding: Option<Rounding>,
    /// How many areas are in each of the five states.
    states: BTreeMap<&'static str, usize>,
    /// Who says so; rows name a source by its position here.
    sources: Vec<SourceJson>,
    /// One row an area, by code.
    values: Vec<ValueRow>,
}

/// How figures are rounded. Parts need not add up.
#[derive(Serialize, ToSchema)]
struct Rounding {
    /// Counts are rounded to the nearest multiple of this.
    counts_to: u32,
    /// Percentages are rounded to the nearest multiple of this.
    percent_to: u32,
}

#[derive(Serialize, ToSchema)]
struct ValueRow {
    #[serde(flatten)]
    area: AreaRef,
    #[serde(flatten)]
    figure: FigureJson,
    /// A position in `sources`; none where nobody says so, or where it is rolled up.
    source: Option<usize>,
    /// How many other sources say something about the same.
    others: usize,
}

/// The figures of one indicator and period for all areas of a level.
#[utoipa::path(get, path = "/v1/values/{indicator}/{period}/{level}", tag = "figures",
    params(("indicator" = String, Path, description = "An id of the catalogue"),
           ("period" = String, Path, description = "2024, 2024-08, 2024-08-31 or undated"),
           ("level" = String, Path, description = "A level; with @version behind it the answer never changes")),
    responses((status = 200, body = Values), (status = 400, body = super::problem::ProblemDocument),
              (status = 404, body = super::problem::ProblemDocument), (status = 410, body = super::problem::ProblemDocument)))]
pub async fn values(
    State(server): State<Arc<Server>>,
    seen: Seen,
    Path((indicator, period, level)): Path<(String, String, String)>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let (level, token) = match level.split_once('@') {
        Some((level, token)) => (level.to_owned(), Some(token.to_owned())),
        None => (level, None),
    };
    let (snapshot, keep) = match &token {
        None => (seen.snapshot(), Keep::AMinute),
        Some(token) => {
            let address =
                |current| format!("/v1/values/{}/{}/{level}@{current}", short(&indicator), short(&period));
            (&**version::find(&seen, token, version::of_values, address)?, Keep::Forever)
        }
    };
    let level = extract::level(&level)?;
    let index = extract::indicator(snapshot, &indicator)?;
    let period = extract::period(&period)?;
    let key = Made::Values { token: version::of_values(snapshot), indicator: index, period, level };
    let content = match server.made.get(&key).flatten() {
        Some(content) => content,
        None => {
            let built =
                build(snapshot, index, period, level).ok_or_else(|| nobody(snapshot, index, level))?;
            let content = json(&built);
            server.made.insert(key, Some(Arc::clone(&content)));
            content
        }
    };
    Ok(content.answer(&headers, keep))
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

fn build(snapshot: &Snapshot, indicator: usize, period: Period, level: Level) -> Option<Values> {
    let rows = query::values(snapshot, indicator, period, level)?;
    let entry = &snapshot.indicators[indicator];
    let mut positions: BTreeMap<SourceIndex, usize> = BTreeMap::new();
    for source in rows.iter().filter_map(|row| row.cell.source) {
        let next = positions.len();
        positions.entry(source).or_insert(next);
    }
    let mut sources: Vec<(usize, SourceJson)> =
        positions.iter().map(|(&source, &position)| (position, SourceJson::at(snapshot, source))).collect();
    sources.sort_by_key(|(position, _)| *position);
    let mut states: BTreeMap<&'static str, usize> =
        FigureState::ALL.iter().map(|state| (state.as_str(), 0)).collect();
    for row in &rows {
        *states.entry(row.state().as_str()).or_default() += 1;
    }
    let values = rows
        .iter()
        .map(|row| ValueRow {
            area: AreaRef::at(snapshot, row.area),
            figure: FigureJson::of(row),
            source: row.cell.source.and_then(|source| positions.get(&source).copied()),
            others: row.cell.others.len(),
        })
        .collect();
    Some(Values {
        indicator: entry.id.to_string(),
        period: period.to_string(),
        level: level.as_str(),
        version: version::of_values(snapshot).to_string(),
        audience: "public",
        sample: entry.id.is_sample(),
        unit: entry.unit.as_str(),
        denominator_kind: entry.denominator_kind.as_str(),
        series: SeriesRef::of(entry),
        rounding: (entry.disclosure != Disclosure::Wilayah)
            .then_some(Rounding { counts_to: 5, percent_to: 1 }),
        states,
        sources: sources.into_iter().map(|(_, source)| source).collect(),
        values,
    })
}
