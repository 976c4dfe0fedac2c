//! The time, which tests can set.

use std::{
    sync::{Arc, LazyLock, Mutex, PoisonError},
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};

/// Since when [`Clock::elapsed`] counts on the machine's clock.
static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Tells the time in microseconds.
#[derive(Clone, Debug, Default)]
pub struct Clock(Option<Arc<Mutex<DateTime<Utc>>>>);

impl Clock {
    /// The machine's clock.
    pub const fn system() -> Self {
        Self(None)
    }

    /// A clock that stands at `at` until it is moved.
    pub fn mock(at: DateTime<Utc>) -> Self {
        Self(Some(Arc::new(Mutex::new(db::now_micros(at)))))
    }

    /// The time now.
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            None => db::now_micros(std::time::SystemTime::now().into()),
            Some(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// The time since some moment, the same for all clocks of a process. Unlike [`now`](Self::now)
    /// it never goes back when the machine's clock is set.
    pub fn elapsed(&self) -> Duration {
        match &self.0 {
            None => START.elapsed(),
            Some(_) => (self.now() - DateTime::UNIX_EPOCH)
                .to_std()
                .unwrap_or_default(),
        }
    }

    /// Moves a mock clock on; the machine's clock goes its own way.
    pub fn advance(&self, by: TimeDelta) {
        if let Some(at) = &self.0 {
            *at.lock().unwrap_or_else(PoisonError::into_inner) += by;
        }
    }
}
