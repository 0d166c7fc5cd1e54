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
    Column { names: &["keadaan"], required: false },
    Column { names: &["tanggal"], required: true },
    Column { names: &["presisi"], required: true },
    Column { names: &["tidak_sebelum"], required: false },
    Column { names: &["diketahui"], required: false },
    Column { names: &["bukti"], required: true },
    Column { names: &["tingkat"], required: false },
    Column { names: &["selesai"], required: false },
    Column { names: &["tenggat"], required: false },
    Column { names: &["dokumen"], required: false },
    Column { names: &["penanggung_jawab"], required: false },
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
