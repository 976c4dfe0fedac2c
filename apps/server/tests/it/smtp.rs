//! Mail servers that misbehave.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use testkit::Mailroom;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    task::JoinSet,
};

const END_OF_MAIL: &[u8] = b"\r\n.\r\n";

/// A mail server that takes connections and says nothing.
pub(crate) struct Silent(TcpListener);

impl Silent {
    pub(crate) async fn open() -> Self {
        Self(TcpListener::bind("127.0.0.1:0").await.unwrap())
    }

    pub(crate) fn url(&self) -> String {
        format!("smtp://{}", self.0.local_addr().unwrap())
    }

    /// Waits until somebody has a mail to send.
    pub(crate) async fn accept(&self) -> TcpStream {
        let (stream, _) = self.0.accept().await.unwrap();
        stream
    }
}

/// The address of the mailroom.
pub(crate) fn url(mailroom: &Mailroom) -> String {
    format!("smtp://{}", address(mailroom))
}

fn address(mailroom: &Mailroom) -> SocketAddr {
    let address = mailroom.mailbox.smtp_address();
    address.expect("a mailroom listens as soon as it is open")
}

/// Lets the mailroom answer on a connection that had no answer so far.
pub(crate) async fn answer(mut stream: TcpStream, mailroom: &Mailroom) {
    let mut server = TcpStream::connect(address(mailroom)).await.unwrap();
    // Ends as soon as either side does, in whichever way it likes.
    let _ = copy_bidirectional(&mut stream, &mut server).await;
}

/// A way to the mailroom on which mails arrive, but no word that they have.
pub(crate) struct Mute {
    pub(crate) url: String,
    // The way ends with it.
    _server: JoinSet<()>,
}

impl Mute {
    pub(crate) async fn open(mailroom: &Mailroom) -> Self {
        let listener = Silent::open().await;
        let url = listener.url();
        let address = address(mailroom);
        let mut server = JoinSet::new();
        server.spawn(async move {
            let mut ways = JoinSet::new();
            loop {
                let (from_client, to_client) = listener.accept().await.into_split();
                let there = TcpStream::connect(address).await.unwrap();
                let (from_server, to_server) = there.into_split();
                let is_mute = Arc::new(AtomicBool::new(false));
                ways.spawn(pass_mails(from_client, to_server, Arc::clone(&is_mute)));
                ways.spawn(pass_answers(from_server, to_client, is_mute));
            }
        });
        Self {
            url,
            _server: server,
        }
    }
}

async fn pass_mails(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, is_mute: Arc<AtomicBool>) {
    let mut buffer = [0; 4096];
    let mut tail = Vec::new();
    while let Ok(length @ 1..) = from.read(&mut buffer).await {
        let piece = buffer.get(..length).unwrap_or_default();
        tail.extend_from_slice(piece);
        if tail.ends_with(END_OF_MAIL) {
            // Before the mail is whole at the other end, and can be answered.
            is_mute.store(true, Ordering::SeqCst);
        }
        tail.drain(..tail.len().saturating_sub(END_OF_MAIL.len()));
        if to.write_all(piece).await.is_err() {
            return;
        }
    }
}

async fn pass_answers(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, is_mute: Arc<AtomicBool>) {
    let mut buffer = [0; 4096];
    while let Ok(length @ 1..) = from.read(&mut buffer).await {
        let piece = buffer.get(..length).unwrap_or_default();
        if !is_mute.load(Ordering::SeqCst) && to.write_all(piece).await.is_err() {
            return;
        }
    }
}
