//! The audit log.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::super::Server;
use super::super::extract::Query;
use super::super::problem::{Problem, ProblemDocument};
use super::super::words;
use super::{accounts, refused};
use crate::account::{Audited, MOST_AUDITED};

/// Rows in one answer unless said.
const ROWS: usize = 100;

/// Rows of the audit log, newest first.
#[derive(Serialize, ToSchema)]
pub struct Audit {
    rows: Vec<AuditRow>,
    /// What `before` must be for the rows that follow; null where there are none.
    next: Option<i64>,
}

/// What somebody did.
#[derive(Serialize, ToSchema)]
pub struct AuditRow {
    /// From 1, without gaps.
    number: i64,
    /// When (RFC 3339).
    moment: String,
    /// The name of an account, `token:` and an id, or `console`.
    actor: String,
    #[schema(value_type = Option<words::Role>)]
    role: Option<String>,
    /// The network asked from, cut to /24 or /48.
    address: Option<String>,
    #[schema(value_type = words::AuditAction)]
    action: String,
    /// The account or the token that it was done to.
    object: String,
    /// An id of the request.
    request: String,
    /// SHA-256 of the row with the hash of the one before.
    hash: String,
}

impl AuditRow {
    fn of(row: Audited) -> Self {
        let Audited { number, moment, actor, role, address, action, object, request, hash, .. } = row;
        Self { number, moment, actor, role, address, action, object, request, hash }
    }
}

/// What was done, newest first.
#[utoipa::path(get, path = "/v1/audit", operation_id = "audit", tag = "accounts",
    params(("before" = Option<usize>, Query, description = "Only rows with a number below this"),
           ("limit" = Option<usize>, Query, description = "How many, 1 to 1000; 100 unless said")),
    security(("token" = []), ("session" = [])),
    responses((status = 200, body = Audit), (status = 400, body = ProblemDocument),
              (status = 401, body = ProblemDocument), (status = 403, body = ProblemDocument)))]
pub async fn audit(State(server): State<Arc<Server>>, query: Query) -> Result<Json<Audit>, Problem> {
    query.only(&["before", "limit"])?;
    let limit = query.number("limit", 1..=MOST_AUDITED)?.unwrap_or(ROWS);
    let before = query.number("before", 1..=1 << 53)?.and_then(|before| i64::try_from(before).ok());
    let rows = accounts(&server)?.audited(before, limit).await.map_err(refused)?;
    let next = rows.last().map(|row| row.number).filter(|number| *number > 1);
    Ok(Json(Audit { rows: rows.into_iter().map(AuditRow::of).collect(), next }))
}
