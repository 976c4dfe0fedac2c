//! What is deleted once its time is over, by a job that the clock queues each hour.

use std::time::Duration;

use contract::admin::{JobName, ScheduleName};
use db::Tx;
use serde::{Deserialize, Serialize};

use crate::{
    Ctx, Result, account, api_keys, auth, devices, invitations,
    jobs::{self, Handlers, Job, JobError},
    lockouts, mails, notifications, oauth, passkeys, security_events, sessions, teams,
};

/// How many rows one transaction deletes: few enough that nobody waits for it.
const BATCH: u64 = 1000;

/// Deletes everything whose time is over.
#[derive(Debug, Deserialize, Serialize)]
pub struct Purge;

impl Job for Purge {
    const KIND: &'static str = JobName::Purge.as_str();
    // The clock queues another one soon.
    const MAX_ATTEMPTS: i32 = 3;
    // Nobody waits for it.
    const PRIORITY: i32 = -10;
    const TIMEOUT: Duration = Duration::from_mins(30);

    fn unique_key(&self) -> Option<String> {
        Some(String::new())
    }
}

/// Adds the purges and their time to what a worker does.
///
/// # Errors
///
/// [`Error::Internal`](crate::Error::Internal) if the time cannot be understood.
pub fn handlers(handlers: Handlers) -> Result<Handlers> {
    handlers
        .on(|ctx, _: Purge, _| async move { run(&ctx).await.map_err(JobError::from) })
        .every(ScheduleName::Purge.as_str(), "17 * * * *", &Purge)
}

/// Purges one table after the other. One that fails keeps no other from its turn.
async fn run(ctx: &Ctx) -> Result<()> {
    let keep = ctx.settings.retention;
    let now = ctx.clock.now();
    // Tokens before their sessions, which would take them along in one go.
    let purged = [
        all(ctx, "registrations", |tx| {
            auth::purge_registrations(tx, now, BATCH)
        })
        .await,
        all(ctx, "password resets", |tx| {
            auth::purge_resets(tx, now, BATCH)
        })
        .await,
        all(ctx, "challenges", |tx| {
            auth::purge_challenges(tx, now, BATCH)
        })
        .await,
        all(ctx, "passkey ceremonies", |tx| {
            passkeys::purge_ceremonies(tx, now, BATCH)
        })
        .await,
        all(ctx, "devices", |tx| devices::purge(tx, now, BATCH)).await,
        all(ctx, "oauth flows", |tx| oauth::purge(tx, now, BATCH)).await,
        all(ctx, "refresh tokens", |tx| {
            sessions::purge_tokens(tx, now - keep.refresh_tokens, BATCH)
        })
        .await,
        all(ctx, "sessions", |tx| {
            sessions::purge(tx, now - keep.sessions, BATCH)
        })
        .await,
        all(ctx, "lockouts", |tx| lockouts::purge(tx, now, BATCH)).await,
        all(ctx, "dead jobs", |tx| {
            jobs::purge_dead(tx, now - keep.dead_jobs, BATCH)
        })
        .await,
        all(ctx, "security events", |tx| {
            security_events::purge(tx, now - keep.security_events, BATCH)
        })
        .await,
        all(ctx, "log of mails", |tx| {
            mails::purge_log(tx, now - keep.mail_log, BATCH)
        })
        .await,
        all(ctx, "API keys", |tx| {
            api_keys::purge(tx, now - keep.api_keys, BATCH)
        })
        .await,
        all(ctx, "changes of address", |tx| {
            account::purge_email_changes(tx, now, BATCH)
        })
        .await,
        all(ctx, "exports", |tx| account::purge_exports(tx, now, BATCH)).await,
        all(ctx, "invitations", |tx| invitations::purge(tx, now, BATCH)).await,
        all(ctx, "notifications", |tx| {
            notifications::purge(tx, now, BATCH)
        })
        .await,
        all(ctx, "teams", |tx| teams::purge(ctx, tx, now, BATCH)).await,
        all(ctx, "handovers", |tx| {
            teams::purge_transfers(tx, now, BATCH)
        })
        .await,
        all(ctx, "accounts", |tx| {
            account::purge_deleted(ctx, tx, now, BATCH)
        })
        .await,
    ];
    purged.into_iter().collect()
}

/// Deletes batches until one is not full.
async fn all<F, Fut>(ctx: &Ctx, what: &'static str, batch: F) -> Result<()>
where
    F: Fn(Tx) -> Fut + Send + Sync,
    Fut: Future<Output = Result<u64>> + Send,
{
    let mut purged = 0;
    loop {
        let deleted = ctx.db.write(&batch).await?;
        purged += deleted;
        if deleted < BATCH {
            break;
        }
    }
    if purged > 0 {
        tracing::info!(what, purged, "rows whose time is over are deleted");
    }
    Ok(())
}
