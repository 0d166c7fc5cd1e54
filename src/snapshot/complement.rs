//! Totals that give a hidden number away are withheld.
//!
//! A hidden number of 1 to 7 stands beside siblings and a total that are each
//! rounded to five. That nearly always leaves several values possible, and now
//! and then a single one: with siblings of 12, 12 and 12, shown as 10, and a
//! total of 43, shown as 45, only 7 is left. Here every hidden number is looked
//! at as a stranger would: from what is said about the areas around it, which
//! values are possible? Where fewer than three are, the nearest total is
//! withheld, and it is looked at again. A total that is hidden itself tells
//! something too, "1 to 7"; withheld, it tells nothing.

use std::collections::BTreeSet;

use super::areas::{AreaIndex, Areas};
use super::release::{self, ColumnKey, Release};
use crate::domain::{
    Counts, Disclosure, ExactCount, Holdings, Period, PublicCount, Reason, Shown, ShownValue, State,
};
use crate::stats::disclosure;
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
            let disclosure = holdings.indicators[indicator].row.disclosure;
            let telling = Tree::new(&public, &exact, areas, (indicator, period), disclosure).telling();
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

/// What a stranger knows about the numerators of one indicator and period, by
/// area.
struct Tree<'a> {
    areas: &'a Areas,
    /// What its own cell says; nothing where there is no figure.
    own: Vec<Option<Range>>,
    /// Whether the rule hides its number, whatever its cell gives as the reason.
    hidden: Vec<bool>,
    /// Whether its cell says anything that could be withheld.
    says: Vec<bool>,
}

impl<'a> Tree<'a> {
    fn new(
        public: &Release<PublicCount>,
        exact: &Release<ExactCount>,
        areas: &'a Areas,
        (indicator, period): (usize, Period),
        disclosure: Disclosure,
    ) -> Self {
        let count = areas.all().len();
        let mut tree =
            Self { areas, own: vec![None; count], hidden: vec![false; count], says: vec![false; count] };
        for level in areas.levels() {
            let columns = (public.column(indicator, period, level), exact.column(indicator, period, level));
            let (Some(public), Some(exact)) = columns else { continue };
            for ((area, cell), exact) in areas.of_level(level).zip(&public.cells).zip(&exact.cells) {
                let withheld = cell.shown.reason() == Some(Reason::WithheldComplement);
                let counts = exact.shown.value();
                tree.own[area] = Some(possible(&cell.shown, counts, disclosure));
                tree.hidden[area] = counts.is_some_and(|counts| is_hidden(counts, disclosure));
                tree.says[area] =
                    !withheld && matches!(cell.shown.state(), State::Value | State::Zero | State::Suppressed);
            }
        }
        tree
    }

    /// The totals to withhold: the nearest that says anything, at or above each
    /// hidden number that is as good as told.
    fn telling(&self) -> BTreeSet<AreaIndex> {
        if !self.hidden.contains(&true) {
            return BTreeSet::new();
        }
        let (known, told_by_parts) = (self.known(), self.told_by_parts());
        let told =
            (0..known.len()).filter(|&area| match (self.hidden[area], known[area], told_by_parts[area]) {
                (true, Some(known), Some(alone)) => {
                    known.values() < LEAST_POSSIBLE && known.values() < alone.values()
                }
                _ => false,
            });
        told.filter_map(|area| self.totals(area).find(|&total| self.says[total])).collect()
    }

    /// An area, where it has parts, and those that hold it.
    fn totals(&self, area: AreaIndex) -> impl Iterator<Item = AreaIndex> {
        let all = self.areas.all();
        std::iter::successors(Some(area), move |&below| all[below].parent)
            .filter(move |&total| !all[total].children.is_empty())
    }

    /// What the smallest areas alone tell of each: no total could tell less.
    fn told_by_parts(&self) -> Vec<Option<Range>> {
        let mut told = self.own.clone();
        for area in (0..told.len()).rev() {
            told[area] = self.sum_of_children(area, &told).or(told[area]);
        }
        told
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

fn is_hidden(counts: &ShownValue<ExactCount>, disclosure: Disclosure) -> bool {
    let (Some(k), Some(n)) = (counts.numerator, counts.denominator) else { return false };
    let by_rule = Counts::new(k.0, n.0).map(|counts| disclosure::public(counts, disclosure));
    matches!(by_rule, Ok(Shown::Suppressed(_)))
}
