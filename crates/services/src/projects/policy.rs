//! Who may do what with a project.
//!
//! A role gives what it names over all projects of its team, a grant what its level allows over one.
//! Who may not see a project does not learn that there is one.

use contract::{Permission, PermissionSet, problem::code, projects::GrantLevel};

use crate::{Error, Result};

/// What is done with a single project.
const ACTIONS: [Permission; 5] = [
    Permission::ProjectsRead,
    Permission::ProjectsUpdate,
    Permission::ProjectsArchive,
    Permission::ProjectsDelete,
    Permission::ProjectsShare,
];

/// What somebody may do with a project, by what their role grants and what is shared with them.
pub(super) fn held(role: PermissionSet, shared: &[GrantLevel]) -> PermissionSet {
    let over_all = role.intersection(ACTIONS.into_iter().collect());
    let shared = shared.iter().map(|level| level.permissions());
    shared.fold(over_all, PermissionSet::union)
}

/// Whether the role shows every project; otherwise one sees those that are shared.
pub(super) const fn sees_all(role: PermissionSet) -> bool {
    role.contains(Permission::ProjectsRead)
}

/// Lets pass who may do something with a project.
///
/// # Errors
///
/// - [`Error::NotFound`] for who may not see it.
/// - [`code::FORBIDDEN`] for who may see it and no more.
pub(super) fn act(held: PermissionSet, action: Permission) -> Result<()> {
    if !held.contains(Permission::ProjectsRead) {
        return Err(Error::NotFound);
    }
    if held.contains(action) {
        Ok(())
    } else {
        Err(Error::Forbidden {
            code: code::FORBIDDEN,
        })
    }
}

/// Lets pass who holds all that a level allows: nobody gives or takes what they do not hold.
///
/// # Errors
///
/// [`code::ROLE_TOO_HIGH`] for everybody else.
pub(super) fn grant(held: PermissionSet, level: GrantLevel) -> Result<()> {
    if level.permissions().is_subset(held) {
        Ok(())
    } else {
        Err(Error::Forbidden {
            code: code::ROLE_TOO_HIGH,
        })
    }
}

#[cfg(test)]
mod tests {
    use contract::roles::TeamRole;

    use super::*;
    use crate::roles::built_in_grants;

    /// What a call of each action ends with.
    fn statuses(role: PermissionSet, shared: &[GrantLevel]) -> [u16; 5] {
        let held = held(role, shared);
        ACTIONS.map(|action| match act(held, action) {
            Ok(()) => 200,
            Err(Error::Forbidden { .. }) => 403,
            Err(Error::NotFound) => 404,
            Err(error) => panic!("{error}"),
        })
    }

    /// Role × grant × action: read, update, archive, delete, share.
    #[test]
    fn role_by_grant_by_action() {
        use GrantLevel::{Editor, Viewer};

        const NONE: &[GrantLevel] = &[];
        const VIEWER: &[GrantLevel] = &[Viewer];
        const EDITOR: &[GrantLevel] = &[Editor];
        const BOTH: &[GrantLevel] = &[Viewer, Editor];
        let everything = [200; 5];
        let editing = [200, 200, 200, 403, 403];
        let looking = [200, 403, 403, 403, 403];
        let nothing = [404; 5];
        for (role, by_grant) in [
            (TeamRole::Owner, [everything; 4]),
            (TeamRole::Admin, [everything; 4]),
            (TeamRole::Member, [editing; 4]),
            (TeamRole::Viewer, [looking, looking, editing, editing]),
            (TeamRole::Billing, [nothing, looking, editing, editing]),
        ] {
            let permissions = built_in_grants(role).permissions();
            for (shared, expected) in [NONE, VIEWER, EDITOR, BOTH].into_iter().zip(by_grant) {
                let found = statuses(permissions, shared);
                assert_eq!(found, expected, "{} with {shared:?}", role.as_str());
            }
        }
    }

    #[test]
    fn what_may_not_be_seen_may_not_be_done() {
        let blind = ACTIONS
            .into_iter()
            .filter(|action| *action != Permission::ProjectsRead);
        let blind: PermissionSet = blind.collect();
        assert_eq!(statuses(blind, &[]), [404; 5]);
        assert_eq!(statuses(blind, &[GrantLevel::Viewer]), [200; 5]);
    }

    #[test]
    fn only_what_concerns_a_project_is_held_over_it() {
        let owner = built_in_grants(TeamRole::Owner).permissions();
        let expected: PermissionSet = ACTIONS.into_iter().collect();
        assert_eq!(held(owner, &[]), expected);
    }

    #[test]
    fn nobody_gives_what_they_do_not_hold() {
        let sharing: PermissionSet = [Permission::ProjectsRead, Permission::ProjectsShare]
            .into_iter()
            .collect();
        assert!(grant(sharing, GrantLevel::Viewer).is_ok());
        assert!(grant(sharing, GrantLevel::Editor).is_err());
        assert!(grant(held(sharing, &[GrantLevel::Editor]), GrantLevel::Editor).is_ok());
    }
}
