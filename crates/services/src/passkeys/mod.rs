//! Passkeys: what people sign in with instead of a password, or after it.
//!
//! A passkey proves two things at once, that somebody has a device and that the device knows them:
//! so it signs in by itself. What it answers is a ceremony, which is good once. A passkey whose
//! counter went back was copied: it is blocked, and its owner told.

mod ceremonies;
mod relying_party;
mod store;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use contract::{
    Page, PasskeyId, UserId,
    passkeys::{MAX, Passkey, PasskeyCreate, PasskeyUpdate},
    problem::code,
    validation,
};
use db::{Tx, entity::passkeys::Model};
use sea_orm::ConnectionTrait;
use serde::de::DeserializeOwned;
use serde_json::Value;
use webauthn_rs::prelude::{CredentialID, PublicKeyCredential};

use ceremonies::State;
use relying_party::is_copy;
use store::NewPasskey;

pub(crate) use ceremonies::purge as purge_ceremonies;
pub use ceremonies::{Ceremony, TTL as CEREMONY_TTL};
pub use relying_party::RelyingParty;
pub(crate) use store::delete_since;

use crate::{
    Ctx, Error, Origin, Result,
    auth::{self, step_up},
    mails::{self, Mail},
    security_events::{self, SecurityEvent},
    sessions::Actor,
    users,
};

/// What a browser has answered to a ceremony.
#[derive(Clone, Debug)]
pub(crate) struct Assertion {
    /// Names the ceremony, if the browser still knows it.
    ceremony: Option<String>,
    credential: PublicKeyCredential,
}

impl Assertion {
    /// Reads an answer.
    ///
    /// # Errors
    ///
    /// `malformed` if `credential` is none.
    pub(crate) fn new(ceremony: Option<&str>, credential: Value) -> Result<Self> {
        Ok(Self {
            ceremony: ceremony.map(str::to_owned),
            credential: read(credential)?,
        })
    }
}

/// Lists the actor's passkeys, oldest first: there are only a few, so it is one page.
pub async fn list(ctx: &Ctx, actor: &Actor) -> Result<Page<Passkey>> {
    Ok(Page {
        items: all_of(ctx, actor.user.id).await?,
        next_cursor: None,
        previous_cursor: None,
    })
}

/// Asks for a new passkey of the actor.
///
/// # Errors
///
/// [`code::STEP_UP_REQUIRED`] without a fresh proof.
pub async fn begin_adding(ctx: &Ctx, actor: &Actor) -> Result<Ceremony> {
    step_up::require(ctx, actor).await?;
    let user = &actor.user;
    let known = store::list(ctx.db.read(), user.id).await?;
    let known = known.iter().map(credential_id).collect::<Result<_>>()?;
    let (options, state) = ctx.passkeys.begin_registration(user, known)?;
    let question = (options, State::Registration(state));
    ceremonies::begin(ctx, Some(user.id), question).await
}

/// Adds a passkey that a browser has made, and tells its owner by mail.
///
/// # Errors
///
/// - [`code::STEP_UP_REQUIRED`] without a fresh proof.
/// - [`code::PASSKEY_REFUSED`] if it answers no live ceremony of the actor, or they have it already.
/// - [`code::PASSKEY_KNOWN`] if another account has it.
/// - [`code::TOO_MANY_PASSKEYS`] if the actor has [`MAX`].
pub async fn add(
    ctx: &Ctx,
    actor: &Actor,
    ceremony: Option<&str>,
    input: PasskeyCreate,
    origin: &Origin,
) -> Result<Passkey> {
    step_up::require(ctx, actor).await?;
    let PasskeyCreate { name, credential } = input;
    let (name, credential) = (name.trim(), read(credential)?);
    let user = &actor.user;
    let now = ctx.clock.now();
    let id = ctx.ids.uuid(now)?;
    let row = ctx
        .db
        .write(|tx| {
            let credential = &credential;
            async move {
                users::lock(&tx, user.id).await?.ok_or(Error::NotFound)?;
                let state = ceremonies::take(ctx, &tx, Some(user.id), ceremony).await?;
                let Some(State::Registration(state)) = state else {
                    return Err(refused());
                };
                if store::list(&*tx, user.id).await?.len() >= MAX {
                    return Err(Error::LimitReached {
                        code: code::TOO_MANY_PASSKEYS,
                    });
                }
                let made = ctx
                    .passkeys
                    .finish_registration(credential, &state)?
                    .or(Err(refused()))?;
                let passkey = NewPasskey {
                    id,
                    user: user.id,
                    name: name.to_owned(),
                    credential_id: named(made.cred_id()),
                    credential: serde_json::to_string(&made).map_err(Error::internal)?,
                };
                let row = store::insert(&*tx, passkey, now).await?;
                let event = SecurityEvent::PasskeyAdded;
                let mail = Mail::PasskeyAdded {
                    first_name: user.first_name.clone(),
                };
                tell(ctx, &tx, actor, event, mail, origin).await?;
                Ok(row)
            }
        })
        .await?;
    Ok(view(row))
}

/// Renames a passkey of the actor.
///
/// # Errors
///
/// [`code::STEP_UP_REQUIRED`] without a fresh proof.
pub async fn rename(
    ctx: &Ctx,
    actor: &Actor,
    id: PasskeyId,
    input: PasskeyUpdate,
) -> Result<Passkey> {
    step_up::require(ctx, actor).await?;
    let PasskeyUpdate { name } = input;
    let (name, user) = (name.trim(), actor.user.id);
    let row = ctx
        .db
        .write(|tx| async move {
            store::rename(&*tx, user, id, name.to_owned()).await?;
            store::find(&*tx, user, id).await
        })
        .await?;
    row.map(view).ok_or(Error::NotFound)
}

/// Removes a passkey of the actor, and tells them by mail.
///
/// # Errors
///
/// - [`code::STEP_UP_REQUIRED`] without a fresh proof.
/// - [`code::LAST_WAY_IN`] if nothing else is left to sign in with.
pub async fn remove(ctx: &Ctx, actor: &Actor, id: PasskeyId, origin: &Origin) -> Result<()> {
    step_up::require(ctx, actor).await?;
    let user = &actor.user;
    ctx.db
        .write(|tx| async move {
            // Of two ways that are given up at once, the second sees that it is the last.
            users::lock(&tx, user.id).await?.ok_or(Error::NotFound)?;
            if !store::delete(&*tx, user.id, id).await? {
                return Err(Error::NotFound);
            }
            // Counted afterwards: a blocked one was no way in.
            if auth::ways_in(&*tx, user.id).await? == 0 {
                return Err(Error::Conflict {
                    code: code::LAST_WAY_IN,
                });
            }
            let event = SecurityEvent::PasskeyRemoved;
            let mail = Mail::PasskeyRemoved {
                first_name: user.first_name.clone(),
            };
            tell(ctx, &tx, actor, event, mail, origin).await
        })
        .await
}

/// All passkeys of a user, oldest first, as the wire shows them.
pub(crate) async fn all_of(ctx: &Ctx, user: UserId) -> Result<Vec<Passkey>> {
    let rows = store::list(ctx.db.read(), user).await?;
    Ok(rows.into_iter().map(view).collect())
}

/// How many passkeys a user can sign in with.
pub(crate) async fn count(conn: &impl ConnectionTrait, user: UserId) -> Result<u64> {
    store::count_usable(conn, user).await
}

/// Asks anybody for a passkey.
pub(crate) async fn ask_anybody(ctx: &Ctx) -> Result<Ceremony> {
    let (options, state) = ctx.passkeys.begin_authentication(&[])?;
    ceremonies::begin(ctx, None, (options, State::Authentication(state))).await
}

/// Asks a user for one of their passkeys.
pub(crate) async fn ask(ctx: &Ctx, user: UserId) -> Result<Ceremony> {
    let known = store::list(ctx.db.read(), user).await?;
    let known: Vec<String> = known
        .into_iter()
        .filter(|row| row.blocked_at.is_none())
        .map(|row| row.credential_id)
        .collect();
    let (options, state) = ctx.passkeys.begin_authentication(&known)?;
    let question = (options, State::Authentication(state));
    ceremonies::begin(ctx, Some(user), question).await
}

/// Whom an answer to [`ask_anybody`] names, which is not proved by it.
pub(crate) fn named_user(ctx: &Ctx, assertion: &Assertion) -> Result<Option<UserId>> {
    ctx.passkeys.identify(&assertion.credential)
}

/// Whether an answer is right, which it is once: the caller has locked the user.
///
/// `asked` is whom the ceremony has asked, if it was anybody. A refusal may have blocked the
/// passkey, so the caller commits.
pub(crate) async fn accept(
    ctx: &Ctx,
    tx: &Tx,
    asked: Option<UserId>,
    user: UserId,
    assertion: &Assertion,
    origin: &Origin,
) -> Result<bool> {
    let Assertion {
        ceremony,
        credential,
    } = assertion;
    let state = ceremonies::take(ctx, tx, asked, ceremony.as_deref()).await?;
    let Some(State::Authentication(state)) = state else {
        return Ok(false);
    };
    let id = BASE64_URL_SAFE_NO_PAD.encode(credential.get_credential_id());
    let Some(row) = store::find_usable(&**tx, user, &id).await? else {
        return Ok(false);
    };
    let mut passkey: webauthn_rs::prelude::Passkey =
        serde_json::from_str(&row.credential).map_err(Error::internal)?;
    match ctx
        .passkeys
        .finish_authentication(credential, state, &passkey)?
    {
        Ok(result) => {
            passkey.update_credential(&result);
            let passkey = serde_json::to_string(&passkey).map_err(Error::internal)?;
            store::use_up(&**tx, row.id, passkey, ctx.clock.now()).await?;
            Ok(true)
        }
        Err(error) if is_copy(&error) => block(ctx, tx, user, &row, origin).await.map(|()| false),
        Err(error) => {
            tracing::debug!(%error, "a passkey's answer is refused");
            Ok(false)
        }
    }
}

/// Blocks a passkey that was copied.
async fn block(ctx: &Ctx, tx: &Tx, user: UserId, row: &Model, origin: &Origin) -> Result<()> {
    store::block(&**tx, row.id, ctx.clock.now()).await?;
    let event = SecurityEvent::PasskeyCopied;
    security_events::record(ctx, tx, event, user, None, origin).await?;
    let owner = users::load(&**tx, user).await?;
    let mail = Mail::PasskeyCopied {
        first_name: owner.first_name,
    };
    mails::send(ctx, tx, &owner.email, owner.locale, mail).await
}

/// Records what the actor has done, and tells them by mail.
async fn tell(
    ctx: &Ctx,
    tx: &Tx,
    actor: &Actor,
    event: SecurityEvent,
    mail: Mail,
    origin: &Origin,
) -> Result<()> {
    let user = &actor.user;
    security_events::record(ctx, tx, event, user.id, Some(actor.session), origin).await?;
    mails::send(ctx, tx, &user.email, user.locale, mail).await
}

fn view(row: Model) -> Passkey {
    Passkey {
        id: PasskeyId::new(row.id),
        name: row.name,
        created_at: row.created_at,
        last_used_at: row.last_used_at,
        is_blocked: row.blocked_at.is_some(),
    }
}

fn read<T: DeserializeOwned>(credential: Value) -> Result<T> {
    serde_json::from_value(credential)
        .or(Err(Error::field("credential", validation::code::MALFORMED)))
}

fn named(id: &CredentialID) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(id)
}

fn credential_id(row: &Model) -> Result<CredentialID> {
    BASE64_URL_SAFE_NO_PAD
        .decode(&row.credential_id)
        .map_err(Error::internal)
}

const fn refused() -> Error {
    Error::Conflict {
        code: code::PASSKEY_REFUSED,
    }
}
