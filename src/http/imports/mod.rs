//! Imports over HTTP: a file is sent and read by a job, looked at beside what is
//! on the map, published, rolled back.

mod answers;
mod findings;
mod preview;
pub(super) mod send;
pub(super) mod versions;

pub use answers::{DifferenceJson, HistoryJson, VersionJson};

use super::Server;
use super::problem::{Kind, Problem};
use crate::account;
use crate::app::Imports;
use crate::domain::Actor;

/// The largest file that is sent, in bytes.
pub(super) const MAX_FILE: usize = crate::app::MAX_IMPORT_BYTES;

/// The imports of this server.
fn imports(server: &Server) -> Result<&std::sync::Arc<Imports>, Problem> {
    let none = || Problem::new(Kind::NoAccounts, "this server takes no imports");
    server.imports.as_ref().ok_or_else(none)
}

/// Who asks, as the history of datasets names them.
fn actor(by: &account::Actor) -> Actor {
    Actor { name: by.name.clone(), role: by.role.to_string() }
}

/// The store failed: its reason is logged and not said.
fn failed(error: crate::app::StoreError) -> Problem {
    tracing::error!(error = &error as &dyn std::error::Error, "the store failed");
    Problem::new(Kind::StoreFailed, "try again later; it has been logged")
}
