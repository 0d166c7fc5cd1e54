//! Versions in addresses: which snapshot answers one.
//!
//! The present snapshot and the one before it are served; anything older
//! answers 410 with a link to the present address.

use super::extract::Seen;
use super::problem::{Kind, Problem};
use crate::snapshot::Snapshot;
use crate::tile::Layer;

/// The token of a layer in its addresses: the version of the boundaries for
/// geometry, and that of the figures behind it where they are joined in.
pub fn of_layer(snapshot: &Snapshot, layer: Layer, joined: bool) -> String {
    let versions = &snapshot.versions;
    match layer {
        Layer::Areas if joined => format!("{}-{}", versions.areas, versions.data),
        Layer::Areas | Layer::Borders => versions.areas.to_string(),
        Layer::Posyandu => versions.posyandu.to_string(),
        Layer::KampungKb => format!("{}-{}", versions.areas, versions.kampung_kb),
    }
}

/// The token of figures.
pub fn of_values(snapshot: &Snapshot) -> String {
    format!("{}-{}", snapshot.versions.areas, snapshot.versions.data)
}

/// The snapshot that a token names.
pub fn find<'a>(
    seen: &'a Seen,
    token: &str,
    of: impl Fn(&Snapshot) -> String,
    current_address: impl Fn(&str) -> String,
) -> Result<&'a Snapshot, Problem> {
    let previous = seen.0.previous.as_deref();
    [Some(&*seen.0.current), previous]
        .into_iter()
        .flatten()
        .find(|snapshot| of(snapshot) == token)
        .ok_or_else(|| {
            let current = of(&seen.0.current);
            if !looks_like_a_token(token) {
                return Problem::new(Kind::NotFound, format!("a version looks like {current}"));
            }
            let address = current_address(&current);
            Problem::new(Kind::VersionGone, format!("the present version is {current}"))
                .link(address, "latest-version")
        })
}

fn looks_like_a_token(token: &str) -> bool {
    token.split('-').count() <= 2
        && token.split('-').all(|part| part.parse::<crate::snapshot::Hash>().is_ok())
}
