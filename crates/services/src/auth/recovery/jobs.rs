//! The mail to who has forgotten the password.

use chrono::{DateTime, Utc};
use contract::{UserId, admin::JobName};
use db::Tx;
use serde::{Deserialize, Serialize};

use super::store;
use crate::{
    Ctx, Error, Result,
    auth::store as registrations,
    ids::hash_token,
    jobs::{Handlers, Job, JobError},
    mails::{self, Mail},
    users,
};

/// The most links of one account that work at a time.
///
/// A further request sends nothing until one of them has expired. Were the older links to die
/// instead, a stranger who keeps asking could kill each link before its owner has opened it, and
/// who asks twice would wonder why the first mail to arrive holds a dead one.
const MAX_LIVE: u64 = 3;

/// Sends a link to choose a new password.
#[derive(Deserialize, Serialize)]
pub(super) struct SendResetLink {
    pub(super) email: String,
}

impl Job for SendResetLink {
    const KIND: &'static str = JobName::SendResetLink.as_str();

    fn unique_key(&self) -> Option<String> {
        Some(self.email.clone())
    }
}

/// Adds this module's work to what a worker can do.
pub(in crate::auth) fn handlers(handlers: Handlers) -> Handlers {
    handlers.on(|ctx, job: SendResetLink, _| async move {
        send(&ctx, &job.email).await.map_err(JobError::from)
    })
}

async fn send(ctx: &Ctx, email: &str) -> Result<()> {
    let now = ctx.clock.now();
    ctx.db
        .write(|tx| async move {
            match users::find_by_email(&*tx, email).await? {
                Some(user) => send_link(ctx, &tx, UserId::new(user.id), now).await,
                None => answer_pending(ctx, &tx, email, now).await,
            }
        })
        .await
}

async fn send_link(ctx: &Ctx, tx: &Tx, user: UserId, now: DateTime<Utc>) -> Result<()> {
    // Requests of one account take turns, so that none of them miscounts.
    let Some(row) = users::lock(tx, user).await? else {
        return Ok(());
    };
    let user = users::view(row)?;
    if !user.is_active || store::count_live(&**tx, user.id, now).await? >= MAX_LIVE {
        return Ok(());
    }
    let token = ctx.ids.token()?;
    let expires_at = now + ctx.settings.password_reset_ttl;
    let id = ctx.ids.uuid(now)?;
    store::insert(&**tx, id, user.id, hash_token(&token), expires_at, now).await?;
    let mail = Mail::ResetPassword {
        first_name: user.first_name,
        url: format!("{}/reset-password?token={token}", ctx.settings.public_url),
    };
    mails::send(ctx, tx, &user.email, user.locale, mail).await
}

/// Tells who never confirmed the address to sign up again.
///
/// To confirm would not help, as the password is forgotten; and it might be a stranger's, who has
/// signed up with somebody else's address.
async fn answer_pending(ctx: &Ctx, tx: &Tx, email: &str, now: DateTime<Utc>) -> Result<()> {
    let Some(registration) = registrations::find_newest(&**tx, email, now).await? else {
        return Ok(());
    };
    let locale = registration.locale.parse().map_err(Error::internal)?;
    let mail = Mail::ResetUnconfirmed {
        url: format!("{}/register", ctx.settings.public_url),
    };
    mails::send(ctx, tx, email, locale, mail).await
}
