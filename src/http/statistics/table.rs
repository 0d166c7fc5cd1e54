//! Tables for spreadsheets: the same conventions as those of figures.

use crate::http::shapes::{AreaRef, FigureJson};
use crate::http::values::text;

pub(super) const MEDIA_TYPE: &str = "text/csv; charset=utf-8; header=present";

/// Writes a table (RFC 4180); every row is as long as the header.
pub(super) fn write(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    table.write_record(header).expect("writing to memory");
    for row in rows {
        table.write_record(row).expect("every row is as long as the header");
    }
    table.into_inner().expect("writing to memory")
}

/// A number, or nothing.
pub(super) fn number<T: ToString>(number: Option<T>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

/// The columns `kode`, `nama`, `tingkat`.
pub(super) fn area(area: &AreaRef) -> [String; 3] {
    [area.kode.clone(), text(&area.nama), area.tingkat.to_owned()]
}

/// A figure as state, reason, value, numerator, denominator.
pub(super) fn figure(figure: &FigureJson) -> [String; 5] {
    [
        figure.state.to_owned(),
        figure.reason.unwrap_or_default().to_owned(),
        number(figure.value),
        number(figure.numerator),
        number(figure.denominator),
    ]
}

/// The mark of what is invented.
pub(super) fn mark(sample: bool) -> String {
    if sample { "contoh".to_owned() } else { String::new() }
}
