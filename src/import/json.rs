//! Findings as JSON, for scripts and for the history of a dataset.

use serde::Serialize;

use super::report::{Finding, Place};

#[derive(Serialize)]
struct Entry<'a> {
    code: &'static str,
    severity: &'static str,
    place: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feature: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byte: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    area: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    message: Words,
    mend: Words,
}

#[derive(Serialize)]
struct Words {
    id: String,
    en: String,
}

impl From<crate::domain::Text> for Words {
    fn from(text: crate::domain::Text) -> Self {
        Self { id: text.id, en: text.en }
    }
}

fn entry(finding: &Finding) -> Entry<'_> {
    Entry {
        code: finding.code.as_str(),
        severity: finding.severity().as_str(),
        place: finding.place.to_string(),
        line: if let Place::Line(line) = finding.place { Some(line) } else { None },
        row: if let Place::Row(row) = finding.place { Some(row) } else { None },
        record: if let Place::Record(record) = finding.place { Some(record) } else { None },
        feature: if let Place::Feature(index) = finding.place { Some(index) } else { None },
        byte: if let Place::Byte(byte) = finding.place { Some(byte) } else { None },
        area: finding.area.as_deref(),
        field: finding.field.as_deref(),
        value: finding.value.as_deref(),
        detail: finding.detail.as_deref(),
        message: finding.code.message().into(),
        mend: finding.code.mend().into(),
    }
}

/// The findings as a JSON array without the words, which follow from the codes: what
/// a version keeps.
pub fn to_kept(findings: &[Finding]) -> String {
    serde_json::to_string(findings).unwrap_or_else(|_| "[]".to_owned())
}

/// The first findings that a version kept, each with its words again. Versions of
/// before kept the words too and come as they are.
pub fn from_kept(kept: String, most: usize) -> String {
    match serde_json::from_str::<Vec<Finding>>(&kept) {
        Ok(findings) => to_json(&findings[..findings.len().min(most)]),
        Err(_) => kept,
    }
}

/// The findings as a JSON array, each with its words in both languages.
pub fn to_json(findings: &[Finding]) -> String {
    let entries: Vec<Entry<'_>> = findings.iter().map(entry).collect();
    serde_json::to_string(&entries).unwrap_or_else(|_| "[]".to_owned())
}
