//! One connection, from its greeting to its end.

use std::borrow::Cow;
use std::io;
use std::time::Duration;

use tokio::io::{AsyncWriteExt, BufReader, BufWriter};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio_util::sync::CancellationToken;

use crate::mailbox::smtp::lines::{self, Line};
use crate::mailbox::smtp::path;
use crate::mailbox::{Fault, Mailbox};

/// Octets of a command: the 510 of RFC 5321 and what the extensions add.
const COMMAND_LIMIT: usize = 2048;
/// Octets of a line of mail, its end not counted.
const TEXT_LIMIT: usize = 998;
/// Octets of a mail.
const MAIL_LIMIT: usize = 10 * 1024 * 1024;
const RECIPIENT_LIMIT: usize = 100;
/// Commands in a row that make no sense before the client is sent away.
const NONSENSE_LIMIT: usize = 20;
/// How long a client may be silent (RFC 5321, 4.5.3.2.7).
const PATIENCE: Duration = Duration::from_mins(5);

type Reply = Cow<'static, str>;

pub(super) struct Session {
    mailbox: Mailbox,
    reader: BufReader<OwnedReadHalf>,
    writer: BufWriter<OwnedWriteHalf>,
    shutdown: CancellationToken,
    greeted: bool,
    transaction: Option<Transaction>,
    nonsense: usize,
}

#[derive(Default)]
struct Transaction {
    from: String,
    to: Vec<String>,
    utf8: bool,
}

enum Input {
    Line(Line),
    /// The client has gone.
    Gone,
    /// The session ends, with this said.
    End(&'static str),
}

enum Next {
    Say(Reply),
    SayAndClose(Reply),
    Close,
}

impl Session {
    pub(super) fn new(mailbox: Mailbox, stream: TcpStream, shutdown: CancellationToken) -> Self {
        let (reader, writer) = stream.into_split();
        Self {
            mailbox,
            reader: BufReader::new(reader),
            writer: BufWriter::new(writer),
            shutdown,
            greeted: false,
            transaction: None,
            nonsense: 0,
        }
    }

    pub(super) async fn run(mut self) -> io::Result<()> {
        self.say("220 mailbox.test ESMTP sandbox").await?;
        loop {
            let next = match self.next_line(COMMAND_LIMIT).await? {
                Input::Line(line) if line.cut => Next::Say("500 5.5.2 Line too long".into()),
                Input::Line(line) => match str::from_utf8(&line.bytes) {
                    Ok(command) => self.command(command).await?,
                    Err(_) => Next::Say("500 5.5.2 Not UTF-8".into()),
                },
                Input::Gone => Next::Close,
                Input::End(reply) => Next::SayAndClose(reply.into()),
            };
            match next {
                Next::Say(reply) => {
                    self.nonsense = if reply.starts_with("50") {
                        self.nonsense + 1
                    } else {
                        0
                    };
                    self.say(&reply).await?;
                    if self.nonsense < NONSENSE_LIMIT {
                        continue;
                    }
                    self.say("421 4.7.0 Too many errors").await?;
                }
                Next::SayAndClose(reply) => self.say(&reply).await?,
                Next::Close => {}
            }
            self.writer.flush().await?;
            return self.writer.shutdown().await;
        }
    }

    async fn command(&mut self, line: &str) -> io::Result<Next> {
        let (verb, arguments) = line.split_once(' ').unwrap_or((line, ""));
        let arguments = arguments.trim();
        let reply = match verb.to_ascii_uppercase().as_str() {
            "EHLO" => self.hello(arguments, true),
            "HELO" => self.hello(arguments, false),
            "MAIL" => self.mail(arguments).unwrap_or_else(Reply::Borrowed),
            "RCPT" => self.recipient(arguments).unwrap_or_else(Reply::Borrowed),
            "DATA" => return self.data(arguments).await,
            "RSET" => {
                self.transaction = None;
                "250 2.0.0 Forgotten".into()
            }
            "NOOP" => "250 2.0.0 OK".into(),
            "AUTH" => return self.authenticate(arguments).await,
            "VRFY" => "252 2.5.2 Send some mail and see".into(),
            "HELP" => "214 2.0.0 EHLO HELO MAIL RCPT DATA RSET NOOP VRFY AUTH QUIT".into(),
            "QUIT" => return Ok(Next::SayAndClose("221 2.0.0 Bye".into())),
            "EXPN" | "STARTTLS" => "502 5.5.1 Not implemented".into(),
            // A web page can make a browser send any text to a local port, in the body of an
            // HTTP request; its first line gives it away.
            "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" => {
                return Ok(Next::SayAndClose(
                    "554 5.5.1 This is not a web server".into(),
                ));
            }
            _ => "500 5.5.2 Unknown command".into(),
        };
        Ok(Next::Say(reply))
    }

    fn hello(&mut self, name: &str, extended: bool) -> Reply {
        if name.is_empty() {
            return "501 5.5.4 Your name is missing".into();
        }
        self.greeted = true;
        self.transaction = None;
        if !extended {
            return "250 mailbox.test".into();
        }
        format!(
            "250-mailbox.test\r\n250-PIPELINING\r\n250-SIZE {MAIL_LIMIT}\r\n250-8BITMIME\r\n\
             250-SMTPUTF8\r\n250-AUTH PLAIN\r\n250 ENHANCEDSTATUSCODES"
        )
        .into()
    }

    fn mail(&mut self, arguments: &str) -> Result<Reply, &'static str> {
        if !self.greeted {
            return Err("503 5.5.1 Say EHLO first");
        }
        if self.transaction.is_some() {
            return Err("503 5.5.1 Already in a transaction");
        }
        let (from, parameters) =
            path::split(arguments, "FROM:").ok_or("501 5.5.4 Syntax: MAIL FROM:<address>")?;
        let mut transaction = Transaction {
            from: from.to_owned(),
            ..Transaction::default()
        };
        for parameter in parameters.split_whitespace() {
            let parameter = parameter.to_ascii_uppercase();
            match parameter.split_once('=').unwrap_or((&parameter, "")) {
                ("SIZE", size) => {
                    let size: u64 = size.parse().or(Err("501 5.5.4 SIZE is not a number"))?;
                    if usize::try_from(size).map_or(true, |size| size > MAIL_LIMIT) {
                        return Err("552 5.3.4 Mail too big");
                    }
                }
                ("SMTPUTF8", "") => transaction.utf8 = true,
                ("BODY", "7BIT" | "8BITMIME") | ("AUTH", _) => {}
                _ => return Err("555 5.5.4 Unknown parameter"),
            }
        }
        // The empty sender is that of bounces.
        if !from.is_empty() {
            check_address(from, transaction.utf8)?;
        }
        self.transaction = Some(transaction);
        Ok("250 2.1.0 OK".into())
    }

    fn recipient(&mut self, arguments: &str) -> Result<Reply, &'static str> {
        let transaction = self
            .transaction
            .as_mut()
            .ok_or("503 5.5.1 Say MAIL first")?;
        let (to, parameters) =
            path::split(arguments, "TO:").ok_or("501 5.5.4 Syntax: RCPT TO:<address>")?;
        if !parameters.is_empty() {
            return Err("555 5.5.4 Unknown parameter");
        }
        check_address(to, transaction.utf8)?;
        match to
            .rsplit_once('@')
            .map(|(_, domain)| domain.to_ascii_lowercase())
            .as_deref()
        {
            Some("defer.test") => return Err("451 4.2.1 Mailbox busy, as all of defer.test"),
            Some("bounce.test") => return Err("550 5.1.1 No such mailbox, as all of bounce.test"),
            _ => {}
        }
        if transaction.to.len() >= RECIPIENT_LIMIT {
            return Err("452 4.5.3 Too many recipients");
        }
        if !transaction.to.iter().any(|known| known == to) {
            transaction.to.push(to.to_owned());
        }
        Ok("250 2.1.5 OK".into())
    }

    async fn data(&mut self, arguments: &str) -> io::Result<Next> {
        if !arguments.is_empty() {
            return Ok(Next::Say("501 5.5.4 DATA takes no argument".into()));
        }
        let transaction = match self.transaction.take() {
            None => return Ok(Next::Say("503 5.5.1 Say MAIL first".into())),
            Some(transaction) if transaction.to.is_empty() => {
                self.transaction = Some(transaction);
                return Ok(Next::Say("554 5.5.1 No valid recipients".into()));
            }
            Some(transaction) => transaction,
        };
        self.say("354 End with a line that has only a dot").await?;
        match self.body().await? {
            Ok(raw) => self.store(transaction, raw).await,
            Err(next) => Ok(next),
        }
    }

    /// Reads a mail up to its end even if it is refused: what follows is commands again.
    async fn body(&mut self) -> io::Result<Result<Vec<u8>, Next>> {
        let mut raw = Vec::new();
        let mut flaw = None;
        let mut after_bare = false;
        loop {
            // One more than the limit, for the dot that is taken away again.
            let line = match self.next_line(TEXT_LIMIT + 1).await? {
                Input::Line(line) => line,
                Input::Gone => return Ok(Err(Next::Close)),
                Input::End(reply) => return Ok(Err(Next::SayAndClose(reply.into()))),
            };
            // Only CRLF . CRLF ends a mail. A lone LF on either side is how mails are smuggled.
            if line.bytes == b"." && !line.bare && !line.cut && !after_bare {
                break;
            }
            after_bare = line.bare;
            let text = line.bytes.strip_prefix(b".").unwrap_or(&line.bytes);
            if line.bare {
                flaw = flaw.or(Some("550 5.6.11 A line ends in LF without CR"));
            } else if line.cut || text.len() > TEXT_LIMIT {
                flaw = flaw.or(Some("500 5.6.0 A line is longer than 998 octets"));
            } else if raw.len() + text.len() + 2 > MAIL_LIMIT {
                flaw = flaw.or(Some("552 5.3.4 Mail too big"));
            }
            if flaw.is_none() {
                raw.extend_from_slice(text);
                raw.extend_from_slice(b"\r\n");
            } else {
                raw = Vec::new();
            }
        }
        Ok(flaw.map_or(Ok(raw), |flaw| Err(Next::Say(flaw.into()))))
    }

    async fn store(&self, transaction: Transaction, raw: Vec<u8>) -> io::Result<Next> {
        let fault = self.mailbox.take_fault();
        if let Some(Fault::Refuse(code)) = fault {
            let class = code / 100;
            return Ok(Next::Say(
                format!("{code} {class}.3.0 Refused on demand").into(),
            ));
        }
        Ok(
            match self
                .mailbox
                .deliver(transaction.from, transaction.to, raw)
                .await
            {
                Ok(_) if fault == Some(Fault::StoreAndHangUp) => Next::Close,
                Ok(delivery) => Next::Say(format!("250 2.0.0 Stored as {}", delivery.id).into()),
                Err(error) => {
                    tracing::error!(%error, "cannot store a mail");
                    Next::Say("451 4.3.0 Cannot store the mail".into())
                }
            },
        )
    }

    /// Takes any password: it is only there for senders that insist on signing in.
    async fn authenticate(&mut self, arguments: &str) -> io::Result<Next> {
        let (mechanism, initial) = arguments.split_once(' ').unwrap_or((arguments, ""));
        if !mechanism.eq_ignore_ascii_case("PLAIN") {
            return Ok(Next::Say("504 5.5.4 Only PLAIN is known".into()));
        }
        if !self.greeted || self.transaction.is_some() {
            return Ok(Next::Say("503 5.5.1 Not now".into()));
        }
        let mut answer = initial.to_owned();
        if answer.is_empty() {
            self.say("334 ").await?;
            answer = match self.next_line(COMMAND_LIMIT).await? {
                Input::Line(line) => String::from_utf8_lossy(&line.bytes).into_owned(),
                Input::Gone => return Ok(Next::Close),
                Input::End(reply) => return Ok(Next::SayAndClose(reply.into())),
            };
        }
        let base64 =
            |byte| matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' | b'=');
        let accepted = !answer.is_empty() && answer.bytes().all(base64);
        Ok(Next::Say(
            if accepted {
                "235 2.7.0 Welcome"
            } else {
                "501 5.5.2 Not base64"
            }
            .into(),
        ))
    }

    async fn next_line(&mut self, limit: usize) -> io::Result<Input> {
        let Self {
            reader,
            writer,
            shutdown,
            ..
        } = self;
        let line = async {
            // Answers to a pipelined group go out together, once nothing whole is left to read.
            if !reader.buffer().contains(&b'\n') {
                writer.flush().await?;
            }
            lines::read(reader, limit).await
        };
        tokio::select! {
            biased;
            () = shutdown.cancelled() => Ok(Input::End("421 4.3.2 Shutting down")),
            line = tokio::time::timeout(PATIENCE, line) => match line {
                Ok(line) => Ok(line?.map_or(Input::Gone, Input::Line)),
                Err(_) => Ok(Input::End("421 4.4.2 You were silent for too long")),
            },
        }
    }

    async fn say(&mut self, reply: &str) -> io::Result<()> {
        self.writer.write_all(reply.as_bytes()).await?;
        self.writer.write_all(b"\r\n").await
    }
}

fn check_address(address: &str, utf8: bool) -> Result<(), &'static str> {
    if !path::is_address(address) {
        Err("501 5.1.3 Not an address")
    } else if !utf8 && !address.is_ascii() {
        Err("553 5.6.7 Not ASCII, and SMTPUTF8 was not asked for")
    } else {
        Ok(())
    }
}
