//! The mailbox: takes every mail over SMTP, passes none on, and shows them.
//!
//! A delivery is a mail that the server said 250 to, or would have said. Each is one file,
//! written before the answer. Of the deliveries with one Message-ID the first is shown, so a
//! sender that repeats itself, as at-least-once delivery must, is seen to only in the log.

use std::collections::HashSet;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use chrono::{DateTime, Utc};
use serde::Serialize;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::mailbox::folder::{Envelope, Folder};
use crate::{lock, now};

mod folder;
mod parse;
mod smtp;
mod web;

pub use web::router;

/// Mails that were delivered, and the ways to deliver and to read them.
///
/// A clone is the same mailbox.
#[derive(Debug, Clone)]
pub struct Mailbox {
    inner: Arc<Inner>,
}

/// A mail as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mail {
    /// Names the mail in this mailbox; opaque.
    pub id: String,
    /// The Message-ID without its angle brackets. A mail that came without one is given one.
    pub message_id: String,
    /// The From header as `Name <address>`, or the envelope's sender where there is none.
    pub from: String,
    /// The envelope's recipients: who gets the mail, blind copies included.
    pub to: Vec<String>,
    /// The decoded subject, empty if there is none.
    pub subject: String,
    /// The text part, or text made from the HTML where the mail has no text part.
    pub text: String,
    /// The HTML part.
    pub html: Option<String>,
    /// When the mailbox took the mail.
    pub received_at: DateTime<Utc>,
    /// The headers in their order, unfolded but not decoded.
    #[serde(skip)]
    pub headers: Vec<(String, String)>,
}

/// One line of the log: a mail that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The id that the mail has, or would have had.
    pub id: String,
    /// The Message-ID without its angle brackets.
    pub message_id: String,
    /// The envelope's recipients.
    pub to: Vec<String>,
    /// When the mailbox took it.
    pub received_at: DateTime<Utc>,
    /// Whether a mail of the same Message-ID was there before, so that this one is not shown.
    pub duplicate: bool,
}

#[derive(Debug)]
struct Inner {
    /// Absent in a mailbox that only lives in memory.
    folder: Option<Folder>,
    /// The last id given out. Held while a mail is written, so that ids, files and log agree
    /// on which delivery was first.
    last_id: Mutex<u64>,
    contents: RwLock<Contents>,
    faults: Mutex<Faults>,
    /// Counts changes, for those who wait for a mail.
    changes: watch::Sender<u64>,
    smtp_address: OnceLock<SocketAddr>,
}

#[derive(Debug, Default)]
struct Contents {
    mails: Vec<Mail>,
    log: Vec<Delivery>,
    message_ids: HashSet<String>,
}

#[derive(Debug, Default)]
struct Faults {
    refuse: usize,
    refuse_code: u16,
    hang_up: usize,
}

/// What the next mail meets instead of 250.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Refuse(u16),
    StoreAndHangUp,
}

impl Mailbox {
    /// Opens the mailbox kept in `dir`, with the mails that are there already.
    ///
    /// The folder is made if it is missing. It belongs to one open mailbox at a time.
    pub fn open(dir: impl Into<PathBuf>) -> io::Result<Self> {
        let folder = Folder::open(&dir.into())?;
        let mut contents = Contents::default();
        let mut last_id = 0;
        for (id, envelope, raw) in folder.read()? {
            contents.add(parse::mail(id, &envelope, &raw));
            last_id = id;
        }
        Ok(Self::with(Some(folder), contents, last_id))
    }

    /// Makes an empty mailbox that is gone with its last clone.
    pub fn in_memory() -> Self {
        Self::with(None, Contents::default(), 0)
    }

    fn with(folder: Option<Folder>, contents: Contents, last_id: u64) -> Self {
        Self {
            inner: Arc::new(Inner {
                folder,
                last_id: Mutex::new(last_id),
                contents: RwLock::new(contents),
                faults: Mutex::default(),
                changes: watch::Sender::new(0),
                smtp_address: OnceLock::new(),
            }),
        }
    }

    /// Serves SMTP on `listener` until `shutdown` is cancelled and all sessions have ended.
    ///
    /// [`smtp_address`](Self::smtp_address) is known as soon as this returns, and clients may
    /// connect; the future answers them.
    ///
    /// On shutdown a session that is waiting for its client is ended with 421; a mail that is
    /// being stored is stored and answered first.
    pub fn serve_smtp(
        &self,
        listener: TcpListener,
        shutdown: CancellationToken,
    ) -> impl Future<Output = ()> + Send + 'static {
        if let Ok(address) = listener.local_addr() {
            self.inner.smtp_address.get_or_init(|| address);
        }
        smtp::serve(self.clone(), listener, shutdown)
    }

    /// Lists the mails, newest first, one per Message-ID.
    pub fn messages(&self) -> Vec<Mail> {
        self.inner
            .read(|contents| contents.mails.iter().rev().cloned().collect())
    }

    /// Finds the mail of this id.
    pub fn message(&self, id: &str) -> Option<Mail> {
        self.inner
            .read(|contents| contents.mails.iter().find(|mail| mail.id == id).cloned())
    }

    /// Waits until a mail fulfils `wanted` and gives the newest that does.
    ///
    /// It waits for as long as it takes: put a time limit around it.
    pub async fn wait_for(&self, wanted: impl Fn(&Mail) -> bool) -> Mail {
        let mut changes = self.inner.changes.subscribe();
        loop {
            // Marked as seen before looking, so that a mail which arrives in between wakes us.
            changes.borrow_and_update();
            let found = self.inner.read(|contents| {
                contents
                    .mails
                    .iter()
                    .rev()
                    .find(|mail| wanted(mail))
                    .cloned()
            });
            if let Some(mail) = found {
                return mail;
            }
            // The sender lives as long as `self`, so this never fails.
            let _ = changes.changed().await;
        }
    }

    /// Lists every delivery since the mailbox was last cleared, oldest first, duplicates too.
    pub fn delivery_log(&self) -> Vec<Delivery> {
        self.inner.read(|contents| contents.log.clone())
    }

    /// Refuses the next `count` mails with `code` once their data has come.
    ///
    /// A code that is no SMTP error, that is outside 400 to 599, is said as 451.
    pub fn refuse_next(&self, code: u16, count: usize) {
        let mut faults = lock(&self.inner.faults);
        faults.refuse = count;
        faults.refuse_code = if (400..600).contains(&code) {
            code
        } else {
            451
        };
    }

    /// Stores the next `count` mails and hangs up in place of the answer.
    ///
    /// The sender cannot know that its mail has arrived and must send it again.
    pub fn drop_next(&self, count: usize) {
        lock(&self.inner.faults).hang_up = count;
    }

    /// Forgets all mails and the log, in memory and on disk.
    ///
    /// A mail whose Message-ID was known before is shown again when it is next delivered.
    pub async fn clear(&self) -> io::Result<()> {
        let inner = Arc::clone(&self.inner);
        blocking(move || inner.clear()).await
    }

    /// Tells where SMTP is spoken, if it is.
    pub fn smtp_address(&self) -> Option<SocketAddr> {
        self.inner.smtp_address.get().copied()
    }

    /// Stores a mail for good; when this returns, it may be answered with 250.
    async fn deliver(&self, from: String, to: Vec<String>, raw: Vec<u8>) -> io::Result<Delivery> {
        let inner = Arc::clone(&self.inner);
        blocking(move || inner.store(from, to, &raw)).await
    }

    fn take_fault(&self) -> Option<Fault> {
        let mut faults = lock(&self.inner.faults);
        if faults.refuse > 0 {
            faults.refuse -= 1;
            Some(Fault::Refuse(faults.refuse_code))
        } else if faults.hang_up > 0 {
            faults.hang_up -= 1;
            Some(Fault::StoreAndHangUp)
        } else {
            None
        }
    }
}

impl Inner {
    fn store(&self, from: String, to: Vec<String>, raw: &[u8]) -> io::Result<Delivery> {
        let mut last_id = lock(&self.last_id);
        let received_at = now();
        // Ids grow even when the clock goes back, and never repeat after a clear.
        let id = u64::try_from(received_at.timestamp_micros())
            .unwrap_or_default()
            .max(*last_id + 1);
        let envelope = Envelope {
            received_at,
            from,
            to,
        };
        // Before writing: what cannot be read must not lie in the folder.
        let mail = parse::mail(id, &envelope, raw);
        if let Some(folder) = &self.folder {
            folder.write(id, &envelope, raw)?;
        }
        *last_id = id;
        let delivery = self.change(|contents| contents.add(mail));
        tracing::debug!(
            mail.id = delivery.id,
            mail.duplicate = delivery.duplicate,
            "mail stored"
        );
        Ok(delivery)
    }

    fn clear(&self) -> io::Result<()> {
        // Nothing is stored meanwhile.
        let _held = lock(&self.last_id);
        if let Some(folder) = &self.folder {
            folder.clear()?;
        }
        self.change(|contents| *contents = Contents::default());
        Ok(())
    }

    fn read<T>(&self, reader: impl FnOnce(&Contents) -> T) -> T {
        reader(&self.contents.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn change<T>(&self, writer: impl FnOnce(&mut Contents) -> T) -> T {
        let result = writer(
            &mut self
                .contents
                .write()
                .unwrap_or_else(PoisonError::into_inner),
        );
        self.changes.send_modify(|count| *count += 1);
        result
    }
}

impl Contents {
    fn add(&mut self, mail: Mail) -> Delivery {
        let delivery = Delivery {
            id: mail.id.clone(),
            message_id: mail.message_id.clone(),
            to: mail.to.clone(),
            received_at: mail.received_at,
            duplicate: !self.message_ids.insert(mail.message_id.clone()),
        };
        self.log.push(delivery.clone());
        if !delivery.duplicate {
            self.mails.push(mail);
        }
        delivery
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(io::Error::other)?
}
