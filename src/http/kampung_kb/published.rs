//! What sources have published about the number of Kampung KB.

use serde::Serialize;
use time::Date;
use utoipa::ToSchema;

use super::super::shapes::{AreaRef, FigureJson, SourceJson};
use crate::domain::{AreaCode, Group, Period};
use crate::query::{bounds, row_of};
use crate::snapshot::{AreaIndex, AsOf, Snapshot, SourceIndex};

/// A published count beside what the register gives for the same day.
#[derive(Serialize, ToSchema)]
pub struct PublishedCount {
    #[serde(flatten)]
    area: AreaRef,
    indicator: String,
    period: String,
    value: Option<f64>,
    /// What the register gives for the last day of the period; null where the
    /// source gives no date.
    register: Option<BoundsJson>,
    source: SourceJson,
    /// The code of the area, for those that look at one.
    #[serde(skip)]
    #[schema(ignore)]
    code: AreaCode,
    /// The last day of the period, for those that look at a day.
    #[serde(skip)]
    #[schema(ignore)]
    pub last_day: Option<Date>,
}

impl PublishedCount {
    /// Whether it is about an area, or one inside it; every count is about the whole.
    pub fn concerns(&self, scope: Option<AreaCode>) -> bool {
        scope.is_none_or(|scope| self.code.at(scope.level()) == Some(scope))
    }
}

/// Between which numbers it lies.
#[derive(Serialize, ToSchema)]
#[schema(as = KampungKbBounds)]
pub struct BoundsJson {
    /// Kelurahan with one that is there for certain.
    pub at_least: usize,
    /// Kelurahan of which no fact says that they have none.
    pub at_most: usize,
    /// Of those, kelurahan where it is there by a later day at the latest.
    pub possible: usize,
    /// Of those, kelurahan of which no fact says anything.
    pub unsaid: usize,
}

impl BoundsJson {
    /// Of bounds.
    pub fn of(bounds: crate::query::Bounds) -> Self {
        Self {
            at_least: bounds.at_least(),
            at_most: bounds.at_most(),
            possible: bounds.possible,
            unsaid: bounds.unsaid,
        }
    }
}

/// Every published count about Kampung KB that was known, the ones that disagree
/// with them.
pub fn published(snapshot: &Snapshot, known: Option<Date>) -> Vec<PublishedCount> {
    let mut counts = Vec::new();
    for (key, _) in snapshot.public.columns() {
        let indicator = &snapshot.indicators[key.indicator];
        if indicator.group != Group::KampungKb {
            continue;
        }
        for area in snapshot.areas.of_level(key.level) {
            let Some(row) = row_of(snapshot, key.indicator, key.period, area) else { continue };
            let first = row.cell.source.map(|source| (FigureJson::of(&row).value, source));
            let others = row
                .cell
                .others
                .iter()
                .map(|other| (FigureJson::shown(&other.shown, true).value, other.source));
            for (value, source) in first.into_iter().chain(others) {
                if known.is_none_or(|known| known_by(snapshot, source, key.period) <= known) {
                    let id = indicator.id.to_string();
                    counts.push(count(snapshot, area, id, key.period, (value, source), known));
                }
            }
        }
    }
    counts
}

fn count(
    snapshot: &Snapshot,
    area: AreaIndex,
    indicator: String,
    period: Period,
    (value, source): (Option<f64>, SourceIndex),
    known: Option<Date>,
) -> PublishedCount {
    let last_day = period.last_day();
    let register = last_day.map(|day| BoundsJson::of(bounds(snapshot, area, AsOf { day, known })));
    PublishedCount {
        area: AreaRef::at(snapshot, area),
        indicator,
        period: period.to_string(),
        value,
        register,
        source: SourceJson::at(snapshot, source),
        code: snapshot.areas.all()[area].code,
        last_day,
    }
}

/// The day by which a published count was known: when it was received, else the
/// day that it describes, else the last day of its period, else the import.
fn known_by(snapshot: &Snapshot, source: SourceIndex, period: Period) -> Date {
    let source = snapshot.sources.get(source);
    let from = &source.provenance;
    from.received
        .or(from.as_of)
        .or(period.last_day())
        .unwrap_or_else(|| snapshot.datasets[source.dataset].imported_at.date())
}
