//! Invitations into all teams, for staff.

use contract::{
    InvitationId, Page,
    admin::{AdminInvitation, AdminInvitationQuery},
};

use super::store::{self, InvitationRow};
use crate::{
    Ctx, Result,
    cursor::{self, Listing},
    invitations,
    roles::Staff,
    search,
};

/// The list, as its cursors name it.
const NEWEST_FIRST: Listing = Listing::newest_first("all_invitations");

/// Lists the invitations that nobody has answered, newest first, in pages.
///
/// # Errors
///
/// `malformed` for a cursor of another list.
pub async fn list(
    ctx: &Ctx,
    _staff: &Staff,
    query: AdminInvitationQuery,
) -> Result<Page<AdminInvitation>> {
    let AdminInvitationQuery {
        search,
        state,
        limit,
        cursor,
    } = query;
    let limit = cursor::limit(limit)?;
    let cursor = NEWEST_FIRST.cursor(cursor)?;
    let now = ctx.clock.now();
    let filter = &store::InvitationFilter {
        search: search::normalize(search),
        state,
        now,
    };
    let cursor = cursor.as_ref();
    let rows = ctx
        .db
        .read_tx(|tx| async move {
            let tx = tx.across_teams().await?;
            store::list_invitations(&tx, filter, cursor, limit + 1).await
        })
        .await?;
    let key = |row: &InvitationRow| {
        let invitation = &row.invitation;
        (invitation.created_at.to_rfc3339(), invitation.id)
    };
    let view = |row| Ok(store::view_invitation(row, now));
    cursor::paginate(rows, limit, NEWEST_FIRST, cursor, key, view)
}

/// Revokes an invitation into any team, whose log tells it too.
///
/// # Errors
///
/// - [`Error::NotFound`](crate::Error::NotFound) if no such invitation waits for an answer.
/// - [`contract::problem::code::FORBIDDEN`] if the staff member may not any more.
pub async fn revoke(ctx: &Ctx, staff: &Staff, id: InvitationId) -> Result<()> {
    ctx.db
        .write(|tx| async move { invitations::revoke_by_staff(ctx, &tx, staff, id).await })
        .await
}
