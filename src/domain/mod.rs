//! Nouns: values that cannot be wrong once made.
//!
//! Everything that the other rooms speak about is named here, in the words of
//! the field: areas and their codes, indicators and claims, Kampung KB,
//! posyandu, periods, positions. A constructor checks; what it returns needs no
//! second check anywhere else.
//!
//! Absent on purpose: input and output, async, serde, SQL, HTTP.
//!
//! ```
//! use jangkau::domain::{AreaCode, Level};
//!
//! let code: AreaCode = "97.71.01.1002".parse()?;
//! assert_eq!(code.level(), Level::Kelurahan);
//! assert_eq!(code.parent().unwrap().to_string(), "97.71.01");
//! assert_eq!(code.number(), 9_771_011_002);
//! # Ok::<(), jangkau::domain::InvalidValue>(())
//! ```

mod invalid;
mod words;
mod text;
mod position;
mod code;
mod period;
mod area;
mod indicator;
mod claim;
mod kampung_kb;
mod programme;
mod schedule;
mod shown;
mod posyandu;
mod tile_coord;
mod dataset;
mod actor;
mod staged;

pub(crate) use words::words;

pub use actor::Actor;
pub use area::{Area, AreaName, TimeZone};
pub use claim::{Claim, Counts, Figure, Provenance, ReportStatus};
pub use code::{AreaCode, Level};
pub use dataset::{DatasetId, DatasetKind, DatasetMeta, Held, Holdings, Rows, StoredDataset};
pub use indicator::{
    DenominatorKind, Direction, Disclosure, Group, Indicator, IndicatorId, Rhythm, Series, SeriesKind,
    SourceWord, Target, ThresholdScheme, Unit, Validity,
};
pub use invalid::InvalidValue;
pub use kampung_kb::{
    Class, CycleStage, DatePrecision, Facility, KampungKbEvent, KampungKbFact, Presence, Proof, UnitLevel,
};
pub use period::Period;
pub use position::Position;
pub use posyandu::{PointQuality, Posyandu, PosyanduId, Service, Stratum};
pub use programme::{
    Agency, Problem, ProblemCategory, ProblemId, Programme, ProgrammeStatus, Provider, Sector, TargetGroup,
};
pub use schedule::{Exception, OpenDay, Recurrence, Schedule, Session};
pub use shown::{ExactCount, PublicCount, Reason, Shown, ShownValue, State};
pub use staged::{About, HistoryEntry, StoredVersion, VersionState};
pub use text::{Lang, Text};
pub use tile_coord::TileCoord;
