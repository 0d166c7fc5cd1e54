//! Newline-delimited GeoJSON: a feature on each line.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::Opened;
use super::geojson::features_table;
use crate::import::Refused;
use crate::import::report::{Finding, Place};

#[derive(Deserialize)]
struct Head<'a> {
    #[serde(rename = "type", borrow)]
    kind: Option<std::borrow::Cow<'a, str>>,
    #[serde(rename = "properties")]
    _properties: Option<IgnoredAny>,
}

/// The sign before each line in the sequences of RFC 8142.
const RECORD: char = '\u{1e}';

/// Whether the first line is a feature that is complete.
pub(super) fn is_lines(text: &str) -> bool {
    let first = text.lines().map(|line| line.trim_start_matches(RECORD).trim()).find(|line| !line.is_empty());
    first.is_some_and(|line| {
        serde_json::from_str::<Head<'_>>(line).is_ok_and(|head| head.kind.as_deref() == Some("Feature"))
    })
}

/// The features, each at its line.
pub(super) fn read(text: &str, findings: Vec<Finding>) -> Result<Opened, Refused> {
    let texts: Vec<(Place, &str)> = (1..)
        .zip(text.lines())
        .map(|(line, text)| (Place::Line(line), text.trim_start_matches(RECORD).trim()))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let mut opened = features_table(&texts, findings)?;
    "GeoJSON, a feature a line".clone_into(&mut opened.taken.format);
    Ok(opened)
}
