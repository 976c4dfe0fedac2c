//! Teams: who works together, and what belongs to them.
//!
//! A team always has an owner: the last one can neither leave nor be demoted, and whoever decides
//! over members holds the team's lock, so two owners cannot leave at once. An owner whose account is
//! deactivated, as before its deletion, does not count. A team that was given up is
//! deleted two weeks later; until then its members can look at it, and an owner can keep it. Whom it was
//! offered to can take it no more.
//!
//! Whoever asks for something in a team is a [`TeamActor`], which [`enter`] alone makes.

mod actor;
mod mfa;
mod slug;
mod store;
mod succession;
mod transfer;

use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    MemberId, Page, Patch, Permission, RoleId, TeamId, UserId,
    audit::Fact,
    notifications::NotificationKind,
    problem::code,
    roles::TeamRole,
    teams::{DELETION_GRACE_DAYS, Team, TeamCreate, TeamQuery, TeamUpdate},
    validation::code as field_code,
};
use db::{
    AllTeamsTx, TeamTx, Tx,
    entity::{team_transfers, teams::Model},
};
use uuid::Uuid;

pub use actor::{TeamActor, enter};
pub(crate) use mfa::{keeps_out, open_to};
pub(crate) use store::lock;
pub(crate) use succession::{lock_joined, lock_owned, settle};
pub use transfer::{accept_transfer, begin_transfer, cancel_transfer, decline_transfer};

use crate::{
    Caller, Ctx, Error, Origin, Result,
    audit::{self, Author, Entry, Facts},
    auth::step_up,
    cursor::{self, Cursor, Listing},
    members,
    notifications::{self, Notice},
    roles::{self, Grants},
    users,
};

/// The most teams that one person can own.
pub const MAX_OWNED: u64 = 50;
/// The list, as its cursors name it.
const NEWEST_FIRST: Listing = Listing::newest_first("teams");
/// What a changed team is called in the audit log.
const SUBJECT: &str = "team";

/// Creates a team, with the roles that each team begins with, and makes the caller its owner.
///
/// # Errors
///
/// - [`code::TEAM_SLUG_TAKEN`] if another team has the word that was asked for.
/// - `slug_invalid` if no team can have it.
/// - [`code::TOO_MANY_TEAMS`] if the caller owns as many as one may.
pub async fn create(
    ctx: &Ctx,
    caller: &Caller,
    origin: &Origin,
    input: TeamCreate,
) -> Result<Team> {
    let TeamCreate { name, slug } = input;
    let name = name.trim().to_owned();
    if slug.as_deref().is_some_and(|slug| !slug::is_free(slug)) {
        return Err(Error::field("slug", field_code::SLUG_INVALID));
    }
    let author = Author::of(caller, origin);
    let new = New {
        name: &name,
        slug: slug.as_deref(),
        owner: caller.user.id,
        author: &author,
    };
    match insert(ctx, new).await {
        // The word was nobody's choice, and another team was faster: there are others.
        Err(Error::Conflict {
            code: code::TEAM_SLUG_TAKEN,
        }) if new.slug.is_none() => insert(ctx, new).await,
        result => result,
    }
}

/// A team that is to be created.
#[derive(Clone, Copy)]
struct New<'a> {
    name: &'a str,
    slug: Option<&'a str>,
    owner: UserId,
    author: &'a Author,
}

async fn insert(ctx: &Ctx, new: New<'_>) -> Result<Team> {
    let New {
        name,
        slug,
        owner: user,
        author,
    } = new;
    ctx.db
        .write(|tx| async move {
            // Teams of one person are made one after the other, so that none is miscounted.
            users::lock(&tx, user).await?.ok_or(Error::NotFound)?;
            let all = tx.across_teams().await?;
            let owned = store::count_owned(&all, user, TeamRole::Owner.as_str()).await?;
            if owned >= MAX_OWNED {
                return Err(Error::LimitReached {
                    code: code::TOO_MANY_TEAMS,
                });
            }
            let slug = match slug {
                Some(slug) => slug.to_owned(),
                None => free_slug(ctx, &tx, name).await?,
            };
            let (_, founded) = found(ctx, &tx, user, author, name, slug).await?;
            Ok(view(founded, Standing::default()))
        })
        .await
}

/// Makes a team with the roles that each begins with, and its first owner.
pub(crate) async fn found(
    ctx: &Ctx,
    tx: &Tx,
    owner: UserId,
    author: &Author,
    name: &str,
    slug: String,
) -> Result<(TeamTx, store::Membership)> {
    let now = ctx.clock.now();
    let row = store::insert(tx, ctx.ids.uuid(now)?, name, slug, now).await?;
    let scoped = tx.of_team(row.id).await?;
    let role = roles::insert_built_in(ctx, &scoped).await?;
    let member = members::insert(ctx, &scoped, owner, RoleId::new(role.id)).await?;
    users::set_team(&**tx, owner, Some(TeamId::new(row.id))).await?;
    let entry = Entry::new("teams.create", SUBJECT, row.id).after(facts(&row));
    audit::record(ctx, &scoped, author, entry).await?;
    Ok((scoped, (member, role, row)))
}

/// A word that no team has, made of a name.
async fn free_slug(ctx: &Ctx, tx: &Tx, name: &str) -> Result<String> {
    let plain = slug::of_name(name, "");
    if slug::is_free(&plain) && !store::slug_exists(&**tx, &plain).await? {
        return Ok(plain);
    }
    let suffix = ctx.ids.word()?;
    Ok(slug::of_name(name, &suffix))
}

/// Lists the caller's teams, the one joined last first, in pages.
///
/// # Errors
///
/// `malformed` for a cursor of another list.
pub async fn list(ctx: &Ctx, caller: &Caller, query: TeamQuery) -> Result<Page<Team>> {
    let TeamQuery {
        slug,
        limit,
        cursor,
    } = query;
    let limit = cursor::limit(limit)?;
    let cursor = cursor
        .map(|text| Cursor::decode(&text, NEWEST_FIRST))
        .transpose()?;
    let user = caller.user.id;
    let (slug, after) = (slug.as_deref(), cursor.as_ref());
    let (rows, around) = ctx
        .db
        .read_tx(|tx| async move {
            let all = tx.across_teams().await?;
            let rows = store::memberships(&all, user, slug, after, limit + 1).await?;
            let around = Around::load(ctx, &all, user, &rows).await?;
            Ok::<_, Error>((rows, around))
        })
        .await?;
    let key = |(member, ..): &store::Membership| (member.joined_at.to_rfc3339(), member.id);
    let view = |membership| Ok(seen_by(caller, around.view(membership)));
    cursor::paginate(rows, limit, NEWEST_FIRST, cursor.as_ref(), key, view)
}

/// All teams of somebody with their role in each, the one joined last first, as the wire shows them.
pub(crate) async fn all_of(ctx: &Ctx, user: UserId) -> Result<Vec<Team>> {
    let (rows, around) = ctx
        .db
        .read_tx(|tx| async move {
            let all = tx.across_teams().await?;
            let rows = store::all_memberships(&all, user).await?;
            let around = Around::load(ctx, &all, user, &rows).await?;
            Ok::<_, Error>((rows, around))
        })
        .await?;
    let teams = rows.into_iter().map(|row| around.view(row));
    Ok(teams.collect())
}

/// Answers with the actor's team.
///
/// # Errors
///
/// [`Error::NotFound`] if they have left it meanwhile.
pub async fn get(ctx: &Ctx, actor: &TeamActor) -> Result<Team> {
    ctx.db
        .read_tx(|tx| async move { load(ctx, &tx, actor).await })
        .await
}

async fn load(ctx: &Ctx, tx: &Tx, actor: &TeamActor) -> Result<Team> {
    let scoped = tx.of_team(actor.team.uuid()).await?;
    let user = actor.caller.user.id;
    let membership = store::find_membership(&scoped, user)
        .await?
        .ok_or(Error::NotFound)?;
    let transfer = store::find_transfer(&scoped, ctx.clock.now()).await?;
    let standing = Standing {
        transfer_to: transfer.map(|transfer| MemberId::new(transfer.to_member_id)),
        is_kept_out: keeps_out(ctx, tx, user, &membership.2).await?,
    };
    Ok(seen_by(&actor.caller, view(membership, standing)))
}

/// Changes the actor's team; `expected` are the versions they would change, if they say. What asks for
/// nothing new leaves the team as it is: of the same version, and without a line in the log.
///
/// # Errors
///
/// - [`Error::PreconditionFailed`] if the team has another version by now.
/// - [`code::TEAM_SLUG_TAKEN`] if another team has the word.
/// - `slug_invalid` if no team can have it.
/// - [`Error::StepUpRequired`] without a fresh proof, if the second factor is to be asked for no more.
pub async fn update(
    ctx: &Ctx,
    actor: &TeamActor,
    expected: Option<&[i64]>,
    input: TeamUpdate,
) -> Result<Team> {
    let TeamUpdate {
        name,
        slug,
        mfa_required,
        mfa_grace_days,
    } = input;
    if slug.as_deref().is_some_and(|slug| !slug::is_free(slug)) {
        return Err(Error::field("slug", field_code::SLUG_INVALID));
    }
    if mfa_required == Some(false) {
        step_up::require(ctx, &actor.caller.actor()?).await?;
    }
    let now = ctx.clock.now();
    let changes = store::Changes {
        name: name.map(|name| name.trim().to_owned()),
        slug,
        mfa_required_from: Patch::Keep,
    };
    ctx.db
        .write(|tx| {
            let mut changes = changes.clone();
            async move {
                let row = lock(&tx, actor.team).await?;
                actor.confirm(ctx, &tx, Permission::TeamUpdate).await?;
                if expected.is_some_and(|versions| !versions.contains(&row.version)) {
                    return Err(Error::PreconditionFailed);
                }
                if let Some(is_required) = mfa_required {
                    let from = is_required.then(|| mfa::asked_from(&row, mfa_grace_days, now));
                    changes.mfa_required_from = from.into();
                }
                if let Some(changed) = store::update(&tx, &row, changes, now).await? {
                    let scoped = tx.of_team(row.id).await?;
                    let entry = Entry::new("teams.update", SUBJECT, row.id)
                        .before(facts(&row))
                        .after(facts(&changed));
                    audit::record(ctx, &scoped, &actor.author(), entry).await?;
                }
                load(ctx, &tx, actor).await
            }
        })
        .await
}

/// Remembers the actor's team as the one in which they are at work.
///
/// # Errors
///
/// [`Error::NotFound`] if they have left it meanwhile.
pub async fn select(ctx: &Ctx, actor: &TeamActor) -> Result<()> {
    ctx.db
        .write(|tx| async move {
            // Whoever removes them holds the lock, and has them forget the team afterwards.
            lock(&tx, actor.team).await?;
            actor.confirm(ctx, &tx, Permission::AccountUpdate).await?;
            users::set_team(&*tx, actor.caller.user.id, Some(actor.team)).await
        })
        .await
}

/// Has the actor's team deleted in two weeks, and answers with when. If it is offered to somebody, that
/// is taken back.
///
/// # Errors
///
/// - [`Error::StepUpRequired`] without a fresh proof.
/// - [`code::TEAM_DELETING`] if it is to be deleted already.
pub async fn request_deletion(ctx: &Ctx, actor: &TeamActor) -> Result<DateTime<Utc>> {
    step_up::require(ctx, &actor.caller.actor()?).await?;
    let now = ctx.clock.now();
    let delete_at = now + TimeDelta::days(DELETION_GRACE_DAYS);
    ctx.db
        .write(|tx| async move {
            let row = lock(&tx, actor.team).await?;
            let actor = actor.confirm(ctx, &tx, Permission::TeamDelete).await?;
            if row.delete_at.is_some() {
                return Err(Error::Conflict {
                    code: code::TEAM_DELETING,
                });
            }
            let scoped = tx.of_team(row.id).await?;
            transfer::withdraw(ctx, &scoped, &actor, &row).await?;
            store::set_deletion(&tx, actor.team, Some(delete_at), now).await?;
            let entry = Entry::new("teams.delete", SUBJECT, row.id)
                .after(Facts::new().open(Fact::DeleteAt, delete_at));
            audit::record(ctx, &scoped, &actor.author(), entry).await?;
            let notice = Notice::of_team(NotificationKind::TeamDeleting, &row).at(delete_at);
            tell_others(ctx, &scoped, &actor, notice).await
        })
        .await?;
    Ok(delete_at)
}

/// Keeps the actor's team, which was to be deleted.
///
/// # Errors
///
/// [`code::TEAM_NOT_DELETING`] if it was not.
pub async fn restore(ctx: &Ctx, actor: &TeamActor) -> Result<Team> {
    let now = ctx.clock.now();
    ctx.db
        .write(|tx| async move {
            let row = lock(&tx, actor.team).await?;
            actor.confirm(ctx, &tx, Permission::TeamDelete).await?;
            if row.delete_at.is_none() {
                return Err(Error::Conflict {
                    code: code::TEAM_NOT_DELETING,
                });
            }
            store::set_deletion(&tx, actor.team, None, now).await?;
            let scoped = tx.of_team(row.id).await?;
            let entry = Entry::new("teams.restore", SUBJECT, row.id);
            audit::record(ctx, &scoped, &actor.author(), entry).await?;
            let notice = Notice::of_team(NotificationKind::TeamKept, &row);
            tell_others(ctx, &scoped, actor, notice).await?;
            load(ctx, &tx, actor).await
        })
        .await
}

/// Tells all other members what the actor has done.
async fn tell_others(ctx: &Ctx, tx: &TeamTx, actor: &TeamActor, notice: Notice) -> Result<()> {
    let author = &actor.caller.user;
    notifications::tell_team(ctx, tx, Some(author.id), notice.by(author)).await
}

/// Deletes teams whose time was over before `before`, at most `limit` of them, with everything that
/// belongs to them. Their audit logs stay.
pub(crate) async fn purge(ctx: &Ctx, tx: Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    // Locked: one that is kept at this moment is due no more.
    let due = store::lock_due(&tx, before, limit).await?;
    let mut purged = 0;
    for row in due {
        end(ctx, &tx, &row).await?;
        purged += 1;
    }
    Ok(purged)
}

/// Deletes a team that is locked.
async fn end(ctx: &Ctx, tx: &Tx, row: &Model) -> Result<()> {
    let scoped = tx.of_team(row.id).await?;
    let entry = Entry::new("teams.purge", SUBJECT, row.id).before(facts(row));
    audit::record(ctx, &scoped, &Author::job(), entry).await?;
    store::delete(tx, row.id).await
}

/// Deletes handovers that nobody answered before `before`, at most `limit` of them.
pub(crate) async fn purge_transfers(tx: Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    store::purge_transfers(&tx.across_teams().await?, before, limit).await
}

/// What is told of a team in its audit log.
fn facts(row: &Model) -> Facts {
    Facts::new()
        .open(Fact::Name, &row.name)
        .open(Fact::Slug, &row.slug)
        .open(Fact::MfaRequiredFrom, row.mfa_required_from)
}

/// How a team stands at the moment.
#[derive(Clone, Copy, Default)]
struct Standing {
    /// To whom it is being handed over.
    transfer_to: Option<MemberId>,
    /// Whether it keeps out who looks at it.
    is_kept_out: bool,
}

/// How several teams of somebody stand, in as many queries for all as for one.
struct Around {
    transfers: Vec<team_transfers::Model>,
    keeping_out: Vec<Uuid>,
}

impl Around {
    async fn load(
        ctx: &Ctx,
        all: &AllTeamsTx,
        user: UserId,
        memberships: &[store::Membership],
    ) -> Result<Self> {
        let ids = memberships.iter().map(|(_, _, team)| team.id).collect();
        Ok(Self {
            transfers: store::transfers(all, ids, ctx.clock.now()).await?,
            keeping_out: mfa::keeping_out(ctx, all, user, memberships).await?,
        })
    }

    /// One of the teams as its member sees it.
    fn view(&self, membership: store::Membership) -> Team {
        let team = membership.2.id;
        let mut transfers = self.transfers.iter();
        let transfer = transfers.find(|transfer| transfer.team_id == team);
        let standing = Standing {
            transfer_to: transfer.map(|transfer| MemberId::new(transfer.to_member_id)),
            is_kept_out: self.keeping_out.contains(&team),
        };
        view(membership, standing)
    }
}

/// The team with what who asks may do there, by a key or as somebody else.
fn seen_by(caller: &Caller, team: Team) -> Team {
    Team {
        permissions: caller.limit(team.permissions),
        ..team
    }
}

/// The team as one of its members sees it.
fn view((member, role, team): store::Membership, standing: Standing) -> Team {
    let Model {
        id,
        slug,
        name,
        name_key: _,
        mfa_required_from,
        delete_at,
        version,
        created_at,
        updated_at: _,
    } = team;
    let Standing {
        transfer_to,
        is_kept_out,
    } = standing;
    Team {
        id: TeamId::new(id),
        slug,
        name,
        member_id: MemberId::new(member.id),
        permissions: Grants::in_team(roles::read_patterns(&role.permissions))
            .permissions()
            .union(actor::by_membership()),
        role: roles::name(&role),
        mfa_required_from,
        is_kept_out,
        transfer_to,
        delete_at,
        version,
        created_at,
    }
}
