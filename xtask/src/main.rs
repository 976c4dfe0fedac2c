#![doc = include_str!("../README.md")]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a command-line tool talks to its terminal and reads the environment it was started in"
)]

mod assets;
mod bench;
mod build;
mod dev;
mod http;
mod packages;
mod postgres;
mod process;
mod progress;
mod server;
mod test;
mod tidy;
mod toolchain;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The project's one task runner.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs the product for development, rebuilds and reloads on change.
    Dev(dev::Options),
    /// Runs every check: format, lints, tidy, tests, budgets, browser journeys, API fuzzing.
    Test(test::Options),
    /// Makes the release binary `dist/pilaster` with all assets inside.
    Build(build::Options),
    /// Builds only the browser's files and prints their sizes.
    Assets(assets::Options),
    /// Checks the rules of the repository that no compiler checks.
    Tidy,
    /// Measures the release binary.
    #[command(subcommand)]
    Bench(bench::Command),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    process::handle_signals();
    let result = workspace::Workspace::discover().and_then(|workspace| match cli.command {
        Command::Dev(options) => dev::run(&workspace, &options),
        Command::Test(options) => test::run(&workspace, &options),
        Command::Build(options) => build::run(&workspace, &options),
        Command::Assets(options) => assets::run(&workspace, &options),
        Command::Tidy => tidy::run(&workspace),
        Command::Bench(command) => bench::run(&workspace, &command),
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if process::interrupted() => {
            eprintln!("interrupted: {error:#}");
            ExitCode::from(130)
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
