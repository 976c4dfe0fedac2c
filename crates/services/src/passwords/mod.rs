//! Passwords: how strong they must be and how they are kept.
//!
//! Hashing takes milliseconds of a processor and megabytes of memory, on purpose. It runs on
//! blocking threads, a few at a time, so that a flood of sign-ins leaves room for everyone else.

mod scheme;

use std::sync::Arc;

use contract::{
    auth::PasswordStrength,
    validation::{self, FieldError, Params, code},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

pub use self::scheme::PasswordAlgorithm;
use self::scheme::Scheme;
use crate::{Error, Result};

/// The weakest zxcvbn score that is accepted, of 0 to 4: safe against an online attack for years.
const MIN_SCORE: zxcvbn::Score = zxcvbn::Score::Three;
/// The strongest score that is shown for what is refused.
const REFUSED_SCORE: u8 = 2;
/// The callers that may wait for a turn before others are sent away.
const MAX_WAITING: usize = 256;

/// How new passwords are hashed (by default at OWASP's minimum for argon2id).
#[derive(Clone, Copy, Debug)]
pub struct PasswordSettings {
    /// What they are hashed by.
    pub algorithm: PasswordAlgorithm,
    /// The KiB of memory that argon2id takes.
    pub memory_kib: u32,
    /// The passes of argon2id over the memory.
    pub iterations: u32,
    /// The cost of bcrypt, from 4 to 31: the binary logarithm of its rounds.
    pub bcrypt_cost: u32,
    /// Hashes at the same time; each takes a processor.
    pub concurrency: usize,
}

impl Default for PasswordSettings {
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            algorithm: PasswordAlgorithm::Argon2id,
            memory_kib: 19_456,
            iterations: 2,
            bcrypt_cost: 12,
            concurrency: processors.div_ceil(2),
        }
    }
}

/// Hashes and verifies passwords.
#[derive(Clone, Debug)]
pub struct Passwords {
    scheme: Scheme,
    turns: Arc<Semaphore>,
    concurrency: u32,
    waiting: Arc<Semaphore>,
    /// What a password is compared with when there is no account, for the same time.
    decoy: Arc<str>,
}

/// All turns, until it is dropped.
#[derive(Debug)]
#[must_use = "dropping it lets everyone go on"]
pub struct Hold(#[expect(dead_code, reason = "held for its drop")] OwnedSemaphorePermit);

impl Passwords {
    /// Prepares hashing.
    ///
    /// # Errors
    ///
    /// [`Error::Internal`] if the settings are outside what the algorithm allows.
    pub fn new(settings: PasswordSettings) -> Result<Self> {
        let scheme = Scheme::new(&settings)?;
        let decoy = scheme.hash("no account has this password")?;
        let concurrency = u32::try_from(settings.concurrency.max(1)).map_err(Error::internal)?;
        Ok(Self {
            scheme,
            turns: Arc::new(Semaphore::new(settings.concurrency.max(1))),
            concurrency,
            waiting: Arc::new(Semaphore::new(MAX_WAITING)),
            decoy: decoy.into(),
        })
    }

    /// Judges a new password and hashes it.
    ///
    /// `identity` is what an attacker would try first: address and names.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] at `path`, with `password_weak` if it is too easy to guess, with
    /// `too_long` if it is longer than the algorithm takes.
    pub async fn hash_new(
        &self,
        path: &'static str,
        password: String,
        identity: Vec<String>,
    ) -> Result<String> {
        let scheme = self.scheme.clone();
        if let Some(max) = scheme.max_bytes().filter(|max| password.len() > *max) {
            return Err(too_long(path, max));
        }
        self.run(move || {
            if score(&password, &identity) < MIN_SCORE {
                return Err(Error::field(path, code::PASSWORD_WEAK));
            }
            scheme.hash(&password)
        })
        .await
    }

    /// Says how hard a password is to guess, and whether [`Passwords::hash_new`] would take it.
    pub async fn strength(
        &self,
        password: String,
        identity: Vec<String>,
    ) -> Result<PasswordStrength> {
        let has_length = validation::password(&password, &()).is_ok()
            && self
                .scheme
                .max_bytes()
                .is_none_or(|max| password.len() <= max);
        self.run(move || {
            let score = score(&password, &identity);
            let is_accepted = has_length && score >= MIN_SCORE;
            let score = u8::from(score);
            Ok(PasswordStrength {
                score: if is_accepted {
                    score
                } else {
                    score.min(REFUSED_SCORE)
                },
                is_accepted,
            })
        })
        .await
    }

    /// Hashes a password anew that was proved right, if its hash is of an older kind or cost.
    ///
    /// One that is longer than the present algorithm takes keeps its hash.
    pub async fn renew(&self, password: String, stored: &str) -> Result<Option<String>> {
        let is_too_long = self
            .scheme
            .max_bytes()
            .is_some_and(|max| password.len() > max);
        if is_too_long || self.scheme.made(stored) {
            return Ok(None);
        }
        let scheme = self.scheme.clone();
        self.run(move || scheme.hash(&password).map(Some)).await
    }

    /// Whether `password` is the one that `stored` was made of.
    ///
    /// Without a stored hash the answer is no, after the same time.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<bool> {
        let decoy = Arc::clone(&self.decoy);
        self.run(move || {
            let known = stored.is_some();
            let text = stored.as_deref().unwrap_or(&decoy);
            Ok(scheme::verify(&password, text)? && known)
        })
        .await
    }

    /// Keeps everyone waiting until the answer is dropped, so that a test can let something else
    /// happen between the parts of an operation.
    pub async fn hold(&self) -> Result<Hold> {
        let turns = Arc::clone(&self.turns)
            .acquire_many_owned(self.concurrency)
            .await
            .map_err(Error::internal)?;
        Ok(Hold(turns))
    }

    /// The callers whose password is being hashed or who wait for a turn.
    pub fn callers(&self) -> usize {
        MAX_WAITING - self.waiting.available_permits()
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let _place = self
            .waiting
            .try_acquire()
            .map_err(|error| Error::Unavailable(format!("password hashing: {error}")))?;
        let turn = Arc::clone(&self.turns)
            .acquire_owned()
            .await
            .map_err(Error::internal)?;
        tokio::task::spawn_blocking(move || {
            // The turn ends with the work, not with a caller who went away.
            let _turn = turn;
            work()
        })
        .await
        .map_err(Error::internal)?
    }
}

fn score(password: &str, identity: &[String]) -> zxcvbn::Score {
    let identity: Vec<&str> = identity.iter().map(String::as_str).collect();
    zxcvbn::zxcvbn(password, &identity).score()
}

fn too_long(path: &str, max: usize) -> Error {
    Error::Invalid(vec![FieldError {
        params: Params {
            max: i64::try_from(max).ok(),
            ..Params::default()
        },
        ..FieldError::new(path, code::TOO_LONG)
    }])
}
