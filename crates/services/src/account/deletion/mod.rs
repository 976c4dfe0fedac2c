//! Deleting an account, two weeks after its owner has asked for it.
//!
//! Until then it is deactivated, and a link in a mail brings it back. A last mail says that it is gone.

mod store;

use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    account::{CancelDeletion, Deletion},
    problem::code,
};
use db::Tx;

pub(super) use store::delete as forget;
pub(crate) use store::{delete_at, exists as is_deleting};

use crate::{
    Ctx, Error, Origin, Result,
    auth::step_up,
    ids::hash_token,
    mails::{self, Mail},
    security_events::{self, SecurityEvent},
    sessions::{Actor, EndReason},
    teams, users,
};

/// How long an account can be kept after its owner has asked for its end.
const GRACE: TimeDelta = TimeDelta::days(14);

/// Has the actor's account deleted in two weeks, ends its sessions and tells them by mail.
///
/// # Errors
///
/// - [`Error::StepUpRequired`] without a fresh proof.
/// - [`code::SOLE_OWNER`] if they are the last owner of a team that others belong to.
pub async fn request_deletion(ctx: &Ctx, actor: &Actor, origin: &Origin) -> Result<Deletion> {
    step_up::require(ctx, actor).await?;
    let now = ctx.clock.now();
    let delete_at = now + GRACE;
    ctx.db
        .write(|tx| async move {
            let user = super::lock_leaving(&tx, actor.user.id).await?;
            let token = ctx.ids.token()?;
            store::insert(&*tx, user.id, hash_token(&token), delete_at, now).await?;
            super::close(ctx, &tx, user.id, EndReason::AccountDeleted).await?;
            let event = SecurityEvent::DeletionRequested;
            let session = Some(actor.session);
            security_events::record(ctx, &tx, event, user.id, session, origin).await?;
            let mail = Mail::AccountDeleting {
                first_name: user.first_name,
                url: format!("{}/cancel-deletion?token={token}", ctx.settings.public_url),
                delete_at,
            };
            mails::send(ctx, &tx, &user.email, user.locale, mail).await
        })
        .await?;
    Ok(Deletion { delete_at })
}

/// Keeps an account that was to be deleted. It signs nobody in.
///
/// # Errors
///
/// [`code::TOKEN_INVALID`] if the token is unknown or used, or the account is gone.
pub async fn cancel_deletion(ctx: &Ctx, input: CancelDeletion, origin: &Origin) -> Result<()> {
    let hash = hash_token(&input.token);
    ctx.db
        .write(|tx| {
            let hash = &hash;
            async move {
                let found = store::find(&*tx, hash).await?.ok_or(refused())?;
                users::lock(&tx, found).await?.ok_or(refused())?;
                // Again: the account may have been kept while this one waited.
                let user = store::find(&*tx, hash).await?.ok_or(refused())?;
                super::open(ctx, &tx, user).await?;
                let event = SecurityEvent::DeletionCancelled;
                security_events::record(ctx, &tx, event, user, None, origin).await
            }
        })
        .await
}

/// Deletes accounts whose time was over before `before`, at most `limit` of them, with everything
/// that belongs to them, and tells their owners by mail.
pub(crate) async fn purge(ctx: &Ctx, tx: Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    let mut purged = 0;
    for id in store::due(&tx, before, limit).await? {
        let joined = teams::lock_joined(&tx, id).await?;
        let user = users::lock(&tx, id).await?.ok_or(Error::NotFound)?;
        // Again, now that it is locked: the account may have been kept meanwhile.
        if store::is_due(&tx, id, before).await? {
            teams::settle(ctx, &tx, id, joined).await?;
            let user = users::view(user)?;
            let mail = Mail::AccountDeleted {
                first_name: user.first_name,
            };
            mails::send(ctx, &tx, &user.email, user.locale, mail).await?;
            users::delete(&tx, &[id]).await?;
            purged += 1;
        }
    }
    Ok(purged)
}

const fn refused() -> Error {
    Error::Conflict {
        code: code::TOKEN_INVALID,
    }
}
