//! One row, read by the names of its columns.

use time::Date;

use super::columns::Columns;
use super::dialect::{Dialect, decimal};
use super::report::{Code, Finding, Place};
use super::table::{Drawing, Row};
use crate::domain::{AreaCode, InvalidValue, Level};

/// One row, read by column names. The methods give the finding that the row is
/// left out with.
pub(super) struct Fields<'a> {
    pub(super) columns: &'a Columns<'a>,
    pub(super) row: &'a Row,
}

impl<'a> Fields<'a> {
    /// Where the row stands.
    pub(super) fn place(&self) -> Place {
        self.row.place
    }

    /// A finding at this row.
    pub(super) fn finding(&self, code: Code) -> Finding {
        let finding = Finding::new(code, self.row.place);
        let named = ["kode", "kode_bps", "kelurahan"].iter().find_map(|name| self.optional(name));
        named.map_or(finding.clone(), |area| finding.area(area))
    }

    /// A finding at this row about one column.
    pub(super) fn about(&self, code: Code, name: &str) -> Finding {
        let finding = self.finding(code).field(name);
        self.optional(name).map_or(finding.clone(), |value| finding.value(value))
    }

    /// The text of a column by its first name; none where it is empty or absent.
    pub(super) fn optional(&self, name: &str) -> Option<&'a str> {
        self.columns.text(self.row, name)
    }

    /// The same as an owned text.
    pub(super) fn owned(&self, name: &str) -> Option<String> {
        self.optional(name).map(str::to_owned)
    }

    /// The text of a column that must not be empty.
    pub(super) fn required(&self, name: &str) -> Result<&'a str, Finding> {
        self.optional(name).ok_or_else(|| self.finding(Code::MissingValue).field(name))
    }

    /// The area that the row means, by whatever it names it with.
    pub(super) fn area_code(&self) -> Result<AreaCode, Finding> {
        let named = self.columns.named(self.row);
        self.columns.locator.find(&named).map_err(|(code, field, detail)| {
            let finding = self.about(code, field);
            if detail.is_empty() { finding } else { finding.detail(detail) }
        })
    }

    /// The kelurahan that the row means.
    pub(super) fn kelurahan_code(&self) -> Result<AreaCode, Finding> {
        let code = self.area_code()?;
        if code.level() != Level::Kelurahan {
            return Err(self.about(Code::WrongLevel, "kode").detail(format!("it is a {}", code.level())));
        }
        Ok(code)
    }

    /// What the name beside a code says against it.
    pub(super) fn contradiction(&self) -> Option<Finding> {
        let name = self.optional("kode").and(self.optional("kelurahan"))?;
        let likeness = self.columns.locator.likeness(self.area_code().ok()?, name)?;
        (likeness < 0.8).then(|| self.about(Code::NameMismatch, "kelurahan"))
    }

    /// A word of a closed list.
    pub(super) fn word<T: std::str::FromStr<Err = InvalidValue>>(
        &self,
        name: &str,
    ) -> Result<Option<T>, Finding> {
        self.optional(name)
            .map(|text| {
                text.parse()
                    .map_err(|error: InvalidValue| self.about(Code::WordUnknown, name).detail(error.reason))
            })
            .transpose()
    }

    /// A word of a closed list that must not be empty.
    pub(super) fn required_word<T: std::str::FromStr<Err = InvalidValue>>(
        &self,
        name: &str,
    ) -> Result<T, Finding> {
        self.required(name)?;
        self.word(name)?.ok_or_else(|| self.finding(Code::MissingValue).field(name))
    }

    /// A date such as `2023-06-07` or `7 Juni 2023`.
    pub(super) fn date(&self, name: &str) -> Result<Option<Date>, Finding> {
        self.optional(name)
            .map(|text| self.columns.dialect.day(text).map_err(|code| self.about(code, name)))
            .transpose()
    }

    /// A number as the file writes it; one that the file types is taken as it is.
    pub(super) fn number(&self, name: &str) -> Result<Option<f64>, Finding> {
        let typed = self.columns.constant(name).is_none()
            && self.columns.position(name).is_some_and(|column| self.row.is_typed(column));
        let dialect = self.columns.dialect;
        let read = |text: &str| match text.parse::<f64>() {
            Ok(number) if typed && number.is_finite() => Ok(number),
            _ => dialect.number(text),
        };
        self.optional(name).map(|text| read(text).map_err(|code| self.about(code, name))).transpose()
    }

    /// A number that cannot be above `most`: of two ways to read it, the one that
    /// stays below is meant.
    pub(super) fn number_up_to(&self, name: &str, most: f64) -> Result<Option<f64>, Finding> {
        match self.number(name) {
            Err(finding) if finding.code == Code::NumberAmbiguous => {
                let text = self.optional(name).unwrap_or_default();
                let grouped: String = text.chars().filter(|c| !matches!(c, '.' | ',')).collect();
                let as_decimal = decimal(&text.replace(',', "."));
                let as_grouped = decimal(&grouped);
                match (as_decimal, as_grouped) {
                    (Some(small), Some(large)) if small.abs() <= most && large.abs() > most => {
                        Ok(Some(small))
                    }
                    _ => Err(finding),
                }
            }
            read => read,
        }
    }

    /// What the row draws.
    pub(super) fn drawing(&self) -> Option<&'a Drawing> {
        self.row.drawing.as_ref()
    }

    /// How the file writes its dates.
    pub(super) fn dialect(&self) -> Dialect {
        self.columns.dialect
    }
}
