//! Versions in addresses: which snapshot answers one.
//!
//! The present snapshot and the one before it are served; anything older
//! answers 410 with a link to the present address.

use std::sync::Arc;

use super::caching::Keep;
use super::extract::Seen;
use super::problem::{Kind, Problem};
use crate::snapshot::{Hash, Snapshot};
use crate::tile::Layer;

/// The versions that stand in an address: that of the boundaries, or of points,
/// and that of what is joined in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Token(Hash, Option<Hash>);

impl std::fmt::Display for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.1 {
            Some(joined) => write!(f, "{}-{joined}", self.0),
            None => write!(f, "{}", self.0),
        }
    }
}

impl std::str::FromStr for Token {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text.split_once('-') {
            Some((first, joined)) => Ok(Self(first.parse()?, Some(joined.parse()?))),
            None => Ok(Self(text.parse()?, None)),
        }
    }
}

/// The token of a layer: the version of the boundaries for geometry, and that
/// of the figures behind it where they are joined in.
pub fn of_layer(snapshot: &Snapshot, layer: Layer, joined: bool) -> Token {
    let versions = &snapshot.versions;
    match layer {
        Layer::Areas => Token(versions.areas, joined.then_some(versions.data)),
        Layer::Borders => Token(versions.areas, None),
        Layer::Posyandu => Token(versions.posyandu, None),
        Layer::KampungKb => Token(versions.areas, Some(versions.kampung_kb)),
    }
}

/// The token of figures.
pub fn of_values(snapshot: &Snapshot) -> Token {
    Token(snapshot.versions.areas, Some(snapshot.versions.data))
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
