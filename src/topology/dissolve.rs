//! Outlines of areas, and of groups of areas, from the same arcs.

use super::assemble::Polygon;
use super::build::Topology;
use super::chains::Chains;
use super::plane::cross;

/// An arc in the direction that has the outlined area on its left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HalfArc(u32);

impl HalfArc {
    /// Of an arc's position in [`Topology::arcs`], and whether the outline runs
    /// against the arc's own direction.
    pub fn new(arc: usize, backwards: bool) -> Self {
        Self(u32::try_from(2 * arc).unwrap_or(u32::MAX - 1) + u32::from(backwards))
    }

    /// The arc's position in [`Topology::arcs`].
    pub fn arc(self) -> usize {
        self.0 as usize / 2
    }

    /// Whether the outline runs against the arc's own direction.
    pub fn backwards(self) -> bool {
        self.0 % 2 == 1
    }
}

/// For each group of areas the arcs around it.
pub type Outlines = Vec<Vec<HalfArc>>;

impl Topology {
    /// The outlines of groups of areas; `group_of` names the group of each area
    /// and `groups` says how many there are. A group covers what any of its
    /// areas covers, so a border between two of its areas vanishes. With one
    /// group an area these are the outlines of the areas themselves.
    pub fn outlines(&self, group_of: &[usize], groups: usize) -> Outlines {
        let covering: Vec<Vec<usize>> = self
            .coverages()
            .map(|coverage| {
                let mut groups: Vec<usize> = coverage.iter().map(|&area| group_of[area as usize]).collect();
                groups.sort_unstable();
                groups.dedup();
                groups
            })
            .collect();
        self.outlines_of(&covering, groups)
    }

    /// The outlines of groups, from the groups that cover each face, in order.
    pub(super) fn outlines_of(&self, covering: &[Vec<usize>], groups: usize) -> Outlines {
        let mut outlines = vec![Vec::new(); groups];
        for (index, arc) in self.arcs().iter().enumerate() {
            let (left, right) = (&covering[arc.left as usize], &covering[arc.right as usize]);
            for &group in left.iter().filter(|group| right.binary_search(group).is_err()) {
                outlines[group].push(HalfArc::new(index, false));
            }
            for &group in right.iter().filter(|group| left.binary_search(group).is_err()) {
                outlines[group].push(HalfArc::new(index, true));
            }
        }
        outlines.iter_mut().for_each(Vec::shrink_to_fit);
        outlines
    }

    /// Twice the size of what an outline surrounds, in square units.
    pub fn outline_area2(&self, outline: &[HalfArc]) -> i128 {
        let Some(first) = outline.first() else { return 0 };
        let origin = self.points()[self.arcs()[first.arc()].range().start];
        let size = |half: &HalfArc| {
            let run = self.points()[self.arcs()[half.arc()].range()].windows(2);
            let sum: i128 = run.map(|pair| i128::from(cross(origin, pair[0], pair[1]))).sum();
            if half.backwards() { -sum } else { sum }
        };
        outline.iter().map(size).sum()
    }

    /// The polygons inside an outline, on the plane and with every vertex.
    pub fn polygons(&self, outline: &[HalfArc]) -> Vec<Polygon> {
        let mut chains = Chains::default();
        for half in outline {
            let run = &self.points()[self.arcs()[half.arc()].range()];
            chains.push(|points| {
                if half.backwards() {
                    points.extend(run.iter().rev());
                } else {
                    points.extend_from_slice(run);
                }
            });
        }
        // Arcs of a topology meet in nodes alone.
        chains.polygons()
    }
}
