//! Rows of inboxes, notifications and preferences.

use chrono::{DateTime, Utc};
use contract::{
    NotificationId, UserId,
    notifications::{COUNTED, Channel, NotificationKind},
};
use db::{
    Tx, dialect,
    entity::{
        notification_inboxes as inboxes, notification_preferences as preferences,
        notifications::{Column, Entity, Model},
    },
    global, global_delete, global_insert, global_insert_many, global_purge, global_update,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, Set,
    sea_query::{Asterisk, Expr, ExprTrait, Func, OnConflict, Query},
};
use uuid::Uuid;

use crate::{Error, Result, cursor::Cursor};

/// The most changed inboxes that are looked at in one go.
const MOST_CHANGED: u64 = 10_000;

/// Holds the inbox of a user until the transaction ends, and takes the next place in it.
pub(super) async fn take_place(tx: &Tx, user: UserId, now: DateTime<Utc>) -> Result<i64> {
    Ok(advance(tx, user, 1, now).await?.seq)
}

/// Holds the inbox of a user until the transaction ends, and says that it has changed.
pub(super) async fn touch(tx: &Tx, user: UserId, now: DateTime<Utc>) -> Result<()> {
    advance(tx, user, 0, now).await.map(|_| ())
}

async fn advance(tx: &Tx, user: UserId, places: i64, now: DateTime<Utc>) -> Result<inboxes::Model> {
    use inboxes::Column as Inbox;

    let first = inboxes::ActiveModel {
        user_id: Set(user.uuid()),
        seq: Set(places),
        version: Set(1),
        changed_at: Set(now),
        digested_at: Set(None),
    };
    let grown = |column: Inbox, by: i64| Expr::col((inboxes::Entity, column)).add(by);
    let next = OnConflict::column(Inbox::UserId)
        .value(Inbox::Seq, grown(Inbox::Seq, places))
        .value(Inbox::Version, grown(Inbox::Version, 1))
        .update_column(Inbox::ChangedAt)
        .to_owned();
    Ok(global_insert(first)
        .on_conflict(next)
        .exec_with_returning(&**tx)
        .await?)
}

pub(super) async fn inbox(
    conn: &impl ConnectionTrait,
    user: UserId,
) -> Result<Option<inboxes::Model>> {
    Ok(global::<inboxes::Entity>()
        .filter(inboxes::Column::UserId.eq(user.uuid()))
        .one(conn)
        .await?)
}

pub(super) async fn lock_inbox(tx: &Tx, user: UserId) -> Result<Option<inboxes::Model>> {
    let select = global::<inboxes::Entity>().filter(inboxes::Column::UserId.eq(user.uuid()));
    Ok(dialect::lock_rows(tx.get_database_backend(), select)
        .one(&**tx)
        .await?)
}

/// The inboxes that have changed since a time, who changed first first.
pub(super) async fn changed_since(
    conn: &impl ConnectionTrait,
    since: DateTime<Utc>,
) -> Result<Vec<inboxes::Model>> {
    Ok(global::<inboxes::Entity>()
        .filter(inboxes::Column::ChangedAt.gte(since))
        .order_by_asc(inboxes::Column::ChangedAt)
        .limit(MOST_CHANGED)
        .all(conn)
        .await?)
}

pub(super) async fn set_digested(tx: &Tx, user: UserId, now: DateTime<Utc>) -> Result<()> {
    global_update::<inboxes::Entity>()
        .col_expr(inboxes::Column::DigestedAt, Expr::value(now))
        .filter(inboxes::Column::UserId.eq(user.uuid()))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Whether a user was told of a cause.
pub(super) async fn is_told(tx: &Tx, user: UserId, cause: Uuid) -> Result<bool> {
    let told = global::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .filter(Column::Cause.eq(cause))
        .one(&**tx)
        .await?;
    Ok(told.is_some())
}

pub(super) async fn insert(tx: &Tx, row: Model) -> Result<()> {
    let row = row.into_active_model().reset_all();
    global_insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}

/// What a user is shown.
fn shown_to(user: UserId) -> Condition {
    Condition::all()
        .add(Column::UserId.eq(user.uuid()))
        .add(Column::InApp.eq(true))
}

/// What a user is shown from `cursor` on, the latest first.
pub(super) async fn list(
    conn: &impl ConnectionTrait,
    user: UserId,
    only_unread: bool,
    cursor: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<Model>> {
    let mut select = global::<Entity>().filter(shown_to(user));
    if only_unread {
        select = select.filter(Column::ReadAt.is_null());
    }
    let is_backwards = cursor.is_some_and(|cursor| cursor.before);
    if let Some(cursor) = cursor {
        let seq = cursor.key_as_number()?;
        select = select.filter(if is_backwards {
            Column::Seq.gt(seq)
        } else {
            Column::Seq.lt(seq)
        });
    }
    let select = if is_backwards {
        select.order_by_asc(Column::Seq)
    } else {
        select.order_by_desc(Column::Seq)
    };
    let limit = u64::try_from(limit).map_err(Error::internal)?;
    Ok(select.limit(limit).all(conn).await?)
}

/// What a user is shown beyond a place, in order.
pub(super) async fn newer(
    conn: &impl ConnectionTrait,
    user: UserId,
    than: i64,
    limit: u64,
) -> Result<Vec<Model>> {
    Ok(global::<Entity>()
        .filter(shown_to(user))
        .filter(Column::Seq.gt(than))
        .order_by_asc(Column::Seq)
        .limit(limit)
        .all(conn)
        .await?)
}

/// What a user is shown and has not read, as far as it is counted.
fn unread(user: UserId) -> Select<Entity> {
    global::<Entity>()
        .filter(shown_to(user))
        .filter(Column::ReadAt.is_null())
        .limit(COUNTED)
}

/// How much a user is shown that they have not read, as far as it is counted.
pub(super) async fn count_unread(conn: &impl ConnectionTrait, user: UserId) -> Result<u64> {
    Ok(unread(user).count(conn).await?)
}

/// The place of what a user was told last, and how much they have not read, both of one moment.
pub(super) async fn latest_and_unread(
    conn: &impl ConnectionTrait,
    user: UserId,
) -> Result<(i64, u64)> {
    let unread = unread(user).select_only().column(Column::Id).into_query();
    let count = Query::select()
        .expr(Func::count(Expr::col(Asterisk)))
        .from_subquery(unread, "unread")
        .to_owned();
    let found: Option<(i64, i64)> = global::<inboxes::Entity>()
        .select_only()
        .column(inboxes::Column::Seq)
        .expr_as(count, "unread")
        .filter(inboxes::Column::UserId.eq(user.uuid()))
        .into_tuple()
        .one(conn)
        .await?;
    // Nobody without an inbox was ever told anything.
    let (latest, unread) = found.unwrap_or_default();
    Ok((latest, u64::try_from(unread).unwrap_or_default()))
}

pub(super) async fn exists(tx: &Tx, user: UserId, id: NotificationId) -> Result<bool> {
    let found = global::<Entity>()
        .filter(shown_to(user))
        .filter(Column::Id.eq(id.uuid()))
        .one(&**tx)
        .await?;
    Ok(found.is_some())
}

/// Marks what a user is shown as read, one or all of it, and answers with how much was not.
pub(super) async fn mark_read(
    tx: &Tx,
    user: UserId,
    only: Option<NotificationId>,
    now: DateTime<Utc>,
) -> Result<u64> {
    let mut which = shown_to(user).add(Column::ReadAt.is_null());
    if let Some(id) = only {
        which = which.add(Column::Id.eq(id.uuid()));
    }
    let marked = global_update::<Entity>()
        .col_expr(Column::ReadAt, Expr::value(now))
        .col_expr(Column::MailDue, Expr::value(None::<DateTime<Utc>>))
        .filter(which)
        .exec(&**tx)
        .await?;
    Ok(marked.rows_affected)
}

/// Deletes what a user was told of these kinds about a team.
pub(super) async fn delete_of_team(
    tx: &Tx,
    user: UserId,
    team: Uuid,
    kinds: &[NotificationKind],
) -> Result<()> {
    global_delete::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .filter(Column::TeamId.eq(team))
        .filter(Column::Kind.is_in(kinds.iter().map(|kind| kind.as_str())))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// All notifications of a user, oldest first.
pub(super) async fn all_of(conn: &impl ConnectionTrait, user: UserId) -> Result<Vec<Model>> {
    Ok(global::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .order_by_asc(Column::Seq)
        .all(conn)
        .await?)
}

/// Who has something to be mailed at `now`, beyond a user, in the order of their ids.
pub(super) async fn due_readers(
    conn: &impl ConnectionTrait,
    now: DateTime<Utc>,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Uuid>> {
    let mut select = global::<Entity>()
        .select_only()
        .column(Column::UserId)
        .distinct()
        .filter(Column::MailDue.lte(now));
    if let Some(after) = after {
        select = select.filter(Column::UserId.gt(after));
    }
    Ok(select
        .order_by_asc(Column::UserId)
        .limit(limit)
        .into_tuple()
        .all(conn)
        .await?)
}

/// What is to be mailed to a user at `now`, the latest first.
pub(super) async fn due(
    tx: &Tx,
    user: UserId,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<Model>> {
    Ok(global::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .filter(Column::ReadAt.is_null())
        .filter(Column::MailDue.lte(now))
        .order_by_desc(Column::Seq)
        .limit(limit)
        .all(&**tx)
        .await?)
}

/// Marks what was to be mailed to a user at `now` as mailed, and what came by mail alone as read.
pub(super) async fn mark_mailed(tx: &Tx, user: UserId, now: DateTime<Utc>) -> Result<()> {
    let due = Condition::all()
        .add(Column::UserId.eq(user.uuid()))
        .add(Column::MailDue.lte(now));
    global_update::<Entity>()
        .col_expr(Column::ReadAt, Expr::value(now))
        .filter(due.clone())
        .filter(Column::InApp.eq(false))
        .exec(&**tx)
        .await?;
    global_update::<Entity>()
        .col_expr(Column::MailDue, Expr::value(None::<DateTime<Utc>>))
        .filter(due)
        .exec(&**tx)
        .await?;
    Ok(())
}

pub(super) async fn preferences(tx: &Tx, user: UserId) -> Result<Vec<preferences::Model>> {
    Ok(global::<preferences::Entity>()
        .filter(preferences::Column::UserId.eq(user.uuid()))
        .all(&**tx)
        .await?)
}

pub(super) async fn set_preferences(
    tx: &Tx,
    user: UserId,
    kinds: &[NotificationKind],
    channel: Channel,
    is_enabled: bool,
) -> Result<()> {
    use preferences::Column as Preference;

    let rows = kinds.iter().map(|kind| preferences::ActiveModel {
        user_id: Set(user.uuid()),
        kind: Set(kind.as_str().to_owned()),
        channel: Set(channel.as_str().to_owned()),
        is_enabled: Set(is_enabled),
    });
    let replaced = OnConflict::columns([Preference::UserId, Preference::Kind, Preference::Channel])
        .update_column(Preference::IsEnabled)
        .to_owned();
    global_insert_many(rows)
        .on_conflict(replaced)
        .exec_without_returning(&**tx)
        .await?;
    Ok(())
}

/// Deletes what was read before `before`, at most `limit` rows.
pub(super) async fn purge(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    let outdated = Condition::all().add(Column::ReadAt.lt(before));
    Ok(global_purge::<Entity>(tx, Column::Id, outdated, limit).await?)
}
