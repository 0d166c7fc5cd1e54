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
    let (line, feature, byte) = match finding.place {
        Place::File => (None, None, None),
        Place::Line(line) => (Some(line), None, None),
        Place::Feature(index) => (None, Some(index), None),
        Place::Byte(byte) => (None, None, Some(byte)),
    };
    Entry {
        code: finding.code.as_str(),
        severity: finding.severity().as_str(),
        place: finding.place.to_string(),
        line,
        feature,
        byte,
        area: finding.area.as_deref(),
        field: finding.field.as_deref(),
        value: finding.value.as_deref(),
        detail: finding.detail.as_deref(),
        message: finding.code.message().into(),
        mend: finding.code.mend().into(),
    }
}

/// The findings as a JSON array, each with its words in both languages.
pub fn to_json(findings: &[Finding]) -> String {
    let entries: Vec<Entry<'_>> = findings.iter().map(entry).collect();
    serde_json::to_string(&entries).unwrap_or_else(|_| "[]".to_owned())
}
