//! What in the holdings does not fit together.

use crate::domain::{AreaCode, DatasetKind, PosyanduId};
use crate::topology::DefectKind;

/// Something that each file alone cannot know to be wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum Anomaly {
    /// A row speaks of an area for which no boundary is loaded.
    UnknownArea {
        /// The dataset of the row.
        dataset: usize,
        /// The kind of row.
        kind: DatasetKind,
        /// The area that it names.
        code: AreaCode,
    },
    /// A posyandu lies outside the kelurahan that it names.
    PointOutside {
        /// The dataset of the posyandu.
        dataset: usize,
        /// The posyandu.
        id: PosyanduId,
        /// The kelurahan that it names.
        code: AreaCode,
        /// The kelurahan that it lies in.
        lies_in: Option<AreaCode>,
    },
    /// Boundaries overlap or leave a gap.
    Coverage {
        /// Which of the two.
        kind: DefectKind,
        /// The areas concerned.
        codes: Vec<AreaCode>,
        /// Its size.
        square_metres: f64,
        /// Its mean width.
        mean_width: f64,
        /// Longitude and latitude of a vertex on it.
        place: (f64, f64),
    },
    /// Two boundary datasets hold the same kelurahan; the first is kept.
    TwiceBounded {
        /// The dataset of the second.
        dataset: usize,
        /// The kelurahan.
        code: AreaCode,
    },
}
