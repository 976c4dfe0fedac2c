//! Users: people's accounts.
//!
//! An account exists only once its address is confirmed; before that there are registrations
//! (see `auth`). The address is its key: trimmed and in lower case.

mod policy;
mod store;

use std::collections::BTreeMap;

use contract::{
    Page, PermissionSet, TeamId, UserId,
    admin::Person,
    auth::Register,
    users::{User, UserQuery, UserSort, UserUpdate, full_name},
    validation::{code, normalize_email},
};
use db::entity::users::Model;
use sea_orm::ConnectionTrait;

pub(crate) use store::{
    NewUser, any, begins_with, count, delete, find_by_email, find_by_emails, found, insert, lock,
    renew_password_hash, set_active, set_email, set_password, set_team,
};

use crate::{
    Caller, Ctx, Error, Result, Via,
    cursor::{self, Listing},
    impersonation,
    roles::{self, Staff},
    search, versions,
};

/// Answers with one account.
///
/// # Errors
///
/// [`Error::NotFound`] if there is none, or it is not the caller's and they may not list all.
pub async fn get(ctx: &Ctx, caller: &Caller, id: UserId) -> Result<User> {
    let held = roles::grants_of(ctx.db.read(), caller).await?;
    policy::read(caller, held.permissions(), id)?;
    load(ctx.db.read(), id).await
}

/// Answers with the caller's own account, and with what is said of it to themselves alone.
pub async fn me(ctx: &Ctx, caller: &Caller) -> Result<User> {
    describe(ctx, caller, caller.user.clone()).await
}

/// Adds what is said of an account to its owner alone.
pub async fn describe(ctx: &Ctx, caller: &Caller, user: User) -> Result<User> {
    let held = roles::grants_of(ctx.db.read(), caller).await?;
    let impersonation = match (&caller.via, caller.impersonator) {
        (Via::Session(session), Some(by)) => {
            Some(impersonation::describe(ctx, *session, by).await?)
        }
        (Via::Session(_) | Via::ApiKey { .. }, _) => None,
    };
    Ok(User {
        staff: held.permissions(),
        impersonation,
        ..user
    })
}

/// Lists accounts, in pages.
///
/// # Errors
///
/// `malformed` for a cursor of another list.
pub async fn list(ctx: &Ctx, _staff: &Staff, query: UserQuery) -> Result<Page<User>> {
    let UserQuery {
        search,
        is_active,
        sort,
        limit,
        cursor,
    } = query;
    let listing = Listing::new("users", sort.as_str());
    let limit = cursor::limit(limit)?;
    let cursor = listing.cursor(cursor)?;
    let search = search::normalize(search);
    let filter = store::Filter { search, is_active };
    let rows = store::list(ctx.db.read(), &filter, sort, cursor.as_ref(), limit + 1).await?;
    let key = |row: &Model| match sort {
        UserSort::CreatedAt | UserSort::CreatedAtDesc => (row.created_at.to_rfc3339(), row.id),
        UserSort::Email | UserSort::EmailDesc => (row.email.clone(), row.id),
    };
    cursor::paginate(rows, limit, listing, cursor.as_ref(), key, view)
}

/// Changes the caller's own profile; `expected` are the versions they would change, if they say. What
/// asks for nothing new leaves the profile as it is, and of the same version.
///
/// # Errors
///
/// - [`Error::PreconditionFailed`] if the profile has another version by now.
/// - `time_zone_unknown` if the time zone is not in the IANA database.
pub async fn update(
    ctx: &Ctx,
    caller: &Caller,
    expected: Option<&[i64]>,
    input: UserUpdate,
) -> Result<User> {
    let UserUpdate {
        first_name,
        last_name,
        locale,
        theme,
        time_zone,
    } = input;
    if time_zone
        .as_deref()
        .is_some_and(|zone| !i18n::is_time_zone(zone))
    {
        return Err(Error::field("time_zone", code::TIME_ZONE_UNKNOWN));
    }
    let now = ctx.clock.now();
    let id = caller.user.id;
    let changes = store::Changes {
        first_name: first_name.map(|name| name.trim().to_owned()),
        last_name: last_name.map(|name| name.trim().to_owned()),
        locale,
        theme,
        time_zone,
    };
    ctx.db
        .write(|tx| {
            let changes = changes.clone();
            async move {
                let row = lock(&tx, id).await?.ok_or(Error::NotFound)?;
                versions::require(expected, row.version)?;
                let changed = store::update(&tx, &row, changes, now).await?;
                view(changed.unwrap_or(row))
            }
        })
        .await
}

/// What an account begins with whose address needs no proof.
///
/// # Errors
///
/// `password_weak` if the password is too easy to guess.
pub(crate) async fn confirmed(ctx: &Ctx, input: Register, is_superuser: bool) -> Result<NewUser> {
    let Register {
        email,
        password,
        first_name,
        last_name,
        locale,
    } = input;
    let email = normalize_email(&email);
    let identity = vec![email.clone(), first_name.clone(), last_name.clone()];
    let password_hash = ctx
        .passwords
        .hash_new("password", password, identity)
        .await?;
    Ok(NewUser {
        email,
        password_hash: Some(password_hash),
        first_name: first_name.trim().to_owned(),
        last_name: last_name.trim().to_owned(),
        locale: locale.unwrap_or_default(),
        is_superuser,
    })
}

/// Reads one account without asking who wants it: for jobs and other services.
pub(crate) async fn load(conn: &impl ConnectionTrait, id: UserId) -> Result<User> {
    view(store::find(conn, id).await?.ok_or(Error::NotFound)?)
}

/// The account as the wire shows it.
pub(crate) fn view(row: Model) -> Result<User> {
    let Model {
        id,
        email,
        password_hash,
        first_name,
        last_name,
        name_key: _,
        last_name_key: _,
        is_active,
        is_superuser,
        locale,
        theme,
        time_zone,
        team_id,
        version,
        created_at,
        updated_at,
    } = row;
    Ok(User {
        id: UserId::new(id),
        email,
        first_name,
        last_name,
        is_active,
        is_superuser,
        locale: locale.parse().map_err(Error::internal)?,
        theme: theme.parse().map_err(Error::internal)?,
        time_zone,
        team_id: team_id.map(TeamId::new),
        has_password: password_hash.is_some(),
        version,
        created_at,
        updated_at,
        staff: PermissionSet::EMPTY,
        impersonation: None,
    })
}

/// What somebody is called.
pub(crate) fn name(row: &Model) -> String {
    full_name(&row.first_name, &row.last_name)
}

/// Who somebody is, and what they are called.
pub(crate) fn called(row: &Model) -> (UserId, String) {
    (UserId::new(row.id), name(row))
}

/// The names of people, without a query for each.
pub(crate) async fn people(
    conn: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = UserId>,
) -> Result<BTreeMap<UserId, Person>> {
    let rows = store::find_many(conn, ids).await?;
    let person = |row: Model| {
        let user = view(row)?;
        let name = user.full_name();
        let User { id, email, .. } = user;
        Ok((id, Person { id, name, email }))
    };
    rows.into_iter().map(person).collect()
}
