//! Polygons, lines and points as the commands of a vector tile.
//!
//! An area looks the same in every tile that holds all of it: only where its
//! first vertex is differs. So its outline is kept the way it goes on the wire,
//! steps from vertex to vertex as varints, two or three bytes each where a
//! vertex in memory takes eight. A tile copies it behind a first command of its
//! own. Where a tile cuts the area, it is unpacked.
//!
//! Source: Vector Tile Specification 2.1, section 4.3, "Geometry Encoding".
//!
//! Absent on purpose: features, layers, and everything else that tiles hold.

use super::assemble::Polygon;
use super::plane::{Point, ring_area2};

const MOVE_TO_ONE: u8 = 9;
const LINE_TO: u64 = 2;
const CLOSE_PATH: u8 = 15;

/// Writes a number as a varint.
pub fn push_varint(number: u64, bytes: &mut Vec<u8>) {
    let mut number = number;
    while number > 0x7f {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

/// Writes a step along one axis.
pub fn push_step(step: i32, bytes: &mut Vec<u8>) {
    let zigzag = (step.cast_unsigned() << 1) ^ (step >> 31).cast_unsigned();
    push_varint(u64::from(zigzag), bytes);
}

/// Writes polygons, each shell before its holes, as seen from a place.
pub fn pack(polygons: &[Polygon], from: Point, bytes: &mut Vec<u8>) {
    let mut at = from;
    for ring in polygons.iter().flat_map(Polygon::rings) {
        push_ring(ring, &mut at, bytes);
    }
}

/// Writes a ring as seen from `at`, and moves `at` to its last vertex.
pub fn push_ring(ring: &[Point], at: &mut Point, bytes: &mut Vec<u8>) {
    push_line(ring, at, bytes);
    bytes.push(CLOSE_PATH);
}

/// Writes lines, each of at least two vertices, as seen from a place.
pub fn pack_lines(lines: &[Vec<Point>], from: Point, bytes: &mut Vec<u8>) {
    let mut at = from;
    for line in lines {
        push_line(line, &mut at, bytes);
    }
}

/// Writes a point as seen from a place.
pub fn pack_point(point: Point, from: Point, bytes: &mut Vec<u8>) {
    bytes.push(MOVE_TO_ONE);
    push_steps(&mut from.clone(), point, bytes);
}

fn push_line(line: &[Point], at: &mut Point, bytes: &mut Vec<u8>) {
    let Some((&first, others)) = line.split_first() else { return };
    bytes.push(MOVE_TO_ONE);
    push_steps(at, first, bytes);
    let count = u64::try_from(others.len()).unwrap_or(u64::MAX);
    push_varint((count << 3) | LINE_TO, bytes);
    for &point in others {
        push_steps(at, point, bytes);
    }
}

fn push_steps(at: &mut Point, to: Point, bytes: &mut Vec<u8>) {
    push_step(to.x - at.x, bytes);
    push_step(to.y - at.y, bytes);
    *at = to;
}

/// Packed polygons, and the place from which they were seen.
#[derive(Debug, Clone, Copy)]
pub struct Packed<'a> {
    /// The place.
    pub from: Point,
    /// What [`pack`] has written.
    pub bytes: &'a [u8],
}

impl Packed<'_> {
    /// Writes the same polygons as seen from elsewhere.
    pub fn seen_from(&self, place: Point, bytes: &mut Vec<u8>) {
        let mut reader = self.rings();
        if reader.varint().is_some() {
            reader.steps();
            bytes.push(MOVE_TO_ONE);
            push_steps(&mut place.clone(), reader.at, bytes);
            bytes.extend_from_slice(reader.bytes);
        }
    }

    /// Its rings, one after the other.
    pub fn rings(&self) -> Rings<'_> {
        Rings { bytes: self.bytes, at: self.from }
    }

    /// The polygons.
    pub fn polygons(&self) -> Vec<Polygon> {
        let mut rings = self.rings();
        let mut polygons: Vec<Polygon> = Vec::new();
        let mut ring = Vec::new();
        while rings.next(&mut ring) {
            let ring = std::mem::take(&mut ring);
            let is_shell = ring_area2(&ring) > 0;
            match polygons.last_mut().filter(|_| !is_shell) {
                Some(polygon) => polygon.holes.push(ring),
                None => polygons.push(Polygon::new(ring)),
            }
        }
        polygons
    }
}

/// Packed rings while they are read.
pub struct Rings<'a> {
    bytes: &'a [u8],
    at: Point,
}

impl Rings<'_> {
    /// Writes the vertices of the next ring, the first once, in place of what
    /// `ring` holds. False where there is no further ring.
    pub fn next(&mut self, ring: &mut Vec<Point>) -> bool {
        ring.clear();
        if self.varint().is_none() {
            return false;
        }
        self.steps();
        ring.push(self.at);
        let count = self.varint().unwrap_or(0) >> 3;
        ring.reserve(count as usize);
        for _ in 0..count {
            self.steps();
            ring.push(self.at);
        }
        self.varint();
        true
    }

    fn varint(&mut self) -> Option<u32> {
        let mut number = 0;
        for (index, &byte) in self.bytes.iter().enumerate() {
            number |= u32::from(byte & 0x7f) << (7 * index);
            if byte < 0x80 {
                self.bytes = &self.bytes[index + 1..];
                return Some(number);
            }
        }
        None
    }

    fn step(&mut self) -> i32 {
        let zigzag = self.varint().unwrap_or(0);
        (zigzag >> 1).cast_signed() ^ -(zigzag & 1).cast_signed()
    }

    fn steps(&mut self) {
        let (dx, dy) = (self.step(), self.step());
        self.at = Point { x: self.at.x + dx, y: self.at.y + dy };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(x: i32, y: i32) -> Point {
        Point { x, y }
    }

    fn holed() -> Vec<Polygon> {
        let shell = vec![p(-900, 70_000), p(-400, 70_000), p(-400, 70_900)];
        let hole = vec![p(-500, 70_100), p(-500, 70_200), p(-450, 70_150)];
        let other = vec![p(i32::from(i16::MAX), 0), p(1 << 28, 0), p(1 << 28, 1 << 28)];
        vec![Polygon { shell, holes: vec![hole] }, Polygon::new(other)]
    }

    #[test]
    fn the_example_of_the_specification() {
        // 4.3.5.4, its first polygon.
        let mut bytes = Vec::new();
        pack(&[Polygon::new(vec![p(3, 6), p(8, 12), p(20, 34)])], p(0, 0), &mut bytes);
        assert_eq!(bytes, [9, 6, 12, 18, 10, 12, 24, 44, 15]);
    }

    #[test]
    fn what_is_packed_comes_back_from_wherever_it_is_seen() {
        for from in [p(0, 0), p(-900, 70_000), p(1_000_000, -3)] {
            let mut bytes = Vec::new();
            pack(&holed(), from, &mut bytes);
            let packed = Packed { from, bytes: &bytes };
            assert_eq!(packed.polygons(), holed());
            let place = p(-77, 4096);
            let (mut seen, mut anew) = (Vec::new(), Vec::new());
            packed.seen_from(place, &mut seen);
            pack(&holed(), place, &mut anew);
            assert_eq!(seen, anew);
        }
    }

    #[test]
    fn nothing_packed_is_nothing() {
        let packed = Packed { from: p(0, 0), bytes: &[] };
        let mut seen = Vec::new();
        packed.seen_from(p(4, 4), &mut seen);
        assert!(seen.is_empty() && packed.polygons().is_empty());
    }
}
