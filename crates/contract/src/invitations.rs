//! Invitations: how people come into a team.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{InvitationId, Locale, RoleId, TeamId, roles::RoleName, time, validation};

/// For how many days an invitation can be accepted.
pub const LIFE_DAYS: i64 = 7;

/// An invitation that nobody has answered, as members see it. It may have expired.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitation {
    /// The invitation's id.
    pub id: InvitationId,
    /// The address that is invited.
    #[cfg_attr(feature = "openapi", schema(example = "grace@example.com"))]
    pub email: String,
    /// The role that whoever accepts it will have.
    pub role: RoleName,
    /// Who has sent it, by name.
    #[cfg_attr(feature = "openapi", schema(example = "Ada Lovelace"))]
    pub invited_by: String,
    /// Until when it can be accepted.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-09T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub expires_at: DateTime<Utc>,
    /// When it was sent first.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub created_at: DateTime<Utc>,
}

/// Invite people.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InvitationCreate {
    /// The addresses: at least one, each once.
    #[garde(custom(validation::emails))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_items = 1, max_items = 50, example = json!(["grace@example.com"]))
    )]
    pub emails: Vec<String>,
    /// The role, which grants nothing that the caller does not hold.
    #[garde(skip)]
    pub role: RoleId,
}

/// What became of each address.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationsCreated {
    /// The invitations that are on their way.
    pub invitations: Vec<Invitation>,
    /// The addresses that belong to members already.
    #[cfg_attr(feature = "openapi", schema(example = json!([])))]
    pub members: Vec<String>,
}

/// Which invitations to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct InvitationQuery {
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

/// The token of an invitation's link.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InvitationToken {
    /// The token.
    #[garde(custom(validation::token))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 128))]
    pub token: String,
}

/// What an invitation says to whoever holds its link.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationPreview {
    /// The team's name.
    #[cfg_attr(feature = "openapi", schema(example = "Analytical Engines"))]
    pub team: String,
    /// Who has sent it, by name.
    #[cfg_attr(feature = "openapi", schema(example = "Ada Lovelace"))]
    pub invited_by: String,
    /// The address that is invited.
    #[cfg_attr(feature = "openapi", schema(example = "grace@example.com"))]
    pub email: String,
    /// The role.
    pub role: RoleName,
    /// Whether the address has an account.
    #[cfg_attr(feature = "openapi", schema(example = false))]
    pub has_account: bool,
    /// Until when it can be accepted.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-09T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub expires_at: DateTime<Utc>,
}

/// Accept an invitation with a new account. Its link has proved the address.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InvitationRegister {
    /// The token of the link.
    #[garde(custom(validation::token))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 128))]
    pub token: String,
    /// The password.
    #[garde(custom(validation::password))]
    #[cfg_attr(
        feature = "openapi",
        schema(format = "password", min_length = 10, max_length = 128)
    )]
    pub password: String,
    /// The given name.
    #[garde(custom(validation::name))]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Grace", min_length = 1, max_length = 80)
    )]
    pub first_name: String,
    /// The family name.
    #[garde(custom(validation::name))]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Hopper", min_length = 1, max_length = 80)
    )]
    pub last_name: String,
    /// The language; that of the request if absent.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub locale: Option<Locale>,
}

/// An invitation was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationAccepted {
    /// The team.
    pub team_id: TeamId,
    /// Its word in addresses.
    #[cfg_attr(feature = "openapi", schema(example = "analytical-engines"))]
    pub slug: String,
}
