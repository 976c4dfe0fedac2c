//! `cargo xtask bench`: figures, not verdicts.

mod http;
mod lists;
mod secrecy;
mod usage;
mod wrk;

use anyhow::Result;
use clap::Subcommand;

use crate::workspace::Workspace;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Loads the release binary over HTTP on SQLite and on PostgreSQL.
    Http(http::Options),
    /// Compares the first and the hundredth page of each list on a large database.
    Lists,
    /// Compares the time of answers for addresses that have an account and for ones that have none.
    Secrecy(secrecy::Options),
}

pub(crate) fn run(workspace: &Workspace, command: &Command) -> Result<()> {
    match command {
        Command::Http(options) => http::run(workspace, options),
        Command::Lists => lists::run(workspace),
        Command::Secrecy(options) => secrecy::run(workspace, options),
    }
}
