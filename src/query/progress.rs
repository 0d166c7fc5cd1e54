//! How many kelurahan have a Kampung KB, day by day, with what is not certain.

use time::Date;

use crate::snapshot::{AreaIndex, AsOf, Existence, Snapshot};

/// Kelurahan by what is known of their Kampung KB; the four add up to all of
/// them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bounds {
    /// It is there for certain.
    pub certain: usize,
    /// It is known to be there by a later day at the latest, so perhaps already.
    pub possible: usize,
    /// No fact says anything.
    pub unsaid: usize,
    /// It came only later, or is no more.
    pub none: usize,
}

impl Bounds {
    /// The lower bound of their number.
    pub fn at_least(self) -> usize {
        self.certain
    }

    /// The upper bound: all of which no fact says that they have none.
    pub fn at_most(self) -> usize {
        self.certain + self.possible + self.unsaid
    }

    fn of(&mut self, existence: Existence) -> &mut usize {
        match existence {
            Existence::Certain => &mut self.certain,
            Existence::Possible => &mut self.possible,
            Existence::Unsaid => &mut self.unsaid,
            Existence::No => &mut self.none,
        }
    }
}

/// The bounds in an area of any level, as of a day.
pub fn bounds(snapshot: &Snapshot, area: AreaIndex, as_of: AsOf) -> Bounds {
    let mut bounds = Bounds::default();
    for kelurahan in snapshot.areas.kelurahan_of(area) {
        *bounds.of(snapshot.register.existence(kelurahan, as_of)) += 1;
    }
    bounds
}

/// The days on which the bounds in an area change, with the bounds from that
/// day on, up to the day asked for, which is the last.
pub fn timeline(snapshot: &Snapshot, area: AreaIndex, as_of: AsOf) -> Vec<(Date, Bounds)> {
    let mut bounds = Bounds::default();
    let mut changes: Vec<(Date, Existence, Existence)> = Vec::new();
    for kelurahan in snapshot.areas.kelurahan_of(area) {
        let on = |day| snapshot.register.existence(kelurahan, AsOf { day, ..as_of });
        let mut before = on(Date::MIN);
        *bounds.of(before) += 1;
        let days = snapshot.register.turning_days(kelurahan, as_of);
        for day in days.into_iter().filter(|day| *day <= as_of.day) {
            let now = on(day);
            if now != before {
                changes.push((day, before, now));
                before = now;
            }
        }
    }
    changes.sort_by_key(|change| change.0);
    let mut points: Vec<(Date, Bounds)> = Vec::new();
    for (day, before, now) in changes {
        *bounds.of(before) -= 1;
        *bounds.of(now) += 1;
        match points.last_mut() {
            Some(last) if last.0 == day => last.1 = bounds,
            _ => points.push((day, bounds)),
        }
    }
    if points.last().is_none_or(|last| last.0 < as_of.day) {
        points.push((as_of.day, bounds));
    }
    points
}
