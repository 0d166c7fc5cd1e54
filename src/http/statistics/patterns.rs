//! Patterns as rows and as a table.

use serde::Serialize;
use utoipa::ToSchema;

use super::about::{EnteredJson, ReckonedIndicator, Speakers};
use super::methods::{self, MethodJson};
use crate::domain::{Level, Period};
use crate::http::shapes::{AreaRef, FigureJson, SourceJson};
use crate::http::{table, version, words};
use crate::query::{self, LEAST_SMOOTHED, LEAST_TESTED, PatternRow};
use crate::snapshot::Snapshot;

/// The patterns of one indicator and period.
#[derive(Serialize, ToSchema)]
pub struct Patterns {
    indicator: ReckonedIndicator,
    period: String,
    #[schema(value_type = words::Level)]
    level: &'static str,
    /// The version of areas and figures together.
    version: String,
    /// Always `public`.
    audience: &'static str,
    /// Whether anything that entered is invented.
    sample: bool,
    /// How many areas entered, and why the others did not.
    entered: EnteredJson,
    /// Fewer areas than this are not smoothed.
    least_smoothed: usize,
    /// Fewer areas than this are not tested.
    least_tested: usize,
    /// The rate of all areas together, to which rates are drawn, in per cent.
    mean: Option<f64>,
    /// Why nothing is smoothed.
    #[schema(value_type = Option<words::Obstacle>)]
    not_smoothed: Option<&'static str>,
    /// Moran's I of all areas.
    moran: Option<MoranJson>,
    /// Why nothing is tested.
    #[schema(value_type = Option<words::Obstacle>)]
    not_tested: Option<&'static str>,
    /// How each number comes about.
    methods: Vec<MethodJson>,
    /// Who gave the figures.
    sources: Vec<SourceJson>,
    /// One row an area, by code.
    rows: Vec<PatternJson>,
}

/// Moran's I of all areas.
#[derive(Serialize, ToSchema)]
#[schema(as = Moran)]
struct MoranJson {
    /// About −1 (neighbours unlike) over 0 to about 1 (neighbours alike).
    i: f64,
    /// What is expected by chance: −1 / (n − 1).
    expected: f64,
    /// Its variance under randomization.
    variance: f64,
    z: f64,
    /// Two-sided probability by chance.
    p: f64,
}

/// An area in its pattern; figures in per cent.
#[derive(Serialize, ToSchema)]
#[schema(as = PatternRow)]
struct PatternJson {
    #[serde(flatten)]
    area: AreaRef,
    /// The raw figure.
    #[serde(flatten)]
    figure: FigureJson,
    /// What entered: the numerator over the denominator as shown.
    rate: Option<f64>,
    /// How many of its neighbours entered.
    neighbours: Option<usize>,
    /// Drawn to the rate of all.
    smoothed: Option<f64>,
    /// Drawn to the rate of itself and its neighbours.
    smoothed_locally: Option<f64>,
    /// Local Moran's I.
    local_moran: Option<LocalMoranJson>,
    /// Gi*.
    hot_spot: Option<HotSpotJson>,
    /// Why one of these is missing.
    #[schema(value_type = Option<words::Obstacle>)]
    not_tested: Option<&'static str>,
    /// Its distance from the median of all, in scaled median deviations.
    distance: Option<f64>,
    /// Whether that is more than 3.5.
    outlier: bool,
}

/// Local Moran's I of an area.
#[derive(Serialize, ToSchema)]
#[schema(as = LocalMoran)]
struct LocalMoranJson {
    i: f64,
    z: f64,
    /// Two-sided probability by chance.
    p: f64,
    /// The same, adjusted for all areas (Benjamini and Hochberg).
    adjusted_p: f64,
    /// Itself and its neighbours against the mean, whether or not that stands out.
    #[schema(value_type = words::Cluster)]
    quadrant: &'static str,
    /// Whether the adjusted probability is at most 0.05.
    significant: bool,
}

/// Gi* of an area.
#[derive(Serialize, ToSchema)]
#[schema(as = HotSpot)]
struct HotSpotJson {
    z: f64,
    /// Two-sided probability by chance.
    p: f64,
    /// The same, adjusted for all areas (Benjamini and Hochberg).
    adjusted_p: f64,
    #[schema(value_type = words::Spot)]
    spot: &'static str,
}

/// The patterns of an indicator and period; none where nobody says anything.
pub(super) fn build(snapshot: &Snapshot, indicator: usize, period: Period, level: Level) -> Option<Patterns> {
    let found = query::patterns(snapshot, indicator, period, level)?;
    let mut speakers = Speakers::default();
    found.rows.iter().for_each(|row| speakers.hear(&row.row));
    Some(Patterns {
        indicator: ReckonedIndicator::of(snapshot, indicator),
        period: period.to_string(),
        level: level.as_str(),
        version: version::of_values(snapshot).to_string(),
        audience: "public",
        sample: speakers.sample(snapshot, indicator),
        entered: EnteredJson::of(found.entered, level),
        least_smoothed: LEAST_SMOOTHED,
        least_tested: LEAST_TESTED,
        mean: found.mean.ok(),
        not_smoothed: found.mean.err().map(|obstacle| obstacle.as_str()),
        moran: found.moran.ok().map(|test| MoranJson {
            i: test.i,
            expected: test.expected,
            variance: test.variance,
            z: test.z,
            p: test.p,
        }),
        not_tested: found.moran.err().map(|obstacle| obstacle.as_str()),
        methods: vec![
            methods::rate(),
            methods::smoothing(),
            methods::moran(),
            methods::local_moran(),
            methods::gi_star(),
            methods::outlier(),
        ],
        sources: speakers.list(snapshot),
        rows: found.rows.iter().map(|row| PatternJson::of(snapshot, row)).collect(),
    })
}

impl PatternJson {
    fn of(snapshot: &Snapshot, row: &PatternRow<'_>) -> Self {
        Self {
            area: AreaRef::at(snapshot, row.row.area),
            figure: FigureJson::of(&row.row),
            rate: row.rate,
            neighbours: row.neighbours,
            smoothed: row.smoothed,
            smoothed_locally: row.smoothed_locally,
            local_moran: row.moran.map(|found| LocalMoranJson {
                i: found.test.i,
                z: found.test.z,
                p: found.test.p,
                adjusted_p: found.adjusted_p,
                quadrant: found.quadrant.as_str(),
                significant: found.significant,
            }),
            hot_spot: row.hot_spot.map(|found| HotSpotJson {
                z: found.test.z,
                p: found.test.p,
                adjusted_p: found.adjusted_p,
                spot: found.spot.as_str(),
            }),
            not_tested: row.obstacle.map(|obstacle| obstacle.as_str()),
            distance: row.distance,
            outlier: row.outlier,
        }
    }
}

const HEADER: [&str; 28] = [
    "kode",
    "nama",
    "tingkat",
    "indicator",
    "period",
    "state",
    "reason",
    "value",
    "numerator",
    "denominator",
    "denominator_kind",
    "rate",
    "neighbours",
    "smoothed",
    "smoothed_locally",
    "local_moran",
    "local_moran_p",
    "local_moran_adjusted_p",
    "quadrant",
    "significant",
    "gi_star_z",
    "gi_star_p",
    "gi_star_adjusted_p",
    "spot",
    "not_tested",
    "outlier",
    "sample",
    "version",
];

impl Patterns {
    /// The rows as a table.
    pub(super) fn table(&self) -> Vec<u8> {
        table::write(&HEADER, self.rows.iter().map(|row| self.record(row)))
    }

    fn record(&self, row: &PatternJson) -> Vec<String> {
        let (moran, spot) = (row.local_moran.as_ref(), row.hot_spot.as_ref());
        let mut record = table::area(&row.area).to_vec();
        record.extend([self.indicator.id.clone(), self.period.clone()]);
        record.extend(table::figure(&row.figure));
        record.extend([
            self.indicator.denominator_kind.to_owned(),
            table::number(row.rate),
            table::number(row.neighbours),
            table::number(row.smoothed),
            table::number(row.smoothed_locally),
            table::number(moran.map(|found| found.i)),
            table::number(moran.map(|found| found.p)),
            table::number(moran.map(|found| found.adjusted_p)),
            table::number(moran.map(|found| found.quadrant)),
            table::number(moran.map(|found| found.significant)),
            table::number(spot.map(|found| found.z)),
            table::number(spot.map(|found| found.p)),
            table::number(spot.map(|found| found.adjusted_p)),
            table::number(spot.map(|found| found.spot)),
            table::number(row.not_tested),
            row.outlier.to_string(),
            table::mark(self.sample),
            self.version.clone(),
        ]);
        record
    }
}
