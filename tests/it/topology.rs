//! The promises of the topology, on random coverages and by invariants that do
//! not come from its own output: areas add up, edges have two sides, rings are
//! valid by another library's judgement.

#![expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "small numbers of a test")]

use std::collections::HashMap;

use geo::{Area, BooleanOps, Validation};
use jangkau::topology::{DefectKind, Grid, Point, Polygon, Topology, Weights, plane};
use proptest::prelude::*;

use crate::support::Dice;

/// A coverage without gap or overlap: a jittered grid whose inner borders have
/// extra vertices, which both neighbours share.
pub fn clean_coverage(seed: u64, columns: usize, rows: usize, spacing: i32) -> Vec<Vec<Polygon>> {
    let mut dice = Dice(seed);
    let jitter = f64::from(spacing) * 0.35;
    let (x0, y0) = (1_300_000_000, 80_000_000);
    let mut corner = |column: usize, row: usize| Point {
        x: x0 + i32::try_from(column).expect("small") * spacing + dice.between(-jitter, jitter) as i32,
        y: y0 + i32::try_from(row).expect("small") * spacing + dice.between(-jitter, jitter) as i32,
    };
    let corners: Vec<Vec<Point>> =
        (0..=rows).map(|row| (0..=columns).map(|column| corner(column, row)).collect()).collect();
    let mut bends: HashMap<(Point, Point), Vec<Point>> = HashMap::new();
    let mut side = |from: Point, to: Point| -> Vec<Point> {
        let (low, high) = (from.min(to), from.max(to));
        let bends = bends.entry((low, high)).or_insert_with(|| {
            let count = dice.below(12);
            (1..=count)
                .map(|step| {
                    let way = step as f64 / (count + 1) as f64;
                    let wobble = f64::from(spacing) * 0.02;
                    let at = |a: i32, b: i32, off: f64| {
                        (f64::from(a) + (f64::from(b) - f64::from(a)) * way + off).round() as i32
                    };
                    Point {
                        x: at(low.x, high.x, dice.between(-wobble, wobble)),
                        y: at(low.y, high.y, dice.between(-wobble, wobble)),
                    }
                })
                .collect()
        });
        let mut path = vec![from];
        if from == low {
            path.extend(bends.iter());
        } else {
            path.extend(bends.iter().rev());
        }
        path
    };
    let mut areas = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            let around = [
                corners[row][column],
                corners[row][column + 1],
                corners[row + 1][column + 1],
                corners[row + 1][column],
            ];
            let ring: Vec<Point> =
                (0..4).flat_map(|index| side(around[index], around[(index + 1) % 4])).collect();
            areas.push(vec![Polygon::new(ring)]);
        }
    }
    areas
}

fn each_its_own(count: usize) -> Vec<usize> {
    (0..count).collect()
}

pub fn area2(polygons: &[Polygon]) -> i128 {
    polygons.iter().map(Polygon::area2).sum()
}

pub fn as_geo(polygons: &[Polygon]) -> geo::MultiPolygon {
    let line = |ring: &[Point]| -> geo::LineString {
        ring.iter().chain(ring.first()).map(|point| (f64::from(point.x), f64::from(point.y))).collect()
    };
    polygons
        .iter()
        .map(|polygon| {
            geo::Polygon::new(line(&polygon.shell), polygon.holes.iter().map(|hole| line(hole)).collect())
        })
        .collect()
}

/// At every zoom: the areas of a clean coverage add up to the area of the
/// whole, to the last unit (so there is neither gap nor overlap), and every
/// polygon is valid.
fn stays_clean(areas: &[Vec<Polygon>]) {
    let topology = Topology::build(areas);
    assert_eq!(topology.defects(), []);
    let weights = topology.weigh();
    let own = topology.outlines(&each_its_own(areas.len()), areas.len());
    let whole = &topology.outlines(&vec![0; areas.len()], 1)[0];
    for zoom in 0..=Grid::MAX_ZOOM {
        let arcs = topology.snap(&weights, zoom);
        let parts: Vec<Vec<Polygon>> = own.iter().map(|outline| arcs.polygons(&topology, outline)).collect();
        let sum: i128 = parts.iter().map(|polygons| area2(polygons)).sum();
        assert_eq!(sum, area2(&arcs.polygons(&topology, whole)), "zoom {zoom}");
        for polygons in parts {
            assert!(as_geo(&polygons).is_valid(), "zoom {zoom}: {polygons:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_clean_coverage_stays_clean_at_every_zoom(seed: u64, columns in 1_usize..6, rows in 1_usize..6, spacing in 2_000_i32..600_000) {
        stays_clean(&clean_coverage(seed, columns, rows, spacing));
    }

    #[test]
    fn what_overlaps_is_found_with_its_size(seed: u64) {
        // Two rectangles on random corners, some of which overlap.
        let mut dice = Dice(seed);
        let mut rectangle = || {
            let (x, y) = (dice.below(1_000) as i32, dice.below(1_000) as i32);
            let (w, h) = (1 + dice.below(900) as i32, 1 + dice.below(900) as i32);
            Polygon::new(vec![Point { x, y }, Point { x: x + w, y }, Point { x: x + w, y: y + h }, Point { x, y: y + h }])
        };
        let (a, b) = (rectangle(), rectangle());
        let topology = Topology::build(&[vec![a.clone()], vec![b.clone()]]);
        let found: i128 = topology.defects().iter().filter(|defect| defect.kind == DefectKind::Overlap).map(|defect| area2(&topology.face_shape(defect.face))).sum();
        let other = as_geo(&[a]).intersection(&as_geo(&[b])).unsigned_area();
        prop_assert!((found as f64 / 2.0 - other).abs() < 1e-6 * other.max(1.0), "{found} against {other}");
    }
}

#[test]
fn the_common_border_of_two_areas_has_the_same_vertices_on_both_sides() {
    let areas = clean_coverage(7, 2, 1, 300_000);
    let topology = Topology::build(&areas);
    let weights = topology.weigh();
    let own = topology.outlines(&each_its_own(2), 2);
    for zoom in [6, 10, 14] {
        let arcs = topology.snap(&weights, zoom);
        let edges = |area: usize| -> Vec<(Point, Point)> {
            let ring = &arcs.polygons(&topology, &own[area])[0].shell;
            (0..ring.len()).map(|index| (ring[index], ring[(index + 1) % ring.len()])).collect()
        };
        let (left, right) = (edges(0), edges(1));
        let shared = left.iter().filter(|(from, to)| right.contains(&(*to, *from))).count();
        assert!(shared > 0, "zoom {zoom}");
        let touching = left.iter().filter(|(from, to)| {
            let on = |p: &Point| right.iter().any(|edge| edge.0 == *p);
            on(from) && on(to)
        });
        assert_eq!(touching.count(), shared, "zoom {zoom}: an edge of the border stands on one side only");
    }
}

#[test]
fn simplifying_takes_vertices_away_and_keeps_what_matters() {
    let areas = clean_coverage(11, 4, 4, 500_000);
    let topology = Topology::build(&areas);
    let weights = topology.weigh();
    let own = topology.outlines(&each_its_own(areas.len()), areas.len());
    let vertices = |zoom: u8| -> usize {
        let arcs = topology.snap(&weights, zoom);
        own.iter()
            .flat_map(|outline| arcs.polygons(&topology, outline))
            .map(|polygon| polygon.shell.len())
            .sum()
    };
    assert!(vertices(8) < vertices(14), "{} at zoom 8, {} at 14", vertices(8), vertices(14));
    // A vertex is left out only where its triangle is small on the screen.
    assert!(Weights::least(Grid::of_zoom(8)) > Weights::least(Grid::of_zoom(14)));
    for (area, outline) in own.iter().enumerate() {
        let full = area2(&topology.polygons(outline));
        let cell2 = i128::from(Grid::of_zoom(12).cell()).pow(2);
        let drawn = area2(&topology.snap(&weights, 12).polygons(&topology, outline)) * cell2;
        assert!((full - drawn).abs() * 50 < full, "area {area}: {full} became {drawn}");
    }
}

#[test]
fn a_lake_is_a_hole_and_a_space_between_two_areas_is_a_gap() {
    let ring = |x: i32, y: i32, w: i32, h: i32| {
        vec![Point { x, y }, Point { x: x + w, y }, Point { x: x + w, y: y + h }, Point { x, y: y + h }]
    };
    let with_lake = Polygon { shell: ring(0, 0, 100, 100), holes: vec![ring(20, 20, 10, 10)] };
    let beside = Polygon::new(ring(100, 0, 50, 100));
    let topology = Topology::build(&[vec![with_lake], vec![beside]]);
    assert_eq!(topology.defects(), []);
    assert_eq!(topology.neighbours(), [vec![1], vec![0]]);
    // Two halves of a frame with a sliver between them, closed at both ends.
    let left = Polygon::new(vec![
        Point { x: 0, y: 0 },
        Point { x: 50, y: 0 },
        Point { x: 49, y: 50 },
        Point { x: 50, y: 100 },
        Point { x: 0, y: 100 },
    ]);
    let right = Polygon::new(vec![
        Point { x: 50, y: 0 },
        Point { x: 100, y: 0 },
        Point { x: 100, y: 100 },
        Point { x: 50, y: 100 },
        Point { x: 51, y: 50 },
    ]);
    let topology = Topology::build(&[vec![left], vec![right]]);
    let defects = topology.defects();
    assert_eq!(defects.len(), 1);
    assert_eq!(
        (defects[0].kind, defects[0].areas.clone(), area2(&topology.face_shape(defects[0].face))),
        (DefectKind::Gap, vec![0, 1], 200)
    );
    assert_eq!(topology.neighbours(), [vec![1], vec![0]]);
}

#[test]
fn areas_that_meet_in_a_point_are_no_neighbours() {
    let square = |x: i32, y: i32| {
        vec![Polygon::new(vec![
            Point { x, y },
            Point { x: x + 9, y },
            Point { x: x + 9, y: y + 9 },
            Point { x, y: y + 9 },
        ])]
    };
    let topology = Topology::build(&[square(0, 0), square(9, 9), square(9, 0)]);
    assert_eq!(topology.neighbours(), [vec![2], vec![2], vec![0, 1]]);
}

#[test]
fn an_island_in_a_lake_in_an_island_knows_what_surrounds_it() {
    let frame = |inset: i32| {
        let (low, high) = (inset * 1_000, (1_000 - inset) * 1_000);
        vec![
            Point { x: low, y: low },
            Point { x: high, y: low },
            Point { x: high, y: high },
            Point { x: low, y: high },
        ]
    };
    let land = Polygon { shell: frame(0), holes: vec![frame(100)] };
    let island = Polygon { shell: frame(200), holes: vec![frame(300)] };
    let inner = Polygon::new(frame(300));
    let topology = Topology::build(&[vec![land], vec![island], vec![inner]]);
    let coverages: Vec<Vec<u32>> = topology.coverages().map(<[u32]>::to_vec).collect();
    let count = |coverage: &[u32]| coverages.iter().filter(|found| found.as_slice() == coverage).count();
    assert_eq!((count(&[0]), count(&[1]), count(&[2]), count(&[])), (1, 1, 1, 2));
    assert_eq!(topology.neighbours(), [vec![], vec![2], vec![1]]);
}

#[test]
fn the_order_of_areas_does_not_matter() {
    let areas = clean_coverage(23, 3, 3, 100_000);
    let mut backwards = areas.clone();
    backwards.reverse();
    let (one, other) = (Topology::build(&areas), Topology::build(&backwards));
    assert_eq!(one.points(), other.points());
    assert_eq!(one.arcs().len(), other.arcs().len());
}

#[test]
fn positions_that_differ_in_the_seventh_decimal_stay_apart() {
    let a = plane::from_degrees(109.670_000_0, -6.900_000_0);
    let b = plane::from_degrees(109.670_000_1, -6.900_000_0);
    let c = plane::from_degrees(109.670_000_0, -6.900_000_1);
    assert!(a != b && a != c && b != c);
}
