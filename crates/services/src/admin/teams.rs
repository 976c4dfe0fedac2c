//! All teams, for staff.

use contract::{
    Page, TeamId, UserId,
    admin::{AdminTeam, AdminTeamDetail, SearchQuery},
};

use super::store::{self, TeamRow};
use crate::{
    Ctx, Error, Result,
    cursor::{self, Listing},
    roles::Staff,
    search, users,
};

/// The list, as its cursors name it.
const NEWEST_FIRST: Listing = Listing::newest_first("all_teams");

/// Lists teams with their owners and how many people belong to them, newest first, in pages.
///
/// # Errors
///
/// `malformed` for a cursor of another list.
pub async fn list(ctx: &Ctx, _staff: &Staff, query: SearchQuery) -> Result<Page<AdminTeam>> {
    let SearchQuery {
        search,
        limit,
        cursor,
    } = query;
    let limit = cursor::limit(limit)?;
    let cursor = NEWEST_FIRST.cursor(cursor)?;
    let search = search::normalize(search);
    let (search, cursor) = (search.as_deref(), cursor.as_ref());
    let rows = ctx
        .db
        .read_tx(|tx| async move {
            store::list_teams(&tx.across_teams().await?, search, cursor, limit + 1).await
        })
        .await?;
    let owners = rows.iter().filter_map(|row| row.owner).map(UserId::new);
    let people = users::people(ctx.db.read(), owners).await?;
    let key = |row: &TeamRow| (row.team.created_at.to_rfc3339(), row.team.id);
    let view = |row: TeamRow| {
        let owner = row.owner.map(UserId::new);
        let owner = owner.and_then(|owner| people.get(&owner).cloned());
        Ok(store::view(row, owner))
    };
    cursor::paginate(rows, limit, NEWEST_FIRST, cursor, key, view)
}

/// Answers with one team and the people who belong to it.
///
/// # Errors
///
/// [`Error::NotFound`] if there is none.
pub async fn get(ctx: &Ctx, _staff: &Staff, id: TeamId) -> Result<AdminTeamDetail> {
    let found = ctx
        .db
        .read_tx(|tx| async move {
            let tx = tx.across_teams().await?;
            let Some(row) = store::find_team(&tx, id).await? else {
                return Ok(None);
            };
            Ok::<_, Error>(Some((row, store::members_of(&tx, id).await?)))
        })
        .await?;
    let (row, members) = found.ok_or(Error::NotFound)?;
    let ids = members.iter().map(|(member, _)| member.user_id);
    let people = users::people(ctx.db.read(), ids.chain(row.owner).map(UserId::new)).await?;
    let person = |id| people.get(&UserId::new(id)).cloned();
    let members = members.into_iter().filter_map(|(member, role)| {
        let person = person(member.user_id)?;
        Some(store::view_member(person, member.joined_at, role))
    });
    Ok(AdminTeamDetail {
        members: members.collect(),
        team: {
            let owner = row.owner.and_then(person);
            store::view(row, owner)
        },
    })
}
