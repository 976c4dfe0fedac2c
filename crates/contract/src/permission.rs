//! The one vocabulary of what may be done: `resource:action`.

use serde::{Deserialize, Serialize};

/// A permission that a route asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Permission {
    /// Reading one's own account.
    #[serde(rename = "account:read")]
    AccountRead,
    /// Changing one's own account.
    #[serde(rename = "account:update")]
    AccountUpdate,
    /// Listing one's own sessions.
    #[serde(rename = "sessions:list")]
    SessionsList,
    /// Ending one's own sessions.
    #[serde(rename = "sessions:end")]
    SessionsEnd,
    /// Reading what one's own second factor is.
    #[serde(rename = "mfa:read")]
    MfaRead,
    /// Setting up and removing one's own second factor.
    #[serde(rename = "mfa:manage")]
    MfaManage,
    /// Listing the accounts elsewhere that are connected with one's own.
    #[serde(rename = "identities:list")]
    IdentitiesList,
    /// Connecting and disconnecting them.
    #[serde(rename = "identities:change")]
    IdentitiesChange,
    /// Listing one's own passkeys.
    #[serde(rename = "passkeys:list")]
    PasskeysList,
    /// Adding, renaming and removing one's own passkeys.
    #[serde(rename = "passkeys:manage")]
    PasskeysManage,
    /// Reading one account: one's own, or any for a superuser.
    #[serde(rename = "users:read")]
    UsersRead,
    /// Listing all accounts: superusers.
    #[serde(rename = "users:list")]
    UsersList,
    /// Changing what protects one's own account, or giving the account up.
    #[serde(rename = "account:security")]
    AccountSecurity,
    /// Taking out what is kept of oneself.
    #[serde(rename = "account:export")]
    AccountExport,
    /// Managing the keys of one's own programs.
    #[serde(rename = "api_keys:manage")]
    ApiKeysManage,
    /// Listing what happened to one's own account.
    #[serde(rename = "security_events:list")]
    SecurityEventsList,
}

impl Permission {
    /// The permission as it is written in the OpenAPI document.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AccountRead => "account:read",
            Self::AccountUpdate => "account:update",
            Self::SessionsList => "sessions:list",
            Self::SessionsEnd => "sessions:end",
            Self::MfaRead => "mfa:read",
            Self::MfaManage => "mfa:manage",
            Self::IdentitiesList => "identities:list",
            Self::IdentitiesChange => "identities:change",
            Self::PasskeysList => "passkeys:list",
            Self::PasskeysManage => "passkeys:manage",
            Self::UsersRead => "users:read",
            Self::UsersList => "users:list",
            Self::AccountSecurity => "account:security",
            Self::AccountExport => "account:export",
            Self::ApiKeysManage => "api_keys:manage",
            Self::SecurityEventsList => "security_events:list",
        }
    }
}
