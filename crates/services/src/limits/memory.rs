//! Counting in this process.

use std::{
    collections::BTreeMap,
    hash::{BuildHasher, RandomState},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use governor::{
    RateLimiter, clock, middleware::StateInformationMiddleware, nanos::Nanos,
    state::keyed::DashMapStateStore,
};

use super::{Decision, Key, Quota, Quotas, Rule};
use crate::Clock;

/// The places that keys share for which there is no room.
const SHARED_PLACES: u64 = 1024;

/// One counter for each rule.
pub(super) struct Memory(BTreeMap<Rule, Counter>);

impl Memory {
    pub(super) fn new(quotas: &Quotas, max_keys: u32, clock: &Clock) -> Self {
        let counter = |rule| (rule, Counter::new(quotas.of(rule), max_keys, clock));
        Self(Rule::all().map(counter).collect())
    }

    pub(super) fn count(&self, rule: Rule, key: &Key) -> Decision {
        match self.0.get(&rule) {
            Some(counter) => counter.count(key),
            // Every rule has a counter.
            None => Decision {
                limit: 0,
                remaining: 0,
                reset: Duration::ZERO,
                retry_after: None,
            },
        }
    }

    /// Drops the keys that are as good as new, and gives their memory back.
    pub(super) fn sweep(&self) {
        for counter in self.0.values() {
            counter.sweep();
        }
    }

    pub(super) fn len(&self) -> usize {
        self.0.values().map(|counter| counter.limiter.len()).sum()
    }
}

/// The clock of the context, as the limiter reads it.
#[derive(Clone, Debug)]
struct Ticks(Clock);

impl clock::Clock for Ticks {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        self.0.elapsed().into()
    }
}

type Limiter = RateLimiter<Key, DashMapStateStore<Key>, Ticks, StateInformationMiddleware>;

/// The keys of one rule, of which there are never many more than `max_keys`.
struct Counter {
    quota: Quota,
    limiter: Limiter,
    clock: Ticks,
    max_keys: u32,
    /// How many more keys there is room for at least: each request takes one place at most, and
    /// only when all are gone are the keys counted anew.
    room: AtomicU32,
    /// Nobody outside can tell which keys share a place.
    places: RandomState,
}

impl Counter {
    fn new(quota: Quota, max_keys: u32, clock: &Clock) -> Self {
        let clock = Ticks(clock.clone());
        let rate = governor::Quota::with_period(quota.interval())
            .unwrap_or(governor::Quota::per_second(quota.burst()))
            .allow_burst(quota.burst());
        Self {
            quota,
            limiter: RateLimiter::new(rate, DashMapStateStore::default(), clock.clone()),
            clock,
            max_keys,
            room: AtomicU32::new(max_keys),
            places: RandomState::new(),
        }
    }

    fn count(&self, key: &Key) -> Decision {
        let checked = if self.has_room() {
            self.limiter.check_key(key)
        } else {
            self.limiter.check_key(&self.shared_place(key))
        };
        let limit = self.quota.burst().get();
        match checked {
            Ok(state) => {
                let remaining = state.remaining_burst_capacity();
                let used = limit.saturating_sub(remaining);
                Decision {
                    limit,
                    remaining,
                    reset: self.quota.interval() * used,
                    retry_after: None,
                }
            }
            Err(refused) => Decision {
                limit,
                remaining: 0,
                reset: self.quota.per(),
                retry_after: Some(refused.wait_time_from(clock::Clock::now(&self.clock))),
            },
        }
    }

    fn has_room(&self) -> bool {
        self.take_place() || {
            self.measure();
            self.take_place()
        }
    }

    fn take_place(&self) -> bool {
        let take = |room: u32| room.checked_sub(1);
        self.room
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, take)
            .is_ok()
    }

    fn measure(&self) {
        let held = u32::try_from(self.limiter.len()).unwrap_or(u32::MAX);
        self.room
            .store(self.max_keys.saturating_sub(held), Ordering::Relaxed);
    }

    /// A key that stands for many: who floods the memory with new keys meets its own kind there, and
    /// memory stays what it is.
    fn shared_place(&self, key: &Key) -> Key {
        let place = self.places.hash_one(key) % SHARED_PLACES;
        Key::named(&format!("shared {place}"))
    }

    fn sweep(&self) {
        self.limiter.retain_recent();
        self.limiter.shrink_to_fit();
        self.measure();
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};
    use proptest::prelude::*;

    use super::*;

    fn clock() -> Clock {
        Clock::mock(DateTime::from_timestamp(1_800_000_000, 0).unwrap())
    }

    fn counter(burst: u32, seconds: u64, max_keys: u32, clock: &Clock) -> Counter {
        let quota = Quota::new(burst, Duration::from_secs(seconds));
        Counter::new(quota, max_keys, clock)
    }

    #[test]
    fn a_burst_passes_and_then_one_at_a_time() {
        let clock = clock();
        let counter = counter(3, 30, 10, &clock);
        let key = Key::named("ada");
        for remaining in [2, 1, 0] {
            let decision = counter.count(&key);
            assert!(decision.is_allowed());
            assert_eq!((decision.limit, decision.remaining), (3, remaining));
            assert_eq!(
                decision.reset,
                Duration::from_secs(10) * (3 - remaining),
                "{remaining}"
            );
        }
        let refused = counter.count(&key);
        assert_eq!(refused.retry_after, Some(Duration::from_secs(10)));
        assert!(counter.count(&Key::named("eve")).is_allowed());
        clock.advance(TimeDelta::seconds(10));
        assert!(counter.count(&key).is_allowed());
        assert!(!counter.count(&key).is_allowed());
        clock.advance(TimeDelta::seconds(30));
        assert_eq!(counter.count(&key).remaining, 2);
    }

    proptest! {
        #[test]
        fn no_more_than_the_burst_and_the_rate_ever_pass(
            steps in proptest::collection::vec(0_i64..5000, 1..200),
        ) {
            let clock = clock();
            let counter = counter(5, 10, 10, &clock);
            let key = Key::named("ada");
            let (mut passed, mut elapsed) = (0, 0);
            for step in steps {
                clock.advance(TimeDelta::milliseconds(step));
                elapsed += step;
                passed += i64::from(counter.count(&key).is_allowed());
                // One each two seconds beside the burst.
                prop_assert!(passed <= 5 + elapsed / 2000);
            }
        }
    }

    #[test]
    fn who_is_refused_may_come_when_told() {
        let clock = clock();
        let counter = counter(4, 7, 10, &clock);
        let key = Key::named("ada");
        for _ in 0..50 {
            let decision = counter.count(&key);
            if let Some(wait) = decision.retry_after {
                // The clock counts microseconds, so the last part of one is waited for as well.
                clock.advance(TimeDelta::from_std(wait).unwrap() + TimeDelta::microseconds(1));
                assert!(counter.count(&key).is_allowed());
            }
        }
    }

    #[test]
    fn memory_is_bounded_and_limits_hold_all_the_same() {
        let clock = clock();
        let counter = counter(2, 60, 100, &clock);
        let key = |n: u32| Key::named(&n.to_string());
        let passed = (0..10_000).filter(|n| counter.count(&key(*n)).is_allowed());
        let passed = passed.count();
        let most = 100 + usize::try_from(SHARED_PLACES).unwrap();
        assert!(counter.limiter.len() <= most, "{}", counter.limiter.len());
        assert!(passed <= 100 + 2 * usize::try_from(SHARED_PLACES).unwrap());
        // Those who came first are not robbed of their own place.
        assert!(counter.count(&key(0)).remaining <= 1);

        clock.advance(TimeDelta::minutes(5));
        counter.sweep();
        assert_eq!(counter.limiter.len(), 0);
        assert!(counter.count(&key(10_001)).is_allowed());
        assert_eq!(counter.limiter.len(), 1);
    }
}
