//! `cargo xtask bench secrecy`: whether time tells that an address has an account.
//!
//! The same request is made in turns with an address that has an account and with ones that have
//! none, and the times of the answers are compared. It is a figure and no test: on a busy machine
//! all times differ. The build is that of development: a slower program shows differences sooner.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::Args;

use crate::assets::{self, Kind};
use crate::http;
use crate::process::{self, Service, TempDir, free_port};
use crate::progress::step;
use crate::server::{self, MeasuredServer};
use crate::workspace::Workspace;

/// So many accounts of the demo data are asked about in turn, and as many addresses without one:
/// after some wrong passwords in a row the next one has to wait.
const ADDRESSES: usize = 40;
/// What is asked before anything is counted.
const WARM_UP: usize = 20;

#[derive(Args)]
pub(crate) struct Options {
    /// Requests with each kind of address.
    #[arg(long, default_value_t = 200)]
    tries: usize,
}

/// A request that an address is sent with.
struct Question {
    path: &'static str,
    body: fn(&str) -> String,
    status: u16,
}

const QUESTIONS: [Question; 4] = [
    Question {
        path: "/api/v1/auth/login",
        body: |email| format!(r#"{{"email":"{email}","password":"not the password at all"}}"#),
        status: 401,
    },
    Question {
        path: "/api/v1/auth/forgot-password",
        body: |email| format!(r#"{{"email":"{email}"}}"#),
        status: 202,
    },
    Question {
        path: "/api/v1/auth/resend-verification",
        body: |email| format!(r#"{{"email":"{email}"}}"#),
        status: 202,
    },
    Question {
        path: "/api/v1/auth/register",
        body: |email| {
            format!(
                r#"{{"email":"{email}","password":"three blue teapots sing","first_name":"A","last_name":"B"}}"#
            )
        },
        status: 201,
    },
];

pub(super) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let assets = step("assets", || assets::build(workspace, Kind::Release))?;
    let binary = step("server", || server::build(workspace))?;
    let folder = TempDir::new("secrecy")?;
    let port = free_port()?;
    let url = format!("sqlite:{}", folder.path().join("pilaster.db").display());
    let product = MeasuredServer {
        binary: &binary,
        port,
        url: &url,
        place: &workspace.own(),
    };
    let command = |arguments: &[&str]| {
        let mut command = product.command(arguments);
        command.env("PILASTER__ASSETS__DIR", &assets.dir);
        command
    };
    process::capture(&mut command(&["migrate"]))?;
    process::capture(&mut command(&["seed"]))?;
    let log = workspace.own().join("log/secrecy.log");
    let mut service = Service::start_logged("the server", &mut command(&["serve"]), &log)?;
    server::wait_until_ready(&mut service, port)?;

    let mut rows = Vec::new();
    for question in &QUESTIONS {
        rows.push(step(question.path, || {
            measure(port, question, options.tries)
        })?);
    }
    println!("\n| Request | Known address | Unknown address | Difference | t |");
    println!("| --- | ---: | ---: | ---: | ---: |");
    for (question, (known, unknown)) in QUESTIONS.iter().zip(&rows) {
        println!("{}", row(question.path, known, unknown));
    }
    println!(
        "\nMedians of {} requests each; |t| above 3 would tell.",
        options.tries
    );
    Ok(())
}

/// Times the question in turns, so that whatever else the machine does meets both alike.
fn measure(port: u16, question: &Question, tries: usize) -> Result<(Sample, Sample)> {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for number in 0..tries + WARM_UP {
        let address = number % ADDRESSES + 1;
        let account = format!("person{address:02}@example.com");
        let stranger = format!("nobody{address:02}@example.com");
        // Whoever is first in one turn is second in the next.
        let mut turn = [(account, &mut known), (stranger, &mut unknown)];
        if number % 2 == 1 {
            turn.reverse();
        }
        for (email, times) in turn {
            let time = ask(port, question, &email)?;
            if number >= WARM_UP {
                times.push(time);
            }
        }
    }
    Ok((Sample(known), Sample(unknown)))
}

fn ask(port: u16, question: &Question, email: &str) -> Result<Duration> {
    let origin = format!("http://localhost:{port}");
    let headers = [("Content-Type", "application/json"), ("Origin", &origin)];
    let body = (question.body)(email);
    let started = Instant::now();
    let answer = http::request("POST", port, question.path, &headers, body.as_bytes())?;
    let time = started.elapsed();
    if answer.status != question.status {
        bail!("{} answers {}", question.path, answer.status);
    }
    Ok(time)
}

/// The times of one kind of request.
struct Sample(Vec<Duration>);

impl Sample {
    fn millis(&self) -> impl Iterator<Item = f64> + '_ {
        self.0.iter().map(|time| time.as_secs_f64() * 1000.0)
    }

    fn median(&self) -> f64 {
        let mut all: Vec<f64> = self.millis().collect();
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or_default()
    }

    fn mean(&self) -> f64 {
        self.millis().sum::<f64>() / self.count()
    }

    fn variance(&self) -> f64 {
        let mean = self.mean();
        self.millis().map(|time| (time - mean).powi(2)).sum::<f64>() / (self.count() - 1.0)
    }

    #[expect(clippy::cast_precision_loss, reason = "some hundreds of tries")]
    fn count(&self) -> f64 {
        self.0.len() as f64
    }
}

/// Welch's t: how many standard errors lie between the means.
fn welch(one: &Sample, other: &Sample) -> f64 {
    let error = (one.variance() / one.count() + other.variance() / other.count()).sqrt();
    (one.mean() - other.mean()) / error
}

fn row(path: &str, known: &Sample, unknown: &Sample) -> String {
    format!(
        "| `{path}` | {:.2} ms | {:.2} ms | {:+.2} ms | {:+.1} |",
        known.median(),
        unknown.median(),
        known.median() - unknown.median(),
        welch(known, unknown)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(millis: &[u64]) -> Sample {
        Sample(millis.iter().copied().map(Duration::from_millis).collect())
    }

    #[test]
    fn means_that_lie_apart_are_told_from_noise() {
        let noisy = welch(&sample(&[9, 10, 11, 10]), &sample(&[10, 11, 9, 10]));
        assert!(noisy.abs() < 1.0, "{noisy}");
        let apart = welch(&sample(&[9, 10, 11, 10]), &sample(&[20, 21, 19, 20]));
        assert!(apart < -10.0, "{apart}");
    }

    #[test]
    fn a_row_names_both_medians() {
        let row = row("/x", &sample(&[1, 2, 3]), &sample(&[1, 1, 1]));
        assert!(
            row.starts_with("| `/x` | 2.00 ms | 1.00 ms | +1.00 ms |"),
            "{row}"
        );
    }
}
