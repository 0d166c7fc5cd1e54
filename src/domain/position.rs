//! A place on the earth.

use super::InvalidValue;

/// Longitude and latitude in degrees on WGS 84, finite and in range.
///
/// ```
/// use jangkau::domain::Position;
///
/// assert!(Position::new(109.67, -6.89).is_ok());
/// assert!(Position::new(f64::NAN, 0.0).is_err());
/// assert!(Position::new(109.67, -96.0).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    lon: f64,
    lat: f64,
}

impl Position {
    /// Where the equator meets the prime meridian.
    pub const ORIGIN: Self = Self { lon: 0.0, lat: 0.0 };

    /// Checks both degrees: −180 to 180 and −90 to 90, finite.
    pub fn new(lon: f64, lat: f64) -> Result<Self, InvalidValue> {
        let refuse = |reason| Err(InvalidValue::new("position", &format!("{lon},{lat}"), reason));
        if !lon.is_finite() || !lat.is_finite() {
            return refuse("a coordinate is not a finite number");
        }
        if lon.abs() > 180.0 {
            return refuse("longitude must be between -180 and 180 degrees");
        }
        if lat.abs() > 90.0 {
            return refuse("latitude must be between -90 and 90 degrees");
        }
        Ok(Self { lon, lat })
    }

    /// Degrees east.
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// Degrees north.
    pub fn lat(self) -> f64 {
        self.lat
    }
}

impl std::str::FromStr for Position {
    type Err = InvalidValue;

    /// Reads `lon,lat`, longitude first as in GeoJSON.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = |reason| InvalidValue::new("position", text, reason);
        let (lon, lat) =
            text.split_once(',').ok_or_else(|| invalid("expected two numbers, longitude,latitude"))?;
        let number = |part: &str| {
            part.trim().parse::<f64>().map_err(|_| invalid("expected two numbers, longitude,latitude"))
        };
        Self::new(number(lon)?, number(lat)?)
    }
}
