//! The agencies of cities, from CSV.

use super::Refused;
use super::columns::{Column, Columns, Fields};
use super::read::table;
use super::report::{Code, Finding};
use crate::domain::{Agency, Level};

const COLUMNS: &[Column] = &[
    Column { names: &["kode"], required: true },
    Column { names: &["nama"], required: true },
    Column { names: &["singkatan"], required: false },
    Column { names: &["berlaku_dari"], required: false },
    Column { names: &["berlaku_sampai"], required: false },
    Column { names: &["penerus"], required: false },
    Column { names: &["sumber"], required: true },
];

/// The agencies of a table, in its order.
pub(super) fn read(text: &str, findings: &mut Vec<Finding>) -> Result<Vec<Agency>, Refused> {
    let table = table(text, findings)?;
    let columns = Columns::find(&table, COLUMNS, findings)?;
    let mut agencies: Vec<Agency> = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let fields = columns.row(row);
        match agency(&fields) {
            Ok(agency) if agencies.contains(&agency) => findings.push(fields.finding(Code::DuplicateKey)),
            Ok(agency) => agencies.push(agency),
            Err(finding) => findings.push(finding),
        }
    }
    Ok(agencies)
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
