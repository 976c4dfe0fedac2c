//! As much of HTTP as the tests need, so that they say every byte themselves.

use std::io;

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::within;

/// The password of everyone in tests.
pub(crate) const PASSWORD: &str = "three blue teapots sing";

/// A product that listens on a port of this machine.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Server {
    port: u16,
}

impl Server {
    pub(crate) const fn new(port: u16) -> Self {
        Self { port }
    }

    pub(crate) async fn connect(self) -> io::Result<TcpStream> {
        TcpStream::connect(("127.0.0.1", self.port)).await
    }

    pub(crate) async fn get(self, path: &str) -> Answer {
        self.get_with(path, &[]).await
    }

    pub(crate) async fn get_with(self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("GET", path, headers, "").await.unwrap()
    }

    pub(crate) async fn post(self, path: &str, body: &Value) -> Answer {
        self.try_post(path, body).await.unwrap()
    }

    /// Posts to a server that may die meanwhile.
    pub(crate) async fn try_post(self, path: &str, body: &Value) -> io::Result<Answer> {
        self.send("POST", path, &[], &body.to_string()).await
    }

    /// Signs up.
    pub(crate) async fn register(self, email: &str) -> io::Result<Answer> {
        self.try_post(contract::path::REGISTER, &registration(email))
            .await
    }

    /// Signs in with [`PASSWORD`].
    pub(crate) async fn login(self, email: &str) -> Answer {
        self.post(contract::path::LOGIN, &credentials(email)).await
    }

    async fn send(
        self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> io::Result<Answer> {
        let mut request = head(method, path, body.len(), headers);
        request += body;
        within(path, async {
            let mut stream = self.connect().await?;
            stream.write_all(request.as_bytes()).await?;
            Answer::read(&mut stream).await
        })
        .await
    }
}

/// The head of a request from the product's own pages, after which the connection ends.
pub(crate) fn head(method: &str, path: &str, length: usize, headers: &[(&str, &str)]) -> String {
    let json = if method == "POST" {
        format!("content-type: application/json\r\ncontent-length: {length}\r\n")
    } else {
        String::new()
    };
    let headers: Vec<_> = headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect();
    format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\
         sec-fetch-site: same-origin\r\n{json}{}\r\n",
        headers.concat()
    )
}

/// What a sign-up says.
pub(crate) fn registration(email: &str) -> Value {
    json!({ "email": email, "password": PASSWORD, "first_name": "Grace", "last_name": "Hopper" })
}

/// What a sign-in says.
pub(crate) fn credentials(email: &str) -> Value {
    json!({ "email": email, "password": PASSWORD })
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// Reads an answer to its end; one that is cut short is an error.
    pub(crate) async fn read(stream: &mut TcpStream) -> io::Result<Self> {
        let mut raw = Vec::new();
        stream.read_to_end(&mut raw).await?;
        Self::parse(&raw).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }

    fn parse(raw: &[u8]) -> Option<Self> {
        let (head, body) = split(raw, b"\r\n\r\n")?;
        let head = str::from_utf8(head).ok()?;
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let mut answer = Self {
            status,
            headers,
            body: Vec::new(),
        };
        answer.body = if answer.header("transfer-encoding") == Some("chunked") {
            unchunk(body)?
        } else {
            let length = answer.header("content-length").unwrap_or("0");
            let is_whole = status == 304 || length.parse() == Ok(body.len());
            is_whole.then(|| body.to_vec())?
        };
        Some(answer)
    }

    /// The answer, which has the status `status`.
    pub(crate) fn with(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find_map(|(key, value)| (key == name).then_some(value.as_str()))
    }

    /// What a browser sends back of the cookies that came.
    pub(crate) fn cookies(&self) -> String {
        let pairs: Vec<_> = self
            .headers
            .iter()
            .filter(|(name, _)| name == "set-cookie")
            .filter_map(|(_, cookie)| cookie.split(';').next())
            .collect();
        pairs.join("; ")
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }
}

fn split<'a>(bytes: &'a [u8], separator: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = bytes
        .windows(separator.len())
        .position(|window| window == separator)?;
    let (before, rest) = bytes.split_at_checked(at)?;
    Some((before, rest.get(separator.len()..)?))
}

fn unchunk(mut raw: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let (length, rest) = split(raw, b"\r\n")?;
        let length = usize::from_str_radix(str::from_utf8(length).ok()?, 16).ok()?;
        if length == 0 {
            return Some(body);
        }
        let (chunk, rest) = rest.split_at_checked(length)?;
        body.extend_from_slice(chunk);
        raw = rest.strip_prefix(b"\r\n")?;
    }
}
