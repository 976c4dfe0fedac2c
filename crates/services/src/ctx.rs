//! What every service needs.

use std::{
    net::{IpAddr, Ipv4Addr},
    sync::Arc,
    time::Duration,
};

use chrono::{DateTime, Utc};
use db::Db;
use uuid::Uuid;

use crate::{
    Clock, Ids, devices::DeviceToken, jobs::Wake, limits::Limits, notifications::Feed,
    oauth::Providers, passkeys::RelyingParty, passwords::Passwords, sealing::Seal,
    sessions::RefreshFlights, tokens::AccessTokens,
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
    /// Asks for passkeys and checks the answers.
    pub passkeys: RelyingParty,
    /// The signer of access tokens.
    pub access_tokens: AccessTokens,
    /// Encrypts secrets that have to be read again.
    pub seal: Seal,
    /// The providers by which people may sign in.
    pub oauth: Providers,
    /// Wakes this process's worker when a job is queued.
    pub wake: Wake,
    /// Tells those who listen in this process what is new.
    pub feed: Feed,
    /// Refreshes of sessions under way in this process.
    pub refresh_flights: RefreshFlights,
    /// How much anybody may ask for.
    pub limits: Limits,
    /// Since when this process runs.
    pub started_at: DateTime<Utc>,
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
    /// How long the link of a mail to choose a new password works.
    pub password_reset_ttl: Duration,
    /// How long a browser is known after a sign-in.
    pub device_ttl: Duration,
    /// How long a browser that its owner trusts is asked for no second factor.
    pub device_trust_ttl: Duration,
    /// For how long what is over is kept.
    pub retention: Retention,
}

/// For how long what is over is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Sessions that have ended or run out.
    pub sessions: Duration,
    /// Refresh tokens that were left behind: for so long is their reuse noticed as theft.
    pub refresh_tokens: Duration,
    /// Jobs that were given up.
    pub dead_jobs: Duration,
    /// What happened to accounts.
    pub security_events: Duration,
    /// API keys that were revoked or have run out.
    pub api_keys: Duration,
    /// Which mails were sent.
    pub mail_log: Duration,
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            sessions: Duration::from_hours(30 * 24),
            refresh_tokens: Duration::from_hours(7 * 24),
            dead_jobs: Duration::from_hours(7 * 24),
            security_events: Duration::from_hours(365 * 24),
            api_keys: Duration::from_hours(30 * 24),
            mail_log: Duration::from_hours(30 * 24),
        }
    }
}

impl Settings {
    /// The usual settings for a product at `public_url`.
    pub fn new(public_url: impl Into<String>) -> Self {
        Self {
            public_url: public_url.into(),
            mail_from: "Pilaster <no-reply@localhost.localdomain>".into(),
            session_ttl: Duration::from_hours(30 * 24),
            verification_ttl: Duration::from_hours(24),
            password_reset_ttl: Duration::from_hours(1),
            device_ttl: Duration::from_hours(365 * 24),
            device_trust_ttl: Duration::from_hours(30 * 24),
            retention: Retention::default(),
        }
    }

    /// What authenticator apps show as the product: the host's name.
    pub fn issuer(&self) -> &str {
        let host = self.public_url.split("://").nth(1);
        // A colon would end the name.
        host.and_then(|host| host.split([':', '/']).next())
            .unwrap_or(&self.public_url)
    }
}

/// Where a request comes from: for sessions and the security record.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The client's address, as far as proxies can be trusted.
    pub address: IpAddr,
    /// The `User-Agent`, cut to a sensible length.
    pub user_agent: String,
    /// Which browser it is, if it has signed in before.
    pub device: Option<DeviceToken>,
    /// The request's id.
    pub request: Option<Uuid>,
}

impl Origin {
    /// Where nothing comes from that is done on the machine itself.
    pub(crate) const fn nowhere() -> Self {
        Self {
            address: IpAddr::V4(Ipv4Addr::UNSPECIFIED),
            user_agent: String::new(),
            device: None,
            request: None,
        }
    }

    /// The origin of what staff do to an account, for its owner: they learn that it was done, and not
    /// from where staff work.
    pub(crate) fn undisclosed(&self) -> Self {
        Self {
            request: self.request,
            ..Self::nowhere()
        }
    }
}
