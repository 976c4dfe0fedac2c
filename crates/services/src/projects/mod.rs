//! Projects: what a team works on.
//!
//! A name is unique within its team, ignoring case. Archiving hides a project but keeps its name
//! reserved, so restoring never fails on a clash; until then it is not changed, though it can be shared
//! and deleted. Its owner is a member of the team, and nobody once they have left.
//!
//! What a role grants holds over all projects of the team. Who lacks it has it over those that they
//! own, and over those that are shared with them or with their role; to everybody else a project does
//! not exist. See `policy`.

mod export;
mod grants;
mod owned;
mod policy;
mod selection;
mod store;

use chrono::{DateTime, Utc};
use contract::{
    Page, Patch, Permission, PermissionSet, ProjectId, RoleId, UserId,
    audit::Fact,
    problem::code,
    projects::{Project, ProjectCreate, ProjectOwner, ProjectQuery, ProjectSort, ProjectUpdate},
    validation::code as field_code,
};
use db::{
    TeamTx, Tx,
    entity::{projects::Model, teams as team_rows},
};

pub use export::export;
pub use grants::{MAX_GRANTS, Shared, list_grants, share, unshare};
pub(crate) use owned::{OwnedProject, owned_by};
pub(crate) use store::{NewProject, forget_owner, insert};

use crate::{
    Ctx, Error, Result,
    audit::{self, Entry, Facts},
    cursor::{self, Listing},
    impersonation, members, search,
    teams::{self, TeamActor},
    users, versions,
};
use store::{Reader, Sees};

/// What a changed project is called in the audit log.
const SUBJECT: &str = "project";

/// Lists the projects of the actor's team that they may see, in pages.
///
/// # Errors
///
/// `malformed` for a cursor of another list.
pub async fn list(ctx: &Ctx, actor: &TeamActor, query: ProjectQuery) -> Result<Page<Project>> {
    let ProjectQuery {
        search,
        status,
        owner_id,
        archived,
        sort,
        limit,
        cursor,
    } = query;
    let listing = listing(sort);
    let limit = cursor::limit(limit)?;
    let cursor = listing.cursor(cursor)?;
    let filter = store::Filter {
        search: search::normalize(search),
        status,
        owner: owner_id,
        is_archived: archived,
    };
    let (filter, after) = (&filter, cursor.as_ref());
    let rows = ctx
        .db
        .read_tx(|tx| async move {
            let scoped = tx.of_team(actor.team.uuid()).await?;
            let sees = sees(actor);
            let projects = store::list(&scoped, sees, filter, sort, after, limit + 1).await?;
            store::complete(&scoped, reader(actor), projects).await
        })
        .await?;
    let key = |row: &store::Row| (sort_key(&row.project, sort), row.project.id);
    let view = |row| view(actor, row);
    cursor::paginate(rows, limit, listing, cursor.as_ref(), key, view)
}

/// The list in an order, as its cursors name it.
const fn listing(sort: ProjectSort) -> Listing {
    Listing::new("projects", sort.as_str())
}

/// The value of a row's sorted column.
fn sort_key(row: &Model, sort: ProjectSort) -> String {
    match sort {
        ProjectSort::Name | ProjectSort::NameDesc => row.name_key.clone(),
        ProjectSort::UpdatedAt | ProjectSort::UpdatedAtDesc => row.updated_at.to_rfc3339(),
        ProjectSort::CreatedAt | ProjectSort::CreatedAtDesc => row.created_at.to_rfc3339(),
    }
}

/// Creates a project of the actor's team, which they own unless they name somebody else.
///
/// # Errors
///
/// - [`code::PROJECT_OWNER_FIXED`] if they name somebody else, and may not.
/// - [`code::IMPERSONATING`] if who acts as them does.
/// - `unknown` if the owner is no member.
/// - [`code::PROJECT_NAME_TAKEN`] if a project of the team, archived or not, has the name.
pub async fn create(ctx: &Ctx, actor: &TeamActor, input: ProjectCreate) -> Result<Project> {
    let ProjectCreate {
        name,
        description,
        status,
        owner_id,
    } = input;
    let now = ctx.clock.now();
    let owner = match owner_id {
        Patch::Keep => Patch::Set(actor.caller.user.id),
        said => said,
    };
    let new = NewProject {
        name: name.trim().to_owned(),
        description: tidy(&description),
        status,
        owner: owner.value(),
        archived_at: None,
    };
    ctx.db
        .write(|tx| {
            let new = new.clone();
            async move {
                teams::lock(&tx, actor.team).await?;
                let actor = actor.confirm(ctx, &tx, Permission::ProjectsCreate).await?;
                let scoped = tx.of_team(actor.team.uuid()).await?;
                if owner.value() != Some(actor.caller.user.id) {
                    impersonation::require_own_name(actor.caller.impersonator)?;
                    let role = actor.caller.limit(actor.grants.permissions());
                    policy::choose_owner(role, false)?;
                    require_member(&scoped, owner).await?;
                }
                let project = insert(&scoped, ctx.ids.uuid(now)?, new, now).await?;
                let row = load(&scoped, &actor, project).await?;
                let entry =
                    Entry::new("projects.create", SUBJECT, row.project.id).after(facts(&row));
                audit::record(ctx, &scoped, &actor.author(), entry).await?;
                view(&actor, row)
            }
        })
        .await
}

/// Answers with a project of the actor's team.
///
/// # Errors
///
/// [`Error::NotFound`] if there is none, or they may not see it.
pub async fn get(ctx: &Ctx, actor: &TeamActor, id: ProjectId) -> Result<Project> {
    ctx.db
        .read_tx(|tx| async move {
            let scoped = tx.of_team(actor.team.uuid()).await?;
            let row = store::find(&scoped, id).await?.ok_or(Error::NotFound)?;
            let project = view(actor, load(&scoped, actor, row).await?)?;
            policy::act(project.permissions, Permission::ProjectsRead)?;
            Ok(project)
        })
        .await
}

/// Changes a project; `expected` are the versions that the actor would change, if they say. What asks
/// for nothing new leaves the project as it is: of the same version, and without a line in the log.
///
/// # Errors
///
/// - [`Error::NotFound`] if there is none, or they may not see it.
/// - [`Error::PreconditionFailed`] if it has another version by now.
/// - [`code::PROJECT_ARCHIVED`] if it is archived: restore it first.
/// - [`code::PROJECT_OWNER_FIXED`] if it is to have another owner, and the actor may not choose one.
/// - [`code::IMPERSONATING`] if who acts as them chooses one.
/// - `unknown` if the new owner is no member.
/// - [`code::PROJECT_NAME_TAKEN`] if another project of the team, archived or not, has the name.
pub async fn update(
    ctx: &Ctx,
    actor: &TeamActor,
    id: ProjectId,
    expected: Option<&[i64]>,
    input: ProjectUpdate,
) -> Result<Project> {
    let ProjectUpdate {
        name,
        description,
        status,
        owner_id,
    } = input;
    let now = ctx.clock.now();
    let changes = store::Changes {
        name: name.map(|name| name.trim().to_owned()),
        description: description.map(|description| tidy(&description)),
        status,
        owner: owner_id,
    };
    ctx.db
        .write(|tx| {
            let changes = changes.clone();
            async move {
                let open = open(ctx, &tx, actor, id, Permission::ProjectsUpdate).await?;
                versions::require(expected, open.row.project.version)?;
                if open.row.project.is_archived {
                    return Err(Error::Conflict {
                        code: code::PROJECT_ARCHIVED,
                    });
                }
                open.check_owner(changes.owner).await?;
                let present = &open.row.project;
                let Some(project) = store::update(&open.tx, present, changes, now).await? else {
                    return view(&open.actor, open.row);
                };
                let row = load(&open.tx, &open.actor, project).await?;
                let entry = Entry::new("projects.update", SUBJECT, row.project.id)
                    .before(facts(&open.row))
                    .after(facts(&row));
                audit::record(ctx, &open.tx, &open.actor.author(), entry).await?;
                view(&open.actor, row)
            }
        })
        .await
}

/// Puts a project out of the way. One that is archived stays as it is.
///
/// # Errors
///
/// [`Error::NotFound`] if there is none, or the actor may not see it.
pub async fn archive(ctx: &Ctx, actor: &TeamActor, id: ProjectId) -> Result<Project> {
    let now = ctx.clock.now();
    set_archived(ctx, actor, id, Some(now), "projects.archive").await
}

/// Brings an archived project back. One that is not archived stays as it is.
///
/// # Errors
///
/// [`Error::NotFound`] if there is none, or the actor may not see it.
pub async fn restore(ctx: &Ctx, actor: &TeamActor, id: ProjectId) -> Result<Project> {
    set_archived(ctx, actor, id, None, "projects.restore").await
}

async fn set_archived(
    ctx: &Ctx,
    actor: &TeamActor,
    id: ProjectId,
    archived_at: Option<DateTime<Utc>>,
    action: &'static str,
) -> Result<Project> {
    let now = ctx.clock.now();
    ctx.db
        .write(|tx| async move {
            let open = open(ctx, &tx, actor, id, Permission::ProjectsArchive).await?;
            let present = &open.row.project;
            if present.is_archived == archived_at.is_some() {
                return view(&open.actor, open.row);
            }
            let project = store::set_archived(&open.tx, present, archived_at, now).await?;
            let before = facts(&open.row);
            let row = store::Row {
                project,
                ..open.row
            };
            let entry = Entry::new(action, SUBJECT, row.project.id)
                .before(before)
                .after(facts(&row));
            audit::record(ctx, &open.tx, &open.actor.author(), entry).await?;
            view(&open.actor, row)
        })
        .await
}

/// Deletes a project for good, with all that is shared of it.
///
/// # Errors
///
/// [`Error::NotFound`] if there is none, or the actor may not see it.
pub async fn delete(ctx: &Ctx, actor: &TeamActor, id: ProjectId) -> Result<()> {
    ctx.db
        .write(|tx| async move {
            let open = open(ctx, &tx, actor, id, Permission::ProjectsDelete).await?;
            let id = open.row.project.id;
            store::delete(&open.tx, id).await?;
            let entry = Entry::new("projects.delete", SUBJECT, id).before(facts(&open.row));
            audit::record(ctx, &open.tx, &open.actor.author(), entry).await
        })
        .await
}

/// A project that is about to be changed: locked, and looked at anew whether its changer may.
struct Open {
    tx: TeamTx,
    team: team_rows::Model,
    actor: TeamActor,
    row: store::Row,
    /// What the actor may do with it.
    held: PermissionSet,
}

impl Open {
    /// Refuses another owner than the present one, if the actor may not choose one or it is no member.
    async fn check_owner(&self, wanted: Patch<UserId>) -> Result<()> {
        let present = self.row.project.owner_id.map(UserId::new);
        if wanted.is_keep() || wanted.value() == present {
            return Ok(());
        }
        let caller = &self.actor.caller;
        // What the new owner may do would last.
        impersonation::require_own_name(caller.impersonator)?;
        // A program has no more of what an owner may do than its scopes name.
        let is_owner = caller.actor().is_ok() && is_owner(&self.actor, &self.row.project);
        policy::choose_owner(caller.limit(self.actor.grants.permissions()), is_owner)?;
        require_member(&self.tx, wanted).await
    }
}

/// Locks a project for somebody who may do `action` with it, and its team before: members, roles and
/// what they grant stay as they are until the transaction ends.
///
/// # Errors
///
/// [`Error::NotFound`] if there is none, and as [`policy::act`].
async fn open(
    ctx: &Ctx,
    tx: &Tx,
    actor: &TeamActor,
    id: ProjectId,
    action: Permission,
) -> Result<Open> {
    let team = teams::lock(tx, actor.team).await?;
    let actor = actor.confirm(ctx, tx, action).await?;
    let scoped = tx.of_team(actor.team.uuid()).await?;
    let project = store::lock(&scoped, id).await?.ok_or(Error::NotFound)?;
    let row = load(&scoped, &actor, project).await?;
    // What a key may do is decided by its scope before; here it is about its owner.
    let held = held(&actor, &row);
    policy::act(held, action)?;
    Ok(Open {
        tx: scoped,
        team,
        actor,
        row,
        held,
    })
}

/// What may be done with some project by whoever has a role, because it is shared with that.
pub(crate) async fn shared_with(tx: &TeamTx, role: RoleId) -> Result<PermissionSet> {
    let levels = store::levels_of(tx, role).await?;
    Ok(policy::held(PermissionSet::default(), false, &levels))
}

/// Refuses an owner to be who is no member. The team is locked, so who is one stays one.
async fn require_member(tx: &TeamTx, owner: Patch<UserId>) -> Result<()> {
    match owner {
        Patch::Set(user) if members::find_of_user(tx, user).await?.is_none() => {
            Err(Error::field("owner_id", field_code::UNKNOWN))
        }
        _ => Ok(()),
    }
}

/// Reads what is shown of a project.
async fn load(tx: &TeamTx, actor: &TeamActor, project: Model) -> Result<store::Row> {
    let mut rows = store::complete(tx, reader(actor), vec![project]).await?;
    rows.pop().ok_or(Error::NotFound)
}

/// As whom the actor sees projects that their role does not show.
const fn reader(actor: &TeamActor) -> Reader {
    Reader {
        user: actor.caller.user.id,
        member: actor.member,
        role: actor.role,
    }
}

fn is_owner(actor: &TeamActor, project: &Model) -> bool {
    project.owner_id == Some(actor.caller.user.id.uuid())
}

/// What the person who asks may do with a project, be it by a key of theirs or not.
fn held(actor: &TeamActor, row: &store::Row) -> PermissionSet {
    let is_owner = is_owner(actor, &row.project);
    policy::held(actor.grants.permissions(), is_owner, &row.shared)
}

const fn sees(actor: &TeamActor) -> Sees {
    if policy::sees_all(actor.grants.permissions()) {
        Sees::All
    } else {
        Sees::Some(reader(actor))
    }
}

/// A description as it is kept: browsers end lines in two ways.
fn tidy(description: &str) -> String {
    description.trim().replace("\r\n", "\n")
}

/// What is told of a project in the audit log.
fn facts(row: &store::Row) -> Facts {
    let project = &row.project;
    Facts::new()
        .open(Fact::Name, &project.name)
        .open(Fact::Description, &project.description)
        .open(Fact::Status, &project.status)
        .person(Fact::Owner, row.owner.as_ref().map(users::called))
        .open(Fact::ArchivedAt, project.archived_at)
}

fn view(actor: &TeamActor, row: store::Row) -> Result<Project> {
    let permissions = actor.caller.limit(held(actor, &row));
    let store::Row {
        project,
        owner,
        shared: _,
    } = row;
    let Model {
        id,
        team_id: _,
        name,
        name_key: _,
        description,
        status,
        owner_id: _,
        is_archived: _,
        archived_at,
        version,
        created_at,
        updated_at,
    } = project;
    Ok(Project {
        id: ProjectId::new(id),
        name,
        description,
        status: status.parse().map_err(Error::internal)?,
        owner: owner.map(|owner| ProjectOwner {
            user_id: UserId::new(owner.id),
            first_name: owner.first_name,
            last_name: owner.last_name,
        }),
        archived_at,
        permissions,
        version,
        created_at,
        updated_at,
    })
}
