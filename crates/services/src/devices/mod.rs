//! Devices: the browsers from which somebody has signed in.
//!
//! A cookie tells a browser again, for a year after its last sign-in. It proves nothing by itself:
//! a browser that is not known is told of by mail, and one that its owner trusts is asked for no
//! second factor for 30 days. The cookie changes whenever its browser comes to mean more, by a new
//! person or by trust, so that one that was seen before is worth nothing.

mod store;

use chrono::{DateTime, Utc};
use contract::{DeviceId, UserId, mfa::TrustedDevice, sessions::Device};
use db::{Tx, entity::devices::Model};
use sea_orm::ConnectionTrait;
use serde::Serialize;

use crate::{
    Ctx, Error, Origin, Result,
    ids::hash_token,
    sessions::{self, Actor},
    user_agent,
};

/// Which browser it is: the value of its cookie. It has no `Debug` of its own that would show it.
#[derive(Clone, PartialEq, Eq)]
pub struct DeviceToken(String);

impl DeviceToken {
    /// Takes the value of a cookie.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value of the cookie.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn hash(&self) -> String {
        hash_token(&self.0)
    }
}

impl std::fmt::Debug for DeviceToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DeviceToken(…)")
    }
}

/// Somebody has signed in from a browser.
#[derive(Debug)]
pub(crate) struct Arrival {
    /// What the browser keeps from now on.
    pub(crate) token: DeviceToken,
    /// Whether they use other browsers, and this one for the first time.
    pub(crate) is_surprising: bool,
}

/// A browser that somebody is known in, as their export shows it.
#[derive(Debug, Serialize)]
pub(crate) struct KnownDevice {
    id: DeviceId,
    browser: Option<&'static str>,
    system: Option<&'static str>,
    device: Device,
    address: Option<String>,
    created_at: DateTime<Utc>,
    last_seen_at: DateTime<Utc>,
    trusted_until: Option<DateTime<Utc>>,
    expires_at: DateTime<Utc>,
}

/// Whether the person trusts the browser of `origin`.
pub(crate) async fn is_trusted(
    conn: &impl ConnectionTrait,
    user: UserId,
    origin: &Origin,
    now: DateTime<Utc>,
) -> Result<bool> {
    let known = find(conn, user, origin, now).await?;
    Ok(known.is_some_and(|device| device.trusted_until.is_some_and(|until| until > now)))
}

/// The browser of `origin`, if whose address it is has signed in from there before.
///
/// It takes the same time whether or not the address has an account.
pub(crate) async fn known_at(
    conn: &impl ConnectionTrait,
    email: &str,
    origin: &Origin,
    now: DateTime<Utc>,
) -> Result<Option<DeviceToken>> {
    let Some(token) = &origin.device else {
        return Ok(None);
    };
    let is_known = store::is_known_at(conn, email, &token.hash(), now).await?;
    Ok(is_known.then(|| token.clone()))
}

/// Notes that somebody has signed in from the browser of `origin`, and whether they trust it.
pub(crate) async fn arrive(
    ctx: &Ctx,
    tx: &Tx,
    user: UserId,
    origin: &Origin,
    trust: bool,
) -> Result<Arrival> {
    let now = ctx.clock.now();
    let settings = &ctx.settings;
    let trusted_until = trust.then(|| now + settings.device_trust_ttl);
    let expires_at = now + settings.device_ttl;
    let known = find(&**tx, user, origin, now).await?;
    let token = match &origin.device {
        Some(token) if known.is_some() && !trust => token.clone(),
        before => {
            let token = DeviceToken(ctx.ids.token()?);
            if let Some(before) = before {
                store::rekey(&**tx, &before.hash(), &token.hash()).await?;
            }
            token
        }
    };
    if let Some(device) = known {
        store::touch(&**tx, device.id, origin, trusted_until, now, expires_at).await?;
        return Ok(Arrival {
            token,
            is_surprising: false,
        });
    }
    let is_surprising = store::any(&**tx, user, now).await?;
    let id = ctx.ids.uuid(now)?;
    let device = store::NewDevice {
        id,
        user,
        token_hash: token.hash(),
        trusted_until,
        expires_at,
    };
    store::insert(&**tx, device, origin, now).await?;
    Ok(Arrival {
        token,
        is_surprising,
    })
}

/// Lists the browsers that the actor trusts, the latest first.
pub async fn list_trusted(ctx: &Ctx, actor: &Actor, origin: &Origin) -> Result<Vec<TrustedDevice>> {
    let now = ctx.clock.now();
    let rows = store::list_trusted(ctx.db.read(), actor.user.id, now).await?;
    let here = origin.device.as_ref().map(DeviceToken::hash);
    Ok(rows
        .iter()
        .filter_map(|row| view(row, here.as_deref()))
        .collect())
}

/// All browsers that a user is known in, oldest first.
pub(crate) async fn all_of(ctx: &Ctx, user: UserId) -> Result<Vec<KnownDevice>> {
    let rows = store::all_of(ctx.db.read(), user).await?;
    Ok(rows.into_iter().map(known).collect())
}

/// Trusts a browser of the actor no more.
///
/// # Errors
///
/// [`Error::NotFound`] if the actor trusts no browser of this id.
pub async fn untrust(ctx: &Ctx, actor: &Actor, id: DeviceId) -> Result<()> {
    let user = actor.user.id;
    let is_done = ctx
        .db
        .write(|tx| async move { store::untrust(&*tx, user, Some(id)).await })
        .await?;
    if is_done {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// Trusts no browser of the user any more.
pub(crate) async fn untrust_all(conn: &impl ConnectionTrait, user: UserId) -> Result<()> {
    store::untrust(conn, user, None).await.map(drop)
}

/// Deletes devices that were last seen too long ago, at most `limit` of them.
pub(crate) async fn purge(tx: Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    store::purge(&tx, before, limit).await
}

async fn find(
    conn: &impl ConnectionTrait,
    user: UserId,
    origin: &Origin,
    now: DateTime<Utc>,
) -> Result<Option<Model>> {
    match &origin.device {
        Some(token) => store::find(conn, user, &token.hash(), now).await,
        None => Ok(None),
    }
}

fn known(row: Model) -> KnownDevice {
    let device = user_agent::read(&row.user_agent);
    KnownDevice {
        id: DeviceId::new(row.id),
        browser: device.browser,
        system: device.system,
        device: device.kind,
        address: sessions::known_address(row.address),
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
        trusted_until: row.trusted_until,
        expires_at: row.expires_at,
    }
}

fn view(row: &Model, here: Option<&str>) -> Option<TrustedDevice> {
    let device = user_agent::read(&row.user_agent);
    Some(TrustedDevice {
        id: DeviceId::new(row.id),
        browser: device.browser.map(str::to_owned),
        system: device.system.map(str::to_owned),
        device: device.kind,
        last_seen_at: row.last_seen_at,
        trusted_until: row.trusted_until?,
        is_current: here == Some(row.token_hash.as_str()),
    })
}
