//! Snapshot → answers: pure functions, the same question has the same answer.
//!
//! Absent on purpose: errors (a valid question has an answer or `None`), JSON,
//! HTTP, the clock (days and times come in as parameters).

mod nearest;
mod locate;
mod values;
mod breaks;
mod profile;
mod opening;
mod comparable;
mod patterns;
mod changes;
mod bivariate;
mod priority;
mod reasons;
mod progress;
mod cycle;
mod convergence;

pub use bivariate::{Bivariate, CLASSES, Pair, Variable, bivariate};
pub use breaks::{Breaks, Method, breaks};
pub use changes::{Change, ChangeFlag, ChangeRow, Changes, Meaning, changes};
pub use comparable::{Conflict, Entered, conflict, is_sample, known_at};
pub use convergence::{Convergence, FILLED_OF_THREE, Service, essential_services, ranking, services_in};
pub use cycle::{Gaps, OpdStanding, gaps, is_answered, opd_standing};
pub use locate::{Nearby, Place, locate};
pub use nearest::{Filter, Near, nearest};
pub use opening::{Moment, opening};
pub use patterns::{
    Cluster, LEAST_SMOOTHED, LEAST_TESTED, LEVEL, LocalMoran, LocalSpot, Obstacle, PatternRow, Patterns,
    Spot, patterns,
};
pub use priority::{LEAST_SHOWN, Part, Priority, Ranked, SEED, Standing, TOP, priority};
pub use profile::{Counted, SeriesOf, count_kampung_kb, series_of};
pub use progress::{Bounds, bounds, timeline};
pub use values::{Flag, Row, row_of, values};
