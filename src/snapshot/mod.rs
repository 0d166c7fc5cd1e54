//! Rows → indexed and frozen: everything that an answer needs, made once.
//!
//! [`Snapshot::build`] joins areas with Kampung KB, figures and posyandu,
//! brings the boundaries into one topology, rolls figures up from their counts
//! and decides, once, what each audience may see. From then on nothing changes:
//! a request holds one snapshot to its end, and two answers of one snapshot
//! never disagree. (Shapes for a zoom are worked out when the zoom is first
//! asked for; they follow from what is frozen, so nobody can tell.)
//!
//! Absent on purpose: async, locks held over work, change after `build`, exact
//! counts ([`release`] says why).

mod areas;
mod dissolved;
mod border_kinds;
mod zooms;
mod cell;
mod labels;
mod register;
mod clusters;
mod posyandu;
mod sources;
pub mod release;
mod complement;
mod version;
mod token;
mod anomaly;

pub use anomaly::Anomaly;
pub use areas::{AreaEntry, AreaIndex, Areas};
pub use cell::cell_at;
pub use clusters::{Cluster, SINGLE_FROM};
pub use labels::Labels;
pub use posyandu::{Candidate, PosyanduIndex};
pub use register::{
    AsOf, Existence, FacilityFact, Fact, KnownProblem, KnownProgramme, Register, StageSpan, Standing, Status,
};
pub use release::{Cell, Column, ColumnKey, Other, Release};
pub use sources::{Source, SourceIndex, Sources};
pub use token::Token;
pub use version::{Hash, Versions};
pub use zooms::{Border, ZoomShape, Zooms};

use crate::domain::{Area, AreaName, DatasetId, Held, Holdings, Indicator, PublicCount, StoredDataset};

/// Everything that an answer needs; see the room's documentation.
pub struct Snapshot {
    /// The datasets that it was built from.
    pub datasets: Vec<StoredDataset>,
    /// Areas of every level, with their index.
    pub areas: Areas,
    /// Their shapes on the grid of each zoom.
    pub zooms: Zooms,
    /// Their labels, by tile.
    pub labels: Labels,
    /// Facts and programmes of Kampung KB.
    pub register: Register,
    /// Posyandu, with their index.
    pub posyandu: PosyanduIndex,
    /// The indicators, in the order of the catalogue.
    pub indicators: Vec<Indicator>,
    /// Who says what.
    pub sources: Sources,
    /// What the public may see.
    pub public: Release<PublicCount>,
    /// Hashes of the parts.
    pub versions: Versions,
}

/// Areas in one topology: the part of a snapshot that needs nothing but them.
pub struct Boundaries {
    areas: Areas,
    zooms: Zooms,
    anomalies: Vec<Anomaly>,
}

impl Boundaries {
    /// From the official list and the shapes of kelurahan.
    pub fn build(names: &[Held<AreaName>], areas: &[Held<Area>]) -> Self {
        let mut anomalies = Vec::new();
        let (areas, zooms) = areas::build(names, areas, &mut anomalies);
        Self { areas, zooms, anomalies }
    }
}

impl Snapshot {
    /// Builds a snapshot, and says what in the holdings does not fit together.
    /// It cannot fail: what does not fit is left out and named.
    pub fn build(holdings: Holdings) -> (Self, Vec<Anomaly>) {
        Self::join(Boundaries::build(&holdings.names, &holdings.areas), holdings)
    }

    /// The same, from boundaries that were brought together before; names and
    /// areas of the holdings are not looked at.
    pub fn join(boundaries: Boundaries, holdings: Holdings) -> (Self, Vec<Anomaly>) {
        let Boundaries { areas, zooms, mut anomalies } = boundaries;
        let mut sources = Sources::default();
        let by_rule = release::public(&holdings, &areas, &mut sources, &mut anomalies);
        let public = complement::withhold(by_rule, &holdings, &areas);
        let labels = Labels::new(&areas);
        let register = Register::build(&holdings, &areas, &mut anomalies);
        let posyandu = PosyanduIndex::build(&holdings, &areas, &mut anomalies);
        let indicators: Vec<Indicator> = holdings.indicators.into_iter().map(|held| held.row).collect();
        let versions = Versions::of(&areas, &register, &posyandu, &indicators, &public, &sources);
        let snapshot = Self {
            datasets: holdings.datasets,
            areas,
            zooms,
            labels,
            register,
            posyandu,
            indicators,
            sources,
            public,
            versions,
        };
        (snapshot, anomalies)
    }

    /// The position of an indicator in the catalogue.
    pub fn indicator(&self, id: &str) -> Option<usize> {
        self.indicators.iter().position(|indicator| indicator.id.as_str() == id)
    }

    /// Whether any dataset is invented.
    pub fn has_sample(&self) -> bool {
        self.datasets.iter().any(|dataset| dataset.meta.sample)
    }

    /// The id of a dataset, and whether it is invented.
    pub fn dataset(&self, index: usize) -> (&DatasetId, bool) {
        let meta = &self.datasets[index].meta;
        (&meta.id, meta.sample)
    }
}
