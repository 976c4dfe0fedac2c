//! Members: who belongs to a team, and as what.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{MemberId, RoleId, UserId, roles::RoleName, time, users::full_name, validation};

/// Somebody's membership in a team, as other members see it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    /// The membership's id.
    pub id: MemberId,
    /// Whose it is.
    pub user_id: UserId,
    /// The address.
    #[cfg_attr(feature = "openapi", schema(example = "ada@example.com"))]
    pub email: String,
    /// The given name.
    #[cfg_attr(feature = "openapi", schema(example = "Ada"))]
    pub first_name: String,
    /// The family name.
    #[cfg_attr(feature = "openapi", schema(example = "Lovelace"))]
    pub last_name: String,
    /// The role.
    pub role: RoleName,
    /// Whether they have a second factor; told to those who may change the team alone.
    #[cfg_attr(feature = "openapi", schema(example = true))]
    pub has_mfa: Option<bool>,
    /// When they joined.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub joined_at: DateTime<Utc>,
}

impl Member {
    /// The first and last name, as far as there is one.
    pub fn full_name(&self) -> String {
        full_name(&self.first_name, &self.last_name)
    }
}

/// Change a membership.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MemberUpdate {
    /// The new role, which grants nothing that the caller does not hold.
    #[garde(skip)]
    pub role_id: RoleId,
}

/// Which members to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct MemberQuery {
    /// The beginning of the address, the name or the family name.
    #[garde(custom(validation::search))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, max_length = 100, example = "ada")
    )]
    pub search: Option<String>,
    /// Those with this role.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false))]
    pub role_id: Option<RoleId>,
    /// The membership of this user.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false))]
    pub user_id: Option<UserId>,
    /// Those who have a second factor, or those who have none; for who may change the team.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false, example = false))]
    pub has_mfa: Option<bool>,
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
