//! Rows of API keys.

use chrono::{DateTime, Utc};
use contract::{ApiKeyId, UserId};
use db::{
    Tx,
    entity::{
        api_keys::{ActiveModel, Column, Entity, Model},
        users,
    },
    global, global_insert, global_purge, global_update,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, PaginatorTrait, QueryFilter, QueryOrder, Set,
    sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    Result,
    cursor::{self, Cursor},
};

#[derive(Clone)]
pub(super) struct NewKey {
    pub(super) user: UserId,
    pub(super) name: String,
    pub(super) scopes: String,
    pub(super) expires_at: Option<DateTime<Utc>>,
}

/// What is kept of a key itself.
pub(super) struct Secret {
    pub(super) prefix: String,
    pub(super) hash: String,
}

fn live(now: DateTime<Utc>) -> Condition {
    let lasts = Condition::any()
        .add(Column::ExpiresAt.is_null())
        .add(Column::ExpiresAt.gt(now));
    Condition::all().add(Column::RevokedAt.is_null()).add(lasts)
}

fn of(user: UserId) -> Condition {
    Condition::all()
        .add(Column::UserId.eq(user.uuid()))
        .add(Column::RevokedAt.is_null())
}

pub(super) async fn insert(
    conn: &impl ConnectionTrait,
    id: Uuid,
    key: NewKey,
    secret: Secret,
    now: DateTime<Utc>,
) -> Result<Model> {
    let NewKey {
        user,
        name,
        scopes,
        expires_at,
    } = key;
    let row = ActiveModel {
        id: Set(id),
        user_id: Set(user.uuid()),
        name: Set(name),
        prefix: Set(secret.prefix),
        key_hash: Set(secret.hash),
        scopes: Set(scopes),
        created_at: Set(now),
        expires_at: Set(expires_at),
        last_used_at: Set(None),
        revoked_at: Set(None),
        replaced_by: Set(None),
    };
    Ok(global_insert(row).exec_with_returning(conn).await?)
}

/// A live key and its active owner, in one query: it is asked with every request.
pub(super) async fn find_live(
    conn: &impl ConnectionTrait,
    key_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<(Model, users::Model)>> {
    let found = global::<Entity>()
        .find_also_related(users::Entity)
        .filter(Column::KeyHash.eq(key_hash))
        .filter(live(now))
        .filter(users::Column::IsActive.eq(true))
        .one(conn)
        .await?;
    Ok(found.and_then(|(key, owner)| Some((key, owner?))))
}

pub(super) async fn find_own(
    conn: &impl ConnectionTrait,
    user: UserId,
    id: ApiKeyId,
) -> Result<Option<Model>> {
    Ok(global::<Entity>()
        .filter(of(user))
        .filter(Column::Id.eq(id.uuid()))
        .one(conn)
        .await?)
}

pub(super) async fn count_live(
    conn: &impl ConnectionTrait,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<u64> {
    Ok(global::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .filter(live(now))
        .count(conn)
        .await?)
}

/// A user's keys that work, from `cursor` on, newest first.
pub(super) async fn list_live(
    conn: &impl ConnectionTrait,
    user: UserId,
    cursor: Option<&Cursor>,
    limit: usize,
    now: DateTime<Utc>,
) -> Result<Vec<Model>> {
    let select = global::<Entity>().filter(of(user)).filter(live(now));
    let page = cursor::newest_first(select, Column::CreatedAt, Column::Id, cursor, limit)?;
    Ok(page.all(conn).await?)
}

/// All rows of a user, revoked keys too, oldest first.
pub(super) async fn all_of(conn: &impl ConnectionTrait, user: UserId) -> Result<Vec<Model>> {
    Ok(global::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .order_by_asc(Column::CreatedAt)
        .all(conn)
        .await?)
}

/// Has a key stop to work at `at`.
pub(super) async fn expire(conn: &impl ConnectionTrait, id: Uuid, at: DateTime<Utc>) -> Result<()> {
    global_update::<Entity>()
        .col_expr(Column::ExpiresAt, Expr::value(at))
        .filter(Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Notes which key has taken the place of another one.
pub(super) async fn replace(conn: &impl ConnectionTrait, old: Uuid, new: ApiKeyId) -> Result<()> {
    global_update::<Entity>()
        .col_expr(Column::ReplacedBy, Expr::value(new.uuid()))
        .filter(Column::Id.eq(old))
        .exec(conn)
        .await?;
    Ok(())
}

/// Revokes a key of a user; false if they have none of this id.
pub(super) async fn revoke(
    conn: &impl ConnectionTrait,
    user: UserId,
    id: ApiKeyId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let own = of(user).add(Column::Id.eq(id.uuid()));
    Ok(revoke_where(conn, own, now).await? == 1)
}

/// Revokes all keys of a user that were made after `since`.
pub(super) async fn revoke_made_since(
    conn: &impl ConnectionTrait,
    user: UserId,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    let young = of(user).add(Column::CreatedAt.gte(since));
    revoke_where(conn, young, now).await.map(drop)
}

async fn revoke_where(
    conn: &impl ConnectionTrait,
    which: Condition,
    now: DateTime<Utc>,
) -> Result<u64> {
    let revoked = global_update::<Entity>()
        .col_expr(Column::RevokedAt, Expr::value(now))
        .filter(which)
        .exec(conn)
        .await?;
    Ok(revoked.rows_affected)
}

/// Notes that a key is in use, unless another request has noted it after `stale`.
pub(super) async fn touch(
    conn: &impl ConnectionTrait,
    id: ApiKeyId,
    now: DateTime<Utc>,
    stale: DateTime<Utc>,
) -> Result<()> {
    let is_stale = Condition::any()
        .add(Column::LastUsedAt.is_null())
        .add(Column::LastUsedAt.lte(stale));
    global_update::<Entity>()
        .col_expr(Column::LastUsedAt, Expr::value(now))
        .filter(Column::Id.eq(id.uuid()))
        .filter(is_stale)
        .exec(conn)
        .await?;
    Ok(())
}

/// Deletes keys that were revoked or ran out before `before`, at most `limit` of them.
pub(super) async fn purge(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    let outdated = Condition::any()
        .add(Column::RevokedAt.lt(before))
        .add(Column::ExpiresAt.lt(before));
    Ok(global_purge::<Entity>(tx, Column::Id, outdated, limit).await?)
}
