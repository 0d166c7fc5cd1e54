//! Two variables at once, as rows.

use serde::Serialize;
use utoipa::ToSchema;

use super::about::{EnteredJson, ReckonedIndicator, Speakers};
use super::methods::{self, MethodJson};
use crate::domain::{Level, Period};
use crate::http::shapes::{AreaRef, FigureJson, SourceJson};
use crate::http::{version, words};
use crate::query::{self, CLASSES, Variable};
use crate::snapshot::Snapshot;

/// Two variables at once.
#[derive(Serialize, ToSchema)]
pub struct Bivariate {
    /// The period that was asked about.
    period: String,
    #[schema(value_type = words::Level)]
    level: &'static str,
    /// The version of areas and figures together.
    version: String,
    /// Always `public`.
    audience: &'static str,
    /// Whether anything that entered is invented.
    sample: bool,
    /// How many areas show both figures, and why the others do not.
    entered: EnteredJson,
    /// Always `terciles`.
    scheme: &'static str,
    /// The first variable.
    a: VariableJson,
    /// The second variable.
    b: VariableJson,
    /// Nine colours, `colours[class of a][class of b]`, darkest where both are worst.
    colours: [[&'static str; CLASSES]; CLASSES],
    /// How each number comes about.
    methods: Vec<MethodJson>,
    /// Who gave the figures.
    sources: Vec<SourceJson>,
    /// One row an area, by code.
    rows: Vec<PairJson>,
}

/// One of two variables.
#[derive(Serialize, ToSchema)]
#[schema(as = Variable)]
struct VariableJson {
    indicator: ReckonedIndicator,
    /// The period of its figures: the one asked about, else the latest before it.
    period: String,
    /// The edges between its terciles, in per cent, half-open; fewer than two where
    /// many values are equal.
    edges: Vec<f64>,
}

/// An area with both figures.
#[derive(Serialize, ToSchema)]
#[schema(as = Pair)]
struct PairJson {
    #[serde(flatten)]
    area: AreaRef,
    /// The figure of the first variable.
    a: FigureJson,
    /// The figure of the second variable.
    b: FigureJson,
    /// The class of the first, 0 to 2 by value; none where either is not shown.
    class_a: Option<usize>,
    /// The class of the second.
    class_b: Option<usize>,
}

/// Two indicators at a level; none where one has no figures by the period.
pub(super) fn build(
    snapshot: &Snapshot,
    indicators: [usize; 2],
    period: Period,
    level: Level,
) -> Option<Bivariate> {
    let found = query::bivariate(snapshot, indicators, period, level)?;
    let mut speakers = Speakers::default();
    found.rows.iter().flat_map(|row| &row.figures).for_each(|row| speakers.hear(row));
    let sample = indicators.iter().any(|&indicator| speakers.sample(snapshot, indicator));
    let rows = found.rows.iter().map(|row| PairJson {
        area: AreaRef::at(snapshot, row.figures[0].area),
        a: FigureJson::of(&row.figures[0]),
        b: FigureJson::of(&row.figures[1]),
        class_a: row.classes.map(|classes| classes[0]),
        class_b: row.classes.map(|classes| classes[1]),
    });
    let rows = rows.collect();
    let [a, b] = found.variables.map(|variable| VariableJson::of(snapshot, variable));
    Some(Bivariate {
        period: period.to_string(),
        level: level.as_str(),
        version: version::of_values(snapshot).to_string(),
        audience: "public",
        sample,
        entered: EnteredJson::of(found.entered, level),
        scheme: "terciles",
        a,
        b,
        colours: found.colours,
        methods: vec![methods::rate(), methods::terciles()],
        sources: speakers.list(snapshot),
        rows,
    })
}

impl VariableJson {
    fn of(snapshot: &Snapshot, variable: Variable) -> Self {
        Self {
            indicator: ReckonedIndicator::of(snapshot, variable.indicator),
            period: variable.period.to_string(),
            edges: variable.edges,
        }
    }
}
