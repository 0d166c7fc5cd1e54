//! The services of one area beside their targets.

use std::sync::Arc;

use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::super::caching::{Content, Keep};
use super::super::extract::{self, Path, Query, Seen};
use super::super::json;
use super::super::problem::Problem;
use super::super::shapes::{AreaRef, FigureJson, TextJson};
use super::super::table::{self, mark, number, text};
use super::super::words;
use super::definition::{ConvergenceJson, DefinitionJson};
use super::{form, period_of};
use crate::domain::{Level, Period, TargetGroup};
use crate::query::{Convergence, Service, essential_services, services_in};
use crate::snapshot::{AreaIndex, AsOf, Snapshot};

/// The essential services of an area in a period.
#[derive(Serialize, ToSchema)]
#[schema(as = ConvergenceMatrix)]
pub struct MatrixJson {
    area: AreaRef,
    period: String,
    /// Whether the services are invented.
    sample: bool,
    definition: DefinitionJson,
    convergence: ConvergenceJson,
    /// By target group.
    services: Vec<ServiceJson>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ConvergenceService)]
struct ServiceJson {
    indicator: String,
    nama: TextJson,
    #[schema(value_type = words::TargetGroup)]
    sasaran: &'static str,
    figure: FigureJson,
    /// The target that counts; null where none is published, and then the
    /// service does not count.
    target: Option<TargetJson>,
    /// Whether it takes part in the measure.
    counts: bool,
    /// Whether the target is reached; null where nobody can say.
    reached: Option<bool>,
    /// Percentage points missing to the target, where any are.
    gap: Option<f64>,
    /// Agencies and partners with a programme for this group in the year of the
    /// period; of a kelurahan alone.
    agencies: Vec<AgencyOfService>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ConvergenceTarget)]
struct TargetJson {
    value: f64,
    nama: TextJson,
    source: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ConvergenceAgency)]
struct AgencyOfService {
    opd: String,
    /// Whether the programme is invented.
    sample: bool,
}

/// The essential services of an area of any level in a period, with their
/// targets, gaps and agencies.
#[utoipa::path(get, path = "/v1/convergence/{period}/{kode}", operation_id = "convergence_matrix", tag = "figures",
    params(("period" = String, Path, description = "2024, 2024-08, 2024-08-31 or undated"),
           ("kode" = String, Path, description = "Kemendagri code with dots; then the form: .json (also without), .csv")),
    responses((status = 200, content((MatrixJson = "application/json"), (String = "text/csv"))),
              (status = 400, body = super::super::problem::ProblemDocument),
              (status = 404, body = super::super::problem::ProblemDocument)))]
pub async fn convergence_matrix(
    seen: Seen,
    Path((period, kode)): Path<(String, String)>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let snapshot = seen.snapshot();
    let (kode, as_table) = form(&kode);
    let area = extract::area(snapshot, kode)?;
    let (services, sample) = essential_services(snapshot);
    let period = period_of(snapshot, &services, &period)?;
    let matrix = build(snapshot, (&services, sample), period, area);
    if as_table {
        let name = format!("konvergensi-{}-{}", matrix.period, matrix.area.kode);
        return Ok(table::attachment(csv(&matrix).answer(&headers, Keep::AMinute), &name));
    }
    Ok(json(&matrix).answer(&headers, Keep::AMinute))
}

fn build(
    snapshot: &Snapshot,
    (services, sample): (&[usize], bool),
    period: Period,
    area: AreaIndex,
) -> MatrixJson {
    let services = services_in(snapshot, services, period, area);
    MatrixJson {
        area: AreaRef::at(snapshot, area),
        period: period.to_string(),
        sample,
        definition: DefinitionJson::new(),
        convergence: ConvergenceJson::of(Convergence::of(&services)),
        services: services.iter().map(|service| of(snapshot, service, period, area)).collect(),
    }
}

fn of(snapshot: &Snapshot, service: &Service<'_>, period: Period, area: AreaIndex) -> ServiceJson {
    let indicator = &snapshot.indicators[service.indicator];
    let group = indicator.target_group.unwrap_or(TargetGroup::Keluarga);
    ServiceJson {
        indicator: indicator.id.to_string(),
        nama: TextJson::from(&indicator.name),
        sasaran: group.as_str(),
        figure: service.row.as_ref().map_or_else(FigureJson::missing, FigureJson::of),
        target: service.target.map(|target| TargetJson {
            value: target.value,
            nama: TextJson::from(&target.name),
            source: target.source.clone(),
        }),
        counts: service.counts(),
        reached: service.reached(),
        gap: service.gap().map(|gap| (gap * 10.0).round() / 10.0),
        agencies: agencies(snapshot, group, period, area),
    }
}

fn agencies(
    snapshot: &Snapshot,
    group: TargetGroup,
    period: Period,
    area: AreaIndex,
) -> Vec<AgencyOfService> {
    let Some(day) = period.last_day() else { return Vec::new() };
    if snapshot.areas.all()[area].code.level() != Level::Kelurahan {
        return Vec::new();
    }
    let mut list: Vec<AgencyOfService> = Vec::new();
    for one in snapshot.register.programmes_as_of(area, AsOf::on(day)) {
        let programme = &one.programme;
        let that_year = programme.year.last_day().is_none_or(|last| last.year() == day.year());
        if that_year && programme.target_group == group && list.iter().all(|other| other.opd != programme.opd)
        {
            list.push(AgencyOfService { opd: programme.opd.clone(), sample: one.sample });
        }
    }
    list
}

const HEADER: [&str; 15] = [
    "kode",
    "nama",
    "period",
    "indicator",
    "layanan",
    "sasaran",
    "state",
    "value",
    "target",
    "target_source",
    "counts",
    "reached",
    "gap",
    "opd",
    "sample",
];

fn csv(matrix: &MatrixJson) -> Arc<Content> {
    let rows = matrix.services.iter().map(|service| {
        let agencies: Vec<&str> = service.agencies.iter().map(|agency| agency.opd.as_str()).collect();
        vec![
            matrix.area.kode.clone(),
            text(&matrix.area.nama),
            matrix.period.clone(),
            service.indicator.clone(),
            text(&service.nama.id),
            service.sasaran.to_owned(),
            service.figure.state.to_owned(),
            number(service.figure.value),
            number(service.target.as_ref().map(|target| target.value)),
            text(service.target.as_ref().map_or("", |target| &target.source)),
            service.counts.to_string(),
            number(service.reached),
            number(service.gap),
            text(&agencies.join("; ")),
            mark(matrix.sample),
        ]
    });
    Content::new(table::write(&HEADER, rows), table::MEDIA_TYPE)
}
