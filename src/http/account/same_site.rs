//! Whether our own page asked: a browser sends the cookie along with whatever
//! any page has it send.
//!
//! What changes something must say `X-Jangkau: 1`, which another site cannot
//! send without asking first (and is told no), and come from the same origin by
//! the browser's own word: `Sec-Fetch-Site`, or `Origin` in older ones.

use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

use super::super::problem::{Kind, Problem};

/// The header that only our own page sends.
pub const MARK: &str = "x-jangkau";

/// Refuses a request with a cookie that changes something and does not come
/// from our own page.
pub fn check(parts: &Parts, public_url: Option<&str>) -> Result<(), Problem> {
    if parts.method.is_safe() {
        return Ok(());
    }
    let headers = &parts.headers;
    if text(headers, MARK) != Some("1") {
        return Err(foreign("a request with a cookie that changes something carries X-Jangkau: 1"));
    }
    let ours = match text(headers, "sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => {
            text(headers, header::ORIGIN.as_str()).is_some_and(|origin| is_ours(origin, headers, public_url))
        }
    };
    if ours { Ok(()) } else { Err(foreign("Sec-Fetch-Site or Origin must say that our own page asked")) }
}

fn foreign(detail: &str) -> Problem {
    Problem::new(Kind::ForeignSite, format!("{detail}; programs send a token in place of a cookie"))
}

/// Whether an origin is that of this server.
fn is_ours(origin: &str, headers: &HeaderMap, public_url: Option<&str>) -> bool {
    let Some((scheme, host)) = origin.split_once("://") else { return false };
    match public_url.and_then(|address| address.split_once("://")) {
        Some((public_scheme, rest)) => scheme == public_scheme && rest.split('/').next() == Some(host),
        None => matches!(scheme, "http" | "https") && text(headers, header::HOST.as_str()) == Some(host),
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
