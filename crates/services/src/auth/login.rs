//! Signing in with an address and a password.

use contract::{UserId, auth::Login, problem::code, validation::normalize_email};

use super::{
    sign_in::{self, FirstFactor, Proof, SignIn},
    store,
};
use crate::{Ctx, Error, Origin, Result, limits::Rule, lockouts::Attempt, users};

/// Signs in with an address and a password.
///
/// # Errors
///
/// - [`code::INVALID_CREDENTIALS`] if address or password is wrong; both take the same time.
/// - [`code::EMAIL_UNVERIFIED`] if the password is that of a sign-up that is not confirmed, whether
///   or not the address has an account: a stranger could sign up and then ask.
/// - [`code::ACCOUNT_DISABLED`] if the password is right and the account deactivated, or
///   [`code::ACCOUNT_DELETING`] if it is about to be deleted.
/// - [`Error::RateLimited`] after too many attempts, or too soon after some that have failed.
/// - [`code::LOCKED`] after so many failures in a row that only a mailed link helps.
pub async fn login(ctx: &Ctx, input: Login, origin: &Origin) -> Result<SignIn> {
    let email = normalize_email(&input.email);
    let attempt = Attempt::begin(ctx, Rule::AccountSignIn, &email, origin).await?;
    let outcome = match try_login(ctx, &email, input.password.clone(), origin).await {
        // Once more, with the password that is in force now.
        Ok(None) => try_login(ctx, &email, input.password, origin).await,
        outcome => outcome,
    };
    let outcome = outcome.and_then(|signed_in| signed_in.ok_or_else(invalid_credentials));
    if matches!(outcome, Err(Error::Unauthenticated { .. })) {
        attempt.password_failed(ctx, origin).await?;
    }
    outcome
}

/// Signs in, unless what the password was compared with has changed meanwhile.
async fn try_login(
    ctx: &Ctx,
    email: &str,
    password: String,
    origin: &Origin,
) -> Result<Option<SignIn>> {
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
            return Err(sign_in::refuse_unverified());
        }
        _ => return Err(invalid_credentials()),
    };
    let id = UserId::new(user.id);
    let renewed = match &stored {
        Some(stored) => ctx.passwords.renew(password, stored).await?,
        None => None,
    };
    ctx.db
        .write(|tx| {
            let (stored, renewed) = (stored.clone(), renewed.clone());
            async move {
                // Comparing took a while, in which the password may have been changed.
                let row = users::lock(&tx, id)
                    .await?
                    .ok_or_else(invalid_credentials)?;
                if row.password_hash != stored {
                    return Ok(None);
                }
                if let Some(renewed) = renewed {
                    users::renew_password_hash(&*tx, id, renewed).await?;
                }
                let proof = Proof {
                    user: id,
                    factor: FirstFactor::Password,
                };
                sign_in::complete(ctx, &tx, proof, origin).await.map(Some)
            }
        })
        .await
}

const fn invalid_credentials() -> Error {
    Error::Unauthenticated {
        code: code::INVALID_CREDENTIALS,
    }
}
