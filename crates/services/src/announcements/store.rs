//! Rows of announcements, and who has put which away.

use chrono::{DateTime, Utc};
use contract::{AnnouncementId, UserId};
use db::{
    Tx, dialect,
    entity::{
        announcement_dismissals as dismissals,
        announcements::{Column, Entity, Model},
    },
    global, global_delete, global_insert, global_save,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Set, sea_query::OnConflict,
};
use uuid::Uuid;

use crate::{
    Result,
    cursor::{self, Cursor},
};

/// What is announced at `now` and was not put away by a user, what began last first.
pub(super) async fn current(
    conn: &impl ConnectionTrait,
    user: UserId,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<Model>> {
    let put_away = global::<dismissals::Entity>()
        .select_only()
        .column(dismissals::Column::AnnouncementId)
        .filter(dismissals::Column::UserId.eq(user.uuid()))
        .into_query();
    Ok(global::<Entity>()
        .filter(is_live(now))
        .filter(Column::Id.not_in_subquery(put_away))
        .order_by_desc(Column::StartsAt)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(conn)
        .await?)
}

/// What is announced at `now` to everybody, and in which version, what began last first.
pub(super) async fn live(
    conn: &impl ConnectionTrait,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<(Uuid, i64)>> {
    Ok(global::<Entity>()
        .select_only()
        .column(Column::Id)
        .column(Column::Version)
        .filter(is_live(now))
        .order_by_desc(Column::StartsAt)
        .order_by_desc(Column::Id)
        .limit(limit)
        .into_tuple()
        .all(conn)
        .await?)
}

fn is_live(now: DateTime<Utc>) -> Condition {
    let goes_on = Condition::any()
        .add(Column::EndsAt.is_null())
        .add(Column::EndsAt.gt(now));
    Condition::all().add(Column::StartsAt.lte(now)).add(goes_on)
}

pub(super) async fn list(
    conn: &impl ConnectionTrait,
    cursor: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<Model>> {
    let select = global::<Entity>();
    let page = cursor::newest_first(select, Column::CreatedAt, Column::Id, cursor, limit)?;
    Ok(page.all(conn).await?)
}

pub(super) async fn lock(tx: &Tx, id: AnnouncementId) -> Result<Option<Model>> {
    let select = global::<Entity>().filter(Column::Id.eq(id.uuid()));
    Ok(dialect::lock_rows(tx.get_database_backend(), select)
        .one(&**tx)
        .await?)
}

pub(super) async fn insert(tx: &Tx, row: Model) -> Result<()> {
    let row = row.into_active_model().reset_all();
    global_insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}

pub(super) async fn update(tx: &Tx, row: Model) -> Result<()> {
    let row = row.into_active_model().reset_all();
    global_save(row).exec(&**tx).await?;
    Ok(())
}

pub(super) async fn delete(tx: &Tx, id: AnnouncementId) -> Result<()> {
    global_delete::<Entity>()
        .filter(Column::Id.eq(id.uuid()))
        .exec(&**tx)
        .await?;
    Ok(())
}

pub(super) async fn dismiss(
    tx: &Tx,
    id: AnnouncementId,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<()> {
    use dismissals::Column as Dismissal;

    let row = dismissals::ActiveModel {
        announcement_id: Set(id.uuid()),
        user_id: Set(user.uuid()),
        created_at: Set(now),
    };
    let once = OnConflict::columns([Dismissal::AnnouncementId, Dismissal::UserId])
        .do_nothing()
        .to_owned();
    global_insert(row)
        .on_conflict(once)
        .exec_without_returning(&**tx)
        .await?;
    Ok(())
}
