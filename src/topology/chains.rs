//! Runs of vertices put together into valid polygons.
//!
//! Most of an outline is long runs whose inner vertices belong to nothing else.
//! Where that holds for all of them, only their ends have to be brought
//! together, a handful an area, and rings are made by copying whole runs. Where
//! it does not hold (snapping has laid two runs on each other, or pinched an
//! area to a point), [`super::assemble`] takes them edge by edge.

use super::assemble::{Polygon, in_order, simple_rings};
use super::plane::{Point, compare_angles};

/// Directed runs of at least two vertices, with the area on their left.
#[derive(Debug, Default, Clone)]
pub struct Chains {
    points: Vec<Point>,
    /// Where each run ends; it begins where the one before ends.
    ends: Vec<usize>,
}

impl Chains {
    /// Takes all runs away and keeps the room that they took.
    pub fn clear(&mut self) {
        self.points.clear();
        self.ends.clear();
    }

    /// Adds the vertices that `write` adds to a list; fewer than two are no run
    /// and are taken away again.
    pub fn push(&mut self, write: impl FnOnce(&mut Vec<Point>)) {
        let start = self.points.len();
        write(&mut self.points);
        if self.points.len() >= start + 2 {
            self.ends.push(self.points.len());
        } else {
            self.points.truncate(start);
        }
    }

    /// The runs.
    pub fn iter(&self) -> impl Iterator<Item = &[Point]> {
        (0..self.ends.len()).map(|index| self.run(index))
    }

    /// All vertices of all runs.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    fn run(&self, index: usize) -> &[Point] {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.points[start..self.ends[index]]
    }

    /// Whether every inner vertex occurs once, and no two runs are the same
    /// edge: then the runs meet in their ends alone. `scratch` is overwritten.
    pub fn are_apart(&self, scratch: &mut Vec<Point>) -> bool {
        let edge = |run: &[Point]| (run.len() == 2).then(|| (run[0].min(run[1]), run[0].max(run[1])));
        let mut edges: Vec<(Point, Point)> = self.iter().filter_map(edge).collect();
        edges.sort_unstable();
        if edges.windows(2).any(|pair| pair[0] == pair[1]) {
            return false;
        }
        if self.iter().any(|run| run[0] == run[run.len() - 1] && run.len() < 4) {
            return false;
        }
        let mut ends: Vec<Point> = self.iter().flat_map(|run| [run[0], run[run.len() - 1]]).collect();
        ends.sort_unstable();
        ends.dedup();
        scratch.clear();
        scratch.extend(self.iter().flat_map(|run| &run[1..run.len() - 1]).chain(&ends));
        scratch.sort_unstable();
        scratch.windows(2).all(|pair| pair[0] != pair[1])
    }

    /// The polygons that the runs bound, where they are apart. Each end must be
    /// the end of as many runs as it is the beginning of.
    pub fn polygons(&self) -> Vec<Polygon> {
        let mut leaving: Vec<(Point, Point, usize)> =
            self.iter().enumerate().map(|(index, run)| (run[0], run[1], index)).collect();
        leaving.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| compare_angles(a.0, a.1, b.1)));
        let mut used = vec![false; leaving.len()];
        let mut rings = Vec::new();
        for start in 0..leaving.len() {
            if !used[start] {
                self.walk(&leaving, start, &mut used, &mut rings);
            }
        }
        in_order(rings)
    }

    /// One round along the runs, staying beside the same piece of the area.
    fn walk(
        &self,
        leaving: &[(Point, Point, usize)],
        start: usize,
        used: &mut [bool],
        rings: &mut Vec<Vec<Point>>,
    ) {
        let mut ring = Vec::new();
        let mut forked = false;
        let mut index = start;
        loop {
            used[index] = true;
            let run = self.run(leaving[index].2);
            ring.extend_from_slice(&run[..run.len() - 1]);
            let (from, at) = (run[run.len() - 2], run[run.len() - 1]);
            let first = leaving.partition_point(|one| one.0 < at);
            let fan = leaving[first..].iter().take_while(|one| one.0 == at).count();
            forked |= fan > 1;
            let next = match fan {
                0 => break,
                1 => first,
                _ => {
                    let fan = &leaving[first..first + fan];
                    let before = fan.iter().filter(|one| compare_angles(at, one.1, from).is_lt()).count();
                    first + (before + fan.len() - 1) % fan.len()
                }
            };
            if used[next] {
                break;
            }
            index = next;
        }
        if forked { rings.extend(simple_rings(ring)) } else { rings.push(ring) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::assemble::{Edge, polygons};
    use super::*;

    fn chains(runs: &[&[(i32, i32)]]) -> Chains {
        let mut chains = Chains::default();
        for run in runs {
            chains.push(|points| points.extend(run.iter().map(|&(x, y)| Point { x, y })));
        }
        chains
    }

    /// What the same runs give edge by edge.
    fn by_edges(chains: &Chains) -> Vec<i128> {
        let edges: Vec<Edge> =
            chains.iter().flat_map(|run| run.windows(2).map(|pair| (pair[0], pair[1]))).collect();
        sizes(&polygons(edges))
    }

    fn sizes(polygons: &[Polygon]) -> Vec<i128> {
        let mut sizes: Vec<i128> = polygons.iter().map(Polygon::area2).collect();
        sizes.sort_unstable();
        sizes
    }

    #[test]
    fn runs_give_what_their_edges_give() {
        let two_halves: &[&[(i32, i32)]] = &[&[(0, 0), (9, 0), (9, 9)], &[(9, 9), (0, 9), (0, 0)]];
        let holed: &[&[(i32, i32)]] =
            &[&[(0, 0), (9, 0), (9, 9), (0, 9), (0, 0)], &[(2, 2), (2, 4), (4, 4), (2, 2)]];
        let pinched: &[&[(i32, i32)]] =
            &[&[(5, 5), (9, 5), (9, 9), (5, 5)], &[(5, 5), (1, 5), (1, 1), (5, 5)]];
        for runs in [two_halves, holed, pinched] {
            let chains = chains(runs);
            assert!(chains.are_apart(&mut Vec::new()), "{runs:?}");
            assert_eq!(sizes(&chains.polygons()), by_edges(&chains), "{runs:?}");
        }
        assert_eq!(chains(holed).polygons()[0].holes.len(), 1);
        assert_eq!(chains(pinched).polygons().len(), 2);
    }

    #[test]
    fn runs_that_lie_on_each_other_are_not_apart() {
        let folded: &[&[(i32, i32)]] = &[&[(0, 0), (5, 0), (0, 0)]];
        let both_ways: &[&[(i32, i32)]] = &[&[(0, 0), (5, 0)], &[(5, 0), (0, 0)]];
        let touching: &[&[(i32, i32)]] =
            &[&[(0, 0), (4, 0), (4, 4), (0, 0)], &[(9, 9), (4, 4), (9, 4), (9, 9)]];
        for runs in [folded, both_ways, touching] {
            assert!(!chains(runs).are_apart(&mut Vec::new()), "{runs:?}");
        }
    }
}
