//! Rows of challenges.

use chrono::{DateTime, Utc};
use contract::UserId;
use db::{
    Tx,
    entity::challenges::{ActiveModel, Column, Entity, Model},
    global, global_delete, global_insert, global_purge, global_update,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, ExprTrait, QueryFilter, Set, sea_query::Expr,
};
use uuid::Uuid;

use crate::{Result, auth::sign_in::FirstFactor};

pub(super) async fn insert(
    conn: &impl ConnectionTrait,
    id: Uuid,
    user: UserId,
    token_hash: String,
    factor: FirstFactor,
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = ActiveModel {
        id: Set(id),
        user_id: Set(user.uuid()),
        token_hash: Set(token_hash),
        factor: Set(factor.as_str().to_owned()),
        failures: Set(0),
        expires_at: Set(expires_at),
        created_at: Set(now),
    };
    global_insert(row).exec_without_returning(conn).await?;
    Ok(())
}

pub(super) async fn find_live(
    conn: &impl ConnectionTrait,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<Model>> {
    Ok(global::<Entity>()
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::ExpiresAt.gt(now))
        .one(conn)
        .await?)
}

pub(super) async fn count_failure(conn: &impl ConnectionTrait, id: Uuid) -> Result<()> {
    global_update::<Entity>()
        .col_expr(Column::Failures, Expr::col(Column::Failures).add(1))
        .filter(Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

pub(super) async fn delete(conn: &impl ConnectionTrait, id: Uuid) -> Result<()> {
    global_delete::<Entity>()
        .filter(Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Ends all challenges of a user.
pub(in crate::auth) async fn delete_of(conn: &impl ConnectionTrait, user: UserId) -> Result<()> {
    global_delete::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .exec(conn)
        .await?;
    Ok(())
}

/// Deletes challenges that expired before `before`, at most `limit` of them.
pub(super) async fn purge(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    let expired = Condition::all().add(Column::ExpiresAt.lt(before));
    Ok(global_purge::<Entity>(tx, Column::Id, expired, limit).await?)
}
