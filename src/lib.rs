//! Jangkau: which service reaches whom, kelurahan by kelurahan.
//!
//! *jangkau* is Indonesian for "to reach". The program takes boundaries,
//! figures, facts about Kampung KB and posyandu from files, and answers three
//! people: a planner with a map, a parent with the nearest open posyandu, GIS
//! staff with a report on every row of their file.
//!
//! ```text
//! file → import → store → snapshot → tile | query → http → web
//! ```
//!
//! A store takes changes; an immutable snapshot answers. The rooms, in reading
//! order, with the rule that a room uses only rooms above it:

pub mod domain;
pub mod topology;
pub mod stats;
pub mod import;
pub mod sample;
pub mod store;
pub mod account;
pub mod snapshot;
pub mod tile;
pub mod archive;
pub mod query;
pub mod picture;
pub mod app;
pub mod http;
pub mod config;
pub mod cli;
