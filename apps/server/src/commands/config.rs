use clap::Subcommand;

use super::{configure, configure_complete, print};
use crate::{
    app,
    config::{self, Sources},
};

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Tell all problems of the configuration, and what is odd about it.
    Check {
        /// Also what `worker` and `serve --with-worker` need.
        #[arg(long)]
        with_worker: bool,
        /// Also ask PostgreSQL, which has to be there, whether it keeps teams apart.
        #[arg(long)]
        with_database: bool,
    },
    /// Show what holds, with secrets hidden.
    Show,
    /// Print `.env.example`.
    Example,
    /// Print the reference page.
    Reference,
}

impl ConfigCommand {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Check {
                with_worker,
                with_database,
            } => {
                let mut sources = Sources::ambient()?;
                if with_worker {
                    sources.require("mail", "smtp_url", app::SMTP_IS_REQUIRED);
                }
                let config = configure_complete(sources)?;
                let mut warnings = config.warnings();
                // A SQLite file has nothing to say, and would be made where there is none.
                if with_database && !config.database.url.expose().starts_with("sqlite:") {
                    let db = app::database(&config).await?;
                    warnings.extend(app::second_wall(&db).await?);
                    db.close().await?;
                }
                if warnings.is_empty() {
                    print("the configuration is good");
                } else {
                    print("the configuration is good, with warnings:");
                    for warning in warnings {
                        print(&format!("  {warning}"));
                    }
                }
            }
            Self::Show => {
                let config = configure(Sources::ambient()?)?;
                for (section, key, value) in config.show() {
                    print(&format!("{section}.{key} = {value}"));
                }
            }
            Self::Example => print(config::env_example().trim_end()),
            Self::Reference => print(config::page().trim_end()),
        }
        Ok(())
    }
}
