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
mod deletion;
mod grace;
mod mfa;
mod slug;
mod standing;
mod store;
mod succession;
mod transfer;

use contract::{
    Page, Patch, Permission, RoleId, TeamId, UserId,
    audit::Fact,
    problem::code,
    roles::TeamRole,
    slug::is_free,
    teams::{Team, TeamCreate, TeamQuery, TeamUpdate},
    validation::code as field_code,
};
use db::{TeamTx, Tx, entity::teams::Model};

pub use actor::{TeamActor, enter};
pub(crate) use deletion::purge;
pub use deletion::{request_deletion, restore};
pub use grace::handlers;
pub(crate) use mfa::{keeps_out, open_to};
pub(crate) use store::lock;
pub(crate) use succession::{lock_joined, lock_owned, settle};
pub(crate) use transfer::purge_transfers;
pub use transfer::{accept_transfer, begin_transfer, cancel_transfer, decline_transfer};

use self::standing::{Around, Standing, load, seen_by, view};
use crate::{
    Caller, Ctx, Error, Origin, Result,
    audit::{self, Author, Entry, Facts},
    auth::step_up,
    cursor::{self, Listing},
    members, roles, users, versions,
};

/// The most teams that one person can own.
const MAX_OWNED: u64 = 50;
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
    if slug.as_deref().is_some_and(|slug| !is_free(slug)) {
        return Err(Error::field("slug", field_code::SLUG_INVALID));
    }
    let author = Author::of(caller, origin);
    let new = NewTeam {
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

/// A team that is to be made.
#[derive(Clone, Copy)]
pub(crate) struct NewTeam<'a> {
    pub(crate) name: &'a str,
    /// Its word in addresses; one is made of the name if there is none.
    pub(crate) slug: Option<&'a str>,
    pub(crate) owner: UserId,
    /// Who makes it.
    pub(crate) author: &'a Author,
}

async fn insert(ctx: &Ctx, new: NewTeam<'_>) -> Result<Team> {
    let user = new.owner;
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
            let (_, founded) = found(ctx, &tx, new).await?;
            Ok(view(founded, Standing::default()))
        })
        .await
}

/// Makes a team with the roles that each begins with, and its first owner.
pub(crate) async fn found(
    ctx: &Ctx,
    tx: &Tx,
    new: NewTeam<'_>,
) -> Result<(TeamTx, store::Membership)> {
    let NewTeam {
        name,
        slug,
        owner,
        author,
    } = new;
    let slug = match slug {
        Some(slug) => slug.to_owned(),
        None => free_slug(ctx, tx, name).await?,
    };
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
    if is_free(&plain) && !store::slug_exists(&**tx, &plain).await? {
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
    let cursor = NEWEST_FIRST.cursor(cursor)?;
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
    let view = |membership| Ok(seen_by(caller, around.view(ctx, membership)));
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
    let teams = rows.into_iter().map(|row| around.view(ctx, row));
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
    if slug.as_deref().is_some_and(|slug| !is_free(slug)) {
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
                versions::require(expected, row.version)?;
                if let Some(is_required) = mfa_required {
                    let from = is_required.then(|| grace::end(&row, mfa_grace_days, now));
                    changes.mfa_required_from = from.into();
                }
                if let Some(changed) = store::update(&tx, &row, changes, now).await? {
                    let scoped = tx.of_team(row.id).await?;
                    let entry = Entry::new("teams.update", SUBJECT, row.id)
                        .before(facts(&row))
                        .after(facts(&changed));
                    audit::record(ctx, &scoped, &actor.author(), entry).await?;
                    grace::tell(ctx, &scoped, actor, &row, &changed).await?;
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

/// What is told of a team in its audit log.
fn facts(row: &Model) -> Facts {
    Facts::new()
        .open(Fact::Name, &row.name)
        .open(Fact::Slug, &row.slug)
        .open(Fact::MfaRequiredFrom, row.mfa_required_from)
}
