//! Boundaries that are mended because the person asked for it.
//!
//! First each shape that crosses itself, by itself; then all together: overlaps
//! given to one neighbour, gaps up to the tolerance closed. Every change is a
//! finding with its size. An area that changes by more than 0.1 % is named, and
//! the file refused, until the person accepts it by name.

use super::Refused;
use super::reading::Reading;
use super::report::{Code, Finding, Place};
use crate::domain::Area;
use crate::topology::{DefectKind, Polygon, Repair, Topology, UNASKED_SHARE, in_degrees, on_plane};

/// The word that accepts every area.
const ALL: &str = "semua";

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
    tell_given(&areas, &repair, findings);
    let (accepted, refused) = beyond(&areas, &repair, &reading.accept);
    if !refused.is_empty() {
        return Err(Refused { findings: refused, taken: None });
    }
    findings.extend(accepted);
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

/// Every gap that was closed and every overlap that was given away.
fn tell_given(areas: &[Area], repair: &Repair, findings: &mut Vec<Finding>) {
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
}

/// The areas that change by more than is done unasked: those that the person
/// accepts, and the others.
fn beyond(areas: &[Area], repair: &Repair, accept: &[String]) -> (Vec<Finding>, Vec<Finding>) {
    let (mut accepted, mut refused) = (Vec::new(), Vec::new());
    for index in repair.beyond(UNASKED_SHARE) {
        let area = &repair.areas[index as usize];
        let kode = areas[index as usize].code.to_string();
        let is_accepted = accept.iter().any(|one| *one == kode || one == ALL);
        let (code, list) = if is_accepted {
            (Code::RepairAccepted, &mut accepted)
        } else {
            (Code::RepairExceeds, &mut refused)
        };
        list.push(Finding::new(code, Place::File).area(kode).detail(format!(
            "{:.0} m² + {:.0} m² − {:.0} m² ({:.2} %)",
            area.before,
            area.gained,
            area.lost,
            100.0 * area.moved_share()
        )));
    }
    (accepted, refused)
}
