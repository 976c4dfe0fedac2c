//! Rows of passkeys and of the questions to them.

use chrono::{DateTime, Utc};
use contract::{PasskeyId, UserId, problem::code};
use db::{
    Tx,
    entity::{
        passkey_ceremonies as ceremonies,
        passkeys::{ActiveModel, Column, Entity, Model},
    },
    global, global_delete, global_insert, global_purge, global_update,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, PaginatorTrait, QueryFilter, QueryOrder, Set,
    sea_query::Expr,
};
use uuid::Uuid;

use crate::{Result, error::OnUnique};

/// A passkey that is to be kept.
#[derive(Clone)]
pub(super) struct NewPasskey {
    pub(super) id: Uuid,
    pub(super) user: UserId,
    pub(super) name: String,
    pub(super) credential_id: String,
    pub(super) credential: String,
}

/// Keeps a passkey; a credential belongs to one account.
pub(super) async fn insert(
    conn: &impl ConnectionTrait,
    passkey: NewPasskey,
    now: DateTime<Utc>,
) -> Result<Model> {
    let row = ActiveModel {
        id: Set(passkey.id),
        user_id: Set(passkey.user.uuid()),
        name: Set(passkey.name),
        credential_id: Set(passkey.credential_id),
        credential: Set(passkey.credential),
        created_at: Set(now),
        last_used_at: Set(None),
        blocked_at: Set(None),
    };
    global_insert(row)
        .exec_with_returning(conn)
        .await
        .on_unique("credential_id", code::PASSKEY_KNOWN)
}

/// All passkeys of a user, oldest first.
pub(super) async fn list(conn: &impl ConnectionTrait, user: UserId) -> Result<Vec<Model>> {
    Ok(global::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

pub(super) async fn find(
    conn: &impl ConnectionTrait,
    user: UserId,
    id: PasskeyId,
) -> Result<Option<Model>> {
    Ok(global::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .filter(Column::Id.eq(id.uuid()))
        .one(conn)
        .await?)
}

/// A passkey of a user that is not blocked, by what browsers name it.
pub(super) async fn find_usable(
    conn: &impl ConnectionTrait,
    user: UserId,
    credential_id: &str,
) -> Result<Option<Model>> {
    Ok(global::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .filter(Column::CredentialId.eq(credential_id))
        .filter(Column::BlockedAt.is_null())
        .one(conn)
        .await?)
}

/// How many passkeys of a user are not blocked.
pub(super) async fn count_usable(conn: &impl ConnectionTrait, user: UserId) -> Result<u64> {
    Ok(global::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .filter(Column::BlockedAt.is_null())
        .count(conn)
        .await?)
}

pub(super) async fn rename(
    conn: &impl ConnectionTrait,
    user: UserId,
    id: PasskeyId,
    name: String,
) -> Result<()> {
    global_update::<Entity>()
        .col_expr(Column::Name, Expr::value(name))
        .filter(Column::UserId.eq(user.uuid()))
        .filter(Column::Id.eq(id.uuid()))
        .exec(conn)
        .await?;
    Ok(())
}

/// Notes that a passkey was used, with the counter that it has now.
pub(super) async fn use_up(
    conn: &impl ConnectionTrait,
    id: Uuid,
    credential: String,
    now: DateTime<Utc>,
) -> Result<()> {
    global_update::<Entity>()
        .col_expr(Column::Credential, Expr::value(credential))
        .col_expr(Column::LastUsedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

pub(super) async fn block(conn: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<()> {
    global_update::<Entity>()
        .col_expr(Column::BlockedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Deletes a passkey of a user, and says whether there was one.
pub(super) async fn delete(
    conn: &impl ConnectionTrait,
    user: UserId,
    id: PasskeyId,
) -> Result<bool> {
    let deleted = global_delete::<Entity>()
        .filter(Column::UserId.eq(user.uuid()))
        .filter(Column::Id.eq(id.uuid()))
        .exec(conn)
        .await?;
    Ok(deleted.rows_affected > 0)
}

/// Deletes the passkeys of a user that were added at `since` or later.
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

/// A question that is to be kept.
#[derive(Clone)]
pub(super) struct NewCeremony {
    pub(super) id: Uuid,
    pub(super) user: Option<UserId>,
    pub(super) token_hash: String,
    pub(super) state: String,
    pub(super) expires_at: DateTime<Utc>,
}

pub(super) async fn insert_ceremony(
    conn: &impl ConnectionTrait,
    ceremony: NewCeremony,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = ceremonies::ActiveModel {
        id: Set(ceremony.id),
        user_id: Set(ceremony.user.map(UserId::uuid)),
        token_hash: Set(ceremony.token_hash),
        state: Set(ceremony.state),
        expires_at: Set(ceremony.expires_at),
        created_at: Set(now),
    };
    global_insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// A question to `user`, or to anybody, that may still be answered.
pub(super) async fn find_ceremony(
    conn: &impl ConnectionTrait,
    token_hash: &str,
    user: Option<UserId>,
    now: DateTime<Utc>,
) -> Result<Option<ceremonies::Model>> {
    let to_whom = match user {
        Some(user) => ceremonies::Column::UserId.eq(user.uuid()),
        None => ceremonies::Column::UserId.is_null(),
    };
    Ok(global::<ceremonies::Entity>()
        .filter(ceremonies::Column::TokenHash.eq(token_hash))
        .filter(to_whom)
        .filter(ceremonies::Column::ExpiresAt.gt(now))
        .one(conn)
        .await?)
}

/// Deletes a question, and says whether it was still there.
pub(super) async fn delete_ceremony(conn: &impl ConnectionTrait, id: Uuid) -> Result<bool> {
    let deleted = global_delete::<ceremonies::Entity>()
        .filter(ceremonies::Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(deleted.rows_affected > 0)
}

/// Deletes questions that expired before `before`, at most `limit` of them.
pub(super) async fn purge_ceremonies(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    let expired = Condition::all().add(ceremonies::Column::ExpiresAt.lt(before));
    let id = ceremonies::Column::Id;
    Ok(global_purge::<ceremonies::Entity>(tx, id, expired, limit).await?)
}
