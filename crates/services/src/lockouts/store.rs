//! Rows of failed sign-ins.

use chrono::{DateTime, Utc};
use db::{
    Tx,
    entity::lockouts::{ActiveModel, Column, Entity, Model},
    global, global_delete, global_insert, global_purge, global_update,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, QueryFilter, Set,
    sea_query::{Expr, ExprTrait, OnConflict},
};

use crate::Result;

pub(super) async fn find_live(
    conn: &impl ConnectionTrait,
    subject: &str,
    now: DateTime<Utc>,
) -> Result<Option<Model>> {
    Ok(global::<Entity>()
        .filter(Column::Subject.eq(subject))
        .filter(Column::ExpiresAt.gt(now))
        .one(conn)
        .await?)
}

/// Counts one more failure, and answers with their number. Those that are forgotten do not count.
pub(super) async fn add_failure(
    tx: &Tx,
    subject: &str,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<i32> {
    global_delete::<Entity>()
        .filter(Column::Subject.eq(subject))
        .filter(Column::ExpiresAt.lte(now))
        .exec(&**tx)
        .await?;
    let first = ActiveModel {
        subject: Set(subject.to_owned()),
        failures: Set(1),
        failed_at: Set(now),
        expires_at: Set(expires_at),
        token_hash: Set(None),
    };
    let one_more = Expr::col((Entity, Column::Failures)).add(1);
    let row = global_insert(first)
        .on_conflict(
            OnConflict::column(Column::Subject)
                .value(Column::Failures, one_more)
                .update_columns([Column::FailedAt, Column::ExpiresAt])
                .to_owned(),
        )
        .exec_with_returning(&**tx)
        .await?;
    Ok(row.failures)
}

/// Has failures remembered until then.
pub(super) async fn keep_until(tx: &Tx, subject: &str, expires_at: DateTime<Utc>) -> Result<()> {
    global_update::<Entity>()
        .col_expr(Column::ExpiresAt, Expr::value(expires_at))
        .filter(Column::Subject.eq(subject))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Sets the token that unlocks; false if there is nothing to unlock any more.
pub(super) async fn set_token(
    tx: &Tx,
    subject: &str,
    token_hash: String,
    now: DateTime<Utc>,
) -> Result<bool> {
    let set = global_update::<Entity>()
        .col_expr(Column::TokenHash, Expr::value(token_hash))
        .filter(Column::Subject.eq(subject))
        .filter(Column::ExpiresAt.gt(now))
        .exec(&**tx)
        .await?;
    Ok(set.rows_affected == 1)
}

pub(super) async fn delete(tx: &Tx, subject: &str) -> Result<()> {
    global_delete::<Entity>()
        .filter(Column::Subject.eq(subject))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Deletes the row of a token that still works; false if there is none.
pub(super) async fn delete_by_token(tx: &Tx, hash: &str, now: DateTime<Utc>) -> Result<bool> {
    let deleted = global_delete::<Entity>()
        .filter(Column::TokenHash.eq(hash))
        .filter(Column::ExpiresAt.gt(now))
        .exec(&**tx)
        .await?;
    Ok(deleted.rows_affected == 1)
}

/// Deletes what is forgotten since `before`, at most `limit` rows.
pub(super) async fn purge(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    let forgotten = Condition::all().add(Column::ExpiresAt.lt(before));
    Ok(global_purge::<Entity>(tx, Column::Subject, forgotten, limit).await?)
}
