//! Findings as a table.

use crate::http::table;

/// The columns.
const COLUMNS: [&str; 9] =
    ["place", "code", "severity", "area", "field", "value", "detail", "message", "mend"];

/// The findings that a version keeps as JSON, as a table with its header.
pub(super) fn csv(json: &str) -> Vec<u8> {
    let findings: Vec<serde_json::Value> = serde_json::from_str(json).unwrap_or_default();
    let row = |finding: &serde_json::Value| {
        COLUMNS.map(|column| {
            let cell = &finding[column];
            // Words stand in both languages; people who read tables here read Indonesian.
            let text = cell.as_str().or_else(|| cell["id"].as_str()).unwrap_or_default();
            table::text(text)
        })
    };
    table::write(&COLUMNS, findings.iter().map(row))
}
