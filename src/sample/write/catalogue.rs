//! The catalogue as JSON.

use serde::Serialize;

use super::{day, pretty};
use crate::domain::{Indicator, IndicatorId, Series, Target, TargetGroup, Text, ThresholdScheme};
use crate::sample::SampleError;

/// The file with its line end.
pub(super) fn json(indicators: &[Indicator]) -> Result<Vec<u8>, SampleError> {
    pretty(&Catalogue { indicators: indicators.iter().map(entry).collect() })
}

#[derive(Serialize)]
struct Catalogue<'a> {
    indicators: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    group: &'a str,
    nama: Words<'a>,
    definition: Words<'a>,
    unit: &'a str,
    direction: &'a str,
    denominator_kind: &'a str,
    numerator_label: Words<'a>,
    denominator_label: Words<'a>,
    level: &'a str,
    series: Run<'a>,
    rhythm: &'a str,
    disclosure: &'a str,
    target_group: Option<&'a str>,
    measured_by: Option<&'a str>,
    undated: bool,
    /// Invented indicators are named by their own id and by nothing else.
    source_words: [(); 0],
    thresholds: Vec<Scheme<'a>>,
    targets: Vec<Aim<'a>>,
    source: &'a str,
}

#[derive(Serialize)]
struct Words<'a> {
    id: &'a str,
    en: &'a str,
}

#[derive(Serialize)]
struct Run<'a> {
    id: &'a str,
    kind: &'a str,
    nama: Words<'a>,
}

#[derive(Serialize)]
struct Scheme<'a> {
    id: &'a str,
    nama: Words<'a>,
    edges: &'a [f64],
    labels: Vec<Words<'a>>,
    source: &'a str,
    valid_from: Option<String>,
    valid_to: Option<String>,
    note: Option<Words<'a>>,
}

#[derive(Serialize)]
struct Aim<'a> {
    value: f64,
    nama: Words<'a>,
    scope: Option<&'a str>,
    source: &'a str,
    valid_from: Option<String>,
    valid_to: Option<String>,
}

fn entry(indicator: &Indicator) -> Entry<'_> {
    Entry {
        id: indicator.id.as_str(),
        group: indicator.group.as_str(),
        nama: words(&indicator.name),
        definition: words(&indicator.definition),
        unit: indicator.unit.as_str(),
        direction: indicator.direction.as_str(),
        denominator_kind: indicator.denominator_kind.as_str(),
        numerator_label: words(&indicator.numerator_label),
        denominator_label: words(&indicator.denominator_label),
        level: indicator.level.as_str(),
        series: run(&indicator.series),
        rhythm: indicator.rhythm.as_str(),
        disclosure: indicator.disclosure.as_str(),
        target_group: indicator.target_group.map(TargetGroup::as_str),
        measured_by: indicator.measured_by.as_ref().map(IndicatorId::as_str),
        undated: indicator.undated,
        source_words: [],
        thresholds: indicator.thresholds.iter().map(scheme).collect(),
        targets: indicator.targets.iter().map(aim).collect(),
        source: &indicator.source,
    }
}

fn words(text: &Text) -> Words<'_> {
    Words { id: &text.id, en: &text.en }
}

fn run(series: &Series) -> Run<'_> {
    Run { id: &series.id, kind: series.kind.as_str(), nama: words(&series.name) }
}

fn scheme(scheme: &ThresholdScheme) -> Scheme<'_> {
    Scheme {
        id: &scheme.id,
        nama: words(&scheme.name),
        edges: &scheme.edges,
        labels: scheme.labels.iter().map(words).collect(),
        source: &scheme.source,
        valid_from: day(scheme.validity.from),
        valid_to: day(scheme.validity.to),
        note: scheme.note.as_ref().map(words),
    }
}

fn aim(target: &Target) -> Aim<'_> {
    Aim {
        value: target.value,
        nama: words(&target.name),
        scope: target.scope.as_deref(),
        source: &target.source,
        valid_from: day(target.validity.from),
        valid_to: day(target.validity.to),
    }
}
