//! One's own account as a whole: its address, its end, and what is kept of its owner.
//!
//! Whoever holds somebody's browser for a minute must not be able to take the account away: each of
//! these steps asks for a fresh proof, is told by mail, and can be taken back by whom the mail
//! reaches.

mod deletion;
mod email;
mod export;

use contract::{UserId, problem::code, users::User};
use db::Tx;

pub use deletion::{cancel_deletion, request_deletion};
pub(crate) use deletion::{delete_at, is_deleting, purge as purge_deleted};
pub(crate) use email::purge as purge_email_changes;
pub use email::{change_email, confirm_email_change, undo_email_change};
pub(crate) use export::purge as purge_exports;
pub use export::{Archive, download_export, handlers, list_exports, request_export};

use crate::{
    Ctx, Error, Origin, Result,
    auth::step_up,
    mails::{self, Mail},
    members,
    security_events::{self, SecurityEvent},
    sessions::{self, Actor, EndReason},
    teams, users,
};

/// Deactivates the actor's account, ends its sessions and tells them by mail.
///
/// Nothing is deleted. Only staff bring it back.
///
/// # Errors
///
/// - [`Error::StepUpRequired`] without a fresh proof.
/// - [`code::SOLE_OWNER`] if they are the last owner of a team that others belong to.
pub async fn deactivate(ctx: &Ctx, actor: &Actor, origin: &Origin) -> Result<()> {
    step_up::require(ctx, actor).await?;
    ctx.db
        .write(|tx| async move {
            let user = lock_leaving(&tx, actor.user.id).await?;
            close(ctx, &tx, user.id, EndReason::AccountDeactivated).await?;
            let event = SecurityEvent::AccountDeactivated;
            let session = Some(actor.session);
            security_events::record(ctx, &tx, event, user.id, session, origin).await?;
            let mail = Mail::AccountDeactivated {
                first_name: user.first_name,
            };
            mails::send(ctx, &tx, &user.email, user.locale, mail).await
        })
        .await
}

/// Locks a user who goes, and before them the teams that they own: of two owners who go at once, the
/// second one sees that the first is gone.
///
/// # Errors
///
/// [`code::SOLE_OWNER`] if they are the last owner of a team that others belong to.
async fn lock_leaving(tx: &Tx, user: UserId) -> Result<User> {
    teams::lock_owned(tx, user).await?;
    let row = users::lock(tx, user).await?.ok_or(Error::NotFound)?;
    let all = tx.across_teams().await?;
    if members::sole_owner_elsewhere(&all, user).await?.is_some() {
        return Err(Error::Conflict {
            code: code::SOLE_OWNER,
        });
    }
    users::view(row)
}

/// Keeps everybody out of an account.
pub(crate) async fn close(ctx: &Ctx, tx: &Tx, user: UserId, reason: EndReason) -> Result<()> {
    users::set_active(&**tx, user, false, ctx.clock.now()).await?;
    sessions::end_all(ctx, tx, user, reason).await
}

/// Lets its owner into an account again, and forgets that it was to be deleted.
pub(crate) async fn open(ctx: &Ctx, tx: &Tx, user: UserId) -> Result<()> {
    deletion::forget(tx, user).await?;
    users::set_active(&**tx, user, true, ctx.clock.now()).await
}
