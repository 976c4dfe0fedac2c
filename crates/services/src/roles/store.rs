//! Rows of teams' roles.

use chrono::{DateTime, Utc};
use contract::{RoleId, problem::code, roles::TeamRole};
use db::{
    TeamTx,
    entity::{
        roles::{ActiveModel, Column, Entity, Model},
        team_members,
    },
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
};
use uuid::Uuid;

use crate::{Error, Result, error::OnUnique, invitations, search};

pub(super) struct NewRole {
    pub(super) name: String,
    pub(super) permissions: String,
}

pub(super) async fn insert(
    tx: &TeamTx,
    id: Uuid,
    role: NewRole,
    now: DateTime<Utc>,
) -> Result<Model> {
    let NewRole { name, permissions } = role;
    let row = ActiveModel {
        id: Set(id),
        team_id: Set(tx.team()),
        built_in: Set(None),
        name_key: Set(search::name_key(&name)),
        name: Set(name),
        permissions: Set(permissions),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    tx.insert(row)
        .await
        .on_unique("name_key", code::ROLE_NAME_TAKEN)
}

pub(super) async fn insert_row(tx: &TeamTx, row: Model) -> Result<()> {
    tx.add(row.into_active_model().reset_all()).await?;
    Ok(())
}

pub(crate) async fn find(tx: &TeamTx, id: RoleId) -> Result<Option<Model>> {
    let select = tx.find::<Entity>().filter(Column::Id.eq(id.uuid()));
    Ok(select.one(&**tx).await?)
}

pub(super) async fn find_built_in(tx: &TeamTx, role: &str) -> Result<Option<Model>> {
    let select = tx.find::<Entity>().filter(Column::BuiltIn.eq(role));
    Ok(select.one(&**tx).await?)
}

pub(super) async fn count(tx: &TeamTx) -> Result<u64> {
    Ok(tx.find::<Entity>().count(&**tx).await?)
}

/// All roles with the number of members that have each.
pub(super) async fn list(tx: &TeamTx) -> Result<Vec<(Model, i64)>> {
    let mut rows = tx
        .find::<Entity>()
        .order_by_asc(Column::NameKey)
        .all(&**tx)
        .await?;
    // The product's own first, in their order.
    let place = |row: &Model| {
        let built_in = row.built_in.as_deref()?;
        let mut all = TeamRole::ALL.iter();
        all.position(|role| role.as_str() == built_in)
    };
    rows.sort_by_key(|row| place(row).unwrap_or(usize::MAX));
    let holders: Vec<(Uuid, i64)> = tx
        .find::<team_members::Entity>()
        .select_only()
        .column(team_members::Column::RoleId)
        .column_as(team_members::Column::Id.count(), "holders")
        .group_by(team_members::Column::RoleId)
        .into_tuple()
        .all(&**tx)
        .await?;
    let count = |id| holders.iter().find(|(role, _)| *role == id);
    Ok(rows
        .into_iter()
        .map(|row| {
            let holders = count(row.id).map_or(0, |(_, holders)| *holders);
            (row, holders)
        })
        .collect())
}

pub(super) async fn count_holders(tx: &TeamTx, id: Uuid) -> Result<i64> {
    let holders = tx
        .find::<team_members::Entity>()
        .filter(team_members::Column::RoleId.eq(id))
        .count(&**tx)
        .await?;
    i64::try_from(holders).map_err(Error::internal)
}

/// Whether a member has the role, or somebody is invited with it.
pub(super) async fn is_used(tx: &TeamTx, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
    Ok(count_holders(tx, id).await? > 0 || invitations::name_role(tx, id, now).await?)
}

/// Changes a role of the team, and answers with its next version; nothing is written where nothing
/// differs.
pub(super) async fn update(
    tx: &TeamTx,
    row: &Model,
    name: Option<&str>,
    permissions: Option<String>,
    now: DateTime<Utc>,
) -> Result<Option<Model>> {
    let mut active = row.clone().into_active_model();
    if let Some(name) = name {
        active.name.set_if_not_equals(name.to_owned());
        active.name_key.set_if_not_equals(search::name_key(name));
    }
    if let Some(permissions) = permissions {
        active.permissions.set_if_not_equals(permissions);
    }
    if !active.is_changed() {
        return Ok(None);
    }
    active.version = Set(row.version + 1);
    active.updated_at = Set(now);
    tx.save(active)
        .await
        .on_unique("name_key", code::ROLE_NAME_TAKEN)
        .map(Some)
}

pub(super) async fn delete(tx: &TeamTx, id: Uuid) -> Result<()> {
    tx.delete::<Entity>()
        .filter(Column::Id.eq(id))
        .exec(&**tx)
        .await?;
    Ok(())
}
