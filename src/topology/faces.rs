//! Faces: which piece of the plane lies on which side of an arc, and which
//! areas cover it.
//!
//! A walk along an arc that turns, at each node, into the next arc clockwise
//! from where it came goes once round the face on its left. Walks with a
//! positive area go round a face from inside; the others go round a whole
//! component from outside, and what lies there is found by looking west from
//! the component's westernmost vertex.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::build::{Arc, AreaIndex, Bounds, FaceIndex, OUTSIDE};
use super::plane::{Point, compare_angles, cross};

/// An arc in one of its directions: twice its index, plus one backwards.
type Half = usize;

/// Pieces of the plane that no arc crosses, with what covers them.
pub(super) struct Faces {
    /// The areas of one face after the other.
    covering: Vec<AreaIndex>,
    /// Where those of each face end; they begin where the ones before end.
    ends: Vec<u32>,
    gaps: Vec<bool>,
}

impl Faces {
    pub(super) fn new(coverages: &[Vec<AreaIndex>], gaps: Vec<bool>) -> Self {
        let mut end = 0;
        let ends = coverages.iter().map(|coverage| {
            end += coverage.len();
            u32::try_from(end).unwrap_or(u32::MAX)
        });
        Self { ends: ends.collect(), covering: coverages.concat(), gaps }
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn coverage(&self, face: FaceIndex) -> &[AreaIndex] {
        let start = if face == 0 { 0 } else { self.ends[face as usize - 1] };
        &self.covering[start as usize..self.ends[face as usize] as usize]
    }

    pub(super) fn is_gap(&self, face: FaceIndex) -> bool {
        self.gaps[face as usize]
    }
}

/// Finds the faces, writes them into the arcs, and says what covers them.
pub(super) fn trace(points: &[Point], arcs: &mut [Arc], bounds: &[Bounds]) -> Faces {
    let coverages = cover(part(points, arcs), arcs, bounds);
    let gaps = find_gaps(&coverages, arcs);
    Faces::new(&coverages, gaps)
}

/// Finds the faces, writes them into the arcs, and says how many there are.
pub(super) fn part(points: &[Point], arcs: &mut [Arc]) -> usize {
    let walks = Walks::new(points, arcs);
    let component = components(arcs, points);
    let mut count: FaceIndex = 1;
    let mut face_of_walk = vec![None; walks.areas.len()];
    for (walk, &area2) in walks.areas.iter().enumerate() {
        if area2 > 0 {
            face_of_walk[walk] = Some(count);
            count += 1;
        }
    }
    // What lies around a component; known for all that begin further west.
    let mut outer_face = vec![OUTSIDE; arcs.len()];
    for (root, hit) in western_neighbours(points, arcs, &component) {
        outer_face[root] = hit
            .map_or(OUTSIDE, |half| face_of_walk[walks.of[half]].unwrap_or(outer_face[component[half / 2]]));
    }
    for (index, arc) in arcs.iter_mut().enumerate() {
        let face = |half: Half| face_of_walk[walks.of[half]].unwrap_or(outer_face[component[index]]);
        arc.left = face(2 * index);
        arc.right = face(2 * index + 1);
    }
    count as usize
}

/// Every half arc belongs to one walk round a face.
struct Walks {
    /// The walk of each half arc.
    of: Vec<usize>,
    /// Twice the signed area of each walk.
    areas: Vec<i128>,
}

impl Walks {
    fn new(points: &[Point], arcs: &[Arc]) -> Self {
        let next = next_halves(points, arcs);
        let unset = usize::MAX;
        let mut of = vec![unset; next.len()];
        let mut areas = Vec::new();
        for start in 0..next.len() {
            if of[start] != unset {
                continue;
            }
            let origin = half_points(points, arcs, start).next().unwrap_or(Point { x: 0, y: 0 });
            let mut area2 = 0_i128;
            let mut half = start;
            while of[half] == unset {
                of[half] = areas.len();
                let mut previous = None;
                for point in half_points(points, arcs, half) {
                    if let Some(before) = previous {
                        area2 += i128::from(cross(origin, before, point));
                    }
                    previous = Some(point);
                }
                half = next[half];
            }
            areas.push(area2);
        }
        Self { of, areas }
    }
}

fn half_points<'a>(points: &'a [Point], arcs: &[Arc], half: Half) -> Box<dyn Iterator<Item = Point> + 'a> {
    let slice = &points[arcs[half / 2].range()];
    if half.is_multiple_of(2) {
        Box::new(slice.iter().copied())
    } else {
        Box::new(slice.iter().rev().copied())
    }
}

/// For each half arc the one that goes on round the face to its left.
fn next_halves(points: &[Point], arcs: &[Arc]) -> Vec<Half> {
    // Half arcs by the node that they leave, then by angle.
    let mut leaving: Vec<(Point, Point, Half)> = Vec::with_capacity(arcs.len() * 2);
    for (index, arc) in arcs.iter().enumerate() {
        let run = &points[arc.range()];
        leaving.push((run[0], run[1], 2 * index));
        leaving.push((run[run.len() - 1], run[run.len() - 2], 2 * index + 1));
    }
    leaving.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| compare_angles(a.0, a.1, b.1)));
    let mut next = vec![0; leaving.len()];
    for node in leaving.chunk_by(|a, b| a.0 == b.0) {
        for (position, &(_, _, half)) in node.iter().enumerate() {
            let clockwise = node[(position + node.len() - 1) % node.len()].2;
            next[half ^ 1] = clockwise;
        }
    }
    next
}

/// The component of each arc, named by the smallest arc in it.
fn components(arcs: &[Arc], points: &[Point]) -> Vec<usize> {
    let mut parent: Vec<usize> = (0..arcs.len()).collect();
    fn root(parent: &mut [usize], mut index: usize) -> usize {
        while parent[index] != index {
            parent[index] = parent[parent[index]];
            index = parent[index];
        }
        index
    }
    let mut first_at: FxHashMap<Point, usize> = FxHashMap::default();
    for (index, arc) in arcs.iter().enumerate() {
        for node in [points[arc.range().start], points[arc.range().end - 1]] {
            let other = *first_at.entry(node).or_insert(index);
            let (a, b) = (root(&mut parent, index), root(&mut parent, other));
            parent[a.max(b)] = a.min(b);
        }
    }
    (0..arcs.len()).map(|index| root(&mut parent, index)).collect()
}

/// For each component, from west to east: its name and the half arc nearest to
/// its west that has it on its left, if any.
fn western_neighbours(points: &[Point], arcs: &[Arc], component: &[usize]) -> Vec<(usize, Option<Half>)> {
    let mut western: FxHashMap<usize, Point> = FxHashMap::default();
    for (arc, &root) in arcs.iter().zip(component) {
        let Some(&least) = points[arc.range()].iter().min() else { continue };
        western.entry(root).and_modify(|best| *best = least.min(*best)).or_insert(least);
    }
    let mut roots: Vec<(Point, usize)> = western.into_iter().map(|(root, point)| (point, root)).collect();
    roots.sort_unstable();
    let rows = Rows::new(points, arcs);
    roots.into_iter().map(|(point, root)| (root, rows.west_of(point))).collect()
}

/// Edges by the rows of the plane that they touch, to look west from a point.
struct Rows<'a> {
    points: &'a [Point],
    north: i64,
    height: i64,
    /// Arc and position of its edge, for each row.
    rows: Vec<Vec<(u32, u32)>>,
}

impl<'a> Rows<'a> {
    const COUNT: i64 = 4096;

    fn new(points: &'a [Point], arcs: &[Arc]) -> Self {
        let north = points.iter().map(|point| i64::from(point.y)).min().unwrap_or(0);
        let south = points.iter().map(|point| i64::from(point.y)).max().unwrap_or(0);
        let height = (south - north) / Self::COUNT + 1;
        let mut rows = vec![Vec::new(); usize::try_from(Self::COUNT).unwrap_or(1) + 1];
        let row = |y: i32| usize::try_from((i64::from(y) - north) / height).unwrap_or(0);
        for (index, arc) in (0_u32..).zip(arcs) {
            for position in arc.range().skip(1) {
                let (a, b) = (points[position - 1].y, points[position].y);
                for edges in &mut rows[row(a.min(b))..=row(a.max(b))] {
                    edges.push((index, u32::try_from(position).unwrap_or(u32::MAX)));
                }
            }
        }
        Self { points, north, height, rows }
    }

    /// The half arc nearest to the west of a point, in the direction that has
    /// the point on its left.
    fn west_of(&self, point: Point) -> Option<Half> {
        let row = usize::try_from((i64::from(point.y) - self.north) / self.height).unwrap_or(0);
        let mut nearest: Option<(Point, Point, Half)> = None;
        for &(arc, position) in &self.rows[row] {
            let (a, b) = (self.points[position as usize - 1], self.points[position as usize]);
            // Half-open in y, so that a vertex between two edges counts once.
            if (a.y > point.y) == (b.y > point.y) {
                continue;
            }
            let (low, high) = if a.y < b.y { (a, b) } else { (b, a) };
            // Going from low to high y, what lies to the east is on the right.
            if cross(low, high, point) >= 0 {
                continue;
            }
            let half = 2 * arc as usize + usize::from(a.y < b.y);
            let nearer = nearest.is_none_or(|(l, h, _)| is_west_of((l, h), (low, high), point.y));
            if nearer {
                nearest = Some((low, high, half));
            }
        }
        nearest.map(|(_, _, half)| half)
    }
}

/// Whether the first edge meets the row `y` west of the second; the two do not
/// cross.
fn is_west_of(first: (Point, Point), second: (Point, Point), y: i32) -> bool {
    let at = |(low, high): (Point, Point)| {
        let run = i128::from(high.y) - i128::from(low.y);
        let way = (i128::from(high.x) - i128::from(low.x)) * (i128::from(y) - i128::from(low.y));
        (i128::from(low.x) * run + way, run)
    };
    let ((x, run), (other, other_run)) = (at(first), at(second));
    x * other_run < other * run
}

/// Spreads the coverage of faces from the outside over every arc.
fn cover(faces: usize, arcs: &[Arc], bounds: &[Bounds]) -> Vec<Vec<AreaIndex>> {
    let mut coverages: Vec<Vec<AreaIndex>> = vec![Vec::new(); faces];
    let mut beside: Vec<Vec<usize>> = vec![Vec::new(); faces];
    for (index, arc) in arcs.iter().enumerate() {
        beside[arc.left as usize].push(index);
        beside[arc.right as usize].push(index);
    }
    let mut known = vec![false; faces];
    known[OUTSIDE as usize] = true;
    let mut queue = VecDeque::from([OUTSIDE]);
    while let Some(face) = queue.pop_front() {
        for &index in &beside[face as usize] {
            let arc = &arcs[index];
            let (to, gain) = if arc.left == face { (arc.right, -1) } else { (arc.left, 1) };
            if !known[to as usize] {
                known[to as usize] = true;
                coverages[to as usize] = across(&coverages[face as usize], &bounds[index], gain);
                queue.push_back(to);
            }
        }
    }
    coverages
}

/// Marks the faces that nothing covers and that lie between areas.
fn find_gaps(coverages: &[Vec<AreaIndex>], arcs: &[Arc]) -> Vec<bool> {
    let mut gaps = vec![false; coverages.len()];
    let mut first_beside: Vec<Option<AreaIndex>> = vec![None; coverages.len()];
    for arc in arcs {
        for (face, other) in [(arc.left, arc.right), (arc.right, arc.left)] {
            let face = face as usize;
            if face == OUTSIDE as usize || !coverages[face].is_empty() {
                continue;
            }
            for &area in &coverages[other as usize] {
                gaps[face] |= *first_beside[face].get_or_insert(area) != area;
            }
        }
    }
    gaps
}

/// The coverage on the other side of an arc.
fn across(coverage: &[AreaIndex], bounds: &[(AreaIndex, i32)], gain: i32) -> Vec<AreaIndex> {
    let mut there: Vec<AreaIndex> = coverage.to_vec();
    for &(area, side) in bounds {
        match there.binary_search(&area) {
            Ok(position) if side * gain < 0 => {
                there.remove(position);
            }
            Err(position) if side * gain > 0 => there.insert(position, area),
            _ => {}
        }
    }
    there
}
