//! The nearest posyandu: filter first, then count, in the order of the way over
//! the ground.
//!
//! Distances are geodesics on the WGS 84 ellipsoid (Karney, *Algorithms for
//! geodesics*, Journal of Geodesy 87, 2013). The order is exact: candidates come
//! in the order of straight lines through the ground, and a straight line is
//! never longer than the way over the ground, so once everything within the
//! length of the longest way found has been looked at, nothing nearer is left.
//! Two posts at the same distance stand in the order of their ids.

use geo::{Distance, Geodesic, Point};
use time::Date;

use super::opening::{Moment, opening};
use crate::domain::{AreaCode, Position, Posyandu, Service};
use crate::snapshot::{Candidate, PosyanduIndex};

/// Which posyandu count at all.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    /// Those that offer this.
    pub service: Option<Service>,
    /// Those that name an area of this code, or one inside it, as theirs.
    pub within: Option<AreaCode>,
    /// Those that are open on one of these days, both ends with them.
    pub open_between: Option<(Date, Date)>,
    /// Those at most so many metres away over the ground.
    pub max_metres: Option<f64>,
}

impl Filter {
    /// Whether a posyandu counts, its distance left aside.
    fn takes(&self, posyandu: &Posyandu) -> bool {
        let serves = self.service.is_none_or(|service| posyandu.services.contains(&service));
        let inside = self.within.is_none_or(|code| posyandu.area.at(code.level()) == Some(code));
        let open = self.open_between.is_none_or(|(from, to)| {
            opening(posyandu, Moment { day: from, time: None }).is_some_and(|open| open.date <= to)
        });
        serves && inside && open
    }
}

/// A posyandu with its distance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// Its position in the index.
    pub posyandu: usize,
    /// The way over the ground, in metres.
    pub metres: f64,
}

/// The `k` nearest posyandu that count, nearest first.
pub fn nearest(index: &PosyanduIndex, from: Position, k: usize, filter: &Filter) -> Vec<Near> {
    let mut asked = 2 * k + 16;
    loop {
        let candidates = index.nearest(from, asked);
        let all_seen = candidates.len() < asked || asked >= index.placed();
        let taken = taken(index, &candidates, filter);
        if taken.len() >= k && k > 0 {
            // The longest of any k ways bounds where the k nearest can be.
            let reach = taken[..k].iter().map(|&posyandu| metres(index, from, posyandu)).fold(0.0, f64::max);
            let within = index.within(from, reach * (1.0 + 1e-9) + 1e-6);
            return ordered(index, from, k, filter, &within);
        }
        if all_seen {
            return ordered(index, from, k, filter, &candidates);
        }
        asked = asked.saturating_mul(4);
    }
}

fn taken(index: &PosyanduIndex, candidates: &[Candidate], filter: &Filter) -> Vec<usize> {
    candidates
        .iter()
        .map(|candidate| candidate.posyandu)
        .filter(|&posyandu| filter.takes(&index.all()[posyandu]))
        .collect()
}

fn ordered(
    index: &PosyanduIndex,
    from: Position,
    k: usize,
    filter: &Filter,
    candidates: &[Candidate],
) -> Vec<Near> {
    let mut found: Vec<Near> = taken(index, candidates, filter)
        .into_iter()
        .map(|posyandu| Near { posyandu, metres: metres(index, from, posyandu) })
        .filter(|near| filter.max_metres.is_none_or(|most| near.metres <= most))
        .collect();
    // Posyandu stand in the order of their ids, so their positions break ties.
    found.sort_by(|a, b| a.metres.total_cmp(&b.metres).then(a.posyandu.cmp(&b.posyandu)));
    found.truncate(k);
    found
}

fn metres(index: &PosyanduIndex, from: Position, posyandu: usize) -> f64 {
    let to = index.all()[posyandu].position.unwrap_or(from);
    Geodesic.distance(Point::new(from.lon(), from.lat()), Point::new(to.lon(), to.lat()))
}
