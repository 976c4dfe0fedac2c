//! Access tokens: short-lived JWTs that name a user and a session.

use std::{sync::Arc, time::Duration};

use aws_lc_rs::digest;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use contract::{SessionId, UserId};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use crate::{Error, Result};

/// How long an access token is accepted.
pub const ACCESS_TTL: Duration = Duration::from_mins(10);
/// The fewest bytes of a signing secret: as many as the digest has.
pub const MIN_SECRET_BYTES: usize = 32;
const AUDIENCE: &str = "pilaster";

/// What an access token says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claims {
    /// Whose it is.
    pub user: UserId,
    /// The session that it belongs to.
    pub session: SessionId,
}

#[derive(Deserialize, Serialize)]
struct Payload {
    sub: UserId,
    sid: SessionId,
    iss: String,
    aud: String,
    iat: i64,
    exp: i64,
}

struct Key {
    id: String,
    encoding: EncodingKey,
    decoding: DecodingKey,
}

/// Signs and verifies access tokens (HS256: only this product verifies them).
#[derive(Clone)]
pub struct AccessTokens {
    keys: Arc<[Key]>,
    issuer: Arc<str>,
}

impl AccessTokens {
    /// Signs with the first secret and accepts all, so that secrets can be rotated.
    ///
    /// # Errors
    ///
    /// [`Error::Internal`] if there is no secret, or one is shorter than [`MIN_SECRET_BYTES`].
    pub fn new(issuer: &str, secrets: &[SecretString]) -> Result<Self> {
        if secrets.is_empty() {
            return Err(Error::internal("no signing secret"));
        }
        let keys = secrets
            .iter()
            .map(|secret| {
                let bytes = secret.expose_secret().as_bytes();
                if bytes.len() < MIN_SECRET_BYTES {
                    return Err(Error::internal("a signing secret is too short"));
                }
                // The id tells keys apart and says nothing of the secret.
                let digest = digest::digest(&digest::SHA256, bytes);
                let id = BASE64_URL_SAFE_NO_PAD
                    .encode(digest)
                    .chars()
                    .take(8)
                    .collect();
                Ok(Key {
                    id,
                    encoding: EncodingKey::from_secret(bytes),
                    decoding: DecodingKey::from_secret(bytes),
                })
            })
            .collect::<Result<_>>()?;
        Ok(Self {
            keys,
            issuer: issuer.into(),
        })
    }

    /// Signs a token that is accepted for [`ACCESS_TTL`].
    pub fn sign(&self, claims: Claims, now: DateTime<Utc>) -> Result<String> {
        let key = self
            .keys
            .first()
            .ok_or_else(|| Error::internal("no signing secret"))?;
        let mut header = Header::new(Algorithm::HS256);
        header.kid = Some(key.id.clone());
        let payload = Payload {
            sub: claims.user,
            sid: claims.session,
            iss: self.issuer.as_ref().to_owned(),
            aud: AUDIENCE.to_owned(),
            iat: now.timestamp(),
            exp: (now + ACCESS_TTL).timestamp(),
        };
        jsonwebtoken::encode(&header, &payload, &key.encoding).map_err(Error::internal)
    }

    /// Reads a token of ours that has not expired; anything else is `None`.
    pub fn verify(&self, token: &str, now: DateTime<Utc>) -> Option<Claims> {
        let kid = jsonwebtoken::decode_header(token).ok()?.kid?;
        let key = self.keys.iter().find(|key| key.id == kid)?;
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_issuer(&[self.issuer.as_ref()]);
        validation.set_audience(&[AUDIENCE]);
        // The library would ask the machine's clock.
        validation.validate_exp = false;
        let payload = jsonwebtoken::decode::<Payload>(token, &key.decoding, &validation)
            .ok()?
            .claims;
        (payload.exp > now.timestamp()).then_some(Claims {
            user: payload.sub,
            session: payload.sid,
        })
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use uuid::Uuid;

    use super::*;

    fn tokens(issuer: &str, secrets: &[&str]) -> AccessTokens {
        let secrets: Vec<_> = secrets
            .iter()
            .map(|s| SecretString::from(s.repeat(32)))
            .collect();
        AccessTokens::new(issuer, &secrets).unwrap()
    }

    fn claims() -> Claims {
        Claims {
            user: UserId::new(Uuid::from_u128(1)),
            session: SessionId::new(Uuid::from_u128(2)),
        }
    }

    #[test]
    fn accepted_until_they_expire() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let tokens = tokens("https://a.example", &["a"]);
        let token = tokens.sign(claims(), now).unwrap();
        assert_eq!(tokens.verify(&token, now), Some(claims()));
        assert_eq!(
            tokens.verify(&token, now + TimeDelta::seconds(599)),
            Some(claims())
        );
        assert_eq!(tokens.verify(&token, now + TimeDelta::seconds(600)), None);
    }

    #[test]
    fn another_issuer_secret_algorithm_or_a_changed_byte_is_refused() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let ours = tokens("https://a.example", &["a"]);
        let token = ours.sign(claims(), now).unwrap();
        assert_eq!(
            tokens("https://b.example", &["a"]).verify(&token, now),
            None
        );
        assert_eq!(
            tokens("https://a.example", &["b"]).verify(&token, now),
            None
        );
        let mut changed = token.clone();
        changed.pop();
        assert_eq!(ours.verify(&changed, now), None);
        let unsigned = format!(
            "{}.{}.",
            BASE64_URL_SAFE_NO_PAD.encode(r#"{"alg":"none","kid":"x"}"#),
            token.split('.').nth(1).unwrap()
        );
        assert_eq!(ours.verify(&unsigned, now), None);
        assert_eq!(ours.verify("", now), None);
    }

    #[test]
    fn a_rotated_secret_is_still_accepted() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let token = tokens("https://a.example", &["a"])
            .sign(claims(), now)
            .unwrap();
        assert_eq!(
            tokens("https://a.example", &["b", "a"]).verify(&token, now),
            Some(claims())
        );
    }
}
