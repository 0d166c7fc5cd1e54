//! The address of a map tile.

use super::InvalidValue;

/// Zoom, column and row of a Web Mercator tile; row 0 is in the north.
///
/// ```
/// use jangkau::domain::TileCoord;
///
/// assert!(TileCoord::new(1, 1, 1).is_ok());
/// assert!(TileCoord::new(1, 2, 0).is_err());
/// assert!(TileCoord::new(23, 0, 0).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TileCoord {
    z: u8,
    x: u32,
    y: u32,
}

impl TileCoord {
    /// Zoom at most 22, column and row below 2^zoom.
    pub fn new(z: u8, x: u32, y: u32) -> Result<Self, InvalidValue> {
        let refuse = |reason| Err(InvalidValue::new("tile coordinate", &format!("{z}/{x}/{y}"), reason));
        if z > 22 {
            return refuse("zoom must be at most 22");
        }
        if x >= 1 << z || y >= 1 << z {
            return refuse("column and row must be below 2^zoom");
        }
        Ok(Self { z, x, y })
    }

    /// Zoom.
    pub fn z(self) -> u8 {
        self.z
    }

    /// Column, from the west.
    pub fn x(self) -> u32 {
        self.x
    }

    /// Row, from the north.
    pub fn y(self) -> u32 {
        self.y
    }
}

impl std::fmt::Display for TileCoord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}/{}", self.z, self.x, self.y)
    }
}
