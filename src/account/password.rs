//! Passwords: what is taken, and how they are kept.
//!
//! Argon2id with 19 MiB, two passes and one lane (OWASP Password Storage Cheat
//! Sheet, the first of its settings for Argon2id; RFC 9106).

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use super::connect::Accounts;
use super::error::Error;

/// The fewest characters of a password.
pub const LEAST_CHARACTERS: usize = 12;
/// The most bytes of a password that are looked at.
pub const MOST_BYTES: usize = 1 << 10;
/// Hashes at once.
pub const HASHES_AT_ONCE: usize = 2;

const MEMORY_KIB: u32 = 19 << 10;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Passwords that many people choose, of those that are long enough to be
/// taken; one a line, in small letters.
const COMMON: &str = include_str!("common_passwords.txt");

/// What is hashed for a name that no account has, so that the answer takes as
/// long as for one that exists. No password has this hash.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$\
    AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A password that somebody wants to have. Its `Debug` shows nothing.
#[derive(Clone)]
pub struct Password(String);

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// Too short.
    #[error(
        "a password has at least {LEAST_CHARACTERS} characters; a few words in a row are easy to keep in mind"
    )]
    TooShort,
    /// Too long.
    #[error("a password has at most {MOST_BYTES} bytes")]
    TooLong,
    /// Everybody tries it first.
    #[error(
        "this password is among those that are tried first; take a few words that do not belong together"
    )]
    Common,
}

impl Password {
    /// Checks a password that somebody wants to have.
    pub fn new(text: &str) -> Result<Self, PasswordFault> {
        if text.len() > MOST_BYTES {
            return Err(PasswordFault::TooLong);
        }
        if text.chars().count() < LEAST_CHARACTERS {
            return Err(PasswordFault::TooShort);
        }
        let small = text.to_lowercase();
        let mut letters = small.chars();
        let first = letters.next();
        let all_the_same = letters.all(|letter| Some(letter) == first);
        if all_the_same || COMMON.lines().any(|common| common == small) {
            return Err(PasswordFault::Common);
        }
        Ok(Self(text.to_owned()))
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

impl Accounts {
    /// The hash that is kept of a password, in the PHC form.
    pub(super) async fn hash(&self, password: Password) -> Result<String, Error> {
        self.hashing(move || {
            let hash: PasswordHash =
                argon2()?.hash_password(password.0.as_bytes()).map_err(|_| Error::Hashing)?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Whether a password is the one of a hash. Without a hash the work is done
    /// all the same, and the answer is no.
    pub(super) async fn fits(&self, password: String, hash: Option<String>) -> Result<bool, Error> {
        if password.len() > MOST_BYTES {
            return Ok(false);
        }
        self.hashing(move || {
            let kept = hash.as_deref().unwrap_or(NOBODY);
            let kept = PasswordHash::new(kept).map_err(|_| Error::Corrupt("a password's hash".to_owned()))?;
            let fits = argon2()?.verify_password(password.as_bytes(), &kept).is_ok();
            Ok(fits && hash.is_some())
        })
        .await
    }

    /// Hashes away from the threads that answer, a few at once.
    async fn hashing<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let place = Arc::clone(&self.hashing).acquire_owned().await.map_err(|_| Error::Hashing)?;
        tokio::task::spawn_blocking(move || {
            let answer = work();
            drop(place);
            answer
        })
        .await
        .map_err(|_| Error::Hashing)?
    }
}

fn argon2() -> Result<Argon2<'static>, Error> {
    let parameters = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| Error::Hashing)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_long_and_common_passwords_are_refused() {
        let fault = |text: &str| Password::new(text).err();
        assert_eq!(fault("kuda-laut-12"), None);
        assert_eq!(fault("kuda-laut-1"), Some(PasswordFault::TooShort));
        // Twelve characters, whatever their bytes.
        assert_eq!(fault("ééééééé-laut"), None);
        assert_eq!(fault(&"ab".repeat(512)), None);
        assert_eq!(fault(&format!("{}c", "ab".repeat(512))), Some(PasswordFault::TooLong));
        assert_eq!(fault("Password1234"), Some(PasswordFault::Common));
        assert_eq!(fault("aaaaaaaaaaaaaaaa"), Some(PasswordFault::Common));
        assert_eq!(format!("{:?}", Password::new("kuda-laut-12")), "Ok(***)");
    }

    #[test]
    fn the_list_of_common_passwords_holds_only_what_would_be_taken_otherwise() {
        let mut lines: Vec<&str> = COMMON.lines().collect();
        assert!(
            lines.iter().all(|line| line.chars().count() >= LEAST_CHARACTERS && *line == line.to_lowercase())
        );
        lines.dedup();
        assert_eq!(lines.len(), COMMON.lines().count());
    }

    #[test]
    fn the_hash_of_nobody_costs_as_much_as_any_and_fits_nothing() {
        let kept = PasswordHash::new(NOBODY).expect("a hash");
        let parameters = Params::try_from(&kept).expect("parameters");
        assert_eq!(
            (parameters.m_cost(), parameters.t_cost(), parameters.p_cost()),
            (MEMORY_KIB, PASSES, LANES)
        );
        assert_eq!(kept.hash.map(|hash| hash.len()), Some(32));
        assert!(argon2().expect("argon2").verify_password(b"", &kept).is_err());
    }
}
