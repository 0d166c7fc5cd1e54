//! Accounts over HTTP: first set-up, log-in, tokens, the audit log.
//!
//! `caller.rs` finds out who asks, `same_site.rs` whether our own page asked,
//! `cookie.rs` is the one place that knows of cookies. The rest asks the room
//! `account` and writes its answers.

mod caller;
mod same_site;
mod cookie;
pub(super) mod session;
pub(super) mod setup;
pub(super) mod tokens;
pub(super) mod people;
pub(super) mod audit;

pub(super) use caller::Caller;
pub(super) use caller::Peer;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::Server;
use super::problem::{Kind, Problem};
use crate::account::{Accounts, Error, Role};
use crate::domain::InvalidValue;

/// The accounts of this server.
fn accounts(server: &Server) -> Result<&Accounts, Problem> {
    let none = || Problem::new(Kind::NoAccounts, "it serves what is public and nothing else");
    server.accounts.as_deref().ok_or_else(none)
}

/// What the room `account` refused, as a problem.
fn refused(error: Error) -> Problem {
    let kind = match &error {
        Error::NameTaken(_) => Kind::NameTaken,
        Error::NoSuchToken(_) => Kind::NoSuchToken,
        Error::Days { .. } => Kind::WrongBody,
        Error::Password(_) => Kind::WeakPassword,
        Error::WrongCredentials => Kind::WrongCredentials,
        Error::WrongSetUpCode => Kind::WrongSetUpCode,
        Error::AlreadySetUp => Kind::AlreadySetUp,
        Error::TooManyAttempts { again } => {
            return Problem::new(Kind::TooManyAttempts, error.to_string()).again(*again);
        }
        // The command line alone disables; no request meets these two.
        Error::NoSuchAccount(_) | Error::LastAdmin(_) => Kind::WrongBody,
        Error::Database { .. }
        | Error::Migration(_)
        | Error::File { .. }
        | Error::Corrupt(_)
        | Error::Chance
        | Error::Hashing => {
            tracing::error!(error = &error as &dyn std::error::Error, "accounts failed");
            return Problem::new(Kind::Internal, "it has been logged");
        }
    };
    Problem::new(kind, error.to_string())
}

/// A noun of a body.
fn noun<T: std::str::FromStr<Err = InvalidValue>>(text: &str) -> Result<T, Problem> {
    text.parse().map_err(|error: InvalidValue| Problem::new(Kind::WrongBody, error.to_string()))
}

/// The role of a word in a body.
fn role(word: &str) -> Result<Role, Problem> {
    noun(word)
}

/// What was made.
fn created(answer: &impl Serialize) -> Response {
    (StatusCode::CREATED, axum::Json(answer)).into_response()
}
