//! Mails on their way out, into the sandbox.

use std::sync::Arc;

use sandbox::mailbox::Mailbox;
use services::mails::{SmtpTransport, Transport};
use tokio::{net::TcpListener, task::JoinSet};
use tokio_util::sync::CancellationToken;

/// A mailbox of the sandbox with its SMTP server, and the way to it.
pub struct Mailroom {
    /// What arrived.
    pub mailbox: Mailbox,
    /// Sends into the mailbox.
    pub transport: Arc<dyn Transport>,
    // The server ends with it.
    _server: JoinSet<()>,
}

impl Mailroom {
    /// Starts the server on a free port of this machine.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub async fn open() -> Self {
        let mailbox = Mailbox::in_memory();
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port is free");
        let address = listener.local_addr().expect("a listener has an address");
        let mut server = JoinSet::new();
        server.spawn(mailbox.serve_smtp(listener, CancellationToken::new()));
        let transport = SmtpTransport::from_url(&format!("smtp://{address}"))
            .expect("the address is a mail server's");
        Self {
            mailbox,
            transport: Arc::new(transport),
            _server: server,
        }
    }
}
