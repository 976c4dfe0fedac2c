//! Secrets that have to be read again, such as those of authenticator apps: kept encrypted, so that
//! a copy of the database alone is no use.

use std::sync::Arc;

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    digest,
    hkdf::{HKDF_SHA256, Salt},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret, SecretString};

use crate::{Error, Ids, Result};

/// The bytes that tell keys apart.
const KEY_ID_LEN: usize = 4;
/// What the keys are derived for, so that they differ from those that sign.
const DERIVED_FOR: &[u8] = b"pilaster sealing v1";

struct Key {
    id: [u8; KEY_ID_LEN],
    aead: LessSafeKey,
}

/// Seals and opens secrets by AES-256-GCM, under keys derived from the signing secrets.
#[derive(Clone)]
pub struct Seal {
    keys: Arc<[Key]>,
    ids: Ids,
}

impl Seal {
    /// Seals under the first secret and opens under all, so that secrets can be rotated.
    ///
    /// # Errors
    ///
    /// [`Error::Internal`] if there is no secret.
    pub fn new(secrets: &[SecretString], ids: Ids) -> Result<Self> {
        if secrets.is_empty() {
            return Err(Error::internal("no signing secret"));
        }
        let keys = secrets
            .iter()
            .map(|secret| Key::derive(secret.expose_secret().as_bytes()))
            .collect::<Result<_>>()?;
        Ok(Self { keys, ids })
    }

    /// Encrypts `plain` for a purpose, and nothing else opens it: `totp:USER`.
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> Result<String> {
        let key = self
            .keys
            .first()
            .ok_or_else(|| Error::internal("no signing secret"))?;
        let nonce = self.ids.bytes::<NONCE_LEN>()?;
        let mut sealed = plain.to_vec();
        key.aead
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(purpose.as_bytes()),
                &mut sealed,
            )
            .map_err(Error::internal)?;
        let whole = [key.id.as_slice(), nonce.as_slice(), sealed.as_slice()].concat();
        Ok(BASE64_URL_SAFE_NO_PAD.encode(whole))
    }

    /// Decrypts what was sealed for the purpose.
    ///
    /// # Errors
    ///
    /// [`Error::Internal`] if it was sealed for another purpose or under a secret that is gone.
    pub fn open(&self, purpose: &str, sealed: &str) -> Result<Vec<u8>> {
        let refused = || Error::internal("a sealed secret cannot be opened");
        let whole = BASE64_URL_SAFE_NO_PAD
            .decode(sealed)
            .map_err(|_not_base64| refused())?;
        let (id, rest) = whole.split_at_checked(KEY_ID_LEN).ok_or_else(refused)?;
        let (nonce, sealed) = rest.split_at_checked(NONCE_LEN).ok_or_else(refused)?;
        let key = self.keys.iter().find(|key| key.id == id);
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_length| refused())?;
        let mut sealed = sealed.to_vec();
        let plain = key
            .ok_or_else(refused)?
            .aead
            .open_in_place(nonce, Aad::from(purpose.as_bytes()), &mut sealed)
            .map_err(|_forged| refused())?;
        Ok(plain.to_vec())
    }
}

impl Key {
    fn derive(secret: &[u8]) -> Result<Self> {
        let salt = Salt::new(HKDF_SHA256, DERIVED_FOR);
        let extracted = salt.extract(secret);
        let derived = extracted
            .expand(&[b"key"], &AES_256_GCM)
            .map_err(Error::internal)?;
        // The id tells keys apart and says nothing of the secret.
        let digest = digest::digest(&digest::SHA256, &[DERIVED_FOR, secret].concat());
        let id = digest.as_ref().first_chunk().copied().unwrap_or_default();
        Ok(Self {
            id,
            aead: LessSafeKey::new(UnboundKey::from(derived)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seal(secrets: &[&str]) -> Seal {
        let secrets: Vec<_> = secrets.iter().map(|s| SecretString::from(*s)).collect();
        Seal::new(&secrets, Ids::random()).unwrap()
    }

    #[test]
    fn only_its_purpose_and_a_known_secret_open_it() {
        let sealed = seal(&["old"]).seal("totp:1", b"hello").unwrap();
        assert_eq!(seal(&["old"]).open("totp:1", &sealed).unwrap(), b"hello");
        let rotated = seal(&["new", "old"]);
        assert_eq!(rotated.open("totp:1", &sealed).unwrap(), b"hello");
        assert!(rotated.open("totp:2", &sealed).is_err());
        assert!(seal(&["new"]).open("totp:1", &sealed).is_err());
    }

    #[test]
    fn what_was_changed_does_not_open() {
        let seal = seal(&["secret"]);
        let sealed = seal.seal("totp:1", b"hello").unwrap();
        let shorter = sealed.chars().skip(1).collect::<String>();
        let swapped = sealed.chars().rev().collect::<String>();
        for changed in ["", "a", "!", &shorter, &swapped] {
            assert!(seal.open("totp:1", changed).is_err(), "{changed}");
        }
        assert_ne!(seal.seal("totp:1", b"hello").unwrap(), sealed);
    }
}
