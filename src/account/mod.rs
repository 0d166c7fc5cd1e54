//! Accounts: who is asking, and what they may do.
//!
//! A second SQLite file holds accounts, tokens, sessions and the audit log; the
//! data file is handed out, so nothing of this may stand in it. [`Accounts`] is
//! the one door. Secrets are kept as hashes alone and shown once; every change
//! and its line in the audit log are one transaction.
//!
//! ```text
//! name + password ─► log_in ─► session ─► who_has_session ─┐
//!                   token_create ─► token ─► who_has_token ─┴─► Actor { name, role }
//! ```
//!
//! Absent on purpose: HTTP, cookies and headers; which role a route wants;
//! areas, figures and positions.

mod error;
mod role;
mod name;
mod secret;
mod password;
mod moment;
mod network;
mod connect;
mod audit;
mod attempts;
mod people;
mod session;
mod token;
mod setup;

pub use attempts::{PER_ACCOUNT, PER_ADDRESS};
pub use audit::{Action, Audited, By, Checked, MOST_AUDITED};
pub use connect::Accounts;
pub use error::Error;
pub use moment::Clock;
pub use name::{AccountName, TokenName};
pub use network::Network;
pub use password::{HASHES_AT_ONCE, LEAST_CHARACTERS, MOST_BYTES, Password, PasswordFault};
pub use people::Account;
pub use role::{Actor, Role};
pub use secret::Secret;
pub use session::{Attempt, IDLE, Session, TOTAL};
pub use setup::CODE_VALID;
pub use token::{MOST_DAYS, NewToken, Token};
