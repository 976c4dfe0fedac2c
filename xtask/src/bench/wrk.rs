//! The load generator.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use crate::process;

/// How hard to press.
#[derive(Clone, Copy)]
pub(super) struct Load {
    pub(super) seconds: u64,
    pub(super) connections: u32,
}

/// What it saw.
#[derive(Debug, PartialEq)]
pub(super) struct Figures {
    pub(super) requests: u64,
    pub(super) per_second: f64,
    pub(super) median: Duration,
    pub(super) p99: Duration,
}

/// Loads an address.
pub(super) fn run(url: &str, cookie: Option<&str>, load: Load) -> Result<Figures> {
    let mut command = Command::new("wrk");
    // One thread: on two cores the load generator must leave one to the server.
    command.args(["-t1", "--latency"]);
    command.args([
        format!("-c{}", load.connections),
        format!("-d{}s", load.seconds),
    ]);
    if let Some(cookie) = cookie {
        command.args(["-H", &format!("Cookie: {cookie}")]);
    }
    let text = process::capture(command.arg(url))?;
    parse(&text).with_context(|| format!("{url}:\n{text}"))
}

fn parse(text: &str) -> Result<Figures> {
    if let Some(line) = text
        .lines()
        .find(|line| line.contains("Non-2xx") || line.contains("Socket errors"))
    {
        bail!("not every request succeeded: {}", line.trim());
    }
    let after = |start: &str| {
        text.lines()
            .find_map(|line| line.trim().strip_prefix(start))
            .map(str::trim)
            .with_context(|| format!("no line begins with {start}"))
    };
    let requests = text
        .lines()
        .find(|line| line.contains(" requests in "))
        .and_then(|line| line.split_whitespace().next())
        .context("no count of requests")?
        .parse()?;
    Ok(Figures {
        requests,
        per_second: after("Requests/sec:")?.parse()?,
        median: duration(after("50%")?)?,
        p99: duration(after("99%")?)?,
    })
}

fn duration(text: &str) -> Result<Duration> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let value: f64 = digits.parse()?;
    let unit = match text.strip_prefix(digits) {
        Some("us") => 1e-6,
        Some("ms") => 1e-3,
        Some("s") => 1.0,
        _ => bail!("{text} is no duration"),
    };
    Ok(Duration::from_secs_f64(value * unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &str = "Running 2s test @ http://127.0.0.1:1\n  1 threads and 8 connections\n  \
        Latency Distribution\n     50%  374.00us\n     75%    1.00ms\n     90%    2.00ms\n     \
        99%    3.50ms\n  20100 requests in 2.00s, 3.10MB read\nRequests/sec:  10049.30\n\
        Transfer/sec:      1.55MB\n";

    #[test]
    fn figures_are_read() {
        let figures = parse(OUTPUT).unwrap();
        assert_eq!(figures.requests, 20_100);
        assert_eq!(figures.median, Duration::from_micros(374));
        assert_eq!(figures.p99, Duration::from_micros(3_500));
        assert!((figures.per_second - 10_049.3).abs() < 0.01);
    }

    #[test]
    fn failed_requests_are_no_figures() {
        let failed = format!("{OUTPUT}  Non-2xx or 3xx responses: 12\n");
        assert!(parse(&failed).unwrap_err().to_string().contains("12"));
    }
}
