//! The wire: methods, refusals, addresses behind a proxy, headers of pages.

use axum::body::Body;
use axum::http::{Method, Request};
use jangkau::http::Settings;
use jangkau::http::problem::Kind;

use crate::caching::KEPT;
use crate::support::{ask, city_snapshot, get, get_with, root, serve, serve_as, skip};

#[tokio::test]
async fn a_position_may_be_asked_for_by_post() {
    let router = serve(city_snapshot().await);
    let post = |body: &str| {
        let request = Request::post("/v1/nearest")
            .header("content-type", "application/json")
            .body(Body::from(body.to_owned()))
            .expect("a request");
        let router = router.clone();
        async move { ask(&router, request).await }
    };
    let by_post = post(r#"{"point":[120.0021,-4.9951],"k":2,"on":"2026-12-09"}"#).await;
    let by_get = get(&router, "/v1/nearest?point=120.0021,-4.9951&k=2&on=2026-12-09").await;
    assert_eq!(by_post.json(), by_get.json());
    let rounded = post(r#"{"point":[120.0021,-4.9951],"round":2}"#).await.json();
    assert_eq!(rounded["point"], serde_json::json!([120.0, -5.0]));
    for (body, status, slug) in [
        ("{", 400, "bad-body"),
        ("[]", 422, "wrong-body"),
        (r#"{"k":2}"#, 422, "wrong-body"),
        (r#"{"point":[120,-5],"radius":3}"#, 422, "wrong-body"),
        (r#"{"point":[120]}"#, 422, "wrong-body"),
        (r#"{"point":[120,-95]}"#, 422, "wrong-body"),
        (r#"{"point":[120,-5],"k":0}"#, 400, "bad-parameter"),
        (r#"{"point":[120,-5],"k":21}"#, 400, "bad-parameter"),
        (r#"{"point":[120,-5],"service":"senam"}"#, 422, "wrong-body"),
        (r#"{"point":[120,-5],"max_distance":1e9}"#, 400, "bad-parameter"),
        (r#"{"point":[120,-5],"open_to":"2026-12-01"}"#, 400, "bad-parameter"),
        (r#"{"point":[120,-5],"open_from":"2026-12-02","open_to":"2026-12-01"}"#, 400, "bad-parameter"),
        (r#"{"point":[120,-5],"on":"besok"}"#, 400, "bad-parameter"),
    ] {
        let answer = post(body).await;
        assert_eq!(answer.status.as_u16(), status, "{body}");
        assert_eq!(answer.json()["type"], format!("/problems/{slug}"), "{body}");
    }
    let long = post(&format!("{{\"point\":[120,-5],\"x\":\"{}\"}}", "x".repeat(70_000))).await;
    assert_eq!(long.status, 413);
    let untyped = Request::post("/v1/nearest").body(Body::from("{}")).expect("a request");
    assert_eq!(ask(&router, untyped).await.status, 415);
}

#[tokio::test]
async fn every_refusal_is_a_problem_document() {
    let router = serve(city_snapshot().await);
    let long = format!("/v1/catalog?{}", "x".repeat(9_000));
    for (address, status) in [
        ("/v1/nothing", 404),
        ("/v1/catalog?x=1", 400),
        ("/v1/nearest", 400),
        ("/v1/nearest?point=120,-5&point=121,-5", 400),
        ("/v1/nearest?point=NaN,-5", 400),
        ("/v1/nearest?point=inf,-5", 400),
        ("/v1/nearest?point=120", 400),
        ("/v1/nearest?point=120,-5,7", 400),
        ("/v1/nearest?point=120,-5&k=-1", 400),
        ("/v1/nearest?point=120,-5&k=99999999999999999999", 400),
        ("/v1/nearest?point=120,-5&within=9771", 400),
        ("/v1/areas?level=desa", 400),
        ("/v1/areas/97.71.01.1001?on=2026-02-30", 400),
        ("/v1/areas/97.72", 404),
        ("/v1/areas/%00", 404),
        ("/v1/areas/..%2f..%2fetc", 404),
        ("/v1/areas/%ff", 400),
        ("/v1/values/stunting-uji/2025-08/desa", 400),
        ("/v1/values/stunting-uji/Agustus/kelurahan", 400),
        ("/v1/values/stunting-uji/2025-08/kelurahan@zzz", 404),
        ("/v1/values/stunting-uji/2025-08/kelurahan@0123456789ab-0123456789ab", 410),
        ("/v1/breaks/stunting-uji/kelurahan?classes=1", 400),
        ("/v1/breaks/stunting-uji/kelurahan?method=jenks", 400),
        ("/v1/breaks/imunisasi-uji/kelurahan?method=fixed", 400),
        ("/v1/tiles/areas", 404),
        ("/v1/tiles/roads.json", 404),
        ("/v1/tiles/areas/0/0/0", 404),
        ("/v1/tiles/areas/0/0/0.pbf", 404),
        ("/v1/tiles/areas/a/0/0.mvt", 400),
        ("/v1/tiles/areas/+1/0/0.mvt", 400),
        ("/v1/tiles/areas/-1/0/0.mvt", 400),
        ("/v1/tiles/areas/99999999999/0/0.mvt", 400),
        ("/v1/tiles/areas/1/2/0.mvt", 404),
        ("/v1/tiles/areas/17/0/0.mvt", 404),
        ("/v1/tiles/areas/0/0/0.mvt?indicator=stunting-uji", 400),
        ("/v1/tiles/areas/0/0/0.mvt?levels=kota,desa", 400),
        ("/v1/tiles/posyandu/0/0/0.mvt?levels=kota", 400),
        ("/v1/styles/base", 404),
        ("/v1/styles/x.json", 404),
        ("/v1/styles/stunting-uji.json?period=1999", 404),
        ("/problems/none", 404),
        ("/assets/none.js", 404),
        (long.as_str(), 414),
    ] {
        let answer = get(&router, address).await;
        assert_eq!(answer.status.as_u16(), status, "{address}: {}", String::from_utf8_lossy(&answer.body));
        assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{address}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{address}");
        let body = answer.json();
        let slug = body["type"].as_str().expect("a type").trim_start_matches("/problems/").to_owned();
        assert!(Kind::ALL.iter().any(|kind| kind.slug() == slug), "{address}: {slug}");
        assert_eq!(body["status"], status, "{address}");
        assert!(body["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{address}");
    }
}

#[tokio::test]
async fn methods_are_answered_as_they_should_be() {
    let router = serve(city_snapshot().await);
    let with_method = |method: Method, address: &'static str| {
        let request = Request::builder().method(method).uri(address).body(Body::empty()).expect("a request");
        let router = router.clone();
        async move { ask(&router, request).await }
    };
    let head = with_method(Method::HEAD, "/v1/catalog").await;
    assert_eq!((head.status.as_u16(), head.body.len()), (200, 0));
    assert!(head.header("etag").is_some());
    for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::POST] {
        let answer = with_method(method, "/v1/catalog").await;
        assert_eq!(answer.status, 405);
        assert_eq!(answer.header("allow"), Some("GET,HEAD"));
        assert_eq!(answer.json()["type"], "/problems/method-not-allowed");
    }
}

/// HEAD tells of every GET what GET itself would: the same status and headers,
/// the length among them, and no body.
#[tokio::test]
async fn head_tells_what_get_would() {
    let router = serve(city_snapshot().await);
    let tilejson = get(&router, "/v1/tiles/areas.json").await.json();
    let tile = tilejson["tiles"][0].as_str().expect("an address").trim_start_matches("http://uji.invalid");
    let versioned = tile.replace("{z}/{x}/{y}", "10/853/526");
    let mut addresses = vec![
        versioned.as_str(),
        "/",
        "/v1/areas",
        "/v1/areas/97.71",
        "/v1/areas/97.71/boundary",
        "/v1/values/stunting-uji/2025-08/kelurahan.csv",
        "/v1/values/stunting-uji/2025-08/kelurahan.bin",
        "/v1/values/stunting-uji/kelurahan",
        "/v1/breaks/stunting-uji/kelurahan",
        "/v1/kampung-kb",
        "/v1/posyandu",
        "/v1/nearest?point=120,-5",
        "/v1/locate?point=120,-5",
        "/v1/tiles/areas/10/0/0.mvt",
        "/v1/tiles/areas/17/0/0.mvt",
        "/v1/styles/base.json",
        "/v1/limits",
        "/v1/openapi.json",
        "/livez",
        "/readyz",
        "/problems/no-such-tile",
        "/v1/nowhere",
    ];
    addresses.extend(KEPT.iter().map(|(address, _)| *address));
    for address in addresses {
        for coding in ["identity", "gzip", "br", "zstd"] {
            // Asked for once before: a second answer in gzip may be a better one.
            let asked = |method: Method| {
                let request =
                    Request::builder().method(method).uri(address).header("accept-encoding", coding);
                let request = request.body(Body::empty()).expect("a request");
                let router = router.clone();
                async move { ask(&router, request).await }
            };
            let (mut whole, mut head) = (asked(Method::GET).await, asked(Method::HEAD).await);
            while whole.header("etag") != head.header("etag") {
                (whole, head) = (asked(Method::GET).await, asked(Method::HEAD).await);
            }
            assert_eq!((head.status, head.body.len()), (whole.status, 0), "{address}");
            assert_eq!(head.headers, whole.headers, "{address} {coding}");
            let length = whole.body.len().to_string();
            assert_eq!(head.header("content-length"), Some(length.as_str()), "{address} {coding}");
        }
    }
}

/// Every zoom that TileJSON declares is served, an empty tile as 204; every
/// other is a problem that says what there is.
#[tokio::test]
async fn tiles_outside_are_problems_and_empty_ones_are_not() {
    let router = serve(city_snapshot().await);
    for layer in ["areas", "borders", "posyandu", "kampung-kb"] {
        let tilejson = get(&router, &format!("/v1/tiles/{layer}.json")).await.json();
        assert_eq!((&tilejson["minzoom"], &tilejson["maxzoom"]), (&0.into(), &16.into()));
        assert_eq!(tilejson["vector_layers"][0]["maxzoom"], 16);
        for zoom in 1..=16 {
            // The first tile of the zoom: the far north-west, west of everything.
            let empty = get(&router, &format!("/v1/tiles/{layer}/{zoom}/0/0.mvt")).await;
            assert_eq!((empty.status.as_u16(), empty.body.len()), (204, 0), "{layer} {zoom}");
        }
        for (place, said) in [
            ("17/0/0", "zoom 17 is outside 0 to 16"),
            ("255/0/0", "zoom 255 is outside 0 to 16"),
            ("256/0/0", "zoom 256 is outside 0 to 16"),
            ("0/1/0", "at zoom 0 columns and rows run from 0 to 0"),
            ("3/8/0", "at zoom 3 columns and rows run from 0 to 7"),
            ("3/0/8", "at zoom 3 columns and rows run from 0 to 7"),
            ("16/0/65536", "at zoom 16 columns and rows run from 0 to 65535"),
        ] {
            let answer = get(&router, &format!("/v1/tiles/{layer}/{place}.mvt")).await;
            assert_eq!(answer.status, 404, "{layer} {place}");
            assert_eq!(answer.json()["type"], "/problems/no-such-tile");
            let detail = answer.json()["detail"].as_str().expect("a detail").to_owned();
            assert!(detail.contains(said), "{layer} {place}: {detail}");
        }
    }
}

/// Every text of an answer that leads to a route of ours.
fn addresses(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::String(text) if text.contains("/v1/") => vec![text.clone()],
        serde_json::Value::Array(list) => list.iter().flat_map(addresses).collect(),
        serde_json::Value::Object(members) => members.values().flat_map(addresses).collect(),
        _ => Vec::new(),
    }
}

const WITH_ADDRESSES: [&str; 4] =
    ["/v1/catalog", "/v1/tiles/areas.json", "/v1/styles/base.json", "/v1/styles/stunting-uji.json"];

#[tokio::test]
async fn behind_a_proxy_every_address_begins_with_the_one_that_was_set() {
    let base = "https://peta.example.go.id/jangkau";
    let settings = Settings { public_url: Some(base.to_owned()), basemap: None };
    let router = serve_as(city_snapshot().await, settings);
    for asked in WITH_ADDRESSES {
        let sent = [("x-forwarded-host", "jahat.example"), ("forwarded", "host=jahat.example;proto=ftp")];
        let found = addresses(&get_with(&router, asked, &sent).await.json());
        assert!(!found.is_empty(), "{asked}");
        assert!(
            found.iter().all(|address| address.starts_with(&format!("{base}/v1/"))),
            "{asked}: {found:?}"
        );
    }
}

#[tokio::test]
async fn what_headers_claim_of_a_proxy_is_not_believed() {
    let router = serve(city_snapshot().await);
    let forged = [
        ("forwarded", "host=jahat.example;proto=https"),
        ("x-forwarded-host", "jahat.example"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-prefix", "/jahat"),
        ("x-original-url", "/jahat"),
    ];
    for asked in WITH_ADDRESSES {
        let plain = get(&router, asked).await;
        assert_eq!(get_with(&router, asked, &forged).await.body, plain.body, "{asked}");
        for junk in ["x\"><script>", "a b", "jahat.example/x?", "a@b", "x,y", "{z}", "a\\b", ""] {
            let request = Request::get(asked).header("host", junk).body(Body::empty()).expect("a request");
            let answer = ask(&router, request).await.json();
            let found = addresses(&answer);
            assert!(
                found.iter().all(|address| address.starts_with("http://127.0.0.1/v1/")),
                "{asked} {junk}: {found:?}"
            );
        }
    }
}

#[tokio::test]
async fn other_sites_may_read_and_only_read() {
    let router = serve(city_snapshot().await);
    let answer = get_with(&router, "/v1/catalog", &[("origin", "https://peta.example")]).await;
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert!(answer.header("access-control-expose-headers").is_some_and(|names| names.contains("etag")));
    assert_eq!(answer.header("access-control-allow-credentials"), None);
    let preflight = Request::builder()
        .method(Method::OPTIONS)
        .uri("/v1/catalog")
        .header("origin", "https://peta.example")
        .header("access-control-request-method", "DELETE")
        .body(Body::empty())
        .expect("a request");
    let answer = ask(&router, preflight).await;
    assert_eq!(answer.header("access-control-allow-methods"), Some("GET,HEAD"));
}

#[tokio::test]
async fn nothing_of_the_host_header_but_a_host_is_said_back() {
    let router = serve(city_snapshot().await);
    let request = Request::get("/v1/tiles/areas.json")
        .header("host", "x\"><script>")
        .body(Body::empty())
        .expect("a request");
    let body = String::from_utf8(ask(&router, request).await.body).expect("text");
    assert!(!body.contains("<script"), "{body}");
}

#[tokio::test]
async fn pages_carry_a_policy_and_tiles_carry_no_more_than_they_need() {
    let router = serve(city_snapshot().await);
    let page = get(&router, "/").await;
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(page.header("permissions-policy"), Some("geolocation=(self)"));
    for address in ["/", "/v1/catalog", "/v1/tiles/areas/10/853/526.mvt", "/v1/nowhere"] {
        let answer = get(&router, address).await;
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{address}");
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("cross-origin"), "{address}");
        assert_eq!(answer.header("server"), None, "{address}");
    }
    let tile = get(&router, "/v1/tiles/areas/10/853/526.mvt").await;
    assert_eq!(tile.header("content-security-policy"), None);
}

#[tokio::test]
async fn the_page_comes_in_the_codings_that_its_build_has_made() {
    let packed = root().join("web/dist/index.html.br");
    let Ok(packed) = std::fs::read(packed) else {
        return skip("the codings of the page", "web/dist is not built (npm run build in web/)");
    };
    let router = serve(city_snapshot().await);
    let plain = get_with(&router, "/", &[]).await;
    let brotli = get_with(&router, "/", &[("accept-encoding", "br")]).await;
    assert_eq!(brotli.body, packed);
    assert_eq!(brotli.header("content-encoding"), Some("br"));
    assert_eq!(plain.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(brotli.body.len() < plain.body.len());
    assert_eq!(get(&router, "/index.html.br").await.status, 404);
}
