//! Proving anew who one is, before what a thief of a session must not do.
//!
//! Signing in is such a proof; it is fresh for ten minutes. Where there is a second factor, the
//! password alone is none.

use std::time::Duration;

use contract::{
    mfa::{StepUp, StepUpMethod},
    problem::code,
};

use crate::{
    Ctx, Error, Origin, Result, impersonation,
    limits::{Key, Rule},
    mfa::{self, Answer},
    passkeys::{self, Assertion, Ceremony},
    sessions::{self, Actor},
    users,
};

/// How long a proof is fresh.
const FRESH: Duration = Duration::from_mins(10);

/// Refuses the actor unless they have proved lately who they are.
///
/// # Errors
///
/// - [`code::STEP_UP_REQUIRED`] with the ways that this person has.
/// - [`code::IMPERSONATING`] for somebody who acts as them, who can prove nothing.
pub(crate) async fn require(ctx: &Ctx, actor: &Actor) -> Result<()> {
    impersonation::require_own_name(actor.impersonator)?;
    if is_fresh(ctx, actor).await? {
        Ok(())
    } else {
        Err(refusal(ctx, actor).await?)
    }
}

/// Whether the actor has proved lately who they are: for what is known in a transaction alone.
pub(crate) async fn is_fresh(ctx: &Ctx, actor: &Actor) -> Result<bool> {
    let proved_at = sessions::proved_at(ctx, actor.session).await?;
    Ok(proved_at.is_some_and(|at| at + FRESH > ctx.clock.now()))
}

/// The refusal of who has not, with the ways that this person has.
pub(crate) async fn refusal(ctx: &Ctx, actor: &Actor) -> Result<Error> {
    let methods = methods(ctx, actor).await?;
    Ok(Error::StepUpRequired { methods })
}

/// Asks the actor for one of their passkeys.
pub async fn begin_passkey(ctx: &Ctx, actor: &Actor) -> Result<Ceremony> {
    passkeys::ask(ctx, actor.user.id).await
}

/// Takes a fresh proof, for ten minutes; `ceremony` is what a passkey was asked by.
///
/// # Errors
///
/// - [`Error::RateLimited`] after too many proofs of this person.
/// - [`code::WRONG_PASSWORD`], [`code::WRONG_CODE`] or [`code::PASSKEY_REFUSED`] if it is wrong.
/// - [`code::STEP_UP_REQUIRED`] if this person has other ways.
pub async fn prove(
    ctx: &Ctx,
    actor: &Actor,
    ceremony: Option<&str>,
    input: StepUp,
    origin: &Origin,
) -> Result<()> {
    let methods = methods(ctx, actor).await?;
    let method = match &input {
        StepUp::Password { .. } => StepUpMethod::Password,
        StepUp::Totp { .. } => StepUpMethod::Totp,
        StepUp::Passkey { .. } => StepUpMethod::Passkey,
    };
    if !methods.contains(&method) {
        return Err(Error::StepUpRequired { methods });
    }
    allow(ctx, actor).await?;
    let (is_right, refusal) = match input {
        StepUp::Password { password } => (
            is_password(ctx, actor, password).await?,
            code::WRONG_PASSWORD,
        ),
        StepUp::Totp { code } => {
            let answer = Answer::Totp(code);
            let is_right = is_accepted(ctx, actor, &answer, origin).await?;
            (is_right, answer.refusal())
        }
        StepUp::Passkey { credential } => {
            let answer = Answer::Passkey(Box::new(Assertion::new(ceremony, credential)?));
            let is_right = is_accepted(ctx, actor, &answer, origin).await?;
            (is_right, answer.refusal())
        }
    };
    if is_right {
        sessions::prove(ctx, actor.session).await
    } else {
        Err(Error::Forbidden { code: refusal })
    }
}

/// Refuses more proofs than a person gives: who has stolen a session must not guess with it. They are
/// counted apart from sign-ins, which nobody who is signed in should be kept from.
pub(super) async fn allow(ctx: &Ctx, actor: &Actor) -> Result<()> {
    let key = Key::named(&actor.user.id.to_string());
    ctx.limits.require(Rule::AccountCode, &key).await
}

async fn methods(ctx: &Ctx, actor: &Actor) -> Result<Vec<StepUpMethod>> {
    let second = mfa::methods(ctx.db.read(), actor.user.id).await?;
    let mut methods = if !second.is_empty() {
        vec![StepUpMethod::Totp]
    } else if actor.user.has_password {
        vec![StepUpMethod::Password]
    } else {
        Vec::new()
    };
    if passkeys::count(ctx.db.read(), actor.user.id).await? > 0 {
        methods.push(StepUpMethod::Passkey);
    }
    methods.push(StepUpMethod::SignIn);
    Ok(methods)
}

async fn is_password(ctx: &Ctx, actor: &Actor, password: String) -> Result<bool> {
    let row = users::find_by_email(ctx.db.read(), &actor.user.email).await?;
    let stored = row.and_then(|row| row.password_hash);
    ctx.passwords.verify(password, stored).await
}

async fn is_accepted(ctx: &Ctx, actor: &Actor, answer: &Answer, origin: &Origin) -> Result<bool> {
    let user = actor.user.id;
    ctx.db
        .write(|tx| async move {
            users::lock(&tx, user).await?.ok_or(Error::NotFound)?;
            mfa::accept(ctx, &tx, user, answer, origin).await
        })
        .await
}
