//! The official list of areas from CSV.

use std::collections::HashMap;

use super::Refused;
use super::columns::{Column, Columns, Fields};
use super::read::table;
use super::report::{Code, Finding};
use crate::domain::{AreaCode, AreaName, Level, TimeZone};

const COLUMNS: &[Column] = &[
    Column { names: &["kode"], required: true },
    Column { names: &["nama"], required: true },
    Column { names: &["tingkat"], required: false },
    Column { names: &["kode_induk"], required: false },
    Column { names: &["kode_bps"], required: false },
    Column { names: &["zona_waktu"], required: false },
];

/// The names in a table, in its order.
pub(super) fn read(text: &str, findings: &mut Vec<Finding>) -> Result<Vec<AreaName>, Refused> {
    let table = table(text, findings)?;
    let columns = Columns::find(&table, COLUMNS, findings)?;
    let mut names = Vec::with_capacity(table.rows.len());
    let mut seen: HashMap<AreaCode, u64> = HashMap::new();
    for row in &table.rows {
        let fields = columns.row(row);
        match name(&fields) {
            Ok(name) if seen.contains_key(&name.code) => {
                let first = seen[&name.code];
                findings.push(
                    fields.about(Code::DuplicateCode, "kode").detail(format!("line {first} has it already")),
                );
            }
            Ok(name) => {
                seen.insert(name.code, row.line);
                names.push(name);
            }
            Err(finding) => findings.push(finding),
        }
    }
    Ok(names)
}

fn name(fields: &Fields<'_>) -> Result<AreaName, Finding> {
    let code = fields.area_code()?;
    let name = fields.optional("nama").ok_or_else(|| fields.finding(Code::MissingName).field("nama"))?;
    if fields.word::<Level>("tingkat")?.is_some_and(|level| level != code.level()) {
        return Err(fields
            .about(Code::CodeMismatch, "tingkat")
            .detail(format!("the code is of level {}", code.level())));
    }
    let stated = fields.optional("kode_induk");
    if stated.is_some() && stated != code.parent().map(|parent| parent.to_string()).as_deref() {
        return Err(fields.about(Code::CodeMismatch, "kode_induk"));
    }
    let bps_code = fields.owned("kode_bps");
    if bps_code
        .as_ref()
        .is_some_and(|digits| !digits.bytes().all(|b| b.is_ascii_digit()) || digits.len() > 10)
    {
        return Err(fields.about(Code::CodeFormat, "kode_bps"));
    }
    let time_zone = fields.word("zona_waktu")?.unwrap_or(TimeZone::Wib);
    Ok(AreaName { code, name: name.to_owned(), bps_code, time_zone })
}
