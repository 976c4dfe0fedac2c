//! `cargo xtask bench`: figures, not verdicts.

mod http;
mod usage;
mod wrk;

use anyhow::Result;
use clap::Subcommand;

use crate::workspace::Workspace;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Loads the release binary over HTTP on SQLite and on PostgreSQL.
    Http(http::Options),
}

pub(crate) fn run(workspace: &Workspace, command: &Command) -> Result<()> {
    match command {
        Command::Http(options) => http::run(workspace, options),
    }
}
