//! What is wrong with a coverage: where areas overlap, and where they leave a
//! gap between them.

use super::assemble::Polygon;
use super::build::{AreaIndex, FaceIndex, Topology};
use super::dissolve::HalfArc;
use super::plane::{metres_per_unit, to_degrees};

/// A place that no area covers although areas lie all around it, or that more
/// than one covers.
#[derive(Debug, Clone, PartialEq)]
pub struct Defect {
    /// Gap or overlap.
    pub kind: DefectKind,
    /// The areas that overlap, or that lie around the gap, in order.
    pub areas: Vec<AreaIndex>,
    /// Its size in square metres.
    pub square_metres: f64,
    /// Its mean width in metres: twice the area by the length of its border.
    pub mean_width: f64,
    /// Longitude and latitude of a vertex on its border.
    pub place: (f64, f64),
    /// Its shape on the plane.
    pub shape: Vec<Polygon>,
}

/// Gap or overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DefectKind {
    /// No area covers it.
    Gap,
    /// More than one area covers it.
    Overlap,
}

impl Topology {
    /// Whether a face is a gap or an overlap. A hole inside a single area, such
    /// as a lake, is neither.
    pub fn defect_kind(&self, face: FaceIndex) -> Option<DefectKind> {
        let face = &self.faces()[face as usize];
        match face.coverage.len() {
            0 => face.is_gap.then_some(DefectKind::Gap),
            1 => None,
            _ => Some(DefectKind::Overlap),
        }
    }

    /// The areas beside a face that is not itself covered by one area alone.
    pub(super) fn around(&self, face: FaceIndex, borders: &[usize]) -> Vec<AreaIndex> {
        let mut areas: Vec<AreaIndex> = borders
            .iter()
            .flat_map(|&index| {
                let arc = &self.arcs()[index];
                let other = if arc.left == face { arc.right } else { arc.left };
                self.faces()[other as usize].coverage.iter().copied()
            })
            .collect();
        areas.sort_unstable();
        areas.dedup();
        areas
    }

    /// The arcs beside each face.
    pub(super) fn borders(&self) -> Vec<Vec<usize>> {
        let mut borders = vec![Vec::new(); self.faces().len()];
        for (index, arc) in self.arcs().iter().enumerate() {
            borders[arc.left as usize].push(index);
            if arc.right != arc.left {
                borders[arc.right as usize].push(index);
            }
        }
        borders
    }

    /// Every gap and overlap, overlaps first, the largest first among each.
    pub fn defects(&self) -> Vec<Defect> {
        let borders = self.borders();
        let mut defects: Vec<Defect> = (0..)
            .zip(&borders)
            .filter_map(|(face, borders)| Some(self.defect(face, self.defect_kind(face)?, borders)))
            .collect();
        defects.sort_by(|a, b| b.kind.cmp(&a.kind).then(b.square_metres.total_cmp(&a.square_metres)));
        defects
    }

    fn defect(&self, face: FaceIndex, kind: DefectKind, borders: &[usize]) -> Defect {
        let outline: Vec<HalfArc> =
            borders.iter().map(|&arc| HalfArc { arc, backwards: self.arcs()[arc].right == face }).collect();
        let shape = self.polygons(&outline);
        let vertex = self.points()[self.arcs()[borders[0]].range().start];
        let scale = metres_per_unit(vertex);
        let area2: i128 = shape.iter().map(Polygon::area2).sum();
        #[expect(clippy::cast_precision_loss, reason = "a size for people")]
        let square_metres = area2 as f64 / 2.0 * scale * scale;
        let border = scale * borders.iter().map(|&arc| self.length(arc)).sum::<f64>();
        let areas = match kind {
            DefectKind::Overlap => self.faces()[face as usize].coverage.clone(),
            DefectKind::Gap => self.around(face, borders),
        };
        Defect {
            kind,
            areas,
            square_metres,
            mean_width: 2.0 * square_metres / border,
            place: to_degrees(vertex),
            shape,
        }
    }

    /// The length of an arc in units of the plane.
    fn length(&self, arc: usize) -> f64 {
        self.points()[self.arcs()[arc].range()]
            .windows(2)
            .map(|pair| {
                let (dx, dy) = (
                    f64::from(pair[0].x) - f64::from(pair[1].x),
                    f64::from(pair[0].y) - f64::from(pair[1].y),
                );
                dx.hypot(dy)
            })
            .sum()
    }
}
