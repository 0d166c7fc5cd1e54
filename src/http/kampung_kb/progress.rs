//! From the first Kampung KB to the last, day by day.

use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::super::caching::Keep;
use super::super::extract::{self, Query, Seen};
use super::super::json;
use super::super::problem::Problem;
use super::super::shapes::{AreaRef, zone};
use super::super::words;
use super::as_of::{AsOfJson, as_of};
use super::published::{BoundsJson, PublishedCount, published};
use crate::domain::Level;
use crate::query::{bounds, timeline};
use crate::snapshot::{AreaIndex, AsOf, Existence, Snapshot};

/// How the number of kelurahan with a Kampung KB grew.
#[derive(Serialize, ToSchema)]
#[schema(as = KampungKbProgress)]
pub struct ProgressJson {
    #[serde(flatten)]
    as_of: AsOfJson,
    /// Each kabupaten, kota and kecamatan asked for.
    areas: Vec<AreaProgress>,
    /// Kelurahan without one that is there for certain on the day.
    without: Vec<Without>,
    /// Published counts up to the day, beside what the register gives.
    claims: Vec<PublishedCount>,
}

#[derive(Serialize, ToSchema)]
struct AreaProgress {
    #[serde(flatten)]
    area: AreaRef,
    /// All kelurahan.
    kelurahan: usize,
    /// On the day.
    now: BoundsJson,
    /// The days on which a bound changes, in order of time; the last is the day
    /// asked for.
    timeline: Vec<ProgressPoint>,
}

#[derive(Serialize, ToSchema)]
struct ProgressPoint {
    /// From this day on.
    tanggal: String,
    #[serde(flatten)]
    bounds: BoundsJson,
}

#[derive(Serialize, ToSchema)]
struct Without {
    #[serde(flatten)]
    area: AreaRef,
    /// `mungkin`: by a later day at the latest; `tidak disebut`: no fact;
    /// `tidak`: only later, or no more.
    #[schema(value_type = words::Existence)]
    existence: &'static str,
}

/// Progress over time, with bounds where dates are not exact.
#[utoipa::path(get, path = "/v1/kampung-kb/progress", operation_id = "kampung_kb_progress", tag = "kampung-kb",
    params(("date" = Option<String>, Query, description = "The day up to which, in place of today"),
           ("on" = Option<String>, Query, description = "The same as date"),
           ("known" = Option<String>, Query, description = "Only what was known by this day"),
           ("area" = Option<String>, Query, description = "Only this area and those inside it")),
    responses((status = 200, body = ProgressJson), (status = 400, body = super::super::problem::ProblemDocument),
              (status = 404, body = super::super::problem::ProblemDocument)))]
pub async fn progress(seen: Seen, query: Query, headers: HeaderMap) -> Result<Response, Problem> {
    query.only(&["date", "on", "known", "area"])?;
    let snapshot = seen.snapshot();
    let as_of = as_of(&query, zone(snapshot))?;
    let within = query.text("area").map(|code| extract::area(snapshot, code)).transpose()?;
    Ok(json(&build(snapshot, within, as_of)).answer(&headers, Keep::AMinute))
}

fn build(snapshot: &Snapshot, within: Option<AreaIndex>, as_of: AsOf) -> ProgressJson {
    let all = snapshot.areas.all();
    let inside = |area: &AreaIndex| {
        within.is_none_or(|within| all[*area].code.at(all[within].code.level()) == Some(all[within].code))
    };
    let wide = [Level::Kota, Level::Kecamatan].map(|level| snapshot.areas.of_level(level));
    let kelurahan = snapshot.areas.of_level(Level::Kelurahan).filter(inside);
    let without = kelurahan
        .map(|area| (area, snapshot.register.existence(area, as_of)))
        .filter(|(_, existence)| *existence != Existence::Certain)
        .map(|(area, existence)| Without {
            area: AreaRef::at(snapshot, area),
            existence: existence.as_str(),
        });
    let scope = within.map(|area| all[area].code);
    let claims = published(snapshot, as_of.known)
        .into_iter()
        .filter(|claim| claim.last_day.is_none_or(|day| day <= as_of.day))
        .filter(|claim| claim.concerns(scope))
        .collect();
    ProgressJson {
        as_of: AsOfJson::of(as_of),
        areas: wide.into_iter().flatten().filter(inside).map(|area| of(snapshot, area, as_of)).collect(),
        without: without.collect(),
        claims,
    }
}

fn of(snapshot: &Snapshot, area: AreaIndex, as_of: AsOf) -> AreaProgress {
    let points = timeline(snapshot, area, as_of);
    AreaProgress {
        area: AreaRef::at(snapshot, area),
        kelurahan: snapshot.areas.kelurahan_of(area).len(),
        now: BoundsJson::of(bounds(snapshot, area, as_of)),
        timeline: points
            .into_iter()
            .map(|(day, bounds)| ProgressPoint { tanggal: day.to_string(), bounds: BoundsJson::of(bounds) })
            .collect(),
    }
}
