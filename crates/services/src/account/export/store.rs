//! Rows of archives.

use chrono::{DateTime, Utc};
use contract::{ExportId, UserId};
use db::{
    Tx,
    entity::exports::{ActiveModel, Column, Entity, Model},
    global, global_insert, global_purge, global_update,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    Set, sea_query::Expr,
};
use uuid::Uuid;

use crate::{Error, Result};

/// A row without its content, which may be long.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Row {
    pub(super) id: Uuid,
    /// There is one once the content is there.
    pub(super) size: Option<i64>,
    pub(super) expires_at: DateTime<Utc>,
    pub(super) created_at: DateTime<Utc>,
}

pub(super) async fn insert(conn: &impl ConnectionTrait, user: UserId, row: &Row) -> Result<()> {
    let row = ActiveModel {
        id: Set(row.id),
        user_id: Set(user.uuid()),
        content: Set(None),
        size: Set(row.size),
        expires_at: Set(row.expires_at),
        created_at: Set(row.created_at),
    };
    global_insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// A user's archives that are kept, newest first.
pub(super) async fn list(
    conn: &impl ConnectionTrait,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<Vec<Row>> {
    Ok(global::<Entity>()
        .select_only()
        .columns([
            Column::Id,
            Column::Size,
            Column::ExpiresAt,
            Column::CreatedAt,
        ])
        .filter(Column::UserId.eq(user.uuid()))
        .filter(Column::ExpiresAt.gt(now))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .into_model()
        .all(conn)
        .await?)
}

pub(super) async fn find_own(
    conn: &impl ConnectionTrait,
    user: UserId,
    id: ExportId,
    now: DateTime<Utc>,
) -> Result<Option<Model>> {
    Ok(global::<Entity>()
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::UserId.eq(user.uuid()))
        .filter(Column::ExpiresAt.gt(now))
        .one(conn)
        .await?)
}

/// Whose archive is to be made.
pub(super) async fn find_pending(
    conn: &impl ConnectionTrait,
    id: ExportId,
) -> Result<Option<UserId>> {
    let row = global::<Entity>()
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::Content.is_null())
        .one(conn)
        .await?;
    Ok(row.map(|row| UserId::new(row.user_id)))
}

/// Puts the content into an archive; false if it has one, or is gone.
pub(super) async fn fill(
    conn: &impl ConnectionTrait,
    id: ExportId,
    content: String,
) -> Result<bool> {
    let size = i64::try_from(content.len()).map_err(Error::internal)?;
    let filled = global_update::<Entity>()
        .col_expr(Column::Content, Expr::value(content))
        .col_expr(Column::Size, Expr::value(size))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::Content.is_null())
        .exec(conn)
        .await?;
    Ok(filled.rows_affected == 1)
}

/// Deletes archives that were kept until `before`, at most `limit` of them.
pub(super) async fn purge(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    let expired = Condition::all().add(Column::ExpiresAt.lt(before));
    Ok(global_purge::<Entity>(tx, Column::Id, expired, limit).await?)
}
