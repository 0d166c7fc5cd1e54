//! Jangkau.
pub mod domain;
pub mod topology;
pub mod stats;
pub mod store;
pub mod snapshot;
pub mod import;
