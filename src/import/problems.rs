//! Problems that kelurahan have found, from CSV.

use std::collections::HashSet;

use super::Refused;
use super::columns::{Column, Columns, Fields};
use super::kampung_kb::required_date;
use super::programmes::people;
use super::read::table;
use super::report::{Code, Finding};
use crate::domain::{AreaCode, InvalidValue, Level, Problem, ProblemId};

const COLUMNS: &[Column] = &[
    Column { names: &["kode"], required: true },
    Column { names: &["id"], required: true },
    Column { names: &["kategori"], required: true },
    Column { names: &["sasaran"], required: true },
    Column { names: &["masalah"], required: true },
    Column { names: &["jumlah"], required: false },
    Column { names: &["ditemukan"], required: true },
    Column { names: &["diketahui"], required: false },
    Column { names: &["selesai"], required: false },
    Column { names: &["sumber"], required: true },
];

/// The problems of a table, in its order.
pub(super) fn read(text: &str, findings: &mut Vec<Finding>) -> Result<Vec<Problem>, Refused> {
    let table = table(text, findings)?;
    let columns = Columns::find(&table, COLUMNS, findings)?;
    let mut problems = Vec::with_capacity(table.rows.len());
    let mut seen: HashSet<(AreaCode, ProblemId)> = HashSet::new();
    for row in &table.rows {
        let fields = columns.row(row);
        match problem(&fields) {
            Ok(problem) if !seen.insert((problem.area, problem.id.clone())) => {
                findings.push(fields.about(Code::DuplicateId, "id"));
            }
            Ok(problem) => problems.push(problem),
            Err(finding) => findings.push(finding),
        }
    }
    Ok(problems)
}

fn problem(fields: &Fields<'_>) -> Result<Problem, Finding> {
    let area = fields.area_code()?;
    if area.level() != Level::Kelurahan {
        return Err(fields.about(Code::WrongLevel, "kode"));
    }
    let id = fields
        .required("id")?
        .parse()
        .map_err(|error: InvalidValue| fields.about(Code::IdFormat, "id").detail(error.reason))?;
    let problem = Problem {
        id,
        area,
        category: fields.required_word("kategori")?,
        target_group: fields.required_word("sasaran")?,
        name: fields.required("masalah")?.to_owned(),
        size: people(fields, "jumlah")?,
        found: required_date(fields, "ditemukan")?,
        known: fields.date("diketahui")?,
        solved: fields.date("selesai")?,
        source: fields.required("sumber")?.to_owned(),
    };
    if problem.solved.is_some_and(|solved| solved < problem.found) {
        return Err(fields.about(Code::DateOrder, "selesai"));
    }
    Ok(problem)
}
