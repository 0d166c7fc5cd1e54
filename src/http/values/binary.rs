//! Columns as bytes: what [`super::columns`] gives, for maps that join tens of
//! thousands of areas without reading JSON.
//!
//! Little-endian throughout, each part on a multiple of eight, so that a client
//! lays typed arrays over the bytes as they are. `docs/data-formats.md` has the
//! table of bytes and a decoder; tests run it. A decoded number is the number of
//! the JSON, to the last bit: a column is written as whole numbers over a power
//! of ten where that gives every value back exactly, else as 64-bit floats.

use serde::Serialize;

use super::columns::{About, Columns, Number, PeriodColumns};

pub(super) const MEDIA_TYPE: &str = "application/vnd.jangkau.columns";

/// What every file begins with: the name and the number of the format.
const MAGIC: &[u8; 4] = b"JKC1";

/// What stands before the numbers, as JSON.
#[derive(Serialize)]
struct Head<'a> {
    #[serde(flatten)]
    about: &'a About,
    /// How many areas.
    count: usize,
    /// The ids: the first, then each one's distance from the one before, as LEB128.
    areas: Part,
    periods: Vec<Period<'a>>,
}

/// Where bytes lie, counted from the end of the head.
#[derive(Debug, Clone, Copy, Serialize)]
struct Part {
    at: usize,
    bytes: usize,
}

#[derive(Serialize)]
struct Period<'a> {
    period: &'a str,
    /// The state in the four lower bits; in the upper ones 0, or the reason's position and one.
    state: Column,
    value: Option<Column>,
    lo: Option<Column>,
    hi: Option<Column>,
    n: Option<Column>,
    flags: Column,
    source: Option<Column>,
}

/// How one column is written.
#[derive(Debug, Serialize)]
struct Column {
    at: usize,
    /// `u8`, `u16`, `u32` or `f64`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// Each number is divided by this; floats by 1.
    divisor: u32,
}

/// Writes columns.
pub(super) fn write(columns: &Columns) -> Vec<u8> {
    let mut body = Body::default();
    let areas = body.ids(&columns.areas);
    let periods = columns.periods.iter().map(|period| body.period(period)).collect();
    let head = Head { about: &columns.about, count: columns.areas.len(), areas, periods };
    let mut head = serde_json::to_vec(&head).expect("a head is made of plain values");
    // Spaces end JSON as well as nothing does.
    head.resize((head.len()).next_multiple_of(8), b' ');
    let length = u32::try_from(head.len()).expect("a head of some kilobytes");
    [MAGIC.as_slice(), &length.to_le_bytes(), &head, &body.bytes].concat()
}

/// What stands behind the head.
#[derive(Default)]
struct Body {
    bytes: Vec<u8>,
}

impl Body {
    /// Adds a part, filled up to a multiple of eight.
    fn part(&mut self, bytes: impl IntoIterator<Item = u8>) -> Part {
        let at = self.bytes.len();
        self.bytes.extend(bytes);
        let part = Part { at, bytes: self.bytes.len() - at };
        self.bytes.resize(self.bytes.len().next_multiple_of(8), 0);
        part
    }

    fn ids(&mut self, ids: &[u64]) -> Part {
        let mut bytes = Vec::with_capacity(ids.len() * 2);
        let mut before = 0;
        for &id in ids {
            leb128(id - before, &mut bytes);
            before = id;
        }
        self.part(bytes)
    }

    fn bytes_of(&mut self, column: impl Iterator<Item = u8>) -> Column {
        Column { at: self.part(column).at, kind: "u8", divisor: 1 }
    }

    fn period<'a>(&mut self, columns: &'a PeriodColumns) -> Period<'a> {
        let reason = |area: usize| columns.reason.as_ref().and_then(|reasons| reasons[area]);
        let states = columns.state.iter().enumerate();
        Period {
            period: &columns.period,
            state: self.bytes_of(
                states.map(|(area, state)| state | reason(area).map_or(0, |reason| reason + 1) << 4),
            ),
            value: self.numbers(columns.value.as_deref()),
            lo: self.numbers(columns.lo.as_deref()),
            hi: self.numbers(columns.hi.as_deref()),
            n: self.numbers(columns.n.as_deref()),
            flags: self.bytes_of(columns.flags.iter().copied()),
            source: self.numbers(columns.source.as_deref()),
        }
    }

    /// A column of numbers in the shortest way that gives each back exactly. The
    /// greatest number of a type, and NaN, stand for none.
    fn numbers(&mut self, numbers: Option<&[Option<Number>]>) -> Option<Column> {
        let numbers = numbers?;
        let column = match [1, 10, 100, 1_000].iter().find_map(|&divisor| scaled(numbers, divisor)) {
            None => {
                let bytes = numbers.iter().flat_map(|number| number.map_or(f64::NAN, |n| n.0).to_le_bytes());
                Column { at: self.part(bytes).at, kind: "f64", divisor: 1 }
            }
            Some((scaled, divisor)) => {
                let (kind, width) = narrowest(scaled.iter().flatten().max().copied().unwrap_or(0));
                let bytes = scaled
                    .iter()
                    .flat_map(|number| number.unwrap_or(u32::MAX).to_le_bytes().into_iter().take(width));
                Column { at: self.part(bytes).at, kind, divisor }
            }
        };
        Some(column)
    }
}

/// Numbers times a divisor, where that makes each whole and dividing gives it
/// back.
fn scaled(numbers: &[Option<Number>], divisor: u32) -> Option<(Vec<Option<u32>>, u32)> {
    let one = |number: Number| {
        let times = (number.0 * f64::from(divisor)).round();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the bounds")]
        let whole = (0.0..f64::from(u32::MAX)).contains(&times).then_some(times as u32)?;
        (f64::from(whole) / f64::from(divisor) == number.0).then_some(whole)
    };
    let scaled: Option<Vec<Option<u32>>> = numbers
        .iter()
        .map(|number| match number {
            None => Some(None),
            Some(number) => one(*number).map(Some),
        })
        .collect();
    Some((scaled?, divisor))
}

/// The narrowest type whose greatest number is above `most`, and its width.
fn narrowest(most: u32) -> (&'static str, usize) {
    match most {
        0..0xff => ("u8", 1),
        0xff..0xffff => ("u16", 2),
        _ => ("u32", 4),
    }
}

/// Seven bits a byte, the lowest first; the eighth says that more follow.
fn leb128(mut number: u64, bytes: &mut Vec<u8>) {
    loop {
        let [low, ..] = number.to_le_bytes();
        number >>= 7;
        if number == 0 {
            return bytes.push(low);
        }
        bytes.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(numbers: &[Option<f64>]) -> (Column, Vec<u8>) {
        let numbers: Vec<Option<Number>> = numbers.iter().map(|number| number.map(Number)).collect();
        let mut body = Body::default();
        let column = body.numbers(Some(&numbers)).expect("numbers");
        (column, body.bytes)
    }

    #[test]
    fn numbers_are_as_narrow_as_they_can_be_and_exact() {
        for (numbers, kind, divisor) in [
            (vec![Some(0.0), None, Some(254.0)], "u8", 1),
            (vec![Some(255.0)], "u16", 1),
            (vec![Some(0.3), Some(100.0)], "u16", 10),
            (vec![Some(65_535.0)], "u32", 1),
            (vec![Some(12.34)], "u16", 100),
            (vec![Some(1.0 / 3.0)], "f64", 1),
            (vec![Some(-1.0)], "f64", 1),
            (vec![Some(f64::from(u32::MAX))], "f64", 1),
        ] {
            let (column, bytes) = column(&numbers);
            assert_eq!((column.kind, column.divisor), (kind, divisor), "{numbers:?}");
            assert_eq!(bytes.len() % 8, 0);
        }
        assert_eq!(column(&[Some(7.0), None]).1[..2], [7, 0xff], "the greatest number stands for none");
    }

    #[test]
    fn ids_are_distances() {
        let mut body = Body::default();
        let part = body.ids(&[97, 9_771, 9_772]);
        assert_eq!((part.bytes, &body.bytes[..4]), (4, &[97, 0xca, 0x4b, 1][..]));
    }
}
