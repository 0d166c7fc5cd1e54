//! Imports over HTTP.

mod answers;

pub use answers::{DifferenceJson, HistoryJson, VersionJson};
