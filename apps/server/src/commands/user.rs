use std::io::{IsTerminal, Read};

use clap::{Args, Subcommand};
use services::{Error, users};

use super::{configure_for_production, print};
use crate::{app, config::Sources};

#[derive(Debug, Subcommand)]
pub(super) enum User {
    /// Make an account; the password is read from standard input.
    Create(Create),
}

#[derive(Debug, Args)]
pub(super) struct Create {
    /// The address, which needs no confirmation.
    #[arg(long)]
    email: String,
    /// The given name.
    #[arg(long)]
    first_name: String,
    /// The family name.
    #[arg(long)]
    last_name: String,
    /// May do everything.
    #[arg(long)]
    superuser: bool,
}

impl User {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let Self::Create(Create {
            email,
            first_name,
            last_name,
            superuser,
        }) = self;
        let config = configure_for_production(Sources::ambient()?)?;
        let password = read_password()?;
        let ctx = app::context(&config, app::database(&config).await?)?;
        let user = users::create(&ctx, &email, password, &first_name, &last_name, superuser)
            .await
            .map_err(explain)?;
        print(&format!("{} {}", user.id, user.email));
        ctx.db.close().await?;
        Ok(())
    }
}

fn read_password() -> anyhow::Result<String> {
    let mut input = std::io::stdin();
    if input.is_terminal() {
        print("Password, then Enter and Ctrl-D:");
    }
    let mut password = String::new();
    input.read_to_string(&mut password)?;
    Ok(password.trim_end_matches(['\r', '\n']).to_owned())
}

/// Names the fields, which the error's own words leave to the interface.
fn explain(error: Error) -> anyhow::Error {
    match error {
        Error::Invalid(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|field| format!("{}: {}", field.path, field.code))
                .collect();
            anyhow::anyhow!("{}", fields.join(", "))
        }
        error => error.into(),
    }
}
