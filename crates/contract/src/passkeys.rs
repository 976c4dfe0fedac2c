//! Passkeys: what people sign in with instead of a password, or after it.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{PasskeyId, time, validation};

/// The most passkeys of one account.
pub const MAX: usize = 20;

/// A passkey of yours.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Passkey {
    /// The passkey's id.
    pub id: PasskeyId,
    /// What you call it.
    #[cfg_attr(feature = "openapi", schema(example = "Laptop"))]
    pub name: String,
    /// When it was added.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub created_at: DateTime<Utc>,
    /// When it last signed you in, if it ever did.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T11:20:54.031988Z"))]
    #[serde(deserialize_with = "time::deserialize_optional")]
    pub last_used_at: Option<DateTime<Utc>>,
    /// Whether it is refused because a copy of it was used: remove it.
    #[cfg_attr(feature = "openapi", schema(example = false))]
    pub is_blocked: bool,
}

/// Add a passkey.
#[derive(Clone, Debug, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasskeyCreate {
    /// What you call it.
    #[garde(custom(validation::label))]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Laptop", min_length = 1, max_length = 80)
    )]
    pub name: String,
    /// What `navigator.credentials.create` has made, as its `toJSON` writes it.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub credential: Value,
}

/// Rename a passkey.
#[derive(Clone, Debug, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasskeyUpdate {
    /// What you call it from now on.
    #[garde(custom(validation::label))]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Work phone", min_length = 1, max_length = 80)
    )]
    pub name: String,
}

/// Prove to have a passkey.
#[derive(Clone, Debug, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasskeyAssertion {
    /// What `navigator.credentials.get` has answered, as its `toJSON` writes it.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub credential: Value,
}

/// What to hand to `navigator.credentials`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasskeyChallenge {
    /// For `PublicKeyCredential.parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON`.
    #[serde(rename = "publicKey")]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub public_key: Value,
}
