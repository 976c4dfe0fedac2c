//! The process's log: pretty for people, JSON for machines.

use std::io::{self, IsTerminal};

use tracing_subscriber::{EnvFilter, fmt, prelude::*};

use crate::config::{Log, LogFormat};

/// Starts logging to standard error, once for the process.
pub(crate) fn start(settings: &Log) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&settings.filter)?;
    let registry = tracing_subscriber::registry().with(filter);
    match settings.format {
        LogFormat::Json => registry
            .with(
                fmt::layer()
                    .json()
                    .flatten_event(true)
                    .with_writer(io::stderr),
            )
            .try_init()?,
        LogFormat::Pretty => {
            let layer = fmt::layer()
                .compact()
                .with_target(false)
                .with_writer(io::stderr);
            // The layer itself looks at NO_COLOR, but not at where its lines go.
            let layer = if io::stderr().is_terminal() {
                layer
            } else {
                layer.with_ansi(false)
            };
            registry.with(layer).try_init()?;
        }
    }
    Ok(())
}
