//! Signing in with a passkey.

use contract::{passkeys::PasskeyAssertion, problem::code};

use super::sign_in::{self, FirstFactor, Proof, SignIn};
use crate::{
    Ctx, Error, Origin, Result,
    passkeys::{self, Assertion, Ceremony},
    users,
};

/// Asks for a passkey to sign in with, whoever it is.
pub async fn begin_passkey_login(ctx: &Ctx) -> Result<Ceremony> {
    passkeys::ask_anybody(ctx).await
}

/// Signs in with a passkey, which is enough: it is a second factor in itself.
///
/// # Errors
///
/// - [`code::PASSKEY_REFUSED`] if the passkey is unknown, blocked or answers no live ceremony.
/// - [`code::ACCOUNT_DISABLED`] if the account is deactivated, [`code::ACCOUNT_DELETING`] if it is to be
///   deleted.
pub async fn login_with_passkey(
    ctx: &Ctx,
    ceremony: Option<&str>,
    input: PasskeyAssertion,
    origin: &Origin,
) -> Result<SignIn> {
    let PasskeyAssertion { credential } = input;
    let assertion = Assertion::new(ceremony, credential)?;
    let user = passkeys::named_user(ctx, &assertion)?.ok_or_else(refused)?;
    // A refusal may have blocked the passkey, which must be committed: it is a value.
    let signed_in = ctx
        .db
        .write(|tx| {
            let assertion = &assertion;
            async move {
                users::lock(&tx, user).await?.ok_or_else(refused)?;
                if !passkeys::accept(ctx, &tx, None, user, assertion, origin).await? {
                    return Ok(None);
                }
                let proof = Proof {
                    user,
                    factor: FirstFactor::Passkey,
                };
                sign_in::complete(ctx, &tx, proof, origin).await.map(Some)
            }
        })
        .await?;
    signed_in.ok_or_else(refused)
}

const fn refused() -> Error {
    Error::Unauthenticated {
        code: code::PASSKEY_REFUSED,
    }
}
