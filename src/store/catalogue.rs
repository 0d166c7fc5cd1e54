//! The catalogue's five tables, in and out.

use std::collections::HashMap;

use sqlx::FromRow;

use super::error::Error;
use super::rows::day;
use super::sql;
use super::transaction::{Transaction, execute, fetch};
use crate::domain::{Indicator, Series, SourceWord, Target, Text, ThresholdScheme, Validity};

pub(super) async fn insert(
    transaction: &mut Transaction,
    version: i64,
    rows: &[Indicator],
) -> Result<(), Error> {
    for (position, row) in (0_i64..).zip(rows) {
        insert_indicator(transaction, version, position, row).await?;
        let id = row.id.as_str();
        for (position, word) in (0_i64..).zip(&row.source_words) {
            execute!(
                transaction,
                sql::INSERT_WORD,
                version,
                id,
                position,
                &word.word,
                word.source_prefix.as_deref(),
                word.unit_word.as_deref(),
            )?;
        }
        for (position, scheme) in (0_i64..).zip(&row.thresholds) {
            insert_threshold(transaction, version, id, position, scheme).await?;
        }
        for (position, target) in (0_i64..).zip(&row.targets) {
            execute!(
                transaction,
                sql::INSERT_TARGET,
                version,
                id,
                position,
                target.value,
                &target.name.id,
                &target.name.en,
                target.scope.as_deref(),
                &target.source,
                target.validity.from.map(|day| day.to_string()),
                target.validity.to.map(|day| day.to_string()),
            )?;
        }
    }
    Ok(())
}

async fn insert_indicator(
    transaction: &mut Transaction,
    version: i64,
    position: i64,
    row: &Indicator,
) -> Result<(), Error> {
    execute!(
        transaction,
        sql::INSERT_INDICATOR,
        version,
        position,
        row.id.as_str(),
        row.group.as_str(),
        &row.name.id,
        &row.name.en,
        &row.definition.id,
        &row.definition.en,
        row.unit.as_str(),
        row.direction.as_str(),
        row.denominator_kind.as_str(),
        &row.numerator_label.id,
        &row.numerator_label.en,
        &row.denominator_label.id,
        &row.denominator_label.en,
        row.level.as_str(),
        &row.series.id,
        row.series.kind.as_str(),
        &row.series.name.id,
        &row.series.name.en,
        row.rhythm.as_str(),
        row.disclosure.as_str(),
        row.target_group.map(|group| group.as_str()),
        row.measured_by.as_ref().map(|id| id.as_str()),
        i64::from(row.undated),
        &row.source,
    )?;
    Ok(())
}

async fn insert_threshold(
    transaction: &mut Transaction,
    version: i64,
    id: &str,
    position: i64,
    scheme: &ThresholdScheme,
) -> Result<(), Error> {
    execute!(
        transaction,
        sql::INSERT_THRESHOLD,
        version,
        id,
        position,
        &scheme.id,
        &scheme.name.id,
        &scheme.name.en,
        &scheme.source,
        scheme.validity.from.map(|day| day.to_string()),
        scheme.validity.to.map(|day| day.to_string()),
        scheme.note.as_ref().map(|note| note.id.as_str()),
        scheme.note.as_ref().map(|note| note.en.as_str()),
    )?;
    let lower_edges = std::iter::once(None).chain(scheme.edges.iter().copied().map(Some));
    for (class, (edge, label)) in (0_i64..).zip(lower_edges.zip(&scheme.labels)) {
        execute!(transaction, sql::INSERT_CLASS, version, id, position, class, edge, &label.id, &label.en)?;
    }
    Ok(())
}

/// The current catalogue, each indicator with the version that it comes from.
pub(super) async fn load(
    transaction: &mut Transaction,
    preview: i64,
) -> Result<Vec<(i64, Indicator)>, Error> {
    let mut words = by_indicator(fetch!(transaction, WordRow, sql::WORDS, preview)?);
    let mut thresholds = by_indicator(fetch!(transaction, ThresholdRow, sql::THRESHOLDS, preview)?);
    let mut classes: HashMap<(i64, String, i64), Vec<ClassRow>> = HashMap::new();
    for row in fetch!(transaction, ClassRow, sql::CLASSES, preview)? {
        classes.entry((row.version, row.indicator.clone(), row.threshold)).or_default().push(row);
    }
    let mut targets = by_indicator(fetch!(transaction, TargetRow, sql::TARGETS, preview)?);
    let mut indicators = Vec::new();
    for row in fetch!(transaction, IndicatorRow, sql::INDICATORS, preview)? {
        let (version, key) = (row.version, (row.version, row.id.clone()));
        let mut indicator = row.noun()?;
        indicator.source_words =
            words.remove(&key).unwrap_or_default().into_iter().map(WordRow::noun).collect();
        for row in thresholds.remove(&key).unwrap_or_default() {
            let classes =
                classes.remove(&(row.version, row.indicator.clone(), row.position)).unwrap_or_default();
            indicator.thresholds.push(row.noun(classes)?);
        }
        for row in targets.remove(&key).unwrap_or_default() {
            indicator.targets.push(row.noun()?);
        }
        indicators.push((version, indicator));
    }
    Ok(indicators)
}

/// Rows of a part of the catalogue by the indicator that they belong to.
trait Part {
    fn key(&self) -> (i64, String);
}

fn by_indicator<T: Part>(rows: Vec<T>) -> HashMap<(i64, String), Vec<T>> {
    let mut map: HashMap<_, Vec<T>> = HashMap::new();
    for row in rows {
        map.entry(row.key()).or_default().push(row);
    }
    map
}

macro_rules! part {
    ($row:ident) => {
        impl Part for $row {
            fn key(&self) -> (i64, String) {
                (self.version, self.indicator.clone())
            }
        }
    };
}

part!(WordRow);
part!(ThresholdRow);
part!(TargetRow);

#[derive(FromRow)]
struct IndicatorRow {
    version: i64,
    id: String,
    chapter: String,
    nama_id: String,
    nama_en: String,
    definition_id: String,
    definition_en: String,
    unit: String,
    direction: String,
    denominator_kind: String,
    numerator_id: String,
    numerator_en: String,
    denominator_id: String,
    denominator_en: String,
    level: String,
    series_id: String,
    series_kind: String,
    series_nama_id: String,
    series_nama_en: String,
    rhythm: String,
    disclosure: String,
    target_group: Option<String>,
    measured_by: Option<String>,
    undated: i64,
    source: String,
}

impl IndicatorRow {
    fn noun(self) -> Result<Indicator, Error> {
        Ok(Indicator {
            id: self.id.parse()?,
            group: self.chapter.parse()?,
            name: Text::new(self.nama_id, self.nama_en),
            definition: Text::new(self.definition_id, self.definition_en),
            unit: self.unit.parse()?,
            direction: self.direction.parse()?,
            denominator_kind: self.denominator_kind.parse()?,
            numerator_label: Text::new(self.numerator_id, self.numerator_en),
            denominator_label: Text::new(self.denominator_id, self.denominator_en),
            level: self.level.parse()?,
            series: Series {
                id: self.series_id,
                kind: self.series_kind.parse()?,
                name: Text::new(self.series_nama_id, self.series_nama_en),
            },
            rhythm: self.rhythm.parse()?,
            disclosure: self.disclosure.parse()?,
            target_group: self.target_group.as_deref().map(str::parse).transpose()?,
            measured_by: self.measured_by.as_deref().map(str::parse).transpose()?,
            undated: self.undated != 0,
            source_words: Vec::new(),
            thresholds: Vec::new(),
            targets: Vec::new(),
            source: self.source,
        })
    }
}

#[derive(FromRow)]
struct WordRow {
    version: i64,
    indicator: String,
    word: String,
    source_prefix: Option<String>,
    unit_word: Option<String>,
}

impl WordRow {
    fn noun(self) -> SourceWord {
        SourceWord { word: self.word, source_prefix: self.source_prefix, unit_word: self.unit_word }
    }
}

#[derive(FromRow)]
struct ThresholdRow {
    version: i64,
    indicator: String,
    position: i64,
    id: String,
    nama_id: String,
    nama_en: String,
    source: String,
    valid_from: Option<String>,
    valid_to: Option<String>,
    note_id: Option<String>,
    note_en: Option<String>,
}

impl ThresholdRow {
    fn noun(self, classes: Vec<ClassRow>) -> Result<ThresholdScheme, Error> {
        Ok(ThresholdScheme {
            id: self.id,
            name: Text::new(self.nama_id, self.nama_en),
            edges: classes.iter().filter_map(|class| class.lower_edge).collect(),
            labels: classes.into_iter().map(|class| Text::new(class.label_id, class.label_en)).collect(),
            source: self.source,
            validity: validity(self.valid_from.as_deref(), self.valid_to.as_deref())?,
            note: self.note_id.zip(self.note_en).map(|(id, en)| Text::new(id, en)),
        })
    }
}

#[derive(FromRow)]
struct ClassRow {
    version: i64,
    indicator: String,
    threshold: i64,
    lower_edge: Option<f64>,
    label_id: String,
    label_en: String,
}

#[derive(FromRow)]
struct TargetRow {
    version: i64,
    indicator: String,
    target_value: f64,
    nama_id: String,
    nama_en: String,
    area_scope: Option<String>,
    source: String,
    valid_from: Option<String>,
    valid_to: Option<String>,
}

impl TargetRow {
    fn noun(self) -> Result<Target, Error> {
        Ok(Target {
            value: self.target_value,
            name: Text::new(self.nama_id, self.nama_en),
            scope: self.area_scope,
            source: self.source,
            validity: validity(self.valid_from.as_deref(), self.valid_to.as_deref())?,
        })
    }
}

fn validity(from: Option<&str>, to: Option<&str>) -> Result<Validity, Error> {
    Ok(Validity { from: day(from)?, to: day(to)? })
}
