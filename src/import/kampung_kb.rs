//! Facts about Kampung KB from CSV.

use std::collections::HashSet;

use super::Refused;
use super::columns::{Column, Columns, Fields};
use super::read::table;
use super::report::{Code, Finding};
use crate::domain::{KampungKbEvent, KampungKbFact, Level};

const COLUMNS: &[Column] = &[
    Column { names: &["kode"], required: true },
    Column { names: &["nama_kampung_kb"], required: false },
    Column { names: &["peristiwa"], required: true },
    Column { names: &["nilai"], required: false },
    Column { names: &["tanggal"], required: true },
    Column { names: &["presisi"], required: true },
    Column { names: &["bukti"], required: true },
    Column { names: &["sumber"], required: true },
    Column { names: &["catatan"], required: false },
    // Said again by files for people; the code decides.
    Column { names: &["kelurahan"], required: false },
];

/// The facts of a table, in its order.
pub(super) fn read(text: &str, findings: &mut Vec<Finding>) -> Result<Vec<KampungKbEvent>, Refused> {
    let table = table(text, findings)?;
    let columns = Columns::find(&table, COLUMNS, findings)?;
    let mut events = Vec::with_capacity(table.rows.len());
    let mut seen: HashSet<KampungKbEvent> = HashSet::new();
    for row in &table.rows {
        let fields = columns.row(row);
        match event(&fields) {
            Ok(event) if !seen.insert(event.clone()) => findings.push(fields.finding(Code::DuplicateKey)),
            Ok(event) => events.push(event),
            Err(finding) => findings.push(finding),
        }
    }
    Ok(events)
}

fn event(fields: &Fields<'_>) -> Result<KampungKbEvent, Finding> {
    let area = fields.area_code()?;
    if area.level() != Level::Kelurahan {
        return Err(fields.about(Code::WrongLevel, "kode"));
    }
    let word = fields.required("peristiwa")?;
    let fact = KampungKbFact::from_words(word, fields.optional("nilai")).ok_or_else(|| {
        fields
            .about(Code::WordUnknown, if fields.optional("nilai").is_some() { "nilai" } else { "peristiwa" })
    })?;
    let date = fields.date("tanggal")?.ok_or_else(|| fields.finding(Code::MissingValue).field("tanggal"))?;
    Ok(KampungKbEvent {
        area,
        name: fields.owned("nama_kampung_kb"),
        fact,
        date,
        precision: fields.required_word("presisi")?,
        proof: fields.required_word("bukti")?,
        source: fields.required("sumber")?.to_owned(),
        note: fields.owned("catatan"),
    })
}
