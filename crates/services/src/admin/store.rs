//! Rows of teams and of invitations, as staff look at them: across all teams.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    InvitationId, RoleId, TeamId, UserId,
    admin::{AdminInvitation, AdminMember, AdminTeam, InvitationState, Person, TeamName, UserTeam},
    invitations::LIFE_DAYS,
    roles::{RoleName, TeamRole},
};
use db::{
    AllTeamsTx,
    entity::{invitations, roles, team_members, teams},
    global,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
};
use uuid::Uuid;

use crate::{
    Result,
    cursor::{self, Cursor},
    search, users,
};

/// The most members of a team, or teams of a person, that are shown.
const MAX_LISTED: u64 = 100;

/// A team with what is shown of it.
pub(super) struct TeamRow {
    pub(super) team: teams::Model,
    pub(super) owner: Option<Uuid>,
    pub(super) members: i64,
}

/// An invitation with what is shown of it.
pub(super) struct InvitationRow {
    pub(super) invitation: invitations::Model,
    team: teams::Model,
    role: roles::Model,
    sender: Person,
}

/// The teams from `cursor` on, newest first.
pub(super) async fn list_teams(
    tx: &AllTeamsTx,
    search: Option<&str>,
    cursor: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<TeamRow>> {
    use teams::Column;

    let mut select = global::<teams::Entity>();
    if let Some(search) = search {
        select = select.filter(
            Condition::any()
                .add(search::begins_with(Column::NameKey, search))
                .add(search::begins_with(Column::Slug, search)),
        );
    }
    let page = cursor::newest_first(select, Column::CreatedAt, Column::Id, cursor, limit)?;
    complete(tx, page.all(&**tx).await?).await
}

pub(super) async fn find_team(tx: &AllTeamsTx, id: TeamId) -> Result<Option<TeamRow>> {
    let select = global::<teams::Entity>().filter(teams::Column::Id.eq(id.uuid()));
    let rows = select.one(&**tx).await?.into_iter().collect();
    Ok(complete(tx, rows).await?.pop())
}

/// Reads what is shown of teams, in as many queries for a page as for one.
async fn complete(tx: &AllTeamsTx, rows: Vec<teams::Model>) -> Result<Vec<TeamRow>> {
    use team_members::Column;

    let ids: Vec<Uuid> = rows.iter().map(|team| team.id).collect();
    let counts: Vec<(Uuid, i64)> = tx
        .find::<team_members::Entity>()
        .select_only()
        .column(Column::TeamId)
        .column_as(Column::Id.count(), "members")
        .filter(Column::TeamId.is_in(ids.clone()))
        .group_by(Column::TeamId)
        .into_tuple()
        .all(&**tx)
        .await?;
    let counts: BTreeMap<Uuid, i64> = counts.into_iter().collect();
    // Of several owners the last one that is read stays, who joined first.
    let owners: Vec<(Uuid, Uuid)> = tx
        .find::<team_members::Entity>()
        .select_only()
        .column(Column::TeamId)
        .column(Column::UserId)
        .join(JoinType::InnerJoin, team_members::Relation::Roles.def())
        .filter(Column::TeamId.is_in(ids))
        .filter(roles::Column::BuiltIn.eq(TeamRole::Owner.as_str()))
        .order_by_desc(Column::JoinedAt)
        .order_by_desc(Column::Id)
        .into_tuple()
        .all(&**tx)
        .await?;
    let owners: BTreeMap<Uuid, Uuid> = owners.into_iter().collect();
    let complete = |team: teams::Model| TeamRow {
        owner: owners.get(&team.id).copied(),
        members: counts.get(&team.id).copied().unwrap_or_default(),
        team,
    };
    Ok(rows.into_iter().map(complete).collect())
}

/// The members of a team, who joined first first.
pub(super) async fn members_of(
    tx: &AllTeamsTx,
    team: TeamId,
) -> Result<Vec<(team_members::Model, roles::Model)>> {
    use team_members::Column;

    let rows = tx
        .find::<team_members::Entity>()
        .find_also_related(roles::Entity)
        .filter(Column::TeamId.eq(team.uuid()))
        .order_by_asc(Column::JoinedAt)
        .order_by_asc(Column::Id)
        .limit(MAX_LISTED)
        .all(&**tx)
        .await?;
    let rows = rows.into_iter();
    Ok(rows
        .filter_map(|(member, role)| Some((member, role?)))
        .collect())
}

/// The teams that a user belongs to, the one joined last first.
pub(super) async fn teams_of(tx: &AllTeamsTx, user: UserId) -> Result<Vec<UserTeam>> {
    use team_members::Column;

    let rows = tx
        .find::<team_members::Entity>()
        .find_also_related(roles::Entity)
        .find_also_related(teams::Entity)
        .filter(Column::UserId.eq(user.uuid()))
        .order_by_desc(Column::JoinedAt)
        .order_by_desc(Column::Id)
        .limit(MAX_LISTED)
        .all(&**tx)
        .await?;
    let view = |(_, role, team): (_, Option<roles::Model>, Option<teams::Model>)| {
        let (role, team) = (role?, team?);
        Some(UserTeam {
            id: TeamId::new(team.id),
            slug: team.slug,
            name: team.name,
            role: role_name(role),
        })
    };
    Ok(rows.into_iter().filter_map(view).collect())
}

/// Which invitations are asked for.
pub(super) struct InvitationFilter {
    pub(super) search: Option<String>,
    pub(super) state: Option<InvitationState>,
    /// When that is their state.
    pub(super) now: DateTime<Utc>,
}

/// The invitations that are not ended from `cursor` on, newest first.
pub(super) async fn list_invitations(
    tx: &AllTeamsTx,
    filter: &InvitationFilter,
    cursor: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<InvitationRow>> {
    use invitations::Column;

    let InvitationFilter { search, state, now } = filter;
    let mut select = tx
        .find::<invitations::Entity>()
        .filter(Column::EndedAt.is_null());
    if let Some(search) = search {
        select = select.filter(search::begins_with(Column::Email, search));
    }
    select = match state {
        Some(InvitationState::Pending) => select.filter(Column::ExpiresAt.gt(*now)),
        // None runs out before its time: the list is entered where those that may have run out begin.
        Some(InvitationState::Expired) => select
            .filter(Column::ExpiresAt.lte(*now))
            .filter(Column::CreatedAt.lte(*now - TimeDelta::days(LIFE_DAYS))),
        None => select,
    };
    let page = cursor::newest_first(select, Column::CreatedAt, Column::Id, cursor, limit)?;
    let rows = page.all(&**tx).await?;
    let teams = global::<teams::Entity>()
        .filter(teams::Column::Id.is_in(rows.iter().map(|row| row.team_id)))
        .all(&**tx)
        .await?;
    let roles = tx
        .find::<roles::Entity>()
        .filter(roles::Column::Id.is_in(rows.iter().map(|row| row.role_id)))
        .all(&**tx)
        .await?;
    let senders = rows.iter().map(|row| UserId::new(row.sender_id));
    let people = users::people(&**tx, senders).await?;
    let complete = rows.into_iter().filter_map(|invitation| {
        let sender = people.get(&UserId::new(invitation.sender_id))?;
        let team = teams.iter().find(|team| team.id == invitation.team_id)?;
        let role = roles.iter().find(|role| role.id == invitation.role_id)?;
        Some(InvitationRow {
            team: team.clone(),
            role: role.clone(),
            sender: sender.clone(),
            invitation,
        })
    });
    Ok(complete.collect())
}

pub(super) async fn count_teams(conn: &impl ConnectionTrait) -> Result<u64> {
    Ok(global::<teams::Entity>().count(conn).await?)
}

/// The team as the wire shows it.
pub(super) fn view(row: TeamRow, owner: Option<Person>) -> AdminTeam {
    let TeamRow {
        team,
        owner: _,
        members,
    } = row;
    AdminTeam {
        id: TeamId::new(team.id),
        slug: team.slug,
        name: team.name,
        owner,
        members,
        mfa_required_from: team.mfa_required_from,
        delete_at: team.delete_at,
        created_at: team.created_at,
    }
}

/// The member as the wire shows them.
pub(super) fn view_member(
    person: Person,
    joined_at: DateTime<Utc>,
    role: roles::Model,
) -> AdminMember {
    AdminMember {
        person,
        role: role_name(role),
        joined_at,
    }
}

/// The invitation as the wire shows it.
pub(super) fn view_invitation(row: InvitationRow, now: DateTime<Utc>) -> AdminInvitation {
    let InvitationRow {
        invitation,
        team,
        role,
        sender,
    } = row;
    AdminInvitation {
        id: InvitationId::new(invitation.id),
        email: invitation.email,
        team: TeamName {
            id: TeamId::new(team.id),
            name: team.name,
        },
        role: role_name(role),
        invited_by: sender,
        state: if invitation.expires_at > now {
            InvitationState::Pending
        } else {
            InvitationState::Expired
        },
        expires_at: invitation.expires_at,
        created_at: invitation.created_at,
    }
}

fn role_name(role: roles::Model) -> RoleName {
    RoleName {
        id: RoleId::new(role.id),
        name: role.name,
        built_in: role.built_in,
    }
}
