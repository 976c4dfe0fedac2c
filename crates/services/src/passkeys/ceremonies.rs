//! Ceremonies: questions that a passkey is to answer, once and within five minutes.
//!
//! A ceremony is named by a secret that the browser keeps in a cookie, so the answer of one browser
//! is good in no other.

use std::time::Duration;

use chrono::{DateTime, Utc};
use contract::UserId;
use db::Tx;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use webauthn_rs::prelude::{DiscoverableAuthentication, PasskeyRegistration};

use super::store::{self, NewCeremony};
use crate::{Ctx, Error, Result, ids::hash_token};

/// How long a question may be answered.
pub const TTL: Duration = Duration::from_mins(5);

/// A question to a passkey.
#[derive(Clone, Debug)]
pub struct Ceremony {
    /// What the browser's `navigator.credentials` takes.
    pub options: Value,
    /// Names the question, for [`TTL`].
    pub token: String,
}

/// What an answer is held against.
#[derive(Clone, Deserialize, Serialize)]
pub(super) enum State {
    /// For a new passkey.
    Registration(PasskeyRegistration),
    /// For a passkey that is known.
    Authentication(DiscoverableAuthentication),
}

/// Keeps a question, to `user` if it is to somebody.
pub(super) async fn begin(
    ctx: &Ctx,
    user: Option<UserId>,
    (options, state): (Value, State),
) -> Result<Ceremony> {
    let now = ctx.clock.now();
    let token = ctx.ids.token()?;
    let ceremony = NewCeremony {
        id: ctx.ids.uuid(now)?,
        user,
        token_hash: hash_token(&token),
        state: serde_json::to_string(&state).map_err(Error::internal)?,
        expires_at: now + TTL,
    };
    ctx.db
        .write(|tx| {
            let ceremony = ceremony.clone();
            async move { store::insert_ceremony(&*tx, ceremony, now).await }
        })
        .await?;
    Ok(Ceremony { options, token })
}

/// Takes a live question to `user`, so that no other answer can be held against it.
pub(super) async fn take(
    ctx: &Ctx,
    tx: &Tx,
    user: Option<UserId>,
    token: Option<&str>,
) -> Result<Option<State>> {
    let Some(token) = token else {
        return Ok(None);
    };
    let now = ctx.clock.now();
    let found = store::find_ceremony(&**tx, &hash_token(token), user, now).await?;
    let Some(found) = found else {
        return Ok(None);
    };
    // Of two answers at once, one deletes it.
    if !store::delete_ceremony(&**tx, found.id).await? {
        return Ok(None);
    }
    serde_json::from_str(&found.state)
        .map(Some)
        .map_err(Error::internal)
}

/// Deletes questions that expired before `before`, at most `limit` of them.
pub(crate) async fn purge(tx: Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    store::purge_ceremonies(&tx, before, limit).await
}
