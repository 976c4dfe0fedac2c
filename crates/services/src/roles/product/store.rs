//! Rows of roles in the product, and of who has them.

use chrono::{DateTime, Utc};
use contract::{RoleId, UserId, problem::code};
use db::{
    Tx, dialect,
    entity::{
        product_roles::{ActiveModel, Column, Entity, Model},
        user_roles,
    },
    global, global_delete, global_insert, global_save,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Set, sea_query::OnConflict,
};
use uuid::Uuid;

use crate::{Error, Result, error::OnUnique, search};

/// Locks the roles: who decides over them does so alone.
pub(super) async fn lock(tx: &Tx) -> Result<()> {
    let select = global::<Entity>().order_by_asc(Column::Id);
    dialect::lock_rows(tx.get_database_backend(), select)
        .all(&**tx)
        .await?;
    Ok(())
}

pub(super) async fn insert(
    tx: &Tx,
    id: Uuid,
    name: &str,
    permissions: String,
    now: DateTime<Utc>,
) -> Result<Model> {
    let row = ActiveModel {
        id: Set(id),
        built_in: Set(None),
        name: Set(name.to_owned()),
        name_key: Set(search::name_key(name)),
        permissions: Set(permissions),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    global_insert(row)
        .exec_with_returning(&**tx)
        .await
        .on_unique("name_key", code::ROLE_NAME_TAKEN)
}

pub(super) async fn find(tx: &Tx, id: RoleId) -> Result<Option<Model>> {
    let select = global::<Entity>().filter(Column::Id.eq(id.uuid()));
    Ok(select.one(&**tx).await?)
}

/// The role of a name, by its key.
pub(super) async fn find_by_name(
    conn: &impl ConnectionTrait,
    name_key: &str,
) -> Result<Option<Model>> {
    let select = global::<Entity>().filter(Column::NameKey.eq(name_key));
    Ok(select.one(conn).await?)
}

pub(super) async fn count(tx: &Tx) -> Result<u64> {
    Ok(global::<Entity>().count(&**tx).await?)
}

/// All roles with the number of people that have each.
pub(super) async fn list(conn: &impl ConnectionTrait) -> Result<Vec<(Model, i64)>> {
    let mut rows = global::<Entity>()
        .order_by_asc(Column::NameKey)
        .all(conn)
        .await?;
    rows.sort_by_key(|row| {
        (
            row.built_in.is_none(),
            row.built_in.as_ref().map(|_| row.id),
        )
    });
    let holders: Vec<(Uuid, i64)> = global::<user_roles::Entity>()
        .select_only()
        .column(user_roles::Column::RoleId)
        .column_as(user_roles::Column::UserId.count(), "holders")
        .group_by(user_roles::Column::RoleId)
        .into_tuple()
        .all(conn)
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

pub(super) async fn count_holders(tx: &Tx, id: Uuid) -> Result<i64> {
    let holders = global::<user_roles::Entity>()
        .filter(user_roles::Column::RoleId.eq(id))
        .count(&**tx)
        .await?;
    i64::try_from(holders).map_err(Error::internal)
}

/// The roles that a user has.
pub(super) async fn of_user(conn: &impl ConnectionTrait, user: UserId) -> Result<Vec<Model>> {
    let held = global::<user_roles::Entity>()
        .select_only()
        .column(user_roles::Column::RoleId)
        .filter(user_roles::Column::UserId.eq(user.uuid()))
        .into_query();
    Ok(global::<Entity>()
        .filter(Column::Id.in_subquery(held))
        .all(conn)
        .await?)
}

/// Changes a role in the product, and answers with its next version; nothing is written where nothing
/// differs.
pub(super) async fn update(
    tx: &Tx,
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
    global_save(active)
        .exec(&**tx)
        .await
        .on_unique("name_key", code::ROLE_NAME_TAKEN)
        .map(Some)
}

pub(super) async fn delete(tx: &Tx, id: Uuid) -> Result<()> {
    global_delete::<Entity>()
        .filter(Column::Id.eq(id))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Gives a user a role; false if they had it already.
pub(super) async fn give(tx: &Tx, user: UserId, role: RoleId, now: DateTime<Utc>) -> Result<bool> {
    let row = user_roles::ActiveModel {
        user_id: Set(user.uuid()),
        role_id: Set(role.uuid()),
        created_at: Set(now),
    };
    let key = [user_roles::Column::UserId, user_roles::Column::RoleId];
    let given = global_insert(row)
        .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
        .exec_without_returning(&**tx)
        .await?;
    Ok(given > 0)
}

/// Takes a role from a user; false if they did not have it.
pub(super) async fn take(tx: &Tx, user: UserId, role: RoleId) -> Result<bool> {
    let taken = global_delete::<user_roles::Entity>()
        .filter(user_roles::Column::UserId.eq(user.uuid()))
        .filter(user_roles::Column::RoleId.eq(role.uuid()))
        .exec(&**tx)
        .await?;
    Ok(taken.rows_affected > 0)
}
