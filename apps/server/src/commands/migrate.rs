use clap::Args;
use db::migration;

use super::{configure, print};
use crate::{app, config::Sources};

#[derive(Debug, Args)]
pub(super) struct Migrate {
    /// Only tell which steps the database has.
    #[arg(long)]
    status: bool,
}

impl Migrate {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let config = configure(Sources::ambient()?)?;
        let db = app::database(&config).await?;
        if !self.status {
            migration::migrate(&db).await?;
        }
        for step in migration::status(&db).await? {
            print(&format!(
                "{} {}",
                if step.applied { "applied" } else { "pending" },
                step.name
            ));
        }
        db.close().await?;
        Ok(())
    }
}
