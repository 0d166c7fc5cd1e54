//! What stands around a map in words: title, what is rounded or withheld, where
//! the figures and boundaries come from.

use super::choropleth::{Choropleth, Tally};
use super::words::Voice;
use crate::domain::{Lang, State, Unit};

/// The name of the indicator.
pub(super) fn title(map: &Choropleth<'_>, voice: Voice) -> String {
    map.indicator.name.say(voice.0).to_owned()
}

/// `Kota Rekaan menurut kelurahan, Agustus 2025`.
pub(super) fn subtitle(map: &Choropleth<'_>, voice: Voice) -> String {
    let place = place(map, voice);
    let period = voice.period(map.subject.period);
    let is_itself = map.whole().is_some_and(|area| map.area(area).code.level() == map.subject.level);
    if is_itself {
        return format!("{place}, {period}");
    }
    format!("{place} {} {}, {period}", voice.or("menurut", "by"), voice.level(map.subject.level))
}

fn place(map: &Choropleth<'_>, voice: Voice) -> String {
    let all = voice.or("Semua wilayah", "All areas");
    map.whole().map_or_else(|| all.to_owned(), |area| map.area(area).name.clone())
}

/// The figure of the whole, where there is one: `8 % di Kota Rekaan (rentang …)`.
pub(super) fn whole(map: &Choropleth<'_>, voice: Voice) -> Option<String> {
    let row = map.whole_row()?;
    let value = row.cell.shown.value()?;
    let said = voice.figure(row.cell, map.indicator.unit, map.indicator.disclosure);
    let ends = value.low.zip(value.high).filter(|_| map.indicator.unit == Unit::Percent);
    let interval = ends.map_or_else(String::new, |(low, high)| format!(" ({})", voice.interval(low, high)));
    Some(format!("{}: {said}{interval}", map.area(row.area).name))
}

/// The mark of invented figures, and what it means.
pub(super) fn sample(voice: Voice) -> (&'static str, &'static str) {
    let meaning = voice.or(
        "bukan data resmi; angkanya direka untuk memperagakan peta",
        "not official data; the figures are invented to show how the map works",
    );
    ("DATA CONTOH", meaning)
}

/// What a reader of the legend must know.
pub(super) fn beside_legend(map: &Choropleth<'_>, tally: &Tally, voice: Voice) -> Vec<String> {
    let mut notes = vec![classes(map, voice)];
    if let Some(note) = map.breaks.scheme.as_ref().and_then(|scheme| scheme.note.as_ref()) {
        notes.push(note.say(voice.0).to_owned());
    }
    if map.indicator.unit != Unit::Percent {
        notes.push(
            voice
                .or(
                    "Jumlah, bukan prevalensi: wilayah besar wajar berjumlah besar.",
                    "A count, not a prevalence: large areas naturally have large counts.",
                )
                .to_owned(),
        );
    }
    if map.is_rounded() {
        notes.push(
            voice
                .or(
                    "Angka dibulatkan: hitungan ke kelipatan 5, persen ke bilangan bulat.",
                    "Figures are rounded: counts to the nearest 5, percentages to whole numbers.",
                )
                .to_owned(),
        );
    }
    if tally.of(State::Suppressed) > 0 {
        notes.push(
            voice
                .or(
                    "Disamarkan: jumlahnya terlalu kecil untuk ditampilkan, agar tidak ada anak yang dikenali.",
                    "Suppressed: the number is too small to show, so that no child can be recognised.",
                )
                .to_owned(),
        );
    }
    notes
}

/// Where the class edges come from.
fn classes(map: &Choropleth<'_>, voice: Voice) -> String {
    match &map.breaks.scheme {
        Some(scheme) => format!("{}: {}", voice.or("Ambang", "Thresholds"), scheme.source),
        None => format!(
            "{} {}, {}",
            voice.or("Batas kelas:", "Class edges:"),
            voice.method(map.breaks.method),
            voice.or(
                "dihitung dari semua periode agar warnanya tetap saat periode berganti.",
                "from all periods, so that colours hold still when the period changes."
            )
        ),
    }
}

/// How many sources are named; the others are counted.
const NAMED: usize = 4;

/// Source, day and state of the figures.
pub(super) fn source(map: &Choropleth<'_>, voice: Voice) -> String {
    let sources = map.sources();
    let mut named: Vec<&str> = sources.iter().map(|source| source.provenance.source.as_str()).collect();
    named.sort_unstable();
    named.dedup();
    let further = named.len().saturating_sub(NAMED);
    named.truncate(NAMED);
    let more = match further {
        0 => String::new(),
        count => format!("; {} {}", voice.count(count), voice.or("sumber lain", "other sources")),
    };
    let said = format!("{}: {}{more}.", voice.or("Sumber", "Source"), named.join("; "));
    let from = sources.iter().map(|source| &source.provenance);
    let as_of = days(from.clone().filter_map(|one| one.as_of), voice);
    let received = days(from.clone().filter_map(|one| one.received), voice);
    let mut states: Vec<&str> =
        from.filter_map(|one| one.status).map(|status| voice.status(status)).collect();
    states.sort_unstable();
    states.dedup();
    let parts: Vec<String> = [
        Some(as_of.map_or_else(
            || voice.or("Tanggal keadaan tidak disebut", "No as-of date is given").to_owned(),
            |days| format!("{} {days}", voice.or("Keadaan per", "As of")),
        )),
        received.map(|days| format!("{} {days}", voice.or("diterima", "received"))),
        (!states.is_empty()).then(|| states.join(", ")),
    ]
    .into_iter()
    .flatten()
    .collect();
    format!("{said} {}.", parts.join("; "))
}

/// A day, or the first and the last of several.
fn days(days: impl Iterator<Item = time::Date>, voice: Voice) -> Option<String> {
    let days: Vec<time::Date> = days.collect();
    let (first, last) = (*days.iter().min()?, *days.iter().max()?);
    let said = voice.day(last);
    Some(if first == last { said } else { format!("{}–{said}", voice.day(first)) })
}

/// Source and licence of the boundaries, and the version by which the map can
/// be cited.
pub(super) fn boundaries(map: &Choropleth<'_>, voice: Voice) -> String {
    let versions = &map.snapshot.versions;
    let boundaries = map.boundaries();
    let said = match boundaries.as_slice() {
        [] => String::new(),
        all => format!("{}: {}. ", voice.or("Batas wilayah", "Boundaries"), all.join("; ")),
    };
    format!("{said}Jangkau, {} {}-{}.", voice.or("versi", "version"), versions.areas, versions.data)
}

/// The language as a document names it (BCP 47).
pub(super) fn language(lang: Lang) -> &'static str {
    lang.as_str()
}
