//! dBase III: the table beside the shapes of a shapefile.
//!
//! Read here and not by a library because the known one leaves out deleted rows
//! while their shapes stay, so that from there on every name sits on the wrong
//! shape. A row is a fixed number of characters; that is all there is to it.

use encoding_rs::Encoding;

use crate::import::Refused;
use crate::import::limits::{MAX_COLUMNS, MAX_FEATURES};
use crate::import::report::{Code, Finding, Place};
use crate::import::table::Cell;

/// The columns and rows; a deleted row is none.
pub(super) struct Dbf {
    pub header: Vec<String>,
    pub rows: Vec<Option<Vec<Cell>>>,
}

struct Field {
    name: String,
    kind: u8,
    width: usize,
}

fn invalid(detail: impl ToString) -> Refused {
    Finding::new(Code::DbfInvalid, Place::File).detail(detail).into()
}

fn number(bytes: &[u8], at: usize, width: usize) -> Option<usize> {
    Some(bytes.get(at..at + width)?.iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
}

/// Reads a table; texts in the given encoding, else in UTF-8 where all are.
pub(super) fn read(
    bytes: &[u8],
    encoding: Option<&'static Encoding>,
) -> Result<(Dbf, &'static str), Refused> {
    let short = || invalid("its header is cut off");
    let count = number(bytes, 4, 4).ok_or_else(short)?;
    let start = number(bytes, 8, 2).ok_or_else(short)?;
    let width = number(bytes, 10, 2).ok_or_else(short)?;
    if count > MAX_FEATURES {
        return Err(Finding::new(Code::LimitRows, Place::File)
            .detail(format!("{count} rows, at most {MAX_FEATURES} are read"))
            .into());
    }
    let body = bytes.get(start..).ok_or_else(short)?;
    let encoding = encoding.unwrap_or_else(|| {
        if std::str::from_utf8(body).is_ok() { encoding_rs::UTF_8 } else { encoding_rs::WINDOWS_1252 }
    });
    let fields = fields(bytes.get(32..start).ok_or_else(short)?, encoding)?;
    if fields.iter().map(|field| field.width).sum::<usize>() + 1 != width || width == 0 {
        return Err(invalid("the widths of its fields do not make up a row"));
    }
    if body.len() < count * width {
        return Err(Finding::new(Code::CountMismatch, Place::File)
            .detail(format!("the .dbf says {count} rows and holds {}", body.len() / width))
            .into());
    }
    let rows = body.chunks_exact(width).take(count).map(|row| match row[0] {
        b'*' => None,
        _ => Some(cells(&row[1..], &fields, encoding)),
    });
    let rows = rows.collect();
    Ok((Dbf { header: fields.into_iter().map(|field| field.name).collect(), rows }, encoding.name()))
}

fn fields(bytes: &[u8], encoding: &'static Encoding) -> Result<Vec<Field>, Refused> {
    let mut fields = Vec::new();
    for field in bytes.chunks(32) {
        if field[0] == 0x0d || field.len() < 32 {
            break;
        }
        let name = field[..11].split(|byte| *byte == 0).next().unwrap_or_default();
        let name = encoding.decode_without_bom_handling(name).0.trim().to_owned();
        fields.push(Field { name, kind: field[11], width: usize::from(field[16]) });
        if fields.len() > MAX_COLUMNS {
            return Err(Finding::new(Code::LimitColumns, Place::File).into());
        }
    }
    if fields.is_empty() { Err(invalid("it has no fields")) } else { Ok(fields) }
}

fn cells(mut row: &[u8], fields: &[Field], encoding: &'static Encoding) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(fields.len());
    for field in fields {
        let (bytes, rest) = row.split_at(field.width.min(row.len()));
        row = rest;
        let text = encoding.decode_without_bom_handling(bytes).0;
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\0');
        cells.push(match field.kind {
            // A number that does not fit its field is written as stars.
            b'N' | b'F' if text.contains('*') => Cell::default(),
            b'N' | b'F' => plain_number(text),
            b'D' if text.len() == 8 && text.is_ascii() => {
                Cell::typed(format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]))
            }
            _ => Cell::text(text),
        });
    }
    cells
}

/// A number as the file writes it; an exponent is written out.
fn plain_number(text: &str) -> Cell {
    match text.parse::<f64>() {
        Ok(number) if text.contains(['e', 'E']) => Cell::typed(number),
        Ok(_) => Cell::typed(text.trim_start_matches('+')),
        Err(_) => Cell::text(text),
    }
}
