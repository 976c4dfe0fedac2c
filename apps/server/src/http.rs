//! Serving over HTTP until asked to stop.

use std::{net::SocketAddr, time::Duration};

use axum::{Router, serve::ListenerExt};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

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

/// Serves until `shutdown`, then lets requests under way end within `grace`.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: CancellationToken,
    grace: Duration,
) -> anyhow::Result<()> {
    // Without it, answers that are written in pieces wait for the peer's acknowledgement.
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let draining = shutdown.clone();
    let server = axum::serve(listener, service)
        .with_graceful_shutdown(async move { draining.cancelled().await });
    tokio::select! {
        result = server => result?,
        () = async {
            shutdown.cancelled().await;
            tokio::time::sleep(grace).await;
        } => tracing::warn!("requests were still under way after the grace"),
    }
    Ok(())
}
