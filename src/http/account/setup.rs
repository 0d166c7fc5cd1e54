//! The first admin.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;

use super::super::Server;
use super::super::extract::{Body, Query};
use super::super::problem::{Problem, ProblemDocument};
use super::session::SessionActor;
use super::{Caller, accounts, created, noun, refused};
use crate::account::{AccountName, Actor, Password, Role};

/// The code of the console, and the account to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetUp {
    /// The code that the server printed when it started.
    code: String,
    /// The name of the account.
    name: String,
    /// Its password, 12 characters or more.
    password: String,
}

/// Makes the first admin, where there is no account yet.
#[utoipa::path(post, path = "/v1/setup", operation_id = "set_up", tag = "accounts", request_body = SetUp,
    responses((status = 201, body = SessionActor), (status = 403, body = ProblemDocument),
              (status = 409, body = ProblemDocument), (status = 422, body = ProblemDocument),
              (status = 429, body = ProblemDocument)))]
pub async fn set_up(
    State(server): State<Arc<Server>>,
    caller: Caller,
    query: Query,
    Body(body): Body<SetUp>,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let accounts = accounts(&server)?;
    let name: AccountName = noun(&body.name)?;
    let password = Password::new(&body.password).map_err(|fault| refused(fault.into()))?;
    let by = caller.by(name.as_str());
    accounts.set_up(&by, caller.address, &body.code, &name, password).await.map_err(refused)?;
    Ok(created(&SessionActor::of(Actor { name: name.to_string(), role: Role::Admin })))
}
