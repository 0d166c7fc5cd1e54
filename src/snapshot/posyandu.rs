//! Posyandu with an index that finds the nearest, exactly.
//!
//! A k-d tree of earth-centred metres on the WGS 84 ellipsoid. The straight line
//! between two positions is never longer than the way over the ground, so a
//! search by straight lines that goes as far as the longest way found so far
//! has seen every post that could be nearer. The order by great circles on a
//! sphere, which most indexes give, is wrong for two answers in five here.

use std::collections::HashMap;
use std::num::NonZeroUsize;

use kiddo::{ImmutableKdTree, SquaredEuclidean};
use rstar::{AABB, RTree, RTreeObject};

use super::anomaly::Anomaly;
use super::areas::{AreaIndex, Areas};
use super::cell::cell_at;
use super::clusters::{Cluster, Clusters};
use super::labels::{around, owner};
use crate::domain::{DatasetKind, Holdings, Position, Posyandu, TileCoord};
use crate::topology::{Point, plane};

/// Posyandu with their index.
pub struct PosyanduIndex {
    all: Vec<Posyandu>,
    datasets: Vec<usize>,
    /// Which of them are invented.
    sample: Vec<bool>,
    by_area: HashMap<AreaIndex, Vec<usize>>,
    /// The posyandu that have a position, in the order of the tree's items.
    placed: Vec<usize>,
    tree: Option<ImmutableKdTree<f64, 3>>,
    /// The same posyandu on the plane of the map, for tiles.
    map: RTree<OnMap>,
    clusters: Clusters,
}

/// A posyandu on the plane of the map.
struct OnMap {
    point: Point,
    posyandu: usize,
}

impl RTreeObject for OnMap {
    type Envelope = AABB<[i32; 2]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_point([self.point.x, self.point.y])
    }
}

/// A posyandu that may be among the nearest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Its position in [`PosyanduIndex::all`].
    pub posyandu: usize,
    /// The straight line to it through the ground, in metres: never more than
    /// the way over the ground.
    pub chord: f64,
}

impl PosyanduIndex {
    pub(super) fn build(holdings: &Holdings, areas: &Areas, anomalies: &mut Vec<Anomaly>) -> Self {
        let mut held: Vec<(&Posyandu, usize)> =
            holdings.posyandu.iter().map(|held| (&held.row, held.dataset)).collect();
        held.sort_by(|a, b| a.0.id.cmp(&b.0.id));
        held.dedup_by(|a, b| a.0.id == b.0.id);
        let mut by_area: HashMap<AreaIndex, Vec<usize>> = HashMap::new();
        for (index, (posyandu, dataset)) in held.iter().enumerate() {
            match areas.find(posyandu.area) {
                Some(area) => by_area.entry(area).or_default().push(index),
                None => anomalies.push(Anomaly::UnknownArea {
                    dataset: *dataset,
                    kind: DatasetKind::Posyandu,
                    code: posyandu.area,
                }),
            }
            anomalies.extend(outside(posyandu, *dataset, areas));
        }
        let invented = |dataset: usize| holdings.datasets.get(dataset).is_some_and(|held| held.meta.sample);
        let sample = held.iter().map(|&(_, dataset)| invented(dataset)).collect();
        let (all, datasets) = held.into_iter().map(|(posyandu, dataset)| (posyandu.clone(), dataset)).unzip();
        Self { sample, ..Self::index(all, datasets, by_area) }
    }

    fn index(all: Vec<Posyandu>, datasets: Vec<usize>, by_area: HashMap<AreaIndex, Vec<usize>>) -> Self {
        let placed: Vec<usize> = (0..all.len()).filter(|&index| all[index].position.is_some()).collect();
        let points: Vec<[f64; 3]> =
            placed.iter().filter_map(|&index| all[index].position).map(earth_centred).collect();
        // Building fails only for an empty list, which has nothing to find.
        let tree = ImmutableKdTree::new_from_slice(&points).ok().filter(|_| !points.is_empty());
        let on_map = |&posyandu: &usize| {
            let position = all[posyandu].position?;
            Some(OnMap { point: plane::from_degrees(position.lon(), position.lat()), posyandu })
        };
        let map = RTree::bulk_load(placed.iter().filter_map(on_map).collect());
        Self { all, datasets, sample: Vec::new(), by_area, placed, tree, map, clusters: Clusters::default() }
    }

    /// Every posyandu, by id.
    pub fn all(&self) -> &[Posyandu] {
        &self.all
    }

    /// The dataset of a posyandu, as a position among the snapshot's datasets.
    pub fn dataset(&self, posyandu: usize) -> usize {
        self.datasets[posyandu]
    }

    /// Whether a posyandu is invented.
    pub fn is_sample(&self, posyandu: usize) -> bool {
        self.sample[posyandu]
    }

    /// The posyandu that name a kelurahan as theirs, by id.
    pub fn of_area(&self, area: AreaIndex) -> &[usize] {
        self.by_area.get(&area).map_or(&[], Vec::as_slice)
    }

    /// How many have a position.
    pub fn placed(&self) -> usize {
        self.placed.len()
    }

    /// The `count` posyandu nearest by straight line, nearest first.
    pub fn nearest(&self, position: Position, count: usize) -> Vec<Candidate> {
        let (Some(tree), Some(count)) = (&self.tree, NonZeroUsize::new(count.min(self.placed.len()))) else {
            return Vec::new();
        };
        let found = tree.query(&earth_centred(position)).nearest_n::<SquaredEuclidean<f64>>(count).execute();
        found.iter().map(|hit| self.candidate(hit.item as usize, hit.distance)).collect()
    }

    /// Every posyandu within a straight line of some metres, nearest first.
    pub fn within(&self, position: Position, metres: f64) -> Vec<Candidate> {
        let Some(tree) = &self.tree else { return Vec::new() };
        let found =
            tree.query(&earth_centred(position)).within::<SquaredEuclidean<f64>>(metres * metres).execute();
        found.iter().map(|hit| self.candidate(hit.item as usize, hit.distance)).collect()
    }

    /// The posyandu that a tile owns, by id, each with its cell.
    pub fn of_tile(&self, coord: TileCoord) -> Vec<(usize, Point)> {
        let mut found: Vec<(usize, Point)> = self
            .map
            .locate_in_envelope(around(coord))
            .filter_map(|entry| {
                Some((entry.posyandu, cell_at(self.all[entry.posyandu].position?, coord.z())))
            })
            .filter(|&(_, cell)| owner(cell) == (coord.x(), coord.y()))
            .collect();
        found.sort_unstable_by_key(|&(posyandu, _)| posyandu);
        found
    }

    /// The clusters that a tile owns; none from [`super::SINGLE_FROM`] on.
    pub fn clusters(&self, coord: TileCoord) -> &[Cluster] {
        self.clusters.of_tile(coord, &self.all, |posyandu| self.sample[posyandu])
    }

    fn candidate(&self, item: usize, distance2: f64) -> Candidate {
        Candidate { posyandu: self.placed[item], chord: distance2.sqrt() }
    }
}

fn outside(posyandu: &Posyandu, dataset: usize, areas: &Areas) -> Option<Anomaly> {
    let area = areas.find(posyandu.area)?;
    let hits = areas.at(posyandu.position?);
    (!hits.contains(&area)).then(|| Anomaly::PointOutside {
        dataset,
        id: posyandu.id.clone(),
        code: posyandu.area,
        lies_in: hits.first().map(|&hit| areas.all()[hit].code),
    })
}

/// Metres from the centre of the earth, on the WGS 84 ellipsoid.
pub(crate) fn earth_centred(position: Position) -> [f64; 3] {
    const EQUATOR: f64 = 6_378_137.0;
    const FLATTENING: f64 = 1.0 / 298.257_223_563;
    let e2 = FLATTENING * (2.0 - FLATTENING);
    let (lon, lat) = (position.lon().to_radians(), position.lat().to_radians());
    let normal = EQUATOR / (1.0 - e2 * lat.sin() * lat.sin()).sqrt();
    [normal * lat.cos() * lon.cos(), normal * lat.cos() * lon.sin(), normal * (1.0 - e2) * lat.sin()]
}
