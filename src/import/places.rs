//! Positions: the checks before a coordinate is believed.

use super::report::Code;
use super::table::Pair;
use crate::domain::Position;

/// A box of degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DegreeBox {
    /// Western edge.
    pub west: f64,
    /// Southern edge.
    pub south: f64,
    /// Eastern edge.
    pub east: f64,
    /// Northern edge.
    pub north: f64,
}

impl DegreeBox {
    fn holds(&self, lon: f64, lat: f64) -> bool {
        (self.west..=self.east).contains(&lon) && (self.south..=self.north).contains(&lat)
    }
}

/// Where every position must lie: Indonesia with its waters. Swapped axes fall
/// outside, which is how they are recognised.
pub const AREA_CHECK: DegreeBox = DegreeBox { west: 94.0, south: -12.0, east: 142.0, north: 7.0 };

/// Checks one position: two finite numbers, degrees, in the area, not swapped.
pub(super) fn check([lon, lat]: Pair) -> Result<Position, (Code, String)> {
    let place = format!("{lon}, {lat}");
    if !lon.is_finite() || !lat.is_finite() {
        return Err((Code::CoordinatesInvalid, place));
    }
    if AREA_CHECK.holds(lon, lat) {
        return Position::new(lon, lat).map_err(|error| (Code::CoordinatesInvalid, error.reason.to_owned()));
    }
    if AREA_CHECK.holds(lat, lon) {
        return Err((Code::CoordinatesSwapped, place));
    }
    let degrees = lon.abs() <= 180.0 && lat.abs() <= 180.0;
    Err((if degrees { Code::OutsideArea } else { Code::OutOfRange }, place))
}
