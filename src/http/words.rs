//! The closed lists of the field, as the OpenAPI document shows them.
//!
//! Answers carry words (`"kelurahan"`, `"suppressed"`). A client that knows all
//! of them can handle all of them, so each list is a named schema with its
//! words, taken from the enum it belongs to. The types here are never built;
//! fields name them with `#[schema(value_type = …)]`. Positions and bounds have
//! a fixed length, which arrays of the derive do not say.

use std::borrow::Cow;

use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::account;
use crate::domain;
use crate::query;
use crate::snapshot;
use crate::tile;

macro_rules! closed_lists {
    ($( $(#[$meta:meta])* $name:ident = $words:expr; )+) => { $(
        $(#[$meta])*
        pub enum $name {}

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let words = $words.iter().map(ToString::to_string);
                ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words)).into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }
        }
    )+ };
}

closed_lists! {
    /// Levels of areas.
    Level = domain::Level::ALL;
    /// Groups of indicators.
    Group = domain::Group::ALL;
    /// Units of indicators.
    Unit = domain::Unit::ALL;
    /// Which way is better.
    Direction = domain::Direction::ALL;
    /// What a figure is divided by.
    DenominatorKind = domain::DenominatorKind::ALL;
    /// Rules of what is shown.
    Disclosure = domain::Disclosure::ALL;
    /// How often there are figures.
    Rhythm = domain::Rhythm::ALL;
    /// Kinds of series.
    SeriesKind = domain::SeriesKind::ALL;
    /// Whom an indicator or a programme is about.
    TargetGroup = domain::TargetGroup::ALL;
    /// Kinds of datasets.
    DatasetKind = domain::DatasetKind::ALL;
    /// How settled a figure is.
    ReportStatus = domain::ReportStatus::ALL;
    /// States of a figure.
    State = domain::State::ALL;
    /// Why there is no value.
    Reason = domain::Reason::ALL;
    /// What a reader must know of a figure.
    Flag = query::Flag::ALL;
    /// How class edges come about.
    Method = query::Method::ALL;
    /// What a local Moran's I says of an area and its neighbours.
    Cluster = query::Cluster::ALL;
    /// What Gi* says of an area.
    Spot = query::Spot::ALL;
    /// Why there is no result.
    Obstacle = query::Obstacle::ALL;
    /// What can be said of a change.
    Change = query::Change::ALL;
    /// What a change means.
    Meaning = query::Meaning::ALL;
    /// What a reader must know of a change.
    ChangeFlag = query::ChangeFlag::ALL;
    /// Layers of tiles.
    Layer = tile::Layer::ALL;
    /// How it stands with a Kampung KB.
    KampungKbStatus = snapshot::Status::ALL;
    /// What a dated fact of a Kampung KB says.
    KampungKbFact = domain::KampungKbFact::WORDS;
    /// How exact a date is.
    DatePrecision = domain::DatePrecision::ALL;
    /// What stands behind a date.
    Proof = domain::Proof::ALL;
    /// Whether a Kampung KB is there, as far as the facts go.
    Existence = snapshot::Existence::ALL;
    /// Over which unit a Kampung KB reaches.
    UnitLevel = domain::UnitLevel::ALL;
    /// Stages of the cycle.
    CycleStage = domain::CycleStage::ALL;
    /// What belongs to a Kampung KB.
    Facility = domain::Facility::ALL;
    /// Whether a facility is there.
    Presence = domain::Presence::ALL;
    /// Kinds of problems of a kelurahan.
    ProblemCategory = domain::ProblemCategory::ALL;
    /// Who carries a programme.
    Provider = domain::Provider::ALL;
    /// How far a programme is.
    ProgrammeStatus = domain::ProgrammeStatus::ALL;
    /// Sectors of programmes.
    Sector = domain::Sector::ALL;
    /// How a position came about.
    PointQuality = domain::PointQuality::ALL;
    /// Strata of posyandu.
    Stratum = domain::Stratum::ALL;
    /// Services of posyandu.
    Service = domain::Service::ALL;
    /// What somebody may do; each may do all that the one before may.
    Role = account::Role::ALL;
    /// What the audit log keeps.
    AuditAction = account::Action::ALL;
}

macro_rules! numbers {
    ($( $(#[$meta:meta])* $name:ident = $count:literal, $description:literal; )+) => { $(
        $(#[$meta])*
        pub enum $name {}

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                ArrayBuilder::new()
                    .items(f64::schema())
                    .min_items(Some($count))
                    .max_items(Some($count))
                    .description(Some($description))
                    .into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }
        }
    )+ };
}

numbers! {
    /// Where a point is.
    Position = 2, "Longitude and latitude, in degrees (WGS 84).";
    /// What an area spans.
    Bounds = 4, "West, south, east, north, in degrees (WGS 84).";
}
