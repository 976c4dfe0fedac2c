//! Roles in the product as a whole. Superusers hold everything, whatever roles they have.

mod built_in;
mod store;
mod who;

use contract::{
    Permission, RoleId, UserId,
    audit::Fact,
    permission::{Level, Pattern},
    problem::code,
    roles::{Role, RoleCreate, RoleName, RoleUpdate, UserRoleCreate},
    users::User,
    validation::code as field_code,
};
use db::{Tx, entity::product_roles::Model};
use sea_orm::ConnectionTrait;

pub use built_in::built_in_grants;
pub use who::Staff;

use super::{
    Grants, MAX_ROLES, SUBJECT,
    grants::{self, read as read_patterns},
    names,
};
use crate::{
    Caller, Ctx, Error, Origin, Result,
    audit::{self, Entry, Facts},
    search, users, versions,
};

/// Lets somebody do what `permission` names in the product as a whole.
///
/// # Errors
///
/// - [`code::KEY_NOT_ALLOWED`] or [`code::KEY_SCOPE_MISSING`] for a key that may not.
/// - [`code::FORBIDDEN`] if their roles do not grant it.
pub async fn staff(
    ctx: &Ctx,
    caller: Caller,
    origin: Origin,
    permission: Permission,
) -> Result<Staff> {
    caller.require_scope_of(permission)?;
    let grants = grants_of(ctx.db.read(), &caller).await?;
    grants.require(permission)?;
    Ok(Staff::new(caller, origin, grants))
}

/// What somebody holds in the product as a whole, in the way that they ask.
pub(crate) async fn grants_of(conn: &impl ConnectionTrait, caller: &Caller) -> Result<Grants> {
    match caller.impersonator {
        // Nobody is acted as for the sake of what they may do there.
        Some(_) => Ok(Grants::default()),
        None => held_by(conn, &caller.user).await,
    }
}

/// What somebody holds in the product as a whole.
pub(crate) async fn held_by(conn: &impl ConnectionTrait, user: &User) -> Result<Grants> {
    if user.is_superuser {
        return Ok(Grants::in_product(vec![Pattern::All]));
    }
    let roles = store::of_user(conn, user.id).await?;
    let patterns = roles.iter().flat_map(|row| read_patterns(&row.permissions));
    Ok(Grants::in_product(patterns.collect()))
}

/// Lists the roles in the product: the built-in ones, then the others by name.
pub async fn list_product(ctx: &Ctx, _staff: &Staff) -> Result<Vec<Role>> {
    let rows = store::list(ctx.db.read()).await?;
    Ok(rows.into_iter().map(view).collect())
}

/// Makes a role in the product.
///
/// # Errors
///
/// - [`Error::StepUpRequired`] without a fresh proof.
/// - `malformed` if it grants what no role in the product can.
/// - `name_reserved` if the name looks like that of a role that comes with the product.
/// - [`code::ROLE_TOO_HIGH`] if it grants more than who asks holds.
/// - [`code::ROLE_NAME_TAKEN`] if another role has the name.
/// - [`code::TOO_MANY_ROLES`] if there are as many as there may be.
pub async fn create_product(ctx: &Ctx, staff: &Staff, input: RoleCreate) -> Result<Role> {
    staff.require_proof(ctx).await?;
    let RoleCreate { name, permissions } = input;
    check(&permissions)?;
    names::require_own(&name, built_in::names())?;
    let now = ctx.clock.now();
    let (name, permissions) = (name.trim(), &permissions);
    ctx.db
        .write(|tx| async move {
            store::lock(&tx).await?;
            confirm(&tx, staff, Permission::ProductRolesManage)
                .await?
                .require_cover(permissions)?;
            if store::count(&tx).await? >= MAX_ROLES {
                return Err(Error::LimitReached {
                    code: code::TOO_MANY_ROLES,
                });
            }
            let words = grants::write(permissions.clone());
            let row = store::insert(&tx, ctx.ids.uuid(now)?, name, words, now).await?;
            let entry = Entry::new("roles.create", SUBJECT, row.id).after(facts(&row));
            audit::record_product(ctx, &tx, &staff.author(), entry).await?;
            Ok(view((row, 0)))
        })
        .await
}

/// Changes a role in the product that was made here; `expected` are the versions to be changed, if
/// they are said. What asks for nothing new writes nothing.
///
/// # Errors
///
/// - [`Error::StepUpRequired`] without a fresh proof.
/// - [`Error::NotFound`] if there is no such role.
/// - [`Error::PreconditionFailed`] if it has another version by now.
/// - [`code::ROLE_BUILT_IN`] if it came with the product.
/// - `malformed` if it would grant what no role in the product can.
/// - `name_reserved` if the name looks like that of a role that comes with the product.
/// - [`code::ROLE_TOO_HIGH`] if it grants or would grant more than who asks holds.
/// - [`code::ROLE_NAME_TAKEN`] if another role has the name.
pub async fn update_product(
    ctx: &Ctx,
    staff: &Staff,
    id: RoleId,
    expected: Option<&[i64]>,
    input: RoleUpdate,
) -> Result<Role> {
    staff.require_proof(ctx).await?;
    let RoleUpdate { name, permissions } = input;
    if let Some(permissions) = &permissions {
        check(permissions)?;
    }
    if let Some(name) = &name {
        names::require_own(name, built_in::names())?;
    }
    let now = ctx.clock.now();
    let (name, permissions) = (name.as_deref().map(str::trim), permissions.as_deref());
    ctx.db
        .write(|tx| async move {
            store::lock(&tx).await?;
            let held = confirm(&tx, staff, Permission::ProductRolesManage).await?;
            let row = find_own(&tx, id).await?;
            versions::require(expected, row.version)?;
            held.require_cover(&read_patterns(&row.permissions))?;
            held.require_cover(permissions.unwrap_or_default())?;
            let permissions = permissions.map(|permissions| grants::write(permissions.to_vec()));
            let changed = store::update(&tx, &row, name, permissions, now).await?;
            if let Some(changed) = &changed {
                let entry = Entry::new("roles.update", SUBJECT, row.id)
                    .before(facts(&row))
                    .after(facts(changed));
                audit::record_product(ctx, &tx, &staff.author(), entry).await?;
            }
            let holders = store::count_holders(&tx, row.id).await?;
            Ok(view((changed.unwrap_or(row), holders)))
        })
        .await
}

/// Removes a role in the product that was made here and that nobody has.
///
/// # Errors
///
/// - [`Error::StepUpRequired`] without a fresh proof.
/// - [`Error::NotFound`] if there is no such role.
/// - [`code::ROLE_BUILT_IN`] if it came with the product.
/// - [`code::ROLE_IN_USE`] if somebody has it.
/// - [`code::ROLE_TOO_HIGH`] if it grants more than who asks holds.
pub async fn remove_product(ctx: &Ctx, staff: &Staff, id: RoleId) -> Result<()> {
    staff.require_proof(ctx).await?;
    ctx.db
        .write(|tx| async move {
            store::lock(&tx).await?;
            let held = confirm(&tx, staff, Permission::ProductRolesManage).await?;
            let row = find_own(&tx, id).await?;
            held.require_cover(&read_patterns(&row.permissions))?;
            if store::count_holders(&tx, row.id).await? > 0 {
                return Err(Error::Conflict {
                    code: code::ROLE_IN_USE,
                });
            }
            store::delete(&tx, row.id).await?;
            let entry = Entry::new("roles.remove", SUBJECT, row.id).before(facts(&row));
            audit::record_product(ctx, &tx, &staff.author(), entry).await
        })
        .await
}

/// Lists the roles in the product that a user has.
///
/// # Errors
///
/// [`Error::NotFound`] if there is no such user.
pub async fn list_of_user(ctx: &Ctx, _staff: &Staff, user: UserId) -> Result<Vec<Role>> {
    users::load(ctx.db.read(), user).await?;
    let held = store::of_user(ctx.db.read(), user).await?;
    let all = store::list(ctx.db.read()).await?;
    let is_held = |row: &Model| held.iter().any(|role| role.id == row.id);
    Ok(all
        .into_iter()
        .filter(|(row, _)| is_held(row))
        .map(view)
        .collect())
}

/// The names of the roles in the product that a user has.
pub(crate) async fn names_of(conn: &impl ConnectionTrait, user: UserId) -> Result<Vec<RoleName>> {
    let rows = store::of_user(conn, user).await?;
    let name = |row: Model| RoleName {
        id: RoleId::new(row.id),
        name: row.name,
        built_in: row.built_in,
    };
    Ok(rows.into_iter().map(name).collect())
}

/// Finds a role in the product by its name, however it is written.
///
/// # Errors
///
/// `unknown` if there is none.
pub async fn find_product(ctx: &Ctx, _staff: &Staff, name: &str) -> Result<RoleId> {
    let key = search::name_key(name.trim());
    let row = store::find_by_name(ctx.db.read(), &key).await?;
    let row = row.ok_or_else(|| Error::field("role", field_code::UNKNOWN))?;
    Ok(RoleId::new(row.id))
}

/// Gives a user a role in the product. One that they have already stays, and writes nothing.
///
/// # Errors
///
/// - [`Error::StepUpRequired`] without a fresh proof.
/// - [`Error::NotFound`] if there is no such user.
/// - `unknown` if there is no such role.
/// - [`code::ROLE_TOO_HIGH`] if it grants more than who asks holds.
pub async fn give(ctx: &Ctx, staff: &Staff, user: UserId, input: UserRoleCreate) -> Result<()> {
    staff.require_proof(ctx).await?;
    let UserRoleCreate { role_id } = input;
    let now = ctx.clock.now();
    ctx.db
        .write(|tx| async move {
            store::lock(&tx).await?;
            let held = confirm(&tx, staff, Permission::UsersGrantRoles).await?;
            let account = users::lock(&tx, user).await?.ok_or(Error::NotFound)?;
            let row = store::find(&tx, role_id)
                .await?
                .ok_or_else(|| Error::field("role_id", field_code::UNKNOWN))?;
            held.require_cover(&read_patterns(&row.permissions))?;
            if !store::give(&tx, user, role_id, now).await? {
                return Ok(());
            }
            let facts = Facts::new()
                .person(Fact::User, Some(users::called(&account)))
                .open(Fact::Role, &row.name);
            let entry = Entry::new("users.give_role", "user", account.id).after(facts);
            audit::record_product(ctx, &tx, &staff.author(), entry).await
        })
        .await
}

/// Takes a role in the product from a user.
///
/// # Errors
///
/// - [`Error::StepUpRequired`] without a fresh proof.
/// - [`Error::NotFound`] if they do not have it.
/// - [`code::ROLE_TOO_HIGH`] if it grants more than who asks holds.
pub async fn take(ctx: &Ctx, staff: &Staff, user: UserId, id: RoleId) -> Result<()> {
    staff.require_proof(ctx).await?;
    ctx.db
        .write(|tx| async move {
            store::lock(&tx).await?;
            let held = confirm(&tx, staff, Permission::UsersGrantRoles).await?;
            let row = store::find(&tx, id).await?.ok_or(Error::NotFound)?;
            held.require_cover(&read_patterns(&row.permissions))?;
            if !store::take(&tx, user, id).await? {
                return Err(Error::NotFound);
            }
            let account = users::load(&*tx, user).await?;
            let facts = Facts::new()
                .person(Fact::User, Some((account.id, account.full_name())))
                .open(Fact::Role, &row.name);
            let entry = Entry::new("users.take_role", "user", user.uuid()).before(facts);
            audit::record_product(ctx, &tx, &staff.author(), entry).await
        })
        .await
}

/// Locks the roles, so that who holds what stays as it is found.
pub(crate) async fn lock_holders(tx: &Tx) -> Result<()> {
    store::lock(tx).await
}

/// Looks again, in a transaction that writes, what somebody holds: it may have changed since they
/// came. A command holds everything, and does what it names alone.
pub(crate) async fn confirm(tx: &Tx, staff: &Staff, permission: Permission) -> Result<Grants> {
    staff.hold(&**tx, permission).await
}

async fn find_own(tx: &Tx, id: RoleId) -> Result<Model> {
    let row = store::find(tx, id).await?.ok_or(Error::NotFound)?;
    if row.built_in.is_some() {
        return Err(Error::Conflict {
            code: code::ROLE_BUILT_IN,
        });
    }
    Ok(row)
}

fn check(permissions: &[Pattern]) -> Result<()> {
    if grants::are_of_level(permissions, |level| level == Level::Product) {
        Ok(())
    } else {
        Err(Error::field("permissions", field_code::MALFORMED))
    }
}

/// What is told of a role in the audit log.
fn facts(row: &Model) -> Facts {
    Facts::new()
        .open(Fact::Name, &row.name)
        .open(Fact::Permissions, &row.permissions)
}

/// The role, and how many have it, as the wire shows it.
fn view((row, holders): (Model, i64)) -> Role {
    let Model {
        id,
        built_in,
        name,
        name_key: _,
        permissions,
        version,
        created_at,
        updated_at: _,
    } = row;
    Role {
        id: RoleId::new(id),
        name,
        built_in,
        permissions: read_patterns(&permissions),
        holders,
        version,
        created_at,
    }
}
