//! Rows of password resets.

use chrono::{DateTime, Utc};
use contract::UserId;
use db::{
    Tx,
    entity::password_resets::{ActiveModel, Column, Entity},
    global, global_delete, global_insert, global_purge,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, PaginatorTrait, QueryFilter, Set};
use uuid::Uuid;

use crate::Result;

pub(super) async fn insert(
    conn: &impl ConnectionTrait,
    id: Uuid,
    user: UserId,
    token_hash: String,
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = ActiveModel {
        id: Set(id),
        user_id: Set(user.uuid()),
        token_hash: Set(token_hash),
        expires_at: Set(expires_at),
        created_at: Set(now),
    };
    global_insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// Whose token it is, if it still works.
pub(super) async fn find_live(
    conn: &impl ConnectionTrait,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<UserId>> {
    let row = global::<Entity>()
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::ExpiresAt.gt(now))
        .one(conn)
        .await?;
    Ok(row.map(|row| UserId::new(row.user_id)))
}

pub(super) async fn count_live(
    conn: &impl ConnectionTrait,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<u64> {
    Ok(global::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .filter(Column::ExpiresAt.gt(now))
        .count(conn)
        .await?)
}

/// Makes all links of a user useless.
pub(in crate::auth) async fn delete_of(conn: &impl ConnectionTrait, user: UserId) -> Result<()> {
    global_delete::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .exec(conn)
        .await?;
    Ok(())
}

/// Deletes links that expired before `before`, at most `limit` of them.
pub(in crate::auth) async fn purge(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    let expired = Condition::all().add(Column::ExpiresAt.lt(before));
    Ok(global_purge::<Entity>(tx, Column::Id, expired, limit).await?)
}
