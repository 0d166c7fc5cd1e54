//! The accept loop: HTTP/1.1 with limits on time, size and number.
//!
//! `axum::serve` sets none of them. Here a client that is slow with its headers,
//! stalls in its body or does not read is let go, and there are only so many at
//! once.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;

use super::account::Peer;

/// The head of a request, in bytes.
pub(super) const MAX_HEAD: usize = 16 << 10;
/// The headers of a request.
pub(super) const MAX_HEADERS: usize = 64;
/// How long a client may take with the head of a request.
pub(super) const HEAD_TIME: Duration = Duration::from_secs(10);
/// How long a client may neither send nor take a byte.
pub(super) const IDLE_TIME: Duration = Duration::from_secs(30);
/// Connections at once.
pub(super) const CONNECTIONS: usize = 2_048;
/// How long open connections may go on after a signal to stop.
const DRAIN_TIME: Duration = Duration::from_secs(10);

/// Serves until `stop` comes about, then lets what is under way finish.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    tokio::pin!(stop);
    loop {
        let place = tokio::select! {
            place = Arc::clone(&places).acquire_owned() => place,
            () = &mut stop => break,
        };
        let Ok(place) = place else { break };
        let (stream, peer) = tokio::select! {
            accepted = accept(&listener) => accepted,
            () = &mut stop => break,
        };
        let answering = TowerToHyperService::new(router.clone());
        let answering = service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(Peer(peer));
            answering.call(request)
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_TIME)
            .max_headers(MAX_HEADERS)
            .max_buf_size(MAX_HEAD)
            .serve_connection(TokioIo::new(guarded(stream)), answering);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // A client that goes away in the middle is no event.
            let _: Result<(), _> = connection.await;
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(DRAIN_TIME, graceful.shutdown()).await.is_err() {
        tracing::warn!("some connections did not finish in time");
    }
}

/// The next connection; what fails for want of descriptors is tried again.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) => {
                tracing::warn!(%error, "accepting a connection failed");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

/// A connection that is let go when nothing moves on it.
fn guarded(stream: TcpStream) -> std::pin::Pin<Box<TimeoutStream<TcpStream>>> {
    // Small answers go out at once; where the system cannot do that, it waits.
    let _: Result<(), std::io::Error> = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_read_timeout(Some(IDLE_TIME));
    stream.set_write_timeout(Some(IDLE_TIME));
    Box::pin(stream)
}
