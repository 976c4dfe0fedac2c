//! Passwords: how strong they must be and how they are kept.
//!
//! Hashing takes milliseconds of a processor and megabytes of memory, on purpose. It runs on
//! blocking threads, a few at a time, so that a flood of sign-ins leaves room for everyone else.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use aws_lc_rs::rand;
use contract::validation::code;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{Error, Result};

/// The weakest zxcvbn score that is accepted, of 0 to 4: safe against an online attack for years.
const MIN_SCORE: zxcvbn::Score = zxcvbn::Score::Three;
/// The callers that may wait for a turn before others are sent away.
const MAX_WAITING: usize = 256;
const SALT_BYTES: usize = 16;

/// The cost of a hash (OWASP's minimum for argon2id by default).
#[derive(Clone, Copy, Debug)]
pub struct PasswordSettings {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub iterations: u32,
    /// Hashes at the same time; each takes a processor.
    pub concurrency: usize,
}

impl Default for PasswordSettings {
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            memory_kib: 19_456,
            iterations: 2,
            concurrency: processors.div_ceil(2),
        }
    }
}

/// Hashes and verifies passwords as argon2id PHC strings.
#[derive(Clone, Debug)]
pub struct Passwords {
    argon2: Argon2<'static>,
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
    /// [`Error::Internal`] if the settings are outside what argon2 allows.
    pub fn new(settings: PasswordSettings) -> Result<Self> {
        let params = Params::new(settings.memory_kib, settings.iterations, 1, None)
            .map_err(Error::internal)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let decoy = hash(&argon2, "no account has this password")?;
        let concurrency = u32::try_from(settings.concurrency.max(1)).map_err(Error::internal)?;
        Ok(Self {
            argon2,
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
    /// [`Error::Invalid`] with `password_weak` at `path` if it is too easy to guess.
    pub async fn hash_new(
        &self,
        path: &'static str,
        password: String,
        identity: Vec<String>,
    ) -> Result<String> {
        let argon2 = self.argon2.clone();
        self.run(move || {
            let identity: Vec<&str> = identity.iter().map(String::as_str).collect();
            if zxcvbn::zxcvbn(&password, &identity).score() < MIN_SCORE {
                return Err(Error::field(path, code::PASSWORD_WEAK));
            }
            hash(&argon2, &password)
        })
        .await
    }

    /// Whether `password` is the one that `stored` was made of.
    ///
    /// Without a stored hash the answer is no, after the same time.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<bool> {
        let argon2 = self.argon2.clone();
        let decoy = Arc::clone(&self.decoy);
        self.run(move || {
            let known = stored.is_some();
            let text = stored.as_deref().unwrap_or(&decoy);
            let parsed = PasswordHash::new(text).map_err(Error::internal)?;
            Ok(argon2.verify_password(password.as_bytes(), &parsed).is_ok() && known)
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

fn hash(argon2: &Argon2<'_>, password: &str) -> Result<String> {
    let mut salt = [0; SALT_BYTES];
    rand::fill(&mut salt).map_err(Error::internal)?;
    let hash = argon2
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map_err(Error::internal)?;
    Ok(hash.to_string())
}
