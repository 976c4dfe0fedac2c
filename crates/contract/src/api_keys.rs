//! API keys: how programs prove that they act for somebody.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    ApiKeyId, Permission,
    permission::{Named, perm},
    time, validation,
};

/// What every key begins with, so that one is recognised where it should not be.
pub const KEY_PREFIX: &str = "plk_";
/// For how long a replaced key goes on working unless the caller says otherwise, in hours.
pub const OVERLAP_DEFAULT_HOURS: u16 = 24;

// The words are single tokens: other macros could not see through a `literal`.
macro_rules! scopes {
    ($($(#[$doc:meta])* $name:ident = $word:tt;)+) => {
        /// What a key may be allowed to do: the permissions that a program can have.
        ///
        /// Sessions, keys themselves and whatever protects the account are not among them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum Scope {
            $($(#[$doc])* #[serde(rename = $word)] $name,)+
        }

        impl Scope {
            /// Every scope.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The scope that grants a permission, if programs can have it.
            pub const fn of(permission: Permission) -> Option<Self> {
                match permission {
                    $(Permission::$name => Some(Self::$name),)+
                    _ => None,
                }
            }

            /// The permission that the scope grants.
            pub const fn permission(self) -> Permission {
                match self {
                    $(Self::$name => Permission::$name,)+
                }
            }
        }

        $(
            impl Grantable for perm::$name {
                const SCOPE: Scope = Scope::$name;
            }
        )+
    };
}

/// A permission, as a type, that programs can have.
pub trait Grantable: Named {
    /// The scope by which a key has it.
    const SCOPE: Scope;
}

scopes! {
    /// Reading the owner's account.
    AccountRead = "account:read";
    /// Changing the owner's profile.
    AccountUpdate = "account:update";
    /// Reading one account: the owner's, or any if the owner is a superuser.
    UsersRead = "users:read";
    /// Listing all accounts, if the owner may.
    UsersList = "users:list";
    /// Listing the owner's teams.
    TeamsList = "teams:list";
    /// Seeing the owner's teams.
    TeamRead = "team:read";
    /// Listing the members of the owner's teams.
    MembersList = "members:list";
    /// Listing the invitations of the owner's teams.
    InvitationsList = "invitations:list";
    /// Inviting people into the owner's teams.
    InvitationsCreate = "invitations:create";
    /// Listing the roles of the owner's teams.
    RolesList = "roles:list";
    /// Reading the audit logs of the owner's teams.
    AuditRead = "audit:read";
    /// Creating projects.
    ProjectsCreate = "projects:create";
    /// Taking lists of projects out as a file.
    ProjectsExport = "projects:export";
    /// Seeing projects.
    ProjectsRead = "projects:read";
    /// Changing projects.
    ProjectsUpdate = "projects:update";
    /// Archiving projects, and bringing them back.
    ProjectsArchive = "projects:archive";
    /// Deleting projects.
    ProjectsDelete = "projects:delete";
}

impl Scope {
    /// The scope as it is written on the wire.
    pub const fn as_str(self) -> &'static str {
        self.permission().as_str()
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is no scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownScope;

impl fmt::Display for UnknownScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a scope")
    }
}

impl std::error::Error for UnknownScope {}

impl FromStr for Scope {
    type Err = UnknownScope;

    fn from_str(text: &str) -> Result<Self, UnknownScope> {
        Self::ALL
            .iter()
            .copied()
            .find(|scope| scope.as_str() == text)
            .ok_or(UnknownScope)
    }
}

/// A key, as its owner sees it. The key itself is not kept anywhere.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiKey {
    /// The key's id.
    pub id: ApiKeyId,
    /// What its owner calls it.
    #[cfg_attr(feature = "openapi", schema(example = "Nightly report"))]
    pub name: String,
    /// How the key begins, to tell it from others.
    #[cfg_attr(feature = "openapi", schema(example = "plk_q3VbYc0R"))]
    pub prefix: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// When it was made.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub created_at: DateTime<Utc>,
    /// When it stops to work, if it ever does.
    #[cfg_attr(feature = "openapi", schema(example = "2026-06-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize_optional")]
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was last used, to the minute.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-09T04:00:12.930417Z"))]
    #[serde(deserialize_with = "time::deserialize_optional")]
    pub last_used_at: Option<DateTime<Utc>>,
    /// The key that has taken its place, if it was rotated.
    pub replaced_by: Option<ApiKeyId>,
}

/// Make a key.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateApiKey {
    /// What you call it.
    #[garde(custom(validation::label))]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Nightly report", min_length = 1, max_length = 80)
    )]
    pub name: String,
    /// What it may do; at least one thing.
    #[garde(custom(validation::not_empty))]
    #[cfg_attr(feature = "openapi", schema(min_items = 1))]
    pub scopes: Vec<Scope>,
    /// In how many days it stops to work; never if absent.
    #[garde(custom(validation::key_expiry))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(example = 90, nullable = false, minimum = 1, maximum = 366)
    )]
    pub expires_in_days: Option<u16>,
}

/// Replace a key by another one with the same name and scopes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RotateApiKey {
    /// For how many hours the old key goes on working; 24 if absent.
    #[garde(custom(validation::key_overlap))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(example = 24, nullable = false, minimum = 0, maximum = 168)
    )]
    pub overlap_hours: Option<u16>,
}

/// A new key. It is shown this once.
///
/// It has no `Debug`: it holds a secret.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewApiKey {
    /// What there is to know about it.
    pub api_key: ApiKey,
    /// The key itself, for `Authorization: Bearer`.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "plk_q3VbYc0R2mXfK8sLw1nTzA5hJ7dPeU9gB4iOrC6yQxE")
    )]
    pub key: String,
}

/// Which keys to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ApiKeyQuery {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_written_like_their_permissions() {
        for scope in Scope::ALL {
            let word = serde_json::to_string(scope).unwrap();
            assert_eq!(word, format!("\"{}\"", scope.permission().as_str()));
            assert_eq!(scope.as_str().parse(), Ok(*scope));
        }
        assert_eq!("sessions:list".parse::<Scope>(), Err(UnknownScope));
    }

    #[test]
    fn a_key_has_a_name_and_scopes_and_may_have_an_end() {
        let good = CreateApiKey {
            name: "CI: nightly <report>".into(),
            scopes: vec![Scope::AccountRead],
            expires_in_days: Some(validation::KEY_EXPIRY_MAX_DAYS),
        };
        assert_eq!(validation::check(&good), Ok(()));
        for (name, scopes, days, path, code) in [
            ("", 1, None, "name", "required"),
            ("  ", 1, None, "name", "required"),
            ("a\nb", 1, None, "name", "malformed"),
            (&*"a".repeat(81), 1, None, "name", "too_long"),
            ("a", 0, None, "scopes", "required"),
            ("a", 1, Some(0), "expires_in_days", "out_of_range"),
            ("a", 1, Some(367), "expires_in_days", "out_of_range"),
        ] {
            let input = CreateApiKey {
                name: name.into(),
                scopes: vec![Scope::AccountRead; scopes],
                expires_in_days: days,
            };
            let refused = validation::check(&input).unwrap_err();
            assert_eq!(
                (refused[0].path.as_str(), refused[0].code.as_str()),
                (path, code)
            );
        }
    }

    #[test]
    fn an_overlap_has_a_bound() {
        for (hours, is_good) in [
            (None, true),
            (Some(0), true),
            (Some(168), true),
            (Some(169), false),
        ] {
            let input = RotateApiKey {
                overlap_hours: hours,
            };
            assert_eq!(validation::check(&input).is_ok(), is_good, "{hours:?}");
        }
    }
}
