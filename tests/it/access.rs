//! Who may ask what, over HTTP: every documented route, by every method, as
//! everybody.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request};
use jangkau::account::{Accounts, CODE_VALID, IDLE, Role};
use jangkau::app::Live;
use jangkau::http::{Server, Settings, router};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::accounts::{PASSWORD, TestClock, accounts, add, console};
use crate::support::{Answer, ask, city_snapshot, get, serve};

/// The role that a route wants, written by hand; what is not here is public.
const WANTED: &[(&str, &str, Option<Role>)] = &[
    ("GET", "/v1/session", None),
    ("POST", "/v1/session", None),
    ("POST", "/v1/setup", None),
    ("DELETE", "/v1/session", Some(Role::Viewer)),
    ("GET", "/v1/tokens", Some(Role::Admin)),
    ("POST", "/v1/tokens", Some(Role::Admin)),
    ("DELETE", "/v1/tokens/{id}", Some(Role::Admin)),
    ("GET", "/v1/accounts", Some(Role::Admin)),
    ("POST", "/v1/accounts", Some(Role::Admin)),
    ("GET", "/v1/audit", Some(Role::Admin)),
    ("GET", "/v1/imports", Some(Role::Editor)),
    ("POST", "/v1/imports", Some(Role::Editor)),
    ("GET", "/v1/imports/jobs/{job}", Some(Role::Editor)),
    ("DELETE", "/v1/imports/jobs/{job}", Some(Role::Editor)),
    ("GET", "/v1/imports/jobs/{job}/events", Some(Role::Editor)),
    ("GET", "/v1/imports/{version}", Some(Role::Editor)),
    ("DELETE", "/v1/imports/{version}", Some(Role::Editor)),
    ("GET", "/v1/imports/{version}/findings", Some(Role::Editor)),
    ("GET", "/v1/imports/{version}/difference", Some(Role::Editor)),
    ("GET", "/v1/imports/{version}/preview", Some(Role::Editor)),
    ("POST", "/v1/imports/{version}/publish", Some(Role::Editor)),
    ("POST", "/v1/imports/{version}/rollback", Some(Role::Editor)),
    ("POST", "/v1/mappings", Some(Role::Editor)),
    ("POST", "/v1/names", Some(Role::Editor)),
];

struct Office {
    router: Router,
    accounts: Arc<Accounts>,
    clock: TestClock,
    _folder: TempDir,
}

async fn office() -> Office {
    let (accounts, clock, folder) = accounts().await;
    let accounts = Arc::new(accounts);
    let live = Arc::new(Live::new(city_snapshot().await));
    let server = Server::with_accounts(live, Settings::default(), Some(Arc::clone(&accounts)));
    Office { router: router(server), accounts, clock, _folder: folder }
}

/// Headers as our own page sends them.
const OURS: [(&str, &str); 2] = [("x-jangkau", "1"), ("sec-fetch-site", "same-origin")];

async fn send(
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
async fn cookie(router: &Router, name: &str) -> String {
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

fn slug(answer: &Answer) -> String {
    answer.json()["type"].as_str().expect("a type").trim_start_matches("/problems/").to_owned()
}

/// Somebody who asks: a name, the role, and the headers that say so.
type Asker = (String, Option<Role>, Vec<(String, String)>);

/// Nobody, a session of each role, and a token of each role.
async fn askers(office: &Office) -> Vec<Asker> {
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

fn headers_of(cookie: &str) -> Vec<(String, String)> {
    let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    let mut headers: Vec<(String, String)> = OURS.into_iter().map(own).collect();
    headers.push(own(("cookie", cookie)));
    headers
}

fn borrowed(headers: &[(String, String)]) -> Vec<(&str, &str)> {
    headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

fn document() -> BTreeMap<String, BTreeMap<String, Value>> {
    let document: Value = serde_json::from_str(&jangkau::http::openapi::pretty()).expect("a document");
    serde_json::from_value(document["paths"].clone()).expect("paths")
}

/// Every route × method × asker: nobody gets 401 where a role is wanted, too low
/// a role 403, the rest neither; and what is public is the same for everybody.
#[tokio::test]
async fn the_matrix_of_routes_methods_and_roles_holds() {
    let office = office().await;
    let askers = askers(&office).await;
    let mut walked = BTreeSet::new();
    for path in document().keys() {
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            let wanted = WANTED.iter().find(|(of, route, _)| (*of, *route) == (method, path.as_str()));
            // Logging out would end the session that the rest of the walk needs; see below.
            if (method, path.as_str()) == ("DELETE", "/v1/session") {
                walked.insert((method, path.clone()));
                continue;
            }
            let mut public: Option<(u16, Vec<u8>)> = None;
            for (who, role, headers) in &askers {
                let address = path.replace("{id}", "ffffffff").replace(['{', '}'], "");
                let answer = send(&office.router, method, &address, &borrowed(headers), None).await;
                let status = answer.status.as_u16();
                let about = format!("{method} {path} as {who}: {status}");
                match wanted {
                    Some((_, _, least)) => {
                        walked.insert((method, path.clone()));
                        let expected = match (least, role) {
                            (Some(_), None) => Some((401, "not-signed-in")),
                            (Some(least), Some(role)) if role < least => Some((403, "not-allowed")),
                            _ => None,
                        };
                        match expected {
                            Some((expected, kind)) => {
                                assert_eq!((status, slug(&answer).as_str()), (expected, kind), "{about}");
                                assert_eq!(
                                    answer.header("www-authenticate"),
                                    (status == 401).then_some("Bearer realm=\"jangkau\""),
                                    "{about}"
                                );
                            }
                            None => assert!(![401, 403].contains(&status), "{about}"),
                        }
                        assert_eq!(answer.header("cache-control"), Some("no-store"), "{about}");
                        assert_eq!(answer.headers.get_all("vary").iter().count(), 1, "{about}");
                        assert_eq!(answer.header("vary"), Some("Authorization, Cookie"), "{about}");
                        assert_eq!(
                            answer.header("cross-origin-resource-policy"),
                            Some("same-origin"),
                            "{about}"
                        );
                        assert_eq!(answer.header("access-control-allow-origin"), None, "{about}");
                    }
                    None => {
                        assert!(![401, 403].contains(&status), "{about}");
                        let first = public.get_or_insert_with(|| (status, answer.body.clone()));
                        assert!(*first == (status, answer.body), "{about}: not the same for everybody");
                    }
                }
            }
        }
    }
    let all: BTreeSet<(&str, String)> =
        WANTED.iter().map(|(method, path, _)| (*method, (*path).to_owned())).collect();
    assert_eq!(walked, all, "routes of the matrix and of the document");
    for (who, role, headers) in &askers {
        let answer = send(&office.router, "DELETE", "/v1/session", &borrowed(headers), None).await;
        assert_eq!(answer.status.as_u16(), if role.is_some() { 204 } else { 401 }, "{who}");
    }
}

/// The document says of each route that wants somebody how to say who one is.
#[test]
fn the_document_says_what_wants_somebody() {
    for (path, methods) in document() {
        for (method, operation) in methods {
            let wanted = WANTED.iter().any(|(of, route, least)| {
                least.is_some() && (of.to_lowercase().as_str(), *route) == (method.as_str(), path.as_str())
            });
            assert_eq!(operation.get("security").is_some(), wanted, "{method} {path}");
        }
    }
}

/// No other way into the router than the one that takes a policy.
#[test]
fn no_route_is_registered_past_its_policy() {
    let folder = crate::support::root().join("src/http");
    let mut found = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a source file");
            for way in ["Router::new(", "Router::default(", ".nest(", ".route_service(", ".fallback_service("]
            {
                found.extend(text.matches(way).map(|way| format!("{way} {}", path.display())));
            }
        }
    }
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].ends_with("policy.rs"), "{found:?}");
}

#[tokio::test]
async fn what_is_public_asks_nobody_who_they_are() {
    let office = office().await;
    let plain = get(&office.router, "/v1/catalog").await;
    for (name, value) in [
        ("authorization", "Bearer jgk_00000000_nothing"),
        ("authorization", "Basic eDp5"),
        ("cookie", "__Host-sid=nothing"),
    ] {
        let answer = send(&office.router, "GET", "/v1/catalog", &[(name, value)], None).await;
        assert_eq!((answer.status, &answer.body), (plain.status, &plain.body), "{value}");
        assert_eq!(answer.header("vary"), plain.header("vary"), "{value}");
        assert_eq!(answer.header("cache-control"), plain.header("cache-control"), "{value}");
    }
    let audience = get(&office.router, "/v1/catalog?audience=internal").await;
    assert_eq!(audience.status, 400);
}

#[tokio::test]
async fn the_first_admin_is_made_with_the_code_and_logs_in_and_out() {
    let office = office().await;
    let router = &office.router;
    let session = get(router, "/v1/session").await;
    assert_eq!(session.json(), json!({"actor": null, "set_up_open": true}));
    let code = office.accounts.new_set_up_code().await.expect("an answer").expect("a code");
    let set_up = |code: &str, password: &str| json!({"code": code, "name": "siti", "password": password});
    for (body, status, kind) in [
        (set_up("0000-0000-0000-0000", PASSWORD), 403, "wrong-set-up-code"),
        (set_up(&code, "pendek"), 422, "weak-password"),
        (set_up(&code, "bismillah123"), 422, "weak-password"),
        (json!({"code": code, "name": "Siti Rahma", "password": PASSWORD}), 422, "wrong-body"),
        (json!({"code": code, "name": "siti"}), 422, "wrong-body"),
    ] {
        let answer = send(router, "POST", "/v1/setup", &OURS, Some(body.clone())).await;
        assert_eq!((answer.status.as_u16(), slug(&answer).as_str()), (status, kind), "{body}");
    }
    let made = send(router, "POST", "/v1/setup", &OURS, Some(set_up(&code, PASSWORD))).await;
    assert_eq!((made.status.as_u16(), made.json()), (201, json!({"name": "siti", "role": "admin"})));
    let again = send(router, "POST", "/v1/setup", &OURS, Some(set_up(&code, PASSWORD))).await;
    assert_eq!((again.status.as_u16(), slug(&again).as_str()), (409, "already-set-up"));
    let cookie = cookie(router, "siti").await;
    let me = send(router, "GET", "/v1/session", &[("cookie", &cookie)], None).await;
    assert_eq!(me.json(), json!({"actor": {"name": "siti", "role": "admin"}, "set_up_open": false}));
    let headers = headers_of(&cookie);
    let out = send(router, "DELETE", "/v1/session", &borrowed(&headers), None).await;
    assert_eq!(out.status, 204);
    assert!(out.header("set-cookie").is_some_and(|set| set.starts_with("__Host-sid=; Max-Age=0; ")));
    let me = send(router, "GET", "/v1/session", &[("cookie", &cookie)], None).await;
    assert_eq!(me.json()["actor"], Value::Null, "the session has ended here too");
    let actions: Vec<String> =
        office.accounts.audited(None, 9).await.expect("rows").into_iter().map(|row| row.action).collect();
    assert_eq!(actions, ["log-out", "log-in", "set-up"]);
    office.clock.forward(CODE_VALID);
}

#[tokio::test]
async fn a_session_that_has_ended_is_nobody() {
    let office = office().await;
    add(&office.accounts, "siti", Role::Admin).await;
    let cookie = cookie(&office.router, "siti").await;
    office.clock.forward(IDLE);
    let answer = send(&office.router, "GET", "/v1/audit", &[("cookie", &cookie)], None).await;
    assert_eq!((answer.status.as_u16(), slug(&answer).as_str()), (401, "not-signed-in"));
}

#[tokio::test]
async fn another_site_changes_nothing_with_our_cookie() {
    let office = office().await;
    add(&office.accounts, "siti", Role::Admin).await;
    let cookie = cookie(&office.router, "siti").await;
    let wish = json!({"name": "Uji", "role": "viewer"});
    let cases: &[(&[(&str, &str)], u16)] = &[
        (&[], 403),
        (&[("x-jangkau", "1")], 403),
        (&[("x-jangkau", "0"), ("sec-fetch-site", "same-origin")], 403),
        (&[("sec-fetch-site", "same-origin")], 403),
        (&[("x-jangkau", "1"), ("sec-fetch-site", "same-site")], 403),
        (&[("x-jangkau", "1"), ("sec-fetch-site", "cross-site"), ("origin", "https://uji.invalid")], 403),
        (&[("x-jangkau", "1"), ("sec-fetch-site", "none")], 403),
        (&[("x-jangkau", "1"), ("origin", "https://jahat.example")], 403),
        (&[("x-jangkau", "1"), ("origin", "https://uji.invalid.jahat.example")], 403),
        (&[("x-jangkau", "1"), ("origin", "null")], 403),
        (&[("x-jangkau", "1"), ("origin", "https://uji.invalid")], 201),
        (&[("x-jangkau", "1"), ("sec-fetch-site", "same-origin")], 201),
    ];
    for (headers, status) in cases {
        let headers = [headers, &[("cookie", cookie.as_str())][..]].concat();
        let answer = send(&office.router, "POST", "/v1/tokens", &headers, Some(wish.clone())).await;
        assert_eq!(answer.status.as_u16(), *status, "{headers:?}");
        if *status == 403 {
            assert_eq!(slug(&answer), "foreign-site");
        }
    }
    assert_eq!(office.accounts.tokens().await.expect("tokens").len(), 2);
}

#[tokio::test]
async fn tokens_are_shown_once_and_end_at_once() {
    let office = office().await;
    let router = &office.router;
    add(&office.accounts, "siti", Role::Admin).await;
    let cookie = cookie(router, "siti").await;
    let headers = headers_of(&cookie);
    let headers = borrowed(&headers);
    for (body, status) in [
        (json!({"name": "", "role": "viewer"}), 422),
        (json!({"name": "Uji", "role": "root"}), 422),
        (json!({"name": "Uji", "role": "viewer", "days": 0}), 422),
        (json!({"name": "Uji", "role": "viewer", "days": 366}), 422),
        (json!({"name": "Uji", "role": "viewer", "days": -1}), 422),
        (json!({"name": "Uji", "role": "viewer", "scope": "x"}), 422),
        (json!({"name": "Uji", "role": "admin", "days": 365}), 201),
    ] {
        let answer = send(router, "POST", "/v1/tokens", &headers, Some(body.clone())).await;
        assert_eq!(answer.status.as_u16(), status, "{body}");
    }
    let made = send(router, "POST", "/v1/tokens", &headers, Some(json!({"name": "Uji", "role": "admin"})))
        .await
        .json();
    let secret = made["secret"].as_str().expect("a secret").to_owned();
    let id = made["token"]["id"].as_str().expect("an id").to_owned();
    assert_eq!(
        (&made["token"]["creator"], &made["token"]["expires"]),
        (&json!("siti"), &json!("2027-02-22T08:00:00Z"))
    );
    let bearer = format!("Bearer {secret}");
    let list = send(router, "GET", "/v1/tokens", &[("authorization", &bearer)], None).await;
    assert_eq!(list.json()["tokens"].as_array().map(Vec::len), Some(2));
    assert!(!String::from_utf8_lossy(&list.body).contains(&secret[13..]), "a secret is listed");
    // In an address it is no token.
    let in_address = send(router, "GET", &format!("/v1/tokens?token={secret}"), &[], None).await;
    assert_eq!(in_address.status, 401);
    let gone = send(router, "DELETE", &format!("/v1/tokens/{id}"), &headers, None).await;
    assert_eq!(gone.status, 204);
    let after = send(router, "GET", "/v1/session", &[("authorization", &bearer)], None).await;
    assert_eq!((after.status.as_u16(), slug(&after).as_str()), (401, "not-signed-in"));
    let again = send(router, "DELETE", &format!("/v1/tokens/{id}"), &headers, None).await;
    assert_eq!((again.status.as_u16(), slug(&again).as_str()), (404, "no-such-token"));
}

#[tokio::test]
async fn accounts_are_added_and_the_log_tells_of_it() {
    let office = office().await;
    let router = &office.router;
    add(&office.accounts, "siti", Role::Admin).await;
    let cookie = cookie(router, "siti").await;
    let headers = headers_of(&cookie);
    let headers = borrowed(&headers);
    let budi = json!({"name": "budi", "role": "editor", "password": PASSWORD});
    let made = send(router, "POST", "/v1/accounts", &headers, Some(budi.clone())).await;
    assert_eq!((made.status.as_u16(), made.json()), (201, json!({"name": "budi", "role": "editor"})));
    let again = send(router, "POST", "/v1/accounts", &headers, Some(budi)).await;
    assert_eq!((again.status.as_u16(), slug(&again).as_str()), (409, "name-taken"));
    let list = send(router, "GET", "/v1/accounts", &headers, None).await;
    assert_eq!(list.json()["accounts"].as_array().map(Vec::len), Some(2));
    assert!(!String::from_utf8_lossy(&list.body).contains("argon2"));
    let log = send(router, "GET", "/v1/audit?limit=2", &headers, None).await.json();
    assert_eq!(
        (&log["rows"][0]["action"], &log["rows"][0]["object"]),
        (&json!("account-add"), &json!("budi"))
    );
    assert_eq!((&log["rows"][0]["actor"], &log["rows"][0]["role"]), (&json!("siti"), &json!("admin")));
    assert_eq!(log["next"], 2);
    let rest = send(router, "GET", "/v1/audit?limit=1000&before=2", &headers, None).await.json();
    assert_eq!((rest["rows"].as_array().map(Vec::len), &rest["next"]), (Some(1), &Value::Null));
    for query in ["limit=0", "limit=1001", "before=0", "before=x", "since=1"] {
        let answer = send(router, "GET", &format!("/v1/audit?{query}"), &headers, None).await;
        assert_eq!(answer.status, 400, "{query}");
    }
}

#[tokio::test]
async fn guessing_is_slowed_down_and_says_how_long() {
    let office = office().await;
    let router = &office.router;
    add(&office.accounts, "siti", Role::Admin).await;
    let attempt = |password: &'static str| {
        send(router, "POST", "/v1/session", &OURS, Some(json!({"name": "siti", "password": password})))
    };
    for _ in 0..5 {
        let answer = attempt("salah").await;
        assert_eq!((answer.status.as_u16(), slug(&answer).as_str()), (401, "wrong-credentials"));
        assert!(answer.header("set-cookie").is_none());
    }
    let answer = attempt(PASSWORD).await;
    assert_eq!((answer.status.as_u16(), slug(&answer).as_str()), (429, "too-many-attempts"));
    let wait: u64 = answer.header("retry-after").expect("a wait").parse().expect("seconds");
    office.clock.forward(std::time::Duration::from_secs(wait));
    assert_eq!(attempt(PASSWORD).await.status, 200);
    let log = office.accounts.audited(None, 99).await.expect("rows");
    assert_eq!(log.iter().filter(|row| row.action == "log-in-refused").count(), 5);
}

#[tokio::test]
async fn without_accounts_there_is_nobody_and_nothing_breaks() {
    let router = serve(city_snapshot().await);
    assert_eq!(get(&router, "/v1/session").await.json(), json!({"actor": null, "set_up_open": false}));
    let body = json!({"name": "siti", "password": PASSWORD});
    let answer = send(&router, "POST", "/v1/session", &OURS, Some(body)).await;
    assert_eq!((answer.status.as_u16(), slug(&answer).as_str()), (404, "no-accounts"));
    assert_eq!(get(&router, "/v1/audit").await.status, 401);
}
