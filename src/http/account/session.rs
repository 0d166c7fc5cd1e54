//! Who am I, logging in, logging out.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::Server;
use super::super::extract::{Body, Query};
use super::super::problem::{Problem, ProblemDocument};
use super::super::words;
use super::{Caller, accounts, refused};
use crate::account::{Actor, Attempt, By};

/// Who asks.
#[derive(Serialize, ToSchema)]
pub struct Session {
    /// Who is signed in; null where nobody is.
    actor: Option<SessionActor>,
    /// Whether the first admin is still to be made, with the code on the console.
    set_up_open: bool,
}

/// Who is signed in, and what they may do.
#[derive(Serialize, ToSchema)]
pub struct SessionActor {
    /// The name of the account, or `token:` and the token's id.
    name: String,
    #[schema(value_type = words::Role)]
    role: &'static str,
}

impl SessionActor {
    pub(super) fn of(actor: Actor) -> Self {
        Self { name: actor.name, role: actor.role.as_str() }
    }
}

/// A name and a password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LogIn {
    /// The name of the account.
    name: String,
    /// Its password.
    password: String,
}

/// Who asks: never refused for a cookie that has ended.
#[utoipa::path(get, path = "/v1/session", operation_id = "session", tag = "accounts",
    responses((status = 200, body = Session), (status = 401, body = ProblemDocument)))]
pub async fn who_am_i(
    State(server): State<Arc<Server>>,
    caller: Caller,
    query: Query,
) -> Result<Json<Session>, Problem> {
    query.only(&[])?;
    let any = match &server.accounts {
        Some(accounts) => accounts.any_account().await.map_err(refused)?,
        None => true,
    };
    Ok(Json(Session { actor: caller.actor.map(SessionActor::of), set_up_open: !any }))
}

/// Logs in: the answer sets the cookie of a new session.
#[utoipa::path(post, path = "/v1/session", operation_id = "log_in", tag = "accounts", request_body = LogIn,
    responses((status = 200, body = Session), (status = 401, body = ProblemDocument),
              (status = 403, body = ProblemDocument), (status = 422, body = ProblemDocument),
              (status = 429, body = ProblemDocument)))]
pub async fn log_in(
    State(server): State<Arc<Server>>,
    caller: Caller,
    query: Query,
    Body(body): Body<LogIn>,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let attempt = Attempt {
        name: &body.name,
        password: &body.password,
        address: caller.address,
        request: &caller.request,
        before: caller.session.as_deref(),
    };
    let session = accounts(&server)?.log_in(&attempt).await.map_err(refused)?;
    let answer = Session { actor: Some(SessionActor::of(session.actor)), set_up_open: false };
    Ok(with_cookie(Json(answer), caller.cookies.set(&session.secret.reveal())))
}

/// Logs out: the session ends, here and in the browser.
#[utoipa::path(delete, path = "/v1/session", operation_id = "log_out", tag = "accounts",
    security(("token" = []), ("session" = [])),
    responses((status = 204, description = "Logged out"), (status = 401, body = ProblemDocument),
              (status = 403, body = ProblemDocument)))]
pub async fn log_out(
    State(server): State<Arc<Server>>,
    caller: Caller,
    by: By,
    query: Query,
) -> Result<Response, Problem> {
    query.only(&[])?;
    if let Some(session) = &caller.session {
        accounts(&server)?.log_out(&by, session).await.map_err(refused)?;
    }
    Ok(with_cookie(StatusCode::NO_CONTENT, caller.cookies.clear()))
}

fn with_cookie(answer: impl IntoResponse, cookie: Option<HeaderValue>) -> Response {
    let mut response = answer.into_response();
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
