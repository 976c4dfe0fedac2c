//! Signed-in browsers and devices.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{SessionId, time, validation};

/// A browser or device that is signed in, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// The session's id.
    pub id: SessionId,
    /// The browser by its name, as far as it tells.
    #[cfg_attr(feature = "openapi", schema(example = "Firefox"))]
    pub browser: Option<String>,
    /// The operating system by its name, as far as the browser tells.
    #[cfg_attr(feature = "openapi", schema(example = "Windows"))]
    pub system: Option<String>,
    /// What kind of device it is.
    pub device: Device,
    /// The address from which it was last seen, as far as proxies can be trusted.
    #[cfg_attr(feature = "openapi", schema(example = "203.0.113.7"))]
    pub address: Option<String>,
    /// When it signed in.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub created_at: DateTime<Utc>,
    /// When it signed in or renewed its access last, which is every ten minutes while it is used.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T11:20:54.031988Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub last_seen_at: DateTime<Utc>,
    /// Whether it is not the person themselves, but somebody of the staff who acts as them.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = false))]
    pub is_impersonated: bool,
    /// Whether it is the one that asks.
    #[cfg_attr(feature = "openapi", schema(example = false))]
    pub is_current: bool,
}

/// A kind of device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Device {
    /// A laptop or a computer on a desk.
    Computer,
    /// A phone.
    Phone,
    /// A tablet.
    Tablet,
    /// It does not tell.
    Unknown,
}

/// Which sessions to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct SessionQuery {
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
