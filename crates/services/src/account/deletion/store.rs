//! Rows of accounts that are about to be deleted.

use chrono::{DateTime, Utc};
use contract::UserId;
use db::{
    Tx,
    entity::account_deletions::{ActiveModel, Column, Entity},
    global, global_delete, global_insert,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

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
    global_insert(row).exec_without_returning(conn).await?;
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

/// Whose accounts are to be deleted since before `before`, at most `limit` of them, the same order each
/// time.
pub(super) async fn due(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<Vec<UserId>> {
    let ids: Vec<Uuid> = global::<Entity>()
        .select_only()
        .column(Column::UserId)
        .filter(Column::DeleteAt.lt(before))
        .order_by_asc(Column::DeleteAt)
        .order_by_asc(Column::UserId)
        .limit(limit)
        .into_tuple()
        .all(&**tx)
        .await?;
    Ok(ids.into_iter().map(UserId::new).collect())
}

pub(super) async fn is_due(tx: &Tx, user: UserId, before: DateTime<Utc>) -> Result<bool> {
    let due = global::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .filter(Column::DeleteAt.lt(before));
    Ok(due.one(&**tx).await?.is_some())
}
