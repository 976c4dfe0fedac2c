//! Rows of users.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use contract::{Locale, TeamId, Theme, UserId, problem::code, users::UserSort};
use db::{
    Tx, dialect,
    entity::users::{ActiveModel, Column, Entity, Model},
    global, global_delete, global_insert, global_save, global_update,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, IntoActiveModel, Order,
    PaginatorTrait, QueryFilter, QuerySelect, Set,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use crate::{
    Error, Result,
    cursor::{self, Cursor},
    error::OnUnique,
    search,
};

#[derive(Clone)]
pub(crate) struct NewUser {
    pub(crate) email: String,
    /// Absent for who signs in some other way.
    pub(crate) password_hash: Option<String>,
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) locale: Locale,
    pub(crate) is_superuser: bool,
}

#[derive(Clone)]
pub(super) struct Changes {
    pub(super) first_name: Option<String>,
    pub(super) last_name: Option<String>,
    pub(super) locale: Option<Locale>,
    pub(super) theme: Option<Theme>,
    pub(super) time_zone: Option<String>,
}

pub(super) struct Filter {
    pub(super) search: Option<String>,
    pub(super) is_active: Option<bool>,
}

pub(super) async fn find(conn: &impl ConnectionTrait, id: UserId) -> Result<Option<Model>> {
    Ok(global::<Entity>()
        .filter(Column::Id.eq(id.uuid()))
        .one(conn)
        .await?)
}

/// The accounts of these ids, in no order.
pub(super) async fn find_many(
    conn: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = UserId>,
) -> Result<Vec<Model>> {
    let ids: BTreeSet<Uuid> = ids.into_iter().map(UserId::uuid).collect();
    Ok(global::<Entity>()
        .filter(Column::Id.is_in(ids))
        .all(conn)
        .await?)
}

pub(crate) async fn count(conn: &impl ConnectionTrait) -> Result<u64> {
    Ok(global::<Entity>().count(conn).await?)
}

/// Whether there is any account.
pub(crate) async fn any(conn: &impl ConnectionTrait) -> Result<bool> {
    Ok(global::<Entity>().one(conn).await?.is_some())
}

pub(crate) async fn find_by_email(
    conn: &impl ConnectionTrait,
    email: &str,
) -> Result<Option<Model>> {
    Ok(global::<Entity>()
        .filter(Column::Email.eq(email))
        .one(conn)
        .await?)
}

/// The accounts of some addresses, in one query.
pub(crate) async fn find_by_emails(
    conn: &impl ConnectionTrait,
    emails: impl IntoIterator<Item = &str>,
) -> Result<Vec<Model>> {
    Ok(global::<Entity>()
        .filter(Column::Email.is_in(emails))
        .all(conn)
        .await?)
}

pub(crate) async fn lock(tx: &Tx, id: UserId) -> Result<Option<Model>> {
    let select = global::<Entity>().filter(Column::Id.eq(id.uuid()));
    Ok(dialect::lock_rows(tx.get_database_backend(), select)
        .one(&**tx)
        .await?)
}

pub(crate) async fn insert(
    conn: &impl ConnectionTrait,
    id: Uuid,
    user: NewUser,
    now: DateTime<Utc>,
) -> Result<Model> {
    let NewUser {
        email,
        password_hash,
        first_name,
        last_name,
        locale,
        is_superuser,
    } = user;
    let row = ActiveModel {
        id: Set(id),
        email: Set(email),
        password_hash: Set(password_hash),
        name_key: Set(name_key(&first_name, &last_name)),
        last_name_key: Set(search::name_key(&last_name)),
        first_name: Set(first_name),
        last_name: Set(last_name),
        is_active: Set(true),
        is_superuser: Set(is_superuser),
        locale: Set(locale.code().to_owned()),
        theme: Set(Theme::default().as_str().to_owned()),
        time_zone: Set("UTC".to_owned()),
        team_id: Set(None),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    global_insert(row)
        .exec_with_returning(conn)
        .await
        .on_unique("email", code::EMAIL_TAKEN)
}

/// Makes changes of a profile, and answers with its next version; nothing is written where nothing
/// differs.
pub(super) async fn update(
    tx: &Tx,
    row: &Model,
    changes: Changes,
    now: DateTime<Utc>,
) -> Result<Option<Model>> {
    let Changes {
        first_name,
        last_name,
        locale,
        theme,
        time_zone,
    } = changes;
    let first_name = first_name.unwrap_or_else(|| row.first_name.clone());
    let last_name = last_name.unwrap_or_else(|| row.last_name.clone());
    let mut active = row.clone().into_active_model();
    let keys = (
        name_key(&first_name, &last_name),
        search::name_key(&last_name),
    );
    active.name_key.set_if_not_equals(keys.0);
    active.last_name_key.set_if_not_equals(keys.1);
    active.first_name.set_if_not_equals(first_name);
    active.last_name.set_if_not_equals(last_name);
    if let Some(locale) = locale {
        active.locale.set_if_not_equals(locale.code().to_owned());
    }
    if let Some(theme) = theme {
        active.theme.set_if_not_equals(theme.as_str().to_owned());
    }
    if let Some(time_zone) = time_zone {
        active.time_zone.set_if_not_equals(time_zone);
    }
    if !active.is_changed() {
        return Ok(None);
    }
    active.version = Set(row.version + 1);
    active.updated_at = Set(now);
    Ok(Some(global_save(active).exec(&**tx).await?))
}

/// Replaces the password; the profile's version stays.
pub(crate) async fn set_password(
    conn: &impl ConnectionTrait,
    id: UserId,
    password_hash: String,
    now: DateTime<Utc>,
) -> Result<()> {
    global_update::<Entity>()
        .col_expr(Column::PasswordHash, Expr::value(password_hash))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::Id.eq(id.uuid()))
        .exec(conn)
        .await?;
    Ok(())
}

/// Replaces the hash of the same password, which changes nothing for the person.
pub(crate) async fn renew_password_hash(
    conn: &impl ConnectionTrait,
    id: UserId,
    password_hash: String,
) -> Result<()> {
    global_update::<Entity>()
        .col_expr(Column::PasswordHash, Expr::value(password_hash))
        .filter(Column::Id.eq(id.uuid()))
        .exec(conn)
        .await?;
    Ok(())
}

/// Deletes users, with everything that refers to them, and answers with their number.
pub(crate) async fn delete(tx: &Tx, ids: &[UserId]) -> Result<u64> {
    let deleted = global_delete::<Entity>()
        .filter(Column::Id.is_in(ids.iter().map(|id| id.uuid())))
        .exec(&**tx)
        .await?;
    Ok(deleted.rows_affected)
}

/// Lets its owner into an account, or keeps them out; the profile's version stays.
pub(crate) async fn set_active(
    conn: &impl ConnectionTrait,
    id: UserId,
    is_active: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    global_update::<Entity>()
        .col_expr(Column::IsActive, Expr::value(is_active))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::Id.eq(id.uuid()))
        .exec(conn)
        .await?;
    Ok(())
}

/// Remembers the team in which the person is at work; the profile's version stays.
pub(crate) async fn set_team(
    conn: &impl ConnectionTrait,
    id: UserId,
    team: Option<TeamId>,
) -> Result<()> {
    global_update::<Entity>()
        .col_expr(Column::TeamId, Expr::value(team.map(TeamId::uuid)))
        .filter(Column::Id.eq(id.uuid()))
        .exec(conn)
        .await?;
    Ok(())
}

/// Replaces the address, which is a change of the profile.
pub(crate) async fn set_email(
    conn: &impl ConnectionTrait,
    id: UserId,
    email: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    global_update::<Entity>()
        .col_expr(Column::Email, Expr::value(email))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::Id.eq(id.uuid()))
        .exec(conn)
        .await
        .on_unique("email", code::EMAIL_TAKEN)?;
    Ok(())
}

pub(super) async fn list(
    conn: &impl ConnectionTrait,
    filter: &Filter,
    sort: UserSort,
    cursor: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<Model>> {
    let (column, order) = match sort {
        UserSort::CreatedAt => (Column::CreatedAt, Order::Asc),
        UserSort::CreatedAtDesc => (Column::CreatedAt, Order::Desc),
        UserSort::Email => (Column::Email, Order::Asc),
        UserSort::EmailDesc => (Column::Email, Order::Desc),
    };
    let mut select = global::<Entity>();
    if let Some(is_active) = filter.is_active {
        select = select.filter(Column::IsActive.eq(is_active));
    }
    if let Some(search) = &filter.search {
        select = select.filter(begins_with(search));
    }
    let page = match column {
        Column::CreatedAt => cursor::by_time(select, order, column, Column::Id, cursor, limit)?,
        _ => cursor::by_text(select, order, column, Column::Id, cursor, limit)?,
    };
    Ok(page.all(conn).await?)
}

/// Who is found by a search, unless they are more than `most`.
pub(crate) async fn found(
    conn: &impl ConnectionTrait,
    search: &str,
    most: usize,
) -> Result<Option<Vec<Uuid>>> {
    let found: Vec<Uuid> = global::<Entity>()
        .select_only()
        .column(Column::Id)
        .filter(begins_with(search))
        .limit(u64::try_from(most + 1).map_err(Error::internal)?)
        .into_tuple()
        .all(conn)
        .await?;
    Ok((found.len() <= most).then_some(found))
}

/// Whether the address, the name or the family name begins with a text that is written as keys are.
pub(crate) fn begins_with(search: &str) -> Condition {
    Condition::any()
        .add(search::begins_with(Column::Email, search))
        .add(search::begins_with(Column::NameKey, search))
        .add(search::begins_with(Column::LastNameKey, search))
}

fn name_key(first_name: &str, last_name: &str) -> String {
    let [first_name, last_name] = [first_name, last_name].map(search::name_key);
    format!("{first_name} {last_name}")
}
