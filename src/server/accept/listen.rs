//! Accepting connections, and serving each of them.

use super::FirstBytes;
use axum::Router;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use muster_web::layers::Peer;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt as _;

/// Answers connections until it is told to stop.
pub struct Acceptor {
    /// What answers requests.
    pub router: Router,
    /// HTTPS, where the server speaks it itself.
    pub tls: Option<TlsAcceptor>,
    /// How long a head may take.
    pub header_timeout: Duration,
    /// Connections open at one time.
    pub max_connections: usize,
    /// How long requests that run may take once it is told to stop.
    pub drain: Duration,
}

impl Acceptor {
    /// Accepts until `stop`, then lets requests finish for as long as `drain` allows.
    pub async fn run(self, listener: TcpListener, stop: CancellationToken) {
        let permits = Arc::new(Semaphore::new(self.max_connections));
        let graceful = GracefulShutdown::new();
        let tasks = TaskTracker::new();
        let mut http = Builder::new(TokioExecutor::new());
        http.http1()
            .timer(TokioTimer::new())
            .header_read_timeout(self.header_timeout);
        http.http2()
            .timer(TokioTimer::new())
            .max_concurrent_streams(256)
            .keep_alive_interval(Duration::from_secs(20))
            .keep_alive_timeout(Duration::from_secs(10));
        let http = Arc::new(http);
        loop {
            let accepted = tokio::select! {
                () = stop.cancelled() => break,
                accepted = next(&listener, &permits) => accepted,
            };
            let Some((socket, peer, permit)) = accepted else {
                continue;
            };
            let serving = Serving {
                http: Arc::clone(&http),
                router: self.router.clone(),
                tls: self.tls.clone(),
                header_timeout: self.header_timeout,
                peer,
                watcher: graceful.watcher(),
            };
            tasks.spawn(async move {
                serving.serve(socket).await;
                drop(permit);
            });
        }
        drop(listener);
        if tokio::time::timeout(self.drain, graceful.shutdown())
            .await
            .is_err()
        {
            tracing::warn!("some requests did not finish in time and were cut off");
        }
    }
}

/// Waits for a free place and then for a connection.
async fn next(
    listener: &TcpListener,
    permits: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let permit = Arc::clone(permits).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((socket, peer)) => Some((socket, peer, permit)),
        Err(why) => {
            // Too many open files, mostly: it passes when connections close.
            tracing::warn!(%why, "a connection could not be accepted");
            tokio::time::sleep(Duration::from_millis(100)).await;
            None
        }
    }
}

struct Serving {
    http: Arc<Builder<TokioExecutor>>,
    router: Router,
    tls: Option<TlsAcceptor>,
    header_timeout: Duration,
    peer: SocketAddr,
    watcher: hyper_util::server::graceful::Watcher,
}

impl Serving {
    async fn serve(self, socket: TcpStream) {
        let _ = socket.set_nodelay(true);
        let Some(tls) = self.tls.clone() else {
            return self.speak(socket).await;
        };
        match tokio::time::timeout(self.header_timeout, tls.accept(socket)).await {
            Ok(Ok(stream)) => self.speak(stream).await,
            Ok(Err(why)) => tracing::debug!(%why, "a TLS handshake failed"),
            Err(_) => tracing::debug!("a TLS handshake took too long"),
        }
    }

    async fn speak(self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) {
        let io = TokioIo::new(FirstBytes::new(stream, self.header_timeout));
        let (router, peer) = (self.router, Peer(self.peer.ip()));
        let service = hyper::service::service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(peer);
            router.clone().oneshot(request)
        });
        let connection = self.http.serve_connection(io, service).into_owned();
        if let Err(why) = self.watcher.watch(connection).await {
            tracing::debug!(%why, "a connection ended early");
        }
    }
}
