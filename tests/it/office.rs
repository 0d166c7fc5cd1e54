//! An office that asks over HTTP: a server with accounts, and people who log in.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request};
use jangkau::account::{Accounts, Role};
use jangkau::app::Live;
use jangkau::http::{Server, Settings, router};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::accounts::{PASSWORD, TestClock, accounts, add, console};
use crate::support::{Answer, ask, city_snapshot};

pub struct Office {
    pub router: Router,
    pub accounts: Arc<Accounts>,
    pub clock: TestClock,
    pub _folder: TempDir,
}

pub async fn office() -> Office {
    let (accounts, clock, folder) = accounts().await;
    let accounts = Arc::new(accounts);
    let live = Arc::new(Live::new(city_snapshot().await));
    let server = Server::with_accounts(live, Settings::default(), Some(Arc::clone(&accounts)));
    Office { router: router(server), accounts, clock, _folder: folder }
}

/// Headers as our own page sends them.
pub const OURS: [(&str, &str); 2] = [("x-jangkau", "1"), ("sec-fetch-site", "same-origin")];

pub async fn send(
    router: &Router,
    method: &str,
    address: &str,
    headers: &[(&str, &str)],
    body: Option<Value>,
) -> Answer {
    let mut request = Request::builder()
        .method(method.parse::<Method>().expect("a method"))
        .uri(address)
        .header("host", "uji.invalid");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = match body {
        Some(body) => request.header("content-type", "application/json").body(Body::from(body.to_string())),
        None => request.body(Body::empty()),
    };
    ask(router, request.expect("a request")).await
}

/// Logs in and gives the cookie as a browser would send it back.
pub async fn cookie(router: &Router, name: &str) -> String {
    let answer =
        send(router, "POST", "/v1/session", &OURS, Some(json!({"name": name, "password": PASSWORD}))).await;
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    let set = answer.header("set-cookie").expect("a cookie");
    assert!(
        set.ends_with("; Secure; HttpOnly; SameSite=Lax; Path=/") && set.starts_with("__Host-sid="),
        "{set}"
    );
    set.split(';').next().expect("a pair").to_owned()
}

pub fn slug(answer: &Answer) -> String {
    answer.json()["type"].as_str().expect("a type").trim_start_matches("/problems/").to_owned()
}

/// Somebody who asks: a name, the role, and the headers that say so.
pub type Asker = (String, Option<Role>, Vec<(String, String)>);

/// Nobody, a session of each role, and a token of each role.
pub async fn askers(office: &Office) -> Vec<Asker> {
    let mut askers: Vec<Asker> = vec![("nobody".to_owned(), None, Vec::new())];
    for role in Role::ALL {
        add(&office.accounts, role.as_str(), *role).await;
        let made = office.accounts.create_token(&console(), &"Uji".parse().expect("a name"), *role, 9).await;
        let token = format!("Bearer {}", made.expect("a token").reveal());
        askers.push((format!("token {role}"), Some(*role), vec![("authorization".to_owned(), token)]));
        let cookie = cookie(&office.router, role.as_str()).await;
        askers.push((format!("session {role}"), Some(*role), headers_of(&cookie)));
    }
    askers
}

pub fn headers_of(cookie: &str) -> Vec<(String, String)> {
    let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    let mut headers: Vec<(String, String)> = OURS.into_iter().map(own).collect();
    headers.push(own(("cookie", cookie)));
    headers
}

pub fn borrowed(headers: &[(String, String)]) -> Vec<(&str, &str)> {
    headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}
