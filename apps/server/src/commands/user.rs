use std::io::{IsTerminal, Read};

use clap::{Args, Subcommand};
use contract::{
    Permission,
    admin::Reason,
    auth::Register,
    problem,
    roles::UserRoleCreate,
    validation::{self, code},
};
use services::{
    Error, admin,
    roles::{self, Staff},
};

use super::{configure_to_run, print};
use crate::{app, config::Sources};

#[derive(Debug, Subcommand)]
pub(super) enum User {
    /// Make an account; the password is read from standard input.
    Create(Create),
    /// Bring back an account that was deactivated, or was to be deleted.
    Reactivate(Reactivate),
    /// Give somebody a role in the product.
    GrantRole(GrantRole),
    /// Remove the second factor of somebody who has lost it; they are told by mail.
    ResetMfa(ResetMfa),
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

#[derive(Debug, Args)]
pub(super) struct GrantRole {
    /// The address of the account.
    #[arg(long)]
    email: String,
    /// The name of the role: `support`, `operator`, `auditor`, or one that was made here.
    #[arg(long)]
    role: String,
}

#[derive(Debug, Args)]
pub(super) struct ResetMfa {
    /// The address of the account.
    #[arg(long)]
    email: String,
    /// Why, for the audit log.
    #[arg(long)]
    reason: String,
}

#[derive(Debug, Args)]
pub(super) struct Reactivate {
    /// The address of the account.
    #[arg(long)]
    email: String,
}

impl User {
    /// What it does, in the words that routes and roles have for it.
    pub(super) const fn permission(&self) -> Permission {
        match self {
            Self::Create(_) => Permission::UsersVerify,
            Self::Reactivate(_) => Permission::UsersDeactivate,
            Self::GrantRole(_) => Permission::UsersGrantRoles,
            Self::ResetMfa(_) => Permission::UsersResetMfa,
        }
    }

    #[expect(clippy::disallowed_methods, reason = "these are the commands")]
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let staff = Staff::command(self.permission());
        match self {
            Self::Create(create) => create.run(&staff).await,
            Self::Reactivate(reactivate) => reactivate.run(&staff).await,
            Self::GrantRole(grant) => grant.run(&staff).await,
            Self::ResetMfa(reset) => reset.run(&staff).await,
        }
    }
}

impl GrantRole {
    async fn run(self, staff: &Staff) -> anyhow::Result<()> {
        let Self { email, role } = self;
        let config = configure_to_run(Sources::ambient()?)?;
        let ctx = app::context(&config, app::database(&config).await?)?;
        let give = async {
            let user = admin::users::find(&ctx, staff, &email).await?;
            let role_id = roles::find_product(&ctx, staff, &role).await?;
            roles::give(&ctx, staff, user, UserRoleCreate { role_id }).await
        };
        give.await.map_err(explain)?;
        ctx.db.close().await?;
        Ok(())
    }
}

impl ResetMfa {
    async fn run(self, staff: &Staff) -> anyhow::Result<()> {
        let Self { email, reason } = self;
        let input = Reason { reason };
        validation::check(&input).map_err(|fields| explain(Error::Invalid(fields)))?;
        let config = configure_to_run(Sources::ambient()?)?;
        let ctx = app::context(&config, app::database(&config).await?)?;
        let reset = async {
            let user = admin::users::find(&ctx, staff, &email).await?;
            admin::users::reset_mfa(&ctx, staff, user, input).await
        };
        reset.await.map_err(explain)?;
        ctx.db.close().await?;
        Ok(())
    }
}

impl Reactivate {
    async fn run(self, staff: &Staff) -> anyhow::Result<()> {
        let config = configure_to_run(Sources::ambient()?)?;
        let ctx = app::context(&config, app::database(&config).await?)?;
        let activate = async {
            let user = admin::users::find(&ctx, staff, &self.email).await?;
            admin::users::activate(&ctx, staff, user).await
        };
        activate.await.map_err(explain)?;
        ctx.db.close().await?;
        Ok(())
    }
}

impl Create {
    async fn run(self, staff: &Staff) -> anyhow::Result<()> {
        let Self {
            email,
            first_name,
            last_name,
            superuser,
        } = self;
        let config = configure_to_run(Sources::ambient()?)?;
        let password = read_password()?;
        let input = Register {
            email,
            password,
            first_name,
            last_name,
            locale: None,
        };
        validation::check(&input).map_err(|fields| explain(Error::Invalid(fields)))?;
        let ctx = app::context(&config, app::database(&config).await?)?;
        let user = admin::users::create(&ctx, staff, input, superuser)
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

/// Says in words what the interface says in its own.
fn explain(error: Error) -> anyhow::Error {
    match error {
        Error::Invalid(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|field| match field.code.as_str() {
                    code::PASSWORD_WEAK => format!("{} is too easy to guess", field.path),
                    code::UNKNOWN => format!("there is no {} of this name", field.path),
                    code => format!("{} is refused: {code}", field.path),
                })
                .collect();
            anyhow::anyhow!("{}", fields.join(", "))
        }
        Error::Conflict {
            code: problem::code::EMAIL_TAKEN,
        } => anyhow::anyhow!("this address has an account already"),
        Error::Conflict {
            code: problem::code::MFA_STATE,
        } => anyhow::anyhow!("this account has no second factor"),
        Error::NotFound => anyhow::anyhow!("this address has no account"),
        error => error.into(),
    }
}
