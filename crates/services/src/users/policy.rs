//! Who may do what with accounts.

use contract::{Permission, PermissionSet, UserId};

use crate::{Caller, Error, Result};

/// One's own account, or any for who may list them all; others may not know that it exists.
pub(super) fn read(caller: &Caller, held: PermissionSet, id: UserId) -> Result<()> {
    if caller.user.id == id || held.contains(Permission::UsersList) {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use contract::{Locale, SessionId, Theme, users::User};
    use uuid::Uuid;

    use super::*;
    use crate::Via;

    fn caller(id: u128) -> Caller {
        Caller {
            user: User {
                id: UserId::new(Uuid::from_u128(id)),
                email: "someone@example.com".into(),
                first_name: "Some".into(),
                last_name: "One".into(),
                is_active: true,
                is_superuser: false,
                locale: Locale::En,
                theme: Theme::System,
                time_zone: "UTC".into(),
                team_id: None,
                has_password: true,
                version: 1,
                created_at: DateTime::UNIX_EPOCH,
                updated_at: DateTime::UNIX_EPOCH,
                staff: PermissionSet::EMPTY,
                impersonation: None,
            },
            via: Via::Session(SessionId::new(Uuid::from_u128(9))),
            impersonator: None,
        }
    }

    #[test]
    fn role_by_action() {
        let own = UserId::new(Uuid::from_u128(1));
        let other = UserId::new(Uuid::from_u128(2));
        let lists_all = [Permission::UsersList].into_iter().collect();
        for (held, reads_own, reads_other) in
            [(PermissionSet::EMPTY, true, false), (lists_all, true, true)]
        {
            let caller = caller(1);
            assert_eq!(read(&caller, held, own).is_ok(), reads_own, "{held:?}");
            assert_eq!(read(&caller, held, other).is_ok(), reads_other, "{held:?}");
        }
        assert!(matches!(
            read(&caller(1), PermissionSet::EMPTY, other),
            Err(Error::NotFound)
        ));
    }
}
