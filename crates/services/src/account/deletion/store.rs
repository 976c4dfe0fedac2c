//! Rows of accounts that are about to be deleted.

use chrono::{DateTime, Utc};
use contract::UserId;
use db::{
    Tx,
    entity::{
        account_deletions::{ActiveModel, Column, Entity},
        users,
    },
    global, global_delete, global_purge,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Set,
};

use crate::Result;

pub(super) async fn insert(
    conn: &impl ConnectionTrait,
    user: UserId,
    token_hash: String,
    delete_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = ActiveModel {
        user_id: Set(user.uuid()),
        token_hash: Set(token_hash),
        delete_at: Set(delete_at),
        created_at: Set(now),
    };
    Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// Whose account a token keeps.
pub(super) async fn find(conn: &impl ConnectionTrait, token_hash: &str) -> Result<Option<UserId>> {
    let row = global::<Entity>()
        .filter(Column::TokenHash.eq(token_hash))
        .one(conn)
        .await?;
    Ok(row.map(|row| UserId::new(row.user_id)))
}

/// Whether a user's account is about to be deleted.
pub(crate) async fn exists(conn: &impl ConnectionTrait, user: UserId) -> Result<bool> {
    let row = global::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .one(conn)
        .await?;
    Ok(row.is_some())
}

/// When a user's account will be deleted, if it will.
pub(crate) async fn delete_at(
    conn: &impl ConnectionTrait,
    user: UserId,
) -> Result<Option<DateTime<Utc>>> {
    let row = global::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .one(conn)
        .await?;
    Ok(row.map(|row| row.delete_at))
}

/// Forgets that a user's account was to be deleted.
pub(in crate::account) async fn delete(tx: &Tx, user: UserId) -> Result<()> {
    global_delete::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Deletes accounts whose time was over before `before`, at most `limit` of them. What refers to
/// them goes with them.
pub(super) async fn purge(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    let due = global::<Entity>()
        .select_only()
        .column(Column::UserId)
        .filter(Column::DeleteAt.lt(before))
        .into_query();
    let due = Condition::all().add(users::Column::Id.in_subquery(due));
    Ok(global_purge::<users::Entity>(tx, users::Column::Id, due, limit).await?)
}
