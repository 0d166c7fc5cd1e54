//! Tables for spreadsheets and statistics.
//!
//! RFC 4180, UTF-8, with a header of the words that the JSON uses. Every row
//! says whose it is and whether it is invented: a file that is passed on, or a
//! row that is copied out of it, still says what it is. A text that a spreadsheet
//! would run as a formula gets an apostrophe before it; numbers are numbers and
//! need none.

use axum::http::{HeaderValue, header};
use axum::response::Response;

use super::shapes::{AreaRef, FigureJson};

pub(super) const MEDIA_TYPE: &str = "text/csv; charset=utf-8; header=present";

/// Writes a table; every row is as long as the header.
pub(super) fn write<R>(header: &[&str], rows: impl Iterator<Item = R>) -> Vec<u8>
where
    R: IntoIterator<Item = String>,
{
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    table.write_record(header).expect("writing to memory");
    for row in rows {
        table.write_record(row.into_iter().collect::<Vec<_>>()).expect("every row is as long as the header");
    }
    table.into_inner().expect("writing to memory")
}

/// A table is a file to be kept, under a name that says what it holds.
pub(super) fn attachment(mut answer: Response, name: &str) -> Response {
    if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"{name}.csv\"")) {
        answer.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    answer
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

/// A text that no spreadsheet runs (OWASP, *CSV injection*).
pub(super) fn text(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_begins_as_a_formula_does() {
        for harmful in ["=1+1", "+62", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(text(harmful), format!("'{harmful}"));
        }
        assert_eq!(text("Dinas = Kesehatan"), "Dinas = Kesehatan");
        assert_eq!(number(Some(-1.5)), "-1.5");
    }
}
