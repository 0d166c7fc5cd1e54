//! Square bins over the plane: a flat index for points and for segments.
//!
//! Things are sorted by the row and column of their bin, so the bins that a
//! segment touches in one row are one range of the sorted list.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::plane::{HALF_WORLD, Point};

/// The size of bins: a power of two, at least 1 unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct BinSize {
    shift: u32,
}

impl BinSize {
    /// The smallest power of two that is at least `units` wide.
    pub(super) fn at_least(units: i64) -> Self {
        let units = units.clamp(1, HALF_WORLD).unsigned_abs();
        Self { shift: units.next_power_of_two().trailing_zeros() }
    }

    fn column(self, x: i64) -> i64 {
        (x + HALF_WORLD).clamp(0, 2 * HALF_WORLD - 1) >> self.shift
    }

    /// The key of the bin at a column and row.
    fn key(column: i64, row: i64) -> u64 {
        (row.unsigned_abs() << 32) | column.unsigned_abs()
    }

    pub(super) fn key_of(self, point: Point) -> u64 {
        Self::key(self.column(i64::from(point.x)), self.column(i64::from(point.y)))
    }

    /// For each row of bins that the segment widened by `margin` units touches:
    /// the range of keys that covers it there.
    pub(super) fn rows(self, a: Point, b: Point, margin: i64) -> impl Iterator<Item = Range<u64>> {
        let (top, bottom) = if a.y <= b.y { (a, b) } else { (b, a) };
        let first = self.column(i64::from(top.y) - margin);
        let last = self.column(i64::from(bottom.y) + margin);
        (first..=last).map(move |row| {
            let (west, east) = self.span_in_row(top, bottom, row, margin);
            Self::key(west, row)..Self::key(east, row) + 1
        })
    }

    /// For each row of bins that a box touches: its range of keys there.
    fn box_rows(self, low: Point, high: Point) -> impl Iterator<Item = Range<u64>> {
        let (west, east) = (self.column(i64::from(low.x)), self.column(i64::from(high.x)));
        let rows = self.column(i64::from(low.y))..=self.column(i64::from(high.y));
        rows.map(move |row| Self::key(west, row)..Self::key(east, row) + 1)
    }

    /// The columns that a segment, widened by `margin`, touches in one row.
    fn span_in_row(self, top: Point, bottom: Point, row: i64, margin: i64) -> (i64, i64) {
        let (x0, x1) = (i64::from(top.x), i64::from(bottom.x));
        let (y0, y1) = (i64::from(top.y), i64::from(bottom.y));
        let height = y1 - y0;
        let (mut west, mut east) = (x0.min(x1), x0.max(x1));
        if height > 0 && east - west > 1 << self.shift {
            // Where the segment enters and leaves the row, rounded outwards.
            let row_top = ((row << self.shift) - HALF_WORLD - margin).max(y0);
            let row_bottom = (((row + 1) << self.shift) - HALF_WORLD + margin).min(y1);
            let at = |y: i64| {
                x0 + i64::try_from(i128::from(x1 - x0) * i128::from(y - y0) / i128::from(height)).unwrap_or(0)
            };
            let (p, q) = (at(row_top), at(row_bottom));
            west = west.max(p.min(q) - 1);
            east = east.min(p.max(q) + 1);
        }
        (self.column(west - margin), self.column(east + margin))
    }
}

/// Items sorted by the bin that they are in.
pub(super) struct Bins<T> {
    size: BinSize,
    entries: Vec<(u64, T)>,
    /// Where the entries of each bin begin.
    starts: FxHashMap<u64, u32>,
}

impl<T: Copy + Ord> Bins<T> {
    /// Sorts entries that already carry the key of their bin.
    pub(super) fn new(size: BinSize, mut entries: Vec<(u64, T)>) -> Self {
        entries.sort_unstable();
        let mut starts = FxHashMap::default();
        for (position, entry) in (0..).zip(&entries) {
            starts.entry(entry.0).or_insert(position);
        }
        Self { size, entries, starts }
    }

    /// Every entry in the bins that a segment, widened by `margin`, touches.
    pub(super) fn along(&self, a: Point, b: Point, margin: i64) -> impl Iterator<Item = T> {
        self.size.rows(a, b, margin).flat_map(|keys| self.between(keys))
    }

    /// Every entry in the bins that a box touches.
    pub(super) fn within(&self, low: Point, high: Point) -> impl Iterator<Item = T> {
        self.size.box_rows(low, high).flat_map(|keys| self.between(keys))
    }

    fn between(&self, keys: Range<u64>) -> impl Iterator<Item = T> {
        // A bin or two is the rule, and a look-up finds one faster than a search.
        let few = keys.end - keys.start <= 4;
        let start = if few {
            keys.clone().find_map(|key| self.starts.get(&key).map(|&start| start as usize))
        } else {
            Some(self.entries.partition_point(|entry| entry.0 < keys.start))
        };
        let entries = start.map_or(&[][..], |start| &self.entries[start..]);
        entries.iter().take_while(move |entry| entry.0 < keys.end).map(|entry| entry.1)
    }

    /// The entries of each bin that holds any.
    pub(super) fn groups(&self) -> impl Iterator<Item = &[(u64, T)]> {
        self.entries.chunk_by(|a, b| a.0 == b.0)
    }
}

/// A bin size that holds a handful of segments of this average length.
pub(super) fn size_for(segments: impl Iterator<Item = (Point, Point)>) -> BinSize {
    let (mut total, mut count) = (0_i64, 0_i64);
    for (a, b) in segments {
        let dx = (i64::from(a.x) - i64::from(b.x)).abs();
        let dy = (i64::from(a.y) - i64::from(b.y)).abs();
        total += dx.max(dy);
        count += 1;
    }
    BinSize::at_least(2 * total / count.max(1))
}
