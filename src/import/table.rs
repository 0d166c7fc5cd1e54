//! A file as rows: what every format is brought into before its meaning is read.

use serde::{Deserialize, Serialize};

use super::report::Place;

/// Rows of cells under a header, each with a drawing where the format has one.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Table {
    /// Column names as the file has them, trimmed.
    pub header: Vec<String>,
    /// Where the header stands.
    pub header_place: Option<Place>,
    /// The rows, in the order of the file.
    pub rows: Vec<Row>,
    /// Whether the format is one of features with shapes.
    pub spatial: bool,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Row {
    /// Where it stands, counted as a person counts.
    pub place: Place,
    /// As many cells as the header has names.
    pub cells: Vec<Cell>,
    /// What is drawn; none where the feature has no geometry.
    pub drawing: Option<Drawing>,
}

impl Row {
    /// The cell of a column, trimmed; none where it is empty.
    pub fn text(&self, column: usize) -> Option<&str> {
        self.cells.get(column).map(|cell| cell.text.trim()).filter(|text| !text.is_empty())
    }

    /// Whether a cell is a number or a date by its own type, not by its looks.
    pub fn is_typed(&self, column: usize) -> bool {
        self.cells.get(column).is_some_and(|cell| cell.typed)
    }
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Cell {
    /// Its text; a typed number with a decimal point, a typed date as year-month-day.
    pub text: String,
    /// Whether the file types it as a number or a date.
    pub typed: bool,
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), typed: false }
    }

    pub fn typed(text: impl ToString) -> Self {
        Self { text: text.to_string(), typed: true }
    }
}

/// A place on the earth or on a map's plane, as the file has it.
pub(super) type Pair = [f64; 2];

/// What a feature draws.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Drawing {
    /// A point; none where it is empty.
    Point(Option<Pair>),
    /// Polygons, each of a shell and its holes; rings as the file closes them.
    Polygons {
        /// Polygon, ring, position.
        polygons: Vec<Vec<Vec<Pair>>>,
        /// Whether positions carry heights or measures, which are not read.
        heights: bool,
    },
    /// Another type, by its name.
    Other(String),
}

impl Drawing {
    /// Every position, to be changed in place.
    pub fn positions_mut(&mut self) -> Box<dyn Iterator<Item = &mut Pair> + '_> {
        match self {
            Self::Point(point) => Box::new(point.iter_mut()),
            Self::Polygons { polygons, .. } => Box::new(polygons.iter_mut().flatten().flatten()),
            Self::Other(_) => Box::new(std::iter::empty()),
        }
    }
}
