//! The roles that every team begins with.

use contract::roles::TeamRole;

use super::grants::Grants;

/// What a role of every new team grants.
pub fn grants(role: TeamRole) -> Grants {
    Grants::in_team(role.patterns().to_vec())
}
