//! Who is beside whom.

/// For each of some things, in one order, the positions of those beside it.
/// Beside is mutual, and nothing is beside itself.
///
/// ```
/// use jangkau::stats::weights::Neighbours;
///
/// let row = Neighbours::new(vec![vec![1], vec![0, 2], vec![1], vec![]]);
/// assert_eq!((row.of(1), row.isolated(3)), (&[0, 2][..], true));
/// ```
#[derive(Debug, Clone)]
pub struct Neighbours {
    lists: Vec<Vec<usize>>,
}

impl Neighbours {
    /// From lists of positions.
    pub fn new(lists: Vec<Vec<usize>>) -> Self {
        Self { lists }
    }

    /// How many things there are.
    pub fn len(&self) -> usize {
        self.lists.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    /// Those beside one.
    pub fn of(&self, at: usize) -> &[usize] {
        &self.lists[at]
    }

    /// Whether nothing is beside one.
    pub fn isolated(&self, at: usize) -> bool {
        self.lists[at].is_empty()
    }

    /// The mean of the values beside one; zero where nothing is. These are the
    /// row-standardised weights: each neighbour has the same share of one.
    pub(super) fn mean_beside(&self, at: usize, values: &[f64]) -> f64 {
        let beside = self.of(at);
        let sum: f64 = beside.iter().map(|&other| values[other]).sum();
        if beside.is_empty() { 0.0 } else { sum / count(beside.len()) }
    }
}

/// A number of things as a float.
#[expect(clippy::cast_precision_loss, reason = "far fewer things than 2^52")]
pub(super) fn count(things: usize) -> f64 {
    things as f64
}

/// A chessboard of `side` by `side`, neighbours by edges; for tests.
#[cfg(test)]
pub(super) fn chessboard(side: usize) -> Neighbours {
    let beside = |at: usize| {
        let (row, column) = (at / side, at % side);
        let mut list = Vec::new();
        list.extend((row > 0).then(|| at - side));
        list.extend((column > 0).then(|| at - 1));
        list.extend((column + 1 < side).then(|| at + 1));
        list.extend((row + 1 < side).then(|| at + side));
        list
    };
    Neighbours::new((0..side * side).map(beside).collect())
}
