//! The second factor: an authenticator app, and recovery codes for when it is lost.
//!
//! An app is set up in two steps, and counts from the second on: until a code of it has come back
//! nobody is locked out by a secret that was never scanned. Each code of it is accepted once, and
//! the one before and after the present one as well, since clocks differ. Recovery codes come with
//! the app and go with it.

mod store;
mod totp;

use chrono::{DateTime, Utc};
use contract::{
    UserId,
    mfa::{MfaMethod, MfaStatus, RECOVERY_CODES, RecoveryCodes, TotpConfirm, TotpSetup},
    problem::code,
    validation::{normalize_recovery_code, normalize_totp_code},
};
use db::Tx;
use sea_orm::ConnectionTrait;

use crate::{
    Ctx, Error, Origin, Result,
    auth::step_up,
    devices, identities,
    ids::hash_token,
    mails::{self, Mail},
    passkeys::{self, Assertion},
    security_events::{self, SecurityEvent},
    sessions::Actor,
    users,
};

/// What somebody gives as their second factor.
#[derive(Clone)]
pub(crate) enum Answer {
    /// The code of an authenticator app.
    Totp(String),
    /// A recovery code.
    RecoveryCode(String),
    /// A passkey's answer.
    Passkey(Box<Assertion>),
}

impl Answer {
    /// What a wrong one is refused for.
    pub(crate) const fn refusal(&self) -> &'static str {
        match self {
            Self::Totp(_) | Self::RecoveryCode(_) => code::WRONG_CODE,
            Self::Passkey(_) => code::PASSKEY_REFUSED,
        }
    }
}

/// Tells what the actor's second factor is.
pub async fn status(ctx: &Ctx, actor: &Actor) -> Result<MfaStatus> {
    status_of(ctx, actor.user.id).await
}

/// What the second factor of a user is.
pub(crate) async fn status_of(ctx: &Ctx, user: UserId) -> Result<MfaStatus> {
    let db = ctx.db.read();
    let totp = store::find_totp(db, user).await?;
    Ok(MfaStatus {
        totp_since: totp.and_then(|totp| totp.confirmed_at),
        recovery_codes: store::count_codes(db, user).await?,
    })
}

/// Makes a secret for an authenticator app, in place of one that was never confirmed.
///
/// # Errors
///
/// - [`code::STEP_UP_REQUIRED`] without a fresh proof.
/// - [`code::MFA_STATE`] if the actor has an app already.
pub async fn set_up_totp(ctx: &Ctx, actor: &Actor) -> Result<TotpSetup> {
    step_up::require(ctx, actor).await?;
    let user = &actor.user;
    let secret = ctx.ids.bytes::<{ totp::SECRET_BYTES }>()?;
    let setup = totp::describe(&secret, &user.email, ctx.settings.issuer())?;
    let sealed = ctx.seal.seal(&totp::purpose(user.id), &secret)?;
    let now = ctx.clock.now();
    ctx.db
        .write(|tx| {
            let sealed = sealed.clone();
            async move {
                // Of two set-ups at once one is first; of a set-up and a confirmation too.
                users::lock(&tx, user.id).await?.ok_or(Error::NotFound)?;
                refuse_confirmed(&tx, user.id).await?;
                store::delete_totp(&*tx, user.id).await?;
                store::insert_totp(&*tx, user.id, sealed, now).await
            }
        })
        .await?;
    Ok(setup)
}

/// Confirms the authenticator app by a code of it, asks for codes from now on, and answers with
/// recovery codes.
///
/// # Errors
///
/// - [`code::STEP_UP_REQUIRED`] without a fresh proof.
/// - [`code::WRONG_CODE`] if the code is not the app's.
/// - [`code::MFA_STATE`] if no app is being set up.
pub async fn confirm_totp(
    ctx: &Ctx,
    actor: &Actor,
    input: TotpConfirm,
    origin: &Origin,
) -> Result<RecoveryCodes> {
    step_up::require(ctx, actor).await?;
    let user = &actor.user;
    let now = ctx.clock.now();
    let codes = new_codes(ctx)?;
    ctx.db
        .write(|tx| {
            let (given, codes) = (&input.code, &codes);
            async move {
                users::lock(&tx, user.id).await?.ok_or(Error::NotFound)?;
                refuse_confirmed(&tx, user.id).await?;
                if store::find_totp(&*tx, user.id).await?.is_none() {
                    return Err(wrong_state());
                }
                if !accept_totp(ctx, &tx, user.id, given).await? {
                    return Err(wrong_code());
                }
                store::confirm_totp(&*tx, user.id, now).await?;
                replace_codes(ctx, &tx, user.id, codes).await?;
                record(ctx, &tx, actor, SecurityEvent::TotpEnabled, origin).await?;
                let mail = Mail::TotpEnabled {
                    first_name: user.first_name.clone(),
                };
                mails::send(ctx, &tx, &user.email, user.locale, mail).await
            }
        })
        .await?;
    Ok(shown(&codes))
}

/// Asks for no codes any more: forgets the app, the recovery codes and whom to trust.
///
/// # Errors
///
/// - [`code::STEP_UP_REQUIRED`] without a fresh proof.
/// - [`code::MFA_STATE`] if there is no app.
pub async fn remove_totp(ctx: &Ctx, actor: &Actor, origin: &Origin) -> Result<()> {
    step_up::require(ctx, actor).await?;
    let user = &actor.user;
    ctx.db
        .write(|tx| async move {
            users::lock(&tx, user.id).await?.ok_or(Error::NotFound)?;
            forget(&tx, user.id).await?;
            record(ctx, &tx, actor, SecurityEvent::TotpRemoved, origin).await?;
            let mail = Mail::TotpRemoved {
                first_name: user.first_name.clone(),
            };
            mails::send(ctx, &tx, &user.email, user.locale, mail).await
        })
        .await
}

/// Forgets a user's app, the recovery codes and whom to trust, and answers with what there was. The
/// caller has locked the user.
///
/// # Errors
///
/// [`code::MFA_STATE`] if there is no app.
pub(crate) async fn forget(tx: &Tx, user: UserId) -> Result<MfaStatus> {
    let totp = store::find_totp(&**tx, user).await?;
    let totp_since = totp.and_then(|totp| totp.confirmed_at);
    if totp_since.is_none() {
        return Err(wrong_state());
    }
    let recovery_codes = store::count_codes(&**tx, user).await?;
    store::delete_totp(&**tx, user).await?;
    store::delete_codes(&**tx, user).await?;
    devices::untrust_all(&**tx, user).await?;
    Ok(MfaStatus {
        totp_since,
        recovery_codes,
    })
}

/// Makes new recovery codes; those from before work no more.
///
/// # Errors
///
/// - [`code::STEP_UP_REQUIRED`] without a fresh proof.
/// - [`code::MFA_STATE`] if there is no second factor that they could stand in for.
pub async fn renew_recovery_codes(
    ctx: &Ctx,
    actor: &Actor,
    origin: &Origin,
) -> Result<RecoveryCodes> {
    step_up::require(ctx, actor).await?;
    let user = actor.user.id;
    let codes = new_codes(ctx)?;
    ctx.db
        .write(|tx| {
            let codes = &codes;
            async move {
                users::lock(&tx, user).await?.ok_or(Error::NotFound)?;
                if methods(&*tx, user).await?.is_empty() {
                    return Err(wrong_state());
                }
                replace_codes(ctx, &tx, user, codes).await?;
                record(ctx, &tx, actor, SecurityEvent::RecoveryCodesRenewed, origin).await
            }
        })
        .await?;
    Ok(shown(&codes))
}

/// Takes back what was set up of a user's second factor at `since` or later: codes go with the app they
/// came with, and new ones also by themselves.
pub(crate) async fn undo_since(tx: &Tx, user: UserId, since: DateTime<Utc>) -> Result<()> {
    if store::delete_totp_since(&**tx, user, since).await? {
        store::delete_codes(&**tx, user).await
    } else {
        store::delete_codes_since(&**tx, user, since).await
    }
}

/// Whether nobody gets into the account of a user with a single factor: because there is an
/// authenticator app, or no way in but passkeys, which are two factors in one. Beside a password or an
/// account elsewhere a passkey protects from nothing.
pub(crate) async fn has_any(conn: &impl ConnectionTrait, user: UserId) -> Result<bool> {
    if !methods(conn, user).await?.is_empty() {
        return Ok(true);
    }
    Ok(passkeys::count(conn, user).await? > 0
        && identities::count_of(conn, user).await? == 0
        && !users::load(conn, user).await?.has_password)
}

/// What is accepted as a user's second factor; nothing if they have none.
///
/// A passkey stands in for the app, but asks for nothing by itself: whoever has lost the device that
/// keeps it must not be locked out without recovery codes.
pub(crate) async fn methods(conn: &impl ConnectionTrait, user: UserId) -> Result<Vec<MfaMethod>> {
    let totp = store::find_totp(conn, user).await?;
    if totp.and_then(|totp| totp.confirmed_at).is_none() {
        return Ok(Vec::new());
    }
    let mut methods = vec![MfaMethod::Totp];
    if store::count_codes(conn, user).await? > 0 {
        methods.push(MfaMethod::RecoveryCode);
    }
    if passkeys::count(conn, user).await? > 0 {
        methods.push(MfaMethod::Passkey);
    }
    Ok(methods)
}

/// Whether an answer is right, which it is once: the caller has locked the user.
pub(crate) async fn accept(
    ctx: &Ctx,
    tx: &Tx,
    user: UserId,
    answer: &Answer,
    origin: &Origin,
) -> Result<bool> {
    match answer {
        Answer::Totp(given) => {
            let has_app = methods(&**tx, user).await?.contains(&MfaMethod::Totp);
            Ok(has_app && accept_totp(ctx, tx, user, given).await?)
        }
        Answer::RecoveryCode(given) => accept_recovery_code(ctx, tx, user, given, origin).await,
        Answer::Passkey(assertion) => {
            passkeys::accept(ctx, tx, Some(user), user, assertion, origin).await
        }
    }
}

async fn accept_totp(ctx: &Ctx, tx: &Tx, user: UserId, given: &str) -> Result<bool> {
    let Some(stored) = store::find_totp(&**tx, user).await? else {
        return Ok(false);
    };
    let secret = ctx.seal.open(&totp::purpose(user), &stored.secret)?;
    let given = normalize_totp_code(given);
    let Some(step) = totp::matching_step(&secret, &given, ctx.clock.now())? else {
        return Ok(false);
    };
    if stored.last_step.is_some_and(|last| step <= last) {
        return Ok(false);
    }
    store::set_last_step(&**tx, user, step).await?;
    Ok(true)
}

async fn accept_recovery_code(
    ctx: &Ctx,
    tx: &Tx,
    user: UserId,
    given: &str,
    origin: &Origin,
) -> Result<bool> {
    let hash = hash_token(&normalize_recovery_code(given));
    if !store::delete_code(&**tx, user, &hash).await? {
        return Ok(false);
    }
    let event = SecurityEvent::RecoveryCodeUsed;
    security_events::record(ctx, tx, event, user, None, origin).await?;
    let owner = users::load(&**tx, user).await?;
    let mail = Mail::RecoveryCodeUsed {
        first_name: owner.first_name,
        left: store::count_codes(&**tx, user).await?,
    };
    mails::send(ctx, tx, &owner.email, owner.locale, mail).await?;
    Ok(true)
}

async fn refuse_confirmed(tx: &Tx, user: UserId) -> Result<()> {
    let totp = store::find_totp(&**tx, user).await?;
    if totp.and_then(|totp| totp.confirmed_at).is_some() {
        return Err(wrong_state());
    }
    Ok(())
}

fn new_codes(ctx: &Ctx) -> Result<Vec<String>> {
    (0..RECOVERY_CODES)
        .map(|_| ctx.ids.recovery_code())
        .collect()
}

async fn replace_codes(ctx: &Ctx, tx: &Tx, user: UserId, codes: &[String]) -> Result<()> {
    let now = ctx.clock.now();
    store::delete_codes(&**tx, user).await?;
    for code in codes {
        store::insert_code(&**tx, ctx.ids.uuid(now)?, user, hash_token(code), now).await?;
    }
    Ok(())
}

/// The codes in groups of four, as people copy them.
fn shown(codes: &[String]) -> RecoveryCodes {
    let grouped = codes.iter().map(|code| {
        let letters: Vec<char> = code.chars().collect();
        let groups: Vec<String> = letters
            .chunks(4)
            .map(|group| group.iter().collect())
            .collect();
        groups.join("-")
    });
    RecoveryCodes {
        recovery_codes: grouped.collect(),
    }
}

async fn record(
    ctx: &Ctx,
    tx: &Tx,
    actor: &Actor,
    event: SecurityEvent,
    origin: &Origin,
) -> Result<()> {
    security_events::record(ctx, tx, event, actor.user.id, Some(actor.session), origin).await
}

const fn wrong_code() -> Error {
    Error::Forbidden {
        code: code::WRONG_CODE,
    }
}

const fn wrong_state() -> Error {
    Error::Conflict {
        code: code::MFA_STATE,
    }
}
