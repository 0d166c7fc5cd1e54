//! Who says what: the sources of figures, each once.

use std::collections::HashMap;

use crate::domain::Provenance;

/// The position of a source in [`Sources::all`].
pub type SourceIndex = u32;

/// A source of figures.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Source {
    /// Who says so, and when.
    pub provenance: Provenance,
    /// The dataset that carries it, as a position among the snapshot's datasets.
    pub dataset: usize,
}

/// Every source, once.
#[derive(Debug, Default)]
pub struct Sources {
    all: Vec<Source>,
    known: HashMap<Source, SourceIndex>,
}

impl Sources {
    /// The position of a source, which is added where it is new.
    pub(super) fn index(&mut self, source: Source) -> SourceIndex {
        if let Some(&index) = self.known.get(&source) {
            return index;
        }
        let index = SourceIndex::try_from(self.all.len()).unwrap_or(SourceIndex::MAX);
        self.all.push(source.clone());
        self.known.insert(source, index);
        index
    }

    /// A source by its position.
    pub fn get(&self, index: SourceIndex) -> &Source {
        &self.all[index as usize]
    }

    /// Every source.
    pub fn all(&self) -> &[Source] {
        &self.all
    }
}
