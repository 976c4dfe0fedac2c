//! Who may do what with a project.
//!
//! A role gives what it names over all projects of its team, a grant what its level allows over one,
//! and owning one as much as a level does. Who may not see a project does not learn that there is
//! one.

use contract::{Permission, PermissionSet, problem::code, projects::ProjectGrantLevel};

use crate::{Error, Result};

/// As much as this has who owns a project, whatever their role.
const OWNING: ProjectGrantLevel = ProjectGrantLevel::Editor;

/// What is done with a single project.
const ACTIONS: [Permission; 5] = [
    Permission::ProjectsRead,
    Permission::ProjectsUpdate,
    Permission::ProjectsArchive,
    Permission::ProjectsDelete,
    Permission::ProjectsShare,
];

/// What somebody may do with a project, by what their role grants, whether they own it, and what is
/// shared with them.
pub(super) fn held(
    role: PermissionSet,
    is_owner: bool,
    shared: &[ProjectGrantLevel],
) -> PermissionSet {
    let over_all = role.intersection(ACTIONS.into_iter().collect());
    let owned = is_owner.then_some(OWNING);
    let levels = owned.iter().chain(shared);
    levels.fold(over_all, |held, level| held.union(level.permissions()))
}

/// Whether the role shows every project; otherwise one sees those that one owns, and those that are
/// shared.
pub(super) const fn sees_all(role: PermissionSet) -> bool {
    role.contains(Permission::ProjectsRead)
}

/// Lets pass who may choose the owner of a project: who has by their role, or as its owner, what an
/// owner gets. So nobody makes theirs, or gives away, what is merely shared with them.
///
/// # Errors
///
/// [`code::PROJECT_OWNER_FIXED`] for everybody else.
pub(super) fn choose_owner(role: PermissionSet, is_owner: bool) -> Result<()> {
    if OWNING.permissions().is_subset(held(role, is_owner, &[])) {
        Ok(())
    } else {
        Err(Error::Forbidden {
            code: code::PROJECT_OWNER_FIXED,
        })
    }
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
/// [`code::PROJECT_LEVEL_TOO_HIGH`] for everybody else.
pub(super) fn grant(held: PermissionSet, level: ProjectGrantLevel) -> Result<()> {
    if level.permissions().is_subset(held) {
        Ok(())
    } else {
        Err(Error::Forbidden {
            code: code::PROJECT_LEVEL_TOO_HIGH,
        })
    }
}

/// Whether a level allows what the one before did not.
pub(super) fn is_raised(before: ProjectGrantLevel, after: ProjectGrantLevel) -> bool {
    !after.permissions().is_subset(before.permissions())
}

#[cfg(test)]
mod tests {
    use contract::roles::TeamRole;

    use super::*;
    use crate::roles::built_in_grants;

    /// What a call of each action ends with.
    fn statuses(held: PermissionSet) -> [u16; 5] {
        ACTIONS.map(|action| match act(held, action) {
            Ok(()) => 200,
            Err(Error::Forbidden { .. }) => 403,
            Err(Error::NotFound) => 404,
            Err(error) => panic!("{error}"),
        })
    }

    #[test]
    fn a_level_is_raised_by_what_it_allows_anew() {
        use ProjectGrantLevel::{Editor, Viewer};

        assert!(is_raised(Viewer, Editor));
        for (before, after) in [(Editor, Viewer), (Viewer, Viewer), (Editor, Editor)] {
            assert!(!is_raised(before, after), "{before} to {after}");
        }
    }

    /// Role × grant or ownership × action: read, update, archive, delete, share.
    #[test]
    fn role_by_grant_by_action() {
        use ProjectGrantLevel::{Editor, Viewer};

        let everything = [200; 5];
        let editing = [200, 200, 200, 403, 403];
        let looking = [200, 403, 403, 403, 403];
        let nothing = [404; 5];
        let ways: [(bool, &[ProjectGrantLevel]); 6] = [
            (false, &[]),
            (false, &[Viewer]),
            (false, &[Editor]),
            (false, &[Viewer, Editor]),
            (true, &[]),
            (true, &[Viewer]),
        ];
        for (role, by_way) in [
            (TeamRole::Owner, [everything; 6]),
            (TeamRole::Admin, [everything; 6]),
            (TeamRole::Member, [editing; 6]),
            (
                TeamRole::Viewer,
                [looking, looking, editing, editing, editing, editing],
            ),
            (
                TeamRole::Billing,
                [nothing, looking, editing, editing, editing, editing],
            ),
        ] {
            let permissions = built_in_grants(role).permissions();
            for ((is_owner, shared), expected) in ways.into_iter().zip(by_way) {
                let found = statuses(held(permissions, is_owner, shared));
                let role = role.as_str();
                assert_eq!(found, expected, "{role}, owner: {is_owner}, {shared:?}");
            }
        }
    }

    /// Role × ownership.
    #[test]
    fn who_chooses_the_owner() {
        for (role, as_other) in [
            (TeamRole::Owner, true),
            (TeamRole::Admin, true),
            (TeamRole::Member, true),
            (TeamRole::Viewer, false),
            (TeamRole::Billing, false),
        ] {
            let permissions = built_in_grants(role).permissions();
            assert_eq!(choose_owner(permissions, false).is_ok(), as_other);
            assert!(choose_owner(permissions, true).is_ok());
        }
        let half = [Permission::ProjectsRead, Permission::ProjectsUpdate];
        assert!(choose_owner(half.into_iter().collect(), false).is_err());
    }

    #[test]
    fn what_may_not_be_seen_may_not_be_done() {
        let blind = ACTIONS
            .into_iter()
            .filter(|action| *action != Permission::ProjectsRead);
        let blind: PermissionSet = blind.collect();
        assert_eq!(statuses(held(blind, false, &[])), [404; 5]);
        assert_eq!(statuses(held(blind, true, &[])), [200; 5]);
        let shared = held(blind, false, &[ProjectGrantLevel::Viewer]);
        assert_eq!(statuses(shared), [200; 5]);
    }

    #[test]
    fn only_what_concerns_a_project_is_held_over_it() {
        let owner = built_in_grants(TeamRole::Owner).permissions();
        let expected: PermissionSet = ACTIONS.into_iter().collect();
        assert_eq!(held(owner, false, &[]), expected);
    }

    #[test]
    fn nobody_gives_what_they_do_not_hold() {
        let sharing: PermissionSet = [Permission::ProjectsRead, Permission::ProjectsShare]
            .into_iter()
            .collect();
        assert!(grant(sharing, ProjectGrantLevel::Viewer).is_ok());
        assert!(grant(sharing, ProjectGrantLevel::Editor).is_err());
        assert!(
            grant(
                held(sharing, false, &[ProjectGrantLevel::Editor]),
                ProjectGrantLevel::Editor
            )
            .is_ok()
        );
    }
}
