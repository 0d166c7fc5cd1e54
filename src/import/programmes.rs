//! Programmes of the agencies and of partners from CSV.

use super::Refused;
use super::columns::{Column, Columns, Fields};
use super::read::table;
use super::report::{Code, Finding};
use crate::domain::{InvalidValue, Level, ProblemId, Programme, Provider};

const COLUMNS: &[Column] = &[
    Column { names: &["kode"], required: true },
    Column { names: &["opd"], required: true },
    Column { names: &["sektor"], required: true },
    Column { names: &["program"], required: true },
    Column { names: &["sasaran"], required: true },
    Column { names: &["tahun"], required: true },
    Column { names: &["pelaksana"], required: false },
    Column { names: &["masalah"], required: false },
    Column { names: &["rencana"], required: false },
    Column { names: &["realisasi"], required: false },
    Column { names: &["status"], required: false },
    Column { names: &["diketahui"], required: false },
    Column { names: &["sumber"], required: true },
];

/// The programmes of a table, in its order.
pub(super) fn read(text: &str, findings: &mut Vec<Finding>) -> Result<Vec<Programme>, Refused> {
    let table = table(text, findings)?;
    let columns = Columns::find(&table, COLUMNS, findings)?;
    let mut programmes = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        match programme(&columns.row(row)) {
            Ok(programme) => programmes.push(programme),
            Err(finding) => findings.push(finding),
        }
    }
    Ok(programmes)
}

fn programme(fields: &Fields<'_>) -> Result<Programme, Finding> {
    let area = fields.area_code()?;
    if area.level() != Level::Kelurahan {
        return Err(fields.about(Code::WrongLevel, "kode"));
    }
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
