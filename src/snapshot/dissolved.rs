//! The topology of the boundaries, with the areas of every level in it.

use std::sync::OnceLock;

use geo::MultiPolygon;
use rayon::prelude::*;

use super::anomaly::Anomaly;
use super::areas::AreaIndex;
use crate::domain::{Area, AreaCode, Level};
use crate::topology::{self, HalfArc, Topology, Weights, in_degrees, on_plane};

/// Outlines of all areas in one topology.
pub(super) struct Dissolved {
    pub topology: Topology,
    /// Worked out when a zoom is first drawn; an import asks for none.
    weights: OnceLock<Weights>,
    /// The outline of each area, by its position among all areas.
    pub outlines: Vec<Vec<HalfArc>>,
    /// The code of each kelurahan, by its position in the topology.
    pub codes: Vec<AreaCode>,
    neighbours: Vec<Vec<AreaIndex>>,
    areas2: Vec<i128>,
}

impl Dissolved {
    /// From the kelurahan by code, and the codes of all areas.
    pub(super) fn build(kelurahan: &[&Area], codes: &[AreaCode], anomalies: &mut Vec<Anomaly>) -> Self {
        let shapes: Vec<Vec<topology::Polygon>> =
            kelurahan.iter().map(|area| on_plane(&area.shape)).collect();
        let topology = Topology::build(&shapes);
        let own: Vec<AreaCode> = kelurahan.iter().map(|area| area.code).collect();
        let defects = topology.defects();
        let neighbours = neighbours(topology.neighbours_across(&defects), &own, codes);
        anomalies.extend(defects.into_iter().map(|defect| Anomaly::Coverage {
            kind: defect.kind,
            codes: defect.areas.iter().map(|&area| own[area as usize]).collect(),
            square_metres: defect.square_metres,
            mean_width: defect.mean_width,
            place: defect.place,
        }));
        let mut outlines = vec![Vec::new(); codes.len()];
        for level in Level::ALL {
            place_outlines(&topology, &own, codes, *level, &mut outlines);
        }
        let areas2 = outlines.par_iter().map(|outline| topology.outline_area2(outline)).collect();
        Self { topology, weights: OnceLock::new(), outlines, codes: own, neighbours, areas2 }
    }

    /// The weight of every vertex.
    pub(super) fn weights(&self) -> &Weights {
        self.weights.get_or_init(|| self.topology.weigh())
    }

    /// The shape of an area with every vertex, in degrees.
    pub(super) fn shape(&self, area: AreaIndex) -> MultiPolygon {
        in_degrees(&self.topology.polygons(&self.outlines[area]))
    }

    /// Twice the size of an area in square units of the plane.
    pub(super) fn area2(&self, area: AreaIndex) -> i128 {
        self.areas2[area]
    }

    /// The areas of the same level that touch an area, by code.
    pub(super) fn neighbours(&self, area: AreaIndex) -> &[AreaIndex] {
        &self.neighbours[area]
    }
}

/// Works out the outlines of one level and puts them where their areas stand.
fn place_outlines(
    topology: &Topology,
    own: &[AreaCode],
    codes: &[AreaCode],
    level: Level,
    outlines: &mut [Vec<HalfArc>],
) {
    let areas: Vec<AreaIndex> = (0..codes.len()).filter(|&index| codes[index].level() == level).collect();
    if areas.is_empty() {
        return;
    }
    let first = areas[0];
    // Kelurahan of areas that have no shape of their own go into a last group.
    let group_of: Vec<usize> = own
        .iter()
        .map(|code| {
            code.at(level).and_then(|code| codes.binary_search(&code).ok()).map_or(areas.len(), |i| i - first)
        })
        .collect();
    let found = topology.outlines(&group_of, areas.len() + 1);
    for (area, outline) in areas.into_iter().zip(found) {
        outlines[area] = outline;
    }
}

/// Who touches whom, on every level: wider areas touch where any of their
/// kelurahan do.
fn neighbours(
    touching: Vec<Vec<topology::AreaIndex>>,
    own: &[AreaCode],
    codes: &[AreaCode],
) -> Vec<Vec<AreaIndex>> {
    let mut neighbours = vec![Vec::new(); codes.len()];
    for (area, others) in touching.into_iter().enumerate() {
        for other in others {
            for level in Level::ALL {
                let find = |code: AreaCode| code.at(*level).and_then(|code| codes.binary_search(&code).ok());
                match (find(own[area]), find(own[other as usize])) {
                    (Some(a), Some(b)) if a != b => neighbours[a].push(b),
                    _ => {}
                }
            }
        }
    }
    for list in &mut neighbours {
        list.sort_unstable();
        list.dedup();
    }
    neighbours
}
