//! Serving over HTTP until asked to stop.

use std::{net::SocketAddr, time::Duration};

use axum::{Router, extract::ConnectInfo, http::Request};
use futures_util::FutureExt;
use hyper::{body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto, graceful::GracefulShutdown},
};
use tokio::net::TcpListener;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::ServiceExt;
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::config::Config;

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

/// How long a client may take to send the head of a request, and how long an idle connection stays.
const HEAD_WITHIN: Duration = Duration::from_secs(15);
/// How long a client may pause while it sends a body.
const BODY_WITHIN: Duration = Duration::from_secs(15);

/// Serves until `shutdown`, then lets requests under way end within `grace`.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: CancellationToken,
    grace: Duration,
) -> anyhow::Result<()> {
    // What is slow to come holds a connection and nothing else, but not for ever.
    let router = router.layer(RequestBodyTimeoutLayer::new(BODY_WITHIN));
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_WITHIN);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(HEAD_WITHIN);
    let connections = GracefulShutdown::new();
    let tasks = TaskTracker::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = shutdown.cancelled() => break,
        };
        let (stream, peer) = match accepted {
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
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().oneshot(request)
        });
        let connection = builder
            .serve_connection_with_upgrades(TokioIo::new(stream), service)
            .into_owned();
        // A client that goes away is no fault of anyone's.
        tasks.spawn(connections.watch(connection).map(drop));
    }
    drop(listener);
    if tokio::time::timeout(grace, connections.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("requests were still under way after the grace");
    }
    Ok(())
}
