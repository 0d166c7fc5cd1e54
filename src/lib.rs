//! Jangkau.
pub mod domain;
pub mod topology;
pub mod stats;
pub mod import;
