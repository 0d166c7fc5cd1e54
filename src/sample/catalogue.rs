//! The indicators of the sample, as entries of the catalogue.

use time::{Date, Month};

use super::recipes::{Aim, Recipe, Words, recipes};
use super::stunting::{MEASURING, STUNTING};
use super::thresholds;
use crate::domain::{
    DenominatorKind, Direction, Disclosure, Group, Indicator, InvalidValue, Level, Rhythm, Series,
    SeriesKind, Target, TargetGroup, Text, Unit, Validity,
};

/// Prevalence, measuring, then every service.
pub(super) fn indicators() -> Result<Vec<Indicator>, InvalidValue> {
    let mut indicators = vec![stunting()?, measuring()?];
    for recipe in recipes() {
        indicators.push(service(recipe)?);
    }
    Ok(indicators)
}

fn stunting() -> Result<Indicator, InvalidValue> {
    Ok(Indicator {
        group: Group::Stunting,
        direction: Direction::LowerIsBetter,
        denominator_kind: DenominatorKind::Measured,
        disclosure: Disclosure::Kasus,
        measured_by: Some(MEASURING.parse()?),
        thresholds: vec![thresholds::de_onis()],
        source: "CONTOH: angka rekaan. Pengertian: Permenkes 2/2020 (Standar Antropometri Anak)".to_owned(),
        ..indicator(
            STUNTING,
            [
                ("Prevalensi stunting menurut register", "Stunting prevalence by register"),
                (
                    "Balita usia 0–59 bulan yang panjang atau tinggi badan menurut umurnya di bawah −2 simpangan baku dari median Standar Pertumbuhan Anak WHO (pendek dan sangat pendek), dibagi seluruh balita yang diukur pada bulan timbang.",
                    "Children aged 0–59 months whose length or height for age lies below −2 standard deviations of the median of the WHO Child Growth Standards (stunted and severely stunted), out of all children measured in the weighing round.",
                ),
                ("balita pendek dan sangat pendek", "stunted and severely stunted children under five"),
                ("balita yang diukur", "children under five measured"),
            ],
            register(),
        )?
    })
}

fn measuring() -> Result<Indicator, InvalidValue> {
    Ok(Indicator {
        target_group: Some(TargetGroup::Balita),
        source: "CONTOH: angka rekaan. Pengertian: D/S pada SKDN, scribd 353883451".to_owned(),
        ..indicator(
            MEASURING,
            [
                ("Cakupan pengukuran (D/S)", "Measuring coverage (D/S)"),
                (
                    "Balita yang datang dan diukur pada bulan timbang, dibagi seluruh balita yang ada di kelurahan (sasaran riil). Bila rendah, prevalensi stunting kurang dapat dipercaya.",
                    "Children under five who came and were measured in the weighing round, out of all children living in the kelurahan (counted target). Where it is low, stunting prevalence is less to be trusted.",
                ),
                ("balita yang diukur", "children under five measured"),
                ("balita sasaran riil", "children under five, counted"),
            ],
            register(),
        )?
    })
}

fn service(recipe: &Recipe) -> Result<Indicator, InvalidValue> {
    Ok(Indicator {
        direction: recipe.direction,
        denominator_kind: recipe.denominator_kind,
        disclosure: recipe.disclosure,
        rhythm: recipe.rhythm,
        target_group: Some(recipe.target_group),
        targets: recipe.aims.iter().map(target).collect(),
        ..indicator(
            recipe.id,
            [recipe.name, recipe.definition, recipe.numerator, recipe.denominator],
            services(),
        )?
    })
}

/// What the entries share: a service counted in the weighing rounds.
fn indicator(id: &str, words: [Words; 4], series: Series) -> Result<Indicator, InvalidValue> {
    let [name, definition, numerator_label, denominator_label] = words.map(text);
    Ok(Indicator {
        id: id.parse()?,
        group: Group::Layanan,
        name,
        definition,
        unit: Unit::Percent,
        direction: Direction::HigherIsBetter,
        denominator_kind: DenominatorKind::TargetReal,
        numerator_label,
        denominator_label,
        level: Level::Kelurahan,
        series,
        rhythm: Rhythm::Round,
        disclosure: Disclosure::Layanan,
        target_group: None,
        measured_by: None,
        undated: false,
        source_words: Vec::new(),
        thresholds: Vec::new(),
        targets: Vec::new(),
        source: "CONTOH: angka rekaan. Daftar layanan: Perpres 72/2021, Lampiran A, menurut sumber sekunder"
            .to_owned(),
    })
}

fn register() -> Series {
    series("contoh-register", ("Register rutin (contoh)", "Routine register (sample)"))
}

fn services() -> Series {
    series("contoh-layanan", ("Layanan rutin (contoh)", "Routine services (sample)"))
}

fn series(id: &str, name: Words) -> Series {
    Series { id: id.to_owned(), kind: SeriesKind::Routine, name: text(name) }
}

fn target(aim: &Aim) -> Target {
    let day = |month, day| aim.year.and_then(|year| Date::from_calendar_date(year, month, day).ok());
    Target {
        value: aim.percent,
        name: text(aim.name),
        scope: None,
        source: aim.source.to_owned(),
        validity: Validity { from: day(Month::January, 1), to: day(Month::December, 31) },
    }
}

fn text((id, en): Words) -> Text {
    Text::new(id, en)
}
