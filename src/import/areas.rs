//! The official list of areas, from a table.

use std::collections::HashMap;

use super::columns::{Column, Columns, optional, required};
use super::fields::Fields;
use super::report::{Code, Finding, Place};
use super::table::Table;
use crate::domain::{AreaCode, AreaName, Level, TimeZone};

pub(super) const COLUMNS: &[Column] = &[
    required(&["kode"]),
    required(&["nama", "nama_wilayah", "name", "nmwil"]),
    optional(&["tingkat"]),
    optional(&["kode_induk"]),
    optional(&["kode_bps"]),
    optional(&["zona_waktu"]),
    optional(&["tahun_bps", "bps_tahun"]),
];

/// The names in a table, in its order.
pub(super) fn read(table: &Table, columns: &Columns<'_>, findings: &mut Vec<Finding>) -> Vec<AreaName> {
    let mut names = Vec::with_capacity(table.rows.len());
    let mut seen: HashMap<AreaCode, Place> = HashMap::new();
    for row in &table.rows {
        let fields = columns.row(row);
        match name(&fields) {
            Ok(name) if seen.contains_key(&name.code) => {
                let first = seen[&name.code];
                findings.push(
                    fields.about(Code::DuplicateCode, "kode").detail(format!("{first} has it already")),
                );
            }
            Ok(name) => {
                seen.insert(name.code, row.place);
                names.push(name);
            }
            Err(finding) => findings.push(finding),
        }
    }
    names
}

fn name(fields: &Fields<'_>) -> Result<AreaName, Finding> {
    fields.optional("kode").ok_or_else(|| fields.finding(Code::MissingCode).field("kode"))?;
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
    let bps_vintage = fields
        .optional("tahun_bps")
        .map(|text| text.parse().map_err(|_| fields.about(Code::NumberFormat, "tahun_bps")))
        .transpose()?;
    Ok(AreaName { code, name: name.to_owned(), bps_code, bps_vintage, time_zone })
}
