//! Kampung KB on a day.

use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use time::Date;
use utoipa::ToSchema;

use super::caching::Keep;
use super::extract::{Query, Seen};
use super::json;
use super::problem::Problem;
use super::shapes::{AreaRef, Dated, FigureJson, Since, SourceJson, moment, zone};
use super::words;
use crate::domain::{Group, Level};
use crate::query::{count_kampung_kb, row_of};
use crate::snapshot::{AreaIndex, Snapshot};

/// The Kampung KB of a kelurahan on a day.
#[derive(Serialize, ToSchema)]
#[schema(as = KampungKbOfKelurahan)]
pub struct StandingJson {
    /// The day.
    on: String,
    /// `ada`, `belum`, `rencana`, `tidak aktif`, `tidak diketahui`.
    #[schema(value_type = words::KampungKbStatus)]
    status: &'static str,
    /// Its name, where one is known.
    nama: Option<String>,
    /// The first fact that shows its existence.
    since: Option<Since>,
    /// Its class as last assessed.
    class: Option<Dated>,
    /// The stage of the cycle that it has reached.
    stage: Option<Dated>,
    /// Every fact, in order of time, those after the day with them.
    events: Vec<EventJson>,
    /// Programmes of the agencies.
    programmes: Vec<ProgrammeJson>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = KampungKbEvent)]
struct EventJson {
    #[schema(value_type = words::KampungKbFact)]
    peristiwa: &'static str,
    nilai: Option<&'static str>,
    tanggal: String,
    #[schema(value_type = words::DatePrecision)]
    presisi: &'static str,
    #[schema(value_type = words::Proof)]
    bukti: &'static str,
    sumber: String,
    catatan: Option<String>,
    /// Whether it is invented.
    sample: bool,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Programme)]
struct ProgrammeJson {
    opd: String,
    #[schema(value_type = words::Sector)]
    sektor: &'static str,
    program: String,
    #[schema(value_type = words::TargetGroup)]
    sasaran: &'static str,
    tahun: String,
    sumber: String,
    /// Whether it is invented.
    sample: bool,
}

impl StandingJson {
    /// Of a kelurahan.
    pub fn of(snapshot: &Snapshot, area: AreaIndex, day: Date) -> Self {
        let standing = snapshot.register.standing(area, day);
        let events = snapshot
            .register
            .facts(area)
            .iter()
            .map(|fact| EventJson {
                peristiwa: fact.event.fact.word(),
                nilai: fact.event.fact.value(),
                tanggal: fact.event.date.to_string(),
                presisi: fact.event.precision.as_str(),
                bukti: fact.event.proof.as_str(),
                sumber: fact.event.source.clone(),
                catatan: fact.event.note.clone(),
                sample: fact.sample,
            })
            .collect();
        let programmes = snapshot
            .register
            .programmes(area)
            .iter()
            .map(|(programme, sample)| ProgrammeJson {
                opd: programme.opd.clone(),
                sektor: programme.sector.as_str(),
                program: programme.name.clone(),
                sasaran: programme.target_group.as_str(),
                tahun: programme.year.to_string(),
                sumber: programme.source.clone(),
                sample: *sample,
            })
            .collect();
        Self {
            on: day.to_string(),
            status: standing.status.as_str(),
            nama: standing.name.map(str::to_owned),
            since: standing.since.map(Since::of),
            class: standing.class.map(|(class, fact)| Dated::of(class.as_str(), fact)),
            stage: standing.stage.map(|(stage, fact)| Dated::of(stage.as_str(), fact)),
            events,
            programmes,
        }
    }
}

/// The Kampung KB inside a wider area on a day.
#[derive(Serialize, ToSchema)]
#[schema(as = KampungKbOfWider)]
pub struct WiderJson {
    /// The day.
    on: String,
    /// Kelurahan with one that is known to exist.
    existing: usize,
    /// All kelurahan.
    kelurahan: usize,
    /// The kelurahan, by code.
    areas: Vec<KampungKbItem>,
}

impl WiderJson {
    /// Of a kecamatan or a wider area.
    pub fn of(snapshot: &Snapshot, area: AreaIndex, day: Date) -> Self {
        let counted = count_kampung_kb(snapshot, area, day);
        let areas = snapshot.areas.kelurahan_of(area).map(|below| item(snapshot, below, day)).collect();
        Self { on: day.to_string(), existing: counted.existing, kelurahan: counted.kelurahan, areas }
    }
}

/// Kampung KB of all kelurahan on a day.
#[derive(Serialize, ToSchema)]
pub struct KampungKb {
    /// The day.
    on: String,
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

#[derive(Serialize, ToSchema)]
struct KampungKbItem {
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

#[derive(Serialize, ToSchema)]
struct PublishedCount {
    #[serde(flatten)]
    area: AreaRef,
    indicator: String,
    period: String,
    value: Option<f64>,
    source: SourceJson,
}

fn item(snapshot: &Snapshot, area: AreaIndex, day: Date) -> KampungKbItem {
    let standing = snapshot.register.standing(area, day);
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
    params(("on" = Option<String>, Query, description = "The day, in place of today")),
    responses((status = 200, body = KampungKb), (status = 400, body = super::problem::ProblemDocument)))]
pub async fn kampung_kb(seen: Seen, query: Query, headers: HeaderMap) -> Result<Response, Problem> {
    query.only(&["on"])?;
    let snapshot = seen.snapshot();
    let day = moment(query.day("on")?, zone(snapshot)).day;
    let kelurahan = snapshot.areas.of_level(Level::Kelurahan);
    let areas: Vec<KampungKbItem> = kelurahan.map(|area| item(snapshot, area, day)).collect();
    let by_kecamatan: Vec<KecamatanCount> = snapshot
        .areas
        .of_level(Level::Kecamatan)
        .map(|area| {
            let counted = count_kampung_kb(snapshot, area, day);
            KecamatanCount {
                area: AreaRef::at(snapshot, area),
                existing: counted.existing,
                kelurahan: counted.kelurahan,
            }
        })
        .collect();
    let days = snapshot.register.days();
    let answer = KampungKb {
        on: day.to_string(),
        kelurahan: areas.len(),
        existing: by_kecamatan.iter().map(|count| count.existing).sum(),
        areas,
        by_kecamatan,
        claims: published(snapshot),
        first_day: days.map(|(first, _)| first.to_string()),
        last_day: days.map(|(_, last)| last.to_string()),
    };
    Ok(json(&answer).answer(&headers, Keep::AMinute))
}

/// Every published count about Kampung KB, the ones that disagree with them.
fn published(snapshot: &Snapshot) -> Vec<PublishedCount> {
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
                counts.push(PublishedCount {
                    area: AreaRef::at(snapshot, area),
                    indicator: indicator.id.to_string(),
                    period: key.period.to_string(),
                    value,
                    source: SourceJson::at(snapshot, source),
                });
            }
        }
    }
    counts
}
