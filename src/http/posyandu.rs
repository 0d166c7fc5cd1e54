//! Posyandu: one, and all of an area.

use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::caching::Keep;
use super::extract::{Query, Seen};
use super::geojson;
use super::problem::Problem;
use super::shapes::{moment, zone};
use super::words;
use crate::domain::AreaCode;
use crate::query::{Moment, opening};
use crate::snapshot::Snapshot;

/// A posyandu with its next open day.
#[derive(Serialize, ToSchema)]
#[schema(as = Posyandu)]
pub struct PosyanduJson {
    id: String,
    nama: String,
    /// The kelurahan that it names as its own.
    kode: String,
    /// That kelurahan's name.
    kelurahan: Option<String>,
    rw: Option<String>,
    /// Longitude first; none where nobody knows.
    #[schema(value_type = Option<words::Position>)]
    point: Option<[f64; 2]>,
    /// `surveyed`, `geocoded`, `rw_centroid`, `kelurahan_centroid`, `unknown`.
    #[schema(value_type = words::PointQuality)]
    quality: &'static str,
    /// `pratama`, `madya`, `purnama`, `mandiri`.
    #[schema(value_type = Option<words::Stratum>)]
    stratum: Option<&'static str>,
    /// `timbang`, `ukur`, `imunisasi`, `kia`, `kb`, `gizi`, `pmt`, `lansia`, `remaja`.
    #[schema(value_type = Vec<words::Service>)]
    services: Vec<&'static str>,
    schedule: Option<ScheduleJson>,
    next_open: Option<OpenJson>,
    puskesmas: Option<String>,
    /// When the schedule was last confirmed.
    confirmed: Option<String>,
    source: String,
    /// Whether it is invented.
    sample: bool,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Schedule)]
struct ScheduleJson {
    /// `tanggal 10`, `Selasa minggu ke-2`.
    rule: String,
    /// `08.00-11.00`.
    hours: String,
    exceptions: Vec<ExceptionJson>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ScheduleException)]
struct ExceptionJson {
    tanggal: String,
    /// The day in its place; none where it is cancelled.
    moved_to: Option<String>,
    reason: Option<String>,
}

/// The next day on which it is open.
#[derive(Serialize, ToSchema)]
#[schema(as = NextOpen)]
pub struct OpenJson {
    tanggal: String,
    /// `08.00`.
    opens: String,
    /// `11.00`.
    closes: String,
    /// Days from the day of the question; 0 on that day.
    in_days: i64,
    /// The day that it takes the place of.
    moved_from: Option<String>,
}

impl PosyanduJson {
    /// Of a posyandu by its position, as it stands at a moment.
    pub fn of(snapshot: &Snapshot, posyandu: usize, at: Moment) -> Self {
        let one = &snapshot.posyandu.all()[posyandu];
        let (_, sample) = snapshot.dataset(snapshot.posyandu.dataset(posyandu));
        let schedule = one.schedule.as_ref();
        let clock = |time: time::Time| format!("{:02}.{:02}", time.hour(), time.minute());
        let next_open = opening(one, at).zip(schedule).map(|(open, schedule)| OpenJson {
            tanggal: open.date.to_string(),
            opens: clock(schedule.session.opens),
            closes: clock(schedule.session.closes),
            in_days: (open.date - at.day).whole_days(),
            moved_from: open.moved_from.map(|day| day.to_string()),
        });
        Self {
            id: one.id.to_string(),
            nama: one.name.clone(),
            kode: one.area.to_string(),
            kelurahan: snapshot.areas.name(one.area).map(str::to_owned),
            rw: one.rw.clone(),
            point: one.position.map(|position| [position.lon(), position.lat()]),
            quality: one.quality.as_str(),
            stratum: one.stratum.map(|stratum| stratum.as_str()),
            services: one.services.iter().map(|service| service.as_str()).collect(),
            schedule: schedule.map(|schedule| ScheduleJson {
                rule: schedule.recurrence.to_string(),
                hours: schedule.session.to_string(),
                exceptions: schedule
                    .exceptions
                    .iter()
                    .map(|exception| ExceptionJson {
                        tanggal: exception.day.to_string(),
                        moved_to: exception.moved_to.map(|day| day.to_string()),
                        reason: exception.reason.clone(),
                    })
                    .collect(),
            }),
            next_open,
            puskesmas: one.puskesmas.clone(),
            confirmed: one.confirmed.map(|day| day.to_string()),
            source: one.source.clone(),
            sample,
        }
    }
}

/// The most features in one answer.
pub(super) const MOST: usize = 5_000;

/// Posyandu as a GeoJSON FeatureCollection; a null geometry where nobody knows the place.
#[utoipa::path(get, path = "/v1/posyandu", operation_id = "posyandu", tag = "posyandu",
    params(("within" = Option<String>, Query, description = "Only those of this area"),
           ("on" = Option<String>, Query, description = "The day, in place of today")),
    responses((status = 200, description = "A GeoJSON FeatureCollection", content_type = "application/geo+json", body = serde_json::Value),
              (status = 400, body = super::problem::ProblemDocument)))]
pub async fn list(seen: Seen, query: Query, headers: HeaderMap) -> Result<Response, Problem> {
    query.only(&["within", "on"])?;
    let snapshot = seen.snapshot();
    let within: Option<AreaCode> = query.noun("within")?;
    let at = moment(query.day("on")?, zone(snapshot));
    let all = snapshot.posyandu.all();
    let chosen: Vec<usize> = (0..all.len())
        .filter(|&index| within.is_none_or(|code| all[index].area.at(code.level()) == Some(code)))
        .collect();
    if chosen.len() > MOST {
        return Err(Problem::parameter(
            "within",
            format!("{} posyandu are too many for one answer; name a smaller area", chosen.len()),
        ));
    }
    let features: Vec<serde_json::Value> = chosen
        .into_iter()
        .map(|index| {
            let json = PosyanduJson::of(snapshot, index, at);
            let geometry =
                json.point.map(|point| serde_json::json!({ "type": "Point", "coordinates": point }));
            serde_json::json!({ "type": "Feature", "id": json.id, "geometry": geometry, "properties": json })
        })
        .collect();
    let collection = serde_json::json!({ "type": "FeatureCollection", "features": features });
    Ok(geojson(&collection).answer(&headers, Keep::AMinute))
}
