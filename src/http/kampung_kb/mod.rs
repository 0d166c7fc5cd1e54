//! Kampung KB as of a day: the list, the profile of one, progress over time and
//! the board of the cycle.

mod as_of;
mod of_area;
mod published;
mod progress;
mod unit;
mod board;

pub use as_of::{AS_OF, as_of};
pub use board::*;
pub use of_area::{StandingJson, WiderJson};
pub use progress::*;
pub use unit::*;

use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::caching::Keep;
use super::extract::{Query, Seen};
use super::json;
use super::problem::Problem;
use super::shapes::{AreaRef, Dated, Since, zone};
use super::words;
use crate::domain::Level;
use crate::query::count_kampung_kb;
use crate::snapshot::{AreaIndex, AsOf, Snapshot};
use as_of::AsOfJson;
use published::{PublishedCount, published};

/// Kampung KB of all kelurahan on a day.
#[derive(Serialize, ToSchema)]
pub struct KampungKb {
    #[serde(flatten)]
    as_of: AsOfJson,
    /// All kelurahan.
    kelurahan: usize,
    /// Kelurahan with one that is known to exist on that day.
    existing: usize,
    /// The kelurahan, by code.
    areas: Vec<KampungKbItem>,
    /// Counts by kecamatan.
    by_kecamatan: Vec<KecamatanCount>,
    /// What sources have published about their number, beside what the register gives.
    claims: Vec<PublishedCount>,
    /// The first day on which any is known to exist.
    first_day: Option<String>,
    /// The last day on which one came to be known.
    last_day: Option<String>,
}

/// The Kampung KB of a kelurahan among others.
#[derive(Serialize, ToSchema)]
pub struct KampungKbItem {
    #[serde(flatten)]
    area: AreaRef,
    /// `ada`, `belum`, `rencana`, `tidak aktif`, `tidak diketahui`.
    #[schema(value_type = words::KampungKbStatus)]
    status: &'static str,
    nama_kampung_kb: Option<String>,
    since: Option<Since>,
    class: Option<Dated>,
    stage: Option<Dated>,
}

#[derive(Serialize, ToSchema)]
struct KecamatanCount {
    #[serde(flatten)]
    area: AreaRef,
    existing: usize,
    kelurahan: usize,
}

fn item(snapshot: &Snapshot, area: AreaIndex, as_of: AsOf) -> KampungKbItem {
    let standing = snapshot.register.standing(area, as_of);
    KampungKbItem {
        area: AreaRef::at(snapshot, area),
        status: standing.status.as_str(),
        nama_kampung_kb: standing.name.map(str::to_owned),
        since: standing.since.map(Since::of),
        class: standing.class.map(|(class, fact)| Dated::of(class.as_str(), fact)),
        stage: standing.stage.map(|(stage, fact)| Dated::of(stage.as_str(), fact)),
    }
}

/// Kampung KB of all kelurahan on a day.
#[utoipa::path(get, path = "/v1/kampung-kb", tag = "kampung-kb",
    params(("date" = Option<String>, Query, description = "The day, in place of today"),
           ("on" = Option<String>, Query, description = "The same as date"),
           ("known" = Option<String>, Query, description = "Only what was known by this day")),
    responses((status = 200, body = KampungKb), (status = 400, body = super::problem::ProblemDocument)))]
pub async fn kampung_kb(seen: Seen, query: Query, headers: HeaderMap) -> Result<Response, Problem> {
    query.only(&AS_OF)?;
    let snapshot = seen.snapshot();
    let as_of = as_of(&query, zone(snapshot))?;
    let kelurahan = snapshot.areas.of_level(Level::Kelurahan);
    let areas: Vec<KampungKbItem> = kelurahan.map(|area| item(snapshot, area, as_of)).collect();
    let by_kecamatan: Vec<KecamatanCount> = snapshot
        .areas
        .of_level(Level::Kecamatan)
        .map(|area| {
            let counted = count_kampung_kb(snapshot, area, as_of);
            KecamatanCount {
                area: AreaRef::at(snapshot, area),
                existing: counted.existing,
                kelurahan: counted.kelurahan,
            }
        })
        .collect();
    let days = snapshot.register.days(as_of.known);
    let answer = KampungKb {
        as_of: AsOfJson::of(as_of),
        kelurahan: areas.len(),
        existing: by_kecamatan.iter().map(|count| count.existing).sum(),
        areas,
        by_kecamatan,
        claims: published(snapshot, as_of.known),
        first_day: days.map(|(first, _)| first.to_string()),
        last_day: days.map(|(_, last)| last.to_string()),
    };
    Ok(json(&answer).answer(&headers, Keep::AMinute))
}
