//! Chance that is the same on every machine.
//!
//! SplitMix64 (Steele, Lea and Flood, *Fast splittable pseudorandom number
//! generators*, OOPSLA 2014), and draws that need integers, sums and products
//! only, since the last digit of a logarithm differs between machines.

/// A stream of chance.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The stream of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A value inside an interval: half of the draws lie evenly below the middle
    /// and half evenly above it, so that the middle stays the median.
    ///
    /// Spread out thus, a 95 % interval is taken for all there is; the draws vary
    /// a little more than those of a normal distribution with the same interval.
    pub fn inside(&mut self, low: f64, middle: f64, high: f64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "53 bits fit a float exactly")]
        let place = (self.next() >> 11) as f64 / (1_u64 << 52) as f64 - 1.0;
        let reach = if place < 0.0 { middle - low } else { high - middle };
        middle + place * reach.max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_lie_inside_with_the_middle_as_their_median() {
        let mut chance = Chance::new(7);
        let draws: Vec<f64> = (0..10_000).map(|_| chance.inside(2.0, 3.0, 9.0)).collect();
        assert!(draws.iter().all(|draw| (2.0..=9.0).contains(draw)));
        let below = draws.iter().filter(|draw| **draw < 3.0).count();
        assert!((4_800..5_200).contains(&below), "{below}");
        assert_eq!(Chance::new(7).next(), Chance::new(7).next());
    }
}
