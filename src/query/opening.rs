//! When a posyandu is next open, asked at a moment.

use time::{Date, Time};

use crate::domain::{OpenDay, Posyandu};

/// The moment of a question: a day, and the time of day where it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day, in the zone of the area.
    pub day: Date,
    /// The local time; none where a whole day is asked about.
    pub time: Option<Time>,
}

/// The next day on which a posyandu is open. A session that has closed by the
/// moment does not count.
pub fn opening(posyandu: &Posyandu, moment: Moment) -> Option<OpenDay> {
    let schedule = posyandu.schedule.as_ref()?;
    let open = schedule.next_open(moment.day)?;
    let over = open.date == moment.day && moment.time.is_some_and(|time| time > schedule.session.closes);
    if over { schedule.next_open(moment.day.next_day()?) } else { Some(open) }
}
