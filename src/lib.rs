//! Jangkau.
pub mod domain;
pub mod topology;
