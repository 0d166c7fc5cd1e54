//! Outlines of areas, and of groups of areas, from the same arcs.

use super::assemble::{Edge, Polygon, polygons};
use super::build::Topology;
use super::plane::Point;
use super::snap::SnappedArcs;

/// An arc in the direction that has the outlined area on its left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HalfArc {
    /// The arc's position in [`Topology::arcs`].
    pub arc: usize,
    /// Whether the outline runs against the arc's own direction.
    pub backwards: bool,
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
            .faces()
            .iter()
            .map(|face| {
                let mut groups: Vec<usize> =
                    face.coverage.iter().map(|&area| group_of[area as usize]).collect();
                groups.sort_unstable();
                groups.dedup();
                groups
            })
            .collect();
        let mut outlines = vec![Vec::new(); groups];
        for (index, arc) in self.arcs().iter().enumerate() {
            let (left, right) = (&covering[arc.left as usize], &covering[arc.right as usize]);
            for &group in left.iter().filter(|group| right.binary_search(group).is_err()) {
                outlines[group].push(HalfArc { arc: index, backwards: false });
            }
            for &group in right.iter().filter(|group| left.binary_search(group).is_err()) {
                outlines[group].push(HalfArc { arc: index, backwards: true });
            }
        }
        outlines
    }

    /// The polygons inside an outline, on the plane and with every vertex.
    pub fn polygons(&self, outline: &[HalfArc]) -> Vec<Polygon> {
        polygons(edges(outline, |arc| &self.points()[self.arcs()[arc].range()]))
    }
}

impl SnappedArcs {
    /// The polygons inside an outline, in cells of the grid; none where the
    /// area has shrunk away.
    pub fn polygons(&self, outline: &[HalfArc]) -> Vec<Polygon> {
        polygons(edges(outline, |arc| self.arc(arc)))
    }
}

fn edges<'a>(outline: &[HalfArc], points: impl Fn(usize) -> &'a [Point]) -> Vec<Edge> {
    let mut edges = Vec::new();
    for half in outline {
        let run = points(half.arc).windows(2);
        if half.backwards {
            edges.extend(run.map(|pair| (pair[1], pair[0])));
        } else {
            edges.extend(run.map(|pair| (pair[0], pair[1])));
        }
    }
    edges
}
