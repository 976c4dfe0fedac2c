//! Changing the password by who is signed in.

use contract::{auth::ChangePassword, problem::code};

use super::{challenges, recovery, step_up};
use crate::{
    Ctx, Error, Origin, Result, devices,
    mails::{self, Mail},
    mfa,
    security_events::{self, SecurityEvent},
    sessions::{self, Actor, EndReason},
    users,
};

/// Changes the actor's password, ends their other sessions and tells them by mail.
///
/// # Errors
///
/// - [`code::STEP_UP_REQUIRED`] without a fresh proof, where the password alone is none.
/// - [`Error::RateLimited`] after too many proofs of this person.
/// - [`code::WRONG_PASSWORD`] if the current password is another one.
/// - `password_weak` if the new password is too easy to guess.
pub async fn change_password(
    ctx: &Ctx,
    actor: &Actor,
    input: ChangePassword,
    origin: &Origin,
) -> Result<()> {
    if !mfa::methods(ctx.db.read(), actor.user.id).await?.is_empty() {
        step_up::require(ctx, actor).await?;
    }
    step_up::allow(ctx, actor).await?;
    // A sign-in may renew the hash of the same password meanwhile: then once more.
    if try_change_password(ctx, actor, input.clone(), origin).await?
        || try_change_password(ctx, actor, input, origin).await?
    {
        Ok(())
    } else {
        Err(wrong_password())
    }
}

/// Changes the password, unless what the current one was compared with has changed meanwhile.
async fn try_change_password(
    ctx: &Ctx,
    actor: &Actor,
    input: ChangePassword,
    origin: &Origin,
) -> Result<bool> {
    let ChangePassword {
        current_password,
        new_password,
    } = input;
    let user = &actor.user;
    let row = users::find_by_email(ctx.db.read(), &user.email)
        .await?
        .ok_or(Error::NotFound)?;
    let stored = row.password_hash;
    if !ctx
        .passwords
        .verify(current_password, stored.clone())
        .await?
    {
        return Err(wrong_password());
    }
    let hash = ctx
        .passwords
        .hash_new("new_password", new_password, super::identity_of(user))
        .await?;
    ctx.db
        .write(|tx| {
            let (hash, stored) = (hash.clone(), stored.clone());
            async move {
                // Of two changes of one password at once, the second has compared an old one.
                let row = users::lock(&tx, user.id).await?.ok_or(Error::NotFound)?;
                if row.password_hash != stored {
                    return Ok(false);
                }
                users::set_password(&*tx, user.id, hash, ctx.clock.now()).await?;
                // A link that was mailed before would undo the change.
                recovery::delete_of(&*tx, user.id).await?;
                challenges::delete_of(&*tx, user.id).await?;
                devices::untrust_all(&*tx, user.id).await?;
                sessions::end_others(ctx, &tx, actor, EndReason::PasswordChanged).await?;
                let event = SecurityEvent::PasswordChanged;
                let session = Some(actor.session);
                security_events::record(ctx, &tx, event, user.id, session, origin).await?;
                let mail = Mail::PasswordChanged {
                    first_name: user.first_name.clone(),
                };
                mails::send(ctx, &tx, &user.email, user.locale, mail).await?;
                Ok(true)
            }
        })
        .await
}

const fn wrong_password() -> Error {
    Error::Forbidden {
        code: code::WRONG_PASSWORD,
    }
}
