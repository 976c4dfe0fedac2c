#![doc = include_str!("../README.md")]

mod app;
mod assets;
mod authorization;
mod commands;
mod config;
mod http;
mod logging;
mod shutdown;

use std::process::ExitCode;

use clap::Parser;

use commands::Cli;

// Rendering a page is thousands of small allocations, which this one serves faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    // aws-lc-rs for every TLS connection of the process; fails only if one is chosen already.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.into()),
    };
    match runtime.block_on(cli.run()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

#[expect(
    clippy::print_stderr,
    reason = "the one place where a command tells why it failed"
)]
fn fail(error: &anyhow::Error) -> ExitCode {
    eprintln!("pilaster: {error:#}");
    ExitCode::FAILURE
}
