//! Programmes of the agencies from CSV.

use super::Refused;
use super::columns::{Column, Columns, Fields};
use super::read::table;
use super::report::{Code, Finding};
use crate::domain::{InvalidValue, Level, Programme};

const COLUMNS: &[Column] = &[
    Column { names: &["kode"], required: true },
    Column { names: &["opd"], required: true },
    Column { names: &["sektor"], required: true },
    Column { names: &["program"], required: true },
    Column { names: &["sasaran"], required: true },
    Column { names: &["tahun"], required: true },
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
        sector: fields.required_word("sektor")?,
        name: fields.required("program")?.to_owned(),
        target_group: fields.required_word("sasaran")?,
        year,
        source: fields.required("sumber")?.to_owned(),
    })
}
