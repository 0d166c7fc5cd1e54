//! What is wanted of a tile, besides its layers and its coordinate.

use std::collections::BTreeSet;

use super::fields::Property;
use crate::domain::{Level, Period};

/// What is wanted of the layers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Wish {
    /// Only these levels of areas and labels, at every zoom.
    pub levels: Option<BTreeSet<Level>>,
    /// Figures written into the areas.
    pub joined: Option<Joined>,
    /// Only these properties. The feature id is always there.
    pub properties: Option<BTreeSet<Property>>,
}

/// The figures of some indicators in one period.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Joined {
    /// Positions in the catalogue, ascending, at least one and at most
    /// [`Joined::MOST`]. Of one alone the properties have their plain names; of
    /// more, each name has the id of its indicator and a full stop before it.
    pub indicators: BTreeSet<usize>,
    /// The period.
    pub period: Period,
}

impl Joined {
    /// The most indicators in one tile.
    pub const MOST: usize = 5;

    /// One indicator.
    pub fn one(indicator: usize, period: Period) -> Self {
        Self { indicators: BTreeSet::from([indicator]), period }
    }

    /// What stands before the names of an indicator's properties.
    pub(super) fn prefix(&self, id: &str) -> String {
        if self.indicators.len() > 1 { format!("{id}.") } else { String::new() }
    }
}
