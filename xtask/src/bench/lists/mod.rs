//! `cargo xtask bench lists`: what the first and the hundredth page of each list cost, on a large
//! database.
//!
//! Requests are made to the product itself, so what is measured are the statements that it runs: on
//! PostgreSQL with the pages that each has read, by `auto_explain`; on SQLite with the plan of each.
//! Pages are counted, so the build for development does.

mod catalogue;
mod product;
mod told;

use std::fs;

use anyhow::Result;

use self::product::{Page, Place, Product, Row, Source};
use crate::packages;
use crate::postgres::Postgres;
use crate::process::{self, TempDir};
use crate::progress::step;
use crate::server;
use crate::workspace::Workspace;

/// What `auto_explain` writes of each statement.
const EXPLAIN: [&str; 6] = [
    "session_preload_libraries=auto_explain",
    "auto_explain.log_min_duration=0",
    "auto_explain.log_analyze=on",
    "auto_explain.log_buffers=on",
    "auto_explain.log_timing=off",
    "max_parallel_workers_per_gather=0",
];

pub(super) fn run(workspace: &Workspace) -> Result<()> {
    if process::which("sqlite3").is_none() {
        packages::install(&["sqlite3"])?;
    }
    let binary = step("server", || server::build(workspace))?;

    fs::create_dir_all(workspace.own())?;
    let folder = TempDir::new("lists")?;
    let file = folder.path().join("pilaster.db");
    // Pages are not asked for.
    let assets = folder.path().join("assets");
    fs::create_dir_all(&assets)?;
    fs::write(assets.join("manifest.json"), r#"{"files":{}}"#)?;
    let place = Place {
        folder: workspace.own(),
        binary,
        assets,
        log: workspace.own().join("log/lists.log"),
    };
    let url = format!("sqlite:{}", file.display());
    let sqlite = Product::new(&place, &url, Source::Sqlite(file))?;
    let sqlite = step("SQLite", || sqlite.measure())?;

    let cluster = Postgres::start_with(&EXPLAIN)?;
    // A role for which row-level security holds, as in production.
    for sql in [
        "CREATE ROLE pilaster LOGIN",
        "CREATE DATABASE pilaster OWNER pilaster",
    ] {
        process::capture(cluster.client("psql").args(["-q", "-c", sql, "postgres"]))?;
    }
    let url = cluster.url_of("pilaster", "pilaster");
    let product = Product::new(&place, &url, Source::Postgres(cluster.log()))?;
    // Statistics, as the server's own cleaning makes them within the hour.
    process::capture(
        cluster
            .client("psql")
            .args(["-q", "-c", "VACUUM ANALYZE", "pilaster"]),
    )?;
    let postgres = step("PostgreSQL", || product.measure())?;
    print(&sqlite, &postgres);
    Ok(())
}

fn print(sqlite: &[Row], postgres: &[Row]) {
    println!();
    println!(
        "| List | Far page | Statements | PostgreSQL: pages read, first and far | Time | SQLite: plan | Time |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | --- | ---: |");
    for (sqlite, postgres) in sqlite.iter().zip(postgres) {
        let read = |page: &Page| page.read.unwrap_or_default();
        let mut growing = [sqlite.first.growing.clone(), sqlite.far.growing.clone()].concat();
        growing.sort();
        growing.dedup();
        let plan = if growing.is_empty() {
            "indexes".to_owned()
        } else {
            growing.join("; ").to_lowercase()
        };
        println!(
            "| {} | {} | {} | {}, {} | {} | {plan} | {} |",
            sqlite.what,
            sqlite.number,
            postgres.far.statements,
            read(&postgres.first),
            read(&postgres.far),
            times(postgres),
            times(sqlite),
        );
    }
    println!();
}

fn times(row: &Row) -> String {
    let millis = |page: &Page| page.median.as_secs_f64() * 1000.0;
    format!("{:.1}, {:.1} ms", millis(&row.first), millis(&row.far))
}
