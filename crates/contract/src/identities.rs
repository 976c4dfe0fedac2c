//! Accounts elsewhere by which a person may sign in here.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{oauth::ProviderId, time};

/// An account elsewhere that is connected with one's own.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Identity {
    /// Where it is.
    pub provider: ProviderId,
    /// Its address when it was last used, if the provider told.
    #[cfg_attr(feature = "openapi", schema(example = "ada@gmail.example"))]
    pub email: Option<String>,
    /// When it was connected.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub created_at: DateTime<Utc>,
    /// When it was last signed in with.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T11:20:54.031988Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub last_used_at: DateTime<Utc>,
}

/// All of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Identities {
    /// They, in the order of the providers; at most one of each.
    pub items: Vec<Identity>,
}
