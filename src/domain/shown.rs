//! What an audience may see of a figure.

use super::words::words;

/// One figure as it is shown. Five states, never one blank.
///
/// `C` is the kind of count that the audience may see: [`PublicCount`] or
/// [`ExactCount`]. So a value meant for the public has, by its type, no place
/// for an exact number of children.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shown<C> {
    /// A value above zero.
    Value(ShownValue<C>),
    /// None of those counted; the denominator says how many that were.
    Zero(ShownValue<C>),
    /// Nobody has given a figure.
    NotFilled(Reason),
    /// The indicator means nothing here.
    NotApplicable,
    /// A figure exists and is withheld.
    Suppressed(Reason),
}

impl<C> Shown<C> {
    /// The state's word.
    pub fn state(&self) -> State {
        match self {
            Self::Value(_) => State::Value,
            Self::Zero(_) => State::Zero,
            Self::NotFilled(_) => State::NotFilled,
            Self::NotApplicable => State::NotApplicable,
            Self::Suppressed(_) => State::Suppressed,
        }
    }

    /// Why there is no value.
    pub fn reason(&self) -> Option<Reason> {
        match self {
            Self::NotFilled(reason) | Self::Suppressed(reason) => Some(*reason),
            _ => None,
        }
    }

    /// The value with what belongs to it, where there is one.
    pub fn value(&self) -> Option<&ShownValue<C>> {
        match self {
            Self::Value(value) | Self::Zero(value) => Some(value),
            _ => None,
        }
    }
}

/// A value with what belongs to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShownValue<C> {
    /// In the indicator's unit.
    pub value: f64,
    /// Lower end of the 95 % interval, in the same unit.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// Above the fraction line; none where the source published no counts.
    pub numerator: Option<C>,
    /// Below the fraction line.
    pub denominator: Option<C>,
    /// Whether counts and value are rounded.
    pub rounded: bool,
    /// Whether the numerator is so small that the value may jump by chance.
    pub unstable: bool,
}

words! {
    /// The five states of a figure.
    State as "state" {
        /// A value above zero.
        Value = "value",
        /// None of those counted.
        Zero = "zero",
        /// Nobody has given a figure.
        NotFilled = "not_filled",
        /// The indicator means nothing here.
        NotApplicable = "not_applicable",
        /// A figure exists and is withheld.
        Suppressed = "suppressed",
    }
}

words! {
    /// Why there is no value.
    Reason as "reason" {
        /// No source says anything.
        Missing = "missing",
        /// The row exists and its figure is blank.
        Blank = "blank",
        /// The denominator is zero: nobody was measured.
        NotMeasured = "not_measured",
        /// Fewer than ten were measured.
        FewMeasured = "few_measured",
        /// The number of cases, or of the others, is small enough to point at
        /// single families.
        BelowThreshold = "below_threshold",
        /// A total by which a hidden number could be found.
        WithheldComplement = "withheld_complement",
    }
}

/// A count that the public may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicCount(i64);

impl PublicCount {
    /// A number of people, rounded to the nearest five, halves upwards.
    ///
    /// ```
    /// use jangkau::domain::PublicCount;
    ///
    /// assert_eq!(PublicCount::of_people(12).get(), 10);
    /// assert_eq!(PublicCount::of_people(13).get(), 15);
    /// ```
    pub fn of_people(count: i64) -> Self {
        Self((count + 2).div_euclid(5) * 5)
    }

    /// A number of areas, which points at nobody and stays as it is.
    pub fn of_areas(count: i64) -> Self {
        Self(count)
    }

    /// The count.
    pub fn get(self) -> i64 {
        self.0
    }
}

/// A count as it is, for those who may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExactCount(pub i64);
