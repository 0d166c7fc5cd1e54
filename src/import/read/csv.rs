//! CSV: a header and rows of text, with the line of each.

use crate::import::Refused;
use crate::import::report::{Code, Finding, Place};

/// A table as read.
pub(in crate::import) struct Table {
    /// Column names, trimmed.
    pub header: Vec<String>,
    /// Rows that have as many fields as the header.
    pub rows: Vec<Row>,
}

/// A row with the line that it begins on.
pub(in crate::import) struct Row {
    pub line: u64,
    fields: Vec<String>,
}

impl Row {
    /// The field of a column by its position, trimmed; none where it is empty.
    pub fn field(&self, column: usize) -> Option<&str> {
        self.fields.get(column).map(|field| field.trim()).filter(|field| !field.is_empty())
    }
}

const MAX_ROWS: usize = 1_000_000;
const MAX_COLUMNS: usize = 500;
const MAX_FIELD_BYTES: usize = 8 << 10;

/// Reads a table. Rows that are not sound text are left out with a finding.
pub(in crate::import) fn table(text: &str, findings: &mut Vec<Finding>) -> Result<Table, Refused> {
    if text.trim_start().starts_with(['{', '[', '<']) {
        return Err(Finding::new(Code::UnsupportedFormat, Place::File)
            .detail("a table is read from CSV")
            .into());
    }
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(true).from_reader(text.as_bytes());
    let header: Vec<String> =
        reader.headers().map_err(|error| broken(&error))?.iter().map(|name| name.trim().to_owned()).collect();
    check_header(&header)?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| broken(&error))?;
        let line = record.position().map_or(0, csv::Position::line);
        if rows.len() == MAX_ROWS {
            return Err(Finding::new(Code::LimitRows, Place::Line(line))
                .detail(format!("at most {MAX_ROWS} rows are read"))
                .into());
        }
        match check_row(&record, &header, line) {
            Ok(()) => rows.push(Row { line, fields: record.iter().map(str::to_owned).collect() }),
            Err(finding) => findings.push(finding),
        }
    }
    Ok(Table { header, rows })
}

fn check_header(header: &[String]) -> Result<(), Refused> {
    let Some(first) = header.first() else {
        return Err(Finding::new(Code::EmptyFile, Place::File).into());
    };
    if header.len() == 1 && (first.contains(';') || first.contains('\t')) {
        return Err(Finding::new(Code::Separator, Place::Line(1)).value(first).into());
    }
    if header.len() > MAX_COLUMNS {
        return Err(Finding::new(Code::LimitColumns, Place::Line(1))
            .detail(format!("at most {MAX_COLUMNS} columns are read"))
            .into());
    }
    Ok(())
}

fn check_row(record: &csv::StringRecord, header: &[String], line: u64) -> Result<(), Finding> {
    if record.len() != header.len() {
        let detail = format!("{} fields, the header has {}", record.len(), header.len());
        return Err(Finding::new(Code::RowWidth, Place::Line(line)).detail(detail));
    }
    for (name, field) in header.iter().zip(record) {
        check_text(field).map_err(|code| Finding::new(code, Place::Line(line)).field(name))?;
    }
    Ok(())
}

/// Refuses what neither database nor page can hold: control characters and
/// texts without end. Line breaks and tabs inside a field are fine.
pub(in crate::import) fn check_text(field: &str) -> Result<(), Code> {
    if field.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Code::ControlCharacter);
    }
    if field.len() > MAX_FIELD_BYTES {
        return Err(Code::LimitString);
    }
    Ok(())
}

fn broken(error: &csv::Error) -> Finding {
    let place = error.position().map_or(Place::File, |position| Place::Line(position.line()));
    Finding::new(Code::CsvSyntax, place).detail(error)
}
