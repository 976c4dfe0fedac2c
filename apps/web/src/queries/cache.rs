//! What is known of the API's answers, and which of them are on their way.
//! It knows neither clock nor network: both come from outside.

use std::collections::BTreeMap;

use crate::client::Result;

/// How long an answer is used without asking again behind the scenes, in milliseconds.
const FRESH: f64 = 30_000.0;

/// How many answers are kept; the one that was asked for the longest time ago gives way.
const CAPACITY: usize = 200;

/// The answers, by the key of their question.
pub(super) struct Cache<T> {
    by_key: BTreeMap<String, Entry<T>>,
}

struct Entry<T> {
    answer: Option<Result<T>>,
    /// When the question was asked or, if it has, its answer has come, in milliseconds of any epoch.
    changed_at: f64,
    is_stale: bool,
    is_under_way: bool,
    /// Grows with each change that an answer under way cannot know of.
    version: u32,
}

/// A question that is on its way.
#[derive(Debug)]
pub(super) struct Flight {
    version: u32,
}

impl<T> Cache<T> {
    pub(super) fn new() -> Self {
        Self {
            by_key: BTreeMap::new(),
        }
    }

    /// Gets the latest answer, be it stale.
    pub(super) fn get(&self, key: &str) -> Option<&Result<T>> {
        self.by_key.get(key)?.answer.as_ref()
    }

    /// Keeps what is known without having been asked for.
    pub(super) fn set(&mut self, key: &str, answer: Result<T>, now: f64) {
        let entry = self.entry(key, now);
        entry.answer = Some(answer);
        entry.changed_at = now;
        entry.is_stale = false;
        entry.version = entry.version.wrapping_add(1);
    }

    /// Forgets a refusal, so that the question is asked once more.
    pub(super) fn retry(&mut self, key: &str) {
        if let Some(entry) = self.by_key.get_mut(key) {
            entry.answer.take_if(|answer| answer.is_err());
        }
    }

    /// Makes the answers stale whose keys a change touches.
    pub(super) fn invalidate(&mut self, is_touched: &dyn Fn(&str) -> bool) {
        for (key, entry) in &mut self.by_key {
            if is_touched(key) {
                entry.is_stale = true;
                entry.version = entry.version.wrapping_add(1);
            }
        }
    }

    /// Says that a question is to be asked now; not if the answer is fresh or on its way.
    pub(super) fn ask(&mut self, key: &str, now: f64) -> Option<Flight> {
        let entry = self.entry(key, now);
        let is_fresh = entry.answer.is_some() && !entry.is_stale && now - entry.changed_at < FRESH;
        if is_fresh || entry.is_under_way {
            return None;
        }
        entry.is_under_way = true;
        entry.changed_at = now;
        let version = entry.version;
        Some(Flight { version })
    }

    /// Keeps the answer that a question has brought, unless something newer is known. That the API
    /// cannot answer now is no reason to take away what is shown.
    pub(super) fn land(&mut self, key: &str, flight: &Flight, answer: Result<T>, now: f64) {
        let Some(entry) = self.by_key.get_mut(key) else {
            return;
        };
        entry.is_under_way = false;
        let is_outdated = entry.version != flight.version;
        let is_away = answer
            .as_ref()
            .is_err_and(|error| error.status() == 429 || error.status() >= 500);
        entry.changed_at = now;
        match &entry.answer {
            Some(Ok(_)) if is_outdated => {}
            Some(Ok(_)) if is_away => entry.is_stale = false,
            _ => {
                entry.answer = Some(answer);
                entry.is_stale = is_outdated;
            }
        }
    }

    fn entry(&mut self, key: &str, now: f64) -> &mut Entry<T> {
        if !self.by_key.contains_key(key) {
            self.make_room();
        }
        self.by_key.entry(key.to_owned()).or_insert(Entry {
            answer: None,
            changed_at: now,
            is_stale: false,
            is_under_way: false,
            version: 0,
        })
    }

    fn make_room(&mut self) {
        if self.by_key.len() < CAPACITY {
            return;
        }
        let oldest = self
            .by_key
            .iter()
            .filter(|(_, entry)| !entry.is_under_way)
            .min_by(|(_, a), (_, b)| a.changed_at.total_cmp(&b.changed_at))
            .map(|(key, _)| key.clone());
        if let Some(oldest) = oldest {
            self.by_key.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::ClientError;

    fn answered(cache: &Cache<u8>, key: &str) -> Option<u8> {
        cache.get(key)?.clone().ok()
    }

    #[test]
    fn one_question_is_under_way_per_key() {
        let mut cache = Cache::new();
        let flight = cache.ask("a", 0.0).unwrap();
        assert!(cache.ask("a", 1.0).is_none());
        assert!(cache.ask("b", 1.0).is_some());
        cache.land("a", &flight, Ok(1), 1.0);
        assert_eq!(answered(&cache, "a"), Some(1));
    }

    #[test]
    fn fresh_answers_are_not_asked_for_and_old_ones_are_shown_meanwhile() {
        let mut cache = Cache::new();
        cache.set("a", Ok(1), 0.0);
        assert!(cache.ask("a", FRESH - 1.0).is_none());
        let flight = cache.ask("a", FRESH).unwrap();
        assert_eq!(answered(&cache, "a"), Some(1));
        cache.land("a", &flight, Ok(2), FRESH);
        assert_eq!(answered(&cache, "a"), Some(2));
        assert!(cache.ask("a", FRESH + 1.0).is_none());
    }

    #[test]
    fn a_change_makes_stale_what_it_touches() {
        let mut cache = Cache::new();
        cache.set("a", Ok(1), 0.0);
        cache.set("b", Ok(1), 0.0);
        cache.invalidate(&|key| key == "b");
        assert!(cache.ask("a", 1.0).is_none());
        assert!(cache.ask("b", 1.0).is_some());
        assert_eq!(answered(&cache, "b"), Some(1));
    }

    #[test]
    fn what_was_asked_before_a_change_is_asked_again_after_it() {
        let mut cache = Cache::new();
        let flight = cache.ask("a", 0.0).unwrap();
        cache.invalidate(&|_| true);
        cache.land("a", &flight, Ok(1), 1.0);
        assert_eq!(answered(&cache, "a"), Some(1), "better than nothing");
        assert!(cache.ask("a", 1.0).is_some());
    }

    #[test]
    fn an_answer_under_way_does_not_undo_what_was_set_meanwhile() {
        let mut cache = Cache::new();
        let flight = cache.ask("a", 0.0).unwrap();
        cache.set("a", Ok(2), 1.0);
        cache.land("a", &flight, Ok(1), 1.0);
        assert_eq!(answered(&cache, "a"), Some(2));
        assert!(cache.ask("a", 2.0).is_none());
    }

    #[test]
    fn what_is_shown_stays_while_the_api_cannot_answer() {
        let mut cache = Cache::new();
        cache.set("a", Ok(1), 0.0);
        cache.invalidate(&|_| true);
        let flight = cache.ask("a", 1.0).unwrap();
        cache.land("a", &flight, Err(ClientError::Offline), 2.0);
        assert_eq!(answered(&cache, "a"), Some(1));
        assert!(cache.ask("a", 3.0).is_none(), "nobody knocks all the time");
    }

    #[test]
    fn a_refusal_is_kept_until_someone_asks_again() {
        let mut cache = Cache::<u8>::new();
        let flight = cache.ask("a", 0.0).unwrap();
        cache.land("a", &flight, Err(ClientError::Offline), 1.0);
        assert_eq!(cache.get("a"), Some(&Err(ClientError::Offline)));
        assert!(cache.ask("a", 2.0).is_none());
        cache.retry("a");
        assert_eq!(cache.get("a"), None);
        let flight = cache.ask("a", 3.0).unwrap();
        cache.retry("a");
        cache.land("a", &flight, Ok(1), 4.0);
        assert_eq!(answered(&cache, "a"), Some(1));
    }

    #[test]
    fn an_answer_that_took_long_is_fresh_when_it_comes() {
        let mut cache = Cache::new();
        let flight = cache.ask("a", 0.0).unwrap();
        cache.land("a", &flight, Ok(1), 2.0 * FRESH);
        assert!(cache.ask("a", 2.0 * FRESH + 1.0).is_none());
    }

    #[test]
    fn the_oldest_answers_give_way() {
        let mut cache = Cache::new();
        for at in 0_u8..=200 {
            cache.set(&at.to_string(), Ok(at), f64::from(at));
        }
        assert_eq!(cache.by_key.len(), CAPACITY);
        assert_eq!(answered(&cache, "0"), None);
        assert_eq!(answered(&cache, "200"), Some(200));
    }
}
