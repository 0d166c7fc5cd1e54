//! What goes round every route: limits, headers, and answers for what no route
//! takes.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{Any, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;

use super::extract::short;
use super::policy::ForOne;
use super::problem::{Kind, Problem};
use super::{Server, Settings};

/// The longest address taken, in bytes.
pub(super) const MAX_ADDRESS: usize = 8 << 10;
/// How long sending a file may take.
pub(super) const MAX_SENDING: Duration = Duration::from_mins(10);
/// The largest body taken, in bytes.
pub(super) const MAX_BODY: usize = 64 << 10;
/// How long a request may take from its head to its answer.
pub(super) const MAX_TIME: Duration = Duration::from_secs(30);

/// Only our own scripts, styles, pictures and answers, and the host of a base
/// map where the operator has chosen one; nothing embeds us.
fn policy(settings: &Settings) -> HeaderValue {
    let host = settings.basemap.as_ref().and_then(|map| origin(&map.tiles)).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; \
         img-src 'self' data: blob: {host}; font-src 'self'; connect-src 'self' {host}; manifest-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// Scheme and host of an address, where they can stand in a policy.
fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split('/').next()?;
    let sound = host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:*".contains(&b));
    (sound && matches!(scheme, "http" | "https")).then(|| format!("{scheme}://{host}"))
}

/// Puts the headers of a page round its routes. Tiles and answers go without:
/// they would be longer than many a tile.
pub(super) fn around_pages(pages: Router<Arc<Server>>, settings: &Settings) -> Router<Arc<Server>> {
    let set = |name: HeaderName, value| SetResponseHeaderLayer::if_not_present(name, value);
    let fixed = |name, value| set(HeaderName::from_static(name), HeaderValue::from_static(value));
    pages.layer((
        set(header::CONTENT_SECURITY_POLICY, policy(settings)),
        fixed("referrer-policy", "no-referrer"),
        fixed("permissions-policy", "geolocation=(self)"),
        fixed("cross-origin-opener-policy", "same-origin"),
    ))
}

/// Puts limits and headers round all routes: one layer of several parts, since
/// the router boxes each layer by itself.
pub(super) fn around(routes: Router<Arc<Server>>) -> Router<Arc<Server>> {
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD])
        .expose_headers([header::ETAG, header::LINK])
        .max_age(Duration::from_hours(24));
    let panics = CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
        // The panic hook has logged the place.
        Problem::new(Kind::Internal, "it has been logged").into_response()
    });
    routes.fallback(nothing_here).method_not_allowed_fallback(wrong_method).layer((
        middleware::from_fn(watch),
        cors,
        panics,
        DefaultBodyLimit::max(MAX_BODY),
    ))
}

/// Refuses addresses without end, bounds the time, and logs the route, never
/// the address: it may hold a position.
async fn watch(request: Request, next: Next) -> Response {
    if request.uri().path_and_query().is_some_and(|address| address.as_str().len() > MAX_ADDRESS) {
        return Problem::new(Kind::AddressTooLong, format!("at most {MAX_ADDRESS} bytes are taken"))
            .into_response();
    }
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let begun = std::time::Instant::now();
    // A file may be large and its line slow; all else is answered soon.
    let time = if request.uri().path() == "/v1/imports" { MAX_SENDING } else { MAX_TIME };
    let mut response = match tokio::time::timeout(time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::new(Kind::Timeout, format!("it took more than {} seconds", time.as_secs()))
            .into_response(),
    };
    // What is for one reader is for no other site.
    let for_one = response.extensions().get::<ForOne>().is_some();
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let readers = if for_one { "same-origin" } else { "cross-origin" };
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static(readers));
    if for_one {
        headers.remove(header::ACCESS_CONTROL_ALLOW_ORIGIN);
    }
    let status = response.status();
    let route = matched.as_ref().map_or("(none)", MatchedPath::as_str);
    let micros = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
    if status.is_server_error() {
        tracing::error!(route, status = status.as_u16(), micros, "failed");
    } else {
        tracing::debug!(route, status = status.as_u16(), micros, "answered");
    }
    response
}

async fn nothing_here(uri: Uri) -> Problem {
    Problem::new(
        Kind::NotFound,
        format!("{} is not one of our addresses; /v1/openapi.json lists them", short(uri.path())),
    )
}

async fn wrong_method(method: Method, uri: Uri) -> Problem {
    let detail = format!("{} does not take {method}; the header Allow says what it takes", short(uri.path()));
    Problem::new(Kind::MethodNotAllowed, detail)
}
