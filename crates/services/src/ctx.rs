//! What every service needs.

use std::{net::IpAddr, sync::Arc, time::Duration};

use db::Db;

use crate::{
    Clock, Ids, jobs::Wake, passwords::Passwords, sessions::RefreshFlights, tokens::AccessTokens,
};

/// The context of a service: a cheap clone of the process's parts.
#[derive(Clone)]
pub struct Ctx {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Ids and secrets.
    pub ids: Ids,
    /// Password hashing, off the async threads.
    pub passwords: Passwords,
    /// The signer of access tokens.
    pub access_tokens: AccessTokens,
    /// Wakes this process's worker when a job is queued.
    pub wake: Wake,
    /// Refreshes of sessions under way in this process.
    pub refresh_flights: RefreshFlights,
    /// The settings of services.
    pub settings: Arc<Settings>,
}

/// The settings of services.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The origin of the product, without a slash at its end: `https://app.example.com`.
    pub public_url: String,
    /// The sender of mails: `Pilaster <no-reply@example.com>`.
    pub mail_from: String,
    /// How long a session lives when it is not refreshed.
    pub session_ttl: Duration,
    /// How long the link of a confirmation mail works.
    pub verification_ttl: Duration,
}

impl Settings {
    /// The usual settings for a product at `public_url`.
    pub fn new(public_url: impl Into<String>) -> Self {
        Self {
            public_url: public_url.into(),
            mail_from: "Pilaster <no-reply@localhost.localdomain>".into(),
            session_ttl: Duration::from_hours(30 * 24),
            verification_ttl: Duration::from_hours(24),
        }
    }
}

/// Where a request comes from: for sessions and the security record.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The client's address, as far as proxies can be trusted.
    pub address: IpAddr,
    /// The `User-Agent`, cut to a sensible length.
    pub user_agent: String,
}
