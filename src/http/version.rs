//! Versions in addresses: which snapshot answers one.
//!
//! The present snapshot and the one before it are served; anything older
//! answers 410 with a link to the present address.

use std::sync::Arc;

use super::caching::Keep;
use super::extract::Seen;
use super::problem::{Kind, Problem};
use crate::snapshot::{Snapshot, Token};

/// The token of figures.
pub fn of_values(snapshot: &Snapshot) -> Token {
    Token::of([snapshot.versions.areas, snapshot.versions.data])
}

/// The words of a segment before and behind its `@`.
pub fn cut(segment: &str) -> (&str, Option<&str>) {
    segment.split_once('@').map_or((segment, None), |(word, token)| (word, Some(token)))
}

/// The snapshot of an address, and how long its answer may be kept: the one
/// that its token names, for ever; without a token the present one.
pub fn seen<'a>(
    seen: &'a Seen,
    token: Option<&str>,
    of: impl Fn(&Snapshot) -> Token,
    current_address: impl Fn(Token) -> String,
) -> Result<(&'a Arc<Snapshot>, Keep), Problem> {
    match token {
        None => Ok((&seen.0.current, Keep::AMinute)),
        Some(token) => Ok((find(seen, token, of, current_address)?, Keep::Forever)),
    }
}

/// The snapshot that a token in an address names.
fn find<'a>(
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
