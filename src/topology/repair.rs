//! A coverage without its narrow gaps and overlaps.
//!
//! The faces of the topology are given away whole, and areas are put together
//! from theirs anew. So nothing moves but the borders of what was wrong: no
//! vertex is invented, both sides of a border have the same vertices, and what
//! lies open to the outside (the coast, the outer edge) stays as it is.
//!
//! Who gets a face:
//!
//! 1. An overlap goes to one of the areas that cover it, and comes before gaps,
//!    the largest first; one that touches nothing decided yet waits.
//! 2. A gap goes to one of the areas around it.
//! 3. Of these, to the one with the longest common border with what it has
//!    already; where two are equally long, to the first in the list of areas.
//! 4. But rather to one by which no other area falls in two; and never to one
//!    by which another would lose all it has.
//!
//! What is wider than the tolerance, by the largest circle that fits, stays as
//! it is and is listed as kept: an overlap belongs to all its areas, a gap to
//! none.

use std::cmp::Reverse;
use std::collections::VecDeque;

use rayon::prelude::*;

use super::assemble::Polygon;
use super::build::{AreaIndex, FaceIndex, Topology};
use super::check::{DefectKind, MeasuredDefect};
use super::plane::metres_per_unit;

/// A coverage repaired, with everything that was done to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Repair {
    /// The areas, in the order in which the topology was built from them.
    pub areas: Vec<RepairedArea>,
    /// Every gap and overlap that was given to an area; overlaps first.
    pub given: Vec<Given>,
    /// Every gap and overlap that is there still.
    pub kept: Vec<Kept>,
}

/// A gap or overlap that one area got.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// What it was: place, size, width, shape, and the areas of which one got it.
    pub was: MeasuredDefect,
    /// The area that has it now.
    pub to: AreaIndex,
    /// Whether another area fell in two by it, as it would have whoever had got
    /// it.
    pub parts_an_area: bool,
}

/// A gap or overlap that was left as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// What it is.
    pub is: MeasuredDefect,
    /// Why it was left.
    pub reason: Reason,
}

/// Why a gap or overlap was left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It is wider than the tolerance.
    TooWide,
    /// Whoever got it, another area would have nothing left: areas drawn twice.
    TakesAll,
}

/// An area after the repair.
///
/// Sizes are in square metres on a sphere, good to 0.7 %; shares are exact. What
/// noding moves, less than one unit of the plane (0.93 cm), is not counted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RepairedArea {
    /// Its polygons on the plane; valid, with every vertex that a neighbour has
    /// on its border.
    pub polygons: Vec<Polygon>,
    /// Its size before.
    pub before: f64,
    /// What it got of gaps.
    pub gained: f64,
    /// What it lost of overlaps.
    pub lost: f64,
}

impl RepairedArea {
    /// Its size after the repair.
    pub fn after(&self) -> f64 {
        self.before + self.gained - self.lost
    }

    /// How much larger (or, below zero, smaller) it is, as a share of its size
    /// before.
    pub fn net_share(&self) -> f64 {
        share(self.gained - self.lost, self.before)
    }

    /// How much of it changed, as a share of its size before: what it gained and
    /// what it lost together, for an area that lost as much as it gained is not
    /// as it was.
    pub fn moved_share(&self) -> f64 {
        share(self.gained + self.lost, self.before)
    }
}

/// The share of an area that a repair may change unasked: 0.1 %.
pub const UNASKED_SHARE: f64 = 0.001;

fn share(part: f64, whole: f64) -> f64 {
    if part == 0.0 { 0.0 } else { part / whole }
}

impl Repair {
    /// The areas of which more changed than a share, by
    /// [`RepairedArea::moved_share`]. At [`UNASKED_SHARE`] these are the ones
    /// that need a person's yes.
    pub fn beyond(&self, share: f64) -> impl Iterator<Item = AreaIndex> {
        let beyond = move |&(_, area): &(AreaIndex, &RepairedArea)| area.moved_share() > share;
        (0..).zip(&self.areas).filter(beyond).map(|(index, _)| index)
    }
}

impl Topology {
    /// Gives away every gap and overlap that is at most so wide; see the
    /// module's documentation for the rule.
    ///
    /// ```
    /// use jangkau::topology::{Point, Polygon, Topology};
    ///
    /// let strip = |from: i32, to: i32| Polygon::new(vec![
    ///     Point { x: from, y: 0 }, Point { x: to, y: 0 }, Point { x: to, y: 900 }, Point { x: from, y: 900 },
    /// ]);
    /// // They overlap by 10 units, which are 9.3 cm on the equator.
    /// let repair = Topology::build(&[vec![strip(0, 510)], vec![strip(500, 900)]]).repair(0.10);
    /// assert_eq!((repair.given.len(), repair.given[0].to), (1, 0));
    /// assert_eq!(repair.areas[1].polygons[0].area2(), 2 * 390 * 900);
    /// ```
    pub fn repair(&self, tolerance_metres: f64) -> Repair {
        let borders = self.borders();
        let (narrow, wide): (Vec<_>, Vec<_>) = self
            .measured_within(&borders)
            .into_par_iter()
            .partition(|defect| !defect.is_wider_than(tolerance_metres));
        let (overlaps, gaps): (Vec<_>, Vec<_>) =
            narrow.into_iter().partition(|one| one.defect.kind == DefectKind::Overlap);
        let mut giving = Giving::new(self, &borders, &overlaps);
        giving.overlaps(overlaps);
        giving.gaps(gaps);
        giving.kept.extend(wide.into_iter().map(|is| Kept { is, reason: Reason::TooWide }));
        giving.finish()
    }

    /// The size of an outline in square metres.
    fn outline_square_metres(&self, outline: &[super::dissolve::HalfArc]) -> f64 {
        let Some(first) = outline.first() else { return 0.0 };
        let scale = metres_per_unit(self.points()[self.arcs()[first.arc()].range().start]);
        #[expect(clippy::cast_precision_loss, reason = "a size for people")]
        let half = self.outline_area2(outline) as f64 / 2.0;
        half * scale * scale
    }
}

/// What becomes of the areas that do not get a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Loss {
    /// They stay in one piece.
    Edge,
    /// One falls in two.
    Cut,
    /// One has nothing left.
    All,
}

/// The repair on its way: who has which face by now.
struct Giving<'a> {
    topology: &'a Topology,
    borders: &'a [Vec<usize>],
    coverage: Vec<Vec<AreaIndex>>,
    /// Faces that are still to be given away.
    pending: Vec<bool>,
    /// How many faces each area has.
    held: Vec<u32>,
    given: Vec<Given>,
    kept: Vec<Kept>,
}

impl<'a> Giving<'a> {
    fn new(topology: &'a Topology, borders: &'a [Vec<usize>], overlaps: &[MeasuredDefect]) -> Self {
        let coverage: Vec<Vec<AreaIndex>> = topology.coverages().map(<[AreaIndex]>::to_vec).collect();
        let mut pending = vec![false; coverage.len()];
        for overlap in overlaps {
            pending[overlap.defect.face as usize] = true;
        }
        let mut held = vec![0; topology.areas()];
        for &area in coverage.iter().flatten() {
            held[area as usize] += 1;
        }
        Self { topology, borders, coverage, pending, held, given: Vec::new(), kept: Vec::new() }
    }

    fn overlaps(&mut self, overlaps: Vec<MeasuredDefect>) {
        let mut queue = VecDeque::from(overlaps);
        let mut waiting = 0;
        while let Some(overlap) = queue.pop_front() {
            let face = overlap.defect.face;
            let lengths = self.common_borders(face, &overlap.defect.areas);
            if lengths.iter().all(|&length| length == 0.0) && waiting < queue.len() {
                queue.push_back(overlap);
                waiting += 1;
                continue;
            }
            waiting = 0;
            self.pending[face as usize] = false;
            let losses = overlap.defect.areas.iter().map(|&area| self.loss(face, area));
            let candidates = overlap.defect.areas.iter().copied().zip(losses).zip(lengths);
            let best = candidates.min_by(|((a, loss), length), ((b, other_loss), other_length)| {
                loss.cmp(other_loss).then(other_length.total_cmp(length)).then(a.cmp(b))
            });
            match best {
                Some(((to, loss), _)) if loss < Loss::All => self.give(overlap, to, loss == Loss::Cut),
                _ => self.kept.push(Kept { is: overlap, reason: Reason::TakesAll }),
            }
        }
    }

    fn gaps(&mut self, gaps: Vec<MeasuredDefect>) {
        for gap in gaps {
            let lengths = self.common_borders(gap.defect.face, &gap.defect.areas);
            let candidates = gap.defect.areas.iter().copied().zip(lengths);
            let best = candidates
                .max_by(|(a, length), (b, other)| length.total_cmp(other).then(Reverse(a).cmp(&Reverse(b))));
            let (to, _) = best.expect("two areas lie around a gap");
            self.give(gap, to, false);
        }
    }

    fn give(&mut self, was: MeasuredDefect, to: AreaIndex, parts_an_area: bool) {
        let coverage = &mut self.coverage[was.defect.face as usize];
        for &area in coverage.iter() {
            self.held[area as usize] -= 1;
        }
        *coverage = vec![to];
        self.held[to as usize] += 1;
        self.given.push(Given { was, to, parts_an_area });
    }

    /// The faces beside a face, one for each arc between them, with the arc.
    fn beside(&self, face: FaceIndex) -> impl Iterator<Item = (usize, FaceIndex)> {
        self.borders[face as usize].iter().map(move |&index| {
            let arc = &self.topology.arcs()[index];
            (index, if arc.left == face { arc.right } else { arc.left })
        })
    }

    /// How long a face's border with each of some areas is, in units: where it
    /// lies beside a face that the area has and that is decided.
    fn common_borders(&self, face: FaceIndex, areas: &[AreaIndex]) -> Vec<f64> {
        let mut lengths = vec![0.0; areas.len()];
        for (arc, other) in self.beside(face).filter(|&(_, other)| !self.pending[other as usize]) {
            for area in &self.coverage[other as usize] {
                if let Ok(position) = areas.binary_search(area) {
                    lengths[position] += self.topology.length(arc);
                }
            }
        }
        lengths
    }

    /// What becomes of the others if one area gets a face.
    fn loss(&self, face: FaceIndex, to: AreaIndex) -> Loss {
        let loss = |&area: &AreaIndex| {
            if self.held[area as usize] == 1 {
                Loss::All
            } else if self.joins(face, area) {
                Loss::Cut
            } else {
                Loss::Edge
            }
        };
        let others = self.coverage[face as usize].iter().filter(|&&area| area != to);
        others.map(loss).max().unwrap_or(Loss::Edge)
    }

    /// Whether a face is all that joins an area's faces beside it.
    fn joins(&self, face: FaceIndex, area: AreaIndex) -> bool {
        let has = |other: FaceIndex| self.coverage[other as usize].binary_search(&area).is_ok();
        let mut ends: Vec<FaceIndex> =
            self.beside(face).map(|(_, other)| other).filter(|&other| other != face && has(other)).collect();
        ends.sort_unstable();
        ends.dedup();
        let Some(start) = ends.pop() else { return false };
        let mut seen = rustc_hash::FxHashSet::from_iter([face, start]);
        let mut queue = vec![start];
        while let Some(at) = queue.pop() {
            if ends.iter().all(|end| seen.contains(end)) {
                return false;
            }
            let next = self.beside(at).map(|(_, other)| other).filter(|&other| has(other));
            queue.extend(next.filter(|&other| seen.insert(other)));
        }
        !ends.iter().all(|end| seen.contains(end))
    }

    fn finish(self) -> Repair {
        let count = self.topology.areas();
        let own: Vec<usize> = (0..count).collect();
        let before = self.topology.outlines(&own, count);
        let covering: Vec<Vec<usize>> =
            self.coverage.iter().map(|areas| areas.iter().map(|&area| area as usize).collect()).collect();
        let after = self.topology.outlines_of(&covering, count);
        let mut areas: Vec<RepairedArea> = before
            .par_iter()
            .zip(&after)
            .map(|(before, after)| RepairedArea {
                polygons: self.topology.polygons(after),
                before: self.topology.outline_square_metres(before),
                ..RepairedArea::default()
            })
            .collect();
        for Given { was, to, .. } in &self.given {
            let defect = &was.defect;
            match defect.kind {
                DefectKind::Gap => areas[*to as usize].gained += defect.square_metres,
                DefectKind::Overlap => {
                    for &area in defect.areas.iter().filter(|area| *area != to) {
                        areas[area as usize].lost += defect.square_metres;
                    }
                }
            }
        }
        Repair { areas, given: self.given, kept: self.kept }
    }
}
