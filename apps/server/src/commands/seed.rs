use clap::{Args, ValueEnum};
use services::{Ctx, large_seed, seed};

use super::{configure_to_run, print};
use crate::{app, config::Sources};

#[derive(Debug, Args)]
pub(super) struct Seed {
    /// How much is written: something to look at, or much to measure with.
    #[arg(long, value_enum, default_value_t = Size::Demo)]
    size: Size,
    /// Write accounts with known passwords although the product is not on localhost.
    #[arg(long)]
    demo_passwords_are_fine: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Size {
    /// Some accounts.
    Demo,
    /// 100,000 accounts, 10,000 teams, 1,000,000 projects, audit logs of 1,000,000 lines, and 20,000 rows
    /// of most other lists.
    Large,
}

impl Seed {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let config = configure_to_run(Sources::ambient()?)?;
        let url = config.public_url();
        anyhow::ensure!(
            config.is_local() || self.demo_passwords_are_fine,
            "the demo accounts have passwords that everybody knows, and {url} is not localhost; \
             if that is meant, say --demo-passwords-are-fine"
        );
        let ctx = app::context(&config, app::database(&config).await?)?;
        match self.size {
            Size::Demo => {
                let written = seed::demo(&ctx).await?;
                print(if written {
                    "demo data written"
                } else {
                    "the demo data is here already"
                });
            }
            Size::Large => Box::pin(large(&ctx)).await?,
        }
        ctx.db.close().await?;
        Ok(())
    }
}

async fn large(ctx: &Ctx) -> anyhow::Result<()> {
    let progress = |what: &str, count: usize| print(&format!("{count:>9} {what}"));
    let written = large_seed::write(ctx, large_seed::Size::LARGE, &progress).await?;
    anyhow::ensure!(
        written,
        "the database has users; a large one begins with none"
    );
    Ok(())
}
