//! Who may ask what, over HTTP: every documented route, by every method, as
//! everybody.

use std::collections::{BTreeMap, BTreeSet};

use jangkau::account::Role;
use serde_json::Value;

use crate::office::{askers, borrowed, office, send, slug};
use crate::support::get;

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
