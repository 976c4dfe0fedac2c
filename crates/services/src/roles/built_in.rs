//! The roles that every team begins with, as data.

use contract::{Permission, permission::Pattern, roles::TeamRole};

use super::grants::Grants;

/// What a role of every new team is called until its name is translated, and what it grants.
pub(crate) fn definition(role: TeamRole) -> (&'static str, Vec<Pattern>) {
    match role {
        TeamRole::Owner => ("Owner", vec![Pattern::All]),
        TeamRole::Admin => (
            "Admin",
            vec![
                Pattern::One(Permission::TeamRead),
                Pattern::One(Permission::TeamUpdate),
                Pattern::One(Permission::TeamLeave),
                Pattern::Resource("members"),
                Pattern::Resource("invitations"),
                Pattern::Resource("roles"),
                Pattern::Resource("audit"),
                Pattern::Resource("projects"),
            ],
        ),
        TeamRole::Member => (
            "Member",
            vec![
                Pattern::One(Permission::TeamRead),
                Pattern::One(Permission::TeamLeave),
                Pattern::One(Permission::MembersList),
                Pattern::One(Permission::ProjectsRead),
                Pattern::One(Permission::ProjectsCreate),
                Pattern::One(Permission::ProjectsUpdate),
                Pattern::One(Permission::ProjectsArchive),
                Pattern::One(Permission::ProjectsExport),
            ],
        ),
        TeamRole::Viewer => (
            "Viewer",
            vec![
                Pattern::One(Permission::TeamRead),
                Pattern::One(Permission::TeamLeave),
                Pattern::One(Permission::MembersList),
                Pattern::One(Permission::ProjectsRead),
                Pattern::One(Permission::ProjectsExport),
            ],
        ),
        TeamRole::Billing => (
            "Billing",
            vec![
                Pattern::One(Permission::TeamRead),
                Pattern::One(Permission::TeamLeave),
            ],
        ),
    }
}

/// What a role of every new team grants.
pub fn grants(role: TeamRole) -> Grants {
    Grants::in_team(definition(role).1)
}
