//! Changes as rows and as a table.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::about::{EnteredJson, ReckonedIndicator, Speakers};
use super::methods::{self, MethodJson};
use crate::domain::{Level, Period};
use crate::http::shapes::{AreaRef, FigureJson, SourceJson};
use crate::http::{table, version, words};
use crate::query::{self, Change, ChangeRow};
use crate::snapshot::Snapshot;

/// What became of each area between two periods.
#[derive(Serialize, ToSchema)]
pub struct Changes {
    indicator: ReckonedIndicator,
    /// The earlier period.
    from: String,
    /// The later period.
    to: String,
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
    /// How many areas were tested.
    tested: usize,
    /// How many of these would seem to change by chance alone: one in twenty.
    expected_by_chance: f64,
    /// How many areas are in each class.
    classes: BTreeMap<&'static str, usize>,
    /// How each number comes about.
    methods: Vec<MethodJson>,
    /// Who gave the figures.
    sources: Vec<SourceJson>,
    /// One row an area, by code.
    rows: Vec<ChangeJson>,
}

/// What became of an area.
#[derive(Serialize, ToSchema)]
#[schema(as = ChangeRow)]
struct ChangeJson {
    #[serde(flatten)]
    area: AreaRef,
    /// The earlier figure.
    from: FigureJson,
    /// The later figure.
    to: FigureJson,
    /// The later rate less the earlier one, in percentage points, from the counts
    /// shown.
    difference: Option<f64>,
    /// Lower end of its 95 % interval (Newcombe).
    lo: Option<f64>,
    /// Upper end.
    hi: Option<f64>,
    /// What can be said of it; none where either figure is not shown.
    #[schema(value_type = Option<words::Change>)]
    change: Option<&'static str>,
    /// What it means.
    #[schema(value_type = Option<words::Meaning>)]
    meaning: Option<&'static str>,
    /// What a reader must know: `sudden_jump`, `rounding_decides`.
    #[schema(value_type = Vec<words::ChangeFlag>)]
    flags: Vec<&'static str>,
}

/// The changes between two periods; none where nobody says anything in one.
pub(super) fn build(
    snapshot: &Snapshot,
    indicator: usize,
    periods: [Period; 2],
    level: Level,
) -> Option<Changes> {
    let found = query::changes(snapshot, indicator, periods, level)?;
    let mut speakers = Speakers::default();
    let mut classes: BTreeMap<&'static str, usize> =
        Change::ALL.iter().map(|change| (change.as_str(), 0)).collect();
    for row in &found.rows {
        speakers.hear(&row.from);
        speakers.hear(&row.to);
        if let Some(change) = row.change {
            *classes.entry(change.as_str()).or_default() += 1;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "far fewer areas than 2^52")]
    let expected_by_chance = 0.05 * found.tested as f64;
    Some(Changes {
        indicator: ReckonedIndicator::of(snapshot, indicator),
        from: periods[0].to_string(),
        to: periods[1].to_string(),
        level: level.as_str(),
        version: version::of_values(snapshot).to_string(),
        audience: "public",
        sample: speakers.sample(snapshot, indicator),
        entered: EnteredJson::of(found.entered, level),
        tested: found.tested,
        expected_by_chance,
        classes,
        methods: vec![methods::rate(), methods::newcombe(), methods::outlier()],
        sources: speakers.list(snapshot),
        rows: found.rows.iter().map(|row| ChangeJson::of(snapshot, row)).collect(),
    })
}

impl ChangeJson {
    fn of(snapshot: &Snapshot, row: &ChangeRow<'_>) -> Self {
        Self {
            area: AreaRef::at(snapshot, row.from.area),
            from: FigureJson::of(&row.from),
            to: FigureJson::of(&row.to),
            difference: row.points,
            lo: row.interval.map(|(low, _)| low),
            hi: row.interval.map(|(_, high)| high),
            change: row.change.map(|change| change.as_str()),
            meaning: row.meaning.map(|meaning| meaning.as_str()),
            flags: row.flags.iter().map(|flag| flag.as_str()).collect(),
        }
    }
}

const HEADER: [&str; 25] = [
    "kode",
    "nama",
    "tingkat",
    "indicator",
    "from",
    "to",
    "from_state",
    "from_reason",
    "from_value",
    "from_numerator",
    "from_denominator",
    "to_state",
    "to_reason",
    "to_value",
    "to_numerator",
    "to_denominator",
    "denominator_kind",
    "difference",
    "lo",
    "hi",
    "change",
    "meaning",
    "flags",
    "sample",
    "version",
];

impl Changes {
    /// The rows as a table.
    pub(super) fn table(&self) -> Vec<u8> {
        table::write(&HEADER, self.rows.iter().map(|row| self.record(row)))
    }

    fn record(&self, row: &ChangeJson) -> Vec<String> {
        let mut record = table::area(&row.area).to_vec();
        record.extend([self.indicator.id.clone(), self.from.clone(), self.to.clone()]);
        record.extend(table::figure(&row.from));
        record.extend(table::figure(&row.to));
        record.extend([
            self.indicator.denominator_kind.to_owned(),
            table::number(row.difference),
            table::number(row.lo),
            table::number(row.hi),
            table::number(row.change),
            table::number(row.meaning),
            row.flags.join(" "),
            table::mark(self.sample),
            self.version.clone(),
        ]);
        record
    }
}
