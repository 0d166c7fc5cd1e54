//! The one cookie: the secret of a session.
//!
//! Browsers send a cookie named `__Host-…` only over HTTPS, to the host that
//! set it, and let no other host write it. A server that is tried out on
//! `http://127.0.0.1` has no HTTPS: only there, where the connection comes from
//! the machine itself and asks for the machine itself, it is a plain one.

use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderValue, header};

/// Which of the two cookies a connection uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `__Host-sid`, for HTTPS alone.
    Secure,
    /// `sid`, on the machine itself.
    Loopback,
}

impl Kind {
    /// Decides by connection, `Host` and the address that the operator has set.
    pub fn of(headers: &HeaderMap, peer: Option<IpAddr>, public_url: Option<&str>) -> Self {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        let from_here = peer.is_some_and(|peer| peer.to_canonical().is_loopback());
        let https = public_url.is_some_and(|address| address.starts_with("https://"));
        if from_here && is_loopback(host) && !https { Self::Loopback } else { Self::Secure }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Secure => "__Host-sid",
            Self::Loopback => "sid",
        }
    }

    const fn attributes(self) -> &'static str {
        match self {
            Self::Secure => "Secure; HttpOnly; SameSite=Lax; Path=/",
            Self::Loopback => "HttpOnly; SameSite=Lax; Path=/",
        }
    }

    /// Has the browser keep a secret until it is closed.
    pub fn set(self, secret: &str) -> Option<HeaderValue> {
        sensitive(&format!("{}={secret}; {}", self.name(), self.attributes()))
    }

    /// Has the browser forget it.
    pub fn clear(self) -> Option<HeaderValue> {
        sensitive(&format!("{}=; Max-Age=0; {}", self.name(), self.attributes()))
    }
}

/// A header that `Debug` does not show.
fn sensitive(text: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::try_from(text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// The secret in a request's cookies.
pub fn read(headers: &HeaderMap, kind: Kind) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == kind.name())
        .map(|(_, secret)| secret.to_owned())
}

/// Whether a `Host` names the machine itself.
fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_machine_itself_has_a_plain_cookie() {
        let kind = |peer: &str, host: &'static str, public: Option<&str>| {
            let headers = HeaderMap::from_iter([(header::HOST, HeaderValue::from_static(host))]);
            Kind::of(&headers, peer.parse().ok(), public)
        };
        for host in ["127.0.0.1:8080", "localhost:8080", "localhost", "[::1]:8080", "127.0.0.2"] {
            assert_eq!(kind("127.0.0.1", host, None), Kind::Loopback, "{host}");
            assert_eq!(kind("192.0.2.1", host, None), Kind::Secure, "{host}");
            assert_eq!(kind("127.0.0.1", host, Some("https://peta.example")), Kind::Secure, "{host}");
        }
        for host in ["peta.example", "127.0.0.1.example", "localhost.example:80", "192.0.2.1", ""] {
            assert_eq!(kind("127.0.0.1", host, None), Kind::Secure, "{host}");
        }
    }

    #[test]
    fn the_cookie_is_found_among_others() {
        let headers =
            |line: &'static str| HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static(line))]);
        assert_eq!(read(&headers("a=b; __Host-sid=x; sid=y"), Kind::Secure).as_deref(), Some("x"));
        assert_eq!(read(&headers("a=b; __Host-sid=x; sid=y"), Kind::Loopback).as_deref(), Some("y"));
        assert_eq!(read(&headers("xsid=y;sid"), Kind::Loopback), None);
    }

    #[test]
    fn the_secure_cookie_has_what_its_prefix_asks_for() {
        let set = Kind::Secure.set("x").expect("a header");
        assert_eq!(set.to_str().ok(), Some("__Host-sid=x; Secure; HttpOnly; SameSite=Lax; Path=/"));
        assert_eq!(format!("{set:?}"), "Sensitive");
    }
}
