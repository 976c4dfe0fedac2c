//! Changing the address of an account.
//!
//! It is the key of the account, so both mailboxes have to agree: the old one, that it is given up,
//! and the new one, that it is there. Afterwards the old one can take it back for a week: somebody
//! may have had both the browser and the old mailbox for a while.

mod store;

use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    UserId,
    account::{ChangeEmail, ConfirmEmailChange, EmailChange, EmailChangeState, UndoEmailChange},
    problem,
    users::User,
    validation::{code, normalize_email},
};
use db::{Tx, entity::email_changes::Model};
use serde::Serialize;

use store::Side;

use crate::{
    Ctx, Error, Origin, Result, api_keys,
    auth::{self, step_up},
    devices, identities,
    ids::hash_token,
    mails::{self, Mail},
    mfa, passkeys,
    security_events::{self, SecurityEvent},
    sessions::{self, Actor, EndReason},
    users,
};

/// For how long the old address can undo a change.
const UNDO_TTL: TimeDelta = TimeDelta::days(7);
/// The most changes of one account that wait at a time, so that nobody's mailbox is filled.
const MAX_PENDING: usize = 5;

/// A change of address that is kept, as the export of its account shows it.
#[derive(Debug, Serialize)]
pub(super) struct KeptChange {
    old_email: String,
    new_email: String,
    created_at: DateTime<Utc>,
    old_confirmed_at: Option<DateTime<Utc>>,
    new_confirmed_at: Option<DateTime<Utc>>,
    changed_at: Option<DateTime<Utc>>,
    expires_at: DateTime<Utc>,
}

/// Mails a link to the actor's address and to the new one; the change is made when both were
/// followed.
///
/// The answer is the same for an address that has an account: its owner is told by mail.
///
/// # Errors
///
/// - [`Error::StepUpRequired`] without a fresh proof.
/// - `unchanged` if it is the actor's address already.
/// - [`Error::RateLimited`] if five changes are waiting, or the new address was mailed to too often.
pub async fn change_email(ctx: &Ctx, actor: &Actor, input: ChangeEmail) -> Result<()> {
    step_up::require(ctx, actor).await?;
    let new = normalize_email(&input.email);
    auth::allow_mail(ctx, &new).await?;
    let now = ctx.clock.now();
    ctx.db
        .write(|tx| {
            let new = new.clone();
            async move {
                let owner = users::find_by_email(&*tx, &new).await?;
                let user = users::lock(&tx, actor.user.id)
                    .await?
                    .ok_or(Error::NotFound)?;
                let user = users::view(user)?;
                if user.email == new {
                    return Err(Error::field("email", code::UNCHANGED));
                }
                ensure_room(&tx, user.id, now).await?;
                let (old_token, new_token) = (ctx.ids.token()?, ctx.ids.token()?);
                let change = store::NewChange {
                    user: user.id,
                    old_email: user.email.clone(),
                    new_email: new.clone(),
                    old_token_hash: hash_token(&old_token),
                    new_token_hash: hash_token(&new_token),
                    expires_at: now + ctx.settings.verification_ttl,
                };
                store::insert(&*tx, ctx.ids.uuid(now)?, change, now).await?;
                let to_old = Mail::ConfirmEmailOld {
                    first_name: user.first_name.clone(),
                    email: new.clone(),
                    url: confirm_url(ctx, &old_token),
                };
                mails::send(ctx, &tx, &user.email, user.locale, to_old).await?;
                // The token of an address that has an account is mailed to no one.
                let (locale, to_new) = if let Some(owner) = owner {
                    let owner = users::view(owner)?;
                    let first_name = owner.first_name;
                    (owner.locale, Mail::EmailWanted { first_name })
                } else {
                    let url = confirm_url(ctx, &new_token);
                    let first_name = user.first_name;
                    (user.locale, Mail::ConfirmEmailNew { first_name, url })
                };
                mails::send(ctx, &tx, &new, locale, to_new).await
            }
        })
        .await
}

/// Confirms a change of address for one of the two addresses, and makes it if the other one has.
///
/// # Errors
///
/// [`problem::code::TOKEN_INVALID`] if the token is unknown or expired, the change was made, or it
/// cannot be made any more.
pub async fn confirm_email_change(
    ctx: &Ctx,
    input: ConfirmEmailChange,
    origin: &Origin,
) -> Result<EmailChange> {
    let hash = hash_token(&input.token);
    let confirmed = ctx
        .db
        .write(|tx| {
            let hash = &hash;
            async move { confirm(ctx, &tx, hash, origin).await }
        })
        .await;
    match confirmed {
        Ok(state) => Ok(EmailChange { state }),
        Err(Error::Conflict { .. }) => Err(refused()),
        Err(error) => Err(error),
    }
}

/// Gives the account its old address back, ends all its sessions and tells the address by mail.
///
/// Who has changed it may have done more: every way in that was added since the change was asked for
/// ends with it, as do links to choose a new password, keys that were made since, the trust in browsers,
/// and a deletion that was asked for.
///
/// # Errors
///
/// - [`problem::code::TOKEN_INVALID`] if the token is unknown, used or expired.
/// - [`problem::code::EMAIL_TAKEN`] if the old address has got an account of its own meanwhile.
pub async fn undo_email_change(ctx: &Ctx, input: UndoEmailChange, origin: &Origin) -> Result<()> {
    let hash = hash_token(&input.token);
    let now = ctx.clock.now();
    ctx.db
        .write(|tx| {
            let hash = &hash;
            async move {
                let found = store::find_undoable(&*tx, hash, now)
                    .await?
                    .ok_or(refused())?;
                let user = UserId::new(found.user_id);
                users::lock(&tx, user).await?.ok_or(refused())?;
                // Again: another one may have undone it while this one waited.
                let change = store::find_undoable(&*tx, hash, now)
                    .await?
                    .ok_or(refused())?;
                undo(ctx, &tx, user, change, origin).await
            }
        })
        .await
}

/// All changes of a user that are kept, waiting ones and those that can be undone, oldest first.
pub(super) async fn all_of(ctx: &Ctx, user: UserId) -> Result<Vec<KeptChange>> {
    let rows = store::all_of(ctx.db.read(), user).await?;
    Ok(rows.into_iter().map(kept).collect())
}

/// Deletes changes that could be confirmed or undone until `before`, at most `limit` of them.
pub(crate) async fn purge(tx: Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    store::purge(&tx, before, limit).await
}

async fn ensure_room(tx: &Tx, user: UserId, now: DateTime<Utc>) -> Result<()> {
    let pending = store::pending_ends(&**tx, user, now).await?;
    match pending.first() {
        Some(first) if pending.len() >= MAX_PENDING => Err(Error::RateLimited {
            retry_after: (*first - now).to_std().unwrap_or_default(),
        }),
        _ => Ok(()),
    }
}

async fn confirm(ctx: &Ctx, tx: &Tx, hash: &str, origin: &Origin) -> Result<EmailChangeState> {
    let now = ctx.clock.now();
    let (found, _) = store::find_pending(&**tx, hash, now)
        .await?
        .ok_or(refused())?;
    let user = users::lock(tx, UserId::new(found.user_id))
        .await?
        .ok_or(refused())?;
    // Again: both may confirm at once, and one of them has to see the other.
    let (change, side) = store::find_pending(&**tx, hash, now)
        .await?
        .ok_or(refused())?;
    let user = users::view(user)?;
    if !user.is_active || user.email != change.old_email {
        return Err(refused());
    }
    store::confirm(&**tx, change.id, side, now).await?;
    let other = match side {
        Side::Old => change.new_confirmed_at,
        Side::New => change.old_confirmed_at,
    };
    if other.is_none() {
        return Ok(EmailChangeState::Waiting);
    }
    finish(ctx, tx, user, change, origin).await?;
    Ok(EmailChangeState::Changed)
}

async fn finish(ctx: &Ctx, tx: &Tx, user: User, change: Model, origin: &Origin) -> Result<()> {
    let now = ctx.clock.now();
    users::set_email(&**tx, user.id, &change.new_email, now).await?;
    let undo_token = ctx.ids.token()?;
    let undo_hash = hash_token(&undo_token);
    store::finish(&**tx, change.id, undo_hash, now, now + UNDO_TTL).await?;
    store::delete_pending(&**tx, user.id).await?;
    // Those links were mailed to the address that is given up.
    auth::delete_resets(tx, user.id).await?;
    let event = SecurityEvent::EmailChanged;
    security_events::record(ctx, tx, event, user.id, None, origin).await?;
    let mail = Mail::EmailChanged {
        first_name: user.first_name,
        email: change.new_email,
        url: format!("{}/undo-email?token={undo_token}", ctx.settings.public_url),
    };
    mails::send(ctx, tx, &change.old_email, user.locale, mail).await
}

async fn undo(ctx: &Ctx, tx: &Tx, user: UserId, change: Model, origin: &Origin) -> Result<()> {
    let now = ctx.clock.now();
    users::set_email(&**tx, user, &change.old_email, now).await?;
    // Later changes were based on this one, and their way back would lead to its address.
    store::delete_since(&**tx, user, change.created_at).await?;
    sessions::end_all(ctx, tx, user, EndReason::EmailChangeUndone).await?;
    auth::delete_resets(tx, user).await?;
    devices::untrust_all(&**tx, user).await?;
    let since = change.created_at;
    api_keys::revoke_made_since(ctx, tx, user, since).await?;
    identities::delete_since(&**tx, user, since).await?;
    passkeys::delete_since(&**tx, user, since).await?;
    mfa::undo_since(tx, user, since).await?;
    if super::is_deleting(&**tx, user).await? {
        super::open(ctx, tx, user).await?;
    }
    let event = SecurityEvent::EmailChangeUndone;
    security_events::record(ctx, tx, event, user, None, origin).await?;
    let user = users::load(&**tx, user).await?;
    let mail = Mail::EmailRestored {
        first_name: user.first_name,
        url: format!("{}/forgot-password", ctx.settings.public_url),
    };
    mails::send(ctx, tx, &user.email, user.locale, mail).await
}

fn kept(row: Model) -> KeptChange {
    KeptChange {
        old_email: row.old_email,
        new_email: row.new_email,
        created_at: row.created_at,
        old_confirmed_at: row.old_confirmed_at,
        new_confirmed_at: row.new_confirmed_at,
        changed_at: row.changed_at,
        expires_at: row.expires_at,
    }
}

fn confirm_url(ctx: &Ctx, token: &str) -> String {
    format!("{}/confirm-email?token={token}", ctx.settings.public_url)
}

const fn refused() -> Error {
    Error::Conflict {
        code: problem::code::TOKEN_INVALID,
    }
}
