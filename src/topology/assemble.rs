//! Directed edges put together into valid polygons.
//!
//! Snapping and clipping can lay two stretches of a border on each other, pinch
//! an area to a point, or fold away an island. Repairing rings after the fact
//! is how other tilers tear coverages; here rings are built anew from what is
//! left: edges that run in both directions cancel, and the rest is walked with
//! the area on the left, which gives rings that are simple and polygons that
//! are valid by construction.

use super::plane::{Point, compare_angles, cross, ring_area2};

/// A polygon on the integer plane or on a grid. Rings do not repeat their first
/// vertex; the shell has a positive signed area, holes a negative one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Polygon {
    /// The outer ring.
    pub shell: Vec<Point>,
    /// The rings around what is missing.
    pub holes: Vec<Vec<Point>>,
}

impl Polygon {
    /// A polygon without holes.
    pub fn new(shell: Vec<Point>) -> Self {
        Self { shell, holes: Vec::new() }
    }

    /// The shell and the holes.
    pub fn rings(&self) -> impl Iterator<Item = &[Point]> {
        std::iter::once(self.shell.as_slice()).chain(self.holes.iter().map(Vec::as_slice))
    }

    /// Twice the area in square units.
    pub fn area2(&self) -> i128 {
        self.rings().map(ring_area2).sum()
    }
}

/// A directed edge; the area lies to its left.
pub type Edge = (Point, Point);

/// The polygons that the edges bound, shells ordered by their first vertex.
///
/// The edges must not cross; they may meet in vertices and lie on each other.
/// Each vertex must have as many edges that enter it as leave it.
pub fn polygons(edges: Vec<Edge>) -> Vec<Polygon> {
    let leaving = cancel(edges);
    let mut used = vec![false; leaving.len()];
    let mut rings = Vec::new();
    for start in 0..leaving.len() {
        if !used[start] {
            rings.extend(simple_rings(walk(&leaving, start, &mut used)));
        }
    }
    in_order(rings)
}

/// Rings that do not cross as polygons: holes with the shells around them.
pub fn in_order(rings: Vec<Vec<Point>>) -> Vec<Polygon> {
    let (mut shells, mut holes) = (Vec::new(), Vec::new());
    for ring in rings {
        match ring_area2(&ring).signum() {
            1 => shells.push(Polygon::new(ring)),
            -1 => holes.push(ring),
            _ => {}
        }
    }
    assign_holes(&mut shells, holes);
    shells
}

/// What is left after edges that run both ways have cancelled, in order of the
/// vertex that they leave and then of their angle.
fn cancel(edges: Vec<Edge>) -> Vec<Edge> {
    let mut nets: Vec<(Point, Point, i32)> = edges
        .into_iter()
        .filter(|(from, to)| from != to)
        .map(|(from, to)| if from < to { (from, to, 1) } else { (to, from, -1) })
        .collect();
    nets.sort_unstable();
    let mut left: Vec<Edge> = nets
        .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
        .filter_map(|group| match group.iter().map(|edge| edge.2).sum::<i32>().signum() {
            1 => Some((group[0].0, group[0].1)),
            -1 => Some((group[0].1, group[0].0)),
            _ => None,
        })
        .collect();
    left.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| compare_angles(a.0, a.1, b.1)));
    left
}

/// One round along the edges, staying beside the same piece of the area.
fn walk(leaving: &[Edge], start: usize, used: &mut [bool]) -> Vec<Point> {
    let mut ring = Vec::new();
    let mut index = start;
    loop {
        used[index] = true;
        let (from, to) = leaving[index];
        ring.push(from);
        match following(leaving, from, to) {
            Some(next) if !used[next] => index = next,
            _ => return ring,
        }
    }
}

/// The edge that leaves `at`, first clockwise from the way back to `from`.
fn following(leaving: &[Edge], from: Point, at: Point) -> Option<usize> {
    let start = leaving.partition_point(|edge| edge.0 < at);
    let count = leaving[start..].iter().take_while(|edge| edge.0 == at).count();
    match count {
        0 => None,
        1 => Some(start),
        _ => {
            let fan = &leaving[start..start + count];
            let before = fan.iter().filter(|edge| compare_angles(at, edge.1, from).is_lt()).count();
            Some(start + (before + count - 1) % count)
        }
    }
}

/// Cuts a closed walk at the vertices that it passes more than once.
pub(super) fn simple_rings(walk: Vec<Point>) -> Vec<Vec<Point>> {
    let mut sorted = walk.clone();
    sorted.sort_unstable();
    let repeated: Vec<Point> =
        sorted.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    if repeated.is_empty() {
        return vec![walk];
    }
    let mut rings = Vec::new();
    let mut path: Vec<Point> = Vec::new();
    for point in walk {
        let met = repeated.binary_search(&point).is_ok();
        if let Some(position) = path.iter().rposition(|&before| met && before == point) {
            rings.push(path.split_off(position));
        }
        path.push(point);
    }
    rings.push(path);
    rings
}

/// Gives each hole to the smallest shell around it.
///
/// Every hole lies in a shell. So of the shells whose extent holds the hole the
/// largest needs no test: in the outline of a province that is the mainland,
/// with thousands of holes and a hundred thousand vertices.
fn assign_holes(shells: &mut [Polygon], holes: Vec<Vec<Point>>) {
    if let [only] = shells {
        only.holes.extend(holes);
        return;
    }
    let measure = |index: usize| (ring_area2(&shells[index].shell), index, extent(&shells[index].shell));
    let mut measured: Vec<(i128, usize, (Point, Point))> =
        if holes.is_empty() { Vec::new() } else { (0..shells.len()).map(measure).collect() };
    measured.sort_unstable();
    for hole in holes {
        let (low, high) = extent(&hole);
        let may_hold = |(least, most): (Point, Point)| {
            least.x <= low.x && least.y <= low.y && most.x >= high.x && most.y >= high.y
        };
        let mut candidates =
            measured.iter().filter(|shell| may_hold(shell.2)).map(|shell| shell.1).peekable();
        while let Some(index) = candidates.next() {
            if candidates.peek().is_none() || surrounds(&shells[index].shell, &hole) {
                shells[index].holes.push(hole);
                break;
            }
        }
    }
}

/// The smallest and the largest coordinates of some vertices.
pub fn extent<'a>(points: impl IntoIterator<Item = &'a Point>) -> (Point, Point) {
    let (mut low, mut high) = (Point { x: i32::MAX, y: i32::MAX }, Point { x: i32::MIN, y: i32::MIN });
    for point in points {
        low = Point { x: low.x.min(point.x), y: low.y.min(point.y) };
        high = Point { x: high.x.max(point.x), y: high.y.max(point.y) };
    }
    (low, high)
}

/// Whether a ring surrounds another that shares no edge with it: the middle of
/// the other's first edge is never on the ring, so it decides.
fn surrounds(ring: &[Point], other: &[Point]) -> bool {
    let (a, b) = (other[0], other[1]);
    let (x, y) = (i64::from(a.x) + i64::from(b.x), i64::from(a.y) + i64::from(b.y));
    let mut inside = false;
    for (index, &p) in ring.iter().enumerate() {
        let q = ring[(index + 1) % ring.len()];
        let ((px, py), (qx, qy)) = (doubled(p), doubled(q));
        if (py > y) != (qy > y) {
            let turn = i128::from(qx - px) * i128::from(y - py) - i128::from(qy - py) * i128::from(x - px);
            inside ^= (turn > 0) == (qy > py);
        }
    }
    inside
}

fn doubled(point: Point) -> (i64, i64) {
    (2 * i64::from(point.x), 2 * i64::from(point.y))
}

/// Where a point lies against a polygon on the same plane.
pub fn covers(polygon: &Polygon, point: Point) -> bool {
    polygon.rings().fold(false, |inside, ring| inside ^ ring_covers(ring, point))
}

fn ring_covers(ring: &[Point], point: Point) -> bool {
    let mut inside = false;
    for (index, &p) in ring.iter().enumerate() {
        let q = ring[(index + 1) % ring.len()];
        if (p.y > point.y) != (q.y > point.y) {
            inside ^= (cross(p, q, point) > 0) == (q.y > p.y);
        }
    }
    inside
}
