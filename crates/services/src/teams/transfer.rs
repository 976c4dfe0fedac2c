//! Handing a team over: an owner offers it to another member, who has a week to take it.

use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    MemberId, Permission, UserId,
    audit::Fact,
    notifications::NotificationKind,
    problem::code,
    roles::TeamRole,
    teams::{Team, TransferCreate},
    validation::code as field_code,
};
use db::{TeamTx, Tx, entity::teams::Model};
use uuid::Uuid;

use super::{MAX_OWNED, SUBJECT, TeamActor, load, lock, mfa, store};
use crate::{
    Ctx, Error, Result,
    audit::{self, Entry, Facts},
    auth::step_up,
    members,
    notifications::{self, Notice},
    roles, users,
};

/// How long the other member has to answer.
const ANSWER_TIME: TimeDelta = TimeDelta::days(7);

/// Offers the actor's team to another member.
///
/// # Errors
///
/// - [`Error::StepUpRequired`] without a fresh proof.
/// - `unknown` if the team has no such member, their account is deactivated, or it is the actor.
/// - [`code::TRANSFER_PENDING`] if it is offered already.
pub async fn begin_transfer(ctx: &Ctx, actor: &TeamActor, input: TransferCreate) -> Result<Team> {
    step_up::require(ctx, &actor.caller.actor()?).await?;
    let TransferCreate { member_id } = input;
    if member_id == actor.member {
        return Err(Error::field("member_id", field_code::UNKNOWN));
    }
    let now = ctx.clock.now();
    ctx.db
        .write(|tx| async move {
            let team = lock(&tx, actor.team).await?;
            let actor = actor.confirm(ctx, &tx, Permission::TeamTransfer).await?;
            let scoped = tx.of_team(actor.team.uuid()).await?;
            let Some(to) = members::find(&scoped, member_id).await? else {
                return Err(Error::field("member_id", field_code::UNKNOWN));
            };
            // Who is kept out of their account could not answer.
            if !users::load(&*tx, UserId::new(to.user_id)).await?.is_active {
                return Err(Error::field("member_id", field_code::UNKNOWN));
            }
            if store::find_transfer(&scoped, now).await?.is_some() {
                return Err(Error::Conflict {
                    code: code::TRANSFER_PENDING,
                });
            }
            // One that nobody answered in time makes room.
            store::delete_transfer(&scoped).await?;
            let end = now + ANSWER_TIME;
            store::insert_transfer(&scoped, actor.member, member_id, end, now).await?;
            record(ctx, &scoped, &actor, "teams.transfer", member_id).await?;
            let notice = Notice::of_team(NotificationKind::TeamOffered, &team).at(end);
            tell(ctx, &scoped, &actor, to.user_id, notice).await?;
            load(ctx, &tx, &actor).await
        })
        .await
}

/// Takes the offer back, and tells whom it was made to.
///
/// # Errors
///
/// [`code::TRANSFER_NONE`] if there is none.
pub async fn cancel_transfer(ctx: &Ctx, actor: &TeamActor) -> Result<()> {
    ctx.db
        .write(|tx| async move {
            let team = lock(&tx, actor.team).await?;
            let actor = actor.confirm(ctx, &tx, Permission::TeamTransfer).await?;
            let scoped = tx.of_team(actor.team.uuid()).await?;
            if withdraw(ctx, &scoped, &actor, &team).await? {
                Ok(())
            } else {
                Err(none())
            }
        })
        .await
}

/// Takes back what is offered of a team that is locked, and tells whom it was offered to; false if
/// there was no offer.
pub(super) async fn withdraw(
    ctx: &Ctx,
    tx: &TeamTx,
    actor: &TeamActor,
    team: &Model,
) -> Result<bool> {
    // One that nobody answered in time is no news to anybody.
    let transfer = store::find_transfer(tx, ctx.clock.now()).await?;
    if !store::delete_transfer(tx).await? {
        return Ok(false);
    }
    record(ctx, tx, actor, "teams.cancel_transfer", actor.member).await?;
    let to = transfer.map(|transfer| MemberId::new(transfer.to_member_id));
    if let Some(to) = to.filter(|to| *to != actor.member)
        && let Some(to) = members::find(tx, to).await?
    {
        let notice = Notice::of_team(NotificationKind::OfferWithdrawn, team);
        tell(ctx, tx, actor, to.user_id, notice).await?;
    }
    Ok(true)
}

/// Takes the team that is offered to the actor; who has offered it becomes an administrator.
///
/// # Errors
///
/// - [`code::TRANSFER_NONE`] if it is not offered to the actor, or not by an owner any more.
/// - [`code::TEAM_DELETING`] if the team is about to be deleted.
/// - [`code::TEAM_MFA_REQUIRED`] if the team asks for a second factor, and the actor has none.
/// - [`code::TOO_MANY_TEAMS`] if the actor owns as many teams as one may.
pub async fn accept_transfer(ctx: &Ctx, actor: &TeamActor) -> Result<Team> {
    let now = ctx.clock.now();
    ctx.db
        .write(|tx| async move {
            let team = lock(&tx, actor.team).await?;
            // Nobody becomes an owner whose account ends at this moment.
            let user = users::lock(&tx, actor.caller.user.id).await?;
            if !user.is_some_and(|user| user.is_active) {
                return Err(Error::NotFound);
            }
            let all = tx.across_teams().await?;
            let user = actor.caller.user.id;
            let owned = store::count_owned(&all, user, TeamRole::Owner.as_str()).await?;
            let answer = Permission::InvitationsAnswer;
            let actor = actor.confirm(ctx, &tx, answer).await?;
            // To answer is everybody's own, so to enter did not ask.
            if team.delete_at.is_some() {
                return Err(Error::Conflict {
                    code: code::TEAM_DELETING,
                });
            }
            let scoped = tx.of_team(actor.team.uuid()).await?;
            let transfer = store::find_transfer(&scoped, now).await?.ok_or(none())?;
            let giver = MemberId::new(transfer.from_member_id);
            let owner = roles::find_built_in(&scoped, TeamRole::Owner).await?;
            let admin = roles::find_built_in(&scoped, TeamRole::Admin).await?;
            let from = members::find(&scoped, giver).await?.ok_or(none())?;
            if transfer.to_member_id != actor.member.uuid() || from.role_id != owner.id {
                return Err(none());
            }
            mfa::require(ctx, &tx, user, &team).await?;
            if owned >= MAX_OWNED {
                return Err(Error::LimitReached {
                    code: code::TOO_MANY_TEAMS,
                });
            }
            members::set_role(&scoped, actor.member, owner.id).await?;
            members::set_role(&scoped, giver, admin.id).await?;
            store::delete_transfer(&scoped).await?;
            record(ctx, &scoped, &actor, "teams.accept_transfer", giver).await?;
            let notice = Notice::of_team(NotificationKind::OfferAccepted, &team);
            tell(ctx, &scoped, &actor, from.user_id, notice).await?;
            load(ctx, &tx, &actor).await
        })
        .await
}

/// Does not take the team that is offered to the actor.
///
/// # Errors
///
/// [`code::TRANSFER_NONE`] if it is not offered to the actor.
pub async fn decline_transfer(ctx: &Ctx, actor: &TeamActor) -> Result<()> {
    let now = ctx.clock.now();
    ctx.db
        .write(|tx| async move {
            let team = lock(&tx, actor.team).await?;
            let answer = Permission::InvitationsAnswer;
            let actor = actor.confirm(ctx, &tx, answer).await?;
            let scoped = tx.of_team(actor.team.uuid()).await?;
            let transfer = store::find_transfer(&scoped, now).await?.ok_or(none())?;
            if transfer.to_member_id != actor.member.uuid() {
                return Err(none());
            }
            store::delete_transfer(&scoped).await?;
            let giver = MemberId::new(transfer.from_member_id);
            record(ctx, &scoped, &actor, "teams.decline_transfer", giver).await?;
            if let Some(from) = members::find(&scoped, giver).await? {
                let notice = Notice::of_team(NotificationKind::OfferDeclined, &team);
                tell(ctx, &scoped, &actor, from.user_id, notice).await?;
            }
            Ok(())
        })
        .await
}

/// Deletes handovers that nobody answered before `before`, at most `limit` of them.
pub(crate) async fn purge_transfers(tx: Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    store::purge_transfers(&tx.across_teams().await?, before, limit).await
}

async fn tell(ctx: &Ctx, tx: &TeamTx, actor: &TeamActor, to: Uuid, notice: Notice) -> Result<()> {
    let notice = notice.by(&actor.caller.user);
    notifications::notify(ctx, tx.tx(), UserId::new(to), &notice).await
}

async fn record(
    ctx: &Ctx,
    tx: &TeamTx,
    actor: &TeamActor,
    action: &'static str,
    other: MemberId,
) -> Result<()> {
    let member = members::find(tx, other).await?.ok_or(Error::NotFound)?;
    let user = users::load(&**tx, UserId::new(member.user_id)).await?;
    let facts = Facts::new().person(Fact::User, Some((user.id, user.full_name())));
    let entry = Entry::new(action, SUBJECT, tx.team()).after(facts);
    audit::record(ctx, tx, &actor.author(), entry).await
}

const fn none() -> Error {
    Error::Conflict {
        code: code::TRANSFER_NONE,
    }
}
