//! What is wrong with a coverage: where areas overlap, and where they leave a
//! gap between them.

use rayon::prelude::*;

use super::assemble::Polygon;
use super::build::{AreaIndex, FaceIndex, Topology};
use super::dissolve::HalfArc;
use super::plane::{Point, metres_per_unit, to_degrees};
use super::width::{is_wider, widest};

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
    /// The face that it is.
    pub face: FaceIndex,
}

/// A defect with its shape, for those who show or repair it.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasuredDefect {
    /// What and where it is.
    pub defect: Defect,
    /// Its shape on the plane.
    pub shape: Vec<Polygon>,
    /// Metres of a unit where it lies.
    scale: f64,
}

impl MeasuredDefect {
    /// The diameter in metres of the largest circle that fits into it: how wide
    /// it is at its widest place, to 0.1 % or one unit of the plane. Takes some
    /// tenths of a millisecond, so it is asked for where it is shown.
    pub fn max_width(&self) -> f64 {
        widest(&self.shape) * self.scale
    }

    /// Whether it is wider than so many metres, which is known much sooner.
    pub fn is_wider_than(&self, metres: f64) -> bool {
        is_wider(&self.shape, metres / self.scale)
    }
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
        match self.coverage(face).len() {
            0 => self.is_gap(face).then_some(DefectKind::Gap),
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
                self.coverage(other).iter().copied()
            })
            .collect();
        areas.sort_unstable();
        areas.dedup();
        areas
    }

    /// The arcs beside each face.
    pub(super) fn borders(&self) -> Vec<Vec<usize>> {
        let mut borders = vec![Vec::new(); self.faces()];
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
        self.defects_within(&self.borders())
    }

    /// The same, each with its shape.
    pub fn measured_defects(&self) -> Vec<MeasuredDefect> {
        self.measured_within(&self.borders())
    }

    pub(super) fn measured_within(&self, borders: &[Vec<usize>]) -> Vec<MeasuredDefect> {
        let measured = |defect: Defect| {
            let outline = self.face_outline(defect.face, &borders[defect.face as usize]);
            let shape = self.polygons(&outline);
            let scale = metres_per_unit(self.place_of(defect.face, borders));
            MeasuredDefect { defect, shape, scale }
        };
        self.defects_within(borders).into_par_iter().map(measured).collect()
    }

    /// A vertex on the border of a face.
    fn place_of(&self, face: FaceIndex, borders: &[Vec<usize>]) -> Point {
        self.points()[self.arcs()[borders[face as usize][0]].range().start]
    }

    fn defects_within(&self, borders: &[Vec<usize>]) -> Vec<Defect> {
        let faces: Vec<(FaceIndex, &Vec<usize>)> = (0..).zip(borders).collect();
        let mut defects: Vec<Defect> = faces
            .into_par_iter()
            .filter_map(|(face, borders)| Some(self.defect(face, self.defect_kind(face)?, borders)))
            .collect();
        defects.sort_by(|a, b| b.kind.cmp(&a.kind).then(b.square_metres.total_cmp(&a.square_metres)));
        defects
    }

    fn defect(&self, face: FaceIndex, kind: DefectKind, borders: &[usize]) -> Defect {
        let outline = self.face_outline(face, borders);
        let vertex = self.points()[self.arcs()[borders[0]].range().start];
        let scale = metres_per_unit(vertex);
        let area2 = self.outline_area2(&outline);
        #[expect(clippy::cast_precision_loss, reason = "a size for people")]
        let square_metres = area2 as f64 / 2.0 * scale * scale;
        let border = scale * borders.iter().map(|&arc| self.length(arc)).sum::<f64>();
        let areas = match kind {
            DefectKind::Overlap => self.coverage(face).to_vec(),
            DefectKind::Gap => self.around(face, borders),
        };
        Defect {
            kind,
            areas,
            square_metres,
            mean_width: 2.0 * square_metres / border,
            place: to_degrees(vertex),
            face,
        }
    }

    fn face_outline(&self, face: FaceIndex, borders: &[usize]) -> Vec<HalfArc> {
        borders.iter().map(|&arc| HalfArc::new(arc, self.arcs()[arc].right == face)).collect()
    }

    /// The shape of a face on the plane.
    pub fn face_shape(&self, face: FaceIndex) -> Vec<Polygon> {
        let beside = |arc: &usize| {
            let arc = &self.arcs()[*arc];
            (arc.left == face) != (arc.right == face)
        };
        let borders: Vec<usize> = (0..self.arcs().len()).filter(beside).collect();
        self.polygons(&self.face_outline(face, &borders))
    }

    /// The length of an arc in units of the plane: the same on every machine, for
    /// a square root is rounded in one way.
    pub(super) fn length(&self, arc: usize) -> f64 {
        self.points()[self.arcs()[arc].range()]
            .windows(2)
            .map(|pair| {
                let (dx, dy) = (
                    f64::from(pair[0].x) - f64::from(pair[1].x),
                    f64::from(pair[0].y) - f64::from(pair[1].y),
                );
                (dx * dx + dy * dy).sqrt()
            })
            .sum()
    }
}
