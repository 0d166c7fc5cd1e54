//! Nouns ↔ rows: puts datasets into a database and gets the same nouns back.
//!
//! One body for two databases. The default is a file that is itself a valid
//! GeoPackage, so GIS people open what the map shows; the other is PostgreSQL
//! with PostGIS, for when one machine is not enough. Each SQL text stands once,
//! in `sql.rs`, and runs on both.
//!
//! An import is one transaction and one version of its dataset. The rows of the
//! two newest versions are kept, and a pointer says which is current; so
//! readers see all of an import or nothing of it.
//!
//! Absent on purpose: decisions, geometry maths, spatial SQL, accounts and
//! secrets (the data file is handed out).

mod error;
mod connect;
mod geometry;
mod transaction;
mod sql;
mod write;
mod versions;
mod history;
mod remembered;
mod insert;
mod contents;
mod read;
mod rows;
mod kampung_kb_rows;
mod catalogue;
mod mbtiles;

pub use connect::Store;
pub use error::Error;
pub use mbtiles::{StoredTile, TileFile};
pub use remembered::{NameDecision, StoredMapping};
pub use write::{NewVersion, Replaced};
