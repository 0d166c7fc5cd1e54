//! What an importer reports: findings and their places.

use serde::{Deserialize, Serialize};

pub use super::codes::Code;

/// One thing that is wrong with a file, or worth knowing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Finding {
    /// What it is.
    pub code: Code,
    /// Where it is.
    pub place: Place,
    /// The code or name of the area concerned, as far as known.
    pub area: Option<String>,
    /// The column or property concerned.
    pub field: Option<String>,
    /// The value concerned, cut to 80 characters; never personal data.
    pub value: Option<String>,
    /// What is special about this case, in English.
    pub detail: Option<String>,
}

impl Finding {
    /// A finding without particulars.
    pub fn new(code: Code, place: Place) -> Self {
        Self { code, place, area: None, field: None, value: None, detail: None }
    }

    /// Names the area concerned.
    #[must_use]
    pub fn area(mut self, area: impl ToString) -> Self {
        self.area = Some(cut(&area.to_string()));
        self
    }

    /// Names the column or property concerned.
    #[must_use]
    pub fn field(mut self, field: impl ToString) -> Self {
        self.field = Some(cut(&field.to_string()));
        self
    }

    /// Quotes the value concerned, with control characters made visible.
    #[must_use]
    pub fn value(mut self, value: impl ToString) -> Self {
        self.value = Some(cut(&value.to_string()));
        self
    }

    /// Says what is special about this case.
    #[must_use]
    pub fn detail(mut self, detail: impl ToString) -> Self {
        self.detail = Some(detail.to_string());
        self
    }

    /// What follows from it.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

fn cut(text: &str) -> String {
    text.chars()
        .take(80)
        .flat_map(|c| c.escape_debug().collect::<Vec<_>>())
        .collect::<String>()
        .replace("\\\"", "\"")
        .replace("\\'", "'")
}

/// Where a finding is, counted as a person counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Place {
    /// The file as a whole.
    File,
    /// A byte, from 0, where reading broke off.
    Byte(usize),
    /// A line of the text file, from 1.
    Line(u64),
    /// A row of a sheet, from 1.
    Row(u64),
    /// A record of a format that counts them, from 1.
    Record(u64),
    /// A feature or entry in the order of the file, from 0.
    Feature(usize),
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File => f.write_str("file"),
            Self::Byte(byte) => write!(f, "byte {byte}"),
            Self::Line(line) => write!(f, "line {line}"),
            Self::Row(row) => write!(f, "row {row}"),
            Self::Record(record) => write!(f, "record {record}"),
            Self::Feature(index) => write!(f, "feature {index}"),
        }
    }
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One row: it is left out (reject) or kept (warn), the others are kept.
    Row,
    /// The file: nothing of it is stored.
    File,
}

/// What follows from a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The row is left out, or the file refused.
    Reject,
    /// The row is stored as it is.
    Warn,
    /// The row is stored changed, because the person asked for it.
    Repair,
}

impl Severity {
    /// The word used in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reject => "reject",
            Self::Warn => "warn",
            Self::Repair => "repair",
        }
    }
}
