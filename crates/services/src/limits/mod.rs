//! How much anybody may ask for.
//!
//! A [`Rule`] says what is counted together, a [`Key`] for whom, a [`Quota`] how much is too much.
//! Counting is GCRA: a bucket that empties steadily, kept as one point in time for each key. Every
//! process counts what it sees itself, in bounded memory; with Redis the processes count together.
//! While Redis is away each goes on with its own count, which is warm already.
//!
//! A refusal is answered at once. Nothing here sleeps, as sleepers would hold what others need.

mod memory;
mod quota;
mod shared;

use std::{
    fmt,
    net::{IpAddr, Ipv6Addr},
    sync::Arc,
    time::Duration,
};

use aws_lc_rs::digest;
use tokio_util::sync::CancellationToken;

use memory::Memory;
pub use quota::{Quota, Quotas, Rule};
use shared::Shared;
pub use shared::{InvalidRedisUrl, is_redis_url};

use crate::{Clock, Error, Result};

/// How often keys that mean nothing any more are dropped.
const SWEEP_EVERY: Duration = Duration::from_secs(30);
/// The bits of an IPv6 address that a provider gives to one customer.
const IPV6_NETWORK: u128 = !0 << 64;

/// For whom is counted: 16 bytes, so that a million of them take little memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key([u8; 16]);

impl Key {
    /// A client, by address; one that has IPv6 has more addresses than could be counted, so its
    /// network of 64 bits is meant.
    pub fn client(address: IpAddr) -> Self {
        let bits = match address.to_canonical() {
            IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
            IpAddr::V6(address) => address.to_bits() & IPV6_NETWORK,
        };
        Self(Ipv6Addr::from_bits(bits).octets())
    }

    /// An account or whatever else has a name; only a hash of it is kept.
    pub fn named(name: &str) -> Self {
        let digest = digest::digest(&digest::SHA256, name.as_bytes());
        let mut key = [0; 16];
        for (byte, hashed) in key.iter_mut().zip(digest.as_ref()) {
            *byte = *hashed;
        }
        Self(key)
    }

    const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

/// What came of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What is allowed at once.
    pub limit: u32,
    /// How much of it is left.
    pub remaining: u32,
    /// How long until all of it is there again.
    pub reset: Duration,
    /// How long to wait, if the request is refused.
    pub retry_after: Option<Duration>,
}

impl Decision {
    /// Whether the request may go on.
    pub const fn is_allowed(&self) -> bool {
        self.retry_after.is_none()
    }
}

/// What the limits are made of.
#[derive(Clone, Debug)]
pub struct LimitSettings {
    /// How much is too much.
    pub quotas: Quotas,
    /// The most keys of one rule that are held in memory; further ones share places.
    pub max_keys: u32,
    /// How long a request waits for Redis, before it is counted by this process alone.
    pub redis_timeout: Duration,
}

impl Default for LimitSettings {
    fn default() -> Self {
        Self {
            quotas: Quotas::default(),
            max_keys: 250_000,
            redis_timeout: Duration::from_millis(250),
        }
    }
}

/// Counts and refuses; a cheap clone.
#[derive(Clone, Default)]
pub struct Limits(Option<Arc<Counters>>);

struct Counters {
    quotas: Quotas,
    here: Memory,
    shared: Option<Shared>,
}

impl fmt::Debug for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limits")
            .field("is_on", &self.0.is_some())
            .finish_non_exhaustive()
    }
}

impl Limits {
    /// No limits at all, for measuring what lies behind them.
    pub const fn off() -> Self {
        Self(None)
    }

    /// Limits of this process alone.
    pub fn in_process(settings: LimitSettings, clock: &Clock) -> Self {
        Self::new(settings, clock, None)
    }

    /// Limits that all processes with the same Redis have together.
    ///
    /// It is connected to when it is first asked, and again whenever it was away.
    ///
    /// # Errors
    ///
    /// [`InvalidRedisUrl`] if `url` is no address of a Redis.
    pub fn with_redis(
        settings: LimitSettings,
        clock: &Clock,
        url: &str,
    ) -> Result<Self, InvalidRedisUrl> {
        let shared = Shared::new(url, settings.redis_timeout, clock.clone())?;
        Ok(Self::new(settings, clock, Some(shared)))
    }

    fn new(settings: LimitSettings, clock: &Clock, shared: Option<Shared>) -> Self {
        let LimitSettings {
            quotas,
            max_keys,
            redis_timeout: _,
        } = settings;
        Self(Some(Arc::new(Counters {
            here: Memory::new(&quotas, max_keys, clock),
            quotas,
            shared,
        })))
    }

    /// Whether there are limits.
    pub const fn are_on(&self) -> bool {
        self.0.is_some()
    }

    /// Counts a request; nothing is said of it where there are no limits.
    pub async fn count(&self, rule: Rule, key: &Key) -> Option<Decision> {
        let counters = self.0.as_deref()?;
        let here = counters.here.count(rule, key);
        // Of what this process alone has seen too often the others need not be asked.
        match &counters.shared {
            Some(shared) if here.is_allowed() => {
                let together = shared.count(rule, counters.quotas.of(rule), key).await;
                Some(together.unwrap_or(here))
            }
            _ => Some(here),
        }
    }

    /// Counts a request and refuses it if there were too many.
    ///
    /// # Errors
    ///
    /// [`Error::RateLimited`] with the time to wait.
    pub async fn require(&self, rule: Rule, key: &Key) -> Result<()> {
        let decision = self.count(rule, key).await;
        match decision.and_then(|decision| decision.retry_after) {
            Some(retry_after) => Err(Error::RateLimited { retry_after }),
            None => Ok(()),
        }
    }

    /// How much of a rule is allowed.
    pub fn quota(&self, rule: Rule) -> Option<Quota> {
        Some(self.0.as_deref()?.quotas.of(rule))
    }

    /// Drops the keys that mean nothing any more, now and then, until `shutdown`.
    pub async fn tidy(&self, shutdown: CancellationToken) {
        let Some(counters) = self.0.as_deref() else {
            return;
        };
        let mut ticks = tokio::time::interval(SWEEP_EVERY);
        loop {
            tokio::select! {
                _ = ticks.tick() => counters.here.sweep(),
                () = shutdown.cancelled() => return,
            }
        }
    }

    /// Whether Redis answers, if there is to be one.
    pub(crate) async fn is_shared(&self) -> Option<bool> {
        let shared = self.0.as_deref()?.shared.as_ref()?;
        Some(shared.answers().await)
    }

    /// How many keys this process holds.
    pub fn keys(&self) -> usize {
        self.0.as_deref().map_or(0, |counters| counters.here.len())
    }

    /// Drops the keys that mean nothing any more.
    pub fn sweep(&self) {
        if let Some(counters) = self.0.as_deref() {
            counters.here.sweep();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_of_ipv6_is_one_client() {
        let key = |text: &str| Key::client(text.parse().unwrap());
        assert_eq!(key("2001:db8:1:2::1"), key("2001:db8:1:2:ffff::9"));
        assert_ne!(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
        assert_ne!(key("192.0.2.1"), key("192.0.2.2"));
        assert_eq!(key("::ffff:192.0.2.1"), key("192.0.2.1"));
    }

    #[tokio::test]
    async fn nothing_is_said_where_there_are_no_limits() {
        let limits = Limits::off();
        let key = Key::named("ada");
        assert_eq!(limits.count(Rule::SignIn, &key).await, None);
        limits.require(Rule::SignIn, &key).await.unwrap();
    }
}
