//! Problems that kelurahan have found,, from a table.

use std::collections::HashSet;

use super::columns::{Column, Columns, optional, required};
use super::fields::Fields;
use super::kampung_kb::required_date;
use super::programmes::people;
use super::report::{Code, Finding};
use super::table::Table;
use crate::domain::{AreaCode, InvalidValue, Problem, ProblemId};

pub(super) const COLUMNS: &[Column] = &[
    required(&["id", "kode_posyandu", "id_posyandu"]),
    required(&["kategori"]),
    required(&["sasaran"]),
    required(&["masalah"]),
    optional(&["jumlah"]),
    required(&["ditemukan"]),
    optional(&["diketahui"]),
    optional(&["selesai"]),
    required(&["sumber", "sumber_data", "source"]),
];

/// The problems of a table, in its order.
pub(super) fn read(table: &Table, columns: &Columns<'_>, findings: &mut Vec<Finding>) -> Vec<Problem> {
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
    problems
}

fn problem(fields: &Fields<'_>) -> Result<Problem, Finding> {
    let area = fields.kelurahan_code()?;
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
