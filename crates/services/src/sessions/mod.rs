//! Sessions: signed-in browsers.
//!
//! A session lives as long as its refresh token is exchanged in time. Each exchange consumes the
//! token and makes a child of it. A consumed token presented again is forgiven, with another child,
//! as long as no child of it was used: a lost answer, two tabs. The first exchange of a token
//! supersedes all others of its session: its ancestors and its siblings. Presenting one of those is
//! theft: the session ends, and its owner is told. So what a token is worth stands in its own row,
//! and those left behind can be purged without reviving any other.
//!
//! Every authenticated request asks the database for its session, so ending one acts at once. When
//! and from where a session was last seen is written when it begins and at each exchange: that often
//! is often enough for people, and a read stays a read.

mod ending;
mod flight;
mod store;

use std::time::Duration;

use chrono::{DateTime, Utc};
use contract::{
    Page, Permission, SessionId, UserId,
    problem::code,
    sessions::{Session, SessionQuery},
    users::User,
};
use db::{Tx, entity::sessions::Model};
use sea_orm::ConnectionTrait;

pub use ending::{Ended, end, revoke, revoke_others};
pub(crate) use ending::{end_all, end_borrowed, end_others};
pub use flight::RefreshFlights;

use self::ending::hang_up;
use crate::{
    Ctx, Error, Origin, Result,
    auth::Grant,
    cursor::{self, Listing},
    ids::hash_token,
    impersonation::{self, Impersonator},
    mails::{self, Mail},
    security_events::{self, SecurityEvent},
    tokens::{ACCESS_TTL, Claims},
    user_agent, users,
};

/// The list, as its cursors name it.
const NEWEST_FIRST: Listing = Listing::newest_first("sessions");
/// What stands for an address that is not known.
const UNKNOWN_ADDRESS: &str = "0.0.0.0";

/// Who asks: a signed-in person.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The person.
    pub user: User,
    /// The browser.
    pub session: SessionId,
    /// Who acts as the person, if it is somebody else.
    pub impersonator: Option<UserId>,
}

impl Actor {
    /// Lets pass who is at work in their own name, or may do this in somebody else's.
    ///
    /// # Errors
    ///
    /// [`code::IMPERSONATING`] for everybody else.
    pub fn require(&self, permission: Permission) -> Result<()> {
        impersonation::require(self.impersonator, permission)
    }
}

/// What a browser keeps of its session.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// Proves the session for [`Tokens::access_ttl`].
    pub access: String,
    /// Is exchanged once for new tokens, within [`Tokens::refresh_ttl`].
    pub refresh: String,
    /// How long the access token is accepted.
    pub access_ttl: Duration,
    /// How long the session lives without an exchange.
    pub refresh_ttl: Duration,
}

/// Why a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndReason {
    /// Its owner signed out.
    SignedOut,
    /// Its owner ended it from another session.
    Revoked,
    /// Its owner changed the password in another session.
    PasswordChanged,
    /// Its owner chose a new password by a link in a mail.
    PasswordReset,
    /// A refresh token was presented that should not exist any more.
    RefreshTokenReused,
    /// The old address has taken a change of address back.
    EmailChangeUndone,
    /// Its owner has deactivated the account.
    AccountDeactivated,
    /// Its owner has asked for the account to be deleted.
    AccountDeleted,
    /// Staff have ended it.
    EndedByStaff,
    /// Staff have deactivated the account.
    DeactivatedByStaff,
    /// Who acted in it as its owner acts as themselves again.
    ImpersonationEnded,
}

impl EndReason {
    const fn as_str(self) -> &'static str {
        match self {
            Self::SignedOut => "signed_out",
            Self::Revoked => "revoked",
            Self::PasswordChanged => "password_changed",
            Self::PasswordReset => "password_reset",
            Self::RefreshTokenReused => "refresh_token_reused",
            Self::EmailChangeUndone => "email_change_undone",
            Self::AccountDeactivated => "account_deactivated",
            Self::AccountDeleted => "account_deleted",
            Self::EndedByStaff => "ended_by_staff",
            Self::DeactivatedByStaff => "deactivated_by_staff",
            Self::ImpersonationEnded => "impersonation_ended",
        }
    }
}

/// Finds out who an access token speaks for.
///
/// # Errors
///
/// [`code::UNAUTHENTICATED`] if the token is not accepted, its session has ended, or its account
/// is deactivated.
pub async fn authenticate(ctx: &Ctx, access_token: &str) -> Result<Actor> {
    let now = ctx.clock.now();
    let claims = ctx
        .access_tokens
        .verify(access_token, now)
        .ok_or_else(Error::unauthenticated)?;
    let (session, user) = store::find_user_of_live(ctx.db.read(), claims.session, claims.user, now)
        .await?
        .ok_or_else(Error::unauthenticated)?;
    let user = users::view(user)?;
    let impersonator = impersonator_of(&session);
    if let Some(impersonator) = impersonator {
        impersonation::confirm(ctx, impersonator, &user).await?;
    }
    Ok(Actor {
        user,
        session: claims.session,
        impersonator: impersonator.map(|impersonator| impersonator.user),
    })
}

/// Who acts in a session as its owner, if it is somebody else.
fn impersonator_of(session: &Model) -> Option<Impersonator> {
    let user = session.impersonator_id?;
    // A session that does not say where it began is nobody's, and so is none that lives.
    let session = session.impersonator_session_id.unwrap_or_default();
    Some(Impersonator {
        user: UserId::new(user),
        session: SessionId::new(session),
    })
}

/// Whether the actor's session lives, and so does their account; of who acts as somebody else also
/// what lets them.
pub(crate) async fn is_live(ctx: &Ctx, actor: &Actor) -> Result<bool> {
    let now = ctx.clock.now();
    let found = store::find_user_of_live(ctx.db.read(), actor.session, actor.user.id, now).await?;
    let Some((session, user)) = found else {
        return Ok(false);
    };
    let Some(impersonator) = impersonator_of(&session) else {
        return Ok(true);
    };
    match impersonation::confirm(ctx, impersonator, &users::view(user)?).await {
        Err(Error::Unauthenticated { .. }) => Ok(false),
        confirmed => confirmed.map(|()| true),
    }
}

/// Opens a session for a person who has proved who they are.
pub(crate) async fn start(
    ctx: &Ctx,
    tx: &Tx,
    grant: &Grant,
    origin: &Origin,
) -> Result<(Tokens, SessionId)> {
    let now = ctx.clock.now();
    let user = grant.user();
    let session = SessionId::new(ctx.ids.uuid(now)?);
    let usual = ctx.settings.session_ttl;
    let ttl = match grant.impersonator() {
        Some(_) => usual.min(impersonation::TTL),
        None => usual,
    };
    store::insert(&**tx, session, grant, origin, now, now + ttl).await?;
    let tokens = issue(ctx, tx, Claims { user, session }, None, ttl).await?;
    Ok((tokens, session))
}

/// The session of a refresh token, in whatever state.
pub(crate) async fn session_of_token(tx: &Tx, hash: &str) -> Result<Option<SessionId>> {
    let token = store::find_token(&**tx, hash).await?;
    Ok(token.map(|token| SessionId::new(token.session_id)))
}

/// The owner of a living session, who is active.
///
/// # Errors
///
/// [`code::UNAUTHENTICATED`] if there is none.
pub(crate) async fn owner_of_live(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    session: SessionId,
    user: UserId,
) -> Result<User> {
    let row = store::find_user_of_live(conn, session, user, ctx.clock.now()).await?;
    let (_, user) = row.ok_or_else(Error::unauthenticated)?;
    users::view(user)
}

/// Until when a session lives.
pub(crate) async fn expires_at(
    conn: &impl ConnectionTrait,
    session: SessionId,
) -> Result<DateTime<Utc>> {
    let row = store::find(conn, session).await?;
    Ok(row.ok_or_else(Error::unauthenticated)?.expires_at)
}

/// In how many browsers a user is signed in.
pub(crate) async fn count_live(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    user: UserId,
) -> Result<u64> {
    store::count_live(conn, Some(user), ctx.clock.now()).await
}

/// In how many browsers anybody is signed in.
pub(crate) async fn count_all_live(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<u64> {
    store::count_live(conn, None, ctx.clock.now()).await
}

/// When the person of a session proved last who they are.
pub(crate) async fn proved_at(ctx: &Ctx, session: SessionId) -> Result<Option<DateTime<Utc>>> {
    store::proved_at(ctx.db.read(), session).await
}

/// Notes that the person of a session has proved anew who they are.
pub(crate) async fn prove(ctx: &Ctx, session: SessionId) -> Result<()> {
    let now = ctx.clock.now();
    ctx.db
        .write(|tx| async move { store::prove(&*tx, session, now).await })
        .await
}

/// Finds the active user of a living session, for what began in it and ends without its token.
///
/// # Errors
///
/// [`code::UNAUTHENTICATED`] if the session has ended or the account is deactivated.
pub(crate) async fn find_user(
    ctx: &Ctx,
    tx: &Tx,
    session: SessionId,
    user: UserId,
) -> Result<User> {
    owner_of_live(ctx, &**tx, session, user).await
}

/// Exchanges a refresh token.
///
/// # Errors
///
/// [`code::SESSION_ENDED`] if the token is unknown or outdated, or its session has ended.
pub async fn refresh(ctx: &Ctx, refresh_token: &str, origin: &Origin) -> Result<Tokens> {
    let hash = hash_token(refresh_token);
    ctx.refresh_flights
        .join(&hash, || async {
            // A theft is found inside the transaction but must be committed, so it is a value.
            let outcome = ctx.db.write(|tx| rotate(ctx, tx, &hash, origin)).await?;
            outcome.ok_or(Error::Unauthenticated {
                code: code::SESSION_ENDED,
            })
        })
        .await
}

/// Lists the actor's living sessions, newest first, in pages.
///
/// # Errors
///
/// `malformed` for a cursor of another list.
pub async fn list(ctx: &Ctx, actor: &Actor, query: SessionQuery) -> Result<Page<Session>> {
    let SessionQuery { limit, cursor } = query;
    let limit = cursor::limit(limit)?;
    let cursor = NEWEST_FIRST.cursor(cursor)?;
    let (user, now) = (actor.user.id, ctx.clock.now());
    let rows = store::list_live(ctx.db.read(), user, cursor.as_ref(), limit + 1, now).await?;
    let key = |row: &Model| (row.created_at.to_rfc3339(), row.id);
    let view = |row| Ok(view(row, Some(actor.session)));
    cursor::paginate(rows, limit, NEWEST_FIRST, cursor.as_ref(), key, view)
}

/// All sessions of a user that are kept, ended ones too, oldest first, as the wire shows them.
pub(crate) async fn all_of(ctx: &Ctx, user: UserId) -> Result<Vec<Session>> {
    let rows = store::all_of(ctx.db.read(), user).await?;
    Ok(rows.into_iter().map(|row| view(row, None)).collect())
}

async fn rotate(ctx: &Ctx, tx: Tx, hash: &str, origin: &Origin) -> Result<Option<Tokens>> {
    let now = ctx.clock.now();
    let Some(found) = store::find_token(&*tx, hash).await? else {
        return Ok(None);
    };
    let session = SessionId::new(found.session_id);
    // Exchanges of one session take turns from here on.
    let Some(live) = store::lock_live(&tx, session, now).await? else {
        return Ok(None);
    };
    let user = UserId::new(live.user_id);
    // Read again: another exchange may have consumed it while this one waited.
    let Some(token) = store::find_token(&*tx, hash).await? else {
        return Ok(None);
    };
    if token.superseded_at.is_some() {
        // Who acts as somebody else has lost it: the owner had nothing to lose.
        let robbed = live.impersonator_id.map_or(user, UserId::new);
        end_stolen(ctx, &tx, session, robbed, origin).await?;
        return Ok(None);
    }
    if let Some(by) = impersonator_of(&live)
        && store::find_user_of_live(&*tx, by.session, by.user, now)
            .await?
            .is_none()
    {
        // Who acts as somebody else has signed out where they began.
        store::end(&*tx, session, EndReason::ImpersonationEnded, now).await?;
        return Ok(None);
    }
    if token.consumed_at.is_none() {
        store::consume(&*tx, session, token.id, now).await?;
    }
    let expires_at = match live.impersonator_id {
        Some(_) => live.expires_at,
        None => now + ctx.settings.session_ttl,
    };
    store::touch(&*tx, session, origin, now, expires_at).await?;
    let ttl = (expires_at - now).to_std().unwrap_or_default();
    let claims = Claims { user, session };
    let tokens = issue(ctx, &tx, claims, Some(token.id), ttl).await?;
    Ok(Some(tokens))
}

/// Ends a session of which somebody else has a token, and tells its owner.
async fn end_stolen(
    ctx: &Ctx,
    tx: &Tx,
    session: SessionId,
    user: UserId,
    origin: &Origin,
) -> Result<()> {
    let reason = EndReason::RefreshTokenReused;
    let ended = store::end(&**tx, session, reason, ctx.clock.now()).await?;
    hang_up(ctx, tx, ended).await?;
    let event = SecurityEvent::RefreshTokenReused;
    security_events::record(ctx, tx, event, user, Some(session), origin).await?;
    let owner = users::load(&**tx, user).await?;
    let mail = Mail::SessionTheft {
        first_name: owner.first_name.clone(),
    };
    mails::send(ctx, tx, &owner.email, owner.locale, mail).await
}

/// Deletes sessions that ended or ran out before `before`, at most `limit` of them.
pub(crate) async fn purge(tx: Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    store::purge(&tx, before, limit).await
}

/// Deletes refresh tokens that were left behind before `before`, at most `limit` of them.
pub(crate) async fn purge_tokens(tx: Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    store::purge_tokens(&tx, before, limit).await
}

/// A kept address, unless it is the one that stands for all that are not known.
pub(crate) fn known_address(address: String) -> Option<String> {
    Some(address).filter(|address| address != UNKNOWN_ADDRESS)
}

/// The session as the wire shows it.
fn view(row: Model, asking: Option<SessionId>) -> Session {
    let is_impersonated = row.impersonator_id.is_some();
    // Its owner learns that somebody acts as them, and not from where staff work.
    let (agent, address) = if is_impersonated {
        ("", None)
    } else {
        (row.user_agent.as_str(), known_address(row.address))
    };
    let device = user_agent::read(agent);
    Session {
        id: SessionId::new(row.id),
        browser: device.browser.map(str::to_owned),
        system: device.system.map(str::to_owned),
        device: device.kind,
        address,
        is_impersonated,
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
        is_current: asking.is_some_and(|asking| asking.uuid() == row.id),
    }
}

async fn issue(
    ctx: &Ctx,
    tx: &Tx,
    claims: Claims,
    parent: Option<uuid::Uuid>,
    refresh_ttl: Duration,
) -> Result<Tokens> {
    let now = ctx.clock.now();
    let refresh = ctx.ids.token()?;
    let id = ctx.ids.uuid(now)?;
    store::insert_token(&**tx, id, claims.session, parent, hash_token(&refresh), now).await?;
    Ok(Tokens {
        access: ctx.access_tokens.sign(claims, now)?,
        refresh,
        access_ttl: ACCESS_TTL,
        refresh_ttl,
    })
}
