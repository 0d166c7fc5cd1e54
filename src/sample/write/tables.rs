//! Claims, facts about Kampung KB and programmes as CSV.

use super::day;
use crate::domain::{Claim, Figure, KampungKbEvent, Programme};
use crate::sample::SampleError;

/// The claims. The sample has counts only, so there is no column `nilai`.
pub(super) fn claims(claims: &[Claim]) -> Result<Vec<u8>, SampleError> {
    const HEADER: [&str; 11] = [
        "kode",
        "indikator",
        "periode",
        "pembilang",
        "penyebut",
        "keadaan",
        "sumber_data",
        "per_tanggal",
        "diterima",
        "status",
        "catatan",
    ];
    table(&HEADER, claims, |claim| {
        let (numerator, denominator, state) = figure(claim.figure);
        let provenance = &claim.provenance;
        vec![
            claim.area.to_string(),
            claim.indicator.to_string(),
            claim.period.to_string(),
            numerator,
            denominator,
            state.to_owned(),
            provenance.source.clone(),
            day(provenance.as_of).unwrap_or_default(),
            day(provenance.received).unwrap_or_default(),
            provenance.status.map_or("", |status| status.as_str()).to_owned(),
            provenance.note.clone().unwrap_or_default(),
        ]
    })
}

/// Numerator, denominator and the word in their place. A blank figure is left
/// blank, as most sources leave it.
fn figure(figure: Figure) -> (String, String, &'static str) {
    match figure {
        Figure::Counts(counts) => (counts.numerator().to_string(), counts.denominator().to_string(), ""),
        Figure::NotApplicable => (String::new(), String::new(), "tidak berlaku"),
        Figure::NotFilled | Figure::Published(_) => (String::new(), String::new(), ""),
    }
}

/// The facts about Kampung KB.
pub(super) fn events(events: &[KampungKbEvent]) -> Result<Vec<u8>, SampleError> {
    const HEADER: [&str; 9] =
        ["kode", "nama_kampung_kb", "peristiwa", "nilai", "tanggal", "presisi", "bukti", "sumber", "catatan"];
    table(&HEADER, events, |event| {
        vec![
            event.area.to_string(),
            event.name.clone().unwrap_or_default(),
            event.fact.word().to_owned(),
            event.fact.value().unwrap_or_default().to_owned(),
            event.date.to_string(),
            event.precision.to_string(),
            event.proof.to_string(),
            event.source.clone(),
            event.note.clone().unwrap_or_default(),
        ]
    })
}

/// The programmes.
pub(super) fn programmes(programmes: &[Programme]) -> Result<Vec<u8>, SampleError> {
    const HEADER: [&str; 7] = ["kode", "opd", "sektor", "program", "sasaran", "tahun", "sumber"];
    table(&HEADER, programmes, |programme| {
        vec![
            programme.area.to_string(),
            programme.opd.clone(),
            programme.sector.to_string(),
            programme.name.clone(),
            programme.target_group.to_string(),
            programme.year.to_string(),
            programme.source.clone(),
        ]
    })
}

fn table<T>(header: &[&str], rows: &[T], row: impl Fn(&T) -> Vec<String>) -> Result<Vec<u8>, SampleError> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(header)?;
    for item in rows {
        table.write_record(row(item))?;
    }
    table.into_inner().map_err(|error| SampleError::Csv(error.into_error().into()))
}
