//! Sign-ups whose addresses are not confirmed.

use contract::{
    Page, Permission, RegistrationId,
    admin::{Registration, SearchQuery},
    audit::Fact,
    users::User,
};

use super::users::{facts, tell};
use crate::{
    Ctx, Result,
    audit::{self, Entry},
    auth,
    roles::{self, Staff},
    security_events::SecurityEvent,
};

/// Lists sign-ups that can still be confirmed, newest first, in pages.
///
/// # Errors
///
/// `malformed` for a cursor of another list.
pub async fn list(ctx: &Ctx, _staff: &Staff, query: SearchQuery) -> Result<Page<Registration>> {
    auth::list_registrations(ctx, query).await
}

/// Takes the address of a sign-up for confirmed, and makes its account.
///
/// # Errors
///
/// - [`Error::NotFound`](crate::Error::NotFound) if there is no such sign-up, or it has run out.
/// - [`contract::problem::code::SEVERAL_REGISTRATIONS`] if others have signed up with the address too:
///   only the owner of the mailbox can tell which sign-up is theirs.
/// - [`contract::problem::code::EMAIL_TAKEN`] if the address has an account by now.
pub async fn verify(ctx: &Ctx, staff: &Staff, id: RegistrationId) -> Result<User> {
    ctx.db
        .write(|tx| async move {
            roles::lock_holders(&tx).await?;
            roles::confirm(&tx, staff, Permission::UsersVerify).await?;
            let user = auth::confirm_registration(ctx, &tx, id).await?;
            let event = SecurityEvent::VerifiedByStaff;
            tell(ctx, &tx, event, user.id, &staff.origin).await?;
            let entry = Entry::new("users.verify", "user", user.id.uuid())
                .after(facts(&user).personal(Fact::Email, &user.email));
            audit::record_product(ctx, &tx, &staff.author(), entry).await?;
            Ok(user)
        })
        .await
}
