//! Who may do what with accounts.

use contract::{UserId, problem::code};

use crate::{Caller, Error, Result};

/// One's own account, or any for a superuser; others may not know that it exists.
pub(super) fn read(caller: &Caller, id: UserId) -> Result<()> {
    if caller.user.id == id || caller.user.is_superuser {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// Superusers.
pub(super) fn list(caller: &Caller) -> Result<()> {
    if caller.user.is_superuser {
        Ok(())
    } else {
        Err(Error::Forbidden {
            code: code::FORBIDDEN,
        })
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use contract::{Locale, SessionId, Theme, users::User};
    use uuid::Uuid;

    use super::*;
    use crate::Via;

    fn caller(id: u128, is_superuser: bool) -> Caller {
        Caller {
            user: User {
                id: UserId::new(Uuid::from_u128(id)),
                email: "someone@example.com".into(),
                first_name: "Some".into(),
                last_name: "One".into(),
                is_active: true,
                is_superuser,
                locale: Locale::En,
                theme: Theme::System,
                time_zone: "UTC".into(),
                has_password: true,
                version: 1,
                created_at: DateTime::UNIX_EPOCH,
                updated_at: DateTime::UNIX_EPOCH,
            },
            via: Via::Session(SessionId::new(Uuid::from_u128(9))),
        }
    }

    #[test]
    fn role_by_action() {
        let own = UserId::new(Uuid::from_u128(1));
        let other = UserId::new(Uuid::from_u128(2));
        for (superuser, reads_own, reads_other, lists) in
            [(false, true, false, false), (true, true, true, true)]
        {
            let caller = caller(1, superuser);
            assert_eq!(
                read(&caller, own).is_ok(),
                reads_own,
                "superuser: {superuser}"
            );
            assert_eq!(
                read(&caller, other).is_ok(),
                reads_other,
                "superuser: {superuser}"
            );
            assert_eq!(list(&caller).is_ok(), lists, "superuser: {superuser}");
        }
        assert!(matches!(
            read(&caller(1, false), other),
            Err(Error::NotFound)
        ));
    }
}
