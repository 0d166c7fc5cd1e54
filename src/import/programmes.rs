//! Programmes of the agencies and of partners, from a table.

use super::columns::{Column, Columns, optional, required};
use super::fields::Fields;
use super::report::{Code, Finding};
use super::table::Table;
use crate::domain::{InvalidValue, ProblemId, Programme, Provider};

pub(super) const COLUMNS: &[Column] = &[
    required(&["opd", "dinas", "perangkat_daerah"]),
    required(&["sektor"]),
    required(&["program", "kegiatan", "nama_program"]),
    required(&["sasaran"]),
    required(&["tahun"]),
    optional(&["pelaksana"]),
    optional(&["masalah"]),
    optional(&["rencana"]),
    optional(&["realisasi"]),
    optional(&["status"]),
    optional(&["diketahui"]),
    required(&["sumber", "sumber_data", "source"]),
];

/// The programmes of a table, in its order.
pub(super) fn read(table: &Table, columns: &Columns<'_>, findings: &mut Vec<Finding>) -> Vec<Programme> {
    let mut programmes = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        match programme(&columns.row(row)) {
            Ok(programme) => programmes.push(programme),
            Err(finding) => findings.push(finding),
        }
    }
    programmes
}

fn programme(fields: &Fields<'_>) -> Result<Programme, Finding> {
    let area = fields.kelurahan_code()?;
    let year = fields
        .required("tahun")?
        .parse()
        .map_err(|error: InvalidValue| fields.about(Code::PeriodFormat, "tahun").detail(error.reason))?;
    Ok(Programme {
        area,
        opd: fields.required("opd")?.to_owned(),
        provider: fields.word("pelaksana")?.unwrap_or(Provider::Opd),
        sector: fields.required_word("sektor")?,
        name: fields.required("program")?.to_owned(),
        target_group: fields.required_word("sasaran")?,
        answers: answers(fields)?,
        planned: people(fields, "rencana")?,
        realised: people(fields, "realisasi")?,
        year,
        status: fields.word("status")?,
        known: fields.date("diketahui")?,
        source: fields.required("sumber")?.to_owned(),
    })
}

/// The ids of problems, separated by semicolons.
fn answers(fields: &Fields<'_>) -> Result<Vec<ProblemId>, Finding> {
    let ids = fields.optional("masalah").unwrap_or("").split(';').map(str::trim);
    ids.filter(|id| !id.is_empty())
        .map(|id| {
            id.parse()
                .map_err(|error: InvalidValue| fields.about(Code::IdFormat, "masalah").detail(error.reason))
        })
        .collect()
}

/// A whole number of people, families or houses.
pub(super) fn people(fields: &Fields<'_>, name: &str) -> Result<Option<i64>, Finding> {
    let Some(text) = fields.optional(name) else { return Ok(None) };
    match (text.parse::<i64>(), fields.number(name)?) {
        (Ok(number), _) if (0..=MOST_PEOPLE).contains(&number) => Ok(Some(number)),
        (_, Some(number)) if number < 0.0 => Err(fields.about(Code::NegativeCount, name)),
        (Ok(_), _) => Err(fields.about(Code::NumberFormat, name)),
        (Err(_), _) => Err(fields.about(Code::NotInteger, name)),
    }
}

/// More than live in any kelurahan.
const MOST_PEOPLE: i64 = 10_000_000;
