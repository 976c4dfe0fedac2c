//! Rows of devices.

use chrono::{DateTime, Utc};
use contract::{DeviceId, UserId};
use db::{
    Tx,
    entity::{
        devices::{ActiveModel, Column, Entity, Model},
        users,
    },
    global, global_insert, global_purge, global_update,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set,
    sea_query::Expr,
};
use uuid::Uuid;

use crate::{Origin, Result};

/// The most trusted browsers that are shown.
const MAX_LISTED: u64 = 100;

pub(super) struct NewDevice {
    pub(super) id: Uuid,
    pub(super) user: UserId,
    pub(super) token_hash: String,
    pub(super) trusted_until: Option<DateTime<Utc>>,
    pub(super) expires_at: DateTime<Utc>,
}

pub(super) async fn find(
    conn: &impl ConnectionTrait,
    user: UserId,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<Model>> {
    Ok(global::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::ExpiresAt.gt(now))
        .one(conn)
        .await?)
}

/// Whether the user of an address has signed in from a browser, in one query for every address.
pub(super) async fn is_known_at(
    conn: &impl ConnectionTrait,
    email: &str,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let owner = global::<users::Entity>()
        .select_only()
        .column(users::Column::Id)
        .filter(users::Column::Email.eq(email))
        .into_query();
    Ok(global::<Entity>()
        .filter(Column::UserId.in_subquery(owner))
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::ExpiresAt.gt(now))
        .one(conn)
        .await?
        .is_some())
}

/// Whether a user has signed in from any browser that is still known.
pub(super) async fn any(
    conn: &impl ConnectionTrait,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<bool> {
    Ok(global::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .filter(Column::ExpiresAt.gt(now))
        .one(conn)
        .await?
        .is_some())
}

pub(super) async fn insert(
    conn: &impl ConnectionTrait,
    device: NewDevice,
    origin: &Origin,
    now: DateTime<Utc>,
) -> Result<()> {
    let NewDevice {
        id,
        user,
        token_hash,
        trusted_until,
        expires_at,
    } = device;
    let row = ActiveModel {
        id: Set(id),
        user_id: Set(user.uuid()),
        token_hash: Set(token_hash),
        user_agent: Set(origin.user_agent.clone()),
        address: Set(origin.address.to_string()),
        trusted_until: Set(trusted_until),
        created_at: Set(now),
        last_seen_at: Set(now),
        expires_at: Set(expires_at),
    };
    global_insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// Notes a sign-in from a known browser. Trust that was given before stays.
pub(super) async fn touch(
    conn: &impl ConnectionTrait,
    id: Uuid,
    origin: &Origin,
    trusted_until: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    let mut update = global_update::<Entity>()
        .col_expr(Column::UserAgent, Expr::value(origin.user_agent.as_str()))
        .col_expr(Column::Address, Expr::value(origin.address.to_string()))
        .col_expr(Column::LastSeenAt, Expr::value(now))
        .col_expr(Column::ExpiresAt, Expr::value(expires_at))
        .filter(Column::Id.eq(id));
    if let Some(until) = trusted_until {
        update = update.col_expr(Column::TrustedUntil, Expr::value(until));
    }
    update.exec(conn).await?;
    Ok(())
}

/// Gives a browser another cookie, for everyone who uses it.
pub(super) async fn rekey(conn: &impl ConnectionTrait, before: &str, after: &str) -> Result<()> {
    global_update::<Entity>()
        .col_expr(Column::TokenHash, Expr::value(after))
        .filter(Column::TokenHash.eq(before))
        .exec(conn)
        .await?;
    Ok(())
}

pub(super) async fn list_trusted(
    conn: &impl ConnectionTrait,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<Vec<Model>> {
    Ok(global::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .filter(Column::TrustedUntil.gt(now))
        .order_by_desc(Column::LastSeenAt)
        .order_by_desc(Column::Id)
        .limit(MAX_LISTED)
        .all(conn)
        .await?)
}

/// All browsers of a user, oldest first.
pub(super) async fn all_of(conn: &impl ConnectionTrait, user: UserId) -> Result<Vec<Model>> {
    Ok(global::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// Takes trust from one browser of a user, or from all; false if there was none.
pub(super) async fn untrust(
    conn: &impl ConnectionTrait,
    user: UserId,
    id: Option<DeviceId>,
) -> Result<bool> {
    let mut update = global_update::<Entity>()
        .col_expr(Column::TrustedUntil, Expr::value(None::<DateTime<Utc>>))
        .filter(Column::UserId.eq(user.uuid()))
        .filter(Column::TrustedUntil.is_not_null());
    if let Some(id) = id {
        update = update.filter(Column::Id.eq(id.uuid()));
    }
    Ok(update.exec(conn).await?.rows_affected > 0)
}

/// Deletes devices that expired before `before`, at most `limit` of them.
pub(super) async fn purge(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    let expired = Condition::all().add(Column::ExpiresAt.lt(before));
    Ok(global_purge::<Entity>(tx, Column::Id, expired, limit).await?)
}
