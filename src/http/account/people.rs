//! Accounts of people.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::Server;
use super::super::extract::{Body, Query};
use super::super::problem::{Problem, ProblemDocument};
use super::super::words;
use super::session::SessionActor;
use super::{accounts, created, noun, refused, role};
use crate::account::{AccountName, Actor, By, Password};

/// Every account, by name.
#[derive(Serialize, ToSchema)]
pub struct AccountList {
    accounts: Vec<Account>,
}

/// An account as it may be shown.
#[derive(Serialize, ToSchema)]
pub struct Account {
    name: String,
    #[schema(value_type = words::Role)]
    role: &'static str,
    /// Whether nobody can log in with it any more.
    disabled: bool,
    /// When it was added (RFC 3339).
    created: String,
}

/// An account that somebody wants.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountWish {
    /// 2 to 40 of `a-z 0-9 . - _`, a letter first.
    name: String,
    #[schema(value_type = words::Role)]
    role: String,
    /// 12 characters or more.
    password: String,
}

/// Every account.
#[utoipa::path(get, path = "/v1/accounts", operation_id = "accounts", tag = "accounts",
    security(("token" = []), ("session" = [])),
    responses((status = 200, body = AccountList), (status = 401, body = ProblemDocument),
              (status = 403, body = ProblemDocument)))]
pub async fn list(State(server): State<Arc<Server>>, query: Query) -> Result<Json<AccountList>, Problem> {
    query.only(&[])?;
    let known = accounts(&server)?.accounts().await.map_err(refused)?;
    let accounts = known
        .into_iter()
        .map(|account| {
            let crate::account::Account { name, role, disabled, created } = account;
            Account { name, role: role.as_str(), disabled, created }
        })
        .collect();
    Ok(Json(AccountList { accounts }))
}

/// Adds an account.
#[utoipa::path(post, path = "/v1/accounts", operation_id = "add_account", tag = "accounts",
    request_body = AccountWish, security(("token" = []), ("session" = [])),
    responses((status = 201, body = SessionActor), (status = 401, body = ProblemDocument),
              (status = 403, body = ProblemDocument), (status = 409, body = ProblemDocument),
              (status = 422, body = ProblemDocument)))]
pub async fn add(
    State(server): State<Arc<Server>>,
    by: By,
    query: Query,
    Body(wish): Body<AccountWish>,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let name: AccountName = noun(&wish.name)?;
    let role = role(&wish.role)?;
    let password = Password::new(&wish.password).map_err(|fault| refused(fault.into()))?;
    accounts(&server)?.add_account(&by, &name, role, password).await.map_err(refused)?;
    Ok(created(&SessionActor::of(Actor { name: name.to_string(), role })))
}
