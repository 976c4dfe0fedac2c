//! Rows of registrations.

use chrono::{DateTime, Utc};
use contract::{Locale, RegistrationId};
use db::{
    Tx, dialect,
    entity::registrations::{ActiveModel, Column, Entity, Model},
    global, global_delete, global_insert, global_purge, global_update,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use crate::{
    Result,
    cursor::{self, Cursor},
    search,
};

#[derive(Clone)]
pub(super) struct NewRegistration {
    pub(super) email: String,
    pub(super) password_hash: String,
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) locale: Locale,
}

pub(super) async fn insert(
    conn: &impl ConnectionTrait,
    id: Uuid,
    registration: &NewRegistration,
    token_hash: String,
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    let NewRegistration {
        email,
        password_hash,
        first_name,
        last_name,
        locale,
    } = registration;
    let row = ActiveModel {
        id: Set(id),
        email: Set(email.clone()),
        password_hash: Set(password_hash.clone()),
        first_name: Set(first_name.clone()),
        last_name: Set(last_name.clone()),
        locale: Set(locale.code().to_owned()),
        token_hash: Set(token_hash),
        expires_at: Set(expires_at),
        created_at: Set(now),
    };
    global_insert(row).exec_without_returning(conn).await?;
    Ok(())
}

pub(super) async fn find_live(
    conn: &impl ConnectionTrait,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<Model>> {
    Ok(global::<Entity>()
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::ExpiresAt.gt(now))
        .one(conn)
        .await?)
}

pub(super) async fn find_live_by_id(
    conn: &impl ConnectionTrait,
    id: RegistrationId,
    now: DateTime<Utc>,
) -> Result<Option<Model>> {
    Ok(global::<Entity>()
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::ExpiresAt.gt(now))
        .one(conn)
        .await?)
}

/// The live registrations from `cursor` on, newest first.
pub(super) async fn list_live(
    conn: &impl ConnectionTrait,
    search: Option<&str>,
    cursor: Option<&Cursor>,
    limit: usize,
    now: DateTime<Utc>,
) -> Result<Vec<Model>> {
    // Most of them live: they are read in the order of the list.
    let expires_at = dialect::without_index(conn.get_database_backend(), Column::ExpiresAt);
    let mut select = global::<Entity>().filter(expires_at.gt(now));
    if let Some(search) = search {
        select = select.filter(search::begins_with(Column::Email, search));
    }
    let page = cursor::newest_first(select, Column::CreatedAt, Column::Id, cursor, limit)?;
    Ok(page.all(conn).await?)
}

pub(super) async fn find_newest(
    conn: &impl ConnectionTrait,
    email: &str,
    now: DateTime<Utc>,
) -> Result<Option<Model>> {
    Ok(live_of(conn, email, now, 1).await?.pop())
}

/// The live registrations of an address, newest first, at most `limit` of them.
pub(super) async fn live_of(
    conn: &impl ConnectionTrait,
    email: &str,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<Model>> {
    Ok(global::<Entity>()
        .filter(Column::Email.eq(email))
        .filter(Column::ExpiresAt.gt(now))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(conn)
        .await?)
}

pub(super) async fn set_token(
    conn: &impl ConnectionTrait,
    id: Uuid,
    token_hash: String,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    global_update::<Entity>()
        .col_expr(Column::TokenHash, Expr::value(token_hash))
        .col_expr(Column::ExpiresAt, Expr::value(expires_at))
        .filter(Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

pub(super) async fn delete_of(conn: &impl ConnectionTrait, email: &str) -> Result<()> {
    global_delete::<Entity>()
        .filter(Column::Email.eq(email))
        .exec(conn)
        .await?;
    Ok(())
}

/// Deletes registrations that expired before `before`, at most `limit` of them.
pub(super) async fn purge(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    let expired = Condition::all().add(Column::ExpiresAt.lt(before));
    Ok(global_purge::<Entity>(tx, Column::Id, expired, limit).await?)
}
