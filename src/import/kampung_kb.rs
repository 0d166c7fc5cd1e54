//! Facts about Kampung KB, from a table.

use std::collections::HashSet;

use super::columns::{Column, Columns, optional, required};
use super::fields::Fields;
use super::report::{Code, Finding};
use super::table::Table;
use crate::domain::{KampungKbEvent, KampungKbFact};

pub(super) const COLUMNS: &[Column] = &[
    optional(&["nama_kampung_kb", "nama_kampung", "kampung_kb"]),
    required(&["peristiwa"]),
    optional(&["nilai", "persentase", "persen", "prevalensi", "value"]),
    optional(&["keadaan"]),
    required(&["tanggal", "tgl"]),
    required(&["presisi"]),
    optional(&["tidak_sebelum"]),
    optional(&["diketahui"]),
    required(&["bukti"]),
    optional(&["tingkat"]),
    optional(&["selesai"]),
    optional(&["tenggat"]),
    optional(&["dokumen"]),
    optional(&["penanggung_jawab"]),
    required(&["sumber", "sumber_data", "source"]),
    optional(&["catatan"]),
];

/// The facts of a table, in its order.
pub(super) fn read(table: &Table, columns: &Columns<'_>, findings: &mut Vec<Finding>) -> Vec<KampungKbEvent> {
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
    events
}

fn event(fields: &Fields<'_>) -> Result<KampungKbEvent, Finding> {
    let area = fields.kelurahan_code()?;
    let date = required_date(fields, "tanggal")?;
    let event = KampungKbEvent {
        area,
        name: fields.owned("nama_kampung_kb"),
        unit: fields.word("tingkat")?,
        fact: fact(fields)?,
        date,
        precision: fields.required_word("presisi")?,
        not_before: fields.date("tidak_sebelum")?,
        known: fields.date("diketahui")?,
        proof: fields.required_word("bukti")?,
        ended: fields.date("selesai")?,
        due: fields.date("tenggat")?,
        document: fields.owned("dokumen"),
        responsible: fields.owned("penanggung_jawab"),
        source: fields.required("sumber")?.to_owned(),
        note: fields.owned("catatan"),
    };
    in_order(fields, &event).map(|()| event)
}

fn fact(fields: &Fields<'_>) -> Result<KampungKbFact, Finding> {
    let (value, presence) = (fields.optional("nilai"), fields.optional("keadaan"));
    let wrong = || {
        let given = ["keadaan", "nilai"].into_iter().find(|name| fields.optional(name).is_some());
        fields.about(Code::WordUnknown, given.unwrap_or("peristiwa"))
    };
    let fact = KampungKbFact::from_words(fields.required("peristiwa")?, value, presence).ok_or_else(wrong)?;
    if fact == KampungKbFact::Renamed {
        fields.required("nama_kampung_kb")?;
    }
    Ok(fact)
}

/// Dates that contradict each other. Nobody knows of an end before it came.
fn in_order(fields: &Fields<'_>, event: &KampungKbEvent) -> Result<(), Finding> {
    let wrong = if event.not_before.is_some_and(|bound| bound > event.date) {
        "tidak_sebelum"
    } else if event.ended.is_some_and(|ended| ended < event.date) {
        "selesai"
    } else if event.ended.zip(event.known).is_some_and(|(ended, known)| known < ended) {
        "diketahui"
    } else {
        return Ok(());
    };
    Err(fields.about(Code::DateOrder, wrong))
}

/// A date that must be there.
pub(super) fn required_date(fields: &Fields<'_>, name: &str) -> Result<time::Date, Finding> {
    fields.required(name)?;
    fields.date(name)?.ok_or_else(|| fields.finding(Code::MissingValue).field(name))
}
