//! A running server: new versions, the one before, limits of the accept loop.

use std::sync::Arc;
use std::time::Duration;

use jangkau::app::{Live, load};
use jangkau::http::{Server, Settings, router, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::support::{city, get, gpkg, import, load_folder, meta};

#[tokio::test(flavor = "multi_thread")]
async fn a_new_version_is_served_within_two_seconds_and_the_old_one_stays() {
    let (store, _folder) = gpkg().await;
    load_folder(&store, &city()).await;
    let live = Arc::new(Live::new(load(&store).await.expect("a snapshot")));
    let revision = store.revision().await.expect("a revision");
    let watch = tokio::spawn({
        let (live, store) = (Arc::clone(&live), store.clone());
        async move { live.watch(&store, revision).await }
    });
    let router = router(Server::new(Arc::clone(&live), Settings::default()));
    let template = |tilejson: serde_json::Value| {
        tilejson["tiles"][0].as_str().expect("an address").trim_start_matches("http://uji.invalid").to_owned()
    };
    let at = |template: &str| template.replace("{z}/{x}/{y}", "10/853/526");
    let first = template(get(&router, "/v1/tiles/areas.json").await.json());
    let first_tile = get(&router, &at(&first)).await.body;

    let moved = std::fs::read_to_string(city().join("kelurahan.geojson"))
        .expect("boundaries")
        .replace("120.0102", "120.0112");
    import(&store, meta("boundaries", "batas"), "b.geojson", moved.as_bytes()).await;
    let mut second = first.clone();
    for _ in 0..20 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        second = template(get(&router, "/v1/tiles/areas.json").await.json());
        if second != first {
            break;
        }
    }
    assert_ne!(first, second, "the new version is not served within two seconds");
    assert_ne!(get(&router, &at(&second)).await.body, first_tile);
    let before = get(&router, &at(&first)).await;
    assert_eq!(
        (before.status.as_u16(), before.body),
        (200, first_tile),
        "the version before is still served"
    );

    let again = moved.replace("120.0112", "120.0108");
    import(&store, meta("boundaries", "batas"), "c.geojson", again.as_bytes()).await;
    let mut gone = get(&router, &at(&first)).await;
    for _ in 0..20 {
        if gone.status == 410 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        gone = get(&router, &at(&first)).await;
    }
    assert_eq!(gone.status, 410);
    let link = gone.header("link").expect("a link to the present address").to_owned();
    let address = link.trim_start_matches('<').split('>').next().expect("an address");
    assert_eq!(get(&router, address).await.status, 200);
    watch.abort();
}

async fn running() -> (std::net::SocketAddr, tokio::sync::oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
    let (store, _folder) = gpkg().await;
    load_folder(&store, &city()).await;
    let live = Arc::new(Live::new(load(&store).await.expect("a snapshot")));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let router = router(Server::new(live, Settings::default()));
    let task = tokio::spawn(serve::serve(listener, router, async move {
        let _: Result<(), _> = stopped.await;
    }));
    (address, stop, task)
}

async fn send(address: std::net::SocketAddr, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(request).await.expect("sent");
    let mut answer = Vec::new();
    // A server that lets go of us at once may also reset the connection.
    let _: Result<usize, std::io::Error> = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_accept_loop_speaks_http_1_with_limits_and_drains() {
    let (address, stop, task) = running().await;
    let plain = send(address, b"GET /livez HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    assert!(plain.starts_with("HTTP/1.1 200"), "{plain}");
    let many = (0..70).map(|n| format!("x-{n}: 1\r\n")).collect::<Vec<_>>().concat();
    let many = send(address, format!("GET /livez HTTP/1.1\r\nhost: x\r\n{many}\r\n").as_bytes()).await;
    assert!(many.starts_with("HTTP/1.1 431"), "{many}");
    let long = format!("GET /livez HTTP/1.1\r\nhost: x\r\nx: {}\r\n\r\n", "x".repeat(20_000));
    let long = send(address, long.as_bytes()).await;
    assert!(long.starts_with("HTTP/1.1 431"), "{long}");
    let both = b"POST /v1/nearest HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n0\r\n\r\n";
    let both = send(address, both).await;
    assert!(both.starts_with("HTTP/1.1 4"), "{both}");
    let http2 = send(address, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").await;
    assert!(!http2.starts_with("HTTP/1.1 200"), "{http2}");
    let garbage = send(address, b"\x00\x01\x02\x03\r\n\r\n").await;
    assert!(!garbage.starts_with("HTTP/1.1 2"), "{garbage}");
    // A connection that is open and idle does not keep the server from stopping.
    let _idle = TcpStream::connect(address).await.expect("a connection");
    stop.send(()).expect("the server listens");
    tokio::time::timeout(Duration::from_secs(11), task)
        .await
        .expect("it stops in time")
        .expect("it ends well");
}
