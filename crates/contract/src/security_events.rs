//! The record of what happened to one's own account.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{SecurityEventId, time, validation};

/// Something that happened to an account, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecurityEvent {
    /// The event's id.
    pub id: SecurityEventId,
    /// What happened. More kinds may come.
    #[cfg_attr(feature = "openapi", schema(example = "password_changed"))]
    pub kind: String,
    /// The browser by its name, as far as it tells.
    #[cfg_attr(feature = "openapi", schema(example = "Firefox"))]
    pub browser: Option<String>,
    /// The operating system by its name, as far as the browser tells.
    #[cfg_attr(feature = "openapi", schema(example = "Windows"))]
    pub system: Option<String>,
    /// The address from which it was done, as far as proxies can be trusted.
    #[cfg_attr(feature = "openapi", schema(example = "203.0.113.7"))]
    pub address: Option<String>,
    /// When it happened.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub created_at: DateTime<Utc>,
}

/// Which events to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct SecurityEventQuery {
    /// The number of items, at most 100; more is read as 100.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, minimum = 1, maximum = 100, example = 25)
    )]
    pub limit: Option<u32>,
    /// `next_cursor` or `previous_cursor` of another page of the same list.
    #[garde(custom(validation::cursor))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, min_length = 1, max_length = 1024)
    )]
    pub cursor: Option<String>,
}
