//! Counting in Redis, together with other processes.

use std::{
    sync::{
        LazyLock,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use redis::{
    Client, RedisError, Script,
    aio::{ConnectionManager, ConnectionManagerConfig},
};

use super::{Decision, Key, Quota, Rule};
use crate::Clock;

/// How long a connection may take to be made.
const CONNECT_WITHIN: Duration = Duration::from_secs(2);
/// How long Redis is left alone after it failed; then one request tries it.
const REST: Duration = Duration::from_secs(1);

static SCRIPT: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("gcra.lua")));

/// An address that is none of a Redis.
#[derive(Debug, thiserror::Error)]
#[error("must be like redis://user:password@host:6379/0 or rediss://host: {0}")]
pub struct InvalidRedisUrl(String);

impl From<RedisError> for InvalidRedisUrl {
    fn from(error: RedisError) -> Self {
        // Only the kind: the rest may quote the address.
        Self(format!("{:?}", error.kind()))
    }
}

/// Whether `url` is the address of a Redis, as far as its form tells.
pub fn is_redis_url(url: &str) -> bool {
    Client::open(url).is_ok()
}

/// The way to Redis.
pub(super) struct Shared {
    connection: ConnectionManager,
    /// How long a request waits for an answer, and for a connection if there is none.
    timeout: Duration,
    clock: Clock,
    is_away: AtomicBool,
    /// When it may be tried again, in microseconds of the clock.
    next_try: AtomicU64,
}

impl Shared {
    pub(super) fn new(url: &str, timeout: Duration, clock: Clock) -> Result<Self, InvalidRedisUrl> {
        let config = ConnectionManagerConfig::new()
            .set_connection_timeout(Some(CONNECT_WITHIN))
            .set_response_timeout(Some(timeout))
            // Whoever asks next tries again.
            .set_number_of_retries(0);
        let connection = ConnectionManager::new_lazy_with_config(Client::open(url)?, config)?;
        Ok(Self {
            connection,
            timeout,
            clock,
            is_away: AtomicBool::new(false),
            next_try: AtomicU64::new(0),
        })
    }

    /// Counts a request; nothing comes of it while Redis is away.
    pub(super) async fn count(&self, rule: Rule, quota: Quota, key: &Key) -> Option<Decision> {
        if !self.may_ask() {
            return None;
        }
        let mut connection = self.connection.clone();
        let mut call = SCRIPT.key(name(rule, key));
        call.arg(micros(quota.interval())).arg(quota.burst().get());
        let answer = call.invoke_async(&mut connection);
        match tokio::time::timeout(self.timeout, answer).await {
            Ok(Ok((remaining, wait, reset))) => {
                self.is_back();
                Some(decision(quota, remaining, wait, reset))
            }
            Ok(Err(error)) => self.is_gone(&error.to_string()),
            Err(_elapsed) => self.is_gone("no answer in time"),
        }
    }

    pub(super) async fn answers(&self) -> bool {
        let mut connection = self.connection.clone();
        let ping = redis::cmd("PING");
        let answer = ping.query_async::<()>(&mut connection);
        matches!(
            tokio::time::timeout(CONNECT_WITHIN, answer).await,
            Ok(Ok(()))
        )
    }

    /// Whether Redis is there, or this is the request that finds out.
    fn may_ask(&self) -> bool {
        if !self.is_away.load(Ordering::Relaxed) {
            return true;
        }
        let now = micros(self.clock.elapsed());
        let next_try = self.next_try.load(Ordering::Relaxed);
        let claimed = || {
            self.next_try
                .compare_exchange(
                    next_try,
                    now + micros(REST),
                    Ordering::Relaxed,
                    Ordering::Relaxed,
                )
                .is_ok()
        };
        now >= next_try && claimed()
    }

    fn is_back(&self) {
        if self.is_away.swap(false, Ordering::Relaxed) {
            tracing::info!("Redis is back: processes count together again");
        }
    }

    fn is_gone(&self, cause: &str) -> Option<Decision> {
        let next_try = micros(self.clock.elapsed()) + micros(REST);
        self.next_try.store(next_try, Ordering::Relaxed);
        if !self.is_away.swap(true, Ordering::Relaxed) {
            tracing::warn!(cause, "Redis is away: each process counts alone");
        }
        None
    }
}

fn name(rule: Rule, key: &Key) -> String {
    let key = BASE64_URL_SAFE_NO_PAD.encode(key.as_bytes());
    format!("pilaster:limits:{}:{key}", rule.as_str())
}

fn decision(quota: Quota, remaining: u32, wait: u64, reset: u64) -> Decision {
    Decision {
        limit: quota.burst().get(),
        remaining,
        reset: Duration::from_micros(reset),
        retry_after: (wait > 0).then(|| Duration::from_micros(wait)),
    }
}

fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}
