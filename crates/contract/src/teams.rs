//! Teams: who works together, and what belongs to them.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{MemberId, PermissionSet, TeamId, roles::RoleName, time, validation};

/// For how many days a team that is to be deleted can be kept.
pub const DELETION_GRACE_DAYS: i64 = 14;

/// A team, as one of its members sees it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Team {
    /// The team's id.
    pub id: TeamId,
    /// Its word in addresses.
    #[cfg_attr(feature = "openapi", schema(example = "analytical-engines"))]
    pub slug: String,
    /// What it is called.
    #[cfg_attr(feature = "openapi", schema(example = "Analytical Engines"))]
    pub name: String,
    /// The caller's membership.
    pub member_id: MemberId,
    /// The caller's role.
    pub role: RoleName,
    /// What the caller may do in it.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>, example = json!(["team:read"])))]
    pub permissions: PermissionSet,
    /// From when on members need a second factor, if the team asks for one.
    #[cfg_attr(feature = "openapi", schema(example = json!(null)))]
    #[serde(deserialize_with = "time::deserialize_optional")]
    pub mfa_required_from: Option<DateTime<Utc>>,
    /// Whether the caller lacks a second factor that the team asks for, be it from a later day on.
    #[cfg_attr(feature = "openapi", schema(example = false))]
    pub needs_mfa: bool,
    /// Whether the team keeps the caller out until they have a second factor.
    #[cfg_attr(feature = "openapi", schema(example = false))]
    pub is_kept_out: bool,
    /// To whom it is being handed over, as long as they have not answered.
    pub transfer_to: Option<MemberId>,
    /// When it will be deleted, if it was given up.
    #[cfg_attr(feature = "openapi", schema(example = json!(null)))]
    #[serde(deserialize_with = "time::deserialize_optional")]
    pub delete_at: Option<DateTime<Utc>>,
    /// Counts its changes; the `ETag` is made of it.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub version: i64,
    /// When it was made.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub created_at: DateTime<Utc>,
}

/// Create a team.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TeamCreate {
    /// What it is called.
    #[garde(custom(validation::label))]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Analytical Engines", min_length = 1, max_length = 80)
    )]
    pub name: String,
    /// Its word in addresses; made of the name if absent.
    #[garde(custom(validation::slug))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(
            nullable = false,
            example = "analytical-engines",
            min_length = 3,
            max_length = 40,
            pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"
        )
    )]
    pub slug: Option<String>,
}

/// Change a team. Absent fields stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TeamUpdate {
    /// What it is called.
    #[garde(custom(validation::optional_label))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(
            nullable = false,
            example = "Analytical Engines",
            min_length = 1,
            max_length = 80
        )
    )]
    pub name: Option<String>,
    /// Its word in addresses.
    #[garde(custom(validation::slug))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(
            nullable = false,
            example = "analytical-engines",
            min_length = 3,
            max_length = 40,
            pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"
        )
    )]
    pub slug: Option<String>,
    /// Whether members need a second factor.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false, example = true))]
    pub mfa_required: Option<bool>,
    /// How many days they have to set one up, from now on; 14 if absent. Only with `mfa_required`.
    #[garde(custom(validation::mfa_grace))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(nullable = false, example = 14, minimum = 0, maximum = 90)
    )]
    pub mfa_grace_days: Option<u16>,
}

/// A team is going to be deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamDeletion {
    /// Until when it can be kept.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-16T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub delete_at: DateTime<Utc>,
}

/// Hand a team over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TransferCreate {
    /// The member who shall own it.
    #[garde(skip)]
    pub member_id: MemberId,
}

/// Which teams to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct TeamQuery {
    /// The one with this word in addresses.
    #[garde(custom(validation::slug))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(
            nullable = false,
            min_length = 3,
            max_length = 40,
            pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"
        )
    )]
    pub slug: Option<String>,
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
