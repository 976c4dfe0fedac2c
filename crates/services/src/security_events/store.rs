//! Rows of the security record.

use chrono::{DateTime, Utc};
use contract::{SessionId, UserId};
use db::{
    Tx,
    entity::security_events::{ActiveModel, Column, Entity, Model},
    global, global_insert, global_purge,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, QueryFilter, QueryOrder, Set, sea_query::OnConflict,
};
use uuid::Uuid;

use super::SecurityEvent;
use crate::{
    Origin, Result,
    cursor::{self, Cursor},
};

/// Adds an event, unless there is one with its id.
pub(super) async fn insert(
    conn: &impl ConnectionTrait,
    id: Uuid,
    event: SecurityEvent,
    user: UserId,
    session: Option<SessionId>,
    origin: &Origin,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = ActiveModel {
        id: Set(id),
        user_id: Set(user.uuid()),
        session_id: Set(session.map(SessionId::uuid)),
        kind: Set(event.as_str().to_owned()),
        address: Set(origin.address.to_string()),
        user_agent: Set(origin.user_agent.clone()),
        created_at: Set(now),
    };
    global_insert(row)
        .on_conflict(OnConflict::column(Column::Id).do_nothing().to_owned())
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// A user's events from `cursor` on, newest first.
pub(super) async fn list(
    conn: &impl ConnectionTrait,
    user: UserId,
    cursor: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<Model>> {
    let select = global::<Entity>().filter(Column::UserId.eq(user.uuid()));
    let page = cursor::newest_first(select, Column::CreatedAt, Column::Id, cursor, limit)?;
    Ok(page.all(conn).await?)
}

pub(super) struct Filter {
    pub(super) user: Option<UserId>,
    pub(super) kind: Option<String>,
}

/// The events of all users from `cursor` on, newest first.
pub(super) async fn list_all(
    conn: &impl ConnectionTrait,
    filter: &Filter,
    cursor: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<Model>> {
    let mut select = global::<Entity>();
    if let Some(user) = filter.user {
        select = select.filter(Column::UserId.eq(user.uuid()));
    }
    if let Some(kind) = &filter.kind {
        select = select.filter(Column::Kind.eq(kind.as_str()));
    }
    let page = cursor::newest_first(select, Column::CreatedAt, Column::Id, cursor, limit)?;
    Ok(page.all(conn).await?)
}

/// All events of a user, oldest first.
pub(super) async fn all_of(conn: &impl ConnectionTrait, user: UserId) -> Result<Vec<Model>> {
    Ok(global::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// Deletes events of before `before`, at most `limit` of them.
pub(super) async fn purge(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    let outdated = Condition::all().add(Column::CreatedAt.lt(before));
    Ok(global_purge::<Entity>(tx, Column::Id, outdated, limit).await?)
}
