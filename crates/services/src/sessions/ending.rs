//! How sessions end, and what hangs on them: streams that somebody listens to.

use contract::{SessionId, UserId};
use db::Tx;

use super::{Actor, EndReason, session_of_token, store};
use crate::{Ctx, Error, Result, ids::hash_token, notifications};

/// Ends the session of a refresh token; an unknown token ends nothing.
pub async fn end(ctx: &Ctx, refresh_token: &str) -> Result<()> {
    let hash = hash_token(refresh_token);
    let now = ctx.clock.now();
    ctx.db
        .write(|tx| {
            let hash = &hash;
            async move {
                if let Some(token) = store::find_token(&*tx, hash).await? {
                    let session = SessionId::new(token.session_id);
                    let ended = store::end(&*tx, session, EndReason::SignedOut, now).await?;
                    hang_up(ctx, &tx, ended).await?;
                }
                Ok(())
            }
        })
        .await
}

/// Whether it was the session that asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It was: whoever asked is signed out.
    Current,
    /// Another one.
    Other,
}

/// Ends a session of the actor.
///
/// # Errors
///
/// [`Error::NotFound`] if the actor has no living session of this id.
pub async fn revoke(ctx: &Ctx, actor: &Actor, id: SessionId) -> Result<Ended> {
    let (ended, reason) = if id == actor.session {
        (Ended::Current, EndReason::SignedOut)
    } else {
        (Ended::Other, EndReason::Revoked)
    };
    let (user, now) = (actor.user.id, ctx.clock.now());
    let is_done = ctx
        .db
        .write(|tx| async move {
            let ended = store::end_own(&*tx, user, id, reason, now).await?;
            hang_up(ctx, &tx, ended).await?;
            Ok::<_, Error>(ended.is_some())
        })
        .await?;
    if is_done {
        Ok(ended)
    } else {
        Err(Error::NotFound)
    }
}

/// Ends all sessions of the actor but the one that asks.
pub async fn revoke_others(ctx: &Ctx, actor: &Actor) -> Result<()> {
    ctx.db
        .write(|tx| async move { end_others(ctx, &tx, actor, EndReason::Revoked).await })
        .await
}

/// Ends all sessions of the actor but the one that asks, for a reason.
pub(crate) async fn end_others(ctx: &Ctx, tx: &Tx, actor: &Actor, reason: EndReason) -> Result<()> {
    let (user, session, now) = (actor.user.id, actor.session, ctx.clock.now());
    let ended = store::end_others(&**tx, user, session, reason, now).await?;
    hang_up(ctx, tx, ended).await
}

/// Ends all sessions of a user.
pub(crate) async fn end_all(ctx: &Ctx, tx: &Tx, user: UserId, reason: EndReason) -> Result<()> {
    let ended = store::end_all(&**tx, user, reason, ctx.clock.now()).await?;
    hang_up(ctx, tx, ended).await
}

/// Lets streams of whose sessions have ended end as well, wherever they are.
pub(super) async fn hang_up(ctx: &Ctx, tx: &Tx, ended: Option<UserId>) -> Result<()> {
    match ended {
        Some(user) => notifications::look_again(ctx, tx, user).await,
        None => Ok(()),
    }
}

/// A session in which somebody has acted as its owner.
pub(crate) struct Borrowed {
    /// The owner.
    pub(crate) user: UserId,
    /// Who has acted as them.
    pub(crate) impersonator: UserId,
}

/// Ends the session of a refresh token if somebody acts in it as its owner. One that has ended before,
/// or is anybody's own, is left as it is.
pub(crate) async fn end_borrowed(ctx: &Ctx, tx: &Tx, hash: &str) -> Result<Option<Borrowed>> {
    let now = ctx.clock.now();
    let Some(session) = session_of_token(tx, hash).await? else {
        return Ok(None);
    };
    let live = store::lock_live(tx, session, now).await?;
    let Some((live, impersonator)) = live.and_then(|live| {
        let impersonator = live.impersonator_id?;
        Some((live, impersonator))
    }) else {
        return Ok(None);
    };
    let ended = store::end(&**tx, session, EndReason::ImpersonationEnded, now).await?;
    hang_up(ctx, tx, ended).await?;
    Ok(Some(Borrowed {
        user: UserId::new(live.user_id),
        impersonator: UserId::new(impersonator),
    }))
}
