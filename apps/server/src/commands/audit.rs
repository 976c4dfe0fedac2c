use clap::{Args, Subcommand};
use contract::TeamId;
use services::{
    Error,
    audit::{self, Log, Verdict},
};

use super::{configure_to_run, print};
use crate::{app, config::Sources};

#[derive(Debug, Subcommand)]
pub(super) enum Audit {
    /// Tell whether the audit logs are as they were written; fail if one is not.
    Verify(Verify),
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// Only the log of this team, by its id or its word in addresses.
    #[arg(long)]
    team: Option<String>,
}

impl Audit {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Verify(verify) => verify.run().await,
        }
    }
}

impl Verify {
    async fn run(self) -> anyhow::Result<()> {
        let config = configure_to_run(Sources::ambient()?)?;
        let ctx = app::context(&config, app::database(&config).await?)?;
        let logs = match &self.team {
            Some(team) => match audit::find_log(&ctx, team).await {
                Err(Error::NotFound) => anyhow::bail!("no team is called {team}"),
                log => vec![log?],
            },
            None => audit::logs(&ctx).await?,
        };
        let (all, mut broken) = (logs.len(), 0);
        for log in logs {
            let verdict = audit::verify(&ctx, log.team).await?;
            if !matches!(verdict, Verdict::Whole { .. }) {
                broken += 1;
            }
            print(&format!("{}: {}", name(&log), words(&verdict)));
        }
        ctx.db.close().await?;
        anyhow::ensure!(broken == 0, "{broken} of {all} audit logs are not whole");
        Ok(())
    }
}

fn name(log: &Log) -> String {
    match (&log.team, &log.slug) {
        (None, _) => "product".to_owned(),
        (Some(team), Some(slug)) => format!("team {slug} ({})", TeamId::uuid(*team)),
        (Some(team), None) => format!("team that is gone ({})", TeamId::uuid(*team)),
    }
}

fn words(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Whole { lines: 0, .. } => "whole, empty".to_owned(),
        Verdict::Whole { lines, head } => format!("whole, {lines} lines, head {head}"),
        Verdict::Changed { seq, id } => {
            format!("CHANGED: line {seq} ({id}) does not follow from the line before it")
        }
        Verdict::Cut { seq } => format!("CUT: lines after line {seq} are missing"),
    }
}
