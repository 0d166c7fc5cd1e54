//! Jangkau.
pub mod domain;
pub mod topology;
pub mod sample;
