//! Numbers → numbers: intervals, classes, patterns in space, change, ranks, and
//! what may be shown.
//!
//! Areas that touch come in as [`weights::Neighbours`], lists of positions; the
//! formulas with their sources stand together in `docs/methods.md`.
//!
//! Absent on purpose: areas, input and output, HTTP. Every formula names its
//! source.

pub mod interval;
pub mod difference;
pub mod classes;
pub mod normal;
pub mod false_discovery;
pub mod outlier;
pub mod weights;
pub mod smoothing;
pub mod moran;
pub mod getis_ord;
pub mod composite;
pub mod rank;
pub mod chance;
pub mod disclosure;
pub mod possible;
