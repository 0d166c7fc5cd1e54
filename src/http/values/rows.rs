//! The figures of one period as rows, with all that a reader must know.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::Rounding;
use super::sources::Positions;
use crate::domain::{Level, Period, State as FigureState};
use crate::http::shapes::{AreaRef, FigureJson, SeriesRef, SourceJson};
use crate::http::{version, words};
use crate::query;
use crate::snapshot::Snapshot;

/// The figures of one indicator and period for all areas of a level.
#[derive(Serialize, ToSchema)]
pub struct Values {
    pub(super) indicator: String,
    pub(super) period: String,
    #[schema(value_type = words::Level)]
    level: &'static str,
    /// The version of areas and figures together.
    pub(super) version: String,
    /// Always `public`.
    audience: &'static str,
    /// Whether the figures are invented.
    pub(super) sample: bool,
    #[schema(value_type = words::Unit)]
    pub(super) unit: &'static str,
    #[schema(value_type = words::DenominatorKind)]
    pub(super) denominator_kind: &'static str,
    pub(super) series: SeriesRef,
    /// How figures are rounded; none where they are not.
    rounding: Option<Rounding>,
    /// How many areas are in each of the five states.
    states: BTreeMap<&'static str, usize>,
    /// Who says so; rows name a source by its position here.
    pub(super) sources: Vec<SourceJson>,
    /// One row an area, by code.
    pub(super) values: Vec<ValueRow>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct ValueRow {
    #[serde(flatten)]
    pub(super) area: AreaRef,
    #[serde(flatten)]
    pub(super) figure: FigureJson,
    /// A position in `sources`; none where nobody says so, or where it is rolled up.
    pub(super) source: Option<usize>,
    /// How many other sources say something about the same.
    others: usize,
}

/// The rows of a period in which somebody says something; else there are none.
pub(super) fn build(snapshot: &Snapshot, indicator: usize, period: Period, level: Level) -> Values {
    let rows = query::values(snapshot, indicator, period, level).unwrap_or_default();
    let entry = &snapshot.indicators[indicator];
    let mut positions = Positions::default();
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
            source: row.cell.source.map(|source| positions.of(source) as usize),
            others: row.cell.others.len(),
        })
        .collect();
    Values {
        indicator: entry.id.to_string(),
        period: period.to_string(),
        level: level.as_str(),
        version: version::of_values(snapshot).to_string(),
        audience: "public",
        sample: entry.id.is_sample(),
        unit: entry.unit.as_str(),
        denominator_kind: entry.denominator_kind.as_str(),
        series: SeriesRef::of(entry),
        rounding: Rounding::of(entry),
        states,
        sources: positions.list(snapshot),
        values,
    }
}
