//! Posyandu from GeoJSON or CSV.
//!
//! Both formats give the same fields by name, so one function reads a posyandu
//! from either.

use std::collections::HashSet;

use geojson::{Feature, GeometryValue};

use super::boundaries::{feature, feature_code, property};
use super::columns::{Column, Columns, Fields, area_code, day};
use super::read::{check_text, feature_texts, table};
use super::report::{Code, Finding, Place};
use super::{Refused, places};
use crate::domain::{
    AreaCode, InvalidValue, Level, PointQuality, Position, Posyandu, PosyanduId, Schedule, Service,
};

const COLUMNS: &[Column] = &[
    Column { names: &["id"], required: true },
    Column { names: &["nama"], required: true },
    Column { names: &["kode"], required: true },
    Column { names: &["rw"], required: false },
    Column { names: &["lon"], required: false },
    Column { names: &["lat"], required: false },
    Column { names: &["mutu_titik"], required: false },
    Column { names: &["strata"], required: false },
    Column { names: &["layanan"], required: false },
    Column { names: &["jadwal"], required: false },
    Column { names: &["jam"], required: false },
    Column { names: &["pengecualian"], required: false },
    Column { names: &["puskesmas"], required: false },
    Column { names: &["dikonfirmasi"], required: false },
    Column { names: &["sumber"], required: true },
];

/// The posyandu of a file, in its order.
pub(super) fn read(text: &str, findings: &mut Vec<Finding>) -> Result<Vec<Posyandu>, Refused> {
    let candidates = if text.trim_start().starts_with(['{', '[']) {
        from_geojson(text)?
    } else {
        from_csv(text, findings)?
    };
    let mut posyandu: Vec<Posyandu> = Vec::new();
    let mut ids: HashSet<PosyanduId> = HashSet::new();
    let mut places: HashSet<(u64, u64)> = HashSet::new();
    for (place, candidate) in candidates {
        match candidate {
            Ok(one) if !ids.insert(one.id.clone()) => {
                findings
                    .push(Finding::new(Code::DuplicateId, place).area(one.area).field("id").value(&one.id));
            }
            Ok(one) => {
                let at = one.position.map(|position| (position.lon().to_bits(), position.lat().to_bits()));
                if at.is_some_and(|at| !places.insert(at)) {
                    findings.push(Finding::new(Code::DuplicateLocation, place).area(one.area).value(&one.id));
                }
                posyandu.push(one);
            }
            Err(finding) => findings.push(finding),
        }
    }
    Ok(posyandu)
}

type Candidates = Vec<(Place, Result<Posyandu, Finding>)>;

fn from_geojson(text: &str) -> Result<Candidates, Refused> {
    let features = feature_texts(text)?;
    let read = |(index, text)| {
        let place = Place::Feature(index);
        (place, feature(text, place).and_then(|feature| from_feature(&feature, place)))
    };
    Ok(features.into_iter().enumerate().map(read).collect())
}

fn from_feature(feature: &Feature, place: Place) -> Result<Posyandu, Finding> {
    let code = feature_code(feature, place)?;
    let properties = feature.properties.as_ref();
    let services = match properties.and_then(|properties| properties.get("layanan")) {
        Some(serde_json::Value::Array(words)) => {
            let words: Vec<&str> = words.iter().filter_map(serde_json::Value::as_str).collect();
            Some(words.join(";"))
        }
        _ => None,
    };
    let field = |name: &str| match (name, &services) {
        ("layanan", Some(words)) => Some(words.as_str()),
        _ => property(properties, name),
    };
    let at = |fault: Code| Finding::new(fault, place).area(code);
    let position = match feature.geometry.as_ref().map(|geometry| &geometry.value) {
        None => None,
        Some(GeometryValue::Point { coordinates }) => {
            let checked = places::check(coordinates.as_slice(), &mut false);
            Some(checked.map_err(|(fault, detail)| at(fault).detail(detail))?)
        }
        Some(other) => return Err(at(Code::GeometryType).detail(other.type_name())),
    };
    posyandu(code, position, field, at)
}

fn from_csv(text: &str, findings: &mut Vec<Finding>) -> Result<Candidates, Refused> {
    let table = table(text, findings)?;
    let columns = Columns::find(&table, COLUMNS, findings)?;
    let read = |row| {
        let fields = columns.row(row);
        (Place::Line(row.line), from_row(&fields))
    };
    Ok(table.rows.iter().map(read).collect())
}

fn from_row(fields: &Fields<'_>) -> Result<Posyandu, Finding> {
    let text = fields.optional("kode").ok_or_else(|| fields.finding(Code::MissingCode))?;
    let code = area_code(text).map_err(|(fault, detail)| fields.about(fault, "kode").detail(detail))?;
    let position = match (fields.number("lon")?, fields.number("lat")?) {
        (None, None) => None,
        (Some(lon), Some(lat)) => {
            let checked = places::check(&[lon, lat], &mut false);
            Some(checked.map_err(|(fault, detail)| fields.finding(fault).detail(detail))?)
        }
        (lon, _) => {
            return Err(fields.finding(Code::MissingValue).field(if lon.is_none() { "lon" } else { "lat" }));
        }
    };
    posyandu(code, position, |name| fields.optional(name), |fault| fields.finding(fault))
}

/// Reads a posyandu from fields by name.
fn posyandu<'a>(
    code: AreaCode,
    position: Option<Position>,
    field: impl Fn(&str) -> Option<&'a str>,
    at: impl Fn(Code) -> Finding,
) -> Result<Posyandu, Finding> {
    if code.level() != Level::Kelurahan {
        return Err(at(Code::WrongLevel).field("kode"));
    }
    for name in ["nama", "rw", "puskesmas", "sumber"] {
        field(name).map_or(Ok(()), check_text).map_err(|fault| at(fault).field(name))?;
    }
    let required = |name: &str| field(name).ok_or_else(|| at(Code::MissingValue).field(name));
    let id = required("id")?;
    let id = id
        .parse()
        .map_err(|error: InvalidValue| at(Code::IdFormat).field("id").value(id).detail(error.reason))?;
    let quality = word(&field, &at, "mutu_titik")?.unwrap_or(PointQuality::Unknown);
    let confirmed = field("dikonfirmasi")
        .map(|text| day(text).ok_or_else(|| at(Code::DateFormat).field("dikonfirmasi").value(text)))
        .transpose()?;
    Ok(Posyandu {
        id,
        name: field("nama").ok_or_else(|| at(Code::MissingName).field("nama"))?.to_owned(),
        area: code,
        rw: field("rw").map(str::to_owned),
        position,
        quality: if position.is_none() { PointQuality::Unknown } else { quality },
        stratum: word(&field, &at, "strata")?,
        services: services(field("layanan").unwrap_or(""), &at)?,
        schedule: schedule(&field, &at)?,
        puskesmas: field("puskesmas").map(str::to_owned),
        confirmed,
        source: required("sumber")?.to_owned(),
    })
}

fn word<'a, T: std::str::FromStr<Err = InvalidValue>>(
    field: &impl Fn(&str) -> Option<&'a str>,
    at: &impl Fn(Code) -> Finding,
    name: &str,
) -> Result<Option<T>, Finding> {
    field(name)
        .map(|text| {
            text.parse().map_err(|error: InvalidValue| {
                at(Code::WordUnknown).field(name).value(text).detail(error.reason)
            })
        })
        .transpose()
}

fn services(text: &str, at: &impl Fn(Code) -> Finding) -> Result<Vec<Service>, Finding> {
    let words = text.split(';').map(str::trim).filter(|word| !word.is_empty());
    let mut services = words
        .map(|word| {
            word.parse().map_err(|error: InvalidValue| {
                at(Code::WordUnknown).field("layanan").value(word).detail(error.reason)
            })
        })
        .collect::<Result<Vec<Service>, Finding>>()?;
    services.sort_unstable();
    services.dedup();
    Ok(services)
}

fn schedule<'a>(
    field: &impl Fn(&str) -> Option<&'a str>,
    at: &impl Fn(Code) -> Finding,
) -> Result<Option<Schedule>, Finding> {
    let Some(rule) = field("jadwal") else { return Ok(None) };
    let hours = field("jam").ok_or_else(|| at(Code::MissingValue).field("jam"))?;
    Schedule::parse(rule, hours, field("pengecualian").unwrap_or(""))
        .map(Some)
        .map_err(|error| at(Code::ScheduleFormat).field("jadwal").value(&error.value).detail(error.reason))
}
