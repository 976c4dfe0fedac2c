//! The commands of the binary.

mod audit;
mod config;
#[cfg(feature = "sandbox")]
mod dev;
mod migrate;
mod seed;
mod serve;
mod user;

use clap::{Parser, Subcommand};

use crate::{
    authorization,
    config::{Config, Problem, Sources},
    logging,
};

/// A foundation for products: sign-up to invoice, from one binary.
#[derive(Debug, Parser)]
#[command(name = "pilaster", version, propagate_version = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run everything for development in one process: migrate, seed, serve, work, sandbox.
    #[cfg(feature = "sandbox")]
    Dev(dev::Dev),
    /// Serve API and pages.
    Serve(serve::Serve),
    /// Do the jobs in the queue.
    Worker,
    /// Bring the database to this version's schema.
    Migrate(migrate::Migrate),
    /// Write demo data, once.
    Seed(seed::Seed),
    /// Manage users.
    #[command(subcommand)]
    User(user::User),
    /// Look after the audit logs.
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Check and show the configuration.
    #[command(subcommand)]
    Config(config::ConfigCommand),
    /// Print the OpenAPI document.
    Openapi,
    /// Print the tables of who may do what.
    Authorization,
    /// Print the version.
    Version,
}

impl Cli {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        match self.command {
            #[cfg(feature = "sandbox")]
            Command::Dev(dev) => Box::pin(dev.run()).await,
            Command::Serve(serve) => Box::pin(serve.run()).await,
            Command::Worker => Box::pin(serve::worker()).await,
            Command::Migrate(migrate) => migrate.run().await,
            Command::Seed(seed) => Box::pin(seed.run()).await,
            Command::User(user) => Box::pin(user.run()).await,
            Command::Audit(audit) => Box::pin(audit.run()).await,
            Command::Config(config) => config.run().await,
            Command::Openapi => {
                print(&api::openapi().to_pretty_json()?);
                Ok(())
            }
            Command::Authorization => {
                print(authorization::tables()?.trim_end());
                Ok(())
            }
            Command::Version => {
                print(env!("CARGO_PKG_VERSION"));
                Ok(())
            }
        }
    }
}

/// Reads the configuration, or fails with all its problems.
fn configure(sources: Sources) -> anyhow::Result<Config> {
    Config::read(sources).map_err(|problems| all(&problems))
}

/// Reads the configuration of a process that serves people, with all that needs to be there.
fn configure_complete(sources: Sources) -> anyhow::Result<Config> {
    Config::read_complete(sources).map_err(|problems| all(&problems))
}

/// Reads the configuration of a process that serves people, and starts its log.
fn configure_to_run(sources: Sources) -> anyhow::Result<Config> {
    let config = configure_complete(sources)?;
    logging::start(&config.log)?;
    Ok(config)
}

fn all(problems: &[Problem]) -> anyhow::Error {
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| format!("\n  {problem}"))
        .collect();
    anyhow::anyhow!("the configuration has problems:{}", lines.concat())
}

#[expect(clippy::print_stdout, reason = "this is what a command answers with")]
fn print(text: &str) {
    println!("{text}");
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;
    use contract::Permission;

    use super::*;

    /// Each command, and what it does in the product by the words of roles. Those with nothing beside
    /// them change no account and no role: they serve, tell, or prepare the database.
    const ROWS: &[(&str, Option<Permission>)] = &[
        ("dev", None),
        ("serve", None),
        ("worker", None),
        ("migrate", None),
        ("seed", None),
        (
            "user create --email a@b.c --first-name A --last-name B --superuser",
            Some(Permission::UsersVerify),
        ),
        (
            "user reactivate --email a@b.c",
            Some(Permission::UsersDeactivate),
        ),
        (
            "user grant-role --email a@b.c --role support",
            Some(Permission::UsersGrantRoles),
        ),
        (
            "user reset-mfa --email a@b.c --reason lost",
            Some(Permission::UsersResetMfa),
        ),
        ("audit verify", None),
        ("config check", None),
        ("config show", None),
        ("config example", None),
        ("config reference", None),
        ("openapi", None),
        ("authorization", None),
        ("version", None),
    ];

    /// The commands that are run, by the words that they are called by.
    fn words(command: &clap::Command, before: &str) -> Vec<String> {
        let mut all = Vec::new();
        for one in command.get_subcommands() {
            let called = format!("{before}{}", one.get_name());
            if one.has_subcommands() {
                all.extend(words(one, &format!("{called} ")));
            } else {
                all.push(called);
            }
        }
        all
    }

    #[test]
    fn every_command_goes_by_one_permission_or_none() {
        let has_sandbox = cfg!(feature = "sandbox");
        let rows: Vec<_> = ROWS
            .iter()
            .filter(|(line, _)| has_sandbox || *line != "dev")
            .collect();
        let named: Vec<_> = rows
            .iter()
            .map(|(line, _)| line.split(" --").next().unwrap())
            .collect();
        assert_eq!(
            named,
            words(&Cli::command(), ""),
            "add a row for a new command"
        );
        for (line, expected) in rows {
            let arguments = ["pilaster"].into_iter().chain(line.split(' '));
            let cli = Cli::try_parse_from(arguments).unwrap();
            let permission = match &cli.command {
                Command::User(user) => Some(user.permission()),
                _ => None,
            };
            assert_eq!(permission, *expected, "{line}");
        }
    }
}
