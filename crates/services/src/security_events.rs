//! The record of what happened to accounts: only ever added to, in the transaction of the event.

use contract::{SessionId, UserId};
use db::{Tx, entity::security_events};
use sea_orm::{ActiveModelTrait, Set};

use crate::{Ctx, Origin, Result};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecurityEvent {
    /// Somebody has signed in.
    SignedIn,
    /// Somebody has proved a first factor, but not the second.
    SecondFactorFailed,
    /// Codes of an authenticator app are asked for from now on.
    TotpEnabled,
    /// Codes of an authenticator app are asked for no more.
    TotpRemoved,
    /// A recovery code stood in for the authenticator app.
    RecoveryCodeUsed,
    /// There are new recovery codes.
    RecoveryCodesRenewed,
    /// The password was changed by its owner.
    PasswordChanged,
    /// The password was replaced by way of a mail to the account's address.
    PasswordReset,
    /// An account elsewhere was connected.
    IdentityLinked,
    /// An account elsewhere was disconnected.
    IdentityUnlinked,
    /// A refresh token came back that only a thief or the robbed could have: the session ended.
    RefreshTokenReused,
}

impl SecurityEvent {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SignedIn => "signed_in",
            Self::SecondFactorFailed => "second_factor_failed",
            Self::TotpEnabled => "totp_enabled",
            Self::TotpRemoved => "totp_removed",
            Self::RecoveryCodeUsed => "recovery_code_used",
            Self::RecoveryCodesRenewed => "recovery_codes_renewed",
            Self::PasswordChanged => "password_changed",
            Self::PasswordReset => "password_reset",
            Self::IdentityLinked => "identity_linked",
            Self::IdentityUnlinked => "identity_unlinked",
            Self::RefreshTokenReused => "refresh_token_reused",
        }
    }
}

pub(crate) async fn record(
    ctx: &Ctx,
    tx: &Tx,
    event: SecurityEvent,
    user: UserId,
    session: Option<SessionId>,
    origin: &Origin,
) -> Result<()> {
    let now = ctx.clock.now();
    security_events::ActiveModel {
        id: Set(ctx.ids.uuid(now)?),
        user_id: Set(user.uuid()),
        session_id: Set(session.map(SessionId::uuid)),
        kind: Set(event.as_str().to_owned()),
        address: Set(origin.address.to_string()),
        user_agent: Set(origin.user_agent.clone()),
        created_at: Set(now),
    }
    .insert(&**tx)
    .await?;
    Ok(())
}
