//! What each arc of the topology parts.

use super::dissolved::Dissolved;
use crate::domain::{AreaCode, Level};
use crate::topology::{FaceIndex, OUTSIDE};

/// What an arc is a border of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BorderKind {
    level: Level,
    outer: bool,
}

impl BorderKind {
    /// The widest level whose areas it parts.
    pub(super) fn level(self) -> Level {
        self.level
    }

    /// Whether nothing is loaded on its other side.
    pub(super) fn outer(self) -> bool {
        self.outer
    }
}

/// What each arc parts. A gap or hole stands for all areas around it, so that a sliver
/// between two kelurahan of one kecamatan is no border of the kecamatan.
pub(super) fn border_kinds(dissolved: &Dissolved) -> Vec<BorderKind> {
    let topology = &dissolved.topology;
    let mut around: Vec<Vec<AreaCode>> = topology
        .coverages()
        .map(|coverage| coverage.iter().map(|&area| dissolved.codes[area as usize]).collect())
        .collect();
    let is_empty = |face: FaceIndex| face != OUTSIDE && topology.coverage(face).is_empty();
    for arc in topology.arcs() {
        for (face, other) in [(arc.left, arc.right), (arc.right, arc.left)] {
            if is_empty(face) && !is_empty(other) && other != OUTSIDE {
                let codes = around[other as usize].clone();
                around[face as usize].extend(codes);
            }
        }
    }
    topology
        .arcs()
        .iter()
        .map(|arc| {
            let (left, right) = (&around[arc.left as usize], &around[arc.right as usize]);
            BorderKind {
                level: widest_parted(left, right),
                outer: arc.left == OUTSIDE || arc.right == OUTSIDE,
            }
        })
        .collect()
}

/// The widest level on which two sides belong to different areas.
fn widest_parted(left: &[AreaCode], right: &[AreaCode]) -> Level {
    let groups = |codes: &[AreaCode], level: Level| {
        let mut groups: Vec<AreaCode> = codes.iter().filter_map(|code| code.at(level)).collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    };
    Level::ALL
        .iter()
        .copied()
        .find(|&level| groups(left, level) != groups(right, level))
        .unwrap_or(Level::Kelurahan)
}
