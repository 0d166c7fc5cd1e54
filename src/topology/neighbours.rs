//! Who touches whom.

use super::build::{AreaIndex, Topology};
use super::check::{Defect, DefectKind};

/// A gap narrower than this between two areas does not part them. Published
/// boundaries leave slivers of up to some fifteen metres along a common border.
const SLIVER_METRES: f64 = 30.0;

impl Topology {
    /// For each area its neighbours in order: areas that share a border of some
    /// length, that overlap it, or that only a sliver of a gap keeps apart.
    /// Areas that meet in a single point are not neighbours.
    pub fn neighbours(&self) -> Vec<Vec<AreaIndex>> {
        self.neighbours_across(&self.defects())
    }

    /// The same, where the gaps and overlaps are known already.
    pub fn neighbours_across(&self, defects: &[Defect]) -> Vec<Vec<AreaIndex>> {
        let mut pairs: Vec<(AreaIndex, AreaIndex)> = Vec::new();
        for arc in self.arcs() {
            let (left, right) = (self.coverage(arc.left), self.coverage(arc.right));
            for &a in left {
                pairs.extend(right.iter().map(|&b| (a, b)));
            }
        }
        for defect in defects {
            if defect.kind == DefectKind::Overlap || defect.mean_width < SLIVER_METRES {
                for &a in &defect.areas {
                    pairs.extend(defect.areas.iter().map(|&b| (a, b)));
                }
            }
        }
        let mut neighbours = vec![Vec::new(); self.areas()];
        for (a, b) in pairs.into_iter().filter(|(a, b)| a != b) {
            neighbours[a as usize].push(b);
            neighbours[b as usize].push(a);
        }
        for list in &mut neighbours {
            list.sort_unstable();
            list.dedup();
        }
        neighbours
    }
}
