//! Chance that is the same on every machine.
//!
//! SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number
//! generators", OOPSLA 2014): a counter and a mixing function, integers only.
//! Every topic and place has a stream of its own, so a change in one part of
//! the sample leaves the others as they were.
//!
//! Absent on purpose: the system's source of chance, and functions such as
//! `exp` or `sin`, whose last digit differs between machines.

/// A stream of chance.
pub(super) struct Random(u64);

impl Random {
    /// The stream of a topic at a place, such as an area's number and a round.
    pub(super) fn of(seed: u64, topic: &str, place: &[u64]) -> Self {
        let mut random = Self(seed);
        for part in topic.bytes().map(u64::from).chain(place.iter().copied()) {
            random.0 = random.draw() ^ part;
        }
        random
    }

    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to but not including 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit a float exactly")]
    pub(super) fn share(&mut self) -> f64 {
        (self.draw() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From `low` up to but not including `high`.
    pub(super) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }

    /// A whole number from `low` to `high`, both included.
    pub(super) fn whole(&mut self, low: u32, high: u32) -> u32 {
        let span = u64::from(high - low) + 1;
        low + self.below(span)
    }

    /// Whether a thing of this probability happens.
    pub(super) fn chance(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    /// How many of `trials` have it, each with the same probability: counted
    /// one by one, which gives the binomial law without any formula.
    pub(super) fn count(&mut self, trials: u32, probability: f64) -> u32 {
        (0..trials).map(|_| u32::from(self.chance(probability))).sum()
    }

    /// The items in an order of chance (Fisher and Yates).
    pub(super) fn shuffled<T: Clone>(&mut self, items: &[T]) -> Vec<T> {
        let mut items = items.to_vec();
        for last in (1..items.len()).rev() {
            let other = self.below(last as u64 + 1) as usize;
            items.swap(last, other);
        }
        items
    }

    /// One of the items; none of nothing.
    pub(super) fn one_of<T: Copy>(&mut self, items: &[T]) -> Option<T> {
        items.get(self.below(items.len() as u64) as usize).copied()
    }

    /// A whole number below `span`, which fits 32 bits; 0 where `span` is 0.
    #[expect(clippy::cast_possible_truncation, reason = "the product's upper half is below the span")]
    fn below(&mut self, span: u64) -> u32 {
        ((u128::from(self.draw()) * u128::from(span)) >> 64) as u32
    }
}

/// The nearest whole number of a thing that can be counted; 0 for less.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float cast saturates, which is meant"
)]
pub(super) fn counted(value: f64) -> u32 {
    value.round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_numbers_of_the_generator_come_out() {
        let mut random = Random(1_234_567);
        let drawn: Vec<u64> = (0..3).map(|_| random.draw()).collect();
        assert_eq!(drawn, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn topics_and_places_have_streams_of_their_own() {
        let first = |topic, place: &[u64]| Random::of(7, topic, place).draw();
        assert_ne!(first("a", &[1]), first("b", &[1]));
        assert_ne!(first("a", &[1]), first("a", &[2]));
        assert_ne!(first("a", &[1, 2]), first("a", &[2, 1]));
        assert_eq!(first("a", &[1, 2]), first("a", &[1, 2]));
    }

    #[test]
    fn draws_stay_within_their_bounds() {
        let mut random = Random::of(7, "bounds", &[]);
        let mut seen = [false; 4];
        for _ in 0..200 {
            seen[random.whole(3, 6) as usize - 3] = true;
            assert!((2.0..5.0).contains(&random.between(2.0, 5.0)));
        }
        assert_eq!(seen, [true; 4]);
        assert_eq!((random.count(50, 0.0), random.count(50, 1.0)), (0, 50));
        assert_eq!(random.one_of::<u8>(&[]), None);
    }
}
