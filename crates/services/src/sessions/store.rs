//! Rows of sessions and their refresh tokens.

use chrono::{DateTime, Utc};
use contract::{SessionId, UserId};
use db::{
    Tx, dialect,
    entity::{refresh_tokens, sessions, users},
    global, global_update,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, JoinType,
    QueryFilter, QuerySelect, RelationTrait, Set, sea_query::Expr,
};
use uuid::Uuid;

use super::EndReason;
use crate::{Origin, Result};

fn live(now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(sessions::Column::EndedAt.is_null())
        .add(sessions::Column::ExpiresAt.gt(now))
}

/// The active user of a live session, in one query: it is asked with every request.
pub(super) async fn find_user_of_live(
    conn: &impl ConnectionTrait,
    session: SessionId,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<Option<users::Model>> {
    Ok(global::<users::Entity>()
        .join_rev(JoinType::InnerJoin, sessions::Relation::Users.def())
        .filter(users::Column::Id.eq(user.uuid()))
        .filter(users::Column::IsActive.eq(true))
        .filter(sessions::Column::Id.eq(session.uuid()))
        .filter(live(now))
        .one(conn)
        .await?)
}

pub(super) async fn lock_live(
    tx: &Tx,
    session: SessionId,
    now: DateTime<Utc>,
) -> Result<Option<sessions::Model>> {
    let select = global::<sessions::Entity>()
        .filter(sessions::Column::Id.eq(session.uuid()))
        .filter(live(now));
    Ok(dialect::lock_rows(tx.get_database_backend(), select)
        .one(&**tx)
        .await?)
}

pub(super) async fn insert(
    conn: &impl ConnectionTrait,
    session: SessionId,
    user: UserId,
    origin: &Origin,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    sessions::ActiveModel {
        id: Set(session.uuid()),
        user_id: Set(user.uuid()),
        user_agent: Set(origin.user_agent.clone()),
        address: Set(origin.address.to_string()),
        created_at: Set(now),
        last_seen_at: Set(now),
        expires_at: Set(expires_at),
        ended_at: Set(None),
        end_reason: Set(None),
    }
    .insert(conn)
    .await?;
    Ok(())
}

pub(super) async fn touch(
    conn: &impl ConnectionTrait,
    session: SessionId,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    global_update::<sessions::Entity>()
        .col_expr(sessions::Column::LastSeenAt, Expr::value(now))
        .col_expr(sessions::Column::ExpiresAt, Expr::value(expires_at))
        .filter(sessions::Column::Id.eq(session.uuid()))
        .exec(conn)
        .await?;
    Ok(())
}

pub(super) async fn end(
    conn: &impl ConnectionTrait,
    session: SessionId,
    reason: EndReason,
    now: DateTime<Utc>,
) -> Result<()> {
    end_where(
        conn,
        sessions::Column::Id.eq(session.uuid()).into(),
        reason,
        now,
    )
    .await
}

pub(super) async fn end_others(
    conn: &impl ConnectionTrait,
    user: UserId,
    except: SessionId,
    reason: EndReason,
    now: DateTime<Utc>,
) -> Result<()> {
    let others = Condition::all()
        .add(sessions::Column::UserId.eq(user.uuid()))
        .add(sessions::Column::Id.ne(except.uuid()));
    end_where(conn, others, reason, now).await
}

async fn end_where(
    conn: &impl ConnectionTrait,
    which: Condition,
    reason: EndReason,
    now: DateTime<Utc>,
) -> Result<()> {
    global_update::<sessions::Entity>()
        .col_expr(sessions::Column::EndedAt, Expr::value(now))
        .col_expr(sessions::Column::EndReason, Expr::value(reason.as_str()))
        .filter(which)
        .filter(sessions::Column::EndedAt.is_null())
        .exec(conn)
        .await?;
    Ok(())
}

pub(super) async fn find_token(
    conn: &impl ConnectionTrait,
    hash: &str,
) -> Result<Option<refresh_tokens::Model>> {
    Ok(global::<refresh_tokens::Entity>()
        .filter(refresh_tokens::Column::TokenHash.eq(hash))
        .one(conn)
        .await?)
}

/// Whether a child of `parent`, other than `except`, was exchanged.
pub(super) async fn has_used_child(
    conn: &impl ConnectionTrait,
    parent: Uuid,
    except: Option<Uuid>,
) -> Result<bool> {
    let mut children = global::<refresh_tokens::Entity>()
        .filter(refresh_tokens::Column::ParentId.eq(parent))
        .filter(refresh_tokens::Column::ConsumedAt.is_not_null());
    if let Some(except) = except {
        children = children.filter(refresh_tokens::Column::Id.ne(except));
    }
    let child = children
        .select_only()
        .column(refresh_tokens::Column::Id)
        .into_tuple::<Uuid>()
        .one(conn)
        .await?;
    Ok(child.is_some())
}

pub(super) async fn consume(
    conn: &impl ConnectionTrait,
    token: Uuid,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    global_update::<refresh_tokens::Entity>()
        .col_expr(refresh_tokens::Column::ConsumedAt, Expr::value(now))
        .filter(refresh_tokens::Column::Id.eq(token))
        .exec(conn)
        .await?;
    Ok(())
}

pub(super) async fn insert_token(
    conn: &impl ConnectionTrait,
    id: Uuid,
    session: SessionId,
    parent: Option<Uuid>,
    hash: String,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = refresh_tokens::ActiveModel {
        id: Set(id),
        session_id: Set(session.uuid()),
        parent_id: Set(parent),
        token_hash: Set(hash),
        consumed_at: Set(None),
        created_at: Set(now),
    };
    refresh_tokens::Entity::insert(row)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}
