//! Challenges: sign-ins that wait for a second factor.
//!
//! A challenge is named by a secret of its own, good for nothing else, which lives ten minutes and
//! bears ten wrong answers. Whatever changes what was proved first ends it.

mod store;

use std::time::Duration;

use chrono::{DateTime, Utc};
use contract::{
    UserId,
    mfa::{RecoveryCodeAnswer, TotpAnswer},
    passkeys::PasskeyAssertion,
    problem::code,
};
use db::Tx;

pub(super) use store::delete_of;

use super::{
    SignIn,
    sign_in::{self, FirstFactor},
};
use crate::{
    Ctx, Error, Origin, Result,
    ids::hash_token,
    limits::Rule,
    lockouts::Attempt,
    mfa::{self, Answer},
    passkeys::{self, Assertion, Ceremony},
    security_events::{self, SecurityEvent},
    users,
};

/// How long a challenge may be answered.
pub const TTL: Duration = Duration::from_mins(10);
/// The wrong answers after which signing in begins anew.
const MAX_FAILURES: i32 = 10;

/// Completes signing in with the code of an authenticator app.
///
/// # Errors
///
/// - [`code::CHALLENGE_EXPIRED`] if the challenge is unknown, answered or too old, or has borne too
///   many wrong answers.
/// - [`code::WRONG_CODE`] if the code is wrong or was used.
/// - [`code::ACCOUNT_DISABLED`] if the account was deactivated meanwhile.
/// - [`Error::RateLimited`] after too many answers, or too soon after some that were wrong.
/// - [`code::LOCKED`] after so many failures in a row that only a mailed link helps.
pub async fn answer_totp(
    ctx: &Ctx,
    challenge: &str,
    input: TotpAnswer,
    origin: &Origin,
) -> Result<SignIn> {
    let TotpAnswer { code, trust_device } = input;
    answer(ctx, challenge, &Answer::Totp(code), trust_device, origin).await
}

/// Completes signing in with a recovery code.
///
/// # Errors
///
/// Those of [`answer_totp`].
pub async fn answer_recovery_code(
    ctx: &Ctx,
    challenge: &str,
    input: RecoveryCodeAnswer,
    origin: &Origin,
) -> Result<SignIn> {
    let RecoveryCodeAnswer { code } = input;
    // Who has lost the app should not be without a second factor for a month.
    answer(ctx, challenge, &Answer::RecoveryCode(code), false, origin).await
}

/// Asks who has a challenge for one of their passkeys.
///
/// # Errors
///
/// [`code::CHALLENGE_EXPIRED`] if the challenge is unknown, answered or too old.
pub async fn begin_passkey(ctx: &Ctx, challenge: &str) -> Result<Ceremony> {
    let now = ctx.clock.now();
    let found = store::find_live(ctx.db.read(), &hash_token(challenge), now).await?;
    let user = UserId::new(found.ok_or(expired())?.user_id);
    passkeys::ask(ctx, user).await
}

/// Completes signing in with a passkey.
///
/// # Errors
///
/// Those of [`answer_totp`], but [`code::PASSKEY_REFUSED`] in place of a wrong code.
pub async fn answer_passkey(
    ctx: &Ctx,
    challenge: &str,
    ceremony: Option<&str>,
    input: PasskeyAssertion,
    origin: &Origin,
) -> Result<SignIn> {
    let PasskeyAssertion { credential } = input;
    let given = Answer::Passkey(Box::new(Assertion::new(ceremony, credential)?));
    answer(ctx, challenge, &given, false, origin).await
}

/// Begins a challenge and answers with the secret that names it.
pub(super) async fn begin(ctx: &Ctx, tx: &Tx, user: UserId, factor: FirstFactor) -> Result<String> {
    let now = ctx.clock.now();
    let token = ctx.ids.token()?;
    let id = ctx.ids.uuid(now)?;
    store::insert(&**tx, id, user, hash_token(&token), factor, now + TTL, now).await?;
    Ok(token)
}

async fn answer(
    ctx: &Ctx,
    challenge: &str,
    answer: &Answer,
    trust: bool,
    origin: &Origin,
) -> Result<SignIn> {
    let hash = hash_token(challenge);
    let attempt = begin_answer(ctx, &hash, origin).await?;
    // A wrong answer is noted, so it must be committed: it is a value.
    let outcome = ctx
        .db
        .write(|tx| {
            let hash = &hash;
            async move { try_answer(ctx, &tx, hash, answer, trust, origin).await }
        })
        .await?;
    if outcome.is_none() {
        attempt.code_failed(ctx, origin).await?;
    }
    outcome.ok_or(Error::Unauthenticated {
        code: answer.refusal(),
    })
}

/// Begins an answer, unless it is refused whatever it says.
async fn begin_answer(ctx: &Ctx, hash: &str, origin: &Origin) -> Result<Attempt> {
    let db = ctx.db.read();
    let challenge = store::find_live(db, hash, ctx.clock.now()).await?;
    let user = UserId::new(challenge.ok_or(expired())?.user_id);
    let user = users::load(db, user).await?;
    Attempt::begin(ctx, Rule::AccountCode, &user.email, origin).await
}

async fn try_answer(
    ctx: &Ctx,
    tx: &Tx,
    hash: &str,
    answer: &Answer,
    trust: bool,
    origin: &Origin,
) -> Result<Option<SignIn>> {
    let now = ctx.clock.now();
    let found = store::find_live(&**tx, hash, now).await?;
    let user = sign_in::lock(tx, UserId::new(found.ok_or(expired())?.user_id)).await?;
    // Read again: another answer may have used it up while this one waited.
    let challenge = store::find_live(&**tx, hash, now).await?.ok_or(expired())?;
    if mfa::accept(ctx, tx, user.id, answer, origin).await? {
        store::delete(&**tx, challenge.id).await?;
        let factor = challenge.factor.parse().map_err(Error::Internal)?;
        return sign_in::complete_challenge(ctx, tx, user, factor, origin, trust)
            .await
            .map(Some);
    }
    if challenge.failures + 1 < MAX_FAILURES {
        store::count_failure(&**tx, challenge.id).await?;
    } else {
        store::delete(&**tx, challenge.id).await?;
    }
    let event = SecurityEvent::SecondFactorFailed;
    security_events::record(ctx, tx, event, user.id, None, origin).await?;
    Ok(None)
}

/// Deletes challenges that expired before `before`, at most `limit` of them.
pub(super) async fn purge(tx: Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    store::purge(&tx, before, limit).await
}

const fn expired() -> Error {
    Error::Unauthenticated {
        code: code::CHALLENGE_EXPIRED,
    }
}
