//! Posyandu, from any format: with points, or with columns of coordinates.

use std::collections::HashSet;

use super::columns::{Column, Columns, optional, required};
use super::crs::Crs;
use super::fields::Fields;
use super::places;
use super::read::check_text;
use super::report::{Code, Finding};
use super::table::{Drawing, Pair, Table};
use crate::domain::{InvalidValue, PointQuality, Position, Posyandu, PosyanduId, Schedule, Service};

pub(super) const COLUMNS: &[Column] = &[
    required(&["id", "kode_posyandu", "id_posyandu"]),
    required(&["nama", "nama_posyandu", "posyandu", "name"]),
    optional(&["rw"]),
    optional(&["lon", "longitude", "bujur", "lng", "long", "x", "easting"]),
    optional(&["lat", "latitude", "lintang", "y", "northing"]),
    optional(&["mutu_titik"]),
    optional(&["strata"]),
    optional(&["layanan"]),
    optional(&["jadwal"]),
    optional(&["jam"]),
    optional(&["pengecualian"]),
    optional(&["puskesmas", "nama_puskesmas", "pukesmas"]),
    optional(&["dikonfirmasi"]),
    required(&["sumber", "sumber_data", "source"]),
];

/// The posyandu of a table, in its order. `crs` is the system of coordinates
/// that stand in columns; points are degrees already.
pub(super) fn read(
    table: &Table,
    columns: &Columns<'_>,
    crs: Option<&Crs>,
    findings: &mut Vec<Finding>,
) -> Vec<Posyandu> {
    let mut posyandu: Vec<Posyandu> = Vec::new();
    let mut ids: HashSet<PosyanduId> = HashSet::new();
    let mut places: HashSet<(u64, u64)> = HashSet::new();
    for row in &table.rows {
        let fields = columns.row(row);
        match one(&fields, crs) {
            Ok(one) if !ids.insert(one.id.clone()) => {
                findings.push(
                    Finding::new(Code::DuplicateId, row.place).area(one.area).field("id").value(&one.id),
                );
            }
            Ok(one) => {
                let at = one.position.map(|position| (position.lon().to_bits(), position.lat().to_bits()));
                if at.is_some_and(|at| !places.insert(at)) {
                    findings
                        .push(Finding::new(Code::DuplicateLocation, row.place).area(one.area).value(&one.id));
                }
                posyandu.push(one);
            }
            Err(finding) => findings.push(finding),
        }
    }
    posyandu
}

fn one(fields: &Fields<'_>, crs: Option<&Crs>) -> Result<Posyandu, Finding> {
    let area = fields.kelurahan_code()?;
    let position = position(fields, crs)?;
    for name in ["nama", "rw", "puskesmas", "sumber"] {
        fields
            .optional(name)
            .map_or(Ok(()), check_text)
            .map_err(|fault| fields.finding(fault).field(name))?;
    }
    let id = fields.required("id")?;
    let id =
        id.parse().map_err(|error: InvalidValue| fields.about(Code::IdFormat, "id").detail(error.reason))?;
    let quality = fields.word("mutu_titik")?.unwrap_or(PointQuality::Unknown);
    Ok(Posyandu {
        id,
        name: fields
            .optional("nama")
            .ok_or_else(|| fields.finding(Code::MissingName).field("nama"))?
            .to_owned(),
        area,
        rw: fields.owned("rw"),
        position,
        quality: if position.is_none() { PointQuality::Unknown } else { quality },
        stratum: fields.word("strata")?,
        services: services(fields)?,
        schedule: schedule(fields)?,
        puskesmas: fields.owned("puskesmas"),
        confirmed: fields.date("dikonfirmasi")?,
        source: fields.required("sumber")?.to_owned(),
    })
}

/// Where it stands: as drawn, else by its columns; nowhere where neither says.
fn position(fields: &Fields<'_>, crs: Option<&Crs>) -> Result<Option<Position>, Finding> {
    let checked = |pair: Pair| {
        places::check(pair).map(Some).map_err(|(fault, detail)| fields.finding(fault).detail(detail))
    };
    match fields.drawing() {
        Some(Drawing::Point(Some(pair))) => return checked(*pair),
        Some(Drawing::Point(None)) => return Ok(None),
        Some(Drawing::Polygons { .. }) => return Err(fields.finding(Code::GeometryType).detail("Polygon")),
        Some(Drawing::Other(name)) => return Err(fields.finding(Code::GeometryType).detail(name)),
        None => {}
    }
    let most = if crs.is_some() { f64::INFINITY } else { 180.0 };
    match (fields.number_up_to("lon", most)?, fields.number_up_to("lat", most)?) {
        (None, None) => Ok(None),
        (Some(lon), Some(lat)) => checked(crs.map_or([lon, lat], |crs| crs.to_degrees([lon, lat]))),
        (lon, _) => Err(fields.finding(Code::MissingValue).field(if lon.is_none() { "lon" } else { "lat" })),
    }
}

fn services(fields: &Fields<'_>) -> Result<Vec<Service>, Finding> {
    let text = fields.optional("layanan").unwrap_or("");
    let words = text.split(';').map(str::trim).filter(|word| !word.is_empty());
    let mut services = words
        .map(|word| {
            word.parse().map_err(|error: InvalidValue| {
                fields.finding(Code::WordUnknown).field("layanan").value(word).detail(error.reason)
            })
        })
        .collect::<Result<Vec<Service>, Finding>>()?;
    services.sort_unstable();
    services.dedup();
    Ok(services)
}

fn schedule(fields: &Fields<'_>) -> Result<Option<Schedule>, Finding> {
    let Some(rule) = fields.optional("jadwal") else { return Ok(None) };
    let hours = fields.required("jam")?;
    Schedule::parse(rule, hours, fields.optional("pengecualian").unwrap_or("")).map(Some).map_err(|error| {
        fields.finding(Code::ScheduleFormat).field("jadwal").value(&error.value).detail(error.reason)
    })
}
