//! The wire: validators, codings, methods, refusals.

use std::io::Read;

use axum::body::Body;
use axum::http::{Method, Request};
use jangkau::http::problem::Kind;

use crate::support::{Answer, ask, city_snapshot, get, root, serve, skip};

async fn with(router: &axum::Router, address: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(address).header("host", "uji.invalid");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    ask(router, request.body(Body::empty()).expect("a request")).await
}

/// Addresses of every kind of keeping.
const KEPT: &[(&str, &str)] = &[
    ("/v1/catalog", "public, no-cache"),
    ("/v1/tiles/areas.json", "public, no-cache"),
    (
        "/v1/values/stunting-uji/2025-08/kelurahan",
        "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400",
    ),
    (
        "/v1/tiles/areas/10/853/526.mvt",
        "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400",
    ),
];

#[tokio::test]
async fn an_unchanged_answer_is_a_304_with_its_headers() {
    let router = serve(city_snapshot().await);
    for (address, keep) in KEPT {
        for coding in ["identity", "gzip", "br"] {
            let first = with(&router, address, &[("accept-encoding", coding)]).await;
            assert_eq!(
                (first.status.as_u16(), first.header("cache-control")),
                (200, Some(*keep)),
                "{address}"
            );
            let etag = first.header("etag").expect("a validator").to_owned();
            for validator in [etag.clone(), format!("W/{etag}"), format!("\"other\", {etag}"), "*".to_owned()]
            {
                let again =
                    with(&router, address, &[("accept-encoding", coding), ("if-none-match", &validator)])
                        .await;
                assert_eq!(again.status, 304, "{address} {coding} {validator}");
                assert_eq!(again.header("etag"), Some(etag.as_str()));
                assert_eq!(again.header("cache-control"), Some(*keep));
                assert_eq!(again.header("vary"), Some("accept-encoding"));
                assert!(again.body.is_empty());
            }
            let other =
                with(&router, address, &[("accept-encoding", coding), ("if-none-match", "\"x\"")]).await;
            assert_eq!(other.status, 200);
        }
    }
}

#[tokio::test]
async fn every_coding_unpacks_to_the_same_body_and_has_its_own_validator() {
    let router = serve(city_snapshot().await);
    for (address, _) in KEPT {
        let plain = with(&router, address, &[]).await;
        let gzip = with(&router, address, &[("accept-encoding", "gzip")]).await;
        let brotli = with(&router, address, &[("accept-encoding", "gzip, br")]).await;
        assert_eq!(plain.header("content-encoding"), None);
        assert_eq!(gzip.header("content-encoding"), Some("gzip"));
        assert_eq!(brotli.header("content-encoding"), Some("br"));
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(gzip.body.as_slice()).read_to_end(&mut unpacked).expect("gzip");
        assert_eq!(unpacked, plain.body);
        let mut unpacked = Vec::new();
        brotli::Decompressor::new(brotli.body.as_slice(), 4096).read_to_end(&mut unpacked).expect("brotli");
        assert_eq!(unpacked, plain.body);
        let tags =
            [&plain, &gzip, &brotli].map(|answer| answer.header("etag").expect("a validator").to_owned());
        assert!(tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2]);
    }
}

#[tokio::test]
async fn versioned_addresses_are_kept_for_ever_and_their_tiles_are_the_latest_ones() {
    let router = serve(city_snapshot().await);
    let tilejson = get(&router, "/v1/tiles/areas.json").await.json();
    let template = tilejson["tiles"][0].as_str().expect("an address");
    assert!(template.starts_with("http://uji.invalid/v1/tiles/areas@"), "{template}");
    let path = template.trim_start_matches("http://uji.invalid");
    let address = path.replace("{z}", "10").replace("{x}", "853").replace("{y}", "526");
    let versioned = get(&router, &address).await;
    assert_eq!(versioned.status, 200);
    assert_eq!(versioned.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(versioned.header("content-type"), Some("application/vnd.mapbox-vector-tile"));
    assert_eq!(versioned.body, get(&router, "/v1/tiles/areas/10/853/526.mvt").await.body);
    let empty = get(&router, &path.replace("{z}", "10").replace("{x}", "0").replace("{y}", "0")).await;
    assert_eq!((empty.status.as_u16(), empty.body.len()), (204, 0));
    let catalog = get(&router, "/v1/catalog").await.json();
    let version = format!(
        "{}-{}",
        catalog["versions"]["areas"].as_str().expect("a version"),
        catalog["versions"]["data"].as_str().expect("a version")
    );
    let values = get(&router, &format!("/v1/values/stunting-uji/2025-08/kelurahan@{version}")).await;
    assert_eq!(
        (values.status.as_u16(), values.header("cache-control")),
        (200, Some("public, max-age=31536000, immutable"))
    );
}

#[tokio::test]
async fn answers_about_the_asker_are_kept_nowhere() {
    let router = serve(city_snapshot().await);
    for address in ["/v1/nearest?point=120,-5", "/v1/locate?point=120,-5"] {
        let answer = get(&router, address).await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("cache-control")),
            (200, Some("no-store")),
            "{address}"
        );
        assert_eq!(answer.header("etag"), None);
    }
}

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

#[tokio::test]
async fn other_sites_may_read_and_only_read() {
    let router = serve(city_snapshot().await);
    let answer = with(&router, "/v1/catalog", &[("origin", "https://peta.example")]).await;
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
    let plain = with(&router, "/", &[]).await;
    let brotli = with(&router, "/", &[("accept-encoding", "br")]).await;
    assert_eq!(brotli.body, packed);
    assert_eq!(brotli.header("content-encoding"), Some("br"));
    assert_eq!(plain.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(brotli.body.len() < plain.body.len());
    assert_eq!(get(&router, "/index.html.br").await.status, 404);
}
