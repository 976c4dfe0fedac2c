//! Rows of the log of mails.

use chrono::{DateTime, Utc};
use db::{
    Tx,
    entity::mail_log::{Column, Entity, Model},
    global, global_insert, global_purge,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, IntoActiveModel, QueryFilter,
    sea_query::OnConflict,
};

use crate::{
    Result,
    cursor::{self, Cursor},
};

pub(super) struct Filter {
    pub(super) kind: Option<String>,
    pub(super) status: Option<&'static str>,
}

pub(super) async fn upsert(tx: &Tx, row: Model) -> Result<()> {
    let news = [
        Column::Status,
        Column::Attempts,
        Column::Cause,
        Column::EndedAt,
    ];
    global_insert(row.into_active_model().reset_all())
        .on_conflict(
            OnConflict::column(Column::Id)
                .update_columns(news)
                .to_owned(),
        )
        .exec_without_returning(&**tx)
        .await?;
    Ok(())
}

/// The lines from `cursor` on, the latest first.
pub(super) async fn list(
    conn: &impl ConnectionTrait,
    filter: &Filter,
    cursor: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<Model>> {
    let mut select = global::<Entity>();
    if let Some(kind) = &filter.kind {
        select = select.filter(Column::Kind.eq(kind.as_str()));
    }
    if let Some(status) = filter.status {
        select = select.filter(Column::Status.eq(status));
    }
    let page = cursor::newest_first(select, Column::EndedAt, Column::Id, cursor, limit)?;
    Ok(page.all(conn).await?)
}

/// Deletes lines of before `before`, at most `limit` of them.
pub(super) async fn purge(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    let outdated = Condition::all().add(Column::EndedAt.lt(before));
    Ok(global_purge::<Entity>(tx, Column::Id, outdated, limit).await?)
}
