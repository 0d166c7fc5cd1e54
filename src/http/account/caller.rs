//! Who asks, as a request tells it: a token in the header `Authorization`, or
//! the cookie of a session. A token never stands in an address.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

use super::super::Server;
use super::super::problem::{Kind, Problem};
use super::{cookie, refused, same_site};
use crate::account::{Actor, By, Network};

/// The other end of the connection, as the accept loop saw it.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

/// Who asks, and from where.
#[derive(Clone)]
pub struct Caller {
    /// Who is signed in.
    pub actor: Option<Actor>,
    /// Where from. Behind a proxy it is the proxy's: what headers claim is not believed.
    pub address: Option<IpAddr>,
    /// An id of the request, for the audit log.
    pub request: String,
    /// The session in the cookie, alive or not.
    pub session: Option<String>,
    /// Whether cookies may be marked as secure.
    pub cookies: cookie::Kind,
}

impl Caller {
    /// Looks at a request. A token that opens nothing is refused; a cookie that
    /// opens nothing is none.
    pub async fn of(server: &Server, parts: &Parts) -> Result<Self, Problem> {
        let headers = &parts.headers;
        let peer = parts.extensions.get::<Peer>().map(|peer| peer.0.ip());
        let cookies = cookie::Kind::of(headers, peer, server.settings.public_url.as_deref());
        let mut caller = Self {
            actor: None,
            address: peer,
            request: By::new_request().map_err(refused)?,
            session: cookie::read(headers, cookies),
            cookies,
        };
        let Some(accounts) = server.accounts.as_deref() else { return Ok(caller) };
        if let Some(token) = bearer(headers) {
            caller.session = None;
            caller.actor = accounts.who_has_token(token).await.map_err(refused)?;
            if caller.actor.is_none() {
                return Err(Problem::new(
                    Kind::NotSignedIn,
                    "the token is unknown, has ended or was revoked",
                ));
            }
        } else if let Some(session) = &caller.session {
            same_site::check(parts, server.settings.public_url.as_deref())?;
            caller.actor = accounts.who_has_session(session).await.map_err(refused)?;
        }
        Ok(caller)
    }

    /// As the audit log names the caller; by the name given, where nobody is signed in.
    pub fn by(&self, name: &str) -> By {
        By {
            actor: self.actor.as_ref().map_or(name, |actor| &actor.name).to_owned(),
            role: self.actor.as_ref().map(|actor| actor.role),
            address: self.address.map(Network::from),
            request: self.request.clone(),
        }
    }
}

/// The token of a request. Other schemes are a proxy's business.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn unknown() -> Problem {
    Problem::new(Kind::NotSignedIn, "this address wants to know who asks")
}

impl FromRequestParts<Arc<Server>> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<Server>) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or_else(unknown)
    }
}

/// Who is signed in; a handler that takes it is never run for anybody else.
impl FromRequestParts<Arc<Server>> for Actor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, server: &Arc<Server>) -> Result<Self, Problem> {
        Caller::from_request_parts(parts, server).await?.actor.ok_or_else(unknown)
    }
}

/// Who is signed in, as the audit log wants it.
impl FromRequestParts<Arc<Server>> for By {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, server: &Arc<Server>) -> Result<Self, Problem> {
        let caller = Caller::from_request_parts(parts, server).await?;
        let actor = caller.actor.as_ref().ok_or_else(unknown)?;
        Ok(Self::asking(actor, caller.address.map(Network::from), caller.request))
    }
}
