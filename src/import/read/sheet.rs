//! Workbooks: XLSX, XLS and ODS, a sheet of them.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, Ods, Range, Reader, SheetVisible, Xls, Xlsx};

use super::{Input, Opened, check_text, choose, header, push_row};
use crate::import::Refused;
use crate::import::limits::{MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS};
use crate::import::report::{Code, Finding, Place};
use crate::import::table::{Cell, Row, Table};
use crate::import::taken::Taken;

/// A sheet: its rows by their number, from 1, and what is wrong with cells.
struct Sheet {
    name: String,
    hidden: bool,
    rows: BTreeMap<u32, Vec<Cell>>,
    faults: Vec<Finding>,
}

fn invalid(detail: impl ToString) -> Refused {
    Finding::new(Code::XlsxInvalid, Place::File).detail(detail).into()
}

/// A workbook of the present format.
pub(super) fn xlsx(input: &Input<'_>) -> Result<Opened, Refused> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(input.bytes)).map_err(|error| broken(&error))?;
    let names = visible(input, book.sheets_metadata())?;
    let mut sheets = Vec::new();
    for (name, hidden) in names {
        if skips(input, &name, hidden) {
            continue;
        }
        let mut sheet = Sheet { name, hidden, rows: BTreeMap::new(), faults: Vec::new() };
        // A chart has no cells.
        let Ok(mut cells) = book.worksheet_cells_reader(&sheet.name) else { continue };
        let mut count = 0;
        loop {
            let found = cells.next_cell_with_formula().map_err(invalid)?;
            let Some(found) = found else { break };
            count += 1;
            let (row, column) = found.pos;
            too_many(count, column)?;
            let empty = matches!(found.value, DataRef::Empty);
            if empty && found.formula.is_some() {
                sheet.faults.push(Finding::new(Code::FormulaWithoutValue, Place::Row(u64::from(row) + 1)));
            }
            sheet.put(row, column, Data::from(found.value));
        }
        sheets.push(sheet);
    }
    finish(input, sheets, "XLSX")
}

/// A workbook of the format before.
pub(super) fn xls(input: &Input<'_>) -> Result<Opened, Refused> {
    let book: Result<Xls<_>, _> = Xls::new(Cursor::new(input.bytes));
    match book {
        Ok(book) => dense(input, book, "XLS"),
        // A workbook with a password, and nothing else, looks like this too.
        Err(error) if is_encrypted(input.bytes, &error.to_string()) => {
            Err(Finding::new(Code::Encrypted, Place::File).into())
        }
        Err(error) => Err(invalid(error)),
    }
}

/// A workbook of the open format.
pub(super) fn ods(input: &Input<'_>, members: &[(String, Vec<u8>)]) -> Result<Opened, Refused> {
    let bytes = without_indents(members).ok_or_else(|| invalid("it could not be put together again"))?;
    let book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|error| {
        let text = error.to_string();
        if is_encrypted(&[], &text) {
            Finding::new(Code::Encrypted, Place::File).into()
        } else {
            invalid(text)
        }
    })?;
    dense(input, book, "ODS")
}

/// The same workbook without the line breaks between its tags, with which some
/// programs indent it and which the reader takes for content.
fn without_indents(members: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    use std::io::Write;
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        writer.start_file(name.as_str(), stored).ok()?;
        if name == "content.xml" {
            writer.write_all(&unindented(content)).ok()?;
        } else {
            writer.write_all(content).ok()?;
        }
    }
    Some(writer.finish().ok()?.into_inner())
}

fn unindented(xml: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(end) = rest.iter().position(|byte| *byte == b'>') {
        plain.extend_from_slice(&rest[..=end]);
        rest = &rest[end + 1..];
        let blank = rest.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(rest.len());
        // Spaces alone may be content; a line break before the next tag is not.
        if rest[..blank].contains(&b'\n') && rest.get(blank).is_none_or(|byte| *byte == b'<') {
            rest = &rest[blank..];
        }
    }
    plain.extend_from_slice(rest);
    plain
}

fn is_encrypted(bytes: &[u8], error: &str) -> bool {
    // The name of the stream that holds an encrypted package, as UTF-16.
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    error.to_ascii_lowercase().contains("password") || bytes.windows(name.len()).any(|window| window == name)
}

fn broken(error: &calamine::XlsxError) -> Refused {
    match error {
        calamine::XlsxError::Password => Finding::new(Code::Encrypted, Place::File).into(),
        other => invalid(other),
    }
}

fn dense<R: Reader<Cursor<B>>, B: AsRef<[u8]>>(
    input: &Input<'_>,
    mut book: R,
    format: &str,
) -> Result<Opened, Refused>
where
    R::Error: std::fmt::Display,
{
    let mut sheets = Vec::new();
    for (name, hidden) in visible(input, book.sheets_metadata())? {
        if skips(input, &name, hidden) {
            continue;
        }
        let range: Range<Data> = book.worksheet_range(&name).map_err(invalid)?;
        let (top, left) = range.start().unwrap_or((0, 0));
        let mut sheet = Sheet { name, hidden, rows: BTreeMap::new(), faults: Vec::new() };
        let mut count = 0;
        for (row, column, value) in range.used_cells() {
            count += 1;
            let (row, column) =
                (u32::try_from(row).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX));
            too_many(count, column)?;
            sheet.put(top.saturating_add(row), left.saturating_add(column), value.clone());
        }
        sheets.push(sheet);
    }
    finish(input, sheets, format)
}

/// The sheets by name, and whether each is hidden; the one that is asked for must
/// be among them.
fn visible(input: &Input<'_>, sheets: &[calamine::Sheet]) -> Result<Vec<(String, bool)>, Refused> {
    if sheets.len() > MAX_SHEETS {
        return Err(Finding::new(Code::LimitEntries, Place::File)
            .detail(format!("{} sheets, at most {MAX_SHEETS} are read", sheets.len()))
            .into());
    }
    if let Some(asked) =
        input.reading.layer.as_deref().filter(|asked| sheets.iter().all(|sheet| sheet.name != *asked))
    {
        let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        return Err(Finding::new(Code::NoLayer, Place::File)
            .field("layer")
            .value(asked)
            .detail(format!("it has: {}", names.join(", ")))
            .into());
    }
    Ok(sheets.iter().map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible)).collect())
}

/// Whether a sheet is left alone: another is asked for, or it is hidden and not
/// asked for.
fn skips(input: &Input<'_>, name: &str, hidden: bool) -> bool {
    input.reading.layer.as_deref().map_or(hidden, |asked| asked != name)
}

fn too_many(count: usize, column: u32) -> Result<(), Refused> {
    if count > MAX_CELLS {
        return Err(Finding::new(Code::LimitCells, Place::File)
            .detail(format!("at most {MAX_CELLS} are read"))
            .into());
    }
    if column as usize >= MAX_COLUMNS {
        return Err(Finding::new(Code::LimitColumns, Place::File)
            .detail(format!("at most {MAX_COLUMNS} columns are read"))
            .into());
    }
    Ok(())
}

impl Sheet {
    fn put(&mut self, row: u32, column: u32, value: Data) {
        let place = Place::Row(u64::from(row) + 1);
        let cell = match value {
            Data::Empty => return,
            Data::String(text) if text.trim().is_empty() => return,
            Data::String(text) => match check_text(&text) {
                Ok(()) => Cell::text(text),
                Err(code) => {
                    self.faults.push(Finding::new(code, place));
                    return;
                }
            },
            Data::Int(number) => Cell::typed(number),
            Data::Float(number) => Cell::typed(number),
            Data::Bool(truth) => Cell::text(if truth { "ya" } else { "tidak" }),
            Data::DateTime(when) if when.is_datetime() && when.as_f64() >= 1.0 => {
                let (year, month, day, ..) = when.to_ymd_hms_milli();
                Cell::typed(format!("{year:04}-{month:02}-{day:02}"))
            }
            Data::DateTime(when) => Cell::typed(when.as_f64()),
            Data::DateTimeIso(text) => Cell::typed(text.get(..10).unwrap_or(&text)),
            Data::DurationIso(text) => Cell::text(text),
            Data::Error(error) => {
                self.faults.push(Finding::new(Code::SpreadsheetError, place).value(error));
                return;
            }
        };
        let cells = self.rows.entry(row + 1).or_default();
        let column = column as usize;
        if cells.len() <= column {
            cells.resize(column + 1, Cell::default());
        }
        cells[column] = cell;
    }

    /// The rows down to the last that may be a header, gaps as empty rows.
    fn head(&self) -> Vec<Vec<Cell>> {
        self.rows.values().take(60).cloned().collect()
    }

    fn is_table(&self, input: &Input<'_>) -> bool {
        header::find(&self.head(), input.is_known).is_ok()
    }
}

fn finish(input: &Input<'_>, sheets: Vec<Sheet>, format: &str) -> Result<Opened, Refused> {
    let asked = input.reading.layer.as_deref();
    let (sheet, other_layers) = choose(
        &sheets,
        |sheet| sheet.name.as_str(),
        |sheet| sheet.is_table(input),
        asked,
        Code::AmbiguousSheet,
    )?;
    if sheet.rows.is_empty() {
        return Err(Finding::new(Code::EmptyFile, Place::File).detail("the sheet is empty").into());
    }
    let header = header::find(&sheet.head(), input.is_known)?;
    let numbers: Vec<u32> = sheet.rows.keys().copied().collect();
    let place = Place::Row(u64::from(numbers[header.at]));
    let width = header.names.len();
    let mut findings = Vec::new();
    if sheet.hidden {
        findings.push(Finding::new(Code::HiddenSheet, Place::File).value(&sheet.name));
    }
    let mut rows = Vec::new();
    for number in numbers.iter().skip(header.at + header.rows) {
        let at = Place::Row(u64::from(*number));
        let faults: Vec<&Finding> = sheet.faults.iter().filter(|fault| fault.place == at).collect();
        findings.extend(faults.iter().map(|fault| (*fault).clone()));
        if faults.is_empty() {
            let mut cells = sheet.rows[number].clone();
            cells.resize(width, Cell::default());
            push_row(&mut rows, Row { place: at, cells, drawing: None }, MAX_ROWS)?;
        }
    }
    let taken = Taken {
        format: format.to_owned(),
        layer: Some(sheet.name.clone()),
        other_layers,
        header: Some(place.to_string()),
        ..Taken::default()
    };
    let table = Table { header: header.names, header_place: Some(place), rows, spatial: false };
    Ok(Opened { table, taken, findings, ..Opened::default() })
}
