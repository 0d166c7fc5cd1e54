//! Validators, content codings, and how long an answer may be kept.

use std::collections::BTreeSet;
use std::io::Read;

use crate::support::{city_snapshot, get, get_with, serve};

/// Addresses of every kind of keeping.
pub const KEPT: &[(&str, &str)] = &[
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
        for coding in ["identity", "gzip", "br", "zstd"] {
            let first = get_with(&router, address, &[("accept-encoding", coding)]).await;
            assert_eq!(
                (first.status.as_u16(), first.header("cache-control")),
                (200, Some(*keep)),
                "{address}"
            );
            let etag = first.header("etag").expect("a validator").to_owned();
            for validator in [etag.clone(), format!("W/{etag}"), format!("\"other\", {etag}"), "*".to_owned()]
            {
                let again =
                    get_with(&router, address, &[("accept-encoding", coding), ("if-none-match", &validator)])
                        .await;
                assert_eq!(again.status, 304, "{address} {coding} {validator}");
                assert_eq!(again.header("etag"), Some(etag.as_str()));
                assert_eq!(again.header("cache-control"), Some(*keep));
                assert_eq!(again.header("vary"), Some("accept-encoding"));
                assert!(again.body.is_empty());
            }
            let other =
                get_with(&router, address, &[("accept-encoding", coding), ("if-none-match", "\"x\"")]).await;
            assert_eq!(other.status, 200);
        }
    }
}

#[tokio::test]
async fn every_coding_unpacks_to_the_same_body_and_has_its_own_validator() {
    let router = serve(city_snapshot().await);
    for (address, _) in KEPT {
        let plain = get_with(&router, address, &[]).await;
        let gzip = get_with(&router, address, &[("accept-encoding", "gzip")]).await;
        let brotli = get_with(&router, address, &[("accept-encoding", "gzip, br")]).await;
        assert_eq!(plain.header("content-encoding"), None);
        assert_eq!(gzip.header("content-encoding"), Some("gzip"));
        assert_eq!(brotli.header("content-encoding"), Some("br"));
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(gzip.body.as_slice()).read_to_end(&mut unpacked).expect("gzip");
        assert_eq!(unpacked, plain.body);
        let mut unpacked = Vec::new();
        brotli::Decompressor::new(brotli.body.as_slice(), 4096).read_to_end(&mut unpacked).expect("brotli");
        assert_eq!(unpacked, plain.body);
        let zstd = get_with(&router, address, &[("accept-encoding", "gzip, deflate, br, zstd")]).await;
        assert_eq!(zstd.header("content-encoding"), Some("zstd"));
        assert_eq!(zstd::stream::decode_all(zstd.body.as_slice()).expect("zstd"), plain.body);
        let tags = [&plain, &gzip, &brotli, &zstd].map(|answer| answer.header("etag").expect("a validator"));
        assert_eq!(BTreeSet::from(tags).len(), 4);
        for answer in [&plain, &gzip, &brotli, &zstd] {
            assert_eq!(answer.header("vary"), Some("accept-encoding"));
            assert!(answer.body.len() <= plain.body.len());
        }
    }
}

/// A validator of one coding says nothing of another.
#[tokio::test]
async fn a_client_that_changes_its_coding_gets_the_body_anew() {
    let router = serve(city_snapshot().await);
    for (address, _) in KEPT {
        let gzip = get_with(&router, address, &[("accept-encoding", "gzip")]).await;
        let tag = gzip.header("etag").expect("a validator");
        for coding in ["br", "zstd", "identity"] {
            let other =
                get_with(&router, address, &[("accept-encoding", coding), ("if-none-match", tag)]).await;
            assert_eq!(other.status, 200, "{address} {coding}");
        }
    }
}

#[tokio::test]
async fn plain_is_not_forced_on_a_client_and_coding_neither() {
    let router = serve(city_snapshot().await);
    for (accepts, coding) in [
        ("identity;q=0, gzip;q=0.1", Some("gzip")),
        ("identity;q=0, *", Some("zstd")),
        ("*;q=0, br;q=0.2", Some("br")),
        ("identity;q=0", None),
        ("*;q=0", None),
        ("deflate, compress", None),
        ("gzip;q=0.2, identity;q=0.5", None),
    ] {
        let answer = get_with(&router, "/v1/catalog", &[("accept-encoding", accepts)]).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-encoding")), (200, coding), "{accepts}");
    }
    // Too short to shrink.
    let short = get_with(&router, "/v1/breaks/survei-uji/provinsi", &[("accept-encoding", "gzip, br")]).await;
    assert!(short.body.len() < 1_000 && short.header("vary") == Some("accept-encoding"));
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
