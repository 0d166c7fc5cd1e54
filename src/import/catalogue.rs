//! The indicator catalogue from JSON.

use serde::Deserialize;

use super::Refused;
use super::dialect::day;
use super::report::{Code, Finding, Place};
use crate::domain::{
    Indicator, IndicatorId, InvalidValue, Series, SourceWord, Target, Text, ThresholdScheme, Validity,
};

#[derive(Deserialize)]
struct File {
    indicators: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    group: String,
    nama: Words,
    definition: Words,
    unit: String,
    direction: String,
    denominator_kind: String,
    numerator_label: Words,
    denominator_label: Words,
    level: String,
    series: SeriesEntry,
    rhythm: String,
    disclosure: String,
    target_group: Option<String>,
    measured_by: Option<String>,
    #[serde(default)]
    undated: bool,
    #[serde(default)]
    source_words: Vec<SourceWordEntry>,
    #[serde(default)]
    thresholds: Vec<ThresholdEntry>,
    #[serde(default)]
    targets: Vec<TargetEntry>,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    id: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeriesEntry {
    id: String,
    kind: String,
    nama: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceWordEntry {
    word: String,
    source_prefix: Option<String>,
    unit_word: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThresholdEntry {
    id: String,
    nama: Words,
    edges: Vec<f64>,
    labels: Vec<Words>,
    source: String,
    valid_from: Option<String>,
    valid_to: Option<String>,
    note: Option<Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TargetEntry {
    value: f64,
    nama: Words,
    scope: Option<String>,
    source: String,
    valid_from: Option<String>,
    valid_to: Option<String>,
}

/// The indicators of a catalogue, in its order.
pub(super) fn read(text: &str, sample: bool, findings: &mut Vec<Finding>) -> Result<Vec<Indicator>, Refused> {
    if !text.trim_start().starts_with('{') {
        return Err(Finding::new(Code::UnsupportedFormat, Place::File)
            .detail("a catalogue is read from JSON")
            .into());
    }
    let file: File = serde_json::from_str(text).map_err(|error| {
        let code = if error.is_data() { Code::MissingMember } else { Code::JsonSyntax };
        Finding::new(code, Place::Line(error.line() as u64)).detail(error)
    })?;
    let mut indicators: Vec<Indicator> = Vec::new();
    for (index, entry) in file.indicators.into_iter().enumerate() {
        match indicator(entry, index, sample) {
            Ok(indicator) if indicators.iter().any(|other| other.id == indicator.id) => {
                findings.push(
                    Finding::new(Code::DuplicateId, Place::Feature(index)).field("id").value(&indicator.id),
                );
            }
            Ok(indicator) => indicators.push(indicator),
            Err(finding) => findings.push(finding),
        }
    }
    Ok(indicators)
}

fn indicator(entry: serde_json::Value, index: usize, sample: bool) -> Result<Indicator, Finding> {
    let at = |code: Code| Finding::new(code, Place::Feature(index));
    let entry: Entry =
        serde_json::from_value(entry).map_err(|error| at(Code::FeatureInvalid).detail(error))?;
    let wrong = |error: InvalidValue| {
        at(Code::WordUnknown).field(error.noun).value(&error.value).detail(error.reason).area(&entry.id)
    };
    let id: IndicatorId = entry.id.parse().map_err(wrong)?;
    if id.is_sample() != sample {
        return Err(at(Code::SampleMix).field("id").value(&id));
    }
    let day = |text: &Option<String>| {
        text.as_deref()
            .map(|text| day(text).ok_or_else(|| at(Code::DateFormat).area(&id).value(text)))
            .transpose()
    };
    let validity = |from, to| Ok::<_, Finding>(Validity { from: day(from)?, to: day(to)? });
    let thresholds = entry
        .thresholds
        .iter()
        .map(|scheme| {
            let scheme = threshold(scheme, validity(&scheme.valid_from, &scheme.valid_to)?);
            scheme.check().map_err(wrong)?;
            Ok(scheme)
        })
        .collect::<Result<_, Finding>>()?;
    let targets = entry
        .targets
        .iter()
        .map(|target| Ok(self::target(target, validity(&target.valid_from, &target.valid_to)?)))
        .collect::<Result<_, Finding>>()?;
    Ok(Indicator {
        group: entry.group.parse().map_err(wrong)?,
        name: text(&entry.nama),
        definition: text(&entry.definition),
        unit: entry.unit.parse().map_err(wrong)?,
        direction: entry.direction.parse().map_err(wrong)?,
        denominator_kind: entry.denominator_kind.parse().map_err(wrong)?,
        numerator_label: text(&entry.numerator_label),
        denominator_label: text(&entry.denominator_label),
        level: entry.level.parse().map_err(wrong)?,
        series: Series {
            id: entry.series.id.clone(),
            kind: entry.series.kind.parse().map_err(wrong)?,
            name: text(&entry.series.nama),
        },
        rhythm: entry.rhythm.parse().map_err(wrong)?,
        disclosure: entry.disclosure.parse().map_err(wrong)?,
        target_group: entry.target_group.as_deref().map(str::parse).transpose().map_err(wrong)?,
        measured_by: entry.measured_by.as_deref().map(str::parse).transpose().map_err(wrong)?,
        undated: entry.undated,
        source_words: entry.source_words.iter().map(source_word).collect(),
        thresholds,
        targets,
        source: entry.source.clone(),
        id,
    })
}

fn text(words: &Words) -> Text {
    Text::new(&words.id, &words.en)
}

fn source_word(entry: &SourceWordEntry) -> SourceWord {
    SourceWord {
        word: entry.word.clone(),
        source_prefix: entry.source_prefix.clone(),
        unit_word: entry.unit_word.clone(),
    }
}

fn threshold(entry: &ThresholdEntry, validity: Validity) -> ThresholdScheme {
    ThresholdScheme {
        id: entry.id.clone(),
        name: text(&entry.nama),
        edges: entry.edges.clone(),
        labels: entry.labels.iter().map(text).collect(),
        source: entry.source.clone(),
        validity,
        note: entry.note.as_ref().map(text),
    }
}

fn target(entry: &TargetEntry, validity: Validity) -> Target {
    Target {
        value: entry.value,
        name: text(&entry.nama),
        scope: entry.scope.clone(),
        source: entry.source.clone(),
        validity,
    }
}
