//! Rings without order → polygons: which ring is a shell, and whose hole is
//! which.
//!
//! Formats that only list rings tell shells from holes by their direction, and
//! writers get it wrong. Containment does not lie: a ring that lies in an even
//! number of others is a shell, in an odd number a hole of the smallest of them.

use crate::import::table::Pair;

type Ring = Vec<Pair>;

/// Puts rings together into polygons.
pub(super) fn polygons(rings: Vec<Ring>) -> Vec<Vec<Ring>> {
    if rings.len() <= 1 {
        return rings.into_iter().map(|ring| vec![ring]).collect();
    }
    let boxes: Vec<Bounds> = rings.iter().map(|ring| Bounds::of(ring)).collect();
    let mut order: Vec<usize> = (0..rings.len()).collect();
    order.sort_by(|&a, &b| boxes[b].area().total_cmp(&boxes[a].area()));
    // For each ring, from the widest: how deep it lies, and the smallest around it.
    let mut depth = vec![0_usize; rings.len()];
    let mut around: Vec<Option<usize>> = vec![None; rings.len()];
    for (position, &index) in order.iter().enumerate() {
        let smallest = order[..position]
            .iter()
            .rev()
            .find(|&&wider| boxes[wider].holds(&boxes[index]) && lies_in(&rings[index], &rings[wider]));
        if let Some(&wider) = smallest {
            around[index] = Some(wider);
            depth[index] = depth[wider] + 1;
        }
    }
    let mut slots = vec![None; rings.len()];
    let mut polygons: Vec<Vec<Ring>> = Vec::new();
    let mut holes = Vec::new();
    for (index, ring) in rings.into_iter().enumerate() {
        if depth[index].is_multiple_of(2) {
            slots[index] = Some(polygons.len());
            polygons.push(vec![ring]);
        } else {
            holes.push((index, ring));
        }
    }
    for (index, ring) in holes {
        match around[index].and_then(|shell| slots[shell]) {
            Some(slot) => polygons[slot].push(ring),
            None => polygons.push(vec![ring]),
        }
    }
    polygons
}

#[derive(Clone, Copy)]
struct Bounds {
    low: Pair,
    high: Pair,
}

impl Bounds {
    fn of(ring: &[Pair]) -> Self {
        let mut bounds = Self { low: [f64::INFINITY; 2], high: [f64::NEG_INFINITY; 2] };
        for pair in ring {
            for (axis, value) in pair.iter().enumerate() {
                bounds.low[axis] = bounds.low[axis].min(*value);
                bounds.high[axis] = bounds.high[axis].max(*value);
            }
        }
        bounds
    }

    fn area(&self) -> f64 {
        let area = (self.high[0] - self.low[0]) * (self.high[1] - self.low[1]);
        if area.is_nan() { -1.0 } else { area }
    }

    fn holds(&self, other: &Self) -> bool {
        (0..2).all(|axis| self.low[axis] <= other.low[axis] && other.high[axis] <= self.high[axis])
    }
}

/// Whether a ring lies in another: its first vertex that is not on the other's
/// border decides; rings that do not cross have no vertex that says otherwise.
fn lies_in(ring: &[Pair], other: &[Pair]) -> bool {
    ring.iter().find_map(|&pair| side(pair, other)).unwrap_or(false)
}

/// Whether a position is inside a ring; none on its border.
fn side([x, y]: Pair, ring: &[Pair]) -> Option<bool> {
    let mut inside = false;
    for pair in ring.windows(2) {
        let ([ax, ay], [bx, by]) = (pair[0], pair[1]);
        let cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
        let between = x >= ax.min(bx) && x <= ax.max(bx) && y >= ay.min(by) && y <= ay.max(by);
        if cross == 0.0 && between {
            return None;
        }
        if (ay > y) != (by > y) && (cross > 0.0) == (by > ay) {
            inside = !inside;
        }
    }
    Some(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(low: f64, high: f64) -> Ring {
        vec![[low, low], [high, low], [high, high], [low, high], [low, low]]
    }

    #[test]
    fn a_hole_finds_its_shell_whatever_the_order_and_direction() {
        let lake = square(2.0, 8.0);
        let island = square(4.0, 6.0);
        let shell = square(0.0, 10.0);
        let apart = square(20.0, 30.0);
        let mut turned = lake.clone();
        turned.reverse();
        for rings in [
            vec![lake.clone(), shell.clone(), apart.clone(), island.clone()],
            vec![island.clone(), apart.clone(), turned.clone(), shell.clone()],
        ] {
            let mut found = polygons(rings);
            found.sort_by_key(Vec::len);
            assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 2]);
            assert_eq!(found[2][0], shell);
            assert_eq!(Bounds::of(&found[2][1]).low, [2.0, 2.0]);
        }
    }

    #[test]
    fn numbers_that_are_none_end_nothing() {
        let strange = vec![[f64::NAN, 0.0], [1.0, f64::INFINITY], [0.0, 1.0], [f64::NAN, 0.0]];
        assert_eq!(polygons(vec![square(0.0, 1.0), strange]).concat().len(), 2);
    }
}
