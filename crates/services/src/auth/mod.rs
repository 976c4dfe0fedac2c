//! Signing up and in with an address and a password.
//!
//! A sign-up is a *registration* until its address is confirmed. An address may be registered any
//! number of times before that: each registration has its own password and its own token, and the
//! token that comes back decides, so nobody can put a password on somebody else's address in
//! advance. Answers never tell whether an address has an account.

mod jobs;
mod recovery;
mod store;

use chrono::{DateTime, Utc};
use contract::{
    Locale,
    auth::{
        ChangePassword, Login, Register, Registered, ResendVerification, Verification, VerifyEmail,
    },
    problem::code,
    users::User,
    validation::normalize_email,
};
use db::Tx;

use jobs::ResendVerificationMail;
pub use jobs::handlers;
pub use recovery::{forgot_password, reset_password};

use crate::{
    Ctx, Error, Origin, Result,
    ids::hash_token,
    mails::{self, Mail},
    security_events::{self, SecurityEvent},
    sessions::{self, Actor, EndReason, Tokens},
    users::{self, NewUser},
};

/// Takes a sign-up and mails its address; `fallback` is the language if the input names none.
///
/// The answer is the same for a taken address, whose owner is told by mail.
///
/// # Errors
///
/// `password_weak` if the password is too easy to guess.
pub async fn register(ctx: &Ctx, input: Register, fallback: Locale) -> Result<Registered> {
    let Register {
        email,
        password,
        first_name,
        last_name,
        locale,
    } = input;
    let email = normalize_email(&email);
    let identity = vec![email.clone(), first_name.clone(), last_name.clone()];
    let password_hash = ctx
        .passwords
        .hash_new("password", password, identity)
        .await?;
    let registration = store::NewRegistration {
        email: email.clone(),
        password_hash,
        first_name: first_name.trim().to_owned(),
        last_name: last_name.trim().to_owned(),
        locale: locale.unwrap_or(fallback),
    };
    let now = ctx.clock.now();
    ctx.db
        .write(|tx| {
            let registration = registration.clone();
            async move {
                let owner = users::find_by_email(&*tx, &registration.email).await?;
                // Written for a taken address too, so that both take the same time; the token of
                // such a registration is mailed to no one.
                let token = ctx.ids.token()?;
                let expires_at = now + ctx.settings.verification_ttl;
                let id = ctx.ids.uuid(now)?;
                store::insert(&*tx, id, &registration, hash_token(&token), expires_at, now).await?;
                let (locale, mail) = if let Some(owner) = owner {
                    let owner = users::view(owner)?;
                    (owner.locale, already_registered(ctx, owner.first_name))
                } else {
                    let mail = verify_email_mail(ctx, registration.first_name, &token);
                    (registration.locale, mail)
                };
                mails::send(ctx, &tx, &registration.email, locale, mail).await
            }
        })
        .await?;
    Ok(Registered {
        email,
        verification: Verification::Sent,
    })
}

/// Confirms an address and makes its account.
///
/// # Errors
///
/// [`code::TOKEN_INVALID`] if the token is unknown, used or expired, or the address has got an
/// account meanwhile.
pub async fn verify_email(ctx: &Ctx, input: VerifyEmail) -> Result<()> {
    let hash = hash_token(&input.token);
    let now = ctx.clock.now();
    let refused = Error::Conflict {
        code: code::TOKEN_INVALID,
    };
    let made = ctx
        .db
        .write(|tx| {
            let hash = &hash;
            async move {
                let found = store::find_live(&*tx, hash, now).await?;
                let Some(registration) = found else {
                    return Ok(false);
                };
                let user = NewUser {
                    email: registration.email.clone(),
                    password_hash: registration.password_hash,
                    first_name: registration.first_name,
                    last_name: registration.last_name,
                    locale: registration.locale.parse().map_err(Error::internal)?,
                    is_superuser: false,
                };
                store::delete_of(&*tx, &registration.email).await?;
                users::insert(&*tx, ctx.ids.uuid(now)?, user, now).await?;
                Ok(true)
            }
        })
        .await;
    match made {
        Ok(true) => Ok(()),
        Ok(false)
        | Err(Error::Conflict {
            code: code::EMAIL_TAKEN,
        }) => Err(refused),
        Err(error) => Err(error),
    }
}

/// Sends the confirmation mail again, if there is something to confirm.
///
/// The work is left to a job, so that the answer takes the same time for every address.
pub async fn resend_verification(ctx: &Ctx, input: ResendVerification) -> Result<()> {
    let email = normalize_email(&input.email);
    ctx.db
        .write(|tx| {
            let job = ResendVerificationMail {
                email: email.clone(),
            };
            async move { crate::jobs::enqueue(ctx, &tx, &job).await.map(drop) }
        })
        .await
}

/// Signs in with an address and a password.
///
/// # Errors
///
/// - [`code::INVALID_CREDENTIALS`] if address or password is wrong; both take the same time.
/// - [`code::EMAIL_UNVERIFIED`] if the password is that of a sign-up that is not confirmed, whether
///   or not the address has an account: a stranger could sign up and then ask.
/// - [`code::ACCOUNT_DISABLED`] if the password is right and the account deactivated.
pub async fn login(ctx: &Ctx, input: Login, origin: &Origin) -> Result<(User, Tokens)> {
    let email = normalize_email(&input.email);
    match try_login(ctx, &email, input.password.clone(), origin).await? {
        Some(signed_in) => Ok(signed_in),
        // Once more, with the password that is in force now.
        None => try_login(ctx, &email, input.password, origin)
            .await?
            .ok_or_else(invalid_credentials),
    }
}

/// Signs in, unless what the password was compared with has changed meanwhile.
async fn try_login(
    ctx: &Ctx,
    email: &str,
    password: String,
    origin: &Origin,
) -> Result<Option<(User, Tokens)>> {
    // Both are always read: an address must not show by the number of queries.
    let user = users::find_by_email(ctx.db.read(), email).await?;
    let registration = store::find_newest(ctx.db.read(), email, ctx.clock.now()).await?;
    let stored = user.as_ref().and_then(|user| user.password_hash.clone());
    let pending = registration.map(|registration| registration.password_hash);
    // And both are always compared, for the same time.
    let is_owner = ctx
        .passwords
        .verify(password.clone(), stored.clone())
        .await?;
    let is_pending = ctx.passwords.verify(password.clone(), pending).await?;
    let user = match user {
        Some(user) if is_owner => user,
        _ if is_pending => {
            return Err(Error::Forbidden {
                code: code::EMAIL_UNVERIFIED,
            });
        }
        _ => return Err(invalid_credentials()),
    };
    let user = users::view(user)?;
    if !user.is_active {
        return Err(Error::Forbidden {
            code: code::ACCOUNT_DISABLED,
        });
    }
    let id = user.id;
    let renewed = match &stored {
        Some(stored) => ctx.passwords.renew(password, stored).await?,
        None => None,
    };
    let tokens = ctx
        .db
        .write(|tx| {
            let (stored, renewed) = (stored.clone(), renewed.clone());
            async move {
                // Comparing took a while, in which the password may have been changed.
                let row = users::lock(&tx, id)
                    .await?
                    .ok_or_else(invalid_credentials)?;
                if row.password_hash != stored || !row.is_active {
                    return Ok(None);
                }
                if let Some(renewed) = renewed {
                    users::renew_password_hash(&*tx, id, renewed).await?;
                }
                sessions::start(ctx, &tx, id, origin).await.map(Some)
            }
        })
        .await?;
    Ok(tokens.map(|tokens| (user, tokens)))
}

/// What is tried first as somebody's password.
fn identity_of(user: &User) -> Vec<String> {
    vec![
        user.email.clone(),
        user.first_name.clone(),
        user.last_name.clone(),
    ]
}

const fn invalid_credentials() -> Error {
    Error::Unauthenticated {
        code: code::INVALID_CREDENTIALS,
    }
}

const fn wrong_password() -> Error {
    Error::Forbidden {
        code: code::WRONG_PASSWORD,
    }
}

/// Changes the actor's password, ends their other sessions and tells them by mail.
///
/// # Errors
///
/// - [`code::WRONG_PASSWORD`] if the current password is another one.
/// - `password_weak` if the new password is too easy to guess.
pub async fn change_password(
    ctx: &Ctx,
    actor: &Actor,
    input: ChangePassword,
    origin: &Origin,
) -> Result<()> {
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
        .hash_new("new_password", new_password, identity_of(user))
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

/// Deletes sign-ups that expired before `before`, at most `limit` of them.
pub(crate) async fn purge_registrations(tx: Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    store::purge(&tx, before, limit).await
}

/// Deletes links to choose a new password that expired before `before`, at most `limit` of them.
pub(crate) async fn purge_resets(tx: Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    recovery::purge(&tx, before, limit).await
}

fn verify_email_mail(ctx: &Ctx, first_name: String, token: &str) -> Mail {
    let url = format!("{}/verify-email?token={token}", ctx.settings.public_url);
    Mail::VerifyEmail { first_name, url }
}

fn already_registered(ctx: &Ctx, first_name: String) -> Mail {
    let login_url = format!("{}/login", ctx.settings.public_url);
    Mail::AlreadyRegistered {
        first_name,
        login_url,
    }
}
