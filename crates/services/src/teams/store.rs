//! Rows of teams, and of teams that are being handed over.

use chrono::{DateTime, Utc};
use contract::{MemberId, Patch, TeamId, UserId, problem::code};
use db::{
    AllTeamsTx, TeamTx, Tx, dialect,
    entity::{
        roles, team_members, team_transfers,
        teams::{ActiveModel, Column, Entity, Model},
    },
    global, global_delete, global_insert, global_save, global_update,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, IntoActiveModel, JoinType,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, RelationTrait, Select, Set,
    sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    Error, Result,
    cursor::{self, Cursor},
    error::OnUnique,
    search,
};

/// A membership with its role and team.
pub(crate) type Membership = (team_members::Model, roles::Model, Model);

#[derive(Clone)]
pub(super) struct Changes {
    pub(super) name: Option<String>,
    pub(super) slug: Option<String>,
    pub(super) mfa_required_from: Patch<DateTime<Utc>>,
}

pub(super) async fn insert(
    tx: &Tx,
    id: Uuid,
    name: &str,
    slug: String,
    now: DateTime<Utc>,
) -> Result<Model> {
    let row = ActiveModel {
        id: Set(id),
        slug: Set(slug),
        name_key: Set(search::name_key(name)),
        name: Set(name.to_owned()),
        mfa_required_from: Set(None),
        delete_at: Set(None),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    global_insert(row)
        .exec_with_returning(&**tx)
        .await
        .on_unique("slug", code::TEAM_SLUG_TAKEN)
}

pub(super) async fn slug_exists(conn: &impl ConnectionTrait, slug: &str) -> Result<bool> {
    let found = global::<Entity>().filter(Column::Slug.eq(slug));
    Ok(found.one(conn).await?.is_some())
}

/// Locks a team: who decides over its members holds it, so that no two decide at once.
pub(crate) async fn lock(tx: &Tx, id: TeamId) -> Result<Model> {
    let select = global::<Entity>().filter(Column::Id.eq(id.uuid()));
    dialect::lock_rows(tx.get_database_backend(), select)
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound)
}

/// Makes changes of a team, and answers with its next version; nothing is written where nothing
/// differs.
pub(super) async fn update(
    tx: &Tx,
    row: &Model,
    changes: Changes,
    now: DateTime<Utc>,
) -> Result<Option<Model>> {
    let Changes {
        name,
        slug,
        mfa_required_from,
    } = changes;
    let mut active = row.clone().into_active_model();
    if let Some(name) = name {
        active.name_key.set_if_not_equals(search::name_key(&name));
        active.name.set_if_not_equals(name);
    }
    if let Some(slug) = slug {
        active.slug.set_if_not_equals(slug);
    }
    if !mfa_required_from.is_keep() {
        let from = mfa_required_from.value();
        active.mfa_required_from.set_if_not_equals(from);
    }
    if !active.is_changed() {
        return Ok(None);
    }
    active.version = Set(row.version + 1);
    active.updated_at = Set(now);
    global_save(active)
        .exec(&**tx)
        .await
        .on_unique("slug", code::TEAM_SLUG_TAKEN)
        .map(Some)
}

/// The teams that ask for a second factor from some time between two on, beyond one, in the order of
/// their ids; those aside that are about to be deleted.
pub(super) async fn requiring_mfa(
    conn: &impl ConnectionTrait,
    after: DateTime<Utc>,
    until: DateTime<Utc>,
    beyond: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Model>> {
    let mut select = global::<Entity>()
        .filter(Column::MfaRequiredFrom.gt(after))
        .filter(Column::MfaRequiredFrom.lte(until))
        .filter(Column::DeleteAt.is_null());
    if let Some(beyond) = beyond {
        select = select.filter(Column::Id.gt(beyond));
    }
    Ok(select
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(conn)
        .await?)
}

/// Has a team deleted at a time, or keeps it.
pub(super) async fn set_deletion(
    tx: &Tx,
    id: TeamId,
    delete_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<()> {
    global_update::<Entity>()
        .col_expr(Column::DeleteAt, Expr::value(delete_at))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::Id.eq(id.uuid()))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Locks the teams whose time is over before `before`, at most `limit` of them.
pub(super) async fn lock_due(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<Vec<Model>> {
    let select = global::<Entity>()
        .filter(Column::DeleteAt.lt(before))
        .order_by_asc(Column::Id)
        .limit(limit);
    Ok(dialect::lock_rows(tx.get_database_backend(), select)
        .all(&**tx)
        .await?)
}

/// Locks teams, in an order that is always the same.
pub(super) async fn lock_all(tx: &Tx, ids: Vec<Uuid>) -> Result<Vec<Model>> {
    let select = global::<Entity>()
        .filter(Column::Id.is_in(ids))
        .order_by_asc(Column::Id);
    Ok(dialect::lock_rows(tx.get_database_backend(), select)
        .all(&**tx)
        .await?)
}

/// Deletes a team with everything that belongs to it, but for its audit log.
pub(super) async fn delete(tx: &Tx, id: Uuid) -> Result<()> {
    global_delete::<Entity>()
        .filter(Column::Id.eq(id))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// The membership of a user in the team.
pub(super) async fn find_membership(tx: &TeamTx, user: UserId) -> Result<Option<Membership>> {
    let found = tx
        .find::<team_members::Entity>()
        .find_also_related(roles::Entity)
        .find_also_related(Entity)
        .filter(team_members::Column::UserId.eq(user.uuid()))
        .one(&**tx)
        .await?;
    Ok(found.and_then(|(member, role, team)| Some((member, role?, team?))))
}

/// The memberships of a user from `cursor` on, newest first; in the team of a slug alone, if one is
/// given.
pub(super) async fn memberships(
    tx: &AllTeamsTx,
    user: UserId,
    slug: Option<&str>,
    cursor: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<Membership>> {
    use team_members::Column as Member;

    let select = of_user(tx, user);
    let page = cursor::newest_first(select, Member::JoinedAt, Member::Id, cursor, limit)?;
    let mut page = page
        .find_also_related(roles::Entity)
        .find_also_related(Entity);
    if let Some(slug) = slug {
        page = page.filter(Column::Slug.eq(slug));
    }
    Ok(complete(page.all(&**tx).await?))
}

/// All memberships of a user, newest first.
pub(super) async fn all_memberships(tx: &AllTeamsTx, user: UserId) -> Result<Vec<Membership>> {
    let found = of_user(tx, user)
        .find_also_related(roles::Entity)
        .find_also_related(Entity)
        .order_by_desc(team_members::Column::JoinedAt)
        .order_by_desc(team_members::Column::Id)
        .all(&**tx)
        .await?;
    Ok(complete(found))
}

fn of_user(tx: &AllTeamsTx, user: UserId) -> Select<team_members::Entity> {
    tx.find::<team_members::Entity>()
        .filter(team_members::Column::UserId.eq(user.uuid()))
}

/// Each membership has its role and its team, by foreign keys.
fn complete(
    found: Vec<(team_members::Model, Option<roles::Model>, Option<Model>)>,
) -> Vec<Membership> {
    let found = found.into_iter();
    found
        .filter_map(|(member, role, team)| Some((member, role?, team?)))
        .collect()
}

/// How many teams a user owns, those aside that are about to be deleted.
pub(super) async fn count_owned(tx: &AllTeamsTx, user: UserId, owner: &str) -> Result<u64> {
    Ok(tx
        .find::<team_members::Entity>()
        .join(JoinType::InnerJoin, team_members::Relation::Roles.def())
        .join(JoinType::InnerJoin, team_members::Relation::Teams.def())
        .filter(team_members::Column::UserId.eq(user.uuid()))
        .filter(roles::Column::BuiltIn.eq(owner))
        .filter(Column::DeleteAt.is_null())
        .count(&**tx)
        .await?)
}

/// To whom each of these teams is being handed over.
pub(super) async fn transfers(
    tx: &AllTeamsTx,
    teams: Vec<Uuid>,
    now: DateTime<Utc>,
) -> Result<Vec<team_transfers::Model>> {
    Ok(tx
        .find::<team_transfers::Entity>()
        .filter(team_transfers::Column::TeamId.is_in(teams))
        .filter(team_transfers::Column::ExpiresAt.gt(now))
        .all(&**tx)
        .await?)
}

pub(super) async fn find_transfer(
    tx: &TeamTx,
    now: DateTime<Utc>,
) -> Result<Option<team_transfers::Model>> {
    Ok(tx
        .find::<team_transfers::Entity>()
        .filter(team_transfers::Column::ExpiresAt.gt(now))
        .one(&**tx)
        .await?)
}

pub(super) async fn insert_transfer(
    tx: &TeamTx,
    from: MemberId,
    to: MemberId,
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = team_transfers::ActiveModel {
        team_id: Set(tx.team()),
        from_member_id: Set(from.uuid()),
        to_member_id: Set(to.uuid()),
        expires_at: Set(expires_at),
        created_at: Set(now),
    };
    tx.add(row).await?;
    Ok(())
}

/// Forgets a handover; false if there was none.
pub(super) async fn delete_transfer(tx: &TeamTx) -> Result<bool> {
    let deleted = tx.delete::<team_transfers::Entity>().exec(&**tx).await?;
    Ok(deleted.rows_affected > 0)
}

/// Deletes handovers that nobody answered before `before`, at most `limit` of them.
pub(super) async fn purge_transfers(
    tx: &AllTeamsTx,
    before: DateTime<Utc>,
    limit: u64,
) -> Result<u64> {
    let outdated = Condition::all().add(team_transfers::Column::ExpiresAt.lt(before));
    Ok(tx
        .purge::<team_transfers::Entity>(team_transfers::Column::TeamId, outdated, limit)
        .await?)
}
