//! How often somebody may try to log in.
//!
//! The generic cell rate algorithm (ITU-T I.371): a key keeps one moment, the
//! one at which its bucket is empty again. So many tries may come at once, and
//! then one each time that a share of the minute has gone by.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;

use time::OffsetDateTime;

use super::error::Error;

/// Tries a minute for one account.
pub const PER_ACCOUNT: u32 = 5;
/// Tries a minute from one address (IPv6: one /64).
pub const PER_ADDRESS: u32 = 20;
/// Keys kept at once; beyond it the ones that are due first are forgotten.
const MOST_KEYS: usize = 10_000;

/// Tries to log in by account and by address.
#[derive(Default)]
pub(super) struct Attempts {
    accounts: Meter<String, PER_ACCOUNT>,
    addresses: Meter<IpAddr, PER_ADDRESS>,
}

impl Attempts {
    /// Counts a try with an account's name, or without one (the set-up code).
    pub(super) fn count(
        &mut self,
        name: Option<&str>,
        address: Option<IpAddr>,
        now: OffsetDateTime,
    ) -> Result<(), Error> {
        self.addresses.count(household(address), now)?;
        // Names that no account can have need no place.
        name.map_or(Ok(()), |name| self.accounts.count(name.chars().take(64).collect(), now))
    }

    /// Forgets the tries with an account that has logged in.
    pub(super) fn forgive(&mut self, name: &str) {
        self.accounts.empty_at.remove(name);
    }
}

/// What one household or office has: all of IPv4, the first half of IPv6.
fn household(address: Option<IpAddr>) -> IpAddr {
    match address.map(|address| address.to_canonical()) {
        Some(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        Some(address) => address,
        None => IpAddr::V6(Ipv6Addr::UNSPECIFIED),
    }
}

/// One bucket for each key, `RATE` a minute.
struct Meter<K, const RATE: u32> {
    empty_at: HashMap<K, OffsetDateTime>,
}

impl<K, const RATE: u32> Default for Meter<K, RATE> {
    fn default() -> Self {
        Self { empty_at: HashMap::new() }
    }
}

impl<K: Hash + Eq, const RATE: u32> Meter<K, RATE> {
    const MINUTE: Duration = Duration::from_mins(1);

    fn count(&mut self, key: K, now: OffsetDateTime) -> Result<(), Error> {
        let share = Self::MINUTE / RATE;
        let empty_at = self.empty_at.get(&key).copied().unwrap_or(now).max(now);
        let wait = (empty_at + share) - (now + Self::MINUTE);
        if let Ok(again) = Duration::try_from(wait)
            && !again.is_zero()
        {
            // Whole seconds, upwards: who waits so long is let in.
            return Err(Error::TooManyAttempts { again: Duration::from_secs(again.as_secs() + 1) });
        }
        if self.empty_at.len() >= MOST_KEYS && !self.empty_at.contains_key(&key) {
            self.make_room(now);
        }
        self.empty_at.insert(key, empty_at + share);
        Ok(())
    }

    /// Forgets what is empty; where nothing is, the emptier half.
    fn make_room(&mut self, now: OffsetDateTime) {
        self.empty_at.retain(|_, empty_at| *empty_at > now);
        if self.empty_at.len() >= MOST_KEYS {
            let mut moments: Vec<OffsetDateTime> = self.empty_at.values().copied().collect();
            let (_, middle, _) = moments.select_nth_unstable(MOST_KEYS / 2);
            let (middle, mut room) = (*middle, MOST_KEYS / 2);
            self.empty_at.retain(|_, empty_at| {
                let stays = *empty_at > middle || room == 0;
                room -= usize::from(!stays);
                stays
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    const START: OffsetDateTime = datetime!(2026-11-24 08:00 UTC);

    fn tries(
        attempts: &mut Attempts,
        name: &str,
        address: [u8; 4],
        at: OffsetDateTime,
        times: usize,
    ) -> usize {
        let mut taken = || attempts.count(Some(name), Some(address.into()), at).is_ok();
        (0..times).filter(|_| taken()).count()
    }

    #[test]
    fn five_a_minute_for_an_account_and_twenty_for_an_address() {
        let mut attempts = Attempts::default();
        assert_eq!(tries(&mut attempts, "siti", [10, 0, 0, 1], START, 9), 5);
        let mut attempts = Attempts::default();
        let names: Vec<String> = (0..30).map(|n| format!("nama{n}")).collect();
        let taken = names.iter().filter(|name| tries(&mut attempts, name, [10, 0, 0, 1], START, 1) == 1);
        assert_eq!(taken.count(), 20);
        assert_eq!(tries(&mut attempts, "lain", [10, 0, 0, 2], START, 1), 1, "another address is free");
    }

    #[test]
    fn who_waits_as_long_as_was_said_is_let_in() {
        let mut attempts = Attempts::default();
        tries(&mut attempts, "siti", [10, 0, 0, 1], START, 5);
        let refused = attempts.count(Some("siti"), Some([10, 0, 0, 2].into()), START);
        let Err(Error::TooManyAttempts { again }) = refused else { panic!("it is taken") };
        assert!(again <= Duration::from_secs(13), "{again:?}");
        assert_eq!(tries(&mut attempts, "siti", [10, 0, 0, 3], START + again, 2), 1);
    }

    /// A thousand tries in a minute: at most ten are looked at.
    #[test]
    fn a_thousand_tries_in_a_minute_are_ten_at_the_most() {
        let mut attempts = Attempts::default();
        let taken: usize = (0..1_000_u32)
            .map(|n| {
                let [_, a, b, c] = n.to_be_bytes();
                tries(&mut attempts, "siti", [10, a, b, c], START + Duration::from_millis(60) * n, 1)
            })
            .sum();
        assert!((5..=10).contains(&taken), "{taken}");
    }

    #[test]
    fn the_memory_is_bounded() {
        let mut attempts = Attempts::default();
        for n in 0..30_000_u32 {
            let [_, a, b, c] = n.to_be_bytes();
            tries(&mut attempts, &format!("nama{n}"), [10, a, b, c], START, 1);
        }
        assert!(attempts.accounts.empty_at.len() <= MOST_KEYS);
        assert!(attempts.addresses.empty_at.len() <= MOST_KEYS);
    }

    #[test]
    fn one_ipv6_household_is_one_address() {
        let household = |text: &str| super::household(text.parse().ok());
        assert_eq!(household("2001:db8:1:2:3::4"), household("2001:db8:1:2:ffff::1"));
        assert_ne!(household("2001:db8:1:2::1"), household("2001:db8:1:3::1"));
    }
}
