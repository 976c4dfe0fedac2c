//! The way back in for who has forgotten the password: a link to the account's address.

mod jobs;
mod store;

use contract::{
    auth::{ForgotPassword, ResetPassword},
    problem::code,
    validation::normalize_email,
};

use jobs::SendResetLink;
pub(super) use jobs::handlers;
pub(super) use store::{delete_of, purge};

use super::challenges;
use crate::{
    Ctx, Error, Origin, Result, devices,
    ids::hash_token,
    lockouts,
    mails::{self, Mail},
    security_events::{self, SecurityEvent},
    sessions::{self, EndReason},
    users,
};

/// Mails a link to choose a new password, if the address has an account.
///
/// The work is left to a job, so that the answer takes the same time for every address.
///
/// # Errors
///
/// [`Error::RateLimited`] if the address was mailed to too often.
pub async fn forgot_password(ctx: &Ctx, input: ForgotPassword) -> Result<()> {
    let email = normalize_email(&input.email);
    super::allow_mail(ctx, &email).await?;
    ctx.db
        .write(|tx| {
            let job = SendResetLink {
                email: email.clone(),
            };
            async move { crate::jobs::enqueue(ctx, &tx, &job).await.map(drop) }
        })
        .await
}

/// Replaces the password of who has the token, ends all their sessions and tells them by mail.
///
/// Nobody is signed in by it: a mailbox is no second proof.
///
/// # Errors
///
/// - [`code::TOKEN_INVALID`] if the token is unknown, used or expired, or the account deactivated.
/// - `password_weak` if the new password is too easy to guess; the token stays good.
pub async fn reset_password(ctx: &Ctx, input: ResetPassword, origin: &Origin) -> Result<()> {
    let ResetPassword {
        token,
        new_password,
    } = input;
    let token_hash = hash_token(&token);
    let now = ctx.clock.now();
    let user = store::find_live(ctx.db.read(), &token_hash, now)
        .await?
        .ok_or(refused())?;
    let user = users::load(ctx.db.read(), user).await?;
    let password_hash = ctx
        .passwords
        .hash_new("new_password", new_password, super::identity_of(&user))
        .await?;
    ctx.db
        .write(|tx| {
            let (token_hash, password_hash) = (&token_hash, password_hash.clone());
            let user = &user;
            async move {
                // Sign-ins take the same lock: one that has compared the old password before comes
                // to nothing, and a session that was made before ends below.
                let row = users::lock(&tx, user.id).await?.ok_or(refused())?;
                // Of two resets with one token the second finds it gone.
                let is_good = store::find_live(&*tx, token_hash, now).await?.is_some();
                if !row.is_active || !is_good {
                    return Err(refused());
                }
                delete_of(&*tx, user.id).await?;
                challenges::delete_of(&*tx, user.id).await?;
                devices::untrust_all(&*tx, user.id).await?;
                lockouts::forget(ctx, &tx, &user.email, origin).await?;
                users::set_password(&*tx, user.id, password_hash, now).await?;
                sessions::end_all(ctx, &tx, user.id, EndReason::PasswordReset).await?;
                let event = SecurityEvent::PasswordReset;
                security_events::record(ctx, &tx, event, user.id, None, origin).await?;
                let mail = Mail::PasswordChanged {
                    first_name: user.first_name.clone(),
                };
                mails::send(ctx, &tx, &user.email, user.locale, mail).await
            }
        })
        .await
}

const fn refused() -> Error {
    Error::Conflict {
        code: code::TOKEN_INVALID,
    }
}
