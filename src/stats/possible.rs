//! What a stranger can know of a number that is rounded or hidden.

use super::disclosure::MOST_HIDDEN;
use crate::domain::{Disclosure, ExactCount, PublicCount, Reason, Shown, ShownValue};

/// Numerators that a stranger holds for possible, both ends with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Range {
    /// The least.
    pub low: i64,
    /// The largest.
    pub high: i64,
}

impl Range {
    /// A total that nothing is known about.
    const UNKNOWN: Self = Self { low: 0, high: 1 << 40 };

    /// How many values there are.
    pub fn values(self) -> i64 {
        self.high - self.low + 1
    }

    /// The sum of two numbers.
    pub fn plus(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }

    /// What is in both; where nothing is, the sources contradict each other
    /// and tell nothing.
    pub fn meet(self, other: Self) -> Self {
        let met = Self { low: self.low.max(other.low), high: self.high.min(other.high) };
        if met.low <= met.high { met } else { self }
    }

    /// A total less a number.
    pub fn without(self, other: Self) -> Self {
        Self { low: self.low - other.high, high: self.high - other.low }
    }

    /// A sum of ranges before one of them was added.
    pub fn without_one(self, one: Self) -> Self {
        Self { low: self.low - one.low, high: self.high - one.high }
    }
}

/// Which numerators a public figure leaves possible to somebody who knows the
/// denominators and the rule: the ends of the rounding, less what would have
/// been hidden, or the ends of what is hidden as nearly none or nearly all. A
/// figure that nobody counted adds nothing to a total.
pub fn possible(
    shown: &Shown<PublicCount>,
    exact: Option<&ShownValue<ExactCount>>,
    disclosure: Disclosure,
) -> Range {
    let count = |count: Option<ExactCount>| count.map_or(0, |count| count.0);
    let (k, n) = exact.map_or((0, 0), |exact| (count(exact.numerator), count(exact.denominator)));
    match shown {
        Shown::Value(ShownValue { numerator: Some(k5), rounded: true, .. }) => {
            let most = if disclosure == Disclosure::Kasus { n - MOST_HIDDEN - 1 } else { i64::MAX };
            Range { low: (k5.get() - 2).max(MOST_HIDDEN + 1), high: (k5.get() + 2).min(most) }
        }
        Shown::Value(ShownValue { numerator: Some(k), .. }) => Range { low: k.get(), high: k.get() },
        Shown::Suppressed(Reason::FewMeasured) => Range { low: 0, high: n },
        Shown::Suppressed(Reason::BelowThreshold) if k <= MOST_HIDDEN => {
            Range { low: 1, high: MOST_HIDDEN.min(n.max(k)) }
        }
        Shown::Suppressed(Reason::BelowThreshold) => Range { low: n - MOST_HIDDEN, high: n },
        Shown::Suppressed(_) => Range::UNKNOWN,
        Shown::Value(_) | Shown::Zero(_) | Shown::NotFilled(_) | Shown::NotApplicable => {
            Range { low: 0, high: 0 }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Counts;
    use crate::stats::disclosure::{internal, public};

    #[test]
    fn a_stranger_knows_the_ends_of_rounding_and_hiding() {
        let range = |k, n| {
            let counts = Counts::new(k, n).expect("valid");
            possible(
                &public(counts, Disclosure::Kasus),
                internal(counts, Disclosure::Kasus).value(),
                Disclosure::Kasus,
            )
        };
        for (k, n, low, high) in [
            (0, 500, 0, 0),
            (3, 500, 1, 7),
            (9, 500, 8, 12),
            (12, 500, 8, 12),
            (13, 500, 13, 17),
            (4, 9, 0, 9),
            (12, 20, 8, 12),
            (11, 20, 8, 12),
            (12, 21, 8, 12),
            (13, 22, 13, 14),
        ] {
            assert_eq!(range(k, n), Range { low, high }, "{k} of {n}");
        }
        assert_eq!(range(495, 500), Range { low: 493, high: 500 });
    }
}
