//! Rows of sessions and their refresh tokens.

use chrono::{DateTime, Utc};
use contract::{SessionId, UserId};
use db::{
    Tx, dialect,
    entity::{refresh_tokens, sessions, users},
    global, global_delete, global_insert, global_purge, global_update,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Set, sea_query::Expr,
};
use uuid::Uuid;

use super::EndReason;
use crate::{
    Origin, Result,
    auth::Grant,
    cursor::{self, Cursor},
};

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
) -> Result<Option<(sessions::Model, users::Model)>> {
    let found = global::<sessions::Entity>()
        .find_also_related(users::Entity)
        .filter(users::Column::Id.eq(user.uuid()))
        .filter(users::Column::IsActive.eq(true))
        .filter(sessions::Column::Id.eq(session.uuid()))
        .filter(live(now))
        .one(conn)
        .await?;
    Ok(found.and_then(|(session, user)| Some((session, user?))))
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

pub(super) async fn find(
    conn: &impl ConnectionTrait,
    session: SessionId,
) -> Result<Option<sessions::Model>> {
    let select = global::<sessions::Entity>().filter(sessions::Column::Id.eq(session.uuid()));
    Ok(select.one(conn).await?)
}

/// How many living sessions there are, of a user or of all.
pub(super) async fn count_live(
    conn: &impl ConnectionTrait,
    user: Option<UserId>,
    now: DateTime<Utc>,
) -> Result<u64> {
    let mut select = global::<sessions::Entity>().filter(live(now));
    if let Some(user) = user {
        select = select.filter(sessions::Column::UserId.eq(user.uuid()));
    }
    Ok(select.count(conn).await?)
}

pub(super) async fn insert(
    conn: &impl ConnectionTrait,
    session: SessionId,
    grant: &Grant,
    origin: &Origin,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    let impersonator = grant.impersonator();
    let row = sessions::ActiveModel {
        id: Set(session.uuid()),
        user_id: Set(grant.user().uuid()),
        user_agent: Set(origin.user_agent.clone()),
        address: Set(origin.address.to_string()),
        created_at: Set(now),
        last_seen_at: Set(now),
        // Who acts as somebody else has proved nothing of theirs.
        proved_at: Set(impersonator.is_none().then_some(now)),
        expires_at: Set(expires_at),
        ended_at: Set(None),
        end_reason: Set(None),
        impersonator_id: Set(impersonator.map(|by| by.user.uuid())),
        impersonator_session_id: Set(impersonator.map(|by| by.session.uuid())),
    };
    global_insert(row).exec_without_returning(conn).await?;
    Ok(())
}

pub(super) async fn proved_at(
    conn: &impl ConnectionTrait,
    session: SessionId,
) -> Result<Option<DateTime<Utc>>> {
    let proved_at: Option<Option<DateTime<Utc>>> = global::<sessions::Entity>()
        .select_only()
        .column(sessions::Column::ProvedAt)
        .filter(sessions::Column::Id.eq(session.uuid()))
        .into_tuple()
        .one(conn)
        .await?;
    Ok(proved_at.flatten())
}

pub(super) async fn prove(
    conn: &impl ConnectionTrait,
    session: SessionId,
    now: DateTime<Utc>,
) -> Result<()> {
    global_update::<sessions::Entity>()
        .col_expr(sessions::Column::ProvedAt, Expr::value(now))
        .filter(sessions::Column::Id.eq(session.uuid()))
        .exec(conn)
        .await?;
    Ok(())
}

/// Notes that a session is in use, and from where.
pub(super) async fn touch(
    conn: &impl ConnectionTrait,
    session: SessionId,
    origin: &Origin,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    global_update::<sessions::Entity>()
        .col_expr(
            sessions::Column::UserAgent,
            Expr::value(origin.user_agent.as_str()),
        )
        .col_expr(
            sessions::Column::Address,
            Expr::value(origin.address.to_string()),
        )
        .col_expr(sessions::Column::LastSeenAt, Expr::value(now))
        .col_expr(sessions::Column::ExpiresAt, Expr::value(expires_at))
        .filter(sessions::Column::Id.eq(session.uuid()))
        .exec(conn)
        .await?;
    Ok(())
}

/// Ends a session, and answers with whose it was if it had not ended before.
pub(super) async fn end(
    conn: &impl ConnectionTrait,
    session: SessionId,
    reason: EndReason,
    now: DateTime<Utc>,
) -> Result<Option<UserId>> {
    let session = sessions::Column::Id.eq(session.uuid()).into();
    end_where(conn, session, reason, now).await
}

pub(super) async fn end_others(
    conn: &impl ConnectionTrait,
    user: UserId,
    except: SessionId,
    reason: EndReason,
    now: DateTime<Utc>,
) -> Result<Option<UserId>> {
    let others = Condition::all()
        .add(sessions::Column::UserId.eq(user.uuid()))
        .add(sessions::Column::Id.ne(except.uuid()));
    end_where(conn, others, reason, now).await
}

pub(super) async fn end_all(
    conn: &impl ConnectionTrait,
    user: UserId,
    reason: EndReason,
    now: DateTime<Utc>,
) -> Result<Option<UserId>> {
    let all = sessions::Column::UserId.eq(user.uuid()).into();
    end_where(conn, all, reason, now).await
}

/// Ends a living session of a user, if they have one of this id.
pub(super) async fn end_own(
    conn: &impl ConnectionTrait,
    user: UserId,
    session: SessionId,
    reason: EndReason,
    now: DateTime<Utc>,
) -> Result<Option<UserId>> {
    let own = live(now)
        .add(sessions::Column::UserId.eq(user.uuid()))
        .add(sessions::Column::Id.eq(session.uuid()));
    end_where(conn, own, reason, now).await
}

/// Ends sessions, which are all of one user, and answers with whose they were if there were any.
async fn end_where(
    conn: &impl ConnectionTrait,
    which: Condition,
    reason: EndReason,
    now: DateTime<Utc>,
) -> Result<Option<UserId>> {
    let ended = global_update::<sessions::Entity>()
        .col_expr(sessions::Column::EndedAt, Expr::value(now))
        .col_expr(sessions::Column::EndReason, Expr::value(reason.as_str()))
        .filter(which)
        .filter(sessions::Column::EndedAt.is_null())
        .exec_with_returning(conn)
        .await?;
    Ok(ended.first().map(|session| UserId::new(session.user_id)))
}

/// A user's living sessions from `cursor` on, newest first.
pub(super) async fn list_live(
    conn: &impl ConnectionTrait,
    user: UserId,
    cursor: Option<&Cursor>,
    limit: usize,
    now: DateTime<Utc>,
) -> Result<Vec<sessions::Model>> {
    use sessions::Column;

    let select = global::<sessions::Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .filter(live(now));
    let page = cursor::newest_first(select, Column::CreatedAt, Column::Id, cursor, limit)?;
    Ok(page.all(conn).await?)
}

/// All sessions of a user, ended ones too, oldest first.
pub(super) async fn all_of(
    conn: &impl ConnectionTrait,
    user: UserId,
) -> Result<Vec<sessions::Model>> {
    Ok(global::<sessions::Entity>()
        .filter(sessions::Column::UserId.eq(user.uuid()))
        .order_by_asc(sessions::Column::CreatedAt)
        .all(conn)
        .await?)
}

/// Deletes sessions that ended or ran out before `before`, at most `limit` of them.
pub(super) async fn purge(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    let outdated = Condition::any()
        .add(sessions::Column::EndedAt.lt(before))
        .add(sessions::Column::ExpiresAt.lt(before));
    Ok(global_purge::<sessions::Entity>(tx, sessions::Column::Id, outdated, limit).await?)
}

/// Deletes tokens that were left behind before `before`, at most `limit` of them.
pub(super) async fn purge_tokens(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    let outdated: Vec<Uuid> = global::<refresh_tokens::Entity>()
        .select_only()
        .column(refresh_tokens::Column::Id)
        .filter(refresh_tokens::Column::SupersededAt.lt(before))
        .limit(limit)
        .into_tuple()
        .all(&**tx)
        .await?;
    // A token that is deleted takes its descendants along, and the youngest of them is in use.
    global_update::<refresh_tokens::Entity>()
        .col_expr(refresh_tokens::Column::ParentId, Expr::value(None::<Uuid>))
        .filter(refresh_tokens::Column::ParentId.is_in(outdated.clone()))
        .filter(refresh_tokens::Column::Id.is_not_in(outdated.clone()))
        .exec(&**tx)
        .await?;
    let purged = global_delete::<refresh_tokens::Entity>()
        .filter(refresh_tokens::Column::Id.is_in(outdated))
        .exec(&**tx)
        .await?;
    Ok(purged.rows_affected)
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

/// Notes that a token was exchanged, and leaves all others of its session behind.
pub(super) async fn consume(
    conn: &impl ConnectionTrait,
    session: SessionId,
    token: Uuid,
    now: DateTime<Utc>,
) -> Result<()> {
    global_update::<refresh_tokens::Entity>()
        .col_expr(refresh_tokens::Column::ConsumedAt, Expr::value(now))
        .filter(refresh_tokens::Column::Id.eq(token))
        .exec(conn)
        .await?;
    global_update::<refresh_tokens::Entity>()
        .col_expr(refresh_tokens::Column::SupersededAt, Expr::value(now))
        .filter(refresh_tokens::Column::SessionId.eq(session.uuid()))
        .filter(refresh_tokens::Column::SupersededAt.is_null())
        .filter(refresh_tokens::Column::Id.ne(token))
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
        superseded_at: Set(None),
        created_at: Set(now),
    };
    global_insert(row).exec_without_returning(conn).await?;
    Ok(())
}
