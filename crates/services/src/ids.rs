//! Ids and secrets, which tests can seed.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use aws_lc_rs::{digest, rand};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use uuid::{Builder, Uuid};

use crate::{Error, Result};

/// The bytes of a secret token.
const TOKEN_BYTES: usize = 32;
/// The bytes of a recovery code: it is tried online only, a few times.
const RECOVERY_CODE_BYTES: usize = 10;

/// Makes ids and tokens.
#[derive(Clone, Debug, Default)]
pub struct Ids(Option<Arc<Seeded>>);

#[derive(Debug)]
struct Seeded {
    seed: u64,
    count: AtomicU64,
}

impl Ids {
    /// Ids and tokens that no one can guess.
    pub const fn random() -> Self {
        Self(None)
    }

    /// The same ids and tokens for the same seed, for tests.
    pub fn seeded(seed: u64) -> Self {
        Self(Some(Arc::new(Seeded {
            seed,
            count: AtomicU64::new(0),
        })))
    }

    /// A `UUIDv7` of the time `at`.
    ///
    /// # Errors
    ///
    /// [`Error::Internal`] if the system gives no randomness.
    pub fn uuid(&self, at: DateTime<Utc>) -> Result<Uuid> {
        let random = self.bytes()?;
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
        Ok(Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// A secret of 256 bits, in URL-safe base64.
    ///
    /// # Errors
    ///
    /// [`Error::Internal`] if the system gives no randomness.
    pub fn token(&self) -> Result<String> {
        let random = self.bytes::<TOKEN_BYTES>()?;
        Ok(BASE64_URL_SAFE_NO_PAD.encode(random))
    }

    /// A word of six letters and digits, to tell alike things apart.
    ///
    /// # Errors
    ///
    /// [`Error::Internal`] if the system gives no randomness.
    pub(crate) fn word(&self) -> Result<String> {
        const LETTERS: &[u8; 32] = b"abcdefghijkmnopqrstuvwxyz2345679";
        let random = self.bytes::<6>()?;
        let letter = |byte: u8| LETTERS.get(usize::from(byte) % LETTERS.len());
        Ok(random
            .into_iter()
            .filter_map(letter)
            .map(|letter| char::from(*letter))
            .collect())
    }

    /// A recovery code of 80 bits, in base32: sixteen capitals and digits.
    ///
    /// # Errors
    ///
    /// [`Error::Internal`] if the system gives no randomness.
    pub(crate) fn recovery_code(&self) -> Result<String> {
        let random = self.bytes::<RECOVERY_CODE_BYTES>()?;
        Ok(totp_rs::Secret::from(random.to_vec()).to_base32())
    }

    /// Random bytes.
    ///
    /// # Errors
    ///
    /// [`Error::Internal`] if the system gives no randomness.
    pub(crate) fn bytes<const N: usize>(&self) -> Result<[u8; N]> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    fn fill(&self, bytes: &mut [u8]) -> Result<()> {
        let Some(seeded) = &self.0 else {
            return rand::fill(bytes)
                .map_err(|error| Error::internal(format!("no randomness: {error}")));
        };
        let count = seeded.count.fetch_add(1, Ordering::Relaxed);
        let mut input = seeded.seed.to_be_bytes().to_vec();
        input.extend(count.to_be_bytes());
        let digest = digest::digest(&digest::SHA256, &input);
        for (byte, random) in bytes.iter_mut().zip(digest.as_ref()) {
            *byte = *random;
        }
        Ok(())
    }
}

/// The id that stands for these words, and the same each time.
pub(crate) fn uuid_of(words: &str) -> Uuid {
    let digest = digest::digest(&digest::SHA256, words.as_bytes());
    let mut bytes = [0; 16];
    for (byte, hashed) in bytes.iter_mut().zip(digest.as_ref()) {
        *byte = *hashed;
    }
    Builder::from_custom_bytes(bytes).into_uuid()
}

/// The form in which a secret token is kept: SHA-256, in URL-safe base64.
///
/// A token has 256 bits of its own, so a slow hash would add nothing.
pub(crate) fn hash_token(token: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, token.as_bytes()))
}
