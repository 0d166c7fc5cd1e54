//! Numbers → numbers: intervals, classes, and what may be shown.
//!
//! Absent on purpose: areas, input and output, HTTP. Every formula names its
//! source.

pub mod interval;
pub mod classes;
pub mod disclosure;
pub mod possible;
