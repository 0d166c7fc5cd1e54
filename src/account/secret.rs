//! Secrets: 256 random bits, shown once as text, kept as a hash.

use base64ct::{Base64UrlUnpadded, Encoding};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::error::Error;

/// The length of a secret as text (base64url without padding).
pub(super) const LETTERS: usize = 43;

/// 256 random bits. Its `Debug` shows nothing.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    /// A new one, from the system's source of chance.
    pub(super) fn new() -> Result<Self, Error> {
        random().map(Self)
    }

    /// Reads one back. Anything but 43 letters of base64url is none.
    pub(super) fn read(text: &str) -> Option<Self> {
        if text.len() != LETTERS {
            return None;
        }
        let mut bytes = [0; 32];
        let read = Base64UrlUnpadded::decode(text, &mut bytes).ok()?.len();
        (read == bytes.len()).then_some(Self(bytes))
    }

    /// The text that its owner is given.
    pub fn reveal(&self) -> String {
        Base64UrlUnpadded::encode_string(&self.0)
    }

    /// What is kept of it: SHA-256 in hex. A fast hash is enough, since nobody
    /// guesses 256 random bits.
    pub(super) fn hash(&self) -> String {
        hash(&self.0)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

/// Random bytes from the system.
pub(super) fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| Error::Chance)?;
    Ok(bytes)
}

/// SHA-256 in hex.
pub(super) fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Whether two texts are equal, in a time that depends on their lengths alone.
pub(super) fn equal(a: &str, b: &str) -> bool {
    a.as_bytes().ct_eq(b.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_back_and_shows_nothing() {
        let secret = Secret::new().expect("chance");
        let text = secret.reveal();
        assert_eq!(text.len(), LETTERS);
        assert_eq!(Secret::read(&text).map(|read| read.hash()), Some(secret.hash()));
        assert_eq!(format!("{secret:?}"), "***");
        for wrong in ["", &text[1..], &format!("{text}A"), &"!".repeat(43), &"=".repeat(43)] {
            assert!(Secret::read(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn the_hash_is_the_published_one() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(hash(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
