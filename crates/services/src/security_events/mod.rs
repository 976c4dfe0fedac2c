//! The record of what happened to accounts: only ever added to, in the transaction of the event.
//!
//! A wrong password alone is recorded by a job that is queued in that transaction.

mod store;

use chrono::{DateTime, Utc};
use contract::{
    Page, SecurityEventId, SessionId, UserId,
    admin::{AccountEvent, AccountEventQuery, Person},
    security_events::{self as contract_events, SecurityEventQuery},
};
use db::{Tx, entity::security_events::Model};
use uuid::Uuid;

use crate::{
    Ctx, Error, Origin, Result,
    cursor::{self, Listing},
    roles::Staff,
    sessions::{self, Actor},
    user_agent, users,
};

/// What happened to one account, as the cursors of the list name it.
const NEWEST_FIRST: Listing = Listing::newest_first("security_events");
/// What happened to all accounts, as the cursors of the list name it.
const ALL_NEWEST_FIRST: Listing = Listing::newest_first("all_security_events");

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecurityEvent {
    /// Somebody has signed in.
    SignedIn,
    /// Somebody has given a wrong password.
    SignInFailed,
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
    /// There is a new passkey.
    PasskeyAdded,
    /// A passkey was removed by its owner.
    PasskeyRemoved,
    /// A copy of a passkey was used: the passkey is blocked.
    PasskeyCopied,
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
    /// So many sign-ins in a row failed that only a mailed link helps.
    AccountLocked,
    /// A key for programs was made.
    ApiKeyCreated,
    /// A key for programs was replaced by another one.
    ApiKeyRotated,
    /// A key for programs was revoked.
    ApiKeyRevoked,
    /// The address was changed, and both the old and the new one had confirmed it.
    EmailChanged,
    /// The old address has taken a change of address back.
    EmailChangeUndone,
    /// The account was deactivated by its owner.
    AccountDeactivated,
    /// Its owner has asked for the account to be deleted.
    DeletionRequested,
    /// Its owner has kept an account that was to be deleted.
    DeletionCancelled,
    /// Its owner has asked for an archive of what is kept of them.
    ExportRequested,
    /// Staff have removed the second factor, which its owner had lost.
    MfaResetByStaff,
    /// Staff keep everybody out of the account.
    DeactivatedByStaff,
    /// Staff let its owner in again.
    ActivatedByStaff,
    /// Staff have taken the address for confirmed.
    VerifiedByStaff,
    /// Staff have ended all sessions.
    SessionsEndedByStaff,
    /// Somebody of the staff acts as the owner.
    Impersonated,
}

impl SecurityEvent {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SignedIn => "signed_in",
            Self::SignInFailed => "sign_in_failed",
            Self::SecondFactorFailed => "second_factor_failed",
            Self::TotpEnabled => "totp_enabled",
            Self::TotpRemoved => "totp_removed",
            Self::RecoveryCodeUsed => "recovery_code_used",
            Self::RecoveryCodesRenewed => "recovery_codes_renewed",
            Self::PasskeyAdded => "passkey_added",
            Self::PasskeyRemoved => "passkey_removed",
            Self::PasskeyCopied => "passkey_copied",
            Self::PasswordChanged => "password_changed",
            Self::PasswordReset => "password_reset",
            Self::IdentityLinked => "identity_linked",
            Self::IdentityUnlinked => "identity_unlinked",
            Self::RefreshTokenReused => "refresh_token_reused",
            Self::AccountLocked => "account_locked",
            Self::ApiKeyCreated => "api_key_created",
            Self::ApiKeyRotated => "api_key_rotated",
            Self::ApiKeyRevoked => "api_key_revoked",
            Self::EmailChanged => "email_changed",
            Self::EmailChangeUndone => "email_change_undone",
            Self::AccountDeactivated => "account_deactivated",
            Self::DeletionRequested => "deletion_requested",
            Self::DeletionCancelled => "deletion_cancelled",
            Self::ExportRequested => "export_requested",
            Self::MfaResetByStaff => "mfa_reset_by_staff",
            Self::DeactivatedByStaff => "deactivated_by_staff",
            Self::ActivatedByStaff => "activated_by_staff",
            Self::VerifiedByStaff => "verified_by_staff",
            Self::SessionsEndedByStaff => "sessions_ended_by_staff",
            Self::Impersonated => "impersonated",
        }
    }
}

/// Lists what happened to the actor's account, newest first, in pages.
///
/// # Errors
///
/// `malformed` for a cursor of another list.
pub async fn list(
    ctx: &Ctx,
    actor: &Actor,
    query: SecurityEventQuery,
) -> Result<Page<contract_events::SecurityEvent>> {
    let SecurityEventQuery { limit, cursor } = query;
    let limit = cursor::limit(limit)?;
    let cursor = NEWEST_FIRST.cursor(cursor)?;
    let rows = store::list(ctx.db.read(), actor.user.id, cursor.as_ref(), limit + 1).await?;
    let key = |row: &Model| (row.created_at.to_rfc3339(), row.id);
    let view = |row| Ok(view(row));
    cursor::paginate(rows, limit, NEWEST_FIRST, cursor.as_ref(), key, view)
}

/// Lists what happened to anybody's account, newest first, in pages.
///
/// # Errors
///
/// `malformed` for a cursor of another list.
pub async fn list_all(
    ctx: &Ctx,
    _staff: &Staff,
    query: AccountEventQuery,
) -> Result<Page<AccountEvent>> {
    let AccountEventQuery {
        user_id,
        kind,
        limit,
        cursor,
    } = query;
    let limit = cursor::limit(limit)?;
    let cursor = ALL_NEWEST_FIRST.cursor(cursor)?;
    let conn = ctx.db.read();
    let filter = store::Filter {
        user: user_id,
        kind: cursor::wanted(kind),
    };
    let rows = store::list_all(conn, &filter, cursor.as_ref(), limit + 1).await?;
    let people = users::people(conn, rows.iter().map(|row| UserId::new(row.user_id))).await?;
    let key = |row: &Model| (row.created_at.to_rfc3339(), row.id);
    let view = |row: Model| {
        let user = UserId::new(row.user_id);
        let person = people.get(&user).cloned().ok_or(Error::NotFound)?;
        Ok(view_of(person, row))
    };
    cursor::paginate(rows, limit, ALL_NEWEST_FIRST, cursor.as_ref(), key, view)
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
    let id = ctx.ids.uuid(now)?;
    store::insert(&**tx, id, event, user, session, origin, now).await
}

/// Records what happened at `at` under an id of the caller's, however often it is called with it.
pub(crate) async fn record_once(
    tx: &Tx,
    id: Uuid,
    event: SecurityEvent,
    user: UserId,
    origin: &Origin,
    at: DateTime<Utc>,
) -> Result<()> {
    store::insert(&**tx, id, event, user, None, origin, at).await
}

/// Everything that is kept of what happened to a user's account, as the wire shows it.
pub(crate) async fn all_of(ctx: &Ctx, user: UserId) -> Result<Vec<contract_events::SecurityEvent>> {
    let rows = store::all_of(ctx.db.read(), user).await?;
    Ok(rows.into_iter().map(view).collect())
}

/// Deletes events of before `before`, at most `limit` of them.
pub(crate) async fn purge(tx: Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    store::purge(&tx, before, limit).await
}

/// The event as the wire shows it to staff.
fn view_of(person: Person, row: Model) -> AccountEvent {
    let contract_events::SecurityEvent {
        id,
        kind,
        browser,
        system,
        address,
        created_at,
    } = view(row);
    AccountEvent {
        id,
        person,
        kind,
        browser,
        system,
        address,
        created_at,
    }
}

/// The event as the wire shows it.
fn view(row: Model) -> contract_events::SecurityEvent {
    let device = user_agent::read(&row.user_agent);
    contract_events::SecurityEvent {
        id: SecurityEventId::new(row.id),
        kind: row.kind,
        browser: device.browser.map(str::to_owned),
        system: device.system.map(str::to_owned),
        address: sessions::known_address(row.address),
        created_at: row.created_at,
    }
}
