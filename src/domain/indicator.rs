//! Indicators: what a figure measures, and how it may be shown.
//!
//! The catalogue is data: a file in `geodata/` is read at import. This module
//! only says what an entry must state so that a figure can be read honestly.

use time::Date;

use super::words::words;
use super::{InvalidValue, Level, TargetGroup, Text};

/// The slug of an indicator, such as `stunting-register`.
///
/// ```
/// use jangkau::domain::IndicatorId;
///
/// assert!("stunting-ssgi".parse::<IndicatorId>().is_ok());
/// assert!("contoh-stunting".parse::<IndicatorId>()?.is_sample());
/// assert!("Stunting SSGI".parse::<IndicatorId>().is_err());
/// # Ok::<(), jangkau::domain::InvalidValue>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndicatorId(String);

impl IndicatorId {
    /// The prefix that every invented indicator carries, and no other.
    pub const SAMPLE_PREFIX: &'static str = "contoh-";

    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether its figures are invented.
    pub fn is_sample(&self) -> bool {
        self.0.starts_with(Self::SAMPLE_PREFIX)
    }
}

impl std::fmt::Display for IndicatorId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for IndicatorId {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if is_slug(text) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidValue::new("indicator id", text, SLUG_RULE))
        }
    }
}

pub(super) const SLUG_RULE: &str =
    "expected 1 to 64 lower-case letters, digits and single hyphens, a letter first";

/// Whether a text is a slug: lower-case letters, digits, single hyphens.
pub(super) fn is_slug(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.contains("--")
        && !text.ends_with('-')
}

/// One entry of the indicator catalogue.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Slug; invented indicators start with `contoh-`.
    pub id: IndicatorId,
    /// Where the picker lists it.
    pub group: Group,
    /// Short name.
    pub name: Text,
    /// What is counted, of whom, by which rule.
    pub definition: Text,
    /// What a value is counted in.
    pub unit: Unit,
    /// Whether less or more is better.
    pub direction: Direction,
    /// What stands below the fraction line.
    pub denominator_kind: DenominatorKind,
    /// Words for the numerator, such as "balita pendek dan sangat pendek".
    pub numerator_label: Text,
    /// Words for the denominator, such as "balita yang diukur".
    pub denominator_label: Text,
    /// The smallest level at which a figure of this indicator means anything.
    pub level: Level,
    /// The one series that it belongs to.
    pub series: Series,
    /// How often a figure is expected.
    pub rhythm: Rhythm,
    /// Which rule decides what the public may see.
    pub disclosure: Disclosure,
    /// For whom the service is; none where it is no service.
    pub target_group: Option<TargetGroup>,
    /// The indicator that says how many were measured at all (D/S), for the
    /// same area and period.
    pub measured_by: Option<IndicatorId>,
    /// Whether a source may give a figure without a date.
    pub undated: bool,
    /// How sources name this indicator in their own words.
    pub source_words: Vec<SourceWord>,
    /// Published classes, each with source and validity; conflicting ones are
    /// all kept.
    pub thresholds: Vec<ThresholdScheme>,
    /// Published targets, each with source and validity.
    pub targets: Vec<Target>,
    /// Where the definition comes from.
    pub source: String,
}

words! {
    /// The chapters of the indicator picker.
    Group as "indicator group" {
        /// Prevalence and counts of stunting.
        Stunting = "stunting",
        /// Services that reach a target group.
        Layanan = "layanan",
        /// The register of Kampung KB.
        KampungKb = "kampung-kb",
    }
}

words! {
    /// What a value is counted in.
    Unit as "unit" {
        /// Hundredths of the denominator.
        Percent = "percent",
        /// Children, a plain count.
        Children = "children",
        /// Areas, a plain count.
        Areas = "areas",
    }
}

words! {
    /// Whether less or more is better.
    Direction as "direction" {
        /// Less is better, as with prevalence.
        LowerIsBetter = "lower_is_better",
        /// More is better, as with a service.
        HigherIsBetter = "higher_is_better",
        /// Neither, as with a plain count.
        Neutral = "neutral",
    }
}

words! {
    /// What stands below the fraction line. Two figures with different kinds
    /// are not comparable, even where the indicator sounds alike.
    DenominatorKind as "denominator kind" {
        /// Children measured.
        Measured = "measured",
        /// Children weighed and measured.
        WeighedAndMeasured = "weighed_and_measured",
        /// Children registered in the month.
        RegisteredThisMonth = "registered_this_month",
        /// A projected target population; coverage may exceed 100 %.
        TargetProjected = "target_projected",
        /// A counted target population.
        TargetReal = "target_real",
        /// Areas.
        Areas = "areas",
        /// A survey's weighted sample.
        SurveySample = "survey_sample",
        /// The source names none.
        None = "none",
    }
}

words! {
    /// Which rule decides what the public may see.
    Disclosure as "disclosure" {
        /// Cases among children: the whole rule for small counts.
        Kasus = "kasus",
        /// People served: small numerators are hidden, the remainder is not tested.
        Layanan = "layanan",
        /// Shares of areas and registers: never hidden.
        Wilayah = "wilayah",
    }
}

words! {
    /// How often a figure is expected.
    Rhythm as "rhythm" {
        /// Once a year.
        Yearly = "yearly",
        /// Every month.
        Monthly = "monthly",
        /// In the weighing rounds of February and August.
        Round = "round",
        /// When a source happens to publish one.
        Irregular = "irregular",
    }
}

words! {
    /// How a series comes about. The two kinds never share a line, a legend or
    /// a mean.
    SeriesKind as "series kind" {
        /// A sample survey by trained measurers.
        Survey = "survey",
        /// Records of the children who came.
        Routine = "routine",
        /// Statements about areas, such as a register of Kampung KB.
        Register = "register",
    }
}

/// A run of figures made in one way, which may be compared with each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Slug.
    pub id: String,
    /// Survey, routine or register.
    pub kind: SeriesKind,
    /// Name for people.
    pub name: Text,
}

/// How a source names an indicator: its word, and a word that its statement
/// of origin must begin with (the survey's name), if any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceWord {
    /// The source's word in the column `indikator`.
    pub word: String,
    /// What the column `sumber_data` begins with, case ignored.
    pub source_prefix: Option<String>,
    /// The unit that the source prints, such as `persen`.
    pub unit_word: Option<String>,
}

/// Published class edges with their names.
#[derive(Debug, Clone, PartialEq)]
pub struct ThresholdScheme {
    /// Slug, unique within the indicator.
    pub id: String,
    /// Name for people.
    pub name: Text,
    /// Strictly growing edges. Classes are half-open: a value on an edge
    /// belongs to the class above it.
    pub edges: Vec<f64>,
    /// One label a class: one more than there are edges.
    pub labels: Vec<Text>,
    /// Where it is published.
    pub source: String,
    /// From when to when it holds.
    pub validity: Validity,
    /// What a reader must know, such as that it was made for countries.
    pub note: Option<Text>,
}

impl ThresholdScheme {
    /// Checks that the edges grow and that every class has a label.
    pub fn check(&self) -> Result<(), InvalidValue> {
        let refuse = |reason| Err(InvalidValue::new("threshold scheme", &self.id, reason));
        if self.edges.is_empty() || !self.edges.windows(2).all(|pair| pair[0] < pair[1]) {
            return refuse("edges must grow strictly");
        }
        if self.labels.len() != self.edges.len() + 1 {
            return refuse("one label a class: one more than there are edges");
        }
        Ok(())
    }

    /// The class of a value: how many edges lie at or below it.
    pub fn class_of(&self, value: f64) -> usize {
        self.edges.partition_point(|edge| *edge <= value)
    }
}

/// A published aim for an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// In the indicator's unit.
    pub value: f64,
    /// For whom and when, such as "RPJMN 2025–2029, 2029".
    pub name: Text,
    /// The area it is set for; none means the country.
    pub scope: Option<String>,
    /// Where it is published.
    pub source: String,
    /// From when to when it holds.
    pub validity: Validity,
}

/// A span of days, open where an end is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Validity {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}
