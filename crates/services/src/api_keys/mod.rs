//! API keys: how programs act for people.
//!
//! A key is shown once and kept as a hash. What it may do are its scopes, each a permission that a
//! program can have, and never more than its owner may. It works until it is revoked or runs out, or
//! its owner's account is deactivated. To rotate a key is to make another one with the same name and
//! scopes; both work for a while, so that a program can be moved from one to the other.

mod store;

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    ApiKeyId, Page, UserId,
    api_keys::{
        ApiKey, ApiKeyQuery, CreateApiKey, KEY_PREFIX, NewApiKey, OVERLAP_DEFAULT_HOURS,
        RotateApiKey, Scope,
    },
    problem::code,
};
use db::{Tx, entity::api_keys::Model};

use crate::{
    Caller, Ctx, Error, Origin, Result, Via,
    auth::step_up,
    cursor::{self, Listing},
    ids::hash_token,
    security_events::{self, SecurityEvent},
    sessions::Actor,
    users,
};

/// The most keys of one account that work at a time.
pub const MAX_LIVE: u64 = 50;

/// The list, as its cursors name it.
const NEWEST_FIRST: Listing = Listing::newest_first("api_keys");
/// The characters of a key that are shown later: its common beginning and eight more.
const SHOWN: usize = KEY_PREFIX.len() + 8;
/// The characters of a key: its common beginning and 256 bits in base64.
const LENGTH: usize = KEY_PREFIX.len() + 43;
/// How often it is written that a key is in use.
const NOTED_EVERY: Duration = Duration::from_mins(1);

/// Makes a key of the actor. The answer is the only one that holds it.
///
/// # Errors
///
/// - [`Error::StepUpRequired`] without a fresh proof.
/// - [`code::TOO_MANY_KEYS`] if the actor has as many as one may have.
pub async fn create(
    ctx: &Ctx,
    actor: &Actor,
    input: CreateApiKey,
    origin: &Origin,
) -> Result<NewApiKey> {
    step_up::require(ctx, actor).await?;
    let CreateApiKey {
        name,
        mut scopes,
        expires_in_days,
    } = input;
    scopes.sort_unstable();
    scopes.dedup();
    let now = ctx.clock.now();
    let new = store::NewKey {
        user: actor.user.id,
        name: name.trim().to_owned(),
        scopes: write_scopes(&scopes),
        expires_at: expires_in_days.map(|days| now + TimeDelta::days(days.into())),
    };
    ctx.db
        .write(|tx| {
            let new = new.clone();
            async move {
                // Keys of one account are made one after the other, so that none is miscounted.
                users::lock(&tx, actor.user.id)
                    .await?
                    .ok_or(Error::NotFound)?;
                let made = insert(ctx, &tx, new, now).await?;
                record(ctx, &tx, SecurityEvent::ApiKeyCreated, actor, origin).await?;
                Ok(made)
            }
        })
        .await
}

/// Lists the actor's keys that work, newest first, in pages.
///
/// # Errors
///
/// `malformed` for a cursor of another list.
pub async fn list(ctx: &Ctx, actor: &Actor, query: ApiKeyQuery) -> Result<Page<ApiKey>> {
    let ApiKeyQuery { limit, cursor } = query;
    let limit = cursor::limit(limit)?;
    let cursor = NEWEST_FIRST.cursor(cursor)?;
    let (user, now) = (actor.user.id, ctx.clock.now());
    let rows = store::list_live(ctx.db.read(), user, cursor.as_ref(), limit + 1, now).await?;
    let key = |row: &Model| (row.created_at.to_rfc3339(), row.id);
    let view = |row| Ok(view(row));
    cursor::paginate(rows, limit, NEWEST_FIRST, cursor.as_ref(), key, view)
}

/// Makes a key in the place of another one, which goes on working for a while.
///
/// The new key has the name, the scopes and the length of life of the old one.
///
/// # Errors
///
/// - [`Error::StepUpRequired`] without a fresh proof.
/// - [`Error::NotFound`] if the actor has no key of this id.
/// - [`code::KEY_ENDED`] if the key works no more, or another one has taken its place.
/// - [`code::TOO_MANY_KEYS`] if the actor has as many as one may have.
pub async fn rotate(
    ctx: &Ctx,
    actor: &Actor,
    id: ApiKeyId,
    input: RotateApiKey,
    origin: &Origin,
) -> Result<NewApiKey> {
    step_up::require(ctx, actor).await?;
    let RotateApiKey { overlap_hours } = input;
    let overlap = TimeDelta::hours(overlap_hours.unwrap_or(OVERLAP_DEFAULT_HOURS).into());
    let now = ctx.clock.now();
    let user = actor.user.id;
    ctx.db
        .write(|tx| async move {
            users::lock(&tx, user).await?.ok_or(Error::NotFound)?;
            let old = store::find_own(&*tx, user, id)
                .await?
                .ok_or(Error::NotFound)?;
            if old.replaced_by.is_some() || old.expires_at.is_some_and(|end| end <= now) {
                return Err(Error::Conflict {
                    code: code::KEY_ENDED,
                });
            }
            let end = now + overlap;
            let end = old.expires_at.map_or(end, |planned| planned.min(end));
            store::expire(&*tx, old.id, end).await?;
            let new = store::NewKey {
                user,
                name: old.name,
                scopes: old.scopes,
                expires_at: old
                    .expires_at
                    .map(|planned| now + (planned - old.created_at)),
            };
            let made = insert(ctx, &tx, new, now).await?;
            store::replace(&*tx, old.id, made.api_key.id).await?;
            record(ctx, &tx, SecurityEvent::ApiKeyRotated, actor, origin).await?;
            Ok(made)
        })
        .await
}

/// Revokes a key of the actor: it stops to work at once.
///
/// # Errors
///
/// [`Error::NotFound`] if the actor has no key of this id.
pub async fn revoke(ctx: &Ctx, actor: &Actor, id: ApiKeyId, origin: &Origin) -> Result<()> {
    let now = ctx.clock.now();
    ctx.db
        .write(|tx| async move {
            if !store::revoke(&*tx, actor.user.id, id, now).await? {
                return Err(Error::NotFound);
            }
            record(ctx, &tx, SecurityEvent::ApiKeyRevoked, actor, origin).await
        })
        .await
}

/// Finds out who a key speaks for.
///
/// # Errors
///
/// [`code::UNAUTHENTICATED`] if there is no such key, it has been revoked or has run out, or its
/// owner's account is deactivated.
pub async fn authenticate(ctx: &Ctx, key: &str) -> Result<Caller> {
    if key.len() != LENGTH || !key.starts_with(KEY_PREFIX) {
        return Err(Error::unauthenticated());
    }
    let now = ctx.clock.now();
    let (row, owner) = store::find_live(ctx.db.read(), &hash_token(key), now)
        .await?
        .ok_or_else(Error::unauthenticated)?;
    let id = ApiKeyId::new(row.id);
    note_use(ctx, id, row.last_used_at, now).await;
    Ok(Caller {
        user: users::view(owner)?,
        via: Via::ApiKey {
            id,
            scopes: read_scopes(&row.scopes),
        },
        impersonator: None,
    })
}

/// Writes that a key is in use, unless that was written just now.
///
/// Who asks is answered even if it cannot be written.
async fn note_use(ctx: &Ctx, id: ApiKeyId, last: Option<DateTime<Utc>>, now: DateTime<Utc>) {
    let stale = now - NOTED_EVERY;
    if last.is_some_and(|last| last > stale) {
        return;
    }
    let noted = ctx
        .db
        .write(|tx| async move { store::touch(&*tx, id, now, stale).await })
        .await;
    if let Err(error) = noted {
        tracing::warn!(%error, "the use of an API key was not noted");
    }
}

/// Revokes all keys of a user that were made after `since`.
pub(crate) async fn revoke_made_since(
    ctx: &Ctx,
    tx: &Tx,
    user: UserId,
    since: DateTime<Utc>,
) -> Result<()> {
    store::revoke_made_since(&**tx, user, since, ctx.clock.now()).await
}

/// Deletes keys that were revoked or ran out before `before`, at most `limit` of them.
pub(crate) async fn purge(tx: Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    store::purge(&tx, before, limit).await
}

/// All keys of a user that are kept, as the wire shows them.
pub(crate) async fn all_of(ctx: &Ctx, user: UserId) -> Result<Vec<ApiKey>> {
    let rows = store::all_of(ctx.db.read(), user).await?;
    Ok(rows.into_iter().map(view).collect())
}

async fn insert(ctx: &Ctx, tx: &Tx, new: store::NewKey, now: DateTime<Utc>) -> Result<NewApiKey> {
    if store::count_live(&**tx, new.user, now).await? >= MAX_LIVE {
        return Err(Error::LimitReached {
            code: code::TOO_MANY_KEYS,
        });
    }
    let key = format!("{KEY_PREFIX}{}", ctx.ids.token()?);
    let secret = store::Secret {
        prefix: key.chars().take(SHOWN).collect(),
        hash: hash_token(&key),
    };
    let row = store::insert(&**tx, ctx.ids.uuid(now)?, new, secret, now).await?;
    Ok(NewApiKey {
        api_key: view(row),
        key,
    })
}

async fn record(
    ctx: &Ctx,
    tx: &Tx,
    event: SecurityEvent,
    actor: &Actor,
    origin: &Origin,
) -> Result<()> {
    security_events::record(ctx, tx, event, actor.user.id, Some(actor.session), origin).await
}

fn write_scopes(scopes: &[Scope]) -> String {
    let words: Vec<_> = scopes.iter().map(|scope| scope.as_str()).collect();
    words.join(" ")
}

/// What a key may do. A scope that is known no more grants nothing.
fn read_scopes(text: &str) -> Vec<Scope> {
    text.split(' ')
        .filter_map(|word| word.parse().ok())
        .collect()
}

/// The key as the wire shows it.
fn view(row: Model) -> ApiKey {
    let Model {
        id,
        user_id: _,
        name,
        prefix,
        key_hash: _,
        scopes,
        created_at,
        expires_at,
        last_used_at,
        revoked_at: _,
        replaced_by,
    } = row;
    ApiKey {
        id: ApiKeyId::new(id),
        name,
        prefix,
        scopes: read_scopes(&scopes),
        created_at,
        expires_at,
        last_used_at,
        replaced_by: replaced_by.map(ApiKeyId::new),
    }
}
