//! People's accounts.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{Locale, PermissionSet, TeamId, Theme, UserId, time, validation, words::words};

/// An account, as its owner and superusers see it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct User {
    /// The account's id.
    pub id: UserId,
    /// The confirmed address.
    #[cfg_attr(feature = "openapi", schema(example = "ada@example.com"))]
    pub email: String,
    /// The given name.
    #[cfg_attr(feature = "openapi", schema(example = "Ada"))]
    pub first_name: String,
    /// The family name.
    #[cfg_attr(feature = "openapi", schema(example = "Lovelace"))]
    pub last_name: String,
    /// Whether the account may be used.
    #[cfg_attr(feature = "openapi", schema(example = true))]
    pub is_active: bool,
    /// Whether the account may do everything.
    #[cfg_attr(feature = "openapi", schema(example = false))]
    pub is_superuser: bool,
    /// The language of pages and mails.
    pub locale: Locale,
    /// The look of pages.
    pub theme: Theme,
    /// The IANA time zone of dates and times.
    #[cfg_attr(feature = "openapi", schema(example = "Europe/London"))]
    pub time_zone: String,
    /// The team in which the person was last at work.
    pub team_id: Option<TeamId>,
    /// Whether a password is set.
    pub has_password: bool,
    /// Counts the changes of the profile; the `ETag` is made of it.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub version: i64,
    /// When the account was made.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub created_at: DateTime<Utc>,
    /// When the profile was last changed.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub updated_at: DateTime<Utc>,
    /// What the person may do in the product as a whole; said of oneself alone.
    #[serde(default, skip_serializing_if = "PermissionSet::is_empty")]
    #[cfg_attr(
        feature = "openapi",
        schema(value_type = Vec<String>, nullable = false, required = false, example = json!(["users:list"]))
    )]
    pub staff: PermissionSet,
    /// Who acts as the person in the browser that asks, if it is somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub impersonation: Option<Impersonation>,
}

/// Somebody acts as somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Impersonation {
    /// The name of who does.
    #[cfg_attr(feature = "openapi", schema(example = "Grace Hopper"))]
    pub by: String,
    /// Until when.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T10:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub expires_at: DateTime<Utc>,
}

impl User {
    /// The first and last name, as far as there is one.
    pub fn full_name(&self) -> String {
        full_name(&self.first_name, &self.last_name)
    }
}

/// A person's first and last name, as far as there is one.
pub fn full_name(first_name: &str, last_name: &str) -> String {
    let name = format!("{first_name} {last_name}");
    name.trim_end().to_owned()
}

/// Change one's own profile; an absent field stays as it is.
#[derive(Clone, Debug, Default, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UserUpdate {
    /// The given name.
    #[garde(custom(validation::optional_name))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Ada", nullable = false, min_length = 1, max_length = 80)
    )]
    pub first_name: Option<String>,
    /// The family name.
    #[garde(custom(validation::optional_name))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "Lovelace",
            nullable = false,
            min_length = 1,
            max_length = 80
        )
    )]
    pub last_name: Option<String>,
    /// The language of pages and mails.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub locale: Option<Locale>,
    /// The look of pages.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub theme: Option<Theme>,
    /// The IANA time zone of dates and times.
    #[garde(custom(validation::time_zone))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "Europe/London",
            nullable = false,
            min_length = 1,
            max_length = 64
        )
    )]
    pub time_zone: Option<String>,
}

words! {
    /// The order of the list of users.
    #[derive(Default)]
    UserSort {
        /// Newest account first.
        #[default]
        CreatedAtDesc = "-created_at",
        /// Oldest account first.
        CreatedAt = "created_at",
        /// By address, from A.
        Email = "email",
        /// By address, from Z.
        EmailDesc = "-email",
    }
}

/// Which users to list, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct UserQuery {
    /// Only users whose address or a name starts with this, ignoring case.
    #[garde(custom(validation::search))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false, max_length = 100))]
    pub search: Option<String>,
    /// Only active (`true`) or only deactivated (`false`) accounts.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false))]
    pub is_active: Option<bool>,
    /// The order.
    #[garde(skip)]
    #[serde(default)]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub sort: UserSort,
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
