//! Saying what an import found, to people and to scripts.

use std::collections::BTreeMap;
use std::io::Write;

use clap::ValueEnum;

use super::End;
use crate::app::{Outcome, Report};
use crate::import::{Code, Finding, Severity, Taken, to_json};

/// The language of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    /// Indonesian.
    Id,
    /// English.
    En,
}

/// How many findings are listed; all are counted.
const LISTED: usize = 100;

impl Language {
    fn pick(self, text: crate::domain::Text) -> String {
        match self {
            Self::Id => text.id,
            Self::En => text.en,
        }
    }

    pub(super) fn say(self, id: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Id => id,
            Self::En => en,
        }
    }
}

/// How an import ends the program.
pub(super) fn end(report: &Report) -> End {
    match report.outcome {
        Outcome::Refused => End::Refused,
        _ if report.findings.is_empty() => End::Good,
        _ => End::Findings,
    }
}

/// Writes a report for people.
///
/// Where a file is stored, `brief` leaves the single findings out: they were
/// known when the data were put together.
pub(super) fn write(
    out: &mut impl Write,
    name: &str,
    report: &Report,
    language: Language,
    brief: bool,
) -> std::io::Result<()> {
    writeln!(out, "{name}: {}", outcome(report, language))?;
    if let (false, Some(taken)) = (brief, &report.taken) {
        writeln!(out, "  {}", taken_for(taken, language))?;
    }
    let listed = if brief && report.outcome != Outcome::Refused { 0 } else { LISTED };
    for finding in report.findings.iter().take(listed) {
        write_finding(out, finding, language)?;
    }
    let mut totals: BTreeMap<(Code, bool), usize> = BTreeMap::new();
    for finding in &report.findings {
        *totals.entry((finding.code, finding.severity() == Severity::Reject)).or_default() += 1;
    }
    if listed > 0 && report.findings.len() > listed {
        writeln!(
            out,
            "  … {} {}",
            report.findings.len() - listed,
            language.say("temuan lagi", "more findings")
        )?;
    }
    for ((code, reject), count) in totals {
        let effect = if reject {
            language.say("tidak dipakai", "left out")
        } else {
            language.say("dipakai, dicatat", "kept, noted")
        };
        writeln!(out, "  {count:>6}  {}  ({effect})", code.as_str())?;
    }
    Ok(())
}

fn outcome(report: &Report, language: Language) -> String {
    let rows = report.rows;
    match (report.outcome, language) {
        (Outcome::Refused, Language::Id) => "ditolak; tidak ada yang disimpan".to_owned(),
        (Outcome::Refused, Language::En) => "refused; nothing is stored".to_owned(),
        (Outcome::Stored { version }, Language::Id) => {
            format!("{rows} baris disimpan sebagai versi {version}")
        }
        (Outcome::Stored { version }, Language::En) => format!("{rows} rows stored as version {version}"),
        (Outcome::Staged { version }, Language::Id) => {
            format!(
                "{rows} baris disimpan sebagai versi {version}, belum tampil; terbitkan dengan jangkau publish {version}"
            )
        }
        (Outcome::Staged { version }, Language::En) => {
            format!(
                "{rows} rows stored as version {version}, not shown yet; publish it with jangkau publish {version}"
            )
        }
        (Outcome::Unchanged { version }, Language::Id) => {
            format!("berkas yang sama sudah tersimpan sebagai versi {version}")
        }
        (Outcome::Unchanged { version }, Language::En) => {
            format!("the same file is stored already as version {version}")
        }
        (Outcome::WouldStore, Language::Id) => {
            format!("{rows} baris dapat disimpan; ini hanya uji coba, tidak ada yang disimpan")
        }
        (Outcome::WouldStore, Language::En) => {
            format!("{rows} rows could be stored; this is a dry run, nothing is stored")
        }
    }
}

/// What the file was taken for, in a line.
fn taken_for(taken: &Taken, language: Language) -> String {
    let mut parts = vec![taken.format.clone()];
    let mut say = |id: &'static str, en: &'static str, part: Option<&str>| {
        if let Some(part) = part {
            parts.push(format!("{} {part}", language.say(id, en)));
        }
    };
    say("lembar/lapisan", "layer", taken.layer.as_deref());
    let crs = taken.crs.as_ref().map(|crs| match crs.epsg {
        Some(code) => format!("{} (EPSG:{code})", crs.name),
        None => crs.name.clone(),
    });
    say("koordinat", "coordinates", crs.as_deref());
    say("pengodean", "encoding", taken.encoding.as_deref());
    say("kepala tabel", "header", taken.header.as_deref());
    say("wilayah menurut", "areas by", taken.areas_by.as_deref());
    say("angka", "numbers", taken.numbers.as_deref());
    say("tanggal", "dates", taken.dates.as_deref());
    say("ekspor", "export", taken.export.as_deref());
    let renamed: Vec<String> = taken
        .columns
        .iter()
        .filter(|(ours, theirs)| ours != theirs)
        .map(|(ours, theirs)| {
            if theirs.starts_with("= ") { format!("{ours} {theirs}") } else { format!("{ours} ← {theirs}") }
        })
        .collect();
    say("kolom", "columns", (!renamed.is_empty()).then(|| renamed.join(", ")).as_deref());
    parts.join(" · ")
}

fn write_finding(out: &mut impl Write, finding: &Finding, language: Language) -> std::io::Result<()> {
    write!(out, "  {} · {}", finding.place, finding.code.as_str())?;
    for (label, part) in [("", &finding.area), ("", &finding.field), ("= ", &finding.value)] {
        if let Some(part) = part {
            write!(out, " · {label}{part}")?;
        }
    }
    write!(out, " · {}", language.pick(finding.code.message()))?;
    if let Some(detail) = &finding.detail {
        write!(out, " ({detail})")?;
    }
    writeln!(out, " {}", language.pick(finding.code.mend()))
}

/// Writes a report for scripts: one JSON object a line.
pub(super) fn write_json(out: &mut impl Write, name: &str, report: &Report) -> std::io::Result<()> {
    let (outcome, version) = match report.outcome {
        Outcome::Refused => ("refused", None),
        Outcome::Stored { version } => ("stored", Some(version)),
        Outcome::Staged { version } => ("staged", Some(version)),
        Outcome::Unchanged { version } => ("unchanged", Some(version)),
        Outcome::WouldStore => ("would_store", None),
    };
    let version = version.map_or_else(|| "null".to_owned(), |version| version.to_string());
    // The name is quoted as Rust quotes it, which for text without control
    // characters is how JSON does.
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    let name = name.replace('\\', "\\\\").replace('"', "\\\"");
    writeln!(
        out,
        "{{\"file\":\"{name}\",\"outcome\":\"{outcome}\",\"version\":{version},\"rows\":{},\"taken\":{},\"findings\":{}}}",
        report.rows,
        report.taken.as_ref().map_or_else(|| "null".to_owned(), Taken::to_json),
        to_json(&report.findings)
    )
}
