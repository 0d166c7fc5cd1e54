//! Figures, from a table.

use std::collections::HashMap;

use super::Context;
use super::columns::{Column, Columns, optional, required};
use super::dialect::month_of;
use super::fields::Fields;
use super::report::{Code, Finding, Place};
use super::table::Table;
use crate::domain::{
    AreaCode, Claim, Counts, DenominatorKind, Figure, Indicator, IndicatorId, Period, Provenance, Unit,
};

pub(super) const COLUMNS: &[Column] = &[
    required(&["indikator", "ukuran", "indicator"]),
    optional(&["periode", "per", "tahun_bulan", "period"]),
    optional(&[
        "pembilang",
        "numerator",
        "kasus",
        "jumlah_kasus",
        "jumlah_balita_stunting",
        "balita_stunting",
        "stunting",
    ]),
    optional(&[
        "penyebut",
        "denominator",
        "jumlah_balita_diukur",
        "balita_diukur",
        "jumlah_diukur",
        "jumlah_ukur",
        "diukur",
    ]),
    optional(&["nilai", "persentase", "persen", "prevalensi", "value"]),
    optional(&["keadaan"]),
    optional(&["satuan", "unit"]),
    required(&["sumber_data", "sumber", "source"]),
    optional(&["url"]),
    optional(&["per_tanggal"]),
    optional(&["diterima"]),
    optional(&["status"]),
    optional(&["bukti"]),
    optional(&["catatan"]),
    optional(&["tahun", "year"]),
    optional(&["bulan", "month"]),
];

/// What two figures must not share when one source gives both.
type Key = (AreaCode, IndicatorId, Period, String, Option<String>);

/// The figures of a table, in its order.
pub(super) fn read(
    table: &Table,
    columns: &Columns<'_>,
    context: &Context,
    findings: &mut Vec<Finding>,
) -> Vec<Claim> {
    let mut claims = Vec::with_capacity(table.rows.len());
    let mut seen: HashMap<Key, Place> = HashMap::new();
    for row in &table.rows {
        let fields = columns.row(row);
        match claim(&fields, context, findings) {
            Ok(claim) => match seen.insert(key(&claim), row.place) {
                None => claims.push(claim),
                Some(first) => {
                    seen.insert(key(&claim), first);
                    findings.push(fields.finding(Code::DuplicateKey).detail(format!("see {first}")));
                }
            },
            Err(finding) => findings.push(finding),
        }
    }
    claims
}

fn key(claim: &Claim) -> Key {
    let provenance = &claim.provenance;
    (claim.area, claim.indicator.clone(), claim.period, provenance.source.clone(), provenance.url.clone())
}

fn claim(fields: &Fields<'_>, context: &Context, findings: &mut Vec<Finding>) -> Result<Claim, Finding> {
    let area = fields.area_code()?;
    let indicator = indicator(fields, context)?;
    let period = period(fields, indicator)?;
    let figure = figure(fields, indicator, findings)?;
    Ok(Claim { area, indicator: indicator.id.clone(), period, figure, provenance: provenance(fields)? })
}

/// The indicator that the row means: its id, or the source's own word for it.
fn indicator<'a>(fields: &Fields<'_>, context: &'a Context) -> Result<&'a Indicator, Finding> {
    let word = fields.required("indikator")?;
    let source = fields.required("sumber_data")?.to_lowercase();
    let unit = fields.optional("satuan");
    let named = context.catalogue.iter().find(|indicator| indicator.id.as_str() == word);
    let meant = || {
        let fits =
            |indicator: &'a Indicator| indicator.source_words.iter().map(move |entry| (indicator, entry));
        context
            .catalogue
            .iter()
            .flat_map(fits)
            .filter(|(_, entry)| entry.word == word)
            .filter(|(_, entry)| {
                entry.unit_word.as_deref().is_none_or(|word| unit.is_none_or(|unit| unit == word))
            })
            .filter_map(|(indicator, entry)| {
                let prefix = entry.source_prefix.as_deref().unwrap_or("").to_lowercase();
                source.starts_with(&prefix).then_some((prefix.len(), indicator))
            })
            .max_by_key(|(length, _)| *length)
            .map(|(_, indicator)| indicator)
    };
    let indicator = named.or_else(meant).ok_or_else(|| fields.about(Code::UnknownIndicator, "indikator"))?;
    if indicator.id.is_sample() != context.sample {
        return Err(fields.about(Code::SampleMix, "indikator"));
    }
    Ok(indicator)
}

fn period(fields: &Fields<'_>, indicator: &Indicator) -> Result<Period, Finding> {
    if let Some(text) = fields.optional("periode") {
        return read_period(fields, text)
            .ok_or_else(|| fields.about(Code::PeriodFormat, "periode"))
            .and_then(|read| read.map_err(|code| fields.about(code, "periode")));
    }
    match (fields.optional("tahun"), fields.optional("bulan")) {
        (None, None) if indicator.undated => Ok(Period::Undated),
        (None, _) => Err(fields.finding(Code::PeriodMissing).field("periode")),
        (Some(year), None) => year.parse().map_err(|_| fields.about(Code::PeriodFormat, "tahun")),
        (Some(year), Some(month)) => {
            let month = month.parse().ok().or_else(|| month_of(month).map(u8::from));
            let month = month.ok_or_else(|| fields.about(Code::PeriodFormat, "bulan"))?;
            format!("{year}-{month:02}").parse().map_err(|_| fields.about(Code::PeriodFormat, "bulan"))
        }
    }
}

/// A period in words: `2024-08`, `Agustus 2024`, `08/2024`, `31/08/2024`.
fn read_period(fields: &Fields<'_>, text: &str) -> Option<Result<Period, Code>> {
    if let Ok(period) = text.parse() {
        return Some(Ok(period));
    }
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || "/-.".contains(c))
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [month, year] => {
            let month = month.parse().ok().or_else(|| month_of(month).map(u8::from))?;
            format!("{year}-{month:02}").parse().ok().map(Ok)
        }
        [_, _, _] => match fields.dialect().day(text) {
            Ok(day) => Some(Ok(Period::Day(day))),
            Err(Code::DateAmbiguous) => Some(Err(Code::DateAmbiguous)),
            Err(_) => None,
        },
        _ => None,
    }
}

fn figure(
    fields: &Fields<'_>,
    indicator: &Indicator,
    findings: &mut Vec<Finding>,
) -> Result<Figure, Finding> {
    match fields.optional("keadaan") {
        Some("belum diisi") => return Ok(Figure::NotFilled),
        Some("tidak berlaku") => return Ok(Figure::NotApplicable),
        Some(_) => return Err(fields.about(Code::WordUnknown, "keadaan")),
        None => {}
    }
    match (count(fields, "pembilang")?, count(fields, "penyebut")?, value(fields, indicator)?) {
        (Some(numerator), Some(denominator), None) => {
            counts(fields, indicator, numerator, denominator, findings)
        }
        (None, None, Some(value)) => published(fields, indicator, value),
        (None, None, None) => Ok(Figure::NotFilled),
        (Some(numerator), Some(denominator), Some(value)) => {
            check_rate(fields, numerator, denominator, value)?;
            counts(fields, indicator, numerator, denominator, findings)
        }
        (Some(_), None, _) => Err(fields.finding(Code::MissingValue).field("penyebut")),
        (None, Some(_), _) => Err(fields.finding(Code::MissingValue).field("pembilang")),
    }
}

fn value(fields: &Fields<'_>, indicator: &Indicator) -> Result<Option<f64>, Finding> {
    if indicator.unit == Unit::Percent { fields.number_up_to("nilai", 100.0) } else { fields.number("nilai") }
}

/// A percentage beside its counts must follow from them, within its own
/// rounding; the counts are kept.
fn check_rate(fields: &Fields<'_>, numerator: i64, denominator: i64, value: f64) -> Result<(), Finding> {
    if denominator == 0 {
        return Ok(());
    }
    let text = fields.optional("nilai").unwrap_or_default().trim_end_matches('%').trim_end();
    let decimals = text.rsplit_once(['.', ',']).map_or(0, |(_, tail)| tail.len()).min(9);
    #[expect(clippy::cast_precision_loss, reason = "counts of people are far below 2^53")]
    let rate = 100.0 * numerator as f64 / denominator as f64;
    let rounding = 0.5 / 10_f64.powi(i32::try_from(decimals).unwrap_or(0)) + 1e-9;
    if (rate - value).abs() <= rounding {
        return Ok(());
    }
    Err(fields
        .about(Code::RateMismatch, "nilai")
        .detail(format!("{numerator} of {denominator} are {rate:.2} %")))
}

fn count(fields: &Fields<'_>, name: &str) -> Result<Option<i64>, Finding> {
    let Some(number) = fields.number(name)? else { return Ok(None) };
    if number < 0.0 {
        return Err(fields.about(Code::NegativeCount, name));
    }
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "bounded by the test before"
    )]
    if number.fract() == 0.0 && number <= Counts::MAX as f64 {
        return Ok(Some(number as i64));
    }
    Err(fields.about(Code::NotInteger, name))
}

fn counts(
    fields: &Fields<'_>,
    indicator: &Indicator,
    numerator: i64,
    denominator: i64,
    findings: &mut Vec<Finding>,
) -> Result<Figure, Finding> {
    if indicator.unit != Unit::Percent {
        return Err(fields
            .finding(Code::UnitMismatch)
            .field("penyebut")
            .detail("this indicator is a plain count"));
    }
    if denominator == 0 && numerator > 0 {
        return Err(fields.about(Code::NumeratorExceeds, "pembilang"));
    }
    if denominator == 0 {
        findings.push(fields.finding(Code::DenominatorZero).field("penyebut"));
    } else if numerator > denominator {
        if indicator.denominator_kind != DenominatorKind::TargetProjected {
            return Err(fields.about(Code::NumeratorExceeds, "pembilang"));
        }
        findings.push(fields.about(Code::CoverageOver100, "pembilang"));
    }
    Counts::new(numerator, denominator)
        .map(Figure::Counts)
        .map_err(|error| fields.about(Code::NotInteger, "pembilang").detail(error.reason))
}

fn published(fields: &Fields<'_>, indicator: &Indicator, value: f64) -> Result<Figure, Finding> {
    match indicator.unit {
        Unit::Percent if !(0.0..=100.0).contains(&value) => Err(fields.about(Code::PercentRange, "nilai")),
        Unit::Percent => Ok(Figure::Published(value)),
        Unit::Children | Unit::Areas if value < 0.0 => Err(fields.about(Code::NegativeCount, "nilai")),
        Unit::Children | Unit::Areas if value.fract() != 0.0 => Err(fields.about(Code::NotInteger, "nilai")),
        Unit::Children | Unit::Areas => Ok(Figure::Published(value)),
    }
}

fn provenance(fields: &Fields<'_>) -> Result<Provenance, Finding> {
    let source = fields.required("sumber_data")?;
    // Some files give the address where the source should be named.
    let is_address = source.starts_with("https://") || source.starts_with("http://");
    let notes: Vec<&str> = ["bukti", "catatan"].iter().filter_map(|name| fields.optional(name)).collect();
    Ok(Provenance {
        source: source.to_owned(),
        url: fields.owned("url").or_else(|| is_address.then(|| source.to_owned())),
        as_of: fields.date("per_tanggal")?,
        received: fields.date("diterima")?,
        status: fields.word("status")?,
        note: (!notes.is_empty()).then(|| notes.join("; ")),
    })
}
