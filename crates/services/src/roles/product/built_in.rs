//! The roles in the product that a migration brings, for who wants to know them without a database.

use contract::{Permission, permission::Pattern};

use super::Grants;

/// The names of the roles, and what each grants.
const DEFINITIONS: [(&str, &[Pattern]); 3] = [
    (
        "support",
        &[
            Pattern::Resource("all_invitations"),
            Pattern::Resource("all_security_events"),
            Pattern::Resource("all_teams"),
            Pattern::Resource("mails"),
            // Not who has which role: support would raise whom they like to support.
            Pattern::One(Permission::UsersDeactivate),
            Pattern::One(Permission::UsersEndSessions),
            Pattern::One(Permission::UsersImpersonate),
            Pattern::One(Permission::UsersList),
            Pattern::One(Permission::UsersResetMfa),
            Pattern::One(Permission::UsersVerify),
        ],
    ),
    (
        "operator",
        &[
            Pattern::Resource("announcements"),
            Pattern::Resource("jobs"),
            Pattern::Resource("mails"),
            Pattern::Resource("system"),
        ],
    ),
    (
        "auditor",
        &[
            Pattern::Resource("all_security_events"),
            Pattern::Resource("all_teams"),
            Pattern::Resource("product_audit"),
            Pattern::One(Permission::UsersList),
        ],
    ),
];

/// What the product calls those who have a role in it that comes with it, superusers among them.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    let names = DEFINITIONS.map(|(name, _)| name);
    names.into_iter().chain(["superuser"])
}

/// What the roles in the product grant that come with it, by their names.
pub fn built_in_grants() -> [(&'static str, Grants); 3] {
    DEFINITIONS.map(|(name, patterns)| (name, Grants::in_product(patterns.to_vec())))
}
