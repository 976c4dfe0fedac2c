use clap::Subcommand;

use super::{configure, configure_complete, print};
use crate::config::{self, Sources};

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Tell all problems of the configuration.
    Check,
    /// Show what holds, with secrets hidden.
    Show,
    /// Print `.env.example`.
    Example,
    /// Print the reference page.
    Reference,
}

impl ConfigCommand {
    pub(super) fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Check => {
                configure_complete(Sources::ambient()?)?;
                print("the configuration is good");
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
