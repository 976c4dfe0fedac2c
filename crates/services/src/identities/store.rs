//! Rows of accounts elsewhere.

use chrono::{DateTime, Utc};
use contract::{UserId, oauth::ProviderId, problem::code};
use db::{
    entity::identities::{ActiveModel, Column, Entity, Model},
    global, global_delete, global_insert, global_update,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter, QueryOrder, Set, sea_query::Expr,
};
use uuid::Uuid;

use super::NewIdentity;
use crate::{Result, error::OnUnique};

pub(super) async fn insert(
    conn: &impl ConnectionTrait,
    id: Uuid,
    user: UserId,
    identity: NewIdentity,
    now: DateTime<Utc>,
) -> Result<()> {
    let NewIdentity {
        provider,
        subject,
        email,
    } = identity;
    let row = ActiveModel {
        id: Set(id),
        user_id: Set(user.uuid()),
        provider: Set(provider.as_str().to_owned()),
        subject: Set(subject),
        email: Set(email),
        created_at: Set(now),
        last_used_at: Set(now),
    };
    global_insert(row)
        .exec_without_returning(conn)
        .await
        .on_unique("subject", code::OAUTH_IDENTITY_TAKEN)?;
    Ok(())
}

/// Whose it is.
pub(crate) async fn find_owner(
    conn: &impl ConnectionTrait,
    provider: ProviderId,
    subject: &str,
) -> Result<Option<UserId>> {
    let row = global::<Entity>()
        .filter(Column::Provider.eq(provider.as_str()))
        .filter(Column::Subject.eq(subject))
        .one(conn)
        .await?;
    Ok(row.map(|row| UserId::new(row.user_id)))
}

pub(super) async fn find_of(
    conn: &impl ConnectionTrait,
    user: UserId,
    provider: ProviderId,
) -> Result<Option<Model>> {
    Ok(global::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .filter(Column::Provider.eq(provider.as_str()))
        .one(conn)
        .await?)
}

pub(super) async fn list_of(conn: &impl ConnectionTrait, user: UserId) -> Result<Vec<Model>> {
    Ok(global::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .order_by_asc(Column::CreatedAt)
        .all(conn)
        .await?)
}

pub(crate) async fn count_of(conn: &impl ConnectionTrait, user: UserId) -> Result<u64> {
    Ok(global::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .count(conn)
        .await?)
}

/// Notes that it was signed in with, and the address that the provider has told now.
pub(crate) async fn touch(
    conn: &impl ConnectionTrait,
    provider: ProviderId,
    subject: &str,
    email: Option<String>,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut update = global_update::<Entity>()
        .col_expr(Column::LastUsedAt, Expr::value(now))
        .filter(Column::Provider.eq(provider.as_str()))
        .filter(Column::Subject.eq(subject));
    if let Some(email) = email {
        update = update.col_expr(Column::Email, Expr::value(email));
    }
    update.exec(conn).await?;
    Ok(())
}

/// Deletes those of a user that were connected at `since` or later.
pub(crate) async fn delete_since(
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

/// Deletes the one of a provider; false if there is none.
pub(super) async fn delete_of(
    conn: &impl ConnectionTrait,
    user: UserId,
    provider: ProviderId,
) -> Result<bool> {
    let done = global_delete::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .filter(Column::Provider.eq(provider.as_str()))
        .exec(conn)
        .await?;
    Ok(done.rows_affected == 1)
}
