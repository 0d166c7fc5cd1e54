//! Totals that give a hidden number away are withheld.
//!
//! A hidden number of 1 to 7 stands beside siblings and a total that are each
//! rounded to five. That nearly always leaves several values possible, and now
//! and then a single one: with siblings of 12, 12 and 12, shown as 10, and a
//! total of 43, shown as 45, only 7 is left. Here every hidden number is looked
//! at as a stranger would: from what is shown about the areas around it, which
//! values are possible? Where fewer than three are, the nearest total above is
//! withheld, and it is looked at again.

use std::collections::BTreeSet;

use super::areas::{AreaIndex, Areas};
use super::release::{self, ColumnKey, Release};
use crate::domain::{Disclosure, ExactCount, Holdings, Period, PublicCount, Reason, Shown};
use crate::stats::possible::{Range, possible};

/// Fewer possible values than this are as good as the number itself.
const LEAST_POSSIBLE: i64 = 3;

/// Withholds the totals of a public table that give hidden numbers away.
pub(super) fn withhold(
    mut public: Release<PublicCount>,
    holdings: &Holdings,
    areas: &Areas,
) -> Release<PublicCount> {
    let (exact, _) = release::internal(holdings, areas);
    let mut pairs: Vec<(usize, Period)> =
        public.columns().map(|(key, _)| (key.indicator, key.period)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs.retain(|&(indicator, _)| holdings.indicators[indicator].row.disclosure != Disclosure::Wilayah);
    for (indicator, period) in pairs {
        loop {
            let telling = Tree::new(&public, &exact, areas, indicator, period).telling();
            if telling.is_empty() {
                break;
            }
            for total in telling {
                let level = areas.all()[total].code.level();
                let cells = public.cells_mut(&ColumnKey { indicator, level, period });
                cells[total - areas.of_level(level).start].shown =
                    Shown::Suppressed(Reason::WithheldComplement);
            }
        }
    }
    public
}

/// What a stranger knows about the numerators of one indicator and period.
struct Tree<'a> {
    areas: &'a Areas,
    /// By area: what its own cell says, and whether it hides a small number.
    own: Vec<Option<Range>>,
    hidden: Vec<bool>,
    shown: Vec<bool>,
}

impl<'a> Tree<'a> {
    fn new(
        public: &Release<PublicCount>,
        exact: &Release<ExactCount>,
        areas: &'a Areas,
        indicator: usize,
        period: Period,
    ) -> Self {
        let count = areas.all().len();
        let mut tree =
            Self { areas, own: vec![None; count], hidden: vec![false; count], shown: vec![false; count] };
        for level in areas.levels() {
            let columns = (public.column(indicator, period, level), exact.column(indicator, period, level));
            let (Some(public), Some(exact)) = columns else { continue };
            for ((area, cell), exact) in areas.of_level(level).zip(&public.cells).zip(&exact.cells) {
                tree.own[area] = Some(possible(&cell.shown, exact.shown.value()));
                tree.hidden[area] = is_small(&cell.shown);
                tree.shown[area] = cell.shown.value().is_some();
            }
        }
        tree
    }

    /// The totals to withhold: the nearest that is shown above each hidden
    /// number that is as good as told.
    fn telling(&self) -> BTreeSet<AreaIndex> {
        if !self.hidden.contains(&true) {
            return BTreeSet::new();
        }
        let known = self.known();
        let told = (0..known.len()).filter(|&area| self.hidden[area] && self.is_told(area, &known));
        told.filter_map(|area| self.above(area).find(|&above| self.shown[above])).collect()
    }

    fn above(&self, area: AreaIndex) -> impl Iterator<Item = AreaIndex> {
        let parent = |area: AreaIndex| self.areas.all()[area].parent;
        std::iter::successors(parent(area), move |&above| parent(above))
    }

    /// Whether others tell of a number more than its own cell does.
    fn is_told(&self, area: AreaIndex, known: &[Option<Range>]) -> bool {
        let (Some(own), Some(known)) = (self.own[area], known[area]) else { return false };
        known.values() < LEAST_POSSIBLE && known.values() < own.values()
    }

    /// What can be known of each area from all of them: up from the parts to
    /// the totals, then down again. Exact for a tree of sums. Areas stand by
    /// level, so parents come before their children.
    fn known(&self) -> Vec<Option<Range>> {
        let mut known = self.own.clone();
        for area in (0..known.len()).rev() {
            if let Some(sum) = self.sum_of_children(area, &known) {
                known[area] = Some(known[area].map_or(sum, |own| own.meet(sum)));
            }
        }
        for area in 0..known.len() {
            let (Some(total), Some(sum)) = (known[area], self.sum_of_children(area, &known)) else {
                continue;
            };
            for &child in &self.areas.all()[area].children {
                if let Some(own) = known[child] {
                    known[child] = Some(own.meet(total.without(sum.without_one(own))));
                }
            }
        }
        known
    }

    fn sum_of_children(&self, area: AreaIndex, known: &[Option<Range>]) -> Option<Range> {
        let children = &self.areas.all()[area].children;
        children.iter().filter_map(|&child| known[child]).reduce(Range::plus)
    }
}

/// Whether a cell hides a small number, as against a total that is withheld.
fn is_small(shown: &Shown<PublicCount>) -> bool {
    matches!(shown, Shown::Suppressed(reason) if *reason != Reason::WithheldComplement)
}
