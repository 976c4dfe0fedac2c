//! With whom a project is shared.

use contract::{
    Page, Permission, ProjectGrantId, ProjectId, UserId,
    audit::Fact,
    notifications::NotificationKind,
    problem::code,
    projects::{
        ProjectGrant, ProjectGrantCreate, ProjectGrantLevel, ProjectGrantMember, ProjectGrantee,
        ProjectGranteeId,
    },
    validation::code as field_code,
};
use db::{TeamTx, entity::project_grants::Model};

use super::{
    Open, SUBJECT, held, load, open, policy,
    store::{self, GrantRow, GranteeRow},
};
use crate::{
    Ctx, Error, Result,
    audit::{self, Entry, Facts},
    members,
    notifications::{self, Notice},
    roles,
    teams::{self, TeamActor},
    users,
};

/// The most members and roles that one project can be shared with.
pub const MAX_GRANTS: u64 = 100;

/// What has come of sharing a project.
#[derive(Clone, Debug)]
pub enum Shared {
    /// It was not shared so before.
    New(ProjectGrant),
    /// It was, at this level or another.
    Known(ProjectGrant),
}

/// Lists with whom a project is shared: all of them, as there are [`MAX_GRANTS`] at most.
///
/// # Errors
///
/// [`Error::NotFound`] if there is no such project, or the actor may not see it.
pub async fn list_grants(
    ctx: &Ctx,
    actor: &TeamActor,
    id: ProjectId,
) -> Result<Page<ProjectGrant>> {
    let rows = ctx
        .db
        .read_tx(|tx| async move {
            let scoped = tx.of_team(actor.team.uuid()).await?;
            let row = store::find(&scoped, id).await?.ok_or(Error::NotFound)?;
            let row = load(&scoped, actor, row).await?;
            policy::act(held(actor, &row), Permission::ProjectsShare)?;
            store::list_grants(&scoped, id.uuid()).await
        })
        .await?;
    Ok(Page {
        items: rows.into_iter().map(view).collect::<Result<_>>()?,
        next_cursor: None,
        previous_cursor: None,
    })
}

/// Shares a project with a member or a role. With whom it is shared already, it is shared at the new
/// level from now on; at the same level nothing is changed.
///
/// A member with whom it is shared, or who may do more with it, is told. With a role nobody is: those
/// who have it come and go, and may be the whole team.
///
/// # Errors
///
/// - [`Error::NotFound`] if there is no such project, or the actor may not see it.
/// - `unknown` if the team has no such member or role.
/// - [`code::PROJECT_LEVEL_TOO_HIGH`] if the old or the new level allows more than the actor may do.
/// - [`code::TOO_MANY_PROJECT_GRANTS`] if it is shared with as many as it may be.
pub async fn share(
    ctx: &Ctx,
    actor: &TeamActor,
    id: ProjectId,
    input: ProjectGrantCreate,
) -> Result<Shared> {
    let ProjectGrantCreate { grantee, level } = input;
    ctx.db
        .write(|tx| async move {
            let open = open(ctx, &tx, actor, id, Permission::ProjectsShare).await?;
            policy::grant(open.held, level)?;
            let project = open.row.project.id;
            match store::find_grant_of(&open.tx, project, grantee).await? {
                Some(old) => change(ctx, &open, old, level).await.map(Shared::Known),
                None => insert(ctx, &open, grantee, level).await.map(Shared::New),
            }
        })
        .await
}

async fn insert(
    ctx: &Ctx,
    open: &Open,
    grantee: ProjectGranteeId,
    level: ProjectGrantLevel,
) -> Result<ProjectGrant> {
    let (now, project) = (ctx.clock.now(), open.row.project.id);
    require_grantee(&open.tx, grantee).await?;
    if store::count_grants(&open.tx, project).await? >= MAX_GRANTS {
        return Err(Error::LimitReached {
            code: code::TOO_MANY_PROJECT_GRANTS,
        });
    }
    let new = store::NewGrant {
        project,
        grantee,
        level,
    };
    let grant = store::insert_grant(&open.tx, ctx.ids.uuid(now)?, new, now).await?;
    let row = load_grant(&open.tx, grant).await?;
    let entry = Entry::new("projects.share", SUBJECT, project).after(facts(open, &row, level));
    audit::record(ctx, &open.tx, &open.actor.author(), entry).await?;
    tell(ctx, open, &row.grantee, level).await?;
    view(row)
}

async fn change(
    ctx: &Ctx,
    open: &Open,
    old: Model,
    level: ProjectGrantLevel,
) -> Result<ProjectGrant> {
    let old_level = store::level_of(&old)?;
    policy::grant(open.held, old_level)?;
    if level == old_level {
        return view(load_grant(&open.tx, old).await?);
    }
    let grant = store::set_level(&open.tx, old, level).await?;
    let row = load_grant(&open.tx, grant).await?;
    let entry = Entry::new("projects.share", SUBJECT, open.row.project.id)
        .before(facts(open, &row, old_level))
        .after(facts(open, &row, level));
    audit::record(ctx, &open.tx, &open.actor.author(), entry).await?;
    if policy::is_raised(old_level, level) {
        tell(ctx, open, &row.grantee, level).await?;
    }
    view(row)
}

/// Tells a member what they may do with a project from now on; who has done it knows, and whom the team
/// keeps out for now learns nothing of what is in it.
async fn tell(
    ctx: &Ctx,
    open: &Open,
    grantee: &GranteeRow,
    level: ProjectGrantLevel,
) -> Result<()> {
    let GranteeRow::Member(_, user) = grantee else {
        return Ok(());
    };
    let (user, author) = (UserId::new(user.id), &open.actor.caller.user);
    if user == author.id || teams::keeps_out(ctx, open.tx.tx(), user, &open.team).await? {
        return Ok(());
    }
    let notice = Notice::of_team(NotificationKind::ProjectShared, &open.team)
        .project(&open.row.project, level)
        .by(author);
    notifications::notify(ctx, open.tx.tx(), user, &notice).await
}

/// Shares a project with somebody no more, which acts at once.
///
/// # Errors
///
/// - [`Error::NotFound`] if there is no such project, the actor may not see it, or it is not shared so.
/// - [`code::PROJECT_LEVEL_TOO_HIGH`] if the level allows more than the actor may do.
pub async fn unshare(
    ctx: &Ctx,
    actor: &TeamActor,
    id: ProjectId,
    grant: ProjectGrantId,
) -> Result<()> {
    ctx.db
        .write(|tx| async move {
            let open = open(ctx, &tx, actor, id, Permission::ProjectsShare).await?;
            let project = open.row.project.id;
            let row = store::find_grant(&open.tx, project, grant)
                .await?
                .ok_or(Error::NotFound)?;
            let level = store::level_of(&row)?;
            policy::grant(open.held, level)?;
            let row = load_grant(&open.tx, row).await?;
            store::delete_grant(&open.tx, row.grant.id).await?;
            let entry =
                Entry::new("projects.unshare", SUBJECT, project).before(facts(&open, &row, level));
            audit::record(ctx, &open.tx, &open.actor.author(), entry).await
        })
        .await
}

async fn require_grantee(tx: &TeamTx, grantee: ProjectGranteeId) -> Result<()> {
    let is_known = match grantee {
        ProjectGranteeId::Member(member) => members::find(tx, member).await?.is_some(),
        ProjectGranteeId::Role(role) => roles::find(tx, role).await?.is_some(),
    };
    if is_known {
        Ok(())
    } else {
        Err(Error::field("grantee", field_code::UNKNOWN))
    }
}

async fn load_grant(tx: &TeamTx, grant: Model) -> Result<GrantRow> {
    let mut rows = store::complete_grants(tx, vec![grant]).await?;
    rows.pop().ok_or(Error::NotFound)
}

/// What is told in the audit log of a grant when it had a level, and of its project.
fn facts(open: &Open, row: &GrantRow, level: ProjectGrantLevel) -> Facts {
    let facts = Facts::new()
        .open(Fact::Name, &open.row.project.name)
        .open(Fact::Level, level);
    match &row.grantee {
        GranteeRow::Member(_, user) => facts.person(Fact::User, Some(users::called(user))),
        GranteeRow::Role(role) => facts.open(Fact::Role, &role.name),
    }
}

fn view(row: GrantRow) -> Result<ProjectGrant> {
    let GrantRow { grant, grantee } = row;
    let level = store::level_of(&grant)?;
    let Model {
        id,
        team_id: _,
        project_id: _,
        member_id: _,
        role_id: _,
        level: _,
        created_at,
    } = grant;
    Ok(ProjectGrant {
        id: ProjectGrantId::new(id),
        grantee: match grantee {
            GranteeRow::Member(id, user) => ProjectGrantee::Member(ProjectGrantMember {
                id,
                user_id: UserId::new(user.id),
                first_name: user.first_name,
                last_name: user.last_name,
            }),
            GranteeRow::Role(role) => ProjectGrantee::Role(roles::name(&role)),
        },
        level,
        created_at,
    })
}
