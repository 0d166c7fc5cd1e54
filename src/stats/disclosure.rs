//! What may be shown of a pair of counts, to whom.
//!
//! The public rule, for a share of `k` out of `n`, on every level by itself:
//!
//! 1. `n < 10`: "fewer than ten measured" and nothing else.
//! 2. `k = 0`: shown as zero, with the rounded `n`.
//! 3. `1 ≤ k ≤ 7`: hidden. For cases (`kasus`) also where `n − k ≤ 7`, since
//!    "nearly all" points at people as "nearly none" does.
//! 4. Otherwise both counts are rounded to five, and the value is the whole per
//!    cent of the rounded counts.
//! 5. `k < 20`: shown, and marked unstable.
//!
//! Totals go through the same rule with their own true counts; they are never
//! sums of rounded parts. Shares of areas (`wilayah`) are never hidden. The
//! thresholds follow NHS England's rule for figures below national level
//! (1 to 7 hidden, counts rounded to 5, in use since 2018).

use crate::domain::{Counts, Disclosure, ExactCount, PublicCount, Reason, Shown, ShownValue};
use crate::stats::interval::wilson;

/// Fewer measured than this say nothing about anybody in particular.
const LEAST_DENOMINATOR: i64 = 10;

/// The largest number of cases that is hidden.
pub(super) const MOST_HIDDEN: i64 = 7;

/// Fewer cases than this may jump by chance.
const LEAST_STABLE: i64 = 20;

/// What the public may see.
pub fn public(counts: Counts, disclosure: Disclosure) -> Shown<PublicCount> {
    let (k, n) = (counts.numerator(), counts.denominator());
    if n == 0 {
        return Shown::NotFilled(Reason::NotMeasured);
    }
    if disclosure == Disclosure::Wilayah {
        return state(ratio(k, n, PublicCount::of_areas, false), k == 0);
    }
    if n < LEAST_DENOMINATOR {
        return Shown::Suppressed(Reason::FewMeasured);
    }
    let nearly_none = (1..=MOST_HIDDEN).contains(&k);
    let nearly_all = disclosure == Disclosure::Kasus && n - k <= MOST_HIDDEN;
    if nearly_none || nearly_all {
        return Shown::Suppressed(Reason::BelowThreshold);
    }
    let (k5, n5) = (PublicCount::of_people(k).get(), PublicCount::of_people(n).get());
    let mut value = ratio(k5, n5, PublicCount::of_people, k > 0 && k < LEAST_STABLE);
    value.value = value.value.round();
    value.low = value.low.map(one_decimal);
    value.high = value.high.map(one_decimal);
    value.rounded = true;
    state(value, k == 0)
}

/// What the public may see of a number of people, families or houses that is no
/// share of anything: 1 to 7 are hidden, else it is rounded to five.
pub fn people(count: i64) -> Shown<PublicCount> {
    if (1..=MOST_HIDDEN).contains(&count) {
        return Shown::Suppressed(Reason::BelowThreshold);
    }
    let rounded = PublicCount::of_people(count);
    #[expect(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
    let value = rounded.get() as f64;
    let shown = ShownValue {
        value,
        low: None,
        high: None,
        numerator: Some(rounded),
        denominator: None,
        rounded: true,
        unstable: false,
    };
    state(shown, count == 0)
}

/// What those may see who see everything.
pub fn internal(counts: Counts, disclosure: Disclosure) -> Shown<ExactCount> {
    let (k, n) = (counts.numerator(), counts.denominator());
    if n == 0 {
        return Shown::NotFilled(Reason::NotMeasured);
    }
    let small = disclosure != Disclosure::Wilayah && k > 0 && k < LEAST_STABLE;
    state(ratio(k, n, ExactCount, small), k == 0)
}

/// A value that its source has published without counts: shown as it is.
pub fn published<C>(value: f64) -> Shown<C> {
    let shown = ShownValue {
        value,
        low: None,
        high: None,
        numerator: None,
        denominator: None,
        rounded: false,
        unstable: false,
    };
    state(shown, value == 0.0)
}

fn ratio<C>(k: i64, n: i64, count: impl Fn(i64) -> C, unstable: bool) -> ShownValue<C> {
    #[expect(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
    let value = 100.0 * k as f64 / n as f64;
    let interval = wilson(k, n);
    ShownValue {
        value,
        low: interval.map(|(low, _)| low),
        high: interval.map(|(_, high)| high),
        numerator: Some(count(k)),
        denominator: Some(count(n)),
        rounded: false,
        unstable,
    }
}

/// Zero is what was counted, not what rounding left.
fn state<C>(value: ShownValue<C>, nobody: bool) -> Shown<C> {
    if nobody { Shown::Zero(value) } else { Shown::Value(value) }
}

fn one_decimal(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(k: i64, n: i64, disclosure: Disclosure) -> Shown<PublicCount> {
        public(Counts::new(k, n).expect("valid"), disclosure)
    }

    #[test]
    fn cases_are_hidden_where_they_point_at_families() {
        use Disclosure::Kasus;
        assert_eq!(shown(0, 0, Kasus), Shown::NotFilled(Reason::NotMeasured));
        assert_eq!(shown(0, 9, Kasus), Shown::Suppressed(Reason::FewMeasured));
        assert_eq!(shown(5, 9, Kasus), Shown::Suppressed(Reason::FewMeasured));
        for k in 1..=7 {
            assert_eq!(shown(k, 500, Kasus), Shown::Suppressed(Reason::BelowThreshold));
        }
        for k in 93..=100 {
            assert_eq!(shown(k, 100, Kasus), Shown::Suppressed(Reason::BelowThreshold));
        }
        assert!(matches!(shown(8, 500, Kasus), Shown::Value(_)));
        assert!(matches!(shown(92, 100, Kasus), Shown::Value(_)));
        assert!(matches!(shown(0, 10, Kasus), Shown::Zero(_)));
    }

    #[test]
    fn what_is_shown_is_rounded() {
        let Shown::Value(value) = shown(67, 894, Disclosure::Kasus) else { panic!("hidden") };
        assert_eq!(value.numerator.map(PublicCount::get), Some(65));
        assert_eq!(value.denominator.map(PublicCount::get), Some(895));
        assert_eq!(value.value, 7.0);
        assert!(value.rounded && !value.unstable);
        let Shown::Value(small) = shown(19, 894, Disclosure::Kasus) else { panic!("hidden") };
        assert!(small.unstable);
    }

    #[test]
    fn services_are_not_tested_on_the_remainder_and_may_exceed_their_target() {
        use Disclosure::Layanan;
        assert!(matches!(shown(100, 100, Layanan), Shown::Value(value) if value.value == 100.0));
        assert!(
            matches!(shown(120, 100, Layanan), Shown::Value(value) if value.value == 120.0 && value.low.is_none())
        );
        assert_eq!(shown(3, 100, Layanan), Shown::Suppressed(Reason::BelowThreshold));
    }

    #[test]
    fn shares_of_areas_are_never_hidden_nor_rounded() {
        let Shown::Value(value) = shown(3, 7, Disclosure::Wilayah) else { panic!("hidden") };
        assert_eq!(value.numerator.map(PublicCount::get), Some(3));
        assert!(!value.rounded);
        assert!(matches!(shown(0, 7, Disclosure::Wilayah), Shown::Zero(_)));
    }

    #[test]
    fn small_numbers_of_people_are_hidden_and_others_rounded() {
        assert!(matches!(people(0), Shown::Zero(_)));
        for count in 1..=7 {
            assert_eq!(people(count), Shown::Suppressed(Reason::BelowThreshold));
        }
        for count in 8..200 {
            let Shown::Value(shown) = people(count) else { panic!("{count} is hidden") };
            let rounded = shown.numerator.map(PublicCount::get).expect("a count");
            assert!(rounded % 5 == 0 && (rounded - count).abs() <= 2, "{count} became {rounded}");
        }
    }

    #[test]
    fn a_small_share_of_many_is_no_zero() {
        // 10 of 5,000 is 0.2 %, a whole per cent of 0; the state must not say "none".
        assert!(matches!(shown(10, 5_000, Disclosure::Kasus), Shown::Value(value) if value.value == 0.0));
    }
}
