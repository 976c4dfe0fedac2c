//! Rows of people who are away to a provider.

use chrono::{DateTime, Utc};
use contract::{SessionId, UserId, oauth::ProviderId, problem::code};
use db::{
    Tx,
    entity::oauth_flows::{ActiveModel, Column, Entity, Model},
    global, global_delete, global_insert, global_purge, global_update,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryFilter, Set, sea_query::Expr};
use uuid::Uuid;

use crate::{Result, error::OnUnique};

#[derive(Clone)]
pub(super) struct NewFlow {
    pub(super) state_hash: String,
    pub(super) provider: ProviderId,
    pub(super) nonce: String,
    pub(super) sealed_verifier: String,
    pub(super) return_to: String,
    pub(super) link: Option<(UserId, SessionId)>,
    pub(super) expires_at: DateTime<Utc>,
}

pub(super) async fn insert(
    conn: &impl ConnectionTrait,
    id: Uuid,
    flow: NewFlow,
    now: DateTime<Utc>,
) -> Result<()> {
    let NewFlow {
        state_hash,
        provider,
        nonce,
        sealed_verifier,
        return_to,
        link,
        expires_at,
    } = flow;
    let row = ActiveModel {
        id: Set(id),
        state_hash: Set(state_hash),
        provider: Set(provider.as_str().to_owned()),
        nonce: Set(nonce),
        sealed_verifier: Set(sealed_verifier),
        return_to: Set(return_to),
        user_id: Set(link.map(|(user, _)| user.uuid())),
        session_id: Set(link.map(|(_, session)| session.uuid())),
        code_hash: Set(None),
        expires_at: Set(expires_at),
        created_at: Set(now),
    };
    global_insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// The flow of this state, used or not.
pub(super) async fn find_live(
    conn: &impl ConnectionTrait,
    provider: ProviderId,
    state_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<Model>> {
    Ok(global::<Entity>()
        .filter(Column::StateHash.eq(state_hash))
        .filter(Column::Provider.eq(provider.as_str()))
        .filter(Column::ExpiresAt.gt(now))
        .one(conn)
        .await?)
}

/// Uses a flow up with the code that came back; false if it was used before.
///
/// # Errors
///
/// [`code::OAUTH_CODE_REPLAYED`] if the code came back before, with another flow.
pub(super) async fn consume(
    conn: &impl ConnectionTrait,
    id: Uuid,
    code_hash: &str,
) -> Result<bool> {
    let done = global_update::<Entity>()
        .col_expr(Column::CodeHash, Expr::value(code_hash))
        .filter(Column::Id.eq(id))
        .filter(Column::CodeHash.is_null())
        .exec(conn)
        .await
        .on_unique("code_hash", code::OAUTH_CODE_REPLAYED)?;
    Ok(done.rows_affected == 1)
}

pub(super) async fn delete(conn: &impl ConnectionTrait, id: Uuid) -> Result<()> {
    global_delete::<Entity>()
        .filter(Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Deletes flows that expired before `before`, at most `limit` of them.
pub(super) async fn purge(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    let expired = Condition::all().add(Column::ExpiresAt.lt(before));
    Ok(global_purge::<Entity>(tx, Column::Id, expired, limit).await?)
}
