//! `cargo xtask bench http`: the release binary under load, beside two yardsticks.
//!
//! A bare Axum route tells what this machine's HTTP costs, `pgbench` what a prepared query by
//! primary key costs; the product's figures mean something only beside both.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use clap::Args;

use super::usage::Usage;
use super::wrk::{self, Figures, Load};
use crate::postgres::{self, Postgres};
use crate::process::{self, Service, TempDir, free_port};
use crate::progress::{pause, step};
use crate::server::{self, ADMIN_EMAIL, DEMO_PASSWORD, MeasuredServer};
use crate::workspace::Workspace;
use crate::{build, packages};

const PATHS: &[&str] = &["/api/v1/users/me", "/api/v1/users", "/dashboard"];
/// Caches fill and the database learns its statements before anything is counted.
const WARM_UP: u64 = 2;
/// When idle memory is read.
const IDLE: Duration = Duration::from_secs(30);

#[derive(Args)]
pub(crate) struct Options {
    /// Seconds per address.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Connections at a time.
    #[arg(long, default_value_t = 32)]
    connections: u32,
}

/// One line of the table.
struct Row {
    what: String,
    figures: Figures,
    cpu_per_request: Duration,
    memory: u64,
}

pub(super) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let load = Load {
        seconds: options.seconds,
        connections: options.connections,
    };
    install_tools()?;
    let binary = build::build(workspace, false)?.binary;
    let bare = step("bare Axum route", || build_bare(workspace))?;

    let mut rows = vec![step("bare Axum route under load", || {
        load_bare(workspace, &bare, load)
    })?];
    let mut notes = Vec::new();

    let sqlite = TempDir::new("bench")?;
    let url = format!("sqlite:{}", sqlite.path().join("pilaster.db").display());
    step("SQLite", || {
        load_product(
            workspace, &binary, "SQLite", &url, load, &mut rows, &mut notes,
        )
    })?;

    let cluster = Postgres::start()?;
    let url = cluster.url("postgres");
    step("PostgreSQL", || {
        load_product(
            workspace,
            &binary,
            "PostgreSQL",
            &url,
            load,
            &mut rows,
            &mut notes,
        )
    })?;
    let transactions = step("pgbench", || pgbench(&cluster, load))?;

    print(&rows);
    println!("pgbench -S -M prepared: {transactions:.0} transactions/s");
    for note in notes {
        println!("{note}");
    }
    Ok(())
}

fn install_tools() -> Result<()> {
    let mut missing = Vec::new();
    if process::which("wrk").is_none() {
        missing.push("wrk");
    }
    if postgres::bin_dir().is_none_or(|bin| !bin.join("pgbench").is_file()) {
        missing.extend(["postgresql", "postgresql-contrib"]);
    }
    packages::install(&missing)
}

fn build_bare(workspace: &Workspace) -> Result<std::path::PathBuf> {
    process::run(workspace.cargo().args([
        "build",
        "--release",
        "--package",
        "xtask",
        "--example",
        "bare",
    ]))?;
    Ok(workspace.target.join("release/examples/bare"))
}

fn load_bare(workspace: &Workspace, binary: &Path, load: Load) -> Result<Row> {
    let port = free_port()?;
    let log = workspace.own().join("log/bare.log");
    let mut command = Command::new(binary);
    let mut service =
        Service::start_logged("the bare server", command.arg(port.to_string()), &log)?;
    service.wait_until(Duration::from_secs(10), || {
        crate::http::get(port, "/").is_ok_and(|answer| answer.status == 200)
    })?;
    let usage = Usage::of(service.pid())?;
    measure(
        "bare Axum JSON route".to_owned(),
        &usage,
        port,
        "/",
        None,
        load,
    )
}

fn load_product(
    workspace: &Workspace,
    binary: &Path,
    database: &str,
    url: &str,
    load: Load,
    rows: &mut Vec<Row>,
    notes: &mut Vec<String>,
) -> Result<()> {
    let port = free_port()?;
    let product = MeasuredServer {
        binary,
        port,
        url,
        place: &workspace.own(),
    };
    process::capture(&mut product.command(&["migrate"]))?;
    process::capture(&mut product.command(&["seed"]))?;

    let log = workspace.own().join("log/bench.log");
    let started = Instant::now();
    let mut serve = product.command(&["serve"]);
    let mut service = Service::start_logged("the server", &mut serve, &log)?;
    let ready = server::wait_until_ready(&mut service, port)?;
    let usage = Usage::of(service.pid())?;
    if pause_until(started + IDLE) {
        bail!("interrupted");
    }
    notes.push(format!(
        "{database}: ready {} ms after start, {} MB {} s after start",
        ready.as_millis(),
        megabytes(usage.memory()?),
        IDLE.as_secs()
    ));
    let cookie = server::sign_in(port, ADMIN_EMAIL, DEMO_PASSWORD)?;
    for path in PATHS {
        let status = server::status_with_cookie(port, path, &cookie)?;
        if status != 200 {
            bail!("{path} answers {status}");
        }
        let what = format!("{path} ({database})");
        rows.push(measure(what, &usage, port, path, Some(&cookie), load)?);
    }
    Ok(())
}

fn pause_until(end: Instant) -> bool {
    while let Some(left) = end.checked_duration_since(Instant::now()) {
        if pause(left) {
            return true;
        }
    }
    false
}

fn measure(
    what: String,
    usage: &Usage,
    port: u16,
    path: &str,
    cookie: Option<&str>,
    load: Load,
) -> Result<Row> {
    let url = format!("http://127.0.0.1:{port}{path}");
    wrk::run(
        &url,
        cookie,
        Load {
            seconds: WARM_UP,
            ..load
        },
    )?;
    let before = usage.cpu()?;
    let figures = wrk::run(&url, cookie, load)?;
    let used = usage.cpu()?.saturating_sub(before);
    let requests = u32::try_from(figures.requests)?;
    let cpu_per_request = used
        .checked_div(requests)
        .with_context(|| format!("{url} answered nothing"))?;
    Ok(Row {
        what,
        figures,
        cpu_per_request,
        memory: usage.memory()?,
    })
}

fn pgbench(cluster: &Postgres, load: Load) -> Result<f64> {
    process::capture(
        cluster
            .client("pgbench")
            .args(["-i", "-q", "-s", "10", "postgres"]),
    )?;
    let text = process::capture(
        cluster
            .client("pgbench")
            .args(["-S", "-M", "prepared", "-c", "10", "-j", "1", "-T"])
            .arg(load.seconds.to_string())
            .arg("postgres"),
    )?;
    transactions_per_second(&text).with_context(|| format!("pgbench printed:\n{text}"))
}

fn transactions_per_second(text: &str) -> Option<f64> {
    let line = text.lines().find_map(|line| line.strip_prefix("tps = "))?;
    line.split(' ').next()?.parse().ok()
}

fn megabytes(bytes: u64) -> u64 {
    bytes / 1_000_000
}

fn print(rows: &[Row]) {
    println!();
    println!("| What | requests/s | p50 | p99 | CPU per request | memory |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: |");
    for row in rows {
        let Figures {
            per_second,
            median,
            p99,
            ..
        } = row.figures;
        println!(
            "| {} | {per_second:.0} | {:.2} ms | {:.2} ms | {} µs | {} MB |",
            row.what,
            median.as_secs_f64() * 1000.0,
            p99.as_secs_f64() * 1000.0,
            row.cpu_per_request.as_micros(),
            megabytes(row.memory)
        );
    }
    println!();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transactions_are_read() {
        let text = "number of failed transactions: 0 (0.000%)\ninitial connection time = 8 ms\n\
                    tps = 25120.512345 (without initial connection time)\n";
        assert!((transactions_per_second(text).unwrap() - 25_120.512).abs() < 0.01);
        assert_eq!(transactions_per_second("nothing"), None);
    }
}
