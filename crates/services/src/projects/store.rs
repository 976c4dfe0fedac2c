//! Rows of projects, and of what is shared of them.

use chrono::{DateTime, Utc};
use contract::{
    MemberId, Patch, ProjectGrantId, ProjectId, RoleId, UserId,
    problem::code,
    projects::{ProjectGrantLevel, ProjectGranteeId, ProjectSort, ProjectStatus},
};
use db::{
    AllTeamsTx, TeamTx, dialect,
    entity::{
        project_grants,
        projects::{ActiveModel, Column, Entity, Model},
        roles, team_members, users,
    },
    global,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, IntoActiveModel, Order,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::selection;
use crate::{
    Error, Result,
    cursor::{self, Cursor},
    error::OnUnique,
    search,
};

#[derive(Clone)]
pub(crate) struct NewProject {
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) status: ProjectStatus,
    pub(crate) owner: Option<UserId>,
    pub(crate) archived_at: Option<DateTime<Utc>>,
}

#[derive(Clone)]
pub(super) struct Changes {
    pub(super) name: Option<String>,
    pub(super) description: Option<String>,
    pub(super) status: Option<ProjectStatus>,
    pub(super) owner: Patch<UserId>,
}

pub(super) struct Filter {
    pub(super) search: Option<String>,
    pub(super) status: Option<ProjectStatus>,
    pub(super) owner: Option<UserId>,
    pub(super) is_archived: bool,
}

/// Which projects somebody sees.
#[derive(Clone, Copy)]
pub(super) enum Sees {
    /// Those of the whole team.
    All,
    /// Those that they own, and those that are shared with them.
    Some(Reader),
}

/// As whom one person owns projects, and has them shared with them.
#[derive(Clone, Copy)]
pub(super) struct Reader {
    pub(super) user: UserId,
    pub(super) member: MemberId,
    pub(super) role: RoleId,
}

impl Reader {
    fn is_meant(self) -> Condition {
        Condition::any()
            .add(project_grants::Column::MemberId.eq(self.member.uuid()))
            .add(project_grants::Column::RoleId.eq(self.role.uuid()))
    }
}

/// A project with what is shown of it.
pub(super) struct Row {
    pub(super) project: Model,
    pub(super) owner: Option<users::Model>,
    /// What is shared of it with who asks.
    pub(super) shared: Vec<ProjectGrantLevel>,
}

#[derive(Clone, Copy)]
pub(super) struct NewGrant {
    pub(super) project: Uuid,
    pub(super) grantee: ProjectGranteeId,
    pub(super) level: ProjectGrantLevel,
}

/// A grant with what is shown of it.
pub(super) struct GrantRow {
    pub(super) grant: project_grants::Model,
    pub(super) grantee: GranteeRow,
}

pub(super) enum GranteeRow {
    Member(MemberId, Box<users::Model>),
    Role(roles::Model),
}

pub(crate) async fn insert(
    tx: &TeamTx,
    id: Uuid,
    project: NewProject,
    now: DateTime<Utc>,
) -> Result<Model> {
    let NewProject {
        name,
        description,
        status,
        owner,
        archived_at,
    } = project;
    let row = ActiveModel {
        id: Set(id),
        team_id: Set(tx.team()),
        name_key: Set(search::name_key(&name)),
        name: Set(name),
        description: Set(description),
        status: Set(status.as_str().to_owned()),
        owner_id: Set(owner.map(UserId::uuid)),
        is_archived: Set(archived_at.is_some()),
        archived_at: Set(archived_at),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    tx.insert(row)
        .await
        .on_unique("name_key", code::PROJECT_NAME_TAKEN)
}

pub(super) async fn find(tx: &TeamTx, id: ProjectId) -> Result<Option<Model>> {
    let select = tx.find::<Entity>().filter(Column::Id.eq(id.uuid()));
    Ok(select.one(&**tx).await?)
}

pub(super) async fn lock(tx: &TeamTx, id: ProjectId) -> Result<Option<Model>> {
    let select = tx.find::<Entity>().filter(Column::Id.eq(id.uuid()));
    Ok(dialect::lock_rows(tx.get_database_backend(), select)
        .one(&**tx)
        .await?)
}

/// Makes changes of a project, and answers with its next version; nothing is written where nothing
/// differs.
pub(super) async fn update(
    tx: &TeamTx,
    row: &Model,
    changes: Changes,
    now: DateTime<Utc>,
) -> Result<Option<Model>> {
    let Changes {
        name,
        description,
        status,
        owner,
    } = changes;
    let mut active = row.clone().into_active_model();
    if let Some(name) = name {
        active.name_key.set_if_not_equals(search::name_key(&name));
        active.name.set_if_not_equals(name);
    }
    if let Some(description) = description {
        active.description.set_if_not_equals(description);
    }
    if let Some(status) = status {
        active.status.set_if_not_equals(status.as_str().to_owned());
    }
    if !owner.is_keep() {
        let owner = owner.value().map(UserId::uuid);
        active.owner_id.set_if_not_equals(owner);
    }
    if !active.is_changed() {
        return Ok(None);
    }
    next_version(&mut active, row, now);
    tx.save(active)
        .await
        .on_unique("name_key", code::PROJECT_NAME_TAKEN)
        .map(Some)
}

pub(super) async fn set_archived(
    tx: &TeamTx,
    row: &Model,
    archived_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Model> {
    let mut active = row.clone().into_active_model();
    active.is_archived = Set(archived_at.is_some());
    active.archived_at = Set(archived_at);
    next_version(&mut active, row, now);
    Ok(tx.save(active).await?)
}

fn next_version(active: &mut ActiveModel, row: &Model, now: DateTime<Utc>) {
    active.version = Set(row.version + 1);
    active.updated_at = Set(now);
}

/// Has nobody own what somebody owned who leaves the team, and answers with how many projects that were.
pub(crate) async fn forget_owner(tx: &TeamTx, user: UserId, now: DateTime<Utc>) -> Result<u64> {
    let changed = tx
        .update::<Entity>()
        .col_expr(Column::OwnerId, Expr::value(None::<Uuid>))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::OwnerId.eq(user.uuid()))
        .exec(&**tx)
        .await?;
    Ok(changed.rows_affected)
}

pub(super) async fn delete(tx: &TeamTx, id: Uuid) -> Result<()> {
    tx.delete::<Entity>()
        .filter(Column::Id.eq(id))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// What a user owns in some teams, oldest first.
pub(super) async fn owned_by(
    tx: &AllTeamsTx,
    user: UserId,
    teams: Vec<Uuid>,
) -> Result<Vec<Model>> {
    Ok(tx
        .find::<Entity>()
        .filter(Column::OwnerId.eq(user.uuid()))
        .filter(Column::TeamId.is_in(teams))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(&**tx)
        .await?)
}

/// The projects that somebody sees, from `cursor` on.
pub(super) async fn list(
    tx: &TeamTx,
    sees: Sees,
    filter: &Filter,
    sort: ProjectSort,
    cursor: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<Model>> {
    let (column, order) = match sort {
        ProjectSort::UpdatedAtDesc => (Column::UpdatedAt, Order::Desc),
        ProjectSort::UpdatedAt => (Column::UpdatedAt, Order::Asc),
        ProjectSort::Name => (Column::NameKey, Order::Asc),
        ProjectSort::NameDesc => (Column::NameKey, Order::Desc),
        ProjectSort::CreatedAtDesc => (Column::CreatedAt, Order::Desc),
        ProjectSort::CreatedAt => (Column::CreatedAt, Order::Asc),
    };
    let select = selection::select(tx, sees, filter, column).await?;
    let page = match column {
        Column::NameKey => cursor::by_text(select, order, column, Column::Id, cursor, limit)?,
        _ => cursor::by_time(select, order, column, Column::Id, cursor, limit)?,
    };
    Ok(page.all(&**tx).await?)
}

/// Reads what is shown of projects, in as many queries for a page as for one.
pub(super) async fn complete(
    tx: &TeamTx,
    reader: Reader,
    projects: Vec<Model>,
) -> Result<Vec<Row>> {
    let ids = projects.iter().map(|project| project.id);
    let grants = tx
        .find::<project_grants::Entity>()
        .filter(project_grants::Column::ProjectId.is_in(ids))
        .filter(reader.is_meant())
        .all(&**tx)
        .await?;
    let owners = users_of(tx, projects.iter().filter_map(|project| project.owner_id)).await?;
    let complete = projects.into_iter().map(|project| {
        let grants = grants.iter().filter(|grant| grant.project_id == project.id);
        let owner = owners
            .iter()
            .find(|owner| Some(owner.id) == project.owner_id);
        Ok(Row {
            owner: owner.cloned(),
            shared: grants.map(level_of).collect::<Result<_>>()?,
            project,
        })
    });
    complete.collect()
}

async fn users_of(
    tx: &TeamTx,
    ids: impl Iterator<Item = Uuid> + Send,
) -> Result<Vec<users::Model>> {
    Ok(global::<users::Entity>()
        .filter(users::Column::Id.is_in(ids))
        .all(&**tx)
        .await?)
}

/// How much a grant shares.
pub(super) fn level_of(grant: &project_grants::Model) -> Result<ProjectGrantLevel> {
    grant.level.parse().map_err(Error::internal)
}

pub(super) async fn insert_grant(
    tx: &TeamTx,
    id: Uuid,
    grant: NewGrant,
    now: DateTime<Utc>,
) -> Result<project_grants::Model> {
    let NewGrant {
        project,
        grantee,
        level,
    } = grant;
    let (member, role) = match grantee {
        ProjectGranteeId::Member(member) => (Some(member.uuid()), None),
        ProjectGranteeId::Role(role) => (None, Some(role.uuid())),
    };
    let row = project_grants::ActiveModel {
        id: Set(id),
        team_id: Set(tx.team()),
        project_id: Set(project),
        member_id: Set(member),
        role_id: Set(role),
        level: Set(level.as_str().to_owned()),
        created_at: Set(now),
    };
    Ok(tx.insert(row).await?)
}

pub(super) async fn set_level(
    tx: &TeamTx,
    grant: project_grants::Model,
    level: ProjectGrantLevel,
) -> Result<project_grants::Model> {
    let mut active = grant.into_active_model();
    active.level = Set(level.as_str().to_owned());
    Ok(tx.save(active).await?)
}

/// The levels at which something is shared with a role.
pub(super) async fn levels_of(tx: &TeamTx, role: RoleId) -> Result<Vec<ProjectGrantLevel>> {
    let levels: Vec<String> = tx
        .find::<project_grants::Entity>()
        .select_only()
        .column(project_grants::Column::Level)
        .filter(project_grants::Column::RoleId.eq(role.uuid()))
        .distinct()
        .into_tuple()
        .all(&**tx)
        .await?;
    let levels = levels
        .iter()
        .map(|level| level.parse().map_err(Error::internal));
    levels.collect()
}

/// What is shared with one member or role.
pub(super) async fn find_grant_of(
    tx: &TeamTx,
    project: Uuid,
    grantee: ProjectGranteeId,
) -> Result<Option<project_grants::Model>> {
    let is_theirs = match grantee {
        ProjectGranteeId::Member(member) => project_grants::Column::MemberId.eq(member.uuid()),
        ProjectGranteeId::Role(role) => project_grants::Column::RoleId.eq(role.uuid()),
    };
    Ok(tx
        .find::<project_grants::Entity>()
        .filter(project_grants::Column::ProjectId.eq(project))
        .filter(is_theirs)
        .one(&**tx)
        .await?)
}

pub(super) async fn find_grant(
    tx: &TeamTx,
    project: Uuid,
    id: ProjectGrantId,
) -> Result<Option<project_grants::Model>> {
    Ok(tx
        .find::<project_grants::Entity>()
        .filter(project_grants::Column::ProjectId.eq(project))
        .filter(project_grants::Column::Id.eq(id.uuid()))
        .one(&**tx)
        .await?)
}

pub(super) async fn count_grants(tx: &TeamTx, project: Uuid) -> Result<u64> {
    let select = tx
        .find::<project_grants::Entity>()
        .filter(project_grants::Column::ProjectId.eq(project));
    Ok(select.count(&**tx).await?)
}

pub(super) async fn delete_grant(tx: &TeamTx, id: Uuid) -> Result<()> {
    tx.delete::<project_grants::Entity>()
        .filter(project_grants::Column::Id.eq(id))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// All that is shared of a project, what was shared first first.
pub(super) async fn list_grants(tx: &TeamTx, project: Uuid) -> Result<Vec<GrantRow>> {
    let grants = tx
        .find::<project_grants::Entity>()
        .filter(project_grants::Column::ProjectId.eq(project))
        .order_by_asc(project_grants::Column::CreatedAt)
        .order_by_asc(project_grants::Column::Id)
        .all(&**tx)
        .await?;
    complete_grants(tx, grants).await
}

/// Reads what is shown of grants, in as many queries for all as for one.
pub(super) async fn complete_grants(
    tx: &TeamTx,
    grants: Vec<project_grants::Model>,
) -> Result<Vec<GrantRow>> {
    let members = tx
        .find::<team_members::Entity>()
        .filter(team_members::Column::Id.is_in(grants.iter().filter_map(|grant| grant.member_id)))
        .all(&**tx)
        .await?;
    let users = users_of(tx, members.iter().map(|member| member.user_id)).await?;
    let roles = tx
        .find::<roles::Entity>()
        .filter(roles::Column::Id.is_in(grants.iter().filter_map(|grant| grant.role_id)))
        .all(&**tx)
        .await?;
    // Whom a grant is for is there as long as it is: what goes takes its grants along.
    let complete = grants.into_iter().filter_map(|grant| {
        let grantee = match (grant.member_id, grant.role_id) {
            (Some(id), _) => {
                let member = members.iter().find(|member| member.id == id)?;
                let user = users.iter().find(|user| user.id == member.user_id)?;
                GranteeRow::Member(MemberId::new(member.id), Box::new(user.clone()))
            }
            (None, role) => {
                let role = roles.iter().find(|row| Some(row.id) == role)?;
                GranteeRow::Role(role.clone())
            }
        };
        Some(GrantRow { grant, grantee })
    });
    Ok(complete.collect())
}
