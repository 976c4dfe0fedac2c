//! The mail to the owner of an account that was locked.

use std::net::IpAddr;

use contract::UserId;
use serde::{Deserialize, Serialize};

use super::store;
use crate::{
    Ctx, Origin, Result,
    ids::hash_token,
    jobs::{Handlers, Job, JobError},
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
    const KIND: &'static str = "lockouts.announce";

    fn unique_key(&self) -> Option<String> {
        Some(self.subject.clone())
    }
}

/// Adds this module's work to what a worker can do.
pub fn handlers(handlers: Handlers) -> Handlers {
    handlers.on(|ctx, job: AnnounceLock, _| async move {
        announce(&ctx, &job).await.map_err(JobError::from)
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
            record(ctx, &tx, user.id, job).await?;
            let mail = Mail::UnlockAccount {
                first_name: user.first_name,
                url: format!("{}/unlock?token={token}", ctx.settings.public_url),
            };
            mails::send(ctx, &tx, &user.email, user.locale, mail).await
        })
        .await
}

async fn record(ctx: &Ctx, tx: &db::Tx, user: UserId, job: &AnnounceLock) -> Result<()> {
    let origin = Origin {
        address: job.address,
        user_agent: job.user_agent.clone(),
        device: None,
        request: None,
    };
    let event = SecurityEvent::AccountLocked;
    security_events::record(ctx, tx, event, user, None, &origin).await
}
