//! Names of accounts and of tokens.

use std::fmt;
use std::str::FromStr;

use crate::domain::InvalidValue;

/// The name of an account: 2 to 40 of `a-z 0-9 . - _`, a letter first. Capitals
/// are taken as small letters. Never the name of a person's child, and never a
/// secret: it stands in the audit log.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountName(String);

impl AccountName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AccountName {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        let name = text.to_ascii_lowercase();
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-_".contains(&b);
        let sound = (2..=40).contains(&name.len())
            && name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.bytes().all(plain);
        // The audit log calls the command line so.
        if sound && name != super::audit::CONSOLE {
            return Ok(Self(name));
        }
        const REASON: &str = "expected 2 to 40 of a-z 0-9 . - _ with a letter first, and not \"console\"";
        Err(InvalidValue::new("account name", text, REASON))
    }
}

impl fmt::Display for AccountName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a token is for, in words: 1 to 80 characters on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenName(String);

impl TokenName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TokenName {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        let name = text.trim();
        if (1..=80).contains(&name.chars().count()) && !name.contains(char::is_control) {
            return Ok(Self(name.to_owned()));
        }
        Err(InvalidValue::new("token name", text, "expected 1 to 80 characters on one line"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn account_names_are_short_and_plain() {
        let name = |text: &str| text.parse::<AccountName>().ok().map(|name| name.to_string());
        assert_eq!(name("Siti.Rahma").as_deref(), Some("siti.rahma"));
        assert_eq!(name(&"a".repeat(40)).map(|name| name.len()), Some(40));
        for wrong in ["", "a", "1a", "token:ab", "a b", "é1", "a\n", "console", &"a".repeat(41)] {
            assert_eq!(name(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn token_names_are_one_line() {
        assert!("Unggahan bulanan".parse::<TokenName>().is_ok());
        for wrong in ["", "  ", "a\nb", &"x".repeat(81)] {
            assert!(wrong.parse::<TokenName>().is_err(), "{wrong:?}");
        }
    }
}
