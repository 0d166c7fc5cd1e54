//! The figures of one period as a table: each row with its source, so that one
//! that is copied out still says where it comes from.

use super::rows::{ValueRow, Values};
use crate::http::shapes::SourceJson;
use crate::http::table::{self, mark, number, text};

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
    table::write(&HEADER, values.values.iter().map(|row| record(values, row)))
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
        mark(sample),
        values.version.clone(),
    ]
}
