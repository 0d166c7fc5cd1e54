//! The edge of a box, as a way around it.

use crate::topology::Point;

/// The edge of a box, walked with the box on the left from its low corner on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    pub(super) low: Point,
    pub(super) high: Point,
}

impl Around {
    fn width(self) -> i64 {
        i64::from(self.high.x) - i64::from(self.low.x)
    }

    fn height(self) -> i64 {
        i64::from(self.high.y) - i64::from(self.low.y)
    }

    /// Whether a side of the box lies between it and everything between two
    /// corners.
    pub(super) fn parts(self, low: Point, high: Point) -> bool {
        high.x <= self.low.x || low.x >= self.high.x || high.y <= self.low.y || low.y >= self.high.y
    }

    /// Whether a point of the box lies on its edge.
    pub(super) fn has_on_it(self, point: Point) -> bool {
        let (low, high) = (self.low, self.high);
        point.x == low.x || point.x == high.x || point.y == low.y || point.y == high.y
    }

    /// Whether a segment lies in the box, and not along one of its sides.
    pub(super) fn has_inside(self, a: Point, b: Point) -> bool {
        let (low, high) = (self.low, self.high);
        let between = |a: i32, b: i32, low: i32, high: i32| a.min(b) >= low && a.max(b) <= high;
        between(a.x, b.x, low.x, high.x)
            && between(a.y, b.y, low.y, high.y)
            && side_of(a, b, low, high).is_none()
    }

    /// How far on the way around a point of the edge is.
    pub(super) fn way(self, point: Point) -> i64 {
        let right = i64::from(point.x) - i64::from(self.low.x);
        let down = i64::from(point.y) - i64::from(self.low.y);
        let (width, height) = (self.width(), self.height());
        if down == 0 {
            right
        } else if right == width {
            width + down
        } else if down == height {
            2 * width + height - right
        } else {
            2 * (width + height) - down
        }
    }

    /// The corners, and how far on the way each is.
    pub(super) fn corners(self) -> [(i64, Point); 4] {
        let (low, high) = (self.low, self.high);
        let (width, height) = (self.width(), self.height());
        [
            (0, low),
            (width, Point { x: high.x, y: low.y }),
            (width + height, high),
            (2 * width + height, Point { x: low.x, y: high.y }),
        ]
    }

    /// Adds the corners between two places on the way.
    pub(super) fn push_corners(self, from: i64, to: i64, points: &mut Vec<Point>) {
        let round = 2 * (self.width() + self.height());
        let to = if to <= from { to + round } else { to };
        for lap in [0, round] {
            for (way, corner) in self.corners() {
                if from < way + lap && way + lap < to {
                    points.push(corner);
                }
            }
        }
    }

    /// Whether the box lies within a ring that has no edge inside it.
    pub(super) fn is_within(self, ring: &[Point]) -> bool {
        // At half a cell below the upper side each edge is left of the box or
        // right of it, or along a side.
        let is_below = |point: Point| point.y > self.low.y;
        let mut within = false;
        let mut before = ring[ring.len() - 1];
        for &point in ring {
            within ^= is_below(before) != is_below(point) && before.x.min(point.x) >= self.high.x;
            before = point;
        }
        within
    }
}

/// The side of a box along which a segment runs.
pub(super) fn side_of(a: Point, b: Point, low: Point, high: Point) -> Option<usize> {
    let sides = [
        a.x == b.x && a.x == low.x,
        a.x == b.x && a.x == high.x,
        a.y == b.y && a.y == low.y,
        a.y == b.y && a.y == high.y,
    ];
    sides.iter().position(|&on| on)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Around = Around { low: Point { x: 0, y: 0 }, high: Point { x: 10, y: 20 } };

    #[test]
    fn the_way_goes_around_once() {
        let right = (0..10).map(|x| Point { x, y: 0 });
        let down = (0..20).map(|y| Point { x: 10, y });
        let left = (1..=10).rev().map(|x| Point { x, y: 20 });
        let up = (1..=20).rev().map(|y| Point { x: 0, y });
        let way: Vec<i64> = right.chain(down).chain(left).chain(up).map(|point| BOX.way(point)).collect();
        assert_eq!(way, (0..60).collect::<Vec<_>>());
    }

    #[test]
    fn corners_lie_between_two_places() {
        let between = |from, to| {
            let mut points = Vec::new();
            BOX.push_corners(from, to, &mut points);
            points.iter().map(|&point| BOX.way(point)).collect::<Vec<_>>()
        };
        assert_eq!(between(5, 7), [0_i64; 0]);
        assert_eq!(between(5, 12), [10]);
        assert_eq!(between(35, 5), [40, 0]);
        assert_eq!(between(7, 5), [10, 30, 40, 0]);
        assert_eq!(between(10, 30), [0_i64; 0]);
    }
}
