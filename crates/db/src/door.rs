//! The doors to the tables.
//!
//! `EntityTrait::find`, `ActiveModelTrait::update` and their like are disallowed elsewhere, so that no
//! query can be written without saying whose rows it may touch. A table either belongs to no team and
//! is reached through [`global`] and its like, or its rows belong to teams and are reached in a
//! [`TeamTx`] alone.

use std::ops::Deref;

use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DatabaseBackend,
    DatabaseTransaction, DbErr, DeleteMany, EntityTrait, Insert, InsertMany, IntoActiveModel,
    Iterable, PrimaryKeyToColumn, QueryFilter, QuerySelect, QueryTrait, Select, Statement,
    UpdateMany, UpdateOne, Value,
};
use uuid::Uuid;

use crate::Tx;

/// A table that belongs to no team.
pub trait GlobalTable: EntityTrait {}

/// A table whose rows belong to teams.
pub trait TeamTable: EntityTrait {
    /// The column that says to which.
    const TEAM: Self::Column;
}

/// A table of teams whose rows may be changed and deleted once they are written.
///
/// ```
/// # use db::{TeamTx, entity::projects};
/// # use sea_orm::{DeleteMany, UpdateMany};
/// fn change(tx: &TeamTx) -> (UpdateMany<projects::Entity>, DeleteMany<projects::Entity>) {
///     (tx.update(), tx.delete())
/// }
/// ```
///
/// The lines of audit logs are no such rows, so whatever would change or delete one does not compile:
///
/// ```compile_fail,E0277
/// # use db::{TeamTx, entity::audit_events};
/// # use sea_orm::UpdateMany;
/// fn change(tx: &TeamTx) -> UpdateMany<audit_events::Entity> {
///     tx.update()
/// }
/// ```
///
/// ```compile_fail,E0277
/// # use db::{AllTeamsTx, entity::audit_events};
/// # use sea_orm::DeleteMany;
/// fn delete(tx: &AllTeamsTx) -> DeleteMany<audit_events::Entity> {
///     tx.delete()
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "rows of this table are only added",
    label = "they are neither changed nor deleted"
)]
pub trait ChangingTable: TeamTable {}

/// Reads a table that belongs to no team.
#[expect(clippy::disallowed_methods, reason = "this is the door")]
pub fn global<E: GlobalTable>() -> Select<E> {
    E::find()
}

/// Adds a row to a table that belongs to no team.
#[expect(clippy::disallowed_methods, reason = "this is the door")]
pub fn global_insert<A>(row: A) -> Insert<A>
where
    A: ActiveModelTrait,
    A::Entity: GlobalTable,
{
    A::Entity::insert(row)
}

/// Adds rows to a table that belongs to no team.
#[expect(clippy::disallowed_methods, reason = "this is the door")]
pub fn global_insert_many<A>(rows: impl IntoIterator<Item = A>) -> InsertMany<A>
where
    A: ActiveModelTrait,
    A::Entity: GlobalTable,
{
    A::Entity::insert_many(rows)
}

/// Changes one row of a table that belongs to no team, by its key.
#[expect(clippy::disallowed_methods, reason = "this is the door")]
pub fn global_save<A>(row: A) -> UpdateOne<A>
where
    A: ActiveModelTrait,
    A::Entity: GlobalTable,
{
    A::Entity::update(row)
}

/// Changes rows of a table that belongs to no team.
#[expect(clippy::disallowed_methods, reason = "this is the door")]
pub fn global_update<E: GlobalTable>() -> UpdateMany<E> {
    E::update_many()
}

/// Deletes rows of a table that belongs to no team.
#[expect(clippy::disallowed_methods, reason = "this is the door")]
pub fn global_delete<E: GlobalTable>() -> DeleteMany<E> {
    E::delete_many()
}

/// Deletes at most `limit` of the rows `which`, so that a transaction stays short however many there
/// are, and answers with their number.
pub async fn global_purge<E: GlobalTable>(
    tx: &Tx,
    id: E::Column,
    which: Condition,
    limit: u64,
) -> Result<u64, DbErr> {
    let (select, delete) = (global::<E>(), global_delete::<E>());
    purge(tx, select, delete, id, which, limit).await
}

async fn purge<E: EntityTrait>(
    tx: &Tx,
    select: Select<E>,
    delete: DeleteMany<E>,
    id: E::Column,
    which: Condition,
    limit: u64,
) -> Result<u64, DbErr> {
    let batch = select
        .select_only()
        .column(id)
        .filter(which.clone())
        .limit(limit)
        .into_query();
    // Said twice: a row that another transaction has changed meanwhile is looked at once more, and
    // then only by what stands outside of the batch.
    let purged = delete
        .filter(id.in_subquery(batch))
        .filter(which)
        .exec(&**tx)
        .await?;
    Ok(purged.rows_affected)
}

impl Tx {
    /// Works for one team from now on: PostgreSQL shows the transaction no other team's rows.
    pub async fn of_team(&self, team: Uuid) -> Result<TeamTx, DbErr> {
        say_team(self, &team.to_string()).await?;
        Ok(TeamTx {
            tx: self.clone(),
            team,
        })
    }

    /// Works across teams: for what is somebody's own in all of theirs, for administrators, and for
    /// jobs.
    pub async fn across_teams(&self) -> Result<AllTeamsTx, DbErr> {
        say_team(self, "all").await?;
        Ok(AllTeamsTx { tx: self.clone() })
    }

    /// Works for one team for a while, in the middle of what is done for another one;
    /// [`Aside::end`] goes back to that.
    pub async fn aside(&self, team: Uuid) -> Result<Aside, DbErr> {
        let before = said_team(self).await?;
        let tx = self.of_team(team).await?;
        Ok(Aside { tx, before })
    }
}

/// For which team PostgreSQL was told that the transaction works; nothing on SQLite.
async fn said_team(tx: &Tx) -> Result<String, DbErr> {
    if tx.get_database_backend() == DatabaseBackend::Sqlite {
        return Ok(String::new());
    }
    let sql = "SELECT coalesce(current_setting('pilaster.team', true), '') AS team";
    let statement = Statement::from_string(DatabaseBackend::Postgres, sql);
    match tx.query_one_raw(statement).await? {
        Some(row) => row.try_get("", "team"),
        None => Ok(String::new()),
    }
}

/// Tells PostgreSQL for which team the transaction works; SQLite has no second wall.
///
/// Each statement is planned for that team: a plan that is kept for all of them takes every team for
/// one of the usual size, and reads all of a large one where fifty rows would do.
async fn say_team(tx: &Tx, team: &str) -> Result<(), DbErr> {
    if tx.get_database_backend() == DatabaseBackend::Sqlite {
        return Ok(());
    }
    let sql = "SELECT set_config('pilaster.team', $1, true),
               set_config('plan_cache_mode', 'force_custom_plan', true)";
    let statement = Statement::from_sql_and_values(DatabaseBackend::Postgres, sql, [team.into()]);
    tx.query_one_raw(statement).await?;
    Ok(())
}

/// A transaction that works for one team: the one way to its rows.
#[derive(Clone, Debug)]
pub struct TeamTx {
    tx: Tx,
    team: Uuid,
}

impl TeamTx {
    /// The team.
    pub const fn team(&self) -> Uuid {
        self.team
    }

    /// The transaction, for tables that belong to no team.
    pub const fn tx(&self) -> &Tx {
        &self.tx
    }

    /// Reads rows of the team.
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    pub fn find<E: TeamTable>(&self) -> Select<E> {
        E::find().filter(E::TEAM.eq(self.team))
    }

    /// Changes rows of the team.
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    pub fn update<E: ChangingTable>(&self) -> UpdateMany<E> {
        E::update_many().filter(E::TEAM.eq(self.team))
    }

    /// Deletes rows of the team.
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    pub fn delete<E: ChangingTable>(&self) -> DeleteMany<E> {
        E::delete_many().filter(E::TEAM.eq(self.team))
    }

    /// Adds a row to the team, whatever team it names.
    pub async fn insert<E, A>(&self, row: A) -> Result<E::Model, DbErr>
    where
        E: TeamTable,
        E::Model: IntoActiveModel<A>,
        A: ActiveModelTrait<Entity = E> + Send,
    {
        self.inserting(row).exec_with_returning(&**self).await
    }

    /// As [`TeamTx::insert`], without reading the row back.
    pub async fn add<E, A>(&self, row: A) -> Result<(), DbErr>
    where
        E: TeamTable,
        A: ActiveModelTrait<Entity = E> + Send,
    {
        self.inserting(row).exec_without_returning(&**self).await?;
        Ok(())
    }

    /// As [`TeamTx::add`], unless there is a row with its key.
    pub async fn add_new<E, A>(&self, row: A) -> Result<(), DbErr>
    where
        E: TeamTable,
        A: ActiveModelTrait<Entity = E> + Send,
    {
        let insert = self.inserting(row).on_conflict_do_nothing();
        insert.exec_without_returning(&**self).await?;
        Ok(())
    }

    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    fn inserting<E, A>(&self, mut row: A) -> Insert<A>
    where
        E: TeamTable,
        A: ActiveModelTrait<Entity = E>,
    {
        row.set(E::TEAM, Value::from(self.team));
        E::insert(row)
    }

    /// Changes one row of the team, by its key; it stays the team's.
    ///
    /// # Errors
    ///
    /// [`DbErr::RecordNotUpdated`] if the team has no such row, or nothing of it is to change.
    pub async fn save<E, A>(&self, mut row: A) -> Result<E::Model, DbErr>
    where
        E: ChangingTable,
        A: ActiveModelTrait<Entity = E> + Send,
    {
        let mut update = self.update::<E>();
        for key in E::PrimaryKey::iter() {
            let column = key.into_column();
            let Some(value) = row.take(column).into_value() else {
                return Err(DbErr::PrimaryKeyNotSet { ctx: "TeamTx" });
            };
            update = update.filter(column.eq(value));
        }
        row.not_set(E::TEAM);
        let changed = update.set(row).exec_with_returning(&**self).await?;
        changed.into_iter().next().ok_or(DbErr::RecordNotUpdated)
    }
}

impl Deref for TeamTx {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.tx
    }
}

/// A transaction that works for another team for a while.
#[derive(Debug)]
#[must_use = "until it is ended, the transaction works for the other team"]
pub struct Aside {
    tx: TeamTx,
    before: String,
}

impl Aside {
    /// Goes on with what the transaction worked for before.
    pub async fn end(self) -> Result<(), DbErr> {
        say_team(&self.tx.tx, &self.before).await
    }
}

impl Deref for Aside {
    type Target = TeamTx;

    fn deref(&self) -> &TeamTx {
        &self.tx
    }
}

/// A transaction that works across teams.
#[derive(Clone, Debug)]
pub struct AllTeamsTx {
    tx: Tx,
}

impl AllTeamsTx {
    /// The transaction, for tables that belong to no team.
    pub const fn tx(&self) -> &Tx {
        &self.tx
    }

    /// Reads rows of all teams.
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    pub fn find<E: TeamTable>(&self) -> Select<E> {
        E::find()
    }

    /// Changes rows of all teams.
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    pub fn update<E: ChangingTable>(&self) -> UpdateMany<E> {
        E::update_many()
    }

    /// Deletes rows of all teams.
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    pub fn delete<E: ChangingTable>(&self) -> DeleteMany<E> {
        E::delete_many()
    }

    /// As [`global_purge`], of rows of all teams.
    pub async fn purge<E: ChangingTable>(
        &self,
        id: E::Column,
        which: Condition,
        limit: u64,
    ) -> Result<u64, DbErr> {
        let (select, delete) = (self.find::<E>(), self.delete::<E>());
        purge(&self.tx, select, delete, id, which, limit).await
    }
}

impl Deref for AllTeamsTx {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.tx
    }
}
