use clap::Args;

use super::{configure_to_run, print};
use crate::{app, config::Sources};

#[derive(Debug, Args)]
pub(super) struct Seed {
    /// Write accounts with known passwords although the product is not on localhost.
    #[arg(long)]
    demo_passwords_are_fine: bool,
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
        let written = services::seed::demo(&ctx).await?;
        print(if written {
            "demo data written"
        } else {
            "the demo data is here already"
        });
        ctx.db.close().await?;
        Ok(())
    }
}
