//! Serving over HTTP until asked to stop.

use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::{Router, extract::ConnectInfo, http::Request};
use hyper::{body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto, graceful::GracefulShutdown},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::ServiceExt;
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::config::{self, Config};

/// Takes the configured address, and writes down which port it has become if any would do.
///
/// To be called before anything else is touched: a second process on the same port changes nothing.
pub(crate) async fn listen(config: &mut Config) -> anyhow::Result<TcpListener> {
    let address = SocketAddr::new(config.server.host, config.server.port);
    let listener = TcpListener::bind(address)
        .await
        .map_err(|error| anyhow::anyhow!("cannot listen on {address}: {error}"))?;
    config.server.port = listener.local_addr()?.port();
    Ok(listener)
}

/// What clients may take of a server.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// How long a client may take to send the head of a request, and how long an idle connection
    /// stays.
    head: Duration,
    /// How long a client may pause while it sends a body.
    body: Duration,
    /// The most connections at a time.
    connections: usize,
    /// How long requests under way may take when the process stops.
    grace: Duration,
}

impl From<&config::Server> for Limits {
    fn from(settings: &config::Server) -> Self {
        Self {
            head: Duration::from_secs(settings.head_timeout),
            body: Duration::from_secs(settings.body_timeout),
            connections: settings.max_connections,
            grace: Duration::from_secs(settings.shutdown_grace),
        }
    }
}

/// Serves until `shutdown`, then lets requests under way end.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: CancellationToken,
    limits: Limits,
) -> anyhow::Result<()> {
    // What is slow to come holds a connection and nothing else, but not for ever.
    let router = router.layer(RequestBodyTimeoutLayer::new(limits.body));
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(limits.head);
    let mut door = Door::new(listener, limits.connections);
    let connections = GracefulShutdown::new();
    let tasks = TaskTracker::new();
    loop {
        let accepted = tokio::select! {
            accepted = door.next() => accepted?,
            () = shutdown.cancelled() => break,
        };
        let (stream, peer, place) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        // Without it, answers that are written in pieces wait for the peer's acknowledgement.
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let has_asked = Arc::new(AtomicBool::new(false));
        let asks = Arc::clone(&has_asked);
        let service = service_fn(move |mut request: Request<Incoming>| {
            asks.store(true, Ordering::Relaxed);
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().oneshot(request)
        });
        let connection = builder
            .serve_connection_with_upgrades(TokioIo::new(stream), service)
            .into_owned();
        let connection = connections.watch(connection);
        tasks.spawn(async move {
            tokio::select! {
                // A client that goes away is no fault of anyone's.
                _ = connection => {}
                () = silence(limits.head, &has_asked) => {}
            }
            drop(place);
        });
    }
    drop(door);
    if tokio::time::timeout(limits.grace, connections.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("requests were still under way after the grace");
    }
    Ok(())
}

/// Ends if nothing was asked within `limit`.
///
/// The limit of heads begins with their first byte and with the version of the protocol, which a
/// client may keep to itself.
async fn silence(limit: Duration, has_asked: &AtomicBool) {
    tokio::time::sleep(limit).await;
    if has_asked.load(Ordering::Relaxed) {
        std::future::pending::<()>().await;
    }
}

/// Takes connections while there is place for them; others wait in the system's queue.
struct Door {
    listener: TcpListener,
    places: Arc<Semaphore>,
    is_full: bool,
}

impl Door {
    fn new(listener: TcpListener, places: usize) -> Self {
        Self {
            listener,
            places: Arc::new(Semaphore::new(places.min(Semaphore::MAX_PERMITS))),
            is_full: false,
        }
    }

    /// The next connection, its peer, and its place, which is to be kept as long as it lasts.
    async fn next(
        &mut self,
    ) -> anyhow::Result<io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)>> {
        let place = if let Ok(place) = Arc::clone(&self.places).try_acquire_owned() {
            self.is_full = false;
            place
        } else {
            // Once, and not with each connection that ends and gives its place to another.
            if !self.is_full {
                self.is_full = true;
                tracing::warn!("there is no place for another connection until one ends");
            }
            Arc::clone(&self.places).acquire_owned().await?
        };
        let accepted = self.listener.accept().await;
        Ok(accepted.map(|(stream, peer)| (stream, peer, place)))
    }
}
