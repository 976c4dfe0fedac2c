//! Members: who belongs to a team, and as what.
//!
//! Nobody gives a role that grants more than they hold, or takes one. The last owner stays owner.
//! Nobody is made an owner either: a team is handed over, which its next owner has to agree to.

mod store;

use contract::{
    MemberId, Page, Permission, RoleId, UserId,
    audit::Fact,
    members::{Member, MemberQuery, MemberUpdate},
    notifications::NotificationKind,
    problem::code,
    roles::TeamRole,
    validation::code as field_code,
};
use db::{
    TeamTx,
    entity::{roles as role_rows, team_members::Model, users as user_rows},
};

pub(crate) use store::{
    admins, find, find_of_user, has_other, heir, joined_by, owned_by, person, set_role,
    sole_owner_elsewhere, users_after,
};

use crate::{
    Ctx, Error, Result,
    audit::{self, Author, Entry, Facts},
    auth::step_up,
    cursor::{self, Listing},
    notifications::{self, Notice},
    projects, roles, search,
    teams::{self, TeamActor},
    users,
};

/// The list, as its cursors name it.
const JOINED: Listing = Listing::new("members", "joined_at");
/// What a changed membership is called in the audit log.
const SUBJECT: &str = "member";

/// Lists the members of the actor's team, who joined first first, in pages.
///
/// Who has a second factor is told to those who may change the team alone.
///
/// # Errors
///
/// - `malformed` for a cursor of another list.
/// - [`code::FORBIDDEN`] for a filter by second factor from anybody else.
pub async fn list(ctx: &Ctx, actor: &TeamActor, query: MemberQuery) -> Result<Page<Member>> {
    let MemberQuery {
        search,
        role_id,
        user_id,
        has_mfa,
        limit,
        cursor,
    } = query;
    if has_mfa.is_some() {
        actor.require(Permission::TeamUpdate)?;
    }
    let limit = cursor::limit(limit)?;
    let cursor = JOINED.cursor(cursor)?;
    let filter = store::Filter {
        search: search::normalize(search),
        role: role_id,
        user: user_id,
        has_mfa,
    };
    let (filter, after) = (&filter, cursor.as_ref());
    let rows = ctx
        .db
        .read_tx(|tx| async move {
            let scoped = tx.of_team(actor.team.uuid()).await?;
            store::list(&scoped, filter, after, limit + 1).await
        })
        .await?;
    let key = |row: &store::Row| (row.member.joined_at.to_rfc3339(), row.member.id);
    let view = |row| Ok(view(row, actor));
    cursor::paginate(rows, limit, JOINED, cursor.as_ref(), key, view)
}

/// Answers with a member of the actor's team.
///
/// # Errors
///
/// [`Error::NotFound`] if the team has no such member.
pub async fn get(ctx: &Ctx, actor: &TeamActor, id: MemberId) -> Result<Member> {
    let row = ctx
        .db
        .read_tx(|tx| async move {
            let scoped = tx.of_team(actor.team.uuid()).await?;
            store::load(&scoped, id).await?.ok_or(Error::NotFound)
        })
        .await?;
    Ok(view(row, actor))
}

/// Changes the role of a member of the actor's team, at once.
///
/// # Errors
///
/// - [`Error::NotFound`] if the team has no such member.
/// - `unknown` if it has no such role.
/// - [`code::ROLE_TOO_HIGH`] if the old or the new role grants more than the actor holds, or more is
///   shared with it.
/// - [`code::OWNER_BY_TRANSFER`] if they would become an owner.
/// - [`Error::StepUpRequired`] without a fresh proof, if another owner is to be one no more.
/// - [`code::LAST_OWNER`] if it is the last owner.
pub async fn update(
    ctx: &Ctx,
    actor: &TeamActor,
    id: MemberId,
    input: MemberUpdate,
) -> Result<Member> {
    let MemberUpdate { role_id } = input;
    let person = actor.caller.actor()?;
    let is_proved = step_up::is_fresh(ctx, &person).await?;
    let changed = ctx
        .db
        .write(|tx| async move {
            let team = teams::lock(&tx, actor.team).await?;
            let actor = actor.confirm(ctx, &tx, Permission::MembersUpdate).await?;
            let scoped = tx.of_team(actor.team.uuid()).await?;
            let row = find(&scoped, id).await?.ok_or(Error::NotFound)?;
            let old = roles::find(&scoped, RoleId::new(row.role_id))
                .await?
                .ok_or(Error::NotFound)?;
            let new = roles::find(&scoped, role_id)
                .await?
                .ok_or_else(|| Error::field("role_id", field_code::UNKNOWN))?;
            roles::require_held(&scoped, &actor, &old).await?;
            roles::require_held(&scoped, &actor, &new).await?;
            if new.id != old.id {
                require_no_owner(&new)?;
                if is_another_owner(&actor, &row, &old) && !is_proved {
                    return Ok(None);
                }
                keep_an_owner(&scoped, &row).await?;
                set_role(&scoped, id, new.id).await?;
                let user = store::person(&scoped, UserId::new(row.user_id)).await?;
                let entry = Entry::new("members.update", SUBJECT, id.uuid())
                    .before(facts(user.as_ref()).open(Fact::Role, &old.name))
                    .after(facts(user.as_ref()).open(Fact::Role, &new.name));
                audit::record(ctx, &scoped, &actor.author(), entry).await?;
                let notice = Notice::of_team(NotificationKind::RoleChanged, &team).role(&new);
                tell(ctx, &scoped, &actor, &row, notice).await?;
            }
            let row = store::load(&scoped, id).await?.ok_or(Error::NotFound)?;
            Ok::<_, Error>(Some(view(row, &actor)))
        })
        .await?;
    match changed {
        Some(member) => Ok(member),
        None => Err(step_up::refusal(ctx, &person).await?),
    }
}

/// Removes a member from the actor's team, which ends their access at once. What is shared with them
/// alone goes with them, whoever shared it.
///
/// # Errors
///
/// - [`Error::NotFound`] if the team has no such member.
/// - [`code::ROLE_TOO_HIGH`] if their role grants more than the actor holds, or more is shared with it.
/// - [`Error::StepUpRequired`] without a fresh proof, if it is another owner.
/// - [`code::LAST_OWNER`] if it is the last owner.
pub async fn remove(ctx: &Ctx, actor: &TeamActor, id: MemberId) -> Result<()> {
    let person = actor.caller.actor()?;
    let is_proved = step_up::is_fresh(ctx, &person).await?;
    let is_removed = ctx
        .db
        .write(|tx| async move {
            let team = teams::lock(&tx, actor.team).await?;
            let actor = actor.confirm(ctx, &tx, Permission::MembersRemove).await?;
            let scoped = tx.of_team(actor.team.uuid()).await?;
            let row = find(&scoped, id).await?.ok_or(Error::NotFound)?;
            let role = roles::find(&scoped, RoleId::new(row.role_id))
                .await?
                .ok_or(Error::NotFound)?;
            roles::require_held(&scoped, &actor, &role).await?;
            if is_another_owner(&actor, &row, &role) && !is_proved {
                return Ok(false);
            }
            let notice = Notice::of_team(NotificationKind::RemovedFromTeam, &team);
            tell(ctx, &scoped, &actor, &row, notice).await?;
            keep_an_owner(&scoped, &row).await?;
            end(ctx, &scoped, &actor.author(), row, "members.remove").await?;
            Ok::<_, Error>(true)
        })
        .await?;
    if is_removed {
        Ok(())
    } else {
        Err(step_up::refusal(ctx, &person).await?)
    }
}

/// Takes the actor out of their team; those who look after it are told.
///
/// # Errors
///
/// [`code::LAST_OWNER`] if they are the last owner: hand the team over, or have it deleted.
pub async fn leave(ctx: &Ctx, actor: &TeamActor) -> Result<()> {
    ctx.db
        .write(|tx| async move {
            let team = teams::lock(&tx, actor.team).await?;
            let actor = actor.confirm(ctx, &tx, Permission::TeamLeave).await?;
            let scoped = tx.of_team(actor.team.uuid()).await?;
            let row = find(&scoped, actor.member).await?.ok_or(Error::NotFound)?;
            keep_an_owner(&scoped, &row).await?;
            end(ctx, &scoped, &actor.author(), row, "members.leave").await?;
            let user = &actor.caller.user;
            let notice = Notice::of_team(NotificationKind::MemberLeft, &team).by(user);
            notifications::tell_admins(ctx, &scoped, Some(user.id), &notice).await
        })
        .await
}

/// Adds somebody to the team that `tx` works for.
///
/// # Errors
///
/// [`code::ALREADY_MEMBER`] if they belong to it.
pub(crate) async fn insert(ctx: &Ctx, tx: &TeamTx, user: UserId, role: RoleId) -> Result<Model> {
    let now = ctx.clock.now();
    store::insert(tx, ctx.ids.uuid(now)?, user, role, now).await
}

/// Refuses to give the role of owners: a team is handed over.
pub(crate) fn require_no_owner(role: &role_rows::Model) -> Result<()> {
    if is_owner(role) {
        return Err(Error::Conflict {
            code: code::OWNER_BY_TRANSFER,
        });
    }
    Ok(())
}

/// Whether it is the role of owners.
pub(crate) fn is_owner(role: &role_rows::Model) -> bool {
    role.built_in.as_deref() == Some(TeamRole::Owner.as_str())
}

/// Whether a member, who has this role, is an owner beside the actor: whoever holds somebody's browser
/// for a minute must not be able to shut out all others who could mend it.
fn is_another_owner(actor: &TeamActor, row: &Model, role: &role_rows::Model) -> bool {
    is_owner(role) && row.user_id != actor.caller.user.id.uuid()
}

/// Tells a member what the actor has done, unless it is the actor.
async fn tell(
    ctx: &Ctx,
    tx: &TeamTx,
    actor: &TeamActor,
    row: &Model,
    notice: Notice,
) -> Result<()> {
    let (user, author) = (UserId::new(row.user_id), &actor.caller.user);
    if user == author.id {
        return Ok(());
    }
    notifications::notify(ctx, tx.tx(), user, &notice.by(author)).await
}

/// Ends a membership, and what hangs on it. The team is locked, and has another owner.
pub(crate) async fn end(
    ctx: &Ctx,
    tx: &TeamTx,
    author: &Author,
    row: Model,
    action: &'static str,
) -> Result<()> {
    let id = UserId::new(row.user_id);
    let user = person(tx, id).await?;
    let projects = projects::forget_owner(tx, id, ctx.clock.now()).await?;
    store::delete(tx, row.id).await?;
    store::forget_team(tx, row.user_id).await?;
    notifications::forget_inside(ctx, tx, id).await?;
    let facts = facts(user.as_ref()).open(Fact::Projects, (projects > 0).then_some(projects));
    let entry = Entry::new(action, SUBJECT, row.id).before(facts);
    audit::record(ctx, tx, author, entry).await
}

/// Refuses to go on if the member is the last owner. The team is locked.
async fn keep_an_owner(tx: &TeamTx, row: &Model) -> Result<()> {
    let owner = roles::find_built_in(tx, TeamRole::Owner).await?;
    let user = UserId::new(row.user_id);
    if row.role_id == owner.id && !has_other(tx, user, Some(owner.id)).await? {
        return Err(Error::Conflict {
            code: code::LAST_OWNER,
        });
    }
    Ok(())
}

/// What is told of every member in the audit log.
pub(crate) fn facts(user: Option<&user_rows::Model>) -> Facts {
    Facts::new().person(Fact::User, user.map(users::called))
}

/// The membership as another member sees it.
fn view(row: store::Row, reader: &TeamActor) -> Member {
    let store::Row {
        member,
        role,
        user,
        has_mfa,
    } = row;
    let shows_mfa = reader.permissions().contains(Permission::TeamUpdate);
    Member {
        id: MemberId::new(member.id),
        user_id: UserId::new(member.user_id),
        email: user.email,
        first_name: user.first_name,
        last_name: user.last_name,
        role: roles::name(&role),
        has_mfa: shows_mfa.then_some(has_mfa),
        joined_at: member.joined_at,
    }
}
