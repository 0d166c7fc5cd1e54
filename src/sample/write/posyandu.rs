//! Posyandu as GeoJSON, one feature a line, so that a change shows as a line.

use serde::Serialize;

use super::day;
use crate::domain::{Position, Posyandu, Schedule, Stratum};
use crate::sample::SampleError;

/// The file with its line end. The member `contoh` marks it for those who open
/// it elsewhere.
pub(super) fn geojson(posyandu: &[Posyandu]) -> Result<Vec<u8>, SampleError> {
    let features: Result<Vec<String>, SampleError> = posyandu.iter().map(feature).collect();
    let features = features?.join(",\n");
    Ok(format!("{{\"type\":\"FeatureCollection\",\"contoh\":true,\"features\":[\n{features}\n]}}\n")
        .into_bytes())
}

fn feature(posyandu: &Posyandu) -> Result<String, SampleError> {
    let geometry = posyandu.position.map_or_else(|| "null".to_owned(), point);
    let properties = serde_json::to_string(&properties(posyandu))?;
    Ok(format!("{{\"type\":\"Feature\",\"geometry\":{geometry},\"properties\":{properties}}}"))
}

fn point(position: Position) -> String {
    format!("{{\"type\":\"Point\",\"coordinates\":[{:.5},{:.5}]}}", position.lon(), position.lat())
}

#[derive(Serialize)]
struct Properties<'a> {
    id: &'a str,
    nama: &'a str,
    kode: String,
    rw: Option<&'a str>,
    mutu_titik: &'a str,
    strata: Option<&'a str>,
    layanan: Vec<&'a str>,
    jadwal: Option<String>,
    jam: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pengecualian: Option<String>,
    puskesmas: Option<&'a str>,
    dikonfirmasi: Option<String>,
    sumber: &'a str,
}

fn properties(posyandu: &Posyandu) -> Properties<'_> {
    let schedule = posyandu.schedule.as_ref();
    Properties {
        id: posyandu.id.as_str(),
        nama: &posyandu.name,
        kode: posyandu.area.to_string(),
        rw: posyandu.rw.as_deref(),
        mutu_titik: posyandu.quality.as_str(),
        strata: posyandu.stratum.map(Stratum::as_str),
        layanan: posyandu.services.iter().map(|service| service.as_str()).collect(),
        jadwal: schedule.map(|schedule| schedule.recurrence.to_string()),
        jam: schedule.map(|schedule| schedule.session.to_string()),
        pengecualian: schedule.map(Schedule::exceptions_text).filter(|text| !text.is_empty()),
        puskesmas: posyandu.puskesmas.as_deref(),
        dikonfirmasi: day(posyandu.confirmed),
        sumber: &posyandu.source,
    }
}
