//! The SMTP server (RFC 5321), strict where a lax one would hide a sender's mistake.
//!
//! Offered: SIZE, 8BITMIME, SMTPUTF8, PIPELINING, ENHANCEDSTATUSCODES and AUTH PLAIN, which
//! takes any password. A line of a mail ends with CRLF alone and has at most 998 octets.

use std::time::Duration;

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::mailbox::Mailbox;

mod lines;
mod path;
mod session;

/// Runs one session per connection.
pub(crate) async fn serve(mailbox: Mailbox, listener: TcpListener, shutdown: CancellationToken) {
    let sessions = TaskTracker::new();
    loop {
        let accepted = tokio::select! {
            () = shutdown.cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, _)) => {
                let session = session::Session::new(mailbox.clone(), stream, shutdown.clone());
                sessions.spawn(async move {
                    if let Err(error) = session.run().await {
                        tracing::debug!(%error, "SMTP connection broke off");
                    }
                });
            }
            Err(error) => {
                tracing::warn!(%error, "cannot accept an SMTP connection");
                // Out of file descriptors, most likely: trying again at once would spin.
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop(listener);
    sessions.close();
    sessions.wait().await;
}
