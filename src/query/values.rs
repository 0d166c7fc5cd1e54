//! The figures of one indicator and period, with what a reader must know.

use crate::domain::{Level, Period, PublicCount, State, words};
use crate::snapshot::{AreaIndex, Cell, Snapshot};

/// A figure with what follows from it.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// The area.
    pub area: AreaIndex,
    /// What the public may see.
    pub cell: &'a Cell<PublicCount>,
    /// Its class by the indicator's first threshold scheme, where there is one.
    pub class: Option<usize>,
    /// What a reader must know.
    pub flags: Vec<Flag>,
    /// How many per cent of those concerned were measured at all (D/S), where
    /// that is known.
    pub measured: Option<f64>,
}

words! {
    /// What a reader must know about a figure.
    Flag as "flag" {
        /// So few cases that the value may jump by chance.
        Unstable = "unstable",
        /// Over 100 %: the projected target is smaller than those served.
        Over100 = "over_100",
        /// The interval reaches into another class.
        SpansClasses = "spans_classes",
        /// Fewer than three of five were measured.
        ThinMeasuring = "thin_measuring",
        /// Rolled up from fewer kelurahan than there are.
        Partial = "partial",
    }
}

/// Below this share of those concerned, in per cent, measuring is called thin.
/// Our own line: the programmes' stated targets lie between 80 and 100.
const THIN: f64 = 60.0;

/// The figures of all areas of a level, by code; none where nobody says
/// anything.
pub fn values(snapshot: &Snapshot, indicator: usize, period: Period, level: Level) -> Option<Vec<Row<'_>>> {
    snapshot.public.column(indicator, period, level)?;
    snapshot.areas.of_level(level).map(|area| row_of(snapshot, indicator, period, area)).collect()
}

/// The figure of one area.
pub fn row_of(snapshot: &Snapshot, indicator: usize, period: Period, area: AreaIndex) -> Option<Row<'_>> {
    let cell = cell(snapshot, indicator, period, area)?;
    let measured = measured(snapshot, indicator, period, area);
    let scheme = snapshot.indicators[indicator].thresholds.first();
    let class = cell.shown.value().zip(scheme).map(|(value, scheme)| scheme.class_of(value.value));
    let mut flags = Vec::new();
    if let Some(value) = cell.shown.value() {
        let ends = value.low.zip(value.high).zip(scheme);
        let spans = ends.is_some_and(|((low, high), scheme)| scheme.class_of(low) != scheme.class_of(high));
        flags.extend(value.unstable.then_some(Flag::Unstable));
        flags.extend((value.value > 100.0).then_some(Flag::Over100));
        flags.extend(spans.then_some(Flag::SpansClasses));
        flags.extend(measured.filter(|share| *share < THIN).map(|_| Flag::ThinMeasuring));
    }
    flags.extend(cell.parts.filter(|(filled, of)| filled < of).map(|_| Flag::Partial));
    Some(Row { area, cell, class, flags, measured })
}

fn cell(
    snapshot: &Snapshot,
    indicator: usize,
    period: Period,
    area: AreaIndex,
) -> Option<&Cell<PublicCount>> {
    let level = snapshot.areas.all()[area].code.level();
    let column = snapshot.public.column(indicator, period, level)?;
    column.cells.get(area - snapshot.areas.of_level(level).start)
}

fn measured(snapshot: &Snapshot, indicator: usize, period: Period, area: AreaIndex) -> Option<f64> {
    let by = snapshot.indicators[indicator].measured_by.as_ref()?;
    let by = snapshot.indicator(by.as_str())?;
    cell(snapshot, by, period, area)?.shown.value().map(|value| value.value)
}

impl Row<'_> {
    /// The state of the figure.
    pub fn state(&self) -> State {
        self.cell.shown.state()
    }
}
