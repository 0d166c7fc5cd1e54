//! What a map shows, gathered from the snapshot once: figures, classes,
//! sources.

use std::collections::BTreeSet;

use super::Subject;
use super::paint::{class_of_shown, is_thin, is_uncertain, spans_classes};
use crate::domain::{DatasetKind, Indicator, Level, State};
use crate::query::{self, Breaks, Row};
use crate::snapshot::{AreaEntry, AreaIndex, Snapshot, Source, SourceIndex};

/// A map of one indicator and period.
pub(super) struct Choropleth<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) subject: &'a Subject,
    pub(super) indicator: &'a Indicator,
    pub(super) breaks: &'a Breaks,
    /// The figures of the areas shown, by code.
    pub(super) rows: Vec<Row<'a>>,
}

/// How many areas are in each class and state.
pub(super) struct Tally {
    /// By class.
    pub(super) classes: Vec<usize>,
    /// By state, in the order of [`State::ALL`].
    pub(super) states: [usize; 5],
    /// Where few were measured.
    pub(super) thin: usize,
    /// Where the interval reaches into another class.
    pub(super) spanning: usize,
    /// Where either is so.
    pub(super) uncertain: usize,
}

impl<'a> Choropleth<'a> {
    /// Gathers a map; none where nobody says anything about its subject.
    pub(super) fn of(snapshot: &'a Snapshot, subject: &'a Subject, breaks: &'a Breaks) -> Option<Self> {
        let Subject { indicator, period, level, .. } = *subject;
        let rows: Vec<Row<'a>> = query::values(snapshot, indicator, period, level)?
            .into_iter()
            .filter(|row| is_inside(snapshot, subject.area, row.area))
            .collect();
        let indicator = &snapshot.indicators[indicator];
        (!rows.is_empty()).then_some(Self { snapshot, subject, indicator, breaks, rows })
    }

    /// An area by its position.
    pub(super) fn area(&self, area: AreaIndex) -> &'a AreaEntry {
        &self.snapshot.areas.all()[area]
    }

    /// The figure of an area; none where it is not among those shown.
    pub(super) fn row(&self, area: AreaIndex) -> Option<&Row<'a>> {
        self.rows.binary_search_by_key(&area, |row| row.area).ok().map(|at| &self.rows[at])
    }

    /// The area that the map is of: the one asked for, else the one city.
    pub(super) fn whole(&self) -> Option<AreaIndex> {
        let cities = self.snapshot.areas.of_level(Level::Kota);
        self.subject.area.or((cities.len() == 1).then_some(cities.start))
    }

    /// The figure of that area, where it has a value and is not the one shown.
    pub(super) fn whole_row(&self) -> Option<Row<'a>> {
        let area = self.whole().filter(|&area| self.area(area).code.level() < self.subject.level)?;
        let row = query::row_of(self.snapshot, self.subject.indicator, self.subject.period, area)?;
        row.cell.shown.value().is_some().then_some(row)
    }

    /// The next wider level, whose borders are drawn stronger; the level itself
    /// where there is none.
    pub(super) fn wider(&self) -> Level {
        let wider = self.snapshot.areas.levels().filter(|level| *level < self.subject.level);
        wider.last().unwrap_or(self.subject.level)
    }

    /// The widest level, whose outline is the edge of the data.
    pub(super) fn widest(&self) -> Level {
        self.snapshot.areas.levels().next().unwrap_or(self.subject.level)
    }

    /// Whether any figure is invented.
    pub(super) fn is_sample(&self) -> bool {
        self.indicator.id.is_sample()
            || self.sources().iter().any(|source| self.snapshot.dataset(source.dataset).1)
    }

    /// Whether any figure is rounded.
    pub(super) fn is_rounded(&self) -> bool {
        self.rows.iter().filter_map(|row| row.cell.shown.value()).any(|value| value.rounded)
    }

    /// Who says so, each once. Figures that are rolled up have the sources of
    /// the kelurahan below.
    pub(super) fn sources(&self) -> Vec<&'a Source> {
        let Subject { indicator, period, area, .. } = *self.subject;
        let mut found: BTreeSet<SourceIndex> = self.rows.iter().filter_map(|row| row.cell.source).collect();
        if self.rows.iter().any(|row| row.cell.parts.is_some()) {
            let below = query::values(self.snapshot, indicator, period, Level::Kelurahan).unwrap_or_default();
            let inside = below.iter().filter(|row| is_inside(self.snapshot, area, row.area));
            found.extend(inside.filter_map(|row| row.cell.source));
        }
        found.into_iter().map(|source| self.snapshot.sources.get(source)).collect()
    }

    /// Source and licence of the boundaries.
    pub(super) fn boundaries(&self) -> Vec<String> {
        let metas = self.snapshot.datasets.iter().map(|dataset| &dataset.meta);
        let mut said: Vec<String> = metas
            .filter(|meta| meta.kind == DatasetKind::Boundaries)
            .map(|meta| format!("{} ({})", meta.source, meta.licence))
            .collect();
        said.sort();
        said.dedup();
        said
    }

    /// Counts what is on the map, for the legend.
    pub(super) fn tally(&self) -> Tally {
        let mut tally = Tally {
            classes: vec![0; self.breaks.colours.len()],
            states: [0; 5],
            thin: 0,
            spanning: 0,
            uncertain: 0,
        };
        for row in &self.rows {
            tally.states[row.state() as usize] += 1;
            if let Some(class) = class_of_shown(&row.cell.shown, self.breaks) {
                tally.classes[class] += 1;
            }
            tally.thin += usize::from(is_thin(row));
            tally.spanning += usize::from(spans_classes(row, self.breaks));
            tally.uncertain += usize::from(is_uncertain(row, self.breaks));
        }
        tally
    }
}

impl Tally {
    /// How many areas are in a state.
    pub(super) fn of(&self, state: State) -> usize {
        self.states[state as usize]
    }
}

/// Whether an area lies in another, or is it; everything lies in none.
fn is_inside(snapshot: &Snapshot, whole: Option<AreaIndex>, area: AreaIndex) -> bool {
    let code = |area: AreaIndex| snapshot.areas.all()[area].code;
    whole.is_none_or(|whole| code(area).at(code(whole).level()) == Some(code(whole)))
}
