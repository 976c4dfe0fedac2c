//! What staff do to accounts.

use contract::{
    Permission, UserId,
    admin::{Reason, UserDetail},
    audit::Fact,
    auth::Register,
    mfa::MfaStatus,
    problem::code,
    users::User,
    validation::normalize_email,
};
use db::Tx;

use super::store;
use crate::{
    Ctx, Error, Origin, Result, account,
    audit::{self, Entry, Facts},
    identities, lockouts,
    mails::{self, Mail},
    mfa, passkeys,
    roles::{self, Grants, Staff},
    security_events::{self, SecurityEvent},
    sessions::{self, EndReason},
    users,
};

/// What things are called in the log.
const SUBJECT: &str = "user";
/// What the log calls who may do everything.
const SUPERUSER: &str = "superuser";

/// Answers with one account, as staff see it.
///
/// # Errors
///
/// [`Error::NotFound`] if there is none.
pub async fn get(ctx: &Ctx, staff: &Staff, id: UserId) -> Result<UserDetail> {
    let conn = ctx.db.read();
    let user = users::load(conn, id).await?;
    let held = roles::held_by(conn, &user).await?;
    let teams = ctx
        .db
        .read_tx(|tx| async move { store::teams_of(&tx.across_teams().await?, id).await })
        .await?;
    let (failed_sign_ins, locked_until) = lockouts::of_address(ctx, &user.email).await?;
    Ok(UserDetail {
        mfa: mfa::status_of(ctx, id).await?,
        passkeys: passkeys::count(conn, id).await?,
        identities: identities::count_of(conn, id).await?,
        sessions: sessions::count_live(ctx, conn, id).await?,
        teams,
        roles: roles::names_of(conn, id).await?,
        failed_sign_ins,
        locked_until,
        delete_at: account::delete_at(conn, id).await?,
        is_within_reach: check(staff.user(), &staff.grants, &user, &held).is_ok(),
        user,
    })
}

/// Finds an account by its address.
///
/// # Errors
///
/// [`Error::NotFound`] if the address has none.
pub async fn find(ctx: &Ctx, _staff: &Staff, email: &str) -> Result<UserId> {
    let row = users::find_by_email(ctx.db.read(), &normalize_email(email)).await?;
    row.map(|row| UserId::new(row.id)).ok_or(Error::NotFound)
}

/// Makes an account whose address is taken for confirmed.
///
/// # Errors
///
/// - [`Error::StepUpRequired`] without a fresh proof.
/// - [`code::FORBIDDEN`] if they do not hold the permission any more.
/// - [`code::ROLE_TOO_HIGH`] for a superuser, if who asks is none.
/// - [`code::EMAIL_TAKEN`] if the address has an account.
/// - `password_weak` if the password is too easy to guess.
pub async fn create(ctx: &Ctx, staff: &Staff, input: Register, is_superuser: bool) -> Result<User> {
    staff.require_proof(ctx).await?;
    if is_superuser {
        check_superuser(staff.user())?;
    }
    let new = users::confirmed(ctx, input, is_superuser).await?;
    let now = ctx.clock.now();
    ctx.db
        .write(|tx| {
            let new = new.clone();
            async move {
                roles::lock_holders(&tx).await?;
                roles::confirm(&tx, staff, Permission::UsersVerify).await?;
                let row = users::insert(&*tx, ctx.ids.uuid(now)?, new, now).await?;
                let user = users::view(row)?;
                let mut told = facts(&user).personal(Fact::Email, &user.email);
                if is_superuser {
                    told = told.open(Fact::Role, SUPERUSER);
                }
                let entry = Entry::new("users.create", SUBJECT, user.id.uuid()).after(told);
                audit::record_product(ctx, &tx, &staff.author(), entry).await?;
                Ok(user)
            }
        })
        .await
}

/// Keeps everybody out of an account, ends its sessions and tells its owner by mail. One that is
/// deactivated stays so.
///
/// # Errors
///
/// - [`Error::StepUpRequired`] without a fresh proof.
/// - Those of [`lock`].
pub async fn deactivate(ctx: &Ctx, staff: &Staff, id: UserId, input: Reason) -> Result<()> {
    staff.require_proof(ctx).await?;
    let Reason { reason } = input;
    let reason = reason.trim();
    ctx.db
        .write(|tx| async move {
            let user = lock(&tx, staff, Permission::UsersDeactivate, id).await?;
            if !user.is_active {
                return Ok(());
            }
            account::close(ctx, &tx, user.id, EndReason::DeactivatedByStaff).await?;
            let mail = Mail::DeactivatedByStaff {
                first_name: user.first_name.clone(),
            };
            mails::send(ctx, &tx, &user.email, user.locale, mail).await?;
            let event = SecurityEvent::DeactivatedByStaff;
            tell(ctx, &tx, event, user.id, &staff.origin).await?;
            let entry = Entry::new("users.deactivate", SUBJECT, user.id.uuid())
                .after(facts(&user).open(Fact::Reason, reason));
            audit::record_product(ctx, &tx, &staff.author(), entry).await
        })
        .await
}

/// Lets the owner of an account in again, also if it was to be deleted. One that is active stays so.
///
/// # Errors
///
/// - [`Error::StepUpRequired`] without a fresh proof.
/// - Those of [`lock`].
pub async fn activate(ctx: &Ctx, staff: &Staff, id: UserId) -> Result<()> {
    staff.require_proof(ctx).await?;
    ctx.db
        .write(|tx| async move {
            let user = lock(&tx, staff, Permission::UsersDeactivate, id).await?;
            if user.is_active {
                return Ok(());
            }
            account::open(ctx, &tx, user.id).await?;
            tell(
                ctx,
                &tx,
                SecurityEvent::ActivatedByStaff,
                user.id,
                &staff.origin,
            )
            .await?;
            let entry = Entry::new("users.activate", SUBJECT, user.id.uuid()).after(facts(&user));
            audit::record_product(ctx, &tx, &staff.author(), entry).await
        })
        .await
}

/// Removes the second factor of somebody who has lost it, and tells them by mail.
///
/// # Errors
///
/// - [`Error::StepUpRequired`] without a fresh proof.
/// - Those of [`lock`].
/// - [`code::MFA_STATE`] if there is none.
pub async fn reset_mfa(ctx: &Ctx, staff: &Staff, id: UserId, input: Reason) -> Result<()> {
    staff.require_proof(ctx).await?;
    let Reason { reason } = input;
    let reason = reason.trim();
    ctx.db
        .write(|tx| async move {
            let user = lock(&tx, staff, Permission::UsersResetMfa, id).await?;
            let MfaStatus { totp_since, .. } = mfa::forget(&tx, user.id).await?;
            let mail = Mail::MfaResetByStaff {
                first_name: user.first_name.clone(),
            };
            mails::send(ctx, &tx, &user.email, user.locale, mail).await?;
            let event = SecurityEvent::MfaResetByStaff;
            tell(ctx, &tx, event, user.id, &staff.origin).await?;
            let entry = Entry::new("users.reset_mfa", SUBJECT, user.id.uuid())
                .before(facts(&user).open(Fact::TotpSince, totp_since))
                .after(facts(&user).open(Fact::Reason, reason));
            audit::record_product(ctx, &tx, &staff.author(), entry).await
        })
        .await
}

/// Ends all sessions of an account.
///
/// # Errors
///
/// Those of [`lock`].
pub async fn end_sessions(ctx: &Ctx, staff: &Staff, id: UserId) -> Result<()> {
    ctx.db
        .write(|tx| async move {
            let user = lock(&tx, staff, Permission::UsersEndSessions, id).await?;
            sessions::end_all(ctx, &tx, user.id, EndReason::EndedByStaff).await?;
            let event = SecurityEvent::SessionsEndedByStaff;
            tell(ctx, &tx, event, user.id, &staff.origin).await?;
            let entry =
                Entry::new("users.end_sessions", SUBJECT, user.id.uuid()).after(facts(&user));
            audit::record_product(ctx, &tx, &staff.author(), entry).await
        })
        .await
}

/// Locks an account that a staff member is about to act on, if they may.
///
/// # Errors
///
/// - [`code::FORBIDDEN`] if they do not hold the permission any more.
/// - [`Error::NotFound`] if there is no such account.
/// - [`code::OWN_ACCOUNT`] if it is their own.
/// - [`code::ROLE_TOO_HIGH`] if its owner holds more than they do.
pub(crate) async fn lock(
    tx: &Tx,
    staff: &Staff,
    permission: Permission,
    id: UserId,
) -> Result<User> {
    // Nobody gets a role, and so out of reach, while this decides.
    roles::lock_holders(tx).await?;
    let held = roles::confirm(tx, staff, permission).await?;
    let row = users::lock(tx, id).await?;
    let user = users::view(row.ok_or(Error::NotFound)?)?;
    let theirs = roles::held_by(&**tx, &user).await?;
    check(staff.user(), &held, &user, &theirs)?;
    Ok(user)
}

/// The policy of acting on somebody: not on oneself, and not on who holds more. A command is nobody's.
fn check(actor: Option<&User>, held: &Grants, target: &User, theirs: &Grants) -> Result<()> {
    if actor.is_some_and(|actor| actor.id == target.id) {
        return Err(Error::Forbidden {
            code: code::OWN_ACCOUNT,
        });
    }
    if target.is_superuser {
        check_superuser(actor)?;
    }
    held.require_cover(theirs.patterns())
}

/// A role may grant everything there is, and still it puts nobody on a level with superusers.
fn check_superuser(actor: Option<&User>) -> Result<()> {
    if actor.is_some_and(|actor| !actor.is_superuser) {
        return Err(Error::Forbidden {
            code: code::ROLE_TOO_HIGH,
        });
    }
    Ok(())
}

/// What is told of every account in the audit log.
pub(crate) fn facts(user: &User) -> Facts {
    Facts::new().person(Fact::User, Some((user.id, user.full_name())))
}

/// Writes into the owner's record that staff have done something.
pub(super) async fn tell(
    ctx: &Ctx,
    tx: &Tx,
    event: SecurityEvent,
    user: UserId,
    origin: &Origin,
) -> Result<()> {
    security_events::record(ctx, tx, event, user, None, &origin.undisclosed()).await
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use contract::{Locale, PermissionSet, Theme};
    use uuid::Uuid;

    use super::*;

    fn user(id: u128, is_superuser: bool) -> User {
        User {
            id: UserId::new(Uuid::from_u128(id)),
            email: "someone@example.com".into(),
            first_name: "Some".into(),
            last_name: "One".into(),
            is_active: true,
            is_superuser,
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
        }
    }

    fn grants(words: &str) -> Grants {
        Grants::in_product(roles::read_patterns(words))
    }

    fn code_of(checked: Result<()>) -> Option<&'static str> {
        match checked {
            Ok(()) => None,
            Err(Error::Forbidden { code }) => Some(code),
            Err(error) => panic!("{error}"),
        }
    }

    /// Who by what they hold × on whom by what they hold.
    #[test]
    fn nobody_acts_on_who_holds_more() {
        const HIGH: Option<&str> = Some(code::ROLE_TOO_HIGH);
        for (held, theirs, expected) in [
            ("users:*", "", None),
            ("users:*", "users:list", None),
            ("users:*", "users:*", None),
            ("users:list users:deactivate", "users:*", HIGH),
            ("users:*", "jobs:read", HIGH),
            ("users:*", "*", HIGH),
            ("*", "users:* jobs:*", None),
            ("*", "*", None),
        ] {
            let checked = check(
                Some(&user(1, false)),
                &grants(held),
                &user(2, false),
                &grants(theirs),
            );
            assert_eq!(code_of(checked), expected, "{held} on {theirs:?}");
        }
    }

    #[test]
    fn superusers_are_within_reach_of_superusers_alone() {
        let all = grants("*");
        for (actor, target, expected) in [
            (
                Some(user(1, false)),
                user(2, true),
                Some(code::ROLE_TOO_HIGH),
            ),
            (Some(user(1, true)), user(2, true), None),
            (Some(user(1, true)), user(2, false), None),
            (None, user(2, true), None),
            (None, user(2, false), None),
        ] {
            let checked = check(actor.as_ref(), &all, &target, &all);
            assert_eq!(code_of(checked), expected);
        }
    }

    #[test]
    fn nobody_acts_on_themselves() {
        let all = grants("*");
        let checked = check(Some(&user(1, true)), &all, &user(1, true), &all);
        assert_eq!(code_of(checked), Some(code::OWN_ACCOUNT));
    }
}
