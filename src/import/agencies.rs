//! The agencies of cities,, from a table.

use super::columns::{Column, Columns, optional, required};
use super::fields::Fields;
use super::report::{Code, Finding};
use super::table::Table;
use crate::domain::{Agency, Level};

pub(super) const COLUMNS: &[Column] = &[
    required(&["nama"]),
    optional(&["singkatan"]),
    optional(&["berlaku_dari"]),
    optional(&["berlaku_sampai"]),
    optional(&["penerus"]),
    required(&["sumber", "sumber_data", "source"]),
];

/// The agencies of a table, in its order.
pub(super) fn read(table: &Table, columns: &Columns<'_>, findings: &mut Vec<Finding>) -> Vec<Agency> {
    let mut agencies: Vec<Agency> = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let fields = columns.row(row);
        match agency(&fields) {
            Ok(agency) if agencies.contains(&agency) => findings.push(fields.finding(Code::DuplicateKey)),
            Ok(agency) => agencies.push(agency),
            Err(finding) => findings.push(finding),
        }
    }
    agencies
}

fn agency(fields: &Fields<'_>) -> Result<Agency, Finding> {
    let area = fields.area_code()?;
    if area.level() != Level::Kota {
        let detail = "agencies are those of a kabupaten or kota";
        return Err(fields.about(Code::CodeMismatch, "kode").detail(detail));
    }
    let agency = Agency {
        area,
        name: fields.required("nama")?.to_owned(),
        short_name: fields.owned("singkatan"),
        valid_from: fields.date("berlaku_dari")?,
        valid_to: fields.date("berlaku_sampai")?,
        successor: fields.owned("penerus"),
        source: fields.required("sumber")?.to_owned(),
    };
    if agency.valid_from.zip(agency.valid_to).is_some_and(|(from, to)| to < from) {
        return Err(fields.about(Code::DateOrder, "berlaku_sampai"));
    }
    Ok(agency)
}
