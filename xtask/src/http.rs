//! The few HTTP requests that the task runner makes to servers on this machine.

use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

const TIMEOUT: Duration = Duration::from_secs(30);

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Response {
    /// Returns all values of a header, whose name is given in lower case.
    pub(crate) fn header_values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Sends a GET request.
pub(crate) fn get(port: u16, path: &str) -> Result<Response> {
    request("GET", port, path, &[], b"")
}

/// Sends a request to a port of this machine and reads the whole answer.
pub(crate) fn request(
    method: &str,
    port: u16,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Result<Response> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, TIMEOUT)?;
    stream.set_read_timeout(Some(TIMEOUT))?;
    let mut head =
        format!("{method} {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n");
    for (name, value) in headers {
        write!(head, "{name}: {value}\r\n")?;
    }
    write!(head, "Content-Length: {}\r\n\r\n", body.len())?;
    stream.write_all(head.as_bytes())?;
    stream.write_all(body)?;
    let answer = read(&mut stream)?;
    parse(&answer).with_context(|| format!("{method} {path}"))
}

/// Reads one answer: to its announced length, or to the end where none is announced.
fn read(stream: &mut impl Read) -> Result<Vec<u8>> {
    let mut answer = Vec::new();
    let mut part = [0; 16_384];
    loop {
        // chromedriver keeps the connection open whatever it is asked.
        if let Ok(response) = parse(&answer)
            && let Some(length) = response.header_values("content-length").next()
            && response.body.len() >= length.parse()?
        {
            return Ok(answer);
        }
        let count = stream.read(&mut part)?;
        if count == 0 {
            return Ok(answer);
        }
        answer.extend_from_slice(part.get(..count).unwrap_or_default());
    }
}

fn parse(answer: &[u8]) -> Result<Response> {
    const SEPARATOR: &[u8] = b"\r\n\r\n";
    let Some(end) = answer
        .windows(SEPARATOR.len())
        .position(|window| window == SEPARATOR)
    else {
        bail!("the answer has no head");
    };
    let (head, rest) = answer.split_at(end);
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1))
        .and_then(|code| code.parse().ok())
        .context("the answer has no status")?;
    let headers = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let body = rest.get(SEPARATOR.len()..).unwrap_or_default().to_vec();
    let mut response = Response {
        status,
        headers,
        body,
    };
    if response
        .header_values("transfer-encoding")
        .any(|value| value == "chunked")
    {
        response.body = dechunk(&response.body).context("the chunks are not understood")?;
    }
    Ok(response)
}

/// Joins the chunks of a body: each a length in hexadecimal, a line end, the bytes, a line end.
fn dechunk(mut rest: &[u8]) -> Option<Vec<u8>> {
    const END: usize = 2;
    let mut body = Vec::new();
    loop {
        let line = rest.split(|byte| *byte == b'\r').next()?;
        let size = std::str::from_utf8(line).ok()?.split(';').next()?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        if size == 0 {
            return Some(body);
        }
        rest = rest.get(line.len() + END..)?;
        body.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size + END..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_taken_apart() {
        let response = parse(
            b"HTTP/1.1 200 OK\r\nSet-Cookie: a=1; Path=/\r\nset-cookie: b=2\r\n\r\n{\"ok\":true}",
        )
        .unwrap();
        assert_eq!(response.status, 200);
        assert_eq!(
            response.header_values("set-cookie").collect::<Vec<_>>(),
            ["a=1; Path=/", "b=2"]
        );
        assert_eq!(response.text(), "{\"ok\":true}");
    }

    #[test]
    fn an_open_connection_is_not_waited_for() {
        struct Open(&'static [u8]);
        impl Read for Open {
            fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
                assert!(!self.0.is_empty(), "read beyond the answer");
                self.0.read(&mut buffer[..3])
            }
        }
        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nready";
        assert_eq!(read(&mut Open(answer)).unwrap(), answer);
    }

    #[test]
    fn chunks_are_joined() {
        let answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nab\r\n\r\n2\r\ncd\r\n0\r\n\r\n";
        assert_eq!(parse(answer).unwrap().body, b"ab\r\ncd");
        assert!(parse(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nab").is_err());
    }

    #[test]
    fn half_an_answer_is_an_error() {
        assert!(parse(b"HTTP/1.1 200 OK\r\n").is_err());
    }
}
