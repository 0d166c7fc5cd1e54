//! Tokens for programs.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::Server;
use super::super::extract::{Body, Path, Query};
use super::super::problem::{Problem, ProblemDocument};
use super::super::words;
use super::{accounts, created, noun, refused, role};
use crate::account::{By, TokenName};

/// Days that a token lives unless said.
const DAYS: u32 = 90;

/// Every token, newest first.
#[derive(Serialize, ToSchema)]
pub struct TokenList {
    tokens: Vec<Token>,
}

/// A token as it may be shown.
#[derive(Serialize, ToSchema)]
pub struct Token {
    /// The eight characters behind `jgk_`.
    id: String,
    /// What it is for.
    name: String,
    #[schema(value_type = words::Role)]
    role: &'static str,
    /// Who made it.
    creator: String,
    /// When it was made (RFC 3339).
    created: String,
    /// When it ends (RFC 3339).
    expires: String,
    /// The day of its last use.
    last_used: Option<String>,
    /// When it was revoked (RFC 3339).
    revoked: Option<String>,
}

/// A token that was made; this once with its text.
#[derive(Serialize, ToSchema)]
pub struct TokenMade {
    /// The whole token. It is shown now and never again.
    secret: String,
    token: Token,
}

/// A token that somebody wants.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenWish {
    /// What it is for, 1 to 80 characters.
    name: String,
    /// What it may do.
    #[schema(value_type = words::Role)]
    role: String,
    /// How many days it lives, 1 to 365; 90 unless said.
    days: Option<u32>,
}

impl Token {
    fn of(token: crate::account::Token) -> Self {
        let crate::account::Token { id, name, role, creator, created, expires, last_used, revoked } = token;
        Self { id, name, role: role.as_str(), creator, created, expires, last_used, revoked }
    }
}

/// Every token, newest first, without its secret.
#[utoipa::path(get, path = "/v1/tokens", operation_id = "tokens", tag = "accounts",
    security(("token" = []), ("session" = [])),
    responses((status = 200, body = TokenList), (status = 401, body = ProblemDocument),
              (status = 403, body = ProblemDocument)))]
pub async fn list(State(server): State<Arc<Server>>, query: Query) -> Result<Json<TokenList>, Problem> {
    query.only(&[])?;
    let tokens = accounts(&server)?.tokens().await.map_err(refused)?;
    Ok(Json(TokenList { tokens: tokens.into_iter().map(Token::of).collect() }))
}

/// Makes a token.
#[utoipa::path(post, path = "/v1/tokens", operation_id = "create_token", tag = "accounts",
    request_body = TokenWish, security(("token" = []), ("session" = [])),
    responses((status = 201, body = TokenMade), (status = 401, body = ProblemDocument),
              (status = 403, body = ProblemDocument), (status = 422, body = ProblemDocument)))]
pub async fn create(
    State(server): State<Arc<Server>>,
    by: By,
    query: Query,
    Body(wish): Body<TokenWish>,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let name: TokenName = noun(&wish.name)?;
    let days = wish.days.unwrap_or(DAYS);
    let made = accounts(&server)?.create_token(&by, &name, role(&wish.role)?, days).await.map_err(refused)?;
    Ok(created(&TokenMade { secret: made.reveal(), token: Token::of(made.token) }))
}

/// Revokes a token at once.
#[utoipa::path(delete, path = "/v1/tokens/{id}", operation_id = "revoke_token", tag = "accounts",
    params(("id" = String, Path, description = "The eight characters behind jgk_")),
    security(("token" = []), ("session" = [])),
    responses((status = 204, description = "Revoked"), (status = 401, body = ProblemDocument),
              (status = 403, body = ProblemDocument), (status = 404, body = ProblemDocument)))]
pub async fn revoke(
    State(server): State<Arc<Server>>,
    Path(id): Path<String>,
    by: By,
    query: Query,
) -> Result<StatusCode, Problem> {
    query.only(&[])?;
    accounts(&server)?.revoke_token(&by, &id).await.map_err(refused)?;
    Ok(StatusCode::NO_CONTENT)
}
