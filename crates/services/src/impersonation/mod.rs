//! Acting as somebody else, for staff who help them: with a reason, for an hour at most.
//!
//! It is a session of that person which names who acts in it, so all that they do is theirs and
//! recorded in both names. The session of the staff member goes on beside it. Their browser keeps its
//! refresh token aside and comes back to it by that alone: nothing that belongs to the borrowed
//! session is worth anything for the one of the staff member. The borrowed session is good for no
//! longer than the other one and the permission are; both are looked up with each request.

mod policy;

use std::time::Duration;

use contract::{
    Permission, SessionId, UserId,
    admin::{IMPERSONATION_MINUTES, Reason},
    audit::Fact,
    notifications::NotificationKind,
    problem::code,
    users::{Impersonation, User},
};
use db::Tx;

pub(crate) use policy::{is_barred, require, require_own_name};

use crate::{
    Ctx, Error, Origin, Result, admin,
    audit::{self, Author, Entry},
    auth::sign_in,
    ids::hash_token,
    notifications::{Notice, notify},
    roles::{self, Staff},
    security_events::{self, SecurityEvent},
    sessions::{self, Tokens},
    users,
};

/// For how long somebody can act as somebody else.
pub(crate) const TTL: Duration = Duration::from_mins(IMPERSONATION_MINUTES as u64);

/// Who acts as the owner of a session, and from which session of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Impersonator {
    pub(crate) user: UserId,
    pub(crate) session: SessionId,
}

/// Signs a staff member in as somebody else; `own_token` is the refresh token of their own session,
/// which their browser has to keep until [`end`].
///
/// # Errors
///
/// - [`Error::StepUpRequired`] without a fresh proof.
/// - [`code::FORBIDDEN`] for a command, which has no browser.
/// - [`Error::NotFound`] if there is no such user.
/// - [`code::OWN_ACCOUNT`] for the staff member themselves.
/// - [`code::ROLE_TOO_HIGH`] if the other one is a superuser or holds more.
/// - [`code::SESSION_ENDED`] if `own_token` is not of the session that asks.
/// - Whatever keeps the other one from signing in.
pub async fn begin(
    ctx: &Ctx,
    staff: &Staff,
    target: UserId,
    own_token: Option<&str>,
    input: Reason,
) -> Result<(Tokens, Impersonation)> {
    let Reason { reason } = input;
    let actor = staff.actor()?;
    require_own_name(actor.impersonator)?;
    crate::auth::step_up::require(ctx, &actor).await?;
    let own = own_token.map(hash_token).ok_or_else(session_ended)?;
    let (actor, own, reason) = (&actor, &own, reason.trim());
    ctx.db
        .write(|tx| async move {
            let target =
                admin::users::lock(&tx, staff, Permission::UsersImpersonate, target).await?;
            if target.is_superuser {
                return Err(Error::Forbidden {
                    code: code::ROLE_TOO_HIGH,
                });
            }
            if sessions::session_of_token(&tx, own).await? != Some(actor.session) {
                return Err(session_ended());
            }
            let impersonator = Impersonator {
                user: actor.user.id,
                session: actor.session,
            };
            let origin = &staff.origin;
            let (tokens, session) =
                sign_in::impersonate(ctx, &tx, &target, impersonator, origin).await?;
            let event = SecurityEvent::Impersonated;
            let undisclosed = origin.undisclosed();
            security_events::record(ctx, &tx, event, target.id, Some(session), &undisclosed)
                .await?;
            let expires_at = ctx.clock.now() + tokens.refresh_ttl;
            let facts = admin::users::facts(&target)
                .open(Fact::Reason, reason)
                .open(Fact::ExpiresAt, expires_at);
            let entry = Entry::new("users.impersonate", "user", target.id.uuid()).after(facts);
            audit::record_product(ctx, &tx, &staff.author(), entry).await?;
            let notice = Notice::new(NotificationKind::Impersonated);
            notify(ctx, &tx, target.id, &notice).await?;
            let by = actor.user.full_name();
            Ok((tokens, Impersonation { by, expires_at }))
        })
        .await
}

/// Ends acting as somebody else, and exchanges the token that was kept aside for new tokens of the
/// session from which it began. It works when the other session has run out, too.
///
/// # Errors
///
/// [`code::SESSION_ENDED`] if that session has ended.
pub async fn end(
    ctx: &Ctx,
    borrowed_token: Option<&str>,
    own_token: Option<&str>,
    origin: &Origin,
) -> Result<Tokens> {
    if let Some(token) = borrowed_token {
        let hash = hash_token(token);
        ctx.db
            .write(|tx| {
                let hash = &hash;
                async move { end_borrowed(ctx, &tx, hash, origin).await }
            })
            .await?;
    }
    let own_token = own_token.ok_or_else(session_ended)?;
    sessions::refresh(ctx, own_token, origin).await
}

/// Ends the session of a token if somebody acts in it as somebody else.
async fn end_borrowed(ctx: &Ctx, tx: &Tx, hash: &str, origin: &Origin) -> Result<()> {
    let Some(borrowed) = sessions::end_borrowed(ctx, tx, hash).await? else {
        return Ok(());
    };
    let staff = users::load(&**tx, borrowed.impersonator).await?;
    let target = users::load(&**tx, borrowed.user).await?;
    let entry = Entry::new("users.end_impersonation", "user", target.id.uuid())
        .after(admin::users::facts(&target));
    let author = Author::in_session(&staff, origin);
    audit::record_product(ctx, tx, &author, entry).await
}

/// Lets pass as long as who acts as somebody else is signed in where they began, and still may act as
/// this one.
///
/// # Errors
///
/// [`code::UNAUTHENTICATED`] for everybody else.
pub(crate) async fn confirm(ctx: &Ctx, impersonator: Impersonator, target: &User) -> Result<()> {
    let Impersonator { user, session } = impersonator;
    let conn = ctx.db.read();
    let staff = sessions::owner_of_live(ctx, conn, session, user).await?;
    let held = roles::held_by(conn, &staff).await?;
    let theirs = roles::held_by(conn, target).await?;
    let may_act = held.permissions().contains(Permission::UsersImpersonate)
        && held.cover(theirs.patterns())
        && !target.is_superuser;
    if may_act {
        Ok(())
    } else {
        Err(Error::unauthenticated())
    }
}

/// Who acts in a session as its owner, and until when.
pub(crate) async fn describe(
    ctx: &Ctx,
    session: SessionId,
    impersonator: UserId,
) -> Result<Impersonation> {
    let conn = ctx.db.read();
    let staff = users::load(conn, impersonator).await?;
    let expires_at = sessions::expires_at(conn, session).await?;
    Ok(Impersonation {
        by: staff.full_name(),
        expires_at,
    })
}

const fn session_ended() -> Error {
    Error::Unauthenticated {
        code: code::SESSION_ENDED,
    }
}
