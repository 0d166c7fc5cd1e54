//! Sources, numbered in the order in which they first speak: figures name one by
//! its position, and the list stands once in the answer.

use std::collections::BTreeMap;

use crate::http::shapes::SourceJson;
use crate::snapshot::{Snapshot, SourceIndex};

/// The sources that spoke so far.
#[derive(Default)]
pub(super) struct Positions {
    order: Vec<SourceIndex>,
    known: BTreeMap<SourceIndex, u32>,
}

impl Positions {
    /// The position of a source, the next where it has none yet.
    pub(super) fn of(&mut self, source: SourceIndex) -> u32 {
        *self.known.entry(source).or_insert_with(|| {
            self.order.push(source);
            u32::try_from(self.order.len() - 1).unwrap_or(u32::MAX)
        })
    }

    /// The sources in the order of their positions.
    pub(super) fn list(&self, snapshot: &Snapshot) -> Vec<SourceJson> {
        self.order.iter().map(|&source| SourceJson::at(snapshot, source)).collect()
    }
}
