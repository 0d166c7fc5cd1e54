//! Claims: every figure is somebody's statement, with its source.

use time::Date;

use super::words::words;
use super::{AreaCode, IndicatorId, InvalidValue, Period};

/// What one source says about one area, indicator and period.
///
/// Two claims about the same thing are both kept; which one the map shows is
/// decided in one documented place, the release.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The area it is about.
    pub area: AreaCode,
    /// What it measures.
    pub indicator: IndicatorId,
    /// When it is about.
    pub period: Period,
    /// What it says.
    pub figure: Figure,
    /// Who says so, and when.
    pub provenance: Provenance,
}

/// The content of a claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    /// Counts from which the value is computed.
    Counts(Counts),
    /// A value that the source printed without its counts. Shown as published,
    /// marked so, never rolled up.
    Published(f64),
    /// The row exists and its figure is blank.
    NotFilled,
    /// The indicator means nothing for this area.
    NotApplicable,
}

/// Numerator and denominator of a share.
///
/// ```
/// use jangkau::domain::Counts;
///
/// assert_eq!(Counts::new(9, 120)?.percent(), Some(7.5));
/// assert_eq!(Counts::new(0, 0)?.percent(), None); // nobody measured is not 0 %
/// assert!(Counts::new(-1, 120).is_err());
/// # Ok::<(), jangkau::domain::InvalidValue>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    numerator: i64,
    denominator: i64,
}

impl Counts {
    /// The largest count taken: more people than Indonesia has.
    pub const MAX: i64 = 1_000_000_000;

    /// Both between 0 and [`Counts::MAX`]. A numerator above the denominator is
    /// possible where the denominator is a projection; the importer decides.
    pub fn new(numerator: i64, denominator: i64) -> Result<Self, InvalidValue> {
        for count in [numerator, denominator] {
            if count < 0 {
                return Err(InvalidValue::new("count", &count.to_string(), "a count is never negative"));
            }
            if count > Self::MAX {
                return Err(InvalidValue::new(
                    "count",
                    &count.to_string(),
                    "a count is at most a thousand million",
                ));
            }
        }
        Ok(Self { numerator, denominator })
    }

    /// Above the fraction line.
    pub fn numerator(self) -> i64 {
        self.numerator
    }

    /// Below the fraction line.
    pub fn denominator(self) -> i64 {
        self.denominator
    }

    /// 100 · numerator / denominator; none where the denominator is zero.
    pub fn percent(self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
        (self.denominator > 0).then(|| 100.0 * self.numerator as f64 / self.denominator as f64)
    }
}

impl std::ops::Add for Counts {
    type Output = Self;

    /// Counts of two areas together: the only way a share is rolled up.
    fn add(self, other: Self) -> Self {
        Self {
            numerator: self.numerator + other.numerator,
            denominator: self.denominator + other.denominator,
        }
    }
}

/// Who says so, and when.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Provenance {
    /// The source in words.
    pub source: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// The day the figure describes; unknown stays unknown.
    pub as_of: Option<Date>,
    /// The day it was received.
    pub received: Option<Date>,
    /// How settled it is.
    pub status: Option<ReportStatus>,
    /// What a reader should know.
    pub note: Option<String>,
}

words! {
    /// How settled a figure is.
    ReportStatus as "report status" {
        /// May still change.
        Provisional = "sementara",
        /// Settled.
        Final = "final",
        /// Replaces an earlier one.
        Revised = "revisi",
    }
}
