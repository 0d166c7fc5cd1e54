//! Who may ask what: every route is registered with a [`Policy`].
//!
//! [`Routes`] is the only way into the router (a test looks that no other
//! router is made), and its one function takes a policy, so a route without one
//! does not compile. What is public goes through untouched: it is the same for
//! everybody, whatever headers say. Everything else passes the gate, which
//! finds out who asks, refuses those who may not, and keeps the answer out of
//! every cache.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;

use super::Server;
use super::account::Caller;
use super::problem::{Kind, Problem};
use crate::account::Role;

/// Who may ask a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Policy {
    /// Everybody, and the answer is the same for all.
    Public,
    /// Everybody, and the answer is for the one who asks: logging in, who am I.
    Guest,
    /// Only who is signed in with this role or a higher one.
    SignedIn(Role),
}

/// Marks an answer that is for one reader alone.
#[derive(Clone)]
pub(super) struct ForOne;

/// Routes, each with its policy.
pub(super) struct Routes {
    router: Router<Arc<Server>>,
    server: Arc<Server>,
}

impl Routes {
    /// No routes.
    pub(super) fn new(server: &Arc<Server>) -> Self {
        Self { router: Router::new(), server: Arc::clone(server) }
    }

    /// Adds the methods of a path that share a policy.
    pub(super) fn route(mut self, path: &str, policy: Policy, methods: MethodRouter<Arc<Server>>) -> Self {
        let methods = match policy {
            Policy::Public => methods,
            Policy::Guest | Policy::SignedIn(_) => {
                let gate = (Arc::clone(&self.server), policy);
                methods.route_layer(middleware::from_fn_with_state(gate, gate_of))
            }
        };
        self.router = self.router.route(path, methods);
        self
    }

    /// The router of them.
    pub(super) fn into_router(self) -> Router<Arc<Server>> {
        self.router
    }
}

async fn gate_of(
    State((server, policy)): State<(Arc<Server>, Policy)>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let mut response = match admit(&server, policy, &parts).await {
        Ok(caller) => {
            parts.extensions.insert(caller);
            next.run(Request::from_parts(parts, body)).await
        }
        Err(problem) => problem.into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("Authorization, Cookie"));
    response.extensions_mut().insert(ForOne);
    response
}

/// Finds out who asks, and whether they may.
async fn admit(server: &Server, policy: Policy, parts: &Parts) -> Result<Caller, Problem> {
    let caller = Caller::of(server, parts).await?;
    let Policy::SignedIn(least) = policy else { return Ok(caller) };
    match &caller.actor {
        None => {
            Err(Problem::new(Kind::NotSignedIn, "log in at /masuk, or send a token as Authorization: Bearer"))
        }
        Some(actor) if actor.role.reaches(least) => Ok(caller),
        Some(actor) => Err(Problem::new(
            Kind::NotAllowed,
            format!("{} has the role {}, and this takes {least}; an admin can help", actor.name, actor.role),
        )),
    }
}
