//! The versions that stand together in one address.

use super::version::Hash;

/// The versions of all parts that an answer is made of, in a fixed order:
/// areas, figures, posyandu, Kampung KB, those that it is made of. Written with
/// hyphens between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Token([Option<Hash>; Token::MOST]);

impl Token {
    /// As many as there are parts.
    pub const MOST: usize = 4;

    /// The token of some versions, at most [`Token::MOST`].
    pub fn of(versions: impl IntoIterator<Item = Hash>) -> Self {
        let mut versions = versions.into_iter();
        Self(std::array::from_fn(|_| versions.next()))
    }
}

impl std::fmt::Display for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, hash) in self.0.iter().flatten().enumerate() {
            write!(f, "{}{hash}", if index == 0 { "" } else { "-" })?;
        }
        Ok(())
    }
}

impl std::str::FromStr for Token {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let hashes = text.split('-').map(str::parse).collect::<Result<Vec<Hash>, ()>>()?;
        if hashes.len() > Self::MOST { Err(()) } else { Ok(Self::of(hashes)) }
    }
}

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn a_token_reads_as_it_is_written() {
        let one = "0123456789ab";
        for text in [one.to_owned(), format!("{one}-ba9876543210"), [one; 4].join("-")] {
            assert_eq!(text.parse::<Token>().expect("a token").to_string(), text);
        }
        for text in ["", "-", "0123456789AB", &format!("{one}-"), &[one; 5].join("-")] {
            assert_eq!(text.parse::<Token>(), Err(()), "{text}");
        }
    }
}
