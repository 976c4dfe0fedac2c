//! Development in one process, with all its state in one folder.

mod hosts;

use std::{
    fs::{self, OpenOptions},
    io::Write,
    net::Ipv4Addr,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use axum::{
    Router,
    http::{HeaderValue, StatusCode, header},
    middleware::map_response,
    response::{
        IntoResponse, Response, Sse,
        sse::{Event, KeepAlive},
    },
    routing::get,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use clap::Args;
use contract::{oauth::ProviderId, path};
use db::migration;
use futures_util::StreamExt;
use sandbox::{
    mailbox::{self, Mailbox},
    oidc::{self, Client, Provider},
};
use tokio::{net::TcpListener, sync::broadcast};
use tokio_stream::wrappers::BroadcastStream;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{configure_to_run, print};
use crate::{
    app::{self, Extras},
    config::{Config, Secret, Sources},
    http, shutdown,
};

/// Loads the page again once the server says so, or is back after a rebuild.
const RELOAD_SCRIPT: &str = include_str!("reload.js");
const SECRET_BYTES: usize = 48;
/// Where the stand-in provider is.
const SANDBOX_PROVIDER: &str = "/dev/oidc";
/// The seconds that somebody who restarts after every change is willing to wait.
const LONGEST_GRACE: u64 = 5;

#[derive(Debug, Args)]
pub(super) struct Dev {
    /// The port to listen on [default: `server.port`, which is 3000 unless it is set]
    #[arg(long)]
    port: Option<u16>,
    /// The folder for database, mailbox and secrets.
    #[arg(long, default_value = "var")]
    data: PathBuf,
    /// Another database [default: `database.url`, which is `sqlite:DATA/pilaster.db` unless it is set]
    #[arg(long)]
    database_url: Option<String>,
    /// Pages load themselves again after a rebuild.
    #[arg(long)]
    live_reload: bool,
}

impl Dev {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let smtp = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let mut config = self.config(smtp.local_addr()?.port())?;
        let listener = http::listen(&mut config).await?;
        let tasks = TaskTracker::new();
        let shutdown = shutdown::on_signal(&tasks)?;

        let provider = sandbox_provider(&mut config)?;

        let db = app::database(&config).await?;
        migration::migrate(&db).await?;
        let ctx = app::context(&config, db)?;
        services::seed::demo(&ctx).await?;

        let mailbox = Mailbox::open(self.data.join("mailbox"))?;
        let worker = app::worker(&config, ctx.clone())?;
        let stop = CancellationToken::new();
        let inside = sandbox_routes(mailbox.clone())
            .merge(oidc::router(provider))
            .merge(reload_routes(shutdown.clone()));
        let inside = hosts::guard(inside, &config.public_url());
        let extras = Extras {
            live_reload: self.live_reload,
            sandbox: true,
        };
        let router = app::router(&config, &ctx, inside, extras)?;
        app::tidy(&ctx, &tasks, &shutdown);
        // The mailbox outlives the worker, whose last mails it has to take.
        tasks.spawn(mailbox.serve_smtp(smtp, stop.clone()));
        let working = tasks.spawn({
            let shutdown = shutdown.clone();
            async move { worker.run(shutdown).await }
        });
        announce(&config, &self.data);

        let limits = (&config.server).into();
        let result = http::serve(listener, router, shutdown.clone(), limits).await;
        shutdown.cancel();
        working.await?;
        stop.cancel();
        tasks.close();
        tasks.wait().await;
        ctx.db.close().await?;
        result
    }

    fn config(&self, smtp_port: u16) -> anyhow::Result<Config> {
        // Hashes and mails are nobody else's business.
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&self.data)?;
        let mut sources = Sources::ambient()?;
        if let Some(port) = self.port {
            sources.set("server", "port", port.to_string());
        }
        if let Some(url) = &self.database_url {
            sources.set("database", "url", url);
        }
        sources.set_default("database", "url", database_in(&self.data));
        sources.set_default("log", "format", "pretty");
        sources.set_default("mail", "smtp_url", format!("smtp://127.0.0.1:{smtp_port}"));
        sources.set_default("auth", "signing_secrets", signing_secret(&self.data)?);
        let mut config = configure_to_run(sources)?;
        config.server.shutdown_grace = config.server.shutdown_grace.min(LONGEST_GRACE);
        Ok(config)
    }
}

/// Makes the stand-in provider, by which people may sign in unless another one is set up.
fn sandbox_provider(config: &mut Config) -> anyhow::Result<Provider> {
    let url = config.public_url();
    let issuer = format!("{url}{SANDBOX_PROVIDER}");
    let callback = path::OAUTH_CALLBACK.replace("{provider}", ProviderId::Oidc.as_str());
    let client = Client {
        id: "pilaster".to_owned(),
        secret: "sandbox".to_owned(),
        redirect_uris: vec![format!("{url}{callback}")],
    };
    let oauth = &mut config.oauth;
    if oauth.oidc_client_id.is_none() {
        oauth.oidc_client_id = Some(client.id.clone());
        oauth.oidc_client_secret = Some(Secret::from(client.secret.as_str()));
        oauth.oidc_issuer = Some(issuer.clone());
        "Sandbox".clone_into(&mut oauth.oidc_name);
    }
    Ok(Provider::new(issuer, client)?)
}

/// The address of the SQLite file in the folder.
fn database_in(data: &Path) -> String {
    format!("sqlite:{}", data.join("pilaster.db").display())
}

/// The secret of this folder, made when it is first asked for.
fn signing_secret(data: &Path) -> anyhow::Result<String> {
    let path = data.join("signing-secret");
    if let Ok(secret) = fs::read_to_string(&path) {
        return Ok(secret);
    }
    let mut bytes = [0; SECRET_BYTES];
    aws_lc_rs::rand::fill(&mut bytes)?;
    let secret = BASE64_STANDARD.encode(bytes);
    // Whole or not at all: half a secret would keep the next start from working.
    let unfinished = path.with_extension("tmp");
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&unfinished)?;
    file.write_all(secret.as_bytes())?;
    file.sync_all()?;
    fs::rename(unfinished, path)?;
    Ok(secret)
}

fn sandbox_routes(mailbox: Mailbox) -> Router {
    // A mail is shown in a frame of the mailbox's own page.
    mailbox::router(mailbox).layer(map_response(|mut response: Response| async {
        let same_origin = HeaderValue::from_static("SAMEORIGIN");
        response
            .headers_mut()
            .insert(header::X_FRAME_OPTIONS, same_origin);
        response
    }))
}

/// `GET /dev/reload` tells pages when to load themselves again, `POST` makes it do so.
fn reload_routes(shutdown: CancellationToken) -> Router {
    let (sender, _) = broadcast::channel::<()>(1);
    let events = sender.clone();
    let listen = move || {
        let reloads = BroadcastStream::new(events.subscribe())
            .map(|_| Ok::<_, std::convert::Infallible>(Event::default().data("reload")));
        let opened = tokio_stream::once(Ok(Event::default().comment("open")));
        // An open stream would keep the process from stopping.
        let stopping = shutdown.clone().cancelled_owned();
        let stream = opened.chain(reloads).take_until(stopping);
        async move { Sse::new(stream).keep_alive(KeepAlive::default()) }
    };
    let reload = move || {
        // Nobody may be listening.
        let _ = sender.send(());
        async { StatusCode::NO_CONTENT }
    };
    let script =
        async || ([(header::CONTENT_TYPE, "text/javascript")], RELOAD_SCRIPT).into_response();
    Router::new()
        .route("/dev/reload", get(listen).post(reload))
        .route("/dev/reload.js", get(script))
}

fn announce(config: &Config, data: &Path) {
    let url = config.public_url();
    let is_all_here = config.database.url.expose() == database_in(data);
    let data_note = if is_all_here {
        "delete it to start anew"
    } else {
        "mails and the signing secret; the database is elsewhere"
    };
    print(&format!(
        "\n  Pilaster is serving\n\n  \
         App       {url}\n  \
         API docs  {url}/api/docs\n  \
         Mailbox   {url}/dev/mail\n  \
         Database  {database:?}\n  \
         Data      {data} ({data_note})\n\n  \
         Sign in as {admin} (superuser) or {user}\n  \
         with the password {password}\n",
        database = config.database.url,
        data = data.display(),
        admin = services::seed::ADMIN_EMAIL,
        user = services::seed::USER_EMAIL,
        password = services::seed::PASSWORD,
    ));
}
