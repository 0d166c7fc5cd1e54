//! Claims, facts about Kampung KB and programmes as CSV.

use super::day;
use crate::domain::{Agency, Claim, Figure, KampungKbEvent, Problem, ProblemId, Programme};
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
    const HEADER: [&str; 15] = [
        "kode",
        "nama_kampung_kb",
        "peristiwa",
        "nilai",
        "keadaan",
        "tanggal",
        "presisi",
        "diketahui",
        "bukti",
        "selesai",
        "tenggat",
        "dokumen",
        "penanggung_jawab",
        "sumber",
        "catatan",
    ];
    table(&HEADER, events, |event| {
        vec![
            event.area.to_string(),
            event.name.clone().unwrap_or_default(),
            event.fact.word().to_owned(),
            event.fact.value().unwrap_or_default(),
            event.fact.presence().map_or("", |presence| presence.as_str()).to_owned(),
            event.date.to_string(),
            event.precision.to_string(),
            day(event.known).unwrap_or_default(),
            event.proof.to_string(),
            day(event.ended).unwrap_or_default(),
            day(event.due).unwrap_or_default(),
            event.document.clone().unwrap_or_default(),
            event.responsible.clone().unwrap_or_default(),
            event.source.clone(),
            event.note.clone().unwrap_or_default(),
        ]
    })
}

/// The agencies.
pub(super) fn agencies(agencies: &[Agency]) -> Result<Vec<u8>, SampleError> {
    const HEADER: [&str; 6] = ["kode", "nama", "berlaku_dari", "berlaku_sampai", "penerus", "sumber"];
    table(&HEADER, agencies, |agency| {
        vec![
            agency.area.to_string(),
            agency.name.clone(),
            day(agency.valid_from).unwrap_or_default(),
            day(agency.valid_to).unwrap_or_default(),
            agency.successor.clone().unwrap_or_default(),
            agency.source.clone(),
        ]
    })
}

/// The problems.
pub(super) fn problems(problems: &[Problem]) -> Result<Vec<u8>, SampleError> {
    const HEADER: [&str; 10] = [
        "kode",
        "id",
        "kategori",
        "sasaran",
        "masalah",
        "jumlah",
        "ditemukan",
        "diketahui",
        "selesai",
        "sumber",
    ];
    table(&HEADER, problems, |problem| {
        vec![
            problem.area.to_string(),
            problem.id.to_string(),
            problem.category.to_string(),
            problem.target_group.to_string(),
            problem.name.clone(),
            count(problem.size),
            problem.found.to_string(),
            day(problem.known).unwrap_or_default(),
            day(problem.solved).unwrap_or_default(),
            problem.source.clone(),
        ]
    })
}

/// The programmes.
pub(super) fn programmes(programmes: &[Programme]) -> Result<Vec<u8>, SampleError> {
    const HEADER: [&str; 13] = [
        "kode",
        "opd",
        "pelaksana",
        "sektor",
        "program",
        "sasaran",
        "masalah",
        "rencana",
        "realisasi",
        "tahun",
        "status",
        "diketahui",
        "sumber",
    ];
    table(&HEADER, programmes, |programme| {
        let answers: Vec<&str> = programme.answers.iter().map(ProblemId::as_str).collect();
        vec![
            programme.area.to_string(),
            programme.opd.clone(),
            programme.provider.to_string(),
            programme.sector.to_string(),
            programme.name.clone(),
            programme.target_group.to_string(),
            answers.join(";"),
            count(programme.planned),
            count(programme.realised),
            programme.year.to_string(),
            programme.status.map_or("", |status| status.as_str()).to_owned(),
            day(programme.known).unwrap_or_default(),
            programme.source.clone(),
        ]
    })
}

fn count(count: Option<i64>) -> String {
    count.map(|count| count.to_string()).unwrap_or_default()
}

fn table<T>(header: &[&str], rows: &[T], row: impl Fn(&T) -> Vec<String>) -> Result<Vec<u8>, SampleError> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(header)?;
    for item in rows {
        table.write_record(row(item))?;
    }
    table.into_inner().map_err(|error| SampleError::Csv(error.into_error().into()))
}
