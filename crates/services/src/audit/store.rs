//! Rows of audit logs.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use contract::{UserId, time, validation::code as field_code};
use db::{
    AllTeamsTx, TeamTx, dialect,
    entity::{
        audit_events::{Column, Entity, Model},
        audit_logs, teams,
    },
    global,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, IntoActiveModel, Order, QueryFilter,
    QueryOrder, QuerySelect, Select, Set,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use crate::{Error, Result, cursor::Cursor};

/// What the action of a line is about: the database makes this column of it.
const RESOURCE: &str = "resource";

/// Which lines are wanted.
#[derive(Clone)]
pub(super) struct Filter {
    action: Option<String>,
    actor: Option<UserId>,
    subject: Option<Uuid>,
    from: Option<DateTime<Utc>>,
    to: Option<DateTime<Utc>>,
}

impl Filter {
    pub(super) fn new(
        action: Option<String>,
        actor: Option<UserId>,
        subject: Option<Uuid>,
    ) -> Self {
        let action = action
            .map(|action| action.trim().to_owned())
            .filter(|action| !action.is_empty());
        Self {
            action,
            actor,
            subject,
            from: None,
            to: None,
        }
    }

    /// Of those the ones of a span of time, as a query says it.
    ///
    /// # Errors
    ///
    /// `malformed` for what is no time.
    pub(super) fn within(self, from: Option<&str>, to: Option<&str>) -> Result<Self> {
        Ok(Self {
            from: moment("from", from, time::read_from)?,
            to: moment("to", to, time::read_to)?,
            ..self
        })
    }

    /// The lines of the log that are wanted.
    ///
    /// No line is older than the one before it, so a span of time is a span of places, by which every
    /// index of the lines ends.
    async fn select(&self, tx: &TeamTx) -> Result<Select<Entity>> {
        let mut select = tx.find::<Entity>();
        if let Some(from) = self.from {
            let first = first_since(tx, from).await?.unwrap_or(i64::MAX);
            select = select.filter(Column::Seq.gte(first));
        }
        if let Some(to) = self.to {
            let last = last_before(tx, to).await?.unwrap_or_default();
            select = select.filter(Column::Seq.lte(last));
        }
        if let Some(action) = &self.action {
            select = select.filter(if action.contains('.') {
                Column::Action.eq(action.as_str())
            } else {
                Expr::col((Entity, RESOURCE)).eq(action.as_str())
            });
        }
        if let Some(actor) = self.actor {
            select = select.filter(Column::ActorId.eq(actor.uuid()));
        }
        if let Some(subject) = self.subject {
            select = select.filter(Column::SubjectId.eq(subject));
        }
        Ok(select)
    }
}

fn moment(
    field: &str,
    text: Option<&str>,
    read: fn(&str) -> Option<DateTime<Utc>>,
) -> Result<Option<DateTime<Utc>>> {
    text.map(|text| read(text).ok_or_else(|| Error::field(field, field_code::MALFORMED)))
        .transpose()
}

/// The place of the first line that is no older than a time.
async fn first_since(tx: &TeamTx, time: DateTime<Utc>) -> Result<Option<i64>> {
    Ok(tx
        .find::<Entity>()
        .select_only()
        .column(Column::Seq)
        .filter(Column::CreatedAt.gte(time))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Seq)
        .into_tuple()
        .one(&**tx)
        .await?)
}

/// The place of the last line that is older than a time.
async fn last_before(tx: &TeamTx, time: DateTime<Utc>) -> Result<Option<i64>> {
    Ok(tx
        .find::<Entity>()
        .select_only()
        .column(Column::Seq)
        .filter(Column::CreatedAt.lt(time))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Seq)
        .into_tuple()
        .one(&**tx)
        .await?)
}

/// When the line at a place was written.
pub(super) async fn written_at(tx: &TeamTx, seq: i64) -> Result<Option<DateTime<Utc>>> {
    Ok(tx
        .find::<Entity>()
        .select_only()
        .column(Column::CreatedAt)
        .filter(Column::Seq.eq(seq))
        .into_tuple()
        .one(&**tx)
        .await?)
}

/// What somebody is called in the last line that tells of what they did.
pub(super) async fn name_of(tx: &TeamTx, actor: UserId) -> Result<Option<String>> {
    Ok(tx
        .find::<Entity>()
        .select_only()
        .column(Column::ActorName)
        .filter(Column::ActorId.eq(actor.uuid()))
        .order_by_desc(Column::Seq)
        .into_tuple()
        .one(&**tx)
        .await?)
}

/// Locks the log, which begins with its first writer.
pub(super) async fn lock_log(tx: &TeamTx) -> Result<audit_logs::Model> {
    let empty = audit_logs::ActiveModel {
        team_id: Set(tx.team()),
        seq: Set(0),
        hash: Set(String::new()),
    };
    tx.add_new(empty).await?;
    let select = tx.find::<audit_logs::Entity>();
    dialect::lock_rows(tx.get_database_backend(), select)
        .one(&**tx)
        .await?
        .ok_or_else(|| Error::internal("the audit log was not begun"))
}

pub(super) async fn find_log(tx: &TeamTx) -> Result<Option<audit_logs::Model>> {
    Ok(tx.find::<audit_logs::Entity>().one(&**tx).await?)
}

/// Adds a line, which becomes the last.
pub(super) async fn insert(tx: &TeamTx, row: Model) -> Result<()> {
    let (seq, hash) = (row.seq, row.hash.clone());
    tx.add(row.into_active_model().reset_all()).await?;
    tx.update::<audit_logs::Entity>()
        .col_expr(audit_logs::Column::Seq, Expr::value(seq))
        .col_expr(audit_logs::Column::Hash, Expr::value(hash))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// The lines from `cursor` on, latest first.
pub(super) async fn list(
    tx: &TeamTx,
    filter: &Filter,
    cursor: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<Model>> {
    let is_backwards = cursor.is_some_and(|cursor| cursor.before);
    let order = if is_backwards {
        Order::Asc
    } else {
        Order::Desc
    };
    let mut select = filter
        .select(tx)
        .await?
        .order_by(Column::Seq, order)
        .limit(u64::try_from(limit).map_err(Error::internal)?);
    if let Some(cursor) = cursor {
        let seq = cursor.key_as_number()?;
        select = select.filter(if is_backwards {
            Column::Seq.gt(seq)
        } else {
            Column::Seq.lt(seq)
        });
    }
    Ok(select.all(&**tx).await?)
}

/// The lines before the place `seq`, latest first; the latest of all if none is given.
pub(super) async fn before(
    tx: &TeamTx,
    filter: &Filter,
    seq: Option<i64>,
    limit: u64,
) -> Result<Vec<Model>> {
    let mut select = filter
        .select(tx)
        .await?
        .order_by_desc(Column::Seq)
        .limit(limit);
    if let Some(seq) = seq {
        select = select.filter(Column::Seq.lt(seq));
    }
    Ok(select.all(&**tx).await?)
}

/// The lines after the place `seq`, first to last.
pub(super) async fn after(tx: &TeamTx, seq: i64, limit: u64) -> Result<Vec<Model>> {
    Ok(tx
        .find::<Entity>()
        .filter(Column::Seq.gt(seq))
        .order_by_asc(Column::Seq)
        .limit(limit)
        .all(&**tx)
        .await?)
}

/// Every team that has a log, and every team that should have one.
pub(super) async fn teams(tx: &AllTeamsTx) -> Result<Vec<Uuid>> {
    let mut ids: Vec<Uuid> = tx
        .find::<audit_logs::Entity>()
        .select_only()
        .column(audit_logs::Column::TeamId)
        .into_tuple()
        .all(&**tx)
        .await?;
    // Lines whose log was removed are a log that is not whole.
    let of_lines: Vec<Uuid> = tx
        .find::<Entity>()
        .select_only()
        .column(Column::TeamId)
        .filter(Column::Seq.eq(1))
        .into_tuple()
        .all(&**tx)
        .await?;
    let of_teams: Vec<Uuid> = global::<teams::Entity>()
        .select_only()
        .column(teams::Column::Id)
        .into_tuple()
        .all(&**tx)
        .await?;
    ids.extend(of_lines);
    ids.extend(of_teams);
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// The words in addresses of those of the teams that there are.
pub(super) async fn slugs(conn: &impl ConnectionTrait) -> Result<HashMap<Uuid, String>> {
    let rows: Vec<(Uuid, String)> = global::<teams::Entity>()
        .select_only()
        .column(teams::Column::Id)
        .column(teams::Column::Slug)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().collect())
}
