//! CSV: rows of text below a header, separated by commas, semicolons or tabs.

use super::{Input, Opened, check_text, decode, header, push_row};
use crate::import::Refused;
use crate::import::limits::{MAX_COLUMNS, MAX_ROWS};
use crate::import::report::{Code, Finding, Place};
use crate::import::table::{Cell, Row, Table};
use crate::import::taken::Taken;

/// Reads a table. Rows that are not sound text are left out with a finding.
pub(super) fn read(input: &Input<'_>) -> Result<Opened, Refused> {
    refuse_others(input.bytes)?;
    let mut findings = Vec::new();
    let (text, encoding) = decode(input.bytes, input.reading.encoding.as_deref(), &mut findings)?;
    let separator = separator(&text);
    let mut records = Vec::new();
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    for record in reader.records() {
        let record = record.map_err(|error| broken(&error))?;
        let line = record.position().map_or(0, csv::Position::line);
        if records.len() > MAX_ROWS {
            return Err(Finding::new(Code::LimitRows, Place::Line(line))
                .detail(format!("at most {MAX_ROWS} rows are read"))
                .into());
        }
        records.push((line, record));
    }
    let head: Vec<Vec<Cell>> =
        records.iter().take(60).map(|(_, record)| record.iter().map(Cell::text).collect()).collect();
    let header = header::find(&head, input.is_known).or_else(|refused| first_row(&head, refused))?;
    let place = Place::Line(records.get(header.at).map_or(1, |(line, _)| *line));
    if header.names.len() > MAX_COLUMNS {
        return Err(Finding::new(Code::LimitColumns, place)
            .detail(format!("at most {MAX_COLUMNS} columns are read"))
            .into());
    }
    let mut rows = Vec::new();
    for (line, record) in records.into_iter().skip(header.at + header.rows) {
        match row(&record, &header.names, line) {
            Ok(Some(row)) => push_row(&mut rows, row, MAX_ROWS)?,
            Ok(None) => {}
            Err(finding) => findings.push(finding),
        }
    }
    let taken = Taken {
        encoding: Some(encoding.to_owned()),
        separator: Some(name_of(separator).to_owned()),
        header: Some(place.to_string()),
        ..Taken::default()
    };
    let table = Table { header: header.names, header_place: Some(place), rows, spatial: false };
    Ok(Opened { table, taken, findings, ..Opened::default() })
}

/// A table whose header names nothing that is known still has one: its first row.
fn first_row(head: &[Vec<Cell>], refused: Refused) -> Result<header::Header, Refused> {
    let names: Vec<String> =
        head.first().map_or(Vec::new(), |row| row.iter().map(|cell| cell.text.trim().to_owned()).collect());
    if names.len() < 2 { Err(refused) } else { Ok(header::Header { at: 0, names, rows: 1 }) }
}

/// Formats that are known and not read.
fn refuse_others(bytes: &[u8]) -> Result<(), Refused> {
    let known: [(&[u8], &str); 7] = [
        (b"%PDF", "a PDF"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"II*\0", "a raster"),
        (b"MM\0*", "a raster"),
        (b"Rar!", "a RAR archive"),
        (b"7z\xbc\xaf", "a 7-Zip archive"),
    ];
    match known.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        Some((_, name)) => {
            Err(Finding::new(Code::UnsupportedFormat, Place::File).detail(format!("it is {name}")).into())
        }
        None => Ok(()),
    }
}

/// What separates columns: of comma, semicolon and tab the one that stands most
/// often, outside quotes, in the first lines.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.lines().take(20).flat_map(|line| line.bytes().chain([b'\n'])) {
        quoted ^= byte == b'"';
        for (separator, count) in &mut counts {
            *count += usize::from(!quoted && byte == *separator);
        }
    }
    // Decimal commas are many where semicolons separate: one semicolon a line decides.
    let lines = text.lines().take(20).filter(|line| !line.trim().is_empty()).count();
    if counts[1].1 >= lines
        && lines > 0
        && text.lines().next().is_some_and(|line| line.matches(';').count() >= line.matches(',').count())
    {
        return b';';
    }
    counts
        .iter()
        .max_by_key(|(separator, count)| (*count, *separator == b','))
        .map_or(b',', |(separator, _)| *separator)
}

const fn name_of(separator: u8) -> &'static str {
    match separator {
        b';' => "semicolon",
        b'\t' => "tab",
        _ => "comma",
    }
}

fn row(record: &csv::StringRecord, names: &[String], line: u64) -> Result<Option<Row>, Finding> {
    if record.iter().all(|field| field.trim().is_empty()) {
        return Ok(None);
    }
    // Spreadsheets end rows with separators for columns that have no name.
    let extra = record.iter().skip(names.len()).any(|field| !field.trim().is_empty());
    if record.len() < names.len() || extra {
        let detail = format!("{} fields, the header has {}", record.len(), names.len());
        return Err(Finding::new(Code::RowWidth, Place::Line(line)).detail(detail));
    }
    for (name, field) in names.iter().zip(record) {
        check_text(field).map_err(|code| Finding::new(code, Place::Line(line)).field(name))?;
    }
    let cells = record.iter().take(names.len()).map(Cell::text).collect();
    Ok(Some(Row { place: Place::Line(line), cells, drawing: None }))
}

fn broken(error: &csv::Error) -> Finding {
    let place = error.position().map_or(Place::File, |position| Place::Line(position.line()));
    Finding::new(Code::CsvSyntax, place).detail(error)
}
