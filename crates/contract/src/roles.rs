//! Roles: what members may do in a team, and staff in the product as a whole.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{Permission, RoleId, permission::Pattern, time, validation};

/// A role.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Role {
    /// The role's id.
    pub id: RoleId,
    /// What it is called; the names of built-in roles are words to be translated.
    #[cfg_attr(feature = "openapi", schema(example = "Editor"))]
    pub name: String,
    /// Which role of the product it is, unless it was made here.
    #[cfg_attr(feature = "openapi", schema(example = json!(null)))]
    pub built_in: Option<String>,
    /// What it grants: permissions, and wildcards such as `projects:*` or `*`.
    #[cfg_attr(
        feature = "openapi",
        schema(value_type = Vec<String>, example = json!(["team:read", "projects:*"]))
    )]
    pub permissions: Vec<Pattern>,
    /// How many people have it.
    #[cfg_attr(feature = "openapi", schema(example = 3))]
    pub holders: i64,
    /// Counts its changes; the `ETag` is made of it.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub version: i64,
    /// When it was made.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub created_at: DateTime<Utc>,
}

/// A role by its name alone.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoleName {
    /// The role's id.
    pub id: RoleId,
    /// What it is called; the names of built-in roles are words to be translated.
    #[cfg_attr(feature = "openapi", schema(example = "Member"))]
    pub name: String,
    /// Which role of the product it is, unless it was made here.
    #[cfg_attr(feature = "openapi", schema(example = "member"))]
    pub built_in: Option<String>,
}

/// The roles that every team has from its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TeamRole {
    /// Everything.
    Owner,
    /// Everything but giving the team away or up.
    Admin,
    /// Works with projects.
    Member,
    /// Looks on.
    Viewer,
    /// Sees to what is to be paid.
    Billing,
}

impl TeamRole {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::Owner,
        Self::Admin,
        Self::Member,
        Self::Viewer,
        Self::Billing,
    ];

    /// The role as the wire names it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Member => "member",
            Self::Viewer => "viewer",
            Self::Billing => "billing",
        }
    }

    /// What it is called until its name is translated.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Owner => "Owner",
            Self::Admin => "Admin",
            Self::Member => "Member",
            Self::Viewer => "Viewer",
            Self::Billing => "Billing",
        }
    }

    /// What it grants.
    pub const fn patterns(self) -> &'static [Pattern] {
        match self {
            Self::Owner => &[Pattern::All],
            Self::Admin => &[
                Pattern::One(Permission::TeamRead),
                Pattern::One(Permission::TeamUpdate),
                Pattern::One(Permission::TeamLeave),
                Pattern::Resource("members"),
                Pattern::Resource("invitations"),
                Pattern::Resource("roles"),
                Pattern::Resource("audit"),
                Pattern::Resource("projects"),
            ],
            Self::Member => &[
                Pattern::One(Permission::TeamRead),
                Pattern::One(Permission::TeamLeave),
                Pattern::One(Permission::MembersList),
                Pattern::One(Permission::ProjectsRead),
                Pattern::One(Permission::ProjectsCreate),
                Pattern::One(Permission::ProjectsUpdate),
                Pattern::One(Permission::ProjectsArchive),
                Pattern::One(Permission::ProjectsExport),
            ],
            Self::Viewer => &[
                Pattern::One(Permission::TeamRead),
                Pattern::One(Permission::TeamLeave),
                Pattern::One(Permission::MembersList),
                Pattern::One(Permission::ProjectsRead),
                Pattern::One(Permission::ProjectsExport),
            ],
            Self::Billing => &[
                Pattern::One(Permission::TeamRead),
                Pattern::One(Permission::TeamLeave),
            ],
        }
    }
}

/// Make a role.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RoleCreate {
    /// What it is called.
    #[garde(custom(validation::label))]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Editor", min_length = 1, max_length = 80)
    )]
    pub name: String,
    /// What it grants; at least one thing, and nothing that the caller does not hold.
    #[garde(custom(validation::not_empty))]
    #[cfg_attr(
        feature = "openapi",
        schema(value_type = Vec<String>, min_items = 1, example = json!(["team:read", "projects:read"]))
    )]
    pub permissions: Vec<Pattern>,
}

/// Change a role. Absent fields stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RoleUpdate {
    /// What it is called.
    #[garde(custom(validation::optional_label))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(nullable = false, example = "Editor", min_length = 1, max_length = 80)
    )]
    pub name: Option<String>,
    /// What it grants.
    #[garde(custom(validation::optional_not_empty))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(nullable = false, value_type = Option<Vec<String>>, min_items = 1, example = json!(["projects:read"]))
    )]
    pub permissions: Option<Vec<Pattern>>,
}

/// Give a user a role in the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UserRoleCreate {
    /// The role.
    #[garde(skip)]
    pub role_id: RoleId,
}
