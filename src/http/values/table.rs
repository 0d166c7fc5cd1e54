//! The figures of one period as a table for spreadsheets and statistics.
//!
//! RFC 4180, UTF-8, with a header of the words that the JSON uses. Every row
//! says whose figure it is, of which indicator and period, and whether it is
//! invented: a file that is passed on, or a row that is copied out of it, still
//! says what it is. A text that a spreadsheet would run as a formula gets an
//! apostrophe before it; numbers are numbers and need none.

use super::rows::{ValueRow, Values};
use crate::http::shapes::SourceJson;

pub(super) const MEDIA_TYPE: &str = "text/csv; charset=utf-8; header=present";

const HEADER: [&str; 29] = [
    "kode",
    "nama",
    "tingkat",
    "indicator",
    "period",
    "state",
    "reason",
    "value",
    "lo",
    "hi",
    "numerator",
    "denominator",
    "unit",
    "denominator_kind",
    "rounded",
    "published",
    "class",
    "flags",
    "measured",
    "parts_filled",
    "parts_of",
    "series",
    "source",
    "url",
    "as_of",
    "status",
    "dataset",
    "sample",
    "version",
];

/// Writes the table.
pub(super) fn write(values: &Values) -> Vec<u8> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    table.write_record(HEADER).expect("writing to memory");
    for row in &values.values {
        table.write_record(record(values, row)).expect("every row is as long as the header");
    }
    table.into_inner().expect("writing to memory")
}

fn record(values: &Values, row: &ValueRow) -> [String; HEADER.len()] {
    let (area, figure) = (&row.area, &row.figure);
    let source = row.source.and_then(|position| values.sources.get(position));
    let said = |part: fn(&SourceJson) -> Option<&str>| text(source.and_then(part).unwrap_or_default());
    let sample = values.sample || source.is_some_and(|source| source.sample);
    [
        area.kode.clone(),
        text(&area.nama),
        area.tingkat.to_owned(),
        values.indicator.clone(),
        values.period.clone(),
        figure.state.to_owned(),
        figure.reason.unwrap_or_default().to_owned(),
        number(figure.value),
        number(figure.lo),
        number(figure.hi),
        number(figure.numerator),
        number(figure.denominator),
        values.unit.to_owned(),
        values.denominator_kind.to_owned(),
        figure.rounded.to_string(),
        figure.published.to_string(),
        number(figure.class),
        figure.flags.join(" "),
        number(figure.measured),
        number(figure.parts.map(|parts| parts.filled)),
        number(figure.parts.map(|parts| parts.of)),
        values.series.id.clone(),
        said(|source| Some(&source.source)),
        said(|source| source.url.as_deref()),
        said(|source| source.as_of.as_deref()),
        said(|source| source.status),
        said(|source| Some(&source.dataset)),
        if sample { "contoh".to_owned() } else { String::new() },
        values.version.clone(),
    ]
}

fn number<T: ToString>(number: Option<T>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

/// A text that no spreadsheet runs (OWASP, *CSV injection*).
pub(in crate::http) fn text(text: &str) -> String {
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
