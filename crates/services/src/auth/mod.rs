//! Signing up and in.
//!
//! Every way of signing in ends in `sign_in`, which alone lets a session begin; a second factor is
//! asked for by `challenges`. `step_up` asks who is signed in to prove anew who they are.
//!
//! A sign-up is a *registration* until its address is confirmed. An address may be registered any
//! number of times before that: each registration has its own password and its own token, and the
//! token that comes back decides, so nobody can put a password on somebody else's address in
//! advance. Answers never tell whether an address has an account.

mod challenges;
mod jobs;
mod login;
mod passkey;
mod password;
mod recovery;
pub(crate) mod sign_in;
pub(crate) mod step_up;
mod store;

use chrono::{DateTime, Utc};
use contract::{
    Locale, Page, RegistrationId, UserId,
    admin::{self, SearchQuery},
    auth::{
        PasswordCheck, PasswordStrength, Register, Registered, ResendVerification, Verification,
        VerifyEmail,
    },
    problem::code,
    users::User,
    validation::normalize_email,
};
use db::{Tx, entity::registrations::Model as Registration};
use sea_orm::ConnectionTrait;

pub use challenges::{
    TTL as CHALLENGE_TTL, answer_passkey, answer_recovery_code, answer_totp, begin_passkey,
};
use jobs::ResendVerificationMail;
pub use jobs::handlers;
pub use login::login;
pub use passkey::{begin_passkey_login, login_with_passkey};
pub use password::change_password;
pub use recovery::{forgot_password, reset_password};
pub(crate) use sign_in::Grant;
pub use sign_in::{FirstFactor, SignIn};
pub use step_up::{begin_passkey as begin_passkey_step_up, prove as step_up};

use crate::{
    Ctx, Error, Result,
    cursor::{self, Listing},
    identities,
    ids::hash_token,
    limits::{Key, Rule},
    mails::{self, Mail},
    passkeys,
    users::{self, NewUser},
};

/// The list of sign-ups, as its cursors name it.
const NEWEST_FIRST: Listing = Listing::newest_first("registrations");

/// Takes a sign-up and mails its address; `fallback` is the language if the input names none.
///
/// The answer is the same for a taken address, whose owner is told by mail.
///
/// # Errors
///
/// - [`Error::RateLimited`] if the address was mailed to too often.
/// - `password_weak` if the password is too easy to guess.
pub async fn register(ctx: &Ctx, input: Register, fallback: Locale) -> Result<Registered> {
    let Register {
        email,
        password,
        first_name,
        last_name,
        locale,
    } = input;
    let email = normalize_email(&email);
    allow_mail(ctx, &email).await?;
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

/// Says how hard a password is to guess for who knows what else was typed.
pub async fn password_strength(ctx: &Ctx, input: PasswordCheck) -> Result<PasswordStrength> {
    let PasswordCheck {
        password,
        email,
        first_name,
        last_name,
    } = input;
    let email = email.as_deref().map(normalize_email);
    let identity = [email, first_name, last_name].into_iter().flatten();
    ctx.passwords.strength(password, identity.collect()).await
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
                make_account(ctx, &tx, registration).await?;
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

/// Makes the account of a sign-up whose address is confirmed.
async fn make_account(ctx: &Ctx, tx: &Tx, registration: Registration) -> Result<User> {
    let now = ctx.clock.now();
    let user = NewUser {
        email: registration.email.clone(),
        password_hash: Some(registration.password_hash),
        first_name: registration.first_name,
        last_name: registration.last_name,
        locale: registration.locale.parse().map_err(Error::internal)?,
        is_superuser: false,
    };
    store::delete_of(&**tx, &registration.email).await?;
    users::view(users::insert(&**tx, ctx.ids.uuid(now)?, user, now).await?)
}

/// Lists sign-ups that can still be confirmed, newest first, in pages.
pub(crate) async fn list_registrations(
    ctx: &Ctx,
    query: SearchQuery,
) -> Result<Page<admin::Registration>> {
    let SearchQuery {
        search,
        limit,
        cursor,
    } = query;
    let limit = cursor::limit(limit)?;
    let cursor = NEWEST_FIRST.cursor(cursor)?;
    let search = cursor::wanted(search).map(|text| normalize_email(&text));
    let now = ctx.clock.now();
    let search = search.as_deref();
    let rows = store::list_live(ctx.db.read(), search, cursor.as_ref(), limit + 1, now).await?;
    let key = |row: &Registration| (row.created_at.to_rfc3339(), row.id);
    let view = |row: Registration| {
        let name = format!("{} {}", row.first_name, row.last_name);
        Ok(admin::Registration {
            id: RegistrationId::new(row.id),
            email: row.email,
            name: name.trim_end().to_owned(),
            created_at: row.created_at,
            expires_at: row.expires_at,
        })
    };
    cursor::paginate(rows, limit, NEWEST_FIRST, cursor.as_ref(), key, view)
}

/// Makes the account of a sign-up without its token: somebody vouches for its address.
///
/// # Errors
///
/// - [`Error::NotFound`] if there is no such sign-up, or it has run out.
/// - [`code::SEVERAL_REGISTRATIONS`] if it is not the only one of its address.
/// - [`code::EMAIL_TAKEN`] if the address has an account.
pub(crate) async fn confirm_registration(ctx: &Ctx, tx: &Tx, id: RegistrationId) -> Result<User> {
    let now = ctx.clock.now();
    let found = store::find_live_by_id(&**tx, id, now).await?;
    let registration = found.ok_or(Error::NotFound)?;
    if store::live_of(&**tx, &registration.email, now, 2)
        .await?
        .len()
        > 1
    {
        return Err(Error::Conflict {
            code: code::SEVERAL_REGISTRATIONS,
        });
    }
    make_account(ctx, tx, registration).await
}

/// Sends the confirmation mail again, if there is something to confirm.
///
/// The work is left to a job, so that the answer takes the same time for every address.
///
/// # Errors
///
/// [`Error::RateLimited`] if the address was mailed to too often.
pub async fn resend_verification(ctx: &Ctx, input: ResendVerification) -> Result<()> {
    let email = normalize_email(&input.email);
    allow_mail(ctx, &email).await?;
    ctx.db
        .write(|tx| {
            let job = ResendVerificationMail {
                email: email.clone(),
            };
            async move { crate::jobs::enqueue(ctx, &tx, &job).await.map(drop) }
        })
        .await
}

/// Refuses what would send an address more mails than its owner wants, whether or not one is sent.
pub(crate) async fn allow_mail(ctx: &Ctx, email: &str) -> Result<()> {
    let key = Key::named(email);
    ctx.limits.require(Rule::AccountMail, &key).await
}

/// What is tried first as somebody's password.
fn identity_of(user: &User) -> Vec<String> {
    vec![
        user.email.clone(),
        user.first_name.clone(),
        user.last_name.clone(),
    ]
}

/// Counts the ways by which somebody can sign in: the password, each account elsewhere, and each
/// passkey that is not blocked.
///
/// The one that is counted last must not be given up.
pub(crate) async fn ways_in(conn: &impl ConnectionTrait, user: UserId) -> Result<u64> {
    let has_password = users::load(conn, user).await?.has_password;
    Ok(u64::from(has_password)
        + identities::count_of(conn, user).await?
        + passkeys::count(conn, user).await?)
}

/// Forgets the sign-ups with an address that has got its account in another way.
pub(crate) async fn forget_registrations(conn: &impl ConnectionTrait, email: &str) -> Result<()> {
    store::delete_of(conn, email).await
}

/// Deletes sign-ups that expired before `before`, at most `limit` of them.
pub(crate) async fn purge_registrations(tx: Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    store::purge(&tx, before, limit).await
}

/// Deletes challenges that expired before `before`, at most `limit` of them.
pub(crate) async fn purge_challenges(tx: Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    challenges::purge(tx, before, limit).await
}

/// Deletes links to choose a new password that expired before `before`, at most `limit` of them.
pub(crate) async fn purge_resets(tx: Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    recovery::purge(&tx, before, limit).await
}

/// Makes all links useless by which a user could choose a new password.
pub(crate) async fn delete_resets(tx: &Tx, user: UserId) -> Result<()> {
    recovery::delete_of(&**tx, user).await
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
