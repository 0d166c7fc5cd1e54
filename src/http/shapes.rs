//! Pieces of answers that several routes share, built by hand from nouns.

use serde::Serialize;
use time::{Date, OffsetDateTime};
use utoipa::ToSchema;

use super::Server;
use super::words;
use crate::domain::{Indicator, PublicCount, Reason, Shown, Text, TimeZone};
use crate::query::{Moment, Row};
use crate::snapshot::{AreaEntry, AreaIndex, Fact, Snapshot, Source, SourceIndex};

/// A text in both languages.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Text)]
pub struct TextJson {
    /// Indonesian.
    pub id: String,
    /// English.
    pub en: String,
}

impl From<&Text> for TextJson {
    fn from(text: &Text) -> Self {
        Self { id: text.id.clone(), en: text.en.clone() }
    }
}

/// An area by its code and name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AreaRef {
    /// The code without dots, also the feature id in tiles.
    #[schema(example = 1_201_011_001_u64)]
    pub id: u64,
    /// Kemendagri code.
    #[schema(example = "12.01.01.1001")]
    pub kode: String,
    /// Name.
    pub nama: String,
    /// Level: `provinsi`, `kota`, `kecamatan`, `kelurahan`.
    #[schema(value_type = words::Level)]
    pub tingkat: &'static str,
}

impl AreaRef {
    /// Of an area of the snapshot.
    pub fn of(area: &AreaEntry) -> Self {
        Self {
            id: area.code.number(),
            kode: area.code.to_string(),
            nama: area.name.clone(),
            tingkat: area.code.level().as_str(),
        }
    }

    /// Of an area by its position.
    pub fn at(snapshot: &Snapshot, area: AreaIndex) -> Self {
        Self::of(&snapshot.areas.all()[area])
    }

    /// From the province down to the area above this one, shapes or not.
    pub fn hierarchy(snapshot: &Snapshot, area: &AreaEntry) -> Vec<Self> {
        let mut above: Vec<Self> = std::iter::successors(area.code.parent(), |code| code.parent())
            .map(|code| Self {
                id: code.number(),
                kode: code.to_string(),
                nama: snapshot.areas.name(code).map_or_else(|| code.to_string(), str::to_owned),
                tingkat: code.level().as_str(),
            })
            .collect();
        above.reverse();
        above
    }
}

/// The series of an indicator; figures of two series are never compared.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SeriesRef {
    /// Its id.
    pub id: String,
    /// Whether a survey, routine reports or a register give the figures.
    #[schema(value_type = words::SeriesKind)]
    pub kind: &'static str,
}

impl SeriesRef {
    /// Of an indicator.
    pub fn of(indicator: &Indicator) -> Self {
        Self { id: indicator.series.id.clone(), kind: indicator.series.kind.as_str() }
    }
}

/// Who says so, and when.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Source)]
pub struct SourceJson {
    /// The source in words.
    pub source: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// The day that the figure describes.
    pub as_of: Option<String>,
    /// The day it was received.
    pub received: Option<String>,
    /// How settled it is: `sementara`, `final`, `revisi`.
    #[schema(value_type = Option<words::ReportStatus>)]
    pub status: Option<&'static str>,
    /// What a reader should know.
    pub note: Option<String>,
    /// The dataset that carries it.
    pub dataset: String,
    /// Whether it is invented.
    pub sample: bool,
}

impl SourceJson {
    /// Of a source of the snapshot.
    pub fn of(snapshot: &Snapshot, source: &Source) -> Self {
        let (dataset, sample) = snapshot.dataset(source.dataset);
        let from = &source.provenance;
        Self {
            source: from.source.clone(),
            url: from.url.clone(),
            as_of: from.as_of.map(|day| day.to_string()),
            received: from.received.map(|day| day.to_string()),
            status: from.status.map(|status| status.as_str()),
            note: from.note.clone(),
            dataset: dataset.to_string(),
            sample,
        }
    }

    /// Of a source by its position.
    pub fn at(snapshot: &Snapshot, source: SourceIndex) -> Self {
        Self::of(snapshot, snapshot.sources.get(source))
    }
}

/// What the public may see of a figure.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Figure)]
pub struct FigureJson {
    /// `value`, `zero`, `not_filled`, `not_applicable`, `suppressed`.
    #[schema(value_type = words::State)]
    pub state: &'static str,
    /// Why there is no value: `missing`, `blank`, `not_measured`, `few_measured`, `below_threshold`, `withheld_complement`.
    #[schema(value_type = Option<words::Reason>)]
    pub reason: Option<&'static str>,
    /// In the indicator's unit.
    pub value: Option<f64>,
    /// Lower end of the 95 % interval (Wilson), from the counts shown.
    pub lo: Option<f64>,
    /// Upper end.
    pub hi: Option<f64>,
    /// Above the fraction line, as shown.
    pub numerator: Option<i64>,
    /// Below the fraction line, as shown.
    pub denominator: Option<i64>,
    /// Whether counts are rounded to five and the value to a whole per cent.
    pub rounded: bool,
    /// Whether the source published the value without its counts.
    pub published: bool,
    /// The class by the indicator's first published thresholds, from 0.
    pub class: Option<usize>,
    /// What a reader must know: `unstable`, `over_100`, `spans_classes`, `thin_measuring`, `partial`.
    #[schema(value_type = Vec<words::Flag>)]
    pub flags: Vec<&'static str>,
    /// How many per cent of those concerned were measured at all (D/S).
    pub measured: Option<f64>,
    /// For a rolled-up figure, how many kelurahan gave counts.
    pub parts: Option<Parts>,
}

/// How many of the parts of a rolled-up figure are there.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Parts {
    /// Kelurahan that gave counts.
    pub filled: u32,
    /// Kelurahan to which the indicator applies.
    pub of: u32,
}

impl FigureJson {
    /// Of a row of an answer.
    pub fn of(row: &Row<'_>) -> Self {
        let mut figure = Self::shown(&row.cell.shown, row.cell.published);
        figure.class = row.class;
        figure.flags = row.flags.iter().map(|flag| flag.as_str()).collect();
        figure.measured = row.measured;
        figure.parts = row.cell.parts.map(|(filled, of)| Parts { filled, of });
        figure
    }

    /// Of a figure that nobody has given.
    pub fn missing() -> Self {
        Self::shown(&Shown::NotFilled(Reason::Missing), false)
    }

    /// Of a figure alone.
    pub fn shown(shown: &Shown<PublicCount>, published: bool) -> Self {
        let value = shown.value();
        Self {
            state: shown.state().as_str(),
            reason: shown.reason().map(|reason| reason.as_str()),
            value: value.map(|value| value.value),
            lo: value.and_then(|value| value.low),
            hi: value.and_then(|value| value.high),
            numerator: value.and_then(|value| value.numerator).map(PublicCount::get),
            denominator: value.and_then(|value| value.denominator).map(PublicCount::get),
            rounded: value.is_some_and(|value| value.rounded),
            published,
            class: None,
            flags: Vec::new(),
            measured: None,
            parts: None,
        }
    }
}

/// The first known day of a Kampung KB.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Since {
    /// The day.
    pub tanggal: String,
    /// How exact it is: `hari`, `bulan`, `paling lambat`.
    #[schema(value_type = words::DatePrecision)]
    pub presisi: &'static str,
    /// What stands behind it.
    #[schema(value_type = words::Proof)]
    pub bukti: &'static str,
    /// Who says so.
    pub sumber: String,
}

impl Since {
    /// Of a fact.
    pub fn of(fact: &Fact) -> Self {
        Self {
            tanggal: fact.event.date.to_string(),
            presisi: fact.event.precision.as_str(),
            bukti: fact.event.proof.as_str(),
            sumber: fact.event.source.clone(),
        }
    }
}

/// A class or stage with its day.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Dated {
    /// The word.
    pub nilai: &'static str,
    /// Since when.
    pub tanggal: String,
    /// Whether it is invented.
    pub sample: bool,
}

impl Dated {
    /// Of a word and its fact.
    pub fn of(word: &'static str, fact: &Fact) -> Self {
        Self { nilai: word, tanggal: fact.event.date.to_string(), sample: fact.sample }
    }
}

/// The moment of a question: the day asked for, or now in a zone.
pub fn moment(on: Option<Date>, zone: TimeZone) -> Moment {
    on.map_or_else(|| now(zone), |day| Moment { day, time: None })
}

fn now(zone: TimeZone) -> Moment {
    let ahead = time::UtcOffset::from_hms(zone.utc_offset_hours(), 0, 0).unwrap_or(time::UtcOffset::UTC);
    let now = OffsetDateTime::now_utc().to_offset(ahead);
    Moment { day: now.date(), time: Some(now.time()) }
}

/// The zone of the data: that of its widest area.
pub fn zone(snapshot: &Snapshot) -> TimeZone {
    snapshot.areas.all().first().map_or(TimeZone::Wib, |area| area.time_zone)
}

/// The address under which the client reaches this server: the one that was set,
/// else the `Host` that it asked. `Forwarded` and its kin are not read, since
/// anybody can send them; behind a proxy the address is set.
pub fn base_url(server: &Server, headers: &axum::http::HeaderMap) -> String {
    server.settings.public_url.clone().unwrap_or_else(|| {
        let host = headers.get(axum::http::header::HOST).and_then(|host| host.to_str().ok());
        // Only what can stand in an address; anything else is somebody's trick.
        let plain = |b: u8| b.is_ascii_alphanumeric() || b".-:[]_".contains(&b);
        let sound = |host: &&str| !host.is_empty() && host.bytes().all(plain);
        format!("http://{}", host.filter(sound).unwrap_or("127.0.0.1"))
    })
}

/// West, south, east, north, to seven decimals.
pub fn bbox(bounds: geo::Rect) -> [f64; 4] {
    [bounds.min().x, bounds.min().y, bounds.max().x, bounds.max().y].map(seven_decimals)
}

/// Rounded to a centimetre; more digits would claim what nobody measured.
pub fn seven_decimals(degrees: f64) -> f64 {
    (degrees * 1e7).round() / 1e7
}
