//! Boundaries that are mended because the person asked for it.
//!
//! First each shape that crosses itself, by itself; then all together: overlaps
//! given to one neighbour, gaps up to the tolerance closed. Every change is a
//! finding with its size. An area that changes by more than 0.1 % is named, and
//! the file refused, until the person accepts it by name.

use geo::{LineString, MultiPolygon};

use super::Refused;
use super::reading::Reading;
use super::report::{Code, Finding, Place};
use crate::domain::Area;
use crate::topology::{DefectKind, Point, Polygon, Topology, UNASKED_SHARE, plane};

/// Mends the borders between areas, as the reading asks; else leaves them.
pub(super) fn borders(
    areas: Vec<Area>,
    reading: &Reading,
    findings: &mut Vec<Finding>,
) -> Result<Vec<Area>, Refused> {
    let Some(tolerance) = reading.repair else { return Ok(areas) };
    // What is no number is in no range.
    if !(0.0..=100.0).contains(&tolerance) {
        return Err(Finding::new(Code::RepairTolerance, Place::File).field("repair").value(tolerance).into());
    }
    let planes: Vec<Vec<Polygon>> = areas.iter().map(|area| on_plane(&area.shape)).collect();
    let repair = Topology::build(&planes).repair(tolerance);
    let code = |index: u32| areas[index as usize].code;
    for given in &repair.given {
        let defect = &given.was.defect;
        let (lon, lat) = defect.place;
        let closed = if defect.kind == DefectKind::Gap { Code::GapClosed } else { Code::OverlapGiven };
        let beside: Vec<String> = defect.areas.iter().map(|&index| code(index).to_string()).collect();
        findings.push(Finding::new(closed, Place::File).area(beside.join(" ")).detail(format!(
            "{:.1} m² → {}; {lon:.6}, {lat:.6}",
            defect.square_metres,
            code(given.to)
        )));
    }
    let accepts = |code: &str| reading.accept.iter().any(|accepted| accepted == code || accepted == "semua");
    let mut refused = Vec::new();
    for index in repair.beyond(UNASKED_SHARE) {
        let area = &repair.areas[index as usize];
        let kode = code(index).to_string();
        let words = format!(
            "{:.0} m² + {:.0} m² − {:.0} m² ({:.2} %)",
            area.before,
            area.gained,
            area.lost,
            100.0 * area.moved_share()
        );
        if accepts(&kode) {
            findings.push(Finding::new(Code::RepairAccepted, Place::File).area(kode).detail(words));
        } else {
            refused.push(Finding::new(Code::RepairExceeds, Place::File).area(kode).detail(words));
        }
    }
    if !refused.is_empty() {
        return Err(Refused { findings: refused, taken: None });
    }
    Ok(areas
        .into_iter()
        .zip(repair.areas)
        .map(|(area, repaired)| {
            // An area whose every piece was given away cannot come to be: the rule keeps one.
            let shape =
                if repaired.polygons.is_empty() { area.shape } else { in_degrees(&repaired.polygons) };
            Area { shape, ..area }
        })
        .collect())
}

/// A shape on the plane.
pub(super) fn on_plane(shape: &MultiPolygon) -> Vec<Polygon> {
    let ring = |line: &LineString| -> Vec<Point> {
        line.0.iter().skip(1).map(|coord| plane::from_degrees(coord.x, coord.y)).collect()
    };
    let polygon = |polygon: &geo::Polygon| Polygon {
        shell: ring(polygon.exterior()),
        holes: polygon.interiors().iter().map(ring).collect(),
    };
    shape.iter().map(polygon).collect()
}

/// A shape of the plane in degrees, as RFC 7946 turns its rings.
pub(super) fn in_degrees(polygons: &[Polygon]) -> MultiPolygon {
    use geo::orient::{Direction, Orient};
    let ring = |points: &[Point]| {
        points.iter().chain(points.first()).map(|&point| plane::to_degrees(point)).collect::<LineString>()
    };
    polygons
        .iter()
        .map(|polygon| {
            geo::Polygon::new(ring(&polygon.shell), polygon.holes.iter().map(|hole| ring(hole)).collect())
        })
        .collect::<MultiPolygon>()
        .orient(Direction::Default)
}
