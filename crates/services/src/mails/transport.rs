//! The way out of the process.

use std::{pin::Pin, time::Duration};

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    address::Envelope,
    transport::smtp::{PoolConfig, response::Code},
};

/// How long a mail server may take for one answer.
const TIMEOUT: Duration = Duration::from_secs(30);
/// How long an unused connection is kept.
const IDLE: Duration = Duration::from_secs(30);

/// A mail that is ready to go.
#[derive(Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The sender's address.
    pub from: String,
    /// The reader's address.
    pub to: String,
    /// The Message-ID with its angle brackets: the same whenever the mail is sent again.
    pub message_id: String,
    /// The whole mail.
    pub raw: Vec<u8>,
}

/// Why a mail was not taken. The reason names no person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// It may be taken later.
    #[error("{0}")]
    Later(String),
    /// It will never be taken.
    #[error("{0}")]
    Refused(String),
}

/// The sending of a mail.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<(), SendError>> + Send + 'a>>;

/// Takes mails to their readers.
pub trait Transport: Send + Sync + 'static {
    /// Hands `mail` on; it is safe when this succeeds.
    fn send(&self, mail: Outgoing) -> Sending<'_>;
}

/// Why an address of a mail server cannot be used.
#[derive(Debug, thiserror::Error)]
#[error(
    "not the address of a mail server: it must be like smtp://user:password@host:587?tls=required \
     or smtps://user:password@host"
)]
pub struct InvalidSmtpUrl;

/// Sends mails over SMTP; connections are kept for the next mail.
#[derive(Clone, Debug)]
pub struct SmtpTransport(AsyncSmtpTransport<Tokio1Executor>);

impl SmtpTransport {
    /// Prepares connections to the mail server at `url`; none is made before the first mail.
    ///
    /// - `smtps://user:password@host`: TLS from the first byte, port 465.
    /// - `smtp://user:password@host?tls=required`: TLS by STARTTLS or nothing, port 587.
    /// - `smtp://host`: no TLS, port 25. For servers on the same machine.
    ///
    /// # Errors
    ///
    /// [`InvalidSmtpUrl`] if it is none of these.
    pub fn from_url(url: &str) -> Result<Self, InvalidSmtpUrl> {
        // lettre's error may quote the address, and with it the password.
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .or(Err(InvalidSmtpUrl))?
            .timeout(Some(TIMEOUT))
            .pool_config(PoolConfig::new().idle_timeout(IDLE))
            .build();
        Ok(Self(transport))
    }
}

impl Transport for SmtpTransport {
    fn send(&self, mail: Outgoing) -> Sending<'_> {
        Box::pin(async move {
            let envelope = envelope(&mail)
                .ok_or_else(|| SendError::Refused("the mail has no usable address".into()))?;
            match self.0.send_raw(&envelope, &mail.raw).await {
                Ok(_) => Ok(()),
                Err(error) => Err(classify(&error)),
            }
        })
    }
}

fn envelope(mail: &Outgoing) -> Option<Envelope> {
    let from = mail.from.parse().ok()?;
    let to = mail.to.parse().ok()?;
    Envelope::new(Some(from), vec![to]).ok()
}

/// Tells a refusal of the mail from a fault that may pass.
///
/// Of a server's answer only the code is kept: its words quote addresses.
fn classify(error: &lettre::transport::smtp::Error) -> SendError {
    match error.status() {
        Some(code) if error.is_permanent() && !is_about_us(code) => {
            SendError::Refused(format!("the mail server refused the mail: {code}"))
        }
        Some(code) => SendError::Later(format!("the mail server put the mail off: {code}")),
        None if error.is_timeout() => SendError::Later("the mail server took too long".into()),
        None if error.is_tls() => SendError::Later("no safe connection to the mail server".into()),
        None => SendError::Later("the mail server cannot be reached".into()),
    }
}

/// Whether a refusal concerns our right to send at all, which an operator can mend: no or wrong
/// credentials, no encryption.
fn is_about_us(code: Code) -> bool {
    matches!(u16::from(code), 530 | 534 | 535 | 538)
}
