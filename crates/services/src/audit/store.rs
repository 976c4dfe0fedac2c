//! Rows of audit logs.

use contract::UserId;
use db::{
    AllTeamsTx, TeamTx, dialect,
    entity::{
        audit_events::{Column, Entity, Model},
        audit_logs,
    },
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, Order,
    QueryFilter, QueryOrder, QuerySelect, Set,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use crate::{Error, Result, cursor::Cursor};

pub(super) struct Filter {
    pub(super) action: Option<String>,
    pub(super) actor: Option<UserId>,
    pub(super) subject: Option<Uuid>,
}

/// Locks the log, which begins with its first writer.
pub(super) async fn lock_log(tx: &TeamTx) -> Result<audit_logs::Model> {
    let empty = audit_logs::ActiveModel {
        team_id: Set(tx.team()),
        seq: Set(0),
        hash: Set(String::new()),
    };
    audit_logs::Entity::insert(empty)
        .on_conflict(
            OnConflict::column(audit_logs::Column::TeamId)
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(&**tx)
        .await?;
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
    Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(&**tx)
        .await?;
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
    let mut select = tx
        .find::<Entity>()
        .order_by(Column::Seq, order)
        .limit(u64::try_from(limit).map_err(Error::internal)?);
    if let Some(action) = &filter.action {
        select = select.filter(if action.contains('.') {
            Condition::all().add(Column::Action.eq(action.as_str()))
        } else {
            // All actions on a resource: the dot and its successor enclose them.
            Condition::all()
                .add(Column::Action.gt(format!("{action}.")))
                .add(Column::Action.lt(format!("{action}/")))
        });
    }
    if let Some(actor) = filter.actor {
        select = select.filter(Column::ActorId.eq(actor.uuid()));
    }
    if let Some(subject) = filter.subject {
        select = select.filter(Column::SubjectId.eq(subject));
    }
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

/// The teams that have a log.
pub(super) async fn teams(tx: &AllTeamsTx) -> Result<Vec<Uuid>> {
    Ok(tx
        .find::<audit_logs::Entity>()
        .select_only()
        .column(audit_logs::Column::TeamId)
        .order_by_asc(audit_logs::Column::TeamId)
        .into_tuple()
        .all(&**tx)
        .await?)
}
