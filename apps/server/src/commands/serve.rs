use axum::Router;
use clap::Args;
use db::migration;
use tokio_util::task::TaskTracker;

use super::configure_to_run;
use crate::{
    app::{self, Extras},
    config::Sources,
    http, shutdown,
};

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// The port to listen on [default: `server.port`, which is 3000 unless it is set]
    #[arg(long)]
    port: Option<u16>,
    /// Do the jobs of the queue in this process too.
    #[arg(long)]
    with_worker: bool,
    /// Bring the database to this version's schema first.
    #[arg(long)]
    migrate: bool,
}

impl Serve {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let mut sources = Sources::ambient()?;
        if let Some(port) = self.port {
            sources.set("server", "port", port.to_string());
        }
        if self.with_worker {
            sources.require("mail", "smtp_url", app::SMTP_IS_REQUIRED);
        }
        let mut config = configure_to_run(sources)?;
        let listener = http::listen(&mut config).await?;
        for warning in config.warnings() {
            tracing::warn!("{warning}");
        }
        let db = app::database(&config).await?;
        if self.migrate {
            migration::migrate(&db).await?;
        }
        app::warn_of_second_wall(&db).await?;
        let ctx = app::context(&config, db)?;
        let router = app::router(&config, &ctx, Router::new(), Extras::default())?;
        let tasks = TaskTracker::new();
        let shutdown = shutdown::on_signal(&tasks)?;
        app::tidy(&ctx, &tasks, &shutdown);
        if self.with_worker {
            let worker = app::worker(&config, ctx.clone())?;
            let shutdown = shutdown.clone();
            tasks.spawn(async move { worker.run(shutdown).await });
        }
        tracing::info!(address = %listener.local_addr()?, "serving {}", config.public_url());
        let limits = (&config.server).into();
        let result = http::serve(listener, router, shutdown.clone(), limits).await;
        shutdown.cancel();
        tasks.close();
        tasks.wait().await;
        ctx.db.close().await?;
        result
    }
}

/// Does the jobs of the queue until asked to stop.
pub(super) async fn worker() -> anyhow::Result<()> {
    let mut sources = Sources::ambient()?;
    sources.require("mail", "smtp_url", app::SMTP_IS_REQUIRED);
    let config = configure_to_run(sources)?;
    let db = app::database(&config).await?;
    app::warn_of_second_wall(&db).await?;
    let ctx = app::context(&config, db)?;
    let worker = app::worker(&config, ctx.clone())?;
    let tasks = TaskTracker::new();
    let shutdown = shutdown::on_signal(&tasks)?;
    tracing::info!("working");
    worker.run(shutdown.clone()).await;
    shutdown.cancel();
    tasks.close();
    tasks.wait().await;
    ctx.db.close().await?;
    Ok(())
}
