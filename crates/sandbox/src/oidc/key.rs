//! The key that tokens are signed with.

use std::io;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

use crate::secret;

/// The bytes of a coordinate on the curve P-256.
const COORDINATE: usize = 32;

/// An ES256 key, made when the provider starts.
pub(super) struct Key {
    id: String,
    encoding: EncodingKey,
    public: Value,
}

impl Key {
    pub(super) fn generate() -> io::Result<Self> {
        Self::named(secret()?)
    }

    /// Makes another key that pretends to be this one.
    pub(super) fn forged(&self) -> io::Result<Self> {
        Self::named(self.id.clone())
    }

    fn named(id: String) -> io::Result<Self> {
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &SystemRandom::new())
            .map_err(io::Error::other)?;
        let pair =
            EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref()).map_err(io::Error::other)?;
        let point = pair.public_key().as_ref();
        // An uncompressed point: a byte that says so, then both coordinates.
        let coordinates = point.get(1..).unwrap_or_default();
        let (x, y) = coordinates
            .split_at_checked(COORDINATE)
            .ok_or_else(|| io::Error::other("the public key is no point"))?;
        let public = json!({
            "kty": "EC",
            "crv": "P-256",
            "use": "sig",
            "alg": "ES256",
            "kid": id,
            "x": BASE64_URL_SAFE_NO_PAD.encode(x),
            "y": BASE64_URL_SAFE_NO_PAD.encode(y),
        });
        Ok(Self {
            id,
            encoding: EncodingKey::from_ec_der(document.as_ref()),
            public,
        })
    }

    /// The key as a JSON Web Key, by which others verify.
    pub(super) fn public(&self) -> Value {
        self.public.clone()
    }

    pub(super) fn sign(&self, claims: &Value) -> io::Result<String> {
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(self.id.clone());
        jsonwebtoken::encode(&header, claims, &self.encoding).map_err(io::Error::other)
    }
}
