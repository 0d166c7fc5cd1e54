//! Versions in addresses: which snapshot answers one.
//!
//! The present snapshot and the one before it are served; anything older
//! answers 410 with a link to the present address.

use std::sync::Arc;

use super::extract::Seen;
use super::problem::{Kind, Problem};
use crate::snapshot::{Snapshot, Token};

/// The token of figures.
pub fn of_values(snapshot: &Snapshot) -> Token {
    Token::of([snapshot.versions.areas, snapshot.versions.data])
}

/// The snapshot that a token in an address names.
pub fn find<'a>(
    seen: &'a Seen,
    text: &str,
    of: impl Fn(&Snapshot) -> Token,
    current_address: impl Fn(Token) -> String,
) -> Result<&'a Arc<Snapshot>, Problem> {
    let current = of(&seen.0.current);
    let Ok(token) = text.parse::<Token>() else {
        return Err(Problem::new(Kind::NotFound, format!("a version looks like {current}")));
    };
    [Some(&seen.0.current), seen.0.previous.as_ref()]
        .into_iter()
        .flatten()
        .find(|snapshot| of(snapshot) == token)
        .ok_or_else(|| {
            Problem::new(Kind::VersionGone, format!("the present version is {current}"))
                .link(current_address(current), "latest-version")
        })
}
