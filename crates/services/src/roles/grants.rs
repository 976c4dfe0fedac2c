use contract::{
    Permission, PermissionSet,
    permission::{self, Level, Pattern},
    problem::code,
};

use crate::{Error, Result};

/// What somebody holds by their roles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grants {
    patterns: Vec<Pattern>,
    permissions: PermissionSet,
}

impl Grants {
    /// What these patterns grant of the permissions that roles in teams can grant.
    pub fn in_team(patterns: Vec<Pattern>) -> Self {
        Self::of(patterns, Permission::is_of_team)
    }

    /// What these patterns grant of the permissions that roles in the product can grant.
    pub fn in_product(patterns: Vec<Pattern>) -> Self {
        Self::of(patterns, Permission::is_of_product)
    }

    fn of(patterns: Vec<Pattern>, is_of_level: fn(Permission) -> bool) -> Self {
        let granted = Permission::ALL.iter().copied().filter(|permission| {
            is_of_level(*permission) && permission::grants(&patterns, *permission)
        });
        let permissions = granted.collect();
        Self {
            patterns,
            permissions,
        }
    }

    /// The patterns, as roles grant them.
    pub(crate) fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    /// The permissions.
    pub const fn permissions(&self) -> PermissionSet {
        self.permissions
    }

    /// Lets pass who holds the permission.
    ///
    /// # Errors
    ///
    /// [`code::FORBIDDEN`] for everybody else.
    pub fn require(&self, permission: Permission) -> Result<()> {
        if self.permissions.contains(permission) {
            Ok(())
        } else {
            Err(Error::Forbidden {
                code: code::FORBIDDEN,
            })
        }
    }

    /// Whether all of `patterns` are held, now and whatever the product will add to a wildcard.
    pub fn cover(&self, patterns: &[Pattern]) -> bool {
        patterns
            .iter()
            .all(|theirs| self.patterns.iter().any(|mine| mine.covers(*theirs)))
    }

    /// Lets pass who holds all of `patterns`: nobody gives, takes or changes what they do not hold.
    ///
    /// # Errors
    ///
    /// [`code::ROLE_TOO_HIGH`] for everybody else.
    pub(crate) fn require_cover(&self, patterns: &[Pattern]) -> Result<()> {
        if self.cover(patterns) {
            Ok(())
        } else {
            Err(Error::Forbidden {
                code: code::ROLE_TOO_HIGH,
            })
        }
    }
}

/// Writes patterns for a column: sorted, each once.
pub(crate) fn write(mut patterns: Vec<Pattern>) -> String {
    patterns.sort_unstable();
    patterns.dedup();
    let words: Vec<_> = patterns.iter().map(ToString::to_string).collect();
    words.join(" ")
}

/// Reads the patterns of a column. A word that is known no more grants nothing.
pub(crate) fn read(text: &str) -> Vec<Pattern> {
    text.split(' ')
        .filter_map(|word| word.parse().ok())
        .collect()
}

/// Whether each pattern means something that a role of the level can grant.
pub(crate) fn are_of_level(patterns: &[Pattern], is_of_level: fn(Level) -> bool) -> bool {
    patterns.iter().all(|pattern| match pattern {
        Pattern::All => true,
        Pattern::One(permission) => is_of_level(permission.level()),
        Pattern::Resource(resource) => Permission::ALL.iter().any(|permission| {
            permission.resource() == *resource && is_of_level(permission.level())
        }),
    })
}

#[cfg(test)]
mod tests {
    use contract::roles::TeamRole;
    use proptest::prelude::*;

    use super::*;
    use crate::roles::built_in;

    /// Role × permission: what each role of a new team may do.
    #[test]
    fn role_by_permission() {
        let all = Permission::ALL
            .iter()
            .copied()
            .filter(|permission| permission.is_of_team());
        for permission in all {
            let [owner, admin, member, viewer, billing] =
                TeamRole::ALL.map(|role| built_in::grants(role).require(permission).is_ok());
            let expected = match permission {
                Permission::TeamRead | Permission::TeamLeave => [true; 5],
                Permission::TeamDelete | Permission::TeamTransfer => {
                    [true, false, false, false, false]
                }
                Permission::MembersList | Permission::ProjectsRead | Permission::ProjectsExport => {
                    [true, true, true, true, false]
                }
                Permission::ProjectsCreate
                | Permission::ProjectsUpdate
                | Permission::ProjectsArchive => [true, true, true, false, false],
                _ => [true, true, false, false, false],
            };
            assert_eq!(
                [owner, admin, member, viewer, billing],
                expected,
                "{permission}"
            );
        }
    }

    #[test]
    fn words_that_are_known_no_more_grant_nothing() {
        let grants = Grants::in_team(read("team:read team:juggle juggling:*"));
        assert_eq!(
            grants.permissions(),
            [Permission::TeamRead].into_iter().collect()
        );
    }

    #[test]
    fn a_role_of_a_team_grants_nothing_in_the_product() {
        let grants = Grants::in_team(vec![Pattern::All]);
        assert!(grants.require(Permission::UsersList).is_err());
        let grants = Grants::in_product(vec![Pattern::All]);
        assert!(grants.require(Permission::TeamRead).is_err());
    }

    fn pattern() -> impl Strategy<Value = Pattern> {
        let permission = prop::sample::select(Permission::ALL);
        prop_oneof![
            1 => Just(Pattern::All),
            3 => permission.clone().prop_map(|one| Pattern::Resource(one.resource())),
            6 => permission.prop_map(Pattern::One),
        ]
    }

    proptest! {
        /// What is covered is held: so nothing that is given away raises anybody above the giver.
        #[test]
        fn what_is_covered_is_held(
            mine in prop::collection::vec(pattern(), 0..8),
            theirs in prop::collection::vec(pattern(), 0..8),
        ) {
            let mine = Grants::in_team(mine);
            if mine.cover(&theirs) {
                let theirs = Grants::in_team(theirs);
                prop_assert!(theirs.permissions().is_subset(mine.permissions()));
            }
        }

        /// A chain of gifts is no way around: who is covered by somebody covered is covered.
        #[test]
        fn covering_is_transitive(
            first in prop::collection::vec(pattern(), 0..6),
            second in prop::collection::vec(pattern(), 0..6),
            third in prop::collection::vec(pattern(), 0..6),
        ) {
            let (one, two) = (Grants::in_team(first), Grants::in_team(second.clone()));
            if one.cover(&second) && two.cover(&third) {
                prop_assert!(one.cover(&third));
            }
        }

        #[test]
        fn patterns_are_read_as_they_are_written(patterns in prop::collection::vec(pattern(), 1..8)) {
            let mut sorted = patterns.clone();
            sorted.sort_unstable();
            sorted.dedup();
            prop_assert_eq!(read(&write(patterns)), sorted);
        }
    }
}
