//! Tables about single people are refused: by the names of their columns, and by
//! numbers that only people have. Nothing of them is quoted.

use super::Refused;
use super::columns::plain_name;
use super::report::{Code, Finding, Place};
use super::table::Table;

/// Words that begin the name of a column about single people.
const PERSONAL: [&str; 14] = [
    "nik",
    "no_kk",
    "nomor_kk",
    "nama_anak",
    "nama_balita",
    "nama_ortu",
    "nama_ibu",
    "nama_ayah",
    "nama_orang_tua",
    "tgl_lahir",
    "tanggal_lahir",
    "no_hp",
    "no_telepon",
    "alamat",
];

/// Whether a column is about single people.
fn is_personal(name: &str) -> bool {
    let word = plain_name(name);
    PERSONAL.iter().any(|personal| word == *personal || word.starts_with(&format!("{personal}_")))
}

/// Refuses a table about single people.
pub(super) fn refuse(table: &Table, place: Place) -> Result<(), Refused> {
    // Posyandu and offices have addresses; people have names and numbers too.
    let personal = table.header.iter().find(|name| is_personal(name) && plain_name(name) != "alamat");
    if let Some(name) = personal {
        return Err(Finding::new(Code::PersonalData, place).field(name).into());
    }
    // A number of sixteen digits is that of a person or a family.
    for row in &table.rows {
        let numbered = row.cells.iter().position(|cell| {
            let text = cell.text.trim().trim_start_matches('\'');
            text.len() == 16 && text.bytes().all(|b| b.is_ascii_digit())
        });
        if let Some(column) = numbered {
            return Err(Finding::new(Code::PersonalData, row.place)
                .field(table.header.get(column).map_or("", String::as_str))
                .detail("sixteen digits are the number of a person")
                .into());
        }
    }
    Ok(())
}
