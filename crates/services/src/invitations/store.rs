//! Rows of invitations.

use chrono::{DateTime, Utc};
use contract::{InvitationId, TeamId, UserId};
use db::{
    AllTeamsTx, TeamTx, Tx,
    entity::{
        invitations::{ActiveModel, Column, Entity, Model},
        roles, team_members, teams, users,
    },
    global,
};
use sea_orm::{
    ColumnTrait, Condition, JoinType, PaginatorTrait, QueryFilter, QuerySelect, RelationTrait, Set,
    sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    Result,
    cursor::{self, Cursor},
};

/// By what an invitation is answered.
#[derive(Clone, Debug)]
pub(super) enum By {
    /// The hash of the token in its link.
    Token(String),
    /// Its id, by who has the address that is invited.
    Address { id: InvitationId, email: String },
}

impl By {
    fn condition(&self) -> Condition {
        match self {
            Self::Token(hash) => Condition::all().add(Column::TokenHash.eq(hash.as_str())),
            Self::Address { id, email } => Condition::all()
                .add(Column::Id.eq(id.uuid()))
                .add(Column::Email.eq(email.as_str())),
        }
    }
}

/// What becomes of an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Accepted,
    Declined,
    Revoked,
    /// Who has sent it may not give the role any more.
    Withdrawn,
}

impl Outcome {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Revoked => "revoked",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// What a mail carries into a mailbox, and for how long it can be answered.
pub(super) struct Sending {
    pub(super) role: Uuid,
    pub(super) sender: UserId,
    pub(super) token_hash: String,
    pub(super) expires_at: DateTime<Utc>,
}

/// An invitation with what is shown of it.
pub(super) struct Row {
    pub(super) invitation: Model,
    pub(super) role: roles::Model,
    pub(super) sender: users::Model,
}

pub(super) async fn insert(
    tx: &TeamTx,
    id: Uuid,
    email: &str,
    sending: Sending,
    now: DateTime<Utc>,
) -> Result<Model> {
    let Sending {
        role,
        sender,
        token_hash,
        expires_at,
    } = sending;
    let row = ActiveModel {
        id: Set(id),
        team_id: Set(tx.team()),
        email: Set(email.to_owned()),
        role_id: Set(role),
        sender_id: Set(sender.uuid()),
        token_hash: Set(token_hash),
        outcome: Set(None),
        ended_at: Set(None),
        expires_at: Set(expires_at),
        created_at: Set(now),
    };
    Ok(tx.insert(row).await?)
}

/// Sends an invitation anew: the link of the mail before works no more.
pub(super) async fn renew(tx: &TeamTx, row: Model, sending: Sending) -> Result<Model> {
    let Sending {
        role,
        sender,
        token_hash,
        expires_at,
    } = sending;
    tx.update::<Entity>()
        .col_expr(Column::RoleId, Expr::value(role))
        .col_expr(Column::SenderId, Expr::value(sender.uuid()))
        .col_expr(Column::TokenHash, Expr::value(token_hash.clone()))
        .col_expr(Column::ExpiresAt, Expr::value(expires_at))
        .filter(Column::Id.eq(row.id))
        .exec(&**tx)
        .await?;
    Ok(Model {
        role_id: role,
        sender_id: sender.uuid(),
        token_hash,
        expires_at,
        ..row
    })
}

/// Ends an invitation.
pub(super) async fn end(tx: &TeamTx, id: Uuid, outcome: Outcome, now: DateTime<Utc>) -> Result<()> {
    tx.update::<Entity>()
        .col_expr(Column::Outcome, Expr::value(outcome.as_str()))
        .col_expr(Column::EndedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// An invitation that is not ended; it may have expired.
pub(super) async fn find(tx: &TeamTx, id: InvitationId) -> Result<Option<Model>> {
    let select = tx
        .find::<Entity>()
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::EndedAt.is_null());
    Ok(select.one(&**tx).await?)
}

/// Into which team an invitation is that is not ended.
pub(super) async fn team_of(tx: &AllTeamsTx, id: InvitationId) -> Result<Option<TeamId>> {
    let select = tx
        .find::<Entity>()
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::EndedAt.is_null());
    let found = select.one(&**tx).await?;
    Ok(found.map(|row| TeamId::new(row.team_id)))
}

/// The invitations of these addresses that are not ended; they may have expired.
pub(super) async fn find_of(
    tx: &TeamTx,
    emails: impl IntoIterator<Item = &String>,
) -> Result<Vec<Model>> {
    let select = tx
        .find::<Entity>()
        .filter(Column::Email.is_in(emails))
        .filter(Column::EndedAt.is_null());
    Ok(select.all(&**tx).await?)
}

/// The invitation, in whichever team, that is answered by it.
pub(super) async fn find_anywhere(
    tx: &AllTeamsTx,
    by: &By,
    now: DateTime<Utc>,
) -> Result<Option<Model>> {
    let select = tx
        .find::<Entity>()
        .filter(by.condition())
        .filter(is_waiting(now));
    Ok(select.one(&**tx).await?)
}

/// The invitation into the team that is answered by it.
pub(super) async fn find_waiting(
    tx: &TeamTx,
    by: &By,
    now: DateTime<Utc>,
) -> Result<Option<Model>> {
    let select = tx
        .find::<Entity>()
        .filter(by.condition())
        .filter(is_waiting(now));
    Ok(select.one(&**tx).await?)
}

pub(super) async fn count_waiting(tx: &TeamTx, now: DateTime<Utc>) -> Result<u64> {
    let select = tx.find::<Entity>().filter(is_waiting(now));
    Ok(select.count(&**tx).await?)
}

/// Whether an invitation that waits for an answer names the role.
pub(crate) async fn name_role(tx: &TeamTx, role: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let select = tx
        .find::<Entity>()
        .filter(Column::RoleId.eq(role))
        .filter(is_waiting(now));
    Ok(select.one(&**tx).await?.is_some())
}

fn is_waiting(now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(Column::EndedAt.is_null())
        .add(Column::ExpiresAt.gt(now))
}

/// The invitations that are not ended from `cursor` on, newest first.
pub(super) async fn list(tx: &TeamTx, cursor: Option<&Cursor>, limit: usize) -> Result<Vec<Row>> {
    let select = tx.find::<Entity>().filter(Column::EndedAt.is_null());
    let page = cursor::newest_first(select, Column::CreatedAt, Column::Id, cursor, limit)?;
    let invitations = page.all(&**tx).await?;
    let roles = tx
        .find::<roles::Entity>()
        .filter(roles::Column::Id.is_in(invitations.iter().map(|row| row.role_id)))
        .all(&**tx)
        .await?;
    let senders = global::<users::Entity>()
        .filter(users::Column::Id.is_in(invitations.iter().map(|row| row.sender_id)))
        .all(&**tx)
        .await?;
    let complete = invitations.into_iter().filter_map(|invitation| {
        let role = roles.iter().find(|role| role.id == invitation.role_id)?;
        let sender = senders
            .iter()
            .find(|user| user.id == invitation.sender_id)?;
        Some(Row {
            role: role.clone(),
            sender: sender.clone(),
            invitation,
        })
    });
    Ok(complete.collect())
}

/// Those of the accounts that belong to the team.
pub(super) async fn members_among(
    tx: &TeamTx,
    accounts: impl IntoIterator<Item = &users::Model>,
) -> Result<Vec<Uuid>> {
    let ids = accounts.into_iter().map(|user| user.id);
    Ok(tx
        .find::<team_members::Entity>()
        .select_only()
        .column(team_members::Column::UserId)
        .filter(team_members::Column::UserId.is_in(ids))
        .into_tuple()
        .all(&**tx)
        .await?)
}

/// The person with the role that they have in the team, if they belong to it and their account is
/// active.
pub(super) async fn active_member(
    tx: &TeamTx,
    user: Uuid,
) -> Result<Option<(users::Model, roles::Model)>> {
    let found = tx
        .find::<team_members::Entity>()
        .join(JoinType::InnerJoin, team_members::Relation::Users.def())
        .find_also_related(roles::Entity)
        .filter(team_members::Column::UserId.eq(user))
        .filter(users::Column::IsActive.eq(true))
        .one(&**tx)
        .await?;
    let Some((_, Some(role))) = found else {
        return Ok(None);
    };
    let person = global::<users::Entity>().filter(users::Column::Id.eq(user));
    Ok(person.one(&**tx).await?.map(|person| (person, role)))
}

/// A team, not locked: for what only looks.
pub(super) async fn team(tx: &Tx, id: Uuid) -> Result<Option<teams::Model>> {
    let select = global::<teams::Entity>().filter(teams::Column::Id.eq(id));
    Ok(select.one(&**tx).await?)
}

/// Deletes invitations that were ended, or have expired, before `before`, at most `limit` of them.
pub(super) async fn purge(tx: &AllTeamsTx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    let outdated = Condition::any()
        .add(Column::EndedAt.lt(before))
        .add(Column::ExpiresAt.lt(before));
    Ok(tx.purge::<Entity>(Column::Id, outdated, limit).await?)
}
