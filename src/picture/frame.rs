//! Frames: where a stretch of the plane lies in a picture.
//!
//! The plane is Web Mercator, as everywhere, so pictures, tiles and the page
//! show the same shapes. A scale is true only at one latitude; a sheet takes
//! that of the frame's middle.

use super::svg::number;
use crate::domain::TileCoord;
use crate::topology::plane::{self, HALF_WORLD};
use crate::topology::{Grid, Point};

/// A box in the units of a picture, y downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Rect {
    /// The right edge.
    pub(super) fn right(self) -> f64 {
        self.left + self.width
    }

    /// The lower edge.
    pub(super) fn bottom(self) -> f64 {
        self.top + self.height
    }

    /// Its place and size as attributes of a `rect`.
    pub(super) fn place(self) -> String {
        format!(
            "x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
            number(self.left),
            number(self.top),
            number(self.width),
            number(self.height)
        )
    }

    /// The box with its edges moved outwards, or inwards where `by` is negative.
    pub(super) fn grown(self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            width: self.width + 2.0 * by,
            height: self.height + 2.0 * by,
        }
    }

    /// Whether two boxes have a place in common.
    pub(super) fn meets(self, other: Self) -> bool {
        self.left < other.right()
            && other.left < self.right()
            && self.top < other.bottom()
            && other.top < self.bottom()
    }

    /// Whether another box lies wholly inside.
    pub(super) fn holds(self, other: Self) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && self.right() >= other.right()
            && self.bottom() >= other.bottom()
    }
}

/// A box of a picture with the stretch of the plane that it shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// The box.
    pub(super) rect: Rect,
    /// What lies in the box's north-west corner, in units of the plane.
    west: f64,
    north: f64,
    /// Units of the picture a unit of the plane.
    per_unit: f64,
}

/// A kilometre of ground is drawn at most this wide, so that a few houses do
/// not fill a sheet: in units of a picture.
const WIDEST_KILOMETRE: f64 = 1500.0;

impl Frame {
    /// Shows an extent, from its north-west to its south-east corner, in the
    /// middle of a box, as large as it goes with a margin around.
    pub(super) fn around(low: Point, high: Point, rect: Rect, margin: f64) -> Self {
        let (west, north) = (f64::from(low.x), f64::from(low.y));
        let (width, height) = (f64::from(high.x) - west, f64::from(high.y) - north);
        let middle = (west + width / 2.0, north + height / 2.0);
        let free = rect.grown(-margin);
        let widest = WIDEST_KILOMETRE / 1000.0 * plane::metres_per_unit(point(middle.0, middle.1));
        let per_unit = (free.width / width.max(1.0)).min(free.height / height.max(1.0)).min(widest);
        Self {
            rect,
            west: middle.0 - rect.width / 2.0 / per_unit,
            north: middle.1 - rect.height / 2.0 / per_unit,
            per_unit,
        }
    }

    /// Shows a tile in a square of `size`.
    pub(super) fn of_tile(coord: TileCoord, size: f64) -> Self {
        let tile = f64::from(1_u32 << (31 - u32::from(coord.z()))) * 2.0;
        #[expect(clippy::cast_precision_loss, reason = "a power of two")]
        let corner = |number: u32| f64::from(number) * tile - HALF_WORLD as f64;
        Self {
            rect: Rect { left: 0.0, top: 0.0, width: size, height: size },
            west: corner(coord.x()),
            north: corner(coord.y()),
            per_unit: size / tile,
        }
    }

    /// Where a vertex lies in the picture.
    pub(super) fn place(&self, vertex: Point) -> (f64, f64) {
        (
            self.rect.left + (f64::from(vertex.x) - self.west) * self.per_unit,
            self.rect.top + (f64::from(vertex.y) - self.north) * self.per_unit,
        )
    }

    /// The north-west and south-east corners on the plane, a little beyond the
    /// box, so that lines along its edges are whole.
    pub(super) fn corners(&self, beyond: f64) -> (Point, Point) {
        let at = |across: f64, down: f64| {
            point(self.west + across / self.per_unit, self.north + down / self.per_unit)
        };
        (at(-beyond, -beyond), at(self.rect.width + beyond, self.rect.height + beyond))
    }

    /// Metres on the ground, in the middle of the frame, of a unit of the picture.
    pub(super) fn metres(&self) -> f64 {
        let half = |length: f64| length / 2.0 / self.per_unit;
        let middle = point(self.west + half(self.rect.width), self.north + half(self.rect.height));
        plane::metres_per_unit(middle) / self.per_unit
    }

    /// The least zoom whose cells are no larger than half a dot, with so many
    /// dots to a unit of the picture: a finer grid would show nothing more.
    pub(super) fn zoom(&self, dots: f64) -> u8 {
        let dot = 1.0 / (self.per_unit * dots);
        #[expect(clippy::cast_precision_loss, reason = "at most a million")]
        let fine = |zoom: &u8| Grid::of_zoom(*zoom).cell() as f64 <= dot / 2.0;
        (0..Grid::MAX_ZOOM).find(fine).unwrap_or(Grid::MAX_ZOOM)
    }
}

fn point(x: f64, y: f64) -> Point {
    #[expect(clippy::cast_possible_truncation, reason = "a float cast saturates at the edge of the world")]
    let vertex = Point { x: x.round() as i32, y: y.round() as i32 };
    vertex
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extent_lies_in_the_middle_of_its_box() {
        let (low, high) = (plane::from_degrees(109.6, -6.8), plane::from_degrees(109.8, -7.0));
        let rect = Rect { left: 10.0, top: 20.0, width: 400.0, height: 300.0 };
        let frame = Frame::around(low, high, rect, 5.0);
        let ((left, top), (right, bottom)) = (frame.place(low), frame.place(high));
        assert!(rect.grown(-4.99).holds(Rect { left, top, width: right - left, height: bottom - top }));
        assert!(
            (f64::midpoint(left, right) - 210.0).abs() < 0.01
                && (f64::midpoint(top, bottom) - 170.0).abs() < 0.01
        );
    }

    #[test]
    fn a_metre_is_a_metre() {
        // The geodesic is the judge: how far the frame's middle line reaches.
        use geo::{Distance, Geodesic};
        let (low, high) = (plane::from_degrees(109.6, -6.8), plane::from_degrees(109.8, -7.0));
        let rect = Rect { left: 0.0, top: 0.0, width: 400.0, height: 400.0 };
        let frame = Frame::around(low, high, rect, 0.0);
        let (west, east) = (geo::Point::new(109.6, -6.9), geo::Point::new(109.8, -6.9));
        let long = frame.place(high).0 - frame.place(low).0;
        let truly = Geodesic.distance(west, east);
        assert!((long * frame.metres() / truly - 1.0).abs() < 0.0005);
    }

    #[test]
    fn a_tile_shows_its_own_corner_of_the_world() {
        let frame = Frame::of_tile(TileCoord::new(10, 823, 531).expect("a tile"), 256.0);
        assert_eq!(frame.zoom(1.0), 10 - 3);
        let cell = Point { x: 823 * 4096, y: 532 * 4096 };
        assert_eq!(frame.place(Grid::of_zoom(10).centre(cell)), (0.0, 256.0));
        let world = Frame::of_tile(TileCoord::new(0, 0, 0).expect("a tile"), 256.0);
        assert_eq!(world.place(Point { x: 0, y: 0 }), (128.0, 128.0));
    }

    #[test]
    fn a_small_place_is_not_blown_up_without_end() {
        let corner = plane::from_degrees(109.6, -6.8);
        let frame =
            Frame::around(corner, corner, Rect { left: 0.0, top: 0.0, width: 100.0, height: 100.0 }, 0.0);
        assert!((1000.0 / frame.metres() - WIDEST_KILOMETRE).abs() < 1.0);
    }
}
