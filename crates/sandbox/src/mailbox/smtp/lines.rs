//! Lines of bounded length from an untrusted client.

use std::io;

use tokio::io::{AsyncBufRead, AsyncBufReadExt};

/// One line without its end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) bytes: Vec<u8>,
    /// Whether it ended in LF without CR.
    pub(super) bare: bool,
    /// Whether it was longer than the limit, so that `bytes` is only its beginning.
    pub(super) cut: bool,
}

/// Reads a line of which at most `limit` octets are kept; `None` at the end of the stream.
///
/// A last line without an end is nothing: its sender has gone in the middle of a word.
pub(super) async fn read(
    reader: &mut (impl AsyncBufRead + Unpin),
    limit: usize,
) -> io::Result<Option<Line>> {
    let mut bytes = Vec::new();
    let mut length = 0;
    loop {
        let buffer = reader.fill_buf().await?;
        if buffer.is_empty() {
            return Ok(None);
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let taken = end.map_or(buffer.len(), |end| end + 1);
        // Two more than the limit, for the end of the line.
        let room = (limit + 2).saturating_sub(bytes.len());
        bytes.extend(buffer.iter().take(taken.min(room)));
        reader.consume(taken);
        length += taken;
        if end.is_some() {
            break;
        }
    }
    let mut bare = false;
    if length == bytes.len() {
        bytes.pop();
        bare = bytes.pop_if(|last| *last == b'\r').is_none();
    }
    let cut = bytes.len() > limit;
    bytes.truncate(limit);
    Ok(Some(Line { bytes, bare, cut }))
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read_all(mut input: &[u8], limit: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        while let Some(line) = read(&mut input, limit).await.unwrap() {
            lines.push(line);
        }
        lines
    }

    fn line(text: &str, bare: bool, cut: bool) -> Line {
        Line {
            bytes: text.as_bytes().to_vec(),
            bare,
            cut,
        }
    }

    #[tokio::test]
    async fn ends_are_told_apart_and_an_unfinished_line_is_dropped() {
        let lines = read_all(b"one\r\ntwo\n\r\nfour", 10).await;
        assert_eq!(
            lines,
            [
                line("one", false, false),
                line("two", true, false),
                line("", false, false)
            ]
        );
    }

    #[tokio::test]
    async fn only_the_limit_is_kept_of_a_long_line() {
        let lines = read_all(b"12345\r\n123456\r\n123456\n1234567890\r\n1\r\n", 5).await;
        assert_eq!(
            lines,
            [
                line("12345", false, false),
                line("12345", false, true),
                line("12345", true, true),
                line("12345", false, true),
                line("1", false, false),
            ]
        );
    }
}
