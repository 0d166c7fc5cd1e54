//! The order by a score, as rows and as a table.

use serde::Serialize;
use utoipa::ToSchema;

use super::about::{EnteredJson, ReckonedIndicator, Speakers};
use super::methods::{self, MethodJson};
use crate::domain::{Level, Period};
use crate::http::shapes::{AreaRef, FigureJson, SourceJson, TextJson};
use crate::http::{table, version, words};
use crate::query::{self, LEAST_SHOWN, Part, Ranked, SEED, TOP};
use crate::snapshot::Snapshot;

/// Areas in the order of a score.
#[derive(Serialize, ToSchema)]
pub struct Priority {
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
    /// How many areas have a rank.
    ranked: usize,
    /// Areas of the level.
    of: usize,
    /// The share of the weights that an area must show to have a rank.
    least_shown: f64,
    /// How many ranks count as the top.
    top: usize,
    /// How often every figure was drawn anew inside its interval.
    draws: usize,
    /// From what the draws begin.
    seed: u64,
    /// The parts of the score, in the order of the catalogue.
    parts: Vec<PartJson>,
    /// How each number comes about.
    methods: Vec<MethodJson>,
    /// Who gave the figures.
    sources: Vec<SourceJson>,
    /// The areas: by rank and code, then those without a rank by code.
    rows: Vec<RankedJson>,
}

/// A part of a score.
#[derive(Serialize, ToSchema)]
#[schema(as = ScorePart)]
struct PartJson {
    indicator: ReckonedIndicator,
    /// Its share of all weights, 0 to 1.
    weight: f64,
    /// The period of its figures: the one asked about, else the latest before it.
    period: String,
    /// The value of the least need (0), in per cent; none where no area shows one.
    least: Option<f64>,
    /// The value of the greatest need (1).
    greatest: Option<f64>,
    /// How many areas show it, and why the others do not.
    entered: EnteredJson,
}

/// An area with its rank.
#[derive(Serialize, ToSchema)]
#[schema(as = RankedArea)]
struct RankedJson {
    #[serde(flatten)]
    area: AreaRef,
    /// 1 for the greatest need, equal scores share a rank; none where too little is
    /// shown.
    rank: Option<usize>,
    /// How many others share it.
    tied: Option<usize>,
    /// 0 to 100.
    score: Option<f64>,
    /// The best rank of the middle 95 of 100 draws.
    rank_lo: Option<usize>,
    /// The worst rank of these.
    rank_hi: Option<usize>,
    /// In which share of all draws it is in the top, 0 to 1.
    in_top: Option<f64>,
    /// The share of the weights that it shows, 0 to 1.
    shown: f64,
    /// Its figures, in the order of `parts`.
    figures: Vec<NeedJson>,
    /// Why it stands where it stands.
    reasons: Vec<TextJson>,
}

/// A figure as a part of a score.
#[derive(Serialize, ToSchema)]
#[schema(as = Need)]
struct NeedJson {
    #[serde(flatten)]
    figure: FigureJson,
    /// 0 (least) to 1 (greatest); none where it is not shown.
    need: Option<f64>,
}

/// The order by some weights; none where an indicator has no figures by then.
pub(super) fn build(
    snapshot: &Snapshot,
    weights: &[(usize, f64)],
    period: Period,
    level: Level,
) -> Option<Priority> {
    let found = query::priority(snapshot, weights, period, level)?;
    let mut speakers = Speakers::default();
    found.areas.iter().flat_map(|area| &area.figures).for_each(|(row, _)| speakers.hear(row));
    Some(Priority {
        period: period.to_string(),
        level: level.as_str(),
        version: version::of_values(snapshot).to_string(),
        audience: "public",
        sample: weights.iter().any(|&(indicator, _)| speakers.sample(snapshot, indicator)),
        ranked: found.ranked,
        of: found.areas.len(),
        least_shown: LEAST_SHOWN,
        top: TOP,
        draws: found.draws,
        seed: SEED,
        parts: found.parts.iter().map(|part| PartJson::of(snapshot, part, level)).collect(),
        methods: vec![methods::rate(), methods::priority(), methods::rank_uncertainty()],
        sources: speakers.list(snapshot),
        rows: found.areas.iter().map(|area| RankedJson::of(snapshot, area)).collect(),
    })
}

impl PartJson {
    fn of(snapshot: &Snapshot, part: &Part, level: Level) -> Self {
        Self {
            indicator: ReckonedIndicator::of(snapshot, part.indicator),
            weight: part.weight,
            period: part.period.to_string(),
            least: part.scale.map(|scale| scale.least),
            greatest: part.scale.map(|scale| scale.greatest),
            entered: EnteredJson::of(part.entered, level),
        }
    }
}

impl RankedJson {
    fn of(snapshot: &Snapshot, area: &Ranked<'_>) -> Self {
        let standing = area.standing.as_ref();
        let figures = area.figures.iter();
        Self {
            area: AreaRef::at(snapshot, area.area),
            rank: standing.map(|standing| standing.rank),
            tied: standing.map(|standing| standing.tied),
            score: standing.map(|standing| standing.score),
            rank_lo: standing.map(|standing| standing.ranks.0),
            rank_hi: standing.map(|standing| standing.ranks.1),
            in_top: standing.map(|standing| standing.in_top),
            shown: area.shown,
            figures: figures
                .map(|(row, need)| NeedJson { figure: FigureJson::of(row), need: *need })
                .collect(),
            reasons: area.reasons.iter().map(TextJson::from).collect(),
        }
    }
}

const HEADER: [&str; 14] = [
    "kode", "nama", "tingkat", "period", "rank", "tied", "score", "rank_lo", "rank_hi", "in_top", "shown",
    "reasons", "sample", "version",
];

impl Priority {
    /// The rows as a table: behind the rank, the need and value of every part.
    pub(super) fn table(&self) -> Vec<u8> {
        let ids = self.parts.iter().map(|part| part.indicator.id.as_str());
        let parts: Vec<String> =
            ids.flat_map(|id| ["state", "value", "need"].map(|word| format!("{id}:{word}"))).collect();
        let header: Vec<&str> = HEADER.iter().copied().chain(parts.iter().map(String::as_str)).collect();
        table::write(&header, self.rows.iter().map(|row| self.record(row)))
    }

    fn record(&self, row: &RankedJson) -> Vec<String> {
        let reasons: Vec<&str> = row.reasons.iter().map(|reason| reason.id.as_str()).collect();
        let mut record = table::area(&row.area).to_vec();
        record.extend([
            self.period.clone(),
            table::number(row.rank),
            table::number(row.tied),
            table::number(row.score),
            table::number(row.rank_lo),
            table::number(row.rank_hi),
            table::number(row.in_top),
            row.shown.to_string(),
            reasons.join(" "),
            table::mark(self.sample),
            self.version.clone(),
        ]);
        for figure in &row.figures {
            let state = figure.figure.state.to_owned();
            record.extend([state, table::number(figure.figure.value), table::number(figure.need)]);
        }
        record
    }
}
