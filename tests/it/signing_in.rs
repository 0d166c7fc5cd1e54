//! Logging in and out, tokens and accounts, over HTTP.

use jangkau::account::{CODE_VALID, IDLE, Role};
use serde_json::{Value, json};

use crate::accounts::{PASSWORD, add};
use crate::office::{OURS, borrowed, cookie, headers_of, office, send, slug};
use crate::support::{city_snapshot, get, serve};

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
