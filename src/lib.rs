//! Jangkau.
pub mod domain;
pub mod topology;
pub mod stats;
pub mod import;
pub mod sample;
pub mod store;
pub mod snapshot;
pub mod tile;
pub mod query;
