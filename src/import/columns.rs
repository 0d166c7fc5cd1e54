//! The columns of a table by name, and the checks that all tables share.

use time::Date;

use super::Refused;
use super::read::{Row, Table};
use super::report::{Code, Finding, Place};
use crate::domain::{AreaCode, Period};

/// A column that an importer knows: its name, then other names that it has in
/// real files.
pub(super) struct Column {
    pub names: &'static [&'static str],
    pub required: bool,
}

/// Where the known columns stand in a table.
pub(super) struct Columns {
    known: &'static [Column],
    positions: Vec<Option<usize>>,
}

/// Words that begin the name of a column about single people.
const PERSONAL: [&str; 9] = [
    "nik",
    "no_kk",
    "nama_anak",
    "nama_balita",
    "nama_ortu",
    "nama_ibu",
    "nama_ayah",
    "tgl_lahir",
    "tanggal_lahir",
];

impl Columns {
    /// Finds the known columns; a missing required one refuses the file, one
    /// that is not known is named.
    pub(super) fn find(
        table: &Table,
        known: &'static [Column],
        findings: &mut Vec<Finding>,
    ) -> Result<Self, Refused> {
        refuse_personal(&table.header)?;
        let mut positions = vec![None; known.len()];
        for (position, name) in table.header.iter().enumerate() {
            match known
                .iter()
                .position(|column| column.names.iter().any(|known| known.eq_ignore_ascii_case(name)))
            {
                None => findings.push(Finding::new(Code::UnknownColumn, Place::Line(1)).field(name)),
                Some(column) if positions[column].is_some() => {
                    return Err(Finding::new(Code::DuplicateColumn, Place::Line(1)).field(name).into());
                }
                Some(column) => positions[column] = Some(position),
            }
        }
        for (column, position) in known.iter().zip(&positions) {
            if column.required && position.is_none() {
                return Err(Finding::new(Code::MissingColumn, Place::Line(1)).field(column.names[0]).into());
            }
        }
        Ok(Self { known, positions })
    }

    /// A row with its columns by name.
    pub(super) fn row<'a>(&'a self, row: &'a Row) -> Fields<'a> {
        Fields { columns: self, row }
    }
}

fn refuse_personal(header: &[String]) -> Result<(), Refused> {
    for name in header {
        let word = name.to_ascii_lowercase().replace([' ', '-'], "_");
        if PERSONAL.iter().any(|personal| word == *personal || word.starts_with(&format!("{personal}_"))) {
            return Err(Finding::new(Code::PersonalData, Place::Line(1)).field(name).into());
        }
    }
    Ok(())
}

/// One row, read by column names. The methods give the finding that the row is
/// left out with.
pub(super) struct Fields<'a> {
    columns: &'a Columns,
    row: &'a Row,
}

impl<'a> Fields<'a> {
    /// A finding at this row.
    pub(super) fn finding(&self, code: Code) -> Finding {
        let finding = Finding::new(code, Place::Line(self.row.line));
        self.optional("kode").map_or(finding.clone(), |code| finding.area(code))
    }

    /// A finding at this row about one column.
    pub(super) fn about(&self, code: Code, name: &str) -> Finding {
        let finding = self.finding(code).field(name);
        self.optional(name).map_or(finding.clone(), |value| finding.value(value))
    }

    /// The text of a column by its first name; none where it is empty or absent.
    pub(super) fn optional(&self, name: &str) -> Option<&'a str> {
        let column = self.columns.known.iter().position(|column| column.names[0] == name)?;
        self.row.field(self.columns.positions[column]?)
    }

    /// The same as an owned text.
    pub(super) fn owned(&self, name: &str) -> Option<String> {
        self.optional(name).map(str::to_owned)
    }

    /// The text of a column that must not be empty.
    pub(super) fn required(&self, name: &str) -> Result<&'a str, Finding> {
        self.optional(name).ok_or_else(|| self.finding(Code::MissingValue).field(name))
    }

    /// The area code in the column `kode`.
    pub(super) fn area_code(&self) -> Result<AreaCode, Finding> {
        let text = self.optional("kode").ok_or_else(|| self.finding(Code::MissingCode).field("kode"))?;
        area_code(text).map_err(|(code, detail)| self.about(code, "kode").detail(detail))
    }

    /// A word of a closed list.
    pub(super) fn word<T: std::str::FromStr<Err = crate::domain::InvalidValue>>(
        &self,
        name: &str,
    ) -> Result<Option<T>, Finding> {
        self.optional(name)
            .map(|text| {
                text.parse().map_err(|error: crate::domain::InvalidValue| {
                    self.about(Code::WordUnknown, name).detail(error.reason)
                })
            })
            .transpose()
    }

    /// A word of a closed list that must not be empty.
    pub(super) fn required_word<T: std::str::FromStr<Err = crate::domain::InvalidValue>>(
        &self,
        name: &str,
    ) -> Result<T, Finding> {
        self.required(name)?;
        self.word(name)?.ok_or_else(|| self.finding(Code::MissingValue).field(name))
    }

    /// A date such as `2023-06-07`.
    pub(super) fn date(&self, name: &str) -> Result<Option<Date>, Finding> {
        self.optional(name)
            .map(|text| day(text).ok_or_else(|| self.about(Code::DateFormat, name)))
            .transpose()
    }

    /// A number with a decimal point.
    pub(super) fn number(&self, name: &str) -> Result<Option<f64>, Finding> {
        self.optional(name)
            .map(|text| decimal(text).ok_or_else(|| self.about(Code::NumberFormat, name)))
            .transpose()
    }
}

/// Reads a day.
pub(super) fn day(text: &str) -> Option<Date> {
    match text.parse() {
        Ok(Period::Day(day)) => Some(day),
        _ => None,
    }
}

/// Reads a plain decimal number: digits with at most one point, no exponent, no
/// separators. What could be read two ways is no number.
pub(super) fn decimal(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && digits.matches('.').count() <= 1
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// Reads an area code and tells an undeclared scheme from nonsense.
pub(super) fn area_code(text: &str) -> Result<AreaCode, (Code, &'static str)> {
    text.parse().map_err(|error: crate::domain::InvalidValue| {
        let bare = text.len() > 2 && text.bytes().all(|b| b.is_ascii_digit());
        (if bare { Code::CodeScheme } else { Code::CodeFormat }, error.reason)
    })
}
