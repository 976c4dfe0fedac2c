//! Rows of changes of address.

use chrono::{DateTime, Utc};
use contract::UserId;
use db::{
    Tx,
    entity::email_changes::{ActiveModel, Column, Entity, Model},
    global, global_delete, global_insert, global_purge, global_update,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    sea_query::Expr,
};
use uuid::Uuid;

use crate::Result;

/// Which of the two addresses somebody has the mailbox of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Old,
    New,
}

pub(super) struct NewChange {
    pub(super) user: UserId,
    pub(super) old_email: String,
    pub(super) new_email: String,
    pub(super) old_token_hash: String,
    pub(super) new_token_hash: String,
    pub(super) expires_at: DateTime<Utc>,
}

fn pending_of(user: UserId) -> Condition {
    Condition::all()
        .add(Column::UserId.eq(user.uuid()))
        .add(Column::ChangedAt.is_null())
}

pub(super) async fn insert(
    conn: &impl ConnectionTrait,
    id: Uuid,
    change: NewChange,
    now: DateTime<Utc>,
) -> Result<()> {
    let NewChange {
        user,
        old_email,
        new_email,
        old_token_hash,
        new_token_hash,
        expires_at,
    } = change;
    let row = ActiveModel {
        id: Set(id),
        user_id: Set(user.uuid()),
        old_email: Set(old_email),
        new_email: Set(new_email),
        old_token_hash: Set(old_token_hash),
        new_token_hash: Set(new_token_hash),
        old_confirmed_at: Set(None),
        new_confirmed_at: Set(None),
        changed_at: Set(None),
        undo_token_hash: Set(None),
        expires_at: Set(expires_at),
        created_at: Set(now),
    };
    global_insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// When the waiting changes of a user run out, soonest first.
pub(super) async fn pending_ends(
    conn: &impl ConnectionTrait,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>> {
    Ok(global::<Entity>()
        .select_only()
        .column(Column::ExpiresAt)
        .filter(pending_of(user))
        .filter(Column::ExpiresAt.gt(now))
        .order_by_asc(Column::ExpiresAt)
        .into_tuple()
        .all(conn)
        .await?)
}

/// All changes of a user, oldest first.
pub(super) async fn all_of(conn: &impl ConnectionTrait, user: UserId) -> Result<Vec<Model>> {
    Ok(global::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// The waiting change that a token is for, and which address it was mailed to.
pub(super) async fn find_pending(
    conn: &impl ConnectionTrait,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<(Model, Side)>> {
    let is_its = Condition::any()
        .add(Column::OldTokenHash.eq(token_hash))
        .add(Column::NewTokenHash.eq(token_hash));
    let found = global::<Entity>()
        .filter(is_its)
        .filter(Column::ChangedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .one(conn)
        .await?;
    Ok(found.map(|change| {
        let side = if change.old_token_hash == token_hash {
            Side::Old
        } else {
            Side::New
        };
        (change, side)
    }))
}

/// The change that a token takes back.
pub(super) async fn find_undoable(
    conn: &impl ConnectionTrait,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<Model>> {
    Ok(global::<Entity>()
        .filter(Column::UndoTokenHash.eq(token_hash))
        .filter(Column::ExpiresAt.gt(now))
        .one(conn)
        .await?)
}

pub(super) async fn confirm(
    conn: &impl ConnectionTrait,
    id: Uuid,
    side: Side,
    now: DateTime<Utc>,
) -> Result<()> {
    let column = match side {
        Side::Old => Column::OldConfirmedAt,
        Side::New => Column::NewConfirmedAt,
    };
    global_update::<Entity>()
        .col_expr(column, Expr::value(now))
        .filter(Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Notes that a change was made, and how it is taken back.
pub(super) async fn finish(
    conn: &impl ConnectionTrait,
    id: Uuid,
    undo_token_hash: String,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    global_update::<Entity>()
        .col_expr(Column::ChangedAt, Expr::value(now))
        .col_expr(Column::UndoTokenHash, Expr::value(undo_token_hash))
        .col_expr(Column::ExpiresAt, Expr::value(expires_at))
        .filter(Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

pub(super) async fn delete_pending(conn: &impl ConnectionTrait, user: UserId) -> Result<()> {
    global_delete::<Entity>()
        .filter(pending_of(user))
        .exec(conn)
        .await?;
    Ok(())
}

/// Deletes all changes of a user that were asked for at `since` or later.
pub(super) async fn delete_since(
    conn: &impl ConnectionTrait,
    user: UserId,
    since: DateTime<Utc>,
) -> Result<()> {
    global_delete::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .filter(Column::CreatedAt.gte(since))
        .exec(conn)
        .await?;
    Ok(())
}

/// Deletes changes that could be confirmed or undone until `before`, at most `limit` of them.
pub(super) async fn purge(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    let expired = Condition::all().add(Column::ExpiresAt.lt(before));
    Ok(global_purge::<Entity>(tx, Column::Id, expired, limit).await?)
}
