//! Giving a team up: it is deleted two weeks later, unless an owner keeps it.

use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    Permission,
    audit::Fact,
    notifications::NotificationKind,
    problem::code,
    teams::{DELETION_GRACE_DAYS, Team},
};
use db::{TeamTx, Tx, entity::teams::Model};

use super::{SUBJECT, TeamActor, facts, load, lock, store, transfer};
use crate::{
    Ctx, Error, Result,
    audit::{self, Author, Entry, Facts},
    auth::step_up,
    notifications::{self, Notice},
};

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
pub(super) async fn end(ctx: &Ctx, tx: &Tx, row: &Model) -> Result<()> {
    let scoped = tx.of_team(row.id).await?;
    let entry = Entry::new("teams.purge", SUBJECT, row.id).before(facts(row));
    audit::record(ctx, &scoped, &Author::job(), entry).await?;
    store::delete(tx, row.id).await
}
