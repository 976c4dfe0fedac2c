//! What nobody does in somebody else's name.

use contract::{Permission, UserId, permission::Level, problem::code};

use crate::{Error, Result};

/// Whether only the person may do what the permission names, and nobody who acts as them.
///
/// Of what is everybody's own, only what harms nobody is left; so a permission that is added is
/// barred until it is named here. Who settles somebody's notifications could hide from them that
/// they were acted for. Of what a role grants, nothing is left by which somebody gets or loses what
/// lasts longer than this, by which more is taken out than is looked at, or which cannot be undone.
pub(crate) const fn is_barred(permission: Permission) -> bool {
    match permission.level() {
        Level::Product => true,
        Level::Own => !matches!(
            permission,
            Permission::AccountRead
                | Permission::AccountUpdate
                | Permission::SessionsList
                | Permission::MfaRead
                | Permission::IdentitiesList
                | Permission::PasskeysList
                | Permission::SecurityEventsList
                | Permission::NotificationsRead
                | Permission::TeamsList
                | Permission::TeamsCreate
                | Permission::UsersRead
        ),
        Level::Team | Level::Resource => matches!(
            permission,
            Permission::TeamUpdate
                | Permission::TeamDelete
                | Permission::TeamTransfer
                | Permission::TeamLeave
                | Permission::MembersUpdate
                | Permission::MembersRemove
                | Permission::InvitationsCreate
                | Permission::InvitationsRevoke
                | Permission::RolesManage
                | Permission::ProjectsExport
                | Permission::ProjectsDelete
                | Permission::ProjectsShare
        ),
    }
}

/// Lets pass who asks in their own name, or for what may be done in somebody else's.
///
/// # Errors
///
/// [`code::IMPERSONATING`] for everybody else.
pub(crate) fn require(impersonator: Option<UserId>, permission: Permission) -> Result<()> {
    if impersonator.is_some() && is_barred(permission) {
        return Err(refused());
    }
    Ok(())
}

/// Lets pass who asks in their own name: for what goes by a permission that is allowed otherwise.
///
/// # Errors
///
/// [`code::IMPERSONATING`] for everybody else.
pub(crate) fn require_own_name(impersonator: Option<UserId>) -> Result<()> {
    if impersonator.is_some() {
        return Err(refused());
    }
    Ok(())
}

/// Who acts as somebody else may not do this.
const fn refused() -> Error {
    Error::Forbidden {
        code: code::IMPERSONATING,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    /// What is left to who acts as somebody else: everything that is not in this list is refused.
    const ALLOWED: &[Permission] = &[
        Permission::AccountRead,
        Permission::AccountUpdate,
        Permission::SessionsList,
        Permission::MfaRead,
        Permission::IdentitiesList,
        Permission::PasskeysList,
        Permission::SecurityEventsList,
        Permission::NotificationsRead,
        Permission::TeamsList,
        Permission::TeamsCreate,
        Permission::UsersRead,
    ];

    const BARRED_IN_TEAMS: &[Permission] = &[
        Permission::TeamUpdate,
        Permission::TeamDelete,
        Permission::TeamTransfer,
        Permission::TeamLeave,
        Permission::MembersUpdate,
        Permission::MembersRemove,
        Permission::InvitationsCreate,
        Permission::InvitationsRevoke,
        Permission::RolesManage,
        Permission::ProjectsExport,
        Permission::ProjectsDelete,
        Permission::ProjectsShare,
    ];

    #[test]
    fn every_permission_is_allowed_or_barred() {
        let impersonator = Some(UserId::new(Uuid::from_u128(1)));
        for permission in Permission::ALL {
            let is_allowed = match permission.level() {
                Level::Own => ALLOWED.contains(permission),
                Level::Product => false,
                Level::Team | Level::Resource => !BARRED_IN_TEAMS.contains(permission),
            };
            assert_eq!(
                require(impersonator, *permission).is_ok(),
                is_allowed,
                "{permission}"
            );
            assert!(require(None, *permission).is_ok(), "{permission}");
        }
    }

    #[test]
    fn what_asks_for_ones_own_name_is_barred_whatever_it_goes_by() {
        let impersonator = Some(UserId::new(Uuid::from_u128(1)));
        assert!(require_own_name(None).is_ok());
        assert!(matches!(
            require_own_name(impersonator),
            Err(Error::Forbidden {
                code: code::IMPERSONATING
            })
        ));
    }

    #[test]
    fn what_changes_or_hides_security_is_barred() {
        for permission in [
            Permission::AccountSecurity,
            Permission::AccountExport,
            Permission::SessionsEnd,
            Permission::MfaManage,
            Permission::IdentitiesChange,
            Permission::PasskeysManage,
            Permission::ApiKeysManage,
            Permission::NotificationsManage,
            Permission::InvitationsAnswer,
            Permission::UsersImpersonate,
        ] {
            assert!(is_barred(permission), "{permission}");
        }
    }
}
