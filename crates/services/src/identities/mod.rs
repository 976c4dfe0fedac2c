//! Identities: accounts elsewhere by which people sign in here, at most one of each provider.
//!
//! An identity is the provider's name for the person, which never changes. The address that comes
//! along is shown and decides nothing once the two accounts are connected.

mod store;

use contract::{
    SessionId, UserId,
    identities::{Identities, Identity},
    oauth::ProviderId,
    problem::code,
    users::User,
};
use db::{Tx, entity::identities::Model};

pub(crate) use store::{count_of, delete_since, find_owner, touch};

use crate::{
    Ctx, Error, Origin, Result, auth,
    mails::{self, Mail},
    security_events::{self, SecurityEvent},
    sessions::Actor,
    users,
};

/// An account elsewhere that is about to be connected.
#[derive(Clone)]
pub(crate) struct NewIdentity {
    pub(crate) provider: ProviderId,
    pub(crate) subject: String,
    pub(crate) email: Option<String>,
}

/// Lists the actor's own, in the order of the providers.
pub async fn list(ctx: &Ctx, actor: &Actor) -> Result<Identities> {
    Ok(Identities {
        items: all_of(ctx, actor.user.id).await?,
    })
}

/// All of a user, in the order of the providers, as the wire shows them.
pub(crate) async fn all_of(ctx: &Ctx, user: UserId) -> Result<Vec<Identity>> {
    let rows = store::list_of(ctx.db.read(), user).await?;
    let mut items: Vec<Identity> = rows.into_iter().map(view).collect::<Result<_>>()?;
    items.sort_by_key(|identity| identity.provider);
    Ok(items)
}

/// Disconnects the actor's account at a provider and tells them by mail.
///
/// # Errors
///
/// - [`code::STEP_UP_REQUIRED`] unless the actor has proved lately who they are.
/// - [`Error::NotFound`] if none is connected.
/// - [`code::LAST_WAY_IN`] if nothing would be left to sign in with.
pub async fn unlink(ctx: &Ctx, actor: &Actor, provider: ProviderId, origin: &Origin) -> Result<()> {
    auth::step_up::require(ctx, actor).await?;
    let user = &actor.user;
    ctx.db
        .write(|tx| async move {
            // Of two ways that are given up at once, the second sees that it is the last.
            users::lock(&tx, user.id).await?.ok_or(Error::NotFound)?;
            if store::find_of(&*tx, user.id, provider).await?.is_none() {
                return Err(Error::NotFound);
            }
            if auth::ways_in(&*tx, user.id).await? <= 1 {
                return Err(Error::Conflict {
                    code: code::LAST_WAY_IN,
                });
            }
            store::delete_of(&*tx, user.id, provider).await?;
            let event = SecurityEvent::IdentityUnlinked;
            let session = Some(actor.session);
            security_events::record(ctx, &tx, event, user.id, session, origin).await?;
            let mail = Mail::IdentityUnlinked {
                first_name: user.first_name.clone(),
                provider: ctx.oauth.name_of(provider).to_owned(),
            };
            mails::send(ctx, &tx, &user.email, user.locale, mail).await
        })
        .await
}

/// Connects an account elsewhere with that of `user`, whose row is locked, and tells them by mail.
///
/// # Errors
///
/// - [`code::OAUTH_ALREADY_LINKED`] if another one of the provider is connected.
/// - [`code::OAUTH_IDENTITY_TAKEN`] if it is connected with another account here.
pub(crate) async fn link(
    ctx: &Ctx,
    tx: &Tx,
    user: &User,
    identity: NewIdentity,
    session: Option<SessionId>,
    origin: &Origin,
) -> Result<()> {
    let provider = identity.provider;
    if store::find_of(&**tx, user.id, provider).await?.is_some() {
        return Err(Error::Conflict {
            code: code::OAUTH_ALREADY_LINKED,
        });
    }
    insert(ctx, tx, user.id, identity).await?;
    let event = SecurityEvent::IdentityLinked;
    security_events::record(ctx, tx, event, user.id, session, origin).await?;
    let mail = Mail::IdentityLinked {
        first_name: user.first_name.clone(),
        provider: ctx.oauth.name_of(provider).to_owned(),
    };
    mails::send(ctx, tx, &user.email, user.locale, mail).await
}

/// Notes with what an account was made.
pub(crate) async fn insert(ctx: &Ctx, tx: &Tx, user: UserId, identity: NewIdentity) -> Result<()> {
    let now = ctx.clock.now();
    store::insert(&**tx, ctx.ids.uuid(now)?, user, identity, now).await
}

fn view(row: Model) -> Result<Identity> {
    Ok(Identity {
        provider: row.provider.parse().map_err(Error::internal)?,
        email: row.email,
        created_at: row.created_at,
        last_used_at: row.last_used_at,
    })
}
