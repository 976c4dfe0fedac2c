//! Rows of memberships.

use chrono::{DateTime, Utc};
use contract::{MemberId, RoleId, UserId, problem::code, roles::TeamRole};
use db::{
    AllTeamsTx, TeamTx,
    entity::{
        identities, passkeys, roles,
        team_members::{ActiveModel, Column, Entity, Model, Relation},
        totps, users,
    },
    global, global_update,
};
use sea_orm::{
    ColumnTrait, Condition, JoinType, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, RelationTrait, Select, Set,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use crate::{
    Result,
    cursor::{self, Cursor},
    error::OnUnique,
    users as accounts,
};

/// So many people are looked for in the team one by one. Of more, the team has some soon in the order
/// of the list.
const FEW: usize = 1_000;

pub(super) struct Filter {
    pub(super) search: Option<String>,
    pub(super) role: Option<RoleId>,
    pub(super) user: Option<UserId>,
    pub(super) has_mfa: Option<bool>,
}

/// A membership with what is shown of it.
pub(super) struct Row {
    pub(super) member: Model,
    pub(super) role: roles::Model,
    pub(super) user: users::Model,
    pub(super) has_mfa: bool,
}

pub(super) async fn insert(
    tx: &TeamTx,
    id: Uuid,
    user: UserId,
    role: RoleId,
    now: DateTime<Utc>,
) -> Result<Model> {
    let row = ActiveModel {
        id: Set(id),
        team_id: Set(tx.team()),
        user_id: Set(user.uuid()),
        role_id: Set(role.uuid()),
        joined_at: Set(now),
    };
    tx.insert(row)
        .await
        .on_unique("user_id", code::ALREADY_MEMBER)
}

pub(crate) async fn find(tx: &TeamTx, id: MemberId) -> Result<Option<Model>> {
    let select = tx.find::<Entity>().filter(Column::Id.eq(id.uuid()));
    Ok(select.one(&**tx).await?)
}

/// The membership of a user in the team.
pub(crate) async fn find_of_user(tx: &TeamTx, user: UserId) -> Result<Option<Model>> {
    let select = tx.find::<Entity>().filter(Column::UserId.eq(user.uuid()));
    Ok(select.one(&**tx).await?)
}

/// The account of a user, if they belong to the team.
pub(crate) async fn person(tx: &TeamTx, user: UserId) -> Result<Option<users::Model>> {
    let found = tx
        .find::<Entity>()
        .find_also_related(users::Entity)
        .filter(Column::UserId.eq(user.uuid()))
        .one(&**tx)
        .await?;
    Ok(found.and_then(|(_, user)| user))
}

/// A member with what is shown of them.
pub(super) async fn load(tx: &TeamTx, id: MemberId) -> Result<Option<Row>> {
    let members = find(tx, id).await?.into_iter().collect();
    Ok(complete(tx, members).await?.pop())
}

/// The members from `cursor` on, who joined first first.
pub(super) async fn list(
    tx: &TeamTx,
    filter: &Filter,
    cursor: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<Row>> {
    let Filter {
        search,
        role,
        user,
        has_mfa,
    } = filter;
    let mut select = tx.find::<Entity>();
    if let Some(role) = role {
        select = select.filter(Column::RoleId.eq(role.uuid()));
    }
    if let Some(user) = user {
        select = select.filter(Column::UserId.eq(user.uuid()));
    }
    if let Some(search) = search {
        select = match accounts::found(&**tx, search, FEW).await? {
            Some(few) => select.filter(Column::UserId.is_in(few)),
            None => select
                .join(JoinType::InnerJoin, Relation::Users.def())
                .filter(accounts::begins_with(search)),
        };
    }
    if let Some(has_mfa) = has_mfa {
        select = select.filter(secured(*has_mfa));
    }
    let page = cursor::by_time(
        select,
        Order::Asc,
        Column::JoinedAt,
        Column::Id,
        cursor,
        limit,
    )?;
    complete(tx, page.all(&**tx).await?).await
}

/// Reads what is shown of members, in as many queries for a page as for one.
async fn complete(tx: &TeamTx, members: Vec<Model>) -> Result<Vec<Row>> {
    let ids: Vec<Uuid> = members.iter().map(|member| member.user_id).collect();
    let role_ids = members.iter().map(|member| member.role_id);
    let roles = tx
        .find::<roles::Entity>()
        .filter(roles::Column::Id.is_in(role_ids))
        .all(&**tx)
        .await?;
    let users = global::<users::Entity>()
        .filter(users::Column::Id.is_in(ids.clone()))
        .all(&**tx)
        .await?;
    let secured: Vec<Uuid> = tx
        .find::<Entity>()
        .select_only()
        .column(Column::UserId)
        .filter(Column::UserId.is_in(ids))
        .filter(is_secured())
        .into_tuple()
        .all(&**tx)
        .await?;
    let complete = members.into_iter().filter_map(|member| {
        let role = roles.iter().find(|role| role.id == member.role_id)?;
        let user = users.iter().find(|user| user.id == member.user_id)?;
        Some(Row {
            has_mfa: secured.contains(&user.id),
            role: role.clone(),
            user: user.clone(),
            member,
        })
    });
    Ok(complete.collect())
}

/// Those who have a second factor, or who have none.
fn secured(has_mfa: bool) -> Condition {
    let secured = is_secured();
    if has_mfa { secured } else { secured.not() }
}

/// Whether nobody gets into a member's account with a single factor, as `mfa::has_any` says it of one.
/// Asked for each row by itself, so that it takes no longer the more people there are.
fn is_secured() -> Condition {
    let own = |column: Expr| column.eq(Expr::col((Entity, Column::UserId)));
    let totp = global::<totps::Entity>()
        .select_only()
        .column(totps::Column::UserId)
        .filter(own(Expr::col((totps::Entity, totps::Column::UserId))))
        .filter(totps::Column::ConfirmedAt.is_not_null())
        .into_query();
    let passkey = global::<passkeys::Entity>()
        .select_only()
        .column(passkeys::Column::UserId)
        .filter(own(Expr::col((passkeys::Entity, passkeys::Column::UserId))))
        .filter(passkeys::Column::BlockedAt.is_null())
        .into_query();
    let identity = global::<identities::Entity>()
        .select_only()
        .column(identities::Column::UserId)
        .filter(own(Expr::col((
            identities::Entity,
            identities::Column::UserId,
        ))))
        .into_query();
    let password = global::<users::Entity>()
        .select_only()
        .column(users::Column::Id)
        .filter(own(Expr::col((users::Entity, users::Column::Id))))
        .filter(users::Column::PasswordHash.is_not_null())
        .into_query();
    let by_passkey_alone = Condition::all()
        .add(Expr::exists(passkey))
        .add(Expr::exists(identity).not())
        .add(Expr::exists(password).not());
    Condition::any()
        .add(Expr::exists(totp))
        .add(by_passkey_alone)
}

/// Whether somebody else belongs to the team who can sign in; with a role, if one is given.
pub(crate) async fn has_other(tx: &TeamTx, user: UserId, role: Option<Uuid>) -> Result<bool> {
    let mut select = others(tx, user).limit(1);
    if let Some(role) = role {
        select = select.filter(Column::RoleId.eq(role));
    }
    Ok(select.one(&**tx).await?.is_some())
}

/// Who of the others is to own the team next: of those who can sign in, who joined first, with the role
/// `admin` before all; else of those who cannot, with the role `owner` before all.
pub(crate) async fn heir(
    tx: &TeamTx,
    user: UserId,
    owner: Uuid,
    admin: Uuid,
) -> Result<Option<Model>> {
    let everybody = || tx.find::<Entity>().filter(Column::UserId.ne(user.uuid()));
    let candidates = [
        others(tx, user).filter(Column::RoleId.eq(admin)),
        others(tx, user),
        everybody().filter(Column::RoleId.eq(owner)),
        everybody(),
    ];
    for select in candidates {
        let first = select
            .order_by_asc(Column::JoinedAt)
            .order_by_asc(Column::Id)
            .limit(1);
        if let Some(found) = first.one(&**tx).await? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// The others who can sign in.
fn others(tx: &TeamTx, user: UserId) -> Select<Entity> {
    tx.find::<Entity>()
        .join(JoinType::InnerJoin, Relation::Users.def())
        .filter(users::Column::IsActive.eq(true))
        .filter(Column::UserId.ne(user.uuid()))
}

pub(crate) async fn set_role(tx: &TeamTx, id: MemberId, role: Uuid) -> Result<()> {
    tx.update::<Entity>()
        .col_expr(Column::RoleId, Expr::value(role))
        .filter(Column::Id.eq(id.uuid()))
        .exec(&**tx)
        .await?;
    Ok(())
}

pub(super) async fn delete(tx: &TeamTx, id: Uuid) -> Result<()> {
    tx.delete::<Entity>()
        .filter(Column::Id.eq(id))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Remembers the team no more as the one in which the user is at work.
pub(super) async fn forget_team(tx: &TeamTx, user: Uuid) -> Result<()> {
    global_update::<users::Entity>()
        .col_expr(users::Column::TeamId, Expr::value(None::<Uuid>))
        .filter(users::Column::Id.eq(user))
        .filter(users::Column::TeamId.eq(tx.team()))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// The users who belong to the team, beyond one, in the order of their ids; only those who have a second
/// factor or who have none, if it is said.
pub(crate) async fn users_after(
    tx: &TeamTx,
    has_mfa: Option<bool>,
    after: Option<UserId>,
    limit: u64,
) -> Result<Vec<UserId>> {
    let mut select = tx.find::<Entity>();
    if let Some(has_mfa) = has_mfa {
        select = select.filter(secured(has_mfa));
    }
    if let Some(after) = after {
        select = select.filter(Column::UserId.gt(after.uuid()));
    }
    let users: Vec<Uuid> = select
        .select_only()
        .column(Column::UserId)
        .order_by_asc(Column::UserId)
        .limit(limit)
        .into_tuple()
        .all(&**tx)
        .await?;
    Ok(users.into_iter().map(UserId::new).collect())
}

/// The users who are owners or administrators of the team, at most `limit` of them, in the order of
/// their ids.
pub(crate) async fn admins(tx: &TeamTx, limit: u64) -> Result<Vec<UserId>> {
    let built_in = [TeamRole::Owner, TeamRole::Admin].map(TeamRole::as_str);
    let users: Vec<Uuid> = tx
        .find::<Entity>()
        .select_only()
        .column(Column::UserId)
        .join(JoinType::InnerJoin, Relation::Roles.def())
        .filter(roles::Column::BuiltIn.is_in(built_in))
        .order_by_asc(Column::UserId)
        .limit(limit)
        .into_tuple()
        .all(&**tx)
        .await?;
    Ok(users.into_iter().map(UserId::new).collect())
}

/// A team of which the user is the last owner although others belong to it.
pub(crate) async fn sole_owner_elsewhere(tx: &AllTeamsTx, user: UserId) -> Result<Option<Uuid>> {
    let owned = owned_by(tx, user).await?;
    for team in owned {
        let others = tx
            .find::<Entity>()
            .join(JoinType::InnerJoin, Relation::Users.def())
            .filter(Column::TeamId.eq(team))
            .filter(Column::UserId.ne(user.uuid()))
            .filter(users::Column::IsActive.eq(true));
        let owners = others
            .clone()
            .join(JoinType::InnerJoin, Relation::Roles.def())
            .filter(roles::Column::BuiltIn.eq(TeamRole::Owner.as_str()));
        if others.count(&**tx).await? > 0 && owners.count(&**tx).await? == 0 {
            return Ok(Some(team));
        }
    }
    Ok(None)
}

/// The teams to which the user belongs.
pub(crate) async fn joined_by(tx: &AllTeamsTx, user: UserId) -> Result<Vec<Uuid>> {
    Ok(tx
        .find::<Entity>()
        .select_only()
        .column(Column::TeamId)
        .filter(Column::UserId.eq(user.uuid()))
        .into_tuple()
        .all(&**tx)
        .await?)
}

/// The teams of which the user is an owner.
pub(crate) async fn owned_by(tx: &AllTeamsTx, user: UserId) -> Result<Vec<Uuid>> {
    Ok(tx
        .find::<Entity>()
        .select_only()
        .column(Column::TeamId)
        .join(JoinType::InnerJoin, Relation::Roles.def())
        .filter(Column::UserId.eq(user.uuid()))
        .filter(roles::Column::BuiltIn.eq(TeamRole::Owner.as_str()))
        .into_tuple()
        .all(&**tx)
        .await?)
}
