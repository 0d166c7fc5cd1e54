//! Boundaries of kelurahan, from any format with shapes.

use std::collections::HashMap;

use rayon::prelude::*;

use super::columns::{Column, Columns, required};
use super::fields::Fields;
use super::read::check_text;
use super::report::{Code, Finding, Place};
use super::shape;
use super::table::Table;
use crate::domain::{Area, AreaCode, Level};

pub(super) const COLUMNS: &[Column] = &[required(&[
    "nama",
    "name",
    "nama_desa",
    "nama_kelurahan",
    "kelurahan",
    "desa",
    "wadmkd",
    "nmdesa",
    "namobj",
])];

/// The kelurahan of a layer, in its order.
pub(super) fn read(
    table: &Table,
    columns: &Columns<'_>,
    mend: bool,
    findings: &mut Vec<Finding>,
) -> Vec<Area> {
    let read: Vec<_> = table.rows.par_iter().map(|row| area(&columns.row(row), mend)).collect();
    let mut areas: Vec<Area> = Vec::with_capacity(read.len());
    let mut seen: HashMap<AreaCode, Place> = HashMap::new();
    for (row, (area, warnings)) in table.rows.iter().zip(read) {
        findings.extend(warnings);
        let area = match area {
            Ok(area) => area,
            Err(finding) => {
                findings.push(finding);
                continue;
            }
        };
        match seen.get(&area.code) {
            Some(first) => findings.push(
                Finding::new(Code::DuplicateCode, row.place)
                    .area(area.code)
                    .field("kode")
                    .detail(format!("{first} has it already")),
            ),
            None => {
                seen.insert(area.code, row.place);
                areas.push(area);
            }
        }
    }
    areas
}

fn area(fields: &Fields<'_>, mend: bool) -> (Result<Area, Finding>, Vec<Finding>) {
    let mut warnings = Vec::new();
    (checked(fields, mend, &mut warnings), warnings)
}

fn checked(fields: &Fields<'_>, mend: bool, warnings: &mut Vec<Finding>) -> Result<Area, Finding> {
    let code = fields.area_code()?;
    if code.level() != Level::Kelurahan {
        return Err(fields.about(Code::WrongLevel, "kode").detail(format!("it is a {}", code.level())));
    }
    let at = |fault| Finding::new(fault, fields.place()).area(code);
    let name = fields.optional("nama").ok_or_else(|| at(Code::MissingName).field("nama"))?;
    check_text(name).map_err(|fault| at(fault).field("nama"))?;
    let checked = shape::area(fields.drawing(), mend).map_err(|(fault, detail)| {
        let finding = at(fault);
        if detail.is_empty() { finding } else { finding.detail(detail) }
    })?;
    warnings.extend(checked.warnings.into_iter().map(at));
    warnings.extend(checked.mended.map(|detail| at(Code::GeometryRepaired).detail(detail)));
    Ok(Area { code, name: name.to_owned(), shape: checked.shape })
}
