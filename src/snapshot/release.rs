//! The released table: what each audience may see, decided once.
//!
//! One function, [`release`], goes through every figure; its rule says what of a
//! pair of counts may be shown. Tiles, answers and pictures read the table that
//! comes out and nothing else, so nothing can leak round the rule. The public
//! table has no place for an exact number of children: its counts are
//! [`PublicCount`]s, which round when they are made.
//!
//! Where several sources speak of the same area, indicator and period, one is
//! shown and the others are kept beside it: counts before a published value, a
//! published value before a blank; among equals the one received last, then the
//! one with the later as-of date, then the first of the file.
//!
//! A wider area shows the claim that a source makes about it. Without one, its
//! figure is rolled up from the counts of its kelurahan — never from rates, and
//! with the number of kelurahan that gave counts beside it.

use std::collections::{BTreeMap, HashMap};

use super::anomaly::Anomaly;
use super::areas::{AreaIndex, Areas};
use super::sources::{Source, SourceIndex, Sources};
use crate::domain::{
    Claim, Counts, DatasetKind, Disclosure, ExactCount, Figure, Held, Holdings, Indicator, Level, Period,
    PublicCount, Reason, Shown, Unit,
};
use crate::stats::disclosure;

/// What a column is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnKey {
    /// The indicator, as a position in the catalogue.
    pub indicator: usize,
    /// The level of the areas.
    pub level: Level,
    /// The period.
    pub period: Period,
}

/// The figures of one indicator and period for all areas of a level.
#[derive(Debug, Clone, PartialEq)]
pub struct Column<C> {
    /// One cell an area, in the order of the level's areas.
    pub cells: Vec<Cell<C>>,
}

/// What may be seen of one figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell<C> {
    /// The figure.
    pub shown: Shown<C>,
    /// Who says so; none where nobody does, or where it is rolled up.
    pub source: Option<SourceIndex>,
    /// For a rolled-up figure: how many kelurahan gave counts, of how many.
    pub parts: Option<(u32, u32)>,
    /// Whether a source published the value without its counts.
    pub published: bool,
    /// What other sources say.
    pub others: Vec<Other<C>>,
}

impl<C> Cell<C> {
    fn missing() -> Self {
        Self {
            shown: Shown::NotFilled(Reason::Missing),
            source: None,
            parts: None,
            published: false,
            others: Vec::new(),
        }
    }
}

/// A claim that is not shown first.
#[derive(Debug, Clone, PartialEq)]
pub struct Other<C> {
    /// What may be seen of it.
    pub shown: Shown<C>,
    /// Who says so.
    pub source: SourceIndex,
    /// Whether the value was published without its counts.
    pub published: bool,
}

/// The released table of one audience.
#[derive(Debug, Clone, PartialEq)]
pub struct Release<C> {
    columns: BTreeMap<ColumnKey, Column<C>>,
}

impl<C> Release<C> {
    /// A column, where any source says anything.
    pub fn column(&self, indicator: usize, period: Period, level: Level) -> Option<&Column<C>> {
        self.columns.get(&ColumnKey { indicator, level, period })
    }

    /// Every column, by indicator, level and period.
    pub fn columns(&self) -> impl Iterator<Item = (&ColumnKey, &Column<C>)> {
        self.columns.iter()
    }

    /// The cells of a column; none where nobody says anything.
    pub(super) fn cells_mut(&mut self, key: &ColumnKey) -> &mut [Cell<C>] {
        self.columns.get_mut(key).map_or(&mut [], |column| &mut column.cells)
    }

    /// The periods of an indicator at a level, in order of time.
    pub fn periods(&self, indicator: usize, level: Level) -> Vec<Period> {
        let mut periods: Vec<Period> = self
            .columns
            .keys()
            .filter(|key| key.indicator == indicator && key.level == level)
            .map(|key| key.period)
            .collect();
        periods.sort_by_key(|period| period.order());
        periods
    }
}

/// The table for the public by the rule alone; [`super::complement`] takes out
/// what would still give a hidden number away.
pub(super) fn public(
    holdings: &Holdings,
    areas: &Areas,
    sources: &mut Sources,
    anomalies: &mut Vec<Anomaly>,
) -> Release<PublicCount> {
    release(holdings, areas, sources, anomalies, disclosure::public)
}

/// The table for those who may see everything: the command line, for now.
/// Gives the sources that its cells name.
pub fn internal(holdings: &Holdings, areas: &Areas) -> (Release<ExactCount>, Sources) {
    let mut sources = Sources::default();
    let table = release(holdings, areas, &mut sources, &mut Vec::new(), disclosure::internal);
    (table, sources)
}

/// The claims about one area in one column, as positions among all claims.
type Claims = HashMap<(usize, Period, AreaIndex), Vec<usize>>;

/// Goes through every figure once, with the rule of an audience.
fn release<C: Copy>(
    holdings: &Holdings,
    areas: &Areas,
    sources: &mut Sources,
    anomalies: &mut Vec<Anomaly>,
    rule: fn(Counts, Disclosure) -> Shown<C>,
) -> Release<C> {
    let claims = by_place(holdings, areas, anomalies);
    let mut columns = BTreeMap::new();
    for key in keys(&claims, holdings, areas) {
        let indicator = &holdings.indicators[key.indicator].row;
        let cells = areas
            .of_level(key.level)
            .map(|area| match claims.get(&(key.indicator, key.period, area)) {
                Some(list) => direct(list, holdings, indicator, sources, rule),
                None if key.level == Level::Kelurahan => Cell::missing(),
                None => rolled_up(area, key, &claims, holdings, areas, rule),
            })
            .collect();
        columns.insert(key, Column { cells });
    }
    Release { columns }
}

/// Sorts the claims of every place: the one to be shown first.
fn by_place(holdings: &Holdings, areas: &Areas, anomalies: &mut Vec<Anomaly>) -> Claims {
    let indicators: HashMap<&str, usize> = holdings
        .indicators
        .iter()
        .enumerate()
        .rev()
        .map(|(index, held)| (held.row.id.as_str(), index))
        .collect();
    let mut claims: Claims = HashMap::new();
    for (position, Held { dataset, row }) in holdings.claims.iter().enumerate() {
        let Some(&indicator) = indicators.get(row.indicator.as_str()) else { continue };
        match areas.find(row.area) {
            Some(area) => claims.entry((indicator, row.period, area)).or_default().push(position),
            None => anomalies.push(Anomaly::UnknownArea {
                dataset: *dataset,
                kind: DatasetKind::Claims,
                code: row.area,
            }),
        }
    }
    for list in claims.values_mut() {
        list.sort_by(|&a, &b| preferred(&holdings.claims[a].row, &holdings.claims[b].row));
    }
    claims
}

/// The order in which claims about one thing are shown.
fn preferred(a: &Claim, b: &Claim) -> std::cmp::Ordering {
    let rank = |claim: &Claim| match claim.figure {
        Figure::Counts(_) => 0,
        Figure::Published(_) => 1,
        Figure::NotApplicable => 2,
        Figure::NotFilled => 3,
    };
    rank(a)
        .cmp(&rank(b))
        .then_with(|| b.provenance.received.cmp(&a.provenance.received))
        .then_with(|| b.provenance.as_of.cmp(&a.provenance.as_of))
}

/// The columns that have anything in them: those with claims of their own, and
/// the wider ones that can be rolled up from kelurahan.
fn keys(claims: &Claims, holdings: &Holdings, areas: &Areas) -> Vec<ColumnKey> {
    let mut keys = Vec::new();
    for (&(indicator, period, area), list) in claims {
        let level = areas.all()[area].code.level();
        keys.push(ColumnKey { indicator, level, period });
        let has_counts = matches!(holdings.claims[list[0]].row.figure, Figure::Counts(_));
        let shares = holdings.indicators[indicator].row.unit == Unit::Percent;
        if level == Level::Kelurahan && shares && has_counts {
            let wider = areas.levels().filter(|&level| level < Level::Kelurahan);
            keys.extend(wider.map(|level| ColumnKey { indicator, level, period }));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// What sources say about an area itself.
fn direct<C: Copy>(
    list: &[usize],
    holdings: &Holdings,
    indicator: &Indicator,
    sources: &mut Sources,
    rule: fn(Counts, Disclosure) -> Shown<C>,
) -> Cell<C> {
    let mut shown = list.iter().map(|&position| {
        let Held { dataset, row } = &holdings.claims[position];
        let source = sources.index(Source { provenance: row.provenance.clone(), dataset: *dataset });
        let (shown, published) = match row.figure {
            Figure::Counts(counts) => (rule(counts, indicator.disclosure), false),
            Figure::Published(value) => (disclosure::published(value), true),
            Figure::NotFilled => (Shown::NotFilled(Reason::Blank), false),
            Figure::NotApplicable => (Shown::NotApplicable, false),
        };
        Other { shown, source, published }
    });
    let Some(first) = shown.next() else { return Cell::missing() };
    let others = shown.collect();
    Cell { shown: first.shown, source: Some(first.source), parts: None, published: first.published, others }
}

/// The sum of the counts of the kelurahan below an area.
fn rolled_up<C: Copy>(
    area: AreaIndex,
    key: ColumnKey,
    claims: &Claims,
    holdings: &Holdings,
    areas: &Areas,
    rule: fn(Counts, Disclosure) -> Shown<C>,
) -> Cell<C> {
    let indicator = &holdings.indicators[key.indicator].row;
    let (mut total, mut filled, mut of) = (None, 0, 0);
    for below in areas.kelurahan_of(area) {
        let list = claims.get(&(key.indicator, key.period, below));
        let figure = list.map(|list| holdings.claims[list[0]].row.figure);
        of += u32::from(figure != Some(Figure::NotApplicable));
        if let Some(Figure::Counts(counts)) = figure.filter(|_| indicator.unit == Unit::Percent) {
            filled += u32::from(counts.denominator() > 0);
            total = Some(total.map_or(counts, |total| total + counts));
        }
    }
    match total {
        Some(total) => {
            Cell { shown: rule(total, indicator.disclosure), parts: Some((filled, of)), ..Cell::missing() }
        }
        None => Cell::missing(),
    }
}
