//! Roles: what members may do in a team, and staff in the product as a whole.
//!
//! A role is a name and what it grants: permissions, and wildcards that grow with the product. Every
//! team begins with the same roles, as rows of its own, and can make others. The built-in ones stay as
//! they are. Nobody can make, change, give or take a role that grants more than they hold themselves, so
//! no chain of gifts raises anybody above the first giver. What is shared with a role is part of it.
//!
//! Roles are read with every request, so a change acts at once.

mod built_in;
mod grants;
mod names;
mod product;
mod store;

use chrono::{DateTime, Utc};
use contract::{
    Permission, RoleId,
    audit::Fact,
    permission::{Level, Pattern},
    problem::code,
    roles::{Role, RoleCreate, RoleName, RoleUpdate, TeamRole},
    validation::code as field_code,
};
use db::{TeamTx, entity::roles::Model};
use uuid::Uuid;

pub use built_in::grants as built_in_grants;
pub use grants::Grants;
pub(crate) use grants::read as read_patterns;
pub use product::{
    Staff, built_in_grants as built_in_product_grants, create_product, find_product, give,
    list_of_user, list_product, remove_product, staff, take, update_product,
};
pub(crate) use product::{confirm, grants_of, held_by, lock_holders, names_of};
pub(crate) use store::find;

use crate::{
    Ctx, Error, Result,
    audit::{self, Entry, Facts},
    projects, search,
    teams::{self, TeamActor},
    versions,
};

/// The most roles of one team.
const MAX_ROLES: u64 = 50;
/// What a changed role is called in the audit log.
const SUBJECT: &str = "role";

/// Lists the roles of the actor's team: the built-in ones, then the others by name.
pub async fn list(ctx: &Ctx, actor: &TeamActor) -> Result<Vec<Role>> {
    let rows = ctx
        .db
        .read_tx(|tx| async move {
            let scoped = tx.of_team(actor.team.uuid()).await?;
            store::list(&scoped).await
        })
        .await?;
    Ok(rows.into_iter().map(view).collect())
}

/// Makes a role of the actor's team.
///
/// # Errors
///
/// - `malformed` if it grants what no role of a team can.
/// - `name_reserved` if the name looks like that of a role that every team has.
/// - [`code::ROLE_TOO_HIGH`] if it grants more than the actor holds.
/// - [`code::ROLE_NAME_TAKEN`] if another role of the team has the name.
/// - [`code::TOO_MANY_ROLES`] if the team has as many as it may.
pub async fn create(ctx: &Ctx, actor: &TeamActor, input: RoleCreate) -> Result<Role> {
    let RoleCreate { name, permissions } = input;
    check(&permissions)?;
    names::require_own(&name, TeamRole::ALL.map(TeamRole::as_str))?;
    let now = ctx.clock.now();
    let (name, permissions) = (name.trim(), &permissions);
    ctx.db
        .write(|tx| async move {
            teams::lock(&tx, actor.team).await?;
            let actor = actor.confirm(ctx, &tx, Permission::RolesManage).await?;
            actor.require_cover(permissions)?;
            let scoped = tx.of_team(actor.team.uuid()).await?;
            if store::count(&scoped).await? >= MAX_ROLES {
                return Err(Error::LimitReached {
                    code: code::TOO_MANY_ROLES,
                });
            }
            let new = store::NewRole {
                name: name.to_owned(),
                permissions: grants::write(permissions.clone()),
            };
            let row = store::insert(&scoped, ctx.ids.uuid(now)?, new, now).await?;
            let entry = Entry::new("roles.create", SUBJECT, row.id).after(facts(&row));
            audit::record(ctx, &scoped, &actor.author(), entry).await?;
            Ok(view((row, 0)))
        })
        .await
}

/// Changes a role that the actor's team has made; `expected` are the versions they would change, if
/// they say. What asks for nothing new writes nothing.
///
/// # Errors
///
/// - [`Error::NotFound`] if the team has no such role.
/// - [`Error::PreconditionFailed`] if it has another version by now.
/// - [`code::ROLE_BUILT_IN`] if the product has made it.
/// - `malformed` if it would grant what no role of a team can.
/// - `name_reserved` if the name looks like that of a role that every team has.
/// - [`code::ROLE_TOO_HIGH`] if it grants or would grant more than the actor holds, or more is shared
///   with it.
/// - [`code::ROLE_NAME_TAKEN`] if another role of the team has the name.
pub async fn update(
    ctx: &Ctx,
    actor: &TeamActor,
    id: RoleId,
    expected: Option<&[i64]>,
    input: RoleUpdate,
) -> Result<Role> {
    let RoleUpdate { name, permissions } = input;
    if let Some(permissions) = &permissions {
        check(permissions)?;
    }
    if let Some(name) = &name {
        names::require_own(name, TeamRole::ALL.map(TeamRole::as_str))?;
    }
    let now = ctx.clock.now();
    let (name, permissions) = (name.as_deref().map(str::trim), permissions.as_deref());
    ctx.db
        .write(|tx| async move {
            teams::lock(&tx, actor.team).await?;
            let actor = actor.confirm(ctx, &tx, Permission::RolesManage).await?;
            let scoped = tx.of_team(actor.team.uuid()).await?;
            let row = find_own(&scoped, id).await?;
            versions::require(expected, row.version)?;
            require_held(&scoped, &actor, &row).await?;
            actor.require_cover(permissions.unwrap_or_default())?;
            let permissions = permissions.map(|permissions| grants::write(permissions.to_vec()));
            let changed = store::update(&scoped, &row, name, permissions, now).await?;
            if let Some(changed) = &changed {
                let entry = Entry::new("roles.update", SUBJECT, row.id)
                    .before(facts(&row))
                    .after(facts(changed));
                audit::record(ctx, &scoped, &actor.author(), entry).await?;
            }
            let holders = store::count_holders(&scoped, row.id).await?;
            Ok(view((changed.unwrap_or(row), holders)))
        })
        .await
}

/// Removes a role that the actor's team has made and that nobody has or is invited with.
///
/// # Errors
///
/// - [`Error::NotFound`] if the team has no such role.
/// - [`code::ROLE_BUILT_IN`] if the product has made it.
/// - [`code::ROLE_IN_USE`] if somebody has it or is invited with it.
/// - [`code::ROLE_TOO_HIGH`] if it grants more than the actor holds, or more is shared with it.
pub async fn remove(ctx: &Ctx, actor: &TeamActor, id: RoleId) -> Result<()> {
    let now = ctx.clock.now();
    ctx.db
        .write(|tx| async move {
            teams::lock(&tx, actor.team).await?;
            let actor = actor.confirm(ctx, &tx, Permission::RolesManage).await?;
            let scoped = tx.of_team(actor.team.uuid()).await?;
            let row = find_own(&scoped, id).await?;
            require_held(&scoped, &actor, &row).await?;
            if store::is_used(&scoped, row.id, now).await? {
                return Err(Error::Conflict {
                    code: code::ROLE_IN_USE,
                });
            }
            store::delete(&scoped, row.id).await?;
            let entry = Entry::new("roles.remove", SUBJECT, row.id).before(facts(&row));
            audit::record(ctx, &scoped, &actor.author(), entry).await
        })
        .await
}

/// Gives a new team the roles that each begins with, and answers with that of its owner.
pub(crate) async fn insert_built_in(ctx: &Ctx, tx: &TeamTx) -> Result<Model> {
    let now = ctx.clock.now();
    for role in TeamRole::ALL {
        let row = built_in_row(ctx.ids.uuid(now)?, tx.team(), role, now);
        store::insert_row(tx, row).await?;
    }
    find_built_in(tx, TeamRole::Owner).await
}

/// A role that a new team begins with.
pub(crate) fn built_in_row(id: Uuid, team: Uuid, role: TeamRole, now: DateTime<Utc>) -> Model {
    let name = role.name();
    Model {
        id,
        team_id: team,
        built_in: Some(role.as_str().to_owned()),
        name: name.to_owned(),
        name_key: search::name_key(name),
        permissions: grants::write(role.patterns().to_vec()),
        version: 1,
        created_at: now,
        updated_at: now,
    }
}

/// The team's row of a role that each begins with.
pub(crate) async fn find_built_in(tx: &TeamTx, role: TeamRole) -> Result<Model> {
    store::find_built_in(tx, role.as_str())
        .await?
        .ok_or_else(|| Error::internal(format!("the team has no role {}", role.as_str())))
}

/// Lets pass who holds all that a role grants, and all that is shared with it: nobody gives, takes or
/// changes more than they hold. The team is locked, so no more is shared meanwhile.
///
/// # Errors
///
/// [`code::ROLE_TOO_HIGH`] for everybody else.
pub(crate) async fn require_held(tx: &TeamTx, actor: &TeamActor, role: &Model) -> Result<()> {
    actor.require_cover(&read_patterns(&role.permissions))?;
    actor.require_all(projects::shared_with(tx, RoleId::new(role.id)).await?)
}

/// The role by its name alone.
pub(crate) fn name(row: &Model) -> RoleName {
    RoleName {
        id: RoleId::new(row.id),
        name: row.name.clone(),
        built_in: row.built_in.clone(),
    }
}

/// A role that the team has made.
async fn find_own(tx: &TeamTx, id: RoleId) -> Result<Model> {
    let row = find(tx, id).await?.ok_or(Error::NotFound)?;
    if row.built_in.is_some() {
        return Err(Error::Conflict {
            code: code::ROLE_BUILT_IN,
        });
    }
    Ok(row)
}

fn check(permissions: &[Pattern]) -> Result<()> {
    let is_of_team = |level| matches!(level, Level::Team | Level::Resource);
    if grants::are_of_level(permissions, is_of_team) {
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
        team_id: _,
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
