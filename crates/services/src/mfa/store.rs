//! Rows of authenticator apps and recovery codes.

use chrono::{DateTime, Utc};
use contract::UserId;
use db::{
    entity::{recovery_codes, totps},
    global, global_delete, global_insert, global_update,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, PaginatorTrait, QueryFilter, Set, sea_query::Expr,
};
use uuid::Uuid;

use crate::Result;

pub(super) async fn find_totp(
    conn: &impl ConnectionTrait,
    user: UserId,
) -> Result<Option<totps::Model>> {
    Ok(global::<totps::Entity>()
        .filter(totps::Column::UserId.eq(user.uuid()))
        .one(conn)
        .await?)
}

pub(super) async fn insert_totp(
    conn: &impl ConnectionTrait,
    user: UserId,
    secret: String,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = totps::ActiveModel {
        user_id: Set(user.uuid()),
        secret: Set(secret),
        last_step: Set(None),
        confirmed_at: Set(None),
        created_at: Set(now),
    };
    global_insert(row).exec_without_returning(conn).await?;
    Ok(())
}

pub(super) async fn confirm_totp(
    conn: &impl ConnectionTrait,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<()> {
    global_update::<totps::Entity>()
        .col_expr(totps::Column::ConfirmedAt, Expr::value(now))
        .filter(totps::Column::UserId.eq(user.uuid()))
        .exec(conn)
        .await?;
    Ok(())
}

pub(super) async fn set_last_step(
    conn: &impl ConnectionTrait,
    user: UserId,
    step: i64,
) -> Result<()> {
    global_update::<totps::Entity>()
        .col_expr(totps::Column::LastStep, Expr::value(step))
        .filter(totps::Column::UserId.eq(user.uuid()))
        .exec(conn)
        .await?;
    Ok(())
}

pub(super) async fn delete_totp(conn: &impl ConnectionTrait, user: UserId) -> Result<()> {
    global_delete::<totps::Entity>()
        .filter(totps::Column::UserId.eq(user.uuid()))
        .exec(conn)
        .await?;
    Ok(())
}

pub(super) async fn count_codes(conn: &impl ConnectionTrait, user: UserId) -> Result<u64> {
    Ok(global::<recovery_codes::Entity>()
        .filter(recovery_codes::Column::UserId.eq(user.uuid()))
        .count(conn)
        .await?)
}

pub(super) async fn insert_code(
    conn: &impl ConnectionTrait,
    id: Uuid,
    user: UserId,
    code_hash: String,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = recovery_codes::ActiveModel {
        id: Set(id),
        user_id: Set(user.uuid()),
        code_hash: Set(code_hash),
        created_at: Set(now),
    };
    global_insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// Deletes one code; false if the user has no such code.
pub(super) async fn delete_code(
    conn: &impl ConnectionTrait,
    user: UserId,
    code_hash: &str,
) -> Result<bool> {
    let deleted = global_delete::<recovery_codes::Entity>()
        .filter(recovery_codes::Column::UserId.eq(user.uuid()))
        .filter(recovery_codes::Column::CodeHash.eq(code_hash))
        .exec(conn)
        .await?;
    Ok(deleted.rows_affected > 0)
}

pub(super) async fn delete_codes(conn: &impl ConnectionTrait, user: UserId) -> Result<()> {
    global_delete::<recovery_codes::Entity>()
        .filter(recovery_codes::Column::UserId.eq(user.uuid()))
        .exec(conn)
        .await?;
    Ok(())
}

/// Deletes the authenticator app of a user if it was set up or confirmed at `since` or later; false if
/// there is none.
pub(super) async fn delete_totp_since(
    conn: &impl ConnectionTrait,
    user: UserId,
    since: DateTime<Utc>,
) -> Result<bool> {
    let young = Condition::any()
        .add(totps::Column::CreatedAt.gte(since))
        .add(totps::Column::ConfirmedAt.gte(since));
    let deleted = global_delete::<totps::Entity>()
        .filter(totps::Column::UserId.eq(user.uuid()))
        .filter(young)
        .exec(conn)
        .await?;
    Ok(deleted.rows_affected > 0)
}

/// Deletes the recovery codes of a user that were made at `since` or later.
pub(super) async fn delete_codes_since(
    conn: &impl ConnectionTrait,
    user: UserId,
    since: DateTime<Utc>,
) -> Result<()> {
    global_delete::<recovery_codes::Entity>()
        .filter(recovery_codes::Column::UserId.eq(user.uuid()))
        .filter(recovery_codes::Column::CreatedAt.gte(since))
        .exec(conn)
        .await?;
    Ok(())
}
