//! Wiring: from the configuration to the parts that run.

use std::{sync::Arc, time::Duration};

use api::{ApiSettings, ApiState, Internal};
use axum::{
    Extension, Router,
    body::Body,
    extract::{Request, State},
    middleware::{Next, from_fn_with_state},
    response::Response,
};
use db::{Db, DbSettings, SecondWall};
use services::{
    Clock, Ctx, Ids, Retention, Settings,
    jobs::{Handlers, Wake, Worker, WorkerSettings},
    limits::Limits,
    mails::{self, SmtpTransport, Transport},
    notifications::{Feed, FeedSettings},
    oauth::Providers,
    passkeys::RelyingParty,
    passwords::{PasswordSettings, Passwords},
    sealing::Seal,
    sessions::RefreshFlights,
    tokens::AccessTokens,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::{ServiceExt, util::BoxCloneSyncService};
use web::ssr::{OutsideNetwork, WebSettings, WebState};

use crate::{
    assets::{self, Assets},
    config::{Config, Problem},
};

/// What is said of `mail.smtp_url` where it is missing.
pub(crate) const SMTP_IS_REQUIRED: &str = "is required by a worker";

/// Opens the database of the configuration.
pub(crate) async fn database(config: &Config) -> anyhow::Result<Db> {
    let mut settings = DbSettings::new(config.database.url.expose());
    settings.max_connections = config.database.max_connections;
    Db::connect(&settings).await.map_err(|error| {
        // The address's own `Debug` hides what opens it.
        anyhow::anyhow!("database.url {:?}: {error}", config.database.url)
    })
}

/// What is odd if PostgreSQL would keep teams apart, and does not for the role of the configuration.
pub(crate) async fn second_wall(db: &Db) -> anyhow::Result<Option<Problem>> {
    let message = match db.second_wall().await? {
        SecondWall::Stands | SecondWall::Absent => return Ok(None),
        SecondWall::PassedBy { role } => format!(
            "names the role {role}, which is a superuser or has BYPASSRLS, so PostgreSQL itself keeps \
             no team from another; use a role that owns the tables and is neither"
        ),
        SecondWall::Open { tables } => format!(
            "leads to tables whose row-level security is off or does not bind their owner, so \
             PostgreSQL itself keeps no team from another there: {}",
            tables.join(", ")
        ),
    };
    Ok(Some(Problem::of("database.url", message)))
}

/// Warns in the log of what [`second_wall`] finds.
pub(crate) async fn warn_of_second_wall(db: &Db) -> anyhow::Result<()> {
    if let Some(problem) = second_wall(db).await? {
        tracing::warn!("{problem}");
    }
    Ok(())
}

/// Puts the services' context together.
pub(crate) fn context(config: &Config, db: Db) -> anyhow::Result<Ctx> {
    let public_url = config.public_url();
    let settings = Settings {
        mail_from: config.mail.from.clone(),
        retention: Retention {
            sessions: days(config.retention.sessions),
            refresh_tokens: days(config.retention.refresh_tokens),
            dead_jobs: days(config.retention.dead_jobs),
            security_events: days(config.retention.security_events),
            api_keys: days(config.retention.api_keys),
            mail_log: days(config.retention.mail_log),
        },
        ..Settings::new(&*public_url)
    };
    let passwords = PasswordSettings {
        algorithm: config.auth.password_algorithm,
        memory_kib: config.auth.password_memory * 1024,
        iterations: config.auth.password_iterations,
        bcrypt_cost: config.auth.password_bcrypt_cost,
        ..PasswordSettings::default()
    };
    let clock = Clock::system();
    Ok(Ctx {
        db,
        limits: limits(config, &clock)?,
        started_at: clock.now(),
        clock,
        ids: Ids::random(),
        passwords: Passwords::new(passwords)?,
        passkeys: RelyingParty::new(&public_url),
        access_tokens: AccessTokens::new(&public_url, config.auth.signing_secrets.as_slice())?,
        seal: Seal::new(config.auth.signing_secrets.as_slice(), Ids::random())?,
        oauth: Providers::new(config.oauth.providers())?,
        wake: Wake::default(),
        feed: Feed::new(FeedSettings::default()),
        refresh_flights: RefreshFlights::default(),
        settings: Arc::new(settings),
    })
}

fn limits(config: &Config, clock: &Clock) -> anyhow::Result<Limits> {
    if !config.limits.enabled {
        return Ok(Limits::off());
    }
    let settings = config.limits.settings(&config.redis);
    match &config.redis.url {
        Some(url) => Limits::with_redis(settings, clock, url.expose())
            .map_err(|error| anyhow::anyhow!("redis.url {error}")),
        None => Ok(Limits::in_process(settings, clock)),
    }
}

fn days(number: u16) -> Duration {
    Duration::from_hours(24 * u64::from(number))
}

/// Makes the worker of this process, which needs a mail server.
pub(crate) fn worker(config: &Config, ctx: Ctx) -> anyhow::Result<Worker> {
    let handlers = match &config.mail.smtp_url {
        Some(url) => {
            let transport = SmtpTransport::from_url(url.expose())
                .map_err(|error| anyhow::anyhow!("mail.smtp_url: {error}"))?;
            handlers(Arc::new(transport))?
        }
        None => anyhow::bail!("mail.smtp_url {SMTP_IS_REQUIRED}"),
    };
    let settings = WorkerSettings {
        concurrency: config.jobs.concurrency,
        lease: Duration::from_secs(config.jobs.lease),
        grace: Duration::from_secs(config.server.shutdown_grace),
        ..WorkerSettings::default()
    };
    Ok(Worker::new(ctx, handlers, settings))
}

/// Everything that a worker can do; mails leave through `transport`.
fn handlers(transport: Arc<dyn Transport>) -> anyhow::Result<Handlers> {
    let handlers = services::auth::handlers(Handlers::default());
    let handlers = services::lockouts::handlers(handlers);
    let handlers = services::account::handlers(handlers);
    let handlers = services::notifications::handlers(handlers)?;
    let handlers = services::teams::handlers(handlers)?;
    let handlers = services::purges::handlers(handlers)?;
    Ok(mails::handlers(handlers, transport))
}

/// Keeps the memory of the process small until `shutdown`, and then ends what would not end by itself:
/// streams of news.
pub(crate) fn tidy(ctx: &Ctx, tasks: &TaskTracker, shutdown: &CancellationToken) {
    let (feed, stopped) = (ctx.feed.clone(), shutdown.clone());
    tasks.spawn(async move {
        stopped.cancelled().await;
        feed.close().await;
    });
    let (limits, shutdown) = (ctx.limits.clone(), shutdown.clone());
    tasks.spawn(async move { limits.tidy(shutdown).await });
}

/// What a product shows besides itself.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Extras {
    /// Pages reload themselves after a rebuild.
    pub(crate) live_reload: bool,
    /// The stand-ins for the outside world are here.
    pub(crate) sandbox: bool,
}

/// Puts API, pages and assets together; `inside` are further routes that browsers may use.
pub(crate) fn router(
    config: &Config,
    ctx: &Ctx,
    inside: Router,
    extras: Extras,
) -> anyhow::Result<Router> {
    let settings = Arc::new(ApiSettings {
        public_url: config.public_url(),
        cors_origins: config.server.cors_origins.clone(),
        trusted_proxies: config.server.trusted_proxies.clone(),
        admin_networks: config.server.admin_networks.clone(),
        body_limit: config.server.body_limit,
    });
    let api = api::router(ApiState {
        ctx: ctx.clone(),
        settings: Arc::clone(&settings),
    });
    // Pages call the API in this process, as no other site could.
    let internal = api.clone().layer(Extension(Internal));
    let internal = internal
        .into_service::<Body>()
        .map_err(|never| match never {});
    let files = Arc::new(Assets::new(config.assets.dir.clone())?);
    let pages = web::ssr::router(WebState::new(
        BoxCloneSyncService::new(internal),
        Arc::<Assets>::clone(&files),
        WebSettings {
            public_url: config.public_url(),
            live_reload: extras.live_reload,
            sandbox: extras.sandbox,
            api_docs: config.server.api_docs,
        },
    ));
    let pages = pages.layer(from_fn_with_state(Arc::clone(&settings), admin_pages));
    let router = api::guard(pages, &settings)
        .merge(api.reset_fallback())
        .merge(assets::routes(files))
        .merge(inside);
    Ok(api::edge(
        router,
        settings,
        ctx.clock.clone(),
        ctx.ids.clone(),
    ))
}

/// Has pages for administrators say so to clients outside of their networks.
async fn admin_pages(
    State(settings): State<Arc<ApiSettings>>,
    mut request: Request,
    next: Next,
) -> Response {
    if api::is_outside_admin_network(request.extensions(), &settings) {
        request.extensions_mut().insert(OutsideNetwork);
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, future};

    use contract::admin::{JobName, ScheduleName};
    use services::mails::{Outgoing, Sending};

    use super::*;

    struct Nowhere;

    impl Transport for Nowhere {
        fn send(&self, _: Outgoing) -> Sending<'_> {
            Box::pin(future::ready(Ok(())))
        }
    }

    #[test]
    fn all_work_is_known_by_its_name() {
        let handlers = handlers(Arc::new(Nowhere)).unwrap();
        let kinds: BTreeSet<_> = handlers.kinds().collect();
        assert_eq!(kinds, JobName::ALL.map(JobName::as_str).into());
        let scheduled: BTreeSet<_> = handlers.scheduled().collect();
        assert_eq!(
            scheduled,
            ScheduleName::ALL.map(ScheduleName::as_str).into()
        );
    }
}
