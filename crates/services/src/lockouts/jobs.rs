//! What the owner of an account learns of failed sign-ins: the record of each, and a mail once the
//! account is locked.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use contract::{UserId, admin::JobName};
use serde::{Deserialize, Serialize};

use super::store;
use crate::{
    Ctx, Origin, Result,
    ids::hash_token,
    jobs::{Handlers, Job, JobError, JobInfo},
    mails::{self, Mail},
    security_events::{self, SecurityEvent},
    users,
};

/// Tells the owner of an address, if it has an account, and mails the link that unlocks it.
///
/// Whether there is one is found out here and not in the request, which takes the same time for all.
#[derive(Clone, Deserialize, Serialize)]
pub(super) struct AnnounceLock {
    email: String,
    subject: String,
    address: IpAddr,
    user_agent: String,
}

impl AnnounceLock {
    pub(super) fn new(email: &str, subject: &str, origin: &Origin) -> Self {
        Self {
            email: email.to_owned(),
            subject: subject.to_owned(),
            address: origin.address,
            user_agent: origin.user_agent.clone(),
        }
    }
}

impl Job for AnnounceLock {
    const KIND: &'static str = JobName::AnnounceLock.as_str();

    fn unique_key(&self) -> Option<String> {
        Some(self.subject.clone())
    }
}

/// Records a wrong password for the account of an address, if it has one.
///
/// Whether there is one is found out here, for the reason that [`AnnounceLock`] has.
#[derive(Clone, Deserialize, Serialize)]
pub(super) struct RecordFailure {
    email: String,
    address: IpAddr,
    user_agent: String,
    at: DateTime<Utc>,
}

impl RecordFailure {
    pub(super) fn new(email: &str, origin: &Origin, at: DateTime<Utc>) -> Self {
        Self {
            email: email.to_owned(),
            address: origin.address,
            user_agent: origin.user_agent.clone(),
            at,
        }
    }
}

impl Job for RecordFailure {
    const KIND: &'static str = JobName::RecordFailure.as_str();
    // Nobody waits for it, and who guesses queues many.
    const PRIORITY: i32 = -10;
}

/// Adds this module's work to what a worker can do.
pub fn handlers(handlers: Handlers) -> Handlers {
    handlers
        .on(|ctx, job: AnnounceLock, _| async move {
            announce(&ctx, &job).await.map_err(JobError::from)
        })
        .on(|ctx, job: RecordFailure, info| async move {
            record_failure(&ctx, &job, info)
                .await
                .map_err(JobError::from)
        })
}

async fn announce(ctx: &Ctx, job: &AnnounceLock) -> Result<()> {
    let now = ctx.clock.now();
    ctx.db
        .write(|tx| async move {
            let Some(row) = users::find_by_email(&*tx, &job.email).await? else {
                return Ok(());
            };
            let user = users::view(row)?;
            let token = ctx.ids.token()?;
            let hash = hash_token(&token);
            if !user.is_active || !store::set_token(&tx, &job.subject, hash, now).await? {
                return Ok(());
            }
            record_lock(ctx, &tx, user.id, job).await?;
            let mail = Mail::UnlockAccount {
                first_name: user.first_name,
                url: format!("{}/unlock?token={token}", ctx.settings.public_url),
            };
            mails::send(ctx, &tx, &user.email, user.locale, mail).await
        })
        .await
}

async fn record_lock(ctx: &Ctx, tx: &db::Tx, user: UserId, job: &AnnounceLock) -> Result<()> {
    let origin = origin(job.address, &job.user_agent);
    let event = SecurityEvent::AccountLocked;
    security_events::record(ctx, tx, event, user, None, &origin).await
}

async fn record_failure(ctx: &Ctx, job: &RecordFailure, info: JobInfo) -> Result<()> {
    let origin = origin(job.address, &job.user_agent);
    ctx.db
        .write(|tx| {
            let origin = &origin;
            async move {
                let Some(row) = users::find_by_email(&*tx, &job.email).await? else {
                    return Ok(());
                };
                let (id, user) = (info.id.uuid(), UserId::new(row.id));
                let event = SecurityEvent::SignInFailed;
                security_events::record_once(&tx, id, event, user, origin, job.at).await
            }
        })
        .await
}

fn origin(address: IpAddr, user_agent: &str) -> Origin {
    Origin {
        address,
        user_agent: user_agent.to_owned(),
        device: None,
        request: None,
    }
}
