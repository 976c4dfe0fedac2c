//! A running mailbox, a raw SMTP client and an HTTP client without a socket.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use lettre::{AsyncSmtpTransport, Message, Tokio1Executor};
use sandbox::mailbox::{Mailbox, router};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;

/// More than any step takes; a hang becomes a failure.
pub(crate) const LIMIT: Duration = Duration::from_secs(30);

/// Makes an empty folder that only this test uses.
pub(crate) fn folder(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("sandbox-mailbox")
        .join(test);
    if path.exists() {
        std::fs::remove_dir_all(&path).unwrap();
    }
    path
}

/// Lists the mails on disk, in the order of delivery, as they lie there.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect()
}

pub(crate) struct Server {
    pub(crate) mailbox: Mailbox,
    pub(crate) address: SocketAddr,
    shutdown: CancellationToken,
    task: JoinHandle<()>,
}

impl Server {
    pub(crate) async fn start(mailbox: Mailbox) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let shutdown = CancellationToken::new();
        let serving = mailbox.serve_smtp(listener, shutdown.clone());
        // Before anything has run.
        assert_eq!(mailbox.smtp_address(), Some(address));
        let task = TaskTracker::new().spawn(serving);
        Self {
            mailbox,
            address,
            shutdown,
            task,
        }
    }

    pub(crate) async fn in_memory() -> Self {
        Self::start(Mailbox::in_memory()).await
    }

    pub(crate) async fn stop(self) {
        self.shutdown.cancel();
        tokio::time::timeout(LIMIT, self.task)
            .await
            .unwrap()
            .unwrap();
    }

    pub(crate) fn begin_stop(&self) {
        self.shutdown.cancel();
    }

    pub(crate) fn transport(&self) -> AsyncSmtpTransport<Tokio1Executor> {
        AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(self.address.ip().to_string())
            .port(self.address.port())
            .timeout(Some(LIMIT))
            .build()
    }

    /// Connects and says EHLO.
    pub(crate) async fn client(&self) -> Client {
        let mut client = self.silent_client().await;
        client.expect("EHLO test", "250 ENHANCEDSTATUSCODES").await;
        client
    }

    /// Connects and reads the greeting.
    pub(crate) async fn silent_client(&self) -> Client {
        let stream = BufReader::new(TcpStream::connect(self.address).await.unwrap());
        let mut client = Client { stream };
        assert!(client.reply().await.starts_with("220 "));
        client
    }
}

pub(crate) struct Client {
    stream: BufReader<TcpStream>,
}

impl Client {
    pub(crate) async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.stream.write_all(bytes.as_ref()).await.unwrap();
    }

    /// Reads one reply and gives its last line; empty when the server has hung up.
    pub(crate) async fn reply(&mut self) -> String {
        loop {
            let mut line = String::new();
            let read = self.stream.read_line(&mut line);
            tokio::time::timeout(LIMIT, read)
                .await
                .expect("no reply")
                .unwrap();
            if line.as_bytes().get(3) != Some(&b'-') {
                return line.trim_end().to_owned();
            }
        }
    }

    pub(crate) async fn expect(&mut self, command: &str, reply: &str) {
        self.send(format!("{command}\r\n")).await;
        let said = self.reply().await;
        assert!(said.starts_with(reply), "{command}: {said}");
    }

    /// Begins a mail up to the 354.
    pub(crate) async fn begin(&mut self, to: &str) {
        self.expect("MAIL FROM:<app@pilaster.test>", "250").await;
        self.expect(&format!("RCPT TO:<{to}>"), "250").await;
        self.expect("DATA", "354").await;
    }

    /// Delivers a mail given with LF and gives the answer.
    pub(crate) async fn deliver(&mut self, to: &str, mail: &str) -> String {
        self.begin(to).await;
        self.send(mail.replace('\n', "\r\n")).await;
        self.send("\r\n.\r\n").await;
        self.reply().await
    }

    pub(crate) async fn expect_end(&mut self) {
        let mut rest = Vec::new();
        let read = self.stream.read_to_end(&mut rest);
        tokio::time::timeout(LIMIT, read)
            .await
            .expect("still open")
            .unwrap();
        assert_eq!(rest, b"");
    }
}

pub(crate) fn mail(message_id: &str, to: &str, subject: &str) -> Message {
    Message::builder()
        .message_id(Some(format!("<{message_id}>")))
        .from("Pilaster <app@pilaster.test>".parse().unwrap())
        .to(to.parse().unwrap())
        .subject(subject)
        .body(format!("Body of {message_id}"))
        .unwrap()
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

pub(crate) async fn get(mailbox: &Mailbox, path: &str) -> Answer {
    call(mailbox, Request::get(path).body(Body::empty()).unwrap()).await
}

pub(crate) async fn call(mailbox: &Mailbox, request: Request<Body>) -> Answer {
    let response = router(mailbox.clone()).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8(body.to_vec()).unwrap(),
    }
}
