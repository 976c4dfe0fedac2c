//! Sessions: signed-in browsers.
//!
//! A session lives as long as its refresh token is exchanged in time. Each exchange consumes the
//! token and makes a child of it. A consumed token presented again is forgiven, with another child,
//! as long as no child of it was used: a lost answer, two tabs. Once a child was used its siblings
//! are dead, and presenting a dead or an outdated token is theft: the session ends, and its owner
//! is told.
//!
//! Every authenticated request asks the database for its session, so ending one acts at once.

mod flight;
mod store;

use std::time::Duration;

use contract::{SessionId, UserId, problem::code, users::User};
use db::Tx;

pub use flight::RefreshFlights;

use crate::{
    Ctx, Error, Origin, Result,
    ids::hash_token,
    mails::{self, Mail},
    security_events::{self, SecurityEvent},
    tokens::{ACCESS_TTL, Claims},
    users,
};

/// Who asks: a signed-in person.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The person.
    pub user: User,
    /// The browser.
    pub session: SessionId,
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
    /// Its owner changed the password in another session.
    PasswordChanged,
    /// A refresh token was presented that should not exist any more.
    RefreshTokenReused,
}

impl EndReason {
    const fn as_str(self) -> &'static str {
        match self {
            Self::SignedOut => "signed_out",
            Self::PasswordChanged => "password_changed",
            Self::RefreshTokenReused => "refresh_token_reused",
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
    let user = store::find_user_of_live(ctx.db.read(), claims.session, claims.user, now)
        .await?
        .ok_or_else(Error::unauthenticated)?;
    Ok(Actor {
        user: users::view(user)?,
        session: claims.session,
    })
}

/// Opens a session for a person who has proved who they are.
pub(crate) async fn start(ctx: &Ctx, tx: &Tx, user: UserId, origin: &Origin) -> Result<Tokens> {
    let now = ctx.clock.now();
    let session = SessionId::new(ctx.ids.uuid(now)?);
    store::insert(
        &**tx,
        session,
        user,
        origin,
        now,
        now + ctx.settings.session_ttl,
    )
    .await?;
    issue(ctx, tx, Claims { user, session }, None).await
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
                    store::end(&*tx, session, EndReason::SignedOut, now).await?;
                }
                Ok(())
            }
        })
        .await
}

/// Ends all sessions of the actor but the one that asks.
pub(crate) async fn end_others(ctx: &Ctx, tx: &Tx, actor: &Actor, reason: EndReason) -> Result<()> {
    store::end_others(&**tx, actor.user.id, actor.session, reason, ctx.clock.now()).await
}

/// What a refresh token's place in its tree says of who presents it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// The newest token, or one whose answer was lost.
    Exchange,
    /// A token that its owner cannot have a use for any more.
    Theft,
}

const fn judge(consumed: bool, child_used: bool, sibling_used: bool) -> Verdict {
    if sibling_used || (consumed && child_used) {
        Verdict::Theft
    } else {
        Verdict::Exchange
    }
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
    let child_used = store::has_used_child(&*tx, token.id, None).await?;
    let sibling_used = match token.parent_id {
        Some(parent) => store::has_used_child(&*tx, parent, Some(token.id)).await?,
        None => false,
    };
    match judge(token.consumed_at.is_some(), child_used, sibling_used) {
        Verdict::Exchange => {
            if token.consumed_at.is_none() {
                store::consume(&*tx, token.id, now).await?;
            }
            store::touch(&*tx, session, now, now + ctx.settings.session_ttl).await?;
            issue(ctx, &tx, Claims { user, session }, Some(token.id))
                .await
                .map(Some)
        }
        Verdict::Theft => {
            store::end(&*tx, session, EndReason::RefreshTokenReused, now).await?;
            let event = SecurityEvent::RefreshTokenReused;
            security_events::record(ctx, &tx, event, user, session, origin).await?;
            let owner = users::load(&*tx, user).await?;
            let mail = Mail::SessionTheft {
                first_name: owner.first_name.clone(),
            };
            mails::send(ctx, &tx, &owner.email, owner.locale, mail).await?;
            Ok(None)
        }
    }
}

async fn issue(ctx: &Ctx, tx: &Tx, claims: Claims, parent: Option<uuid::Uuid>) -> Result<Tokens> {
    let now = ctx.clock.now();
    let refresh = ctx.ids.token()?;
    let id = ctx.ids.uuid(now)?;
    store::insert_token(&**tx, id, claims.session, parent, hash_token(&refresh), now).await?;
    Ok(Tokens {
        access: ctx.access_tokens.sign(claims, now)?,
        refresh,
        access_ttl: ACCESS_TTL,
        refresh_ttl: ctx.settings.session_ttl,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_judged_by_what_became_of_its_family() {
        for (consumed, child_used, sibling_used, verdict) in [
            (false, false, false, Verdict::Exchange),
            (true, false, false, Verdict::Exchange),
            (true, true, false, Verdict::Theft),
            (false, false, true, Verdict::Theft),
            (true, false, true, Verdict::Theft),
            (true, true, true, Verdict::Theft),
        ] {
            assert_eq!(
                judge(consumed, child_used, sibling_used),
                verdict,
                "consumed {consumed}, child used {child_used}, sibling used {sibling_used}"
            );
        }
    }
}
