//! The time that members have to set up a second factor, once their team asks for one.
//!
//! Who has none is told when it is asked for, again when that is brought forward, and once more a few
//! days before they would be kept out. Those who join meanwhile learn of it then.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    admin::{JobName, ScheduleName},
    notifications::NotificationKind,
};
use db::{TeamTx, entity::teams::Model};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{TeamActor, store};
use crate::{
    Ctx, Error, Result, ids,
    jobs::{Handlers, Job, JobError},
    notifications::{self, Notice},
};

/// How many days members have to set up a second factor, unless the team says otherwise.
const DAYS: u16 = 14;
/// How long before its end they are reminded.
const REMIND_BEFORE: TimeDelta = TimeDelta::days(3);
/// How many teams are looked at in one transaction.
const BATCH: u64 = 100;

/// Reminds those who need a second factor in a few days and have none.
#[derive(Debug, Deserialize, Serialize)]
struct RemindMfa;

impl Job for RemindMfa {
    const KIND: &'static str = JobName::RemindMfa.as_str();
    // The clock queues another one tomorrow.
    const MAX_ATTEMPTS: i32 = 5;
    const PRIORITY: i32 = -5;
    const TIMEOUT: Duration = Duration::from_mins(10);

    fn unique_key(&self) -> Option<String> {
        Some(String::new())
    }
}

/// Adds the reminders and their time to what a worker does.
///
/// # Errors
///
/// [`Error::Internal`] if the time cannot be understood.
pub fn handlers(handlers: Handlers) -> Result<Handlers> {
    handlers
        .on(|ctx, _: RemindMfa, _| async move { run(&ctx).await.map_err(JobError::from) })
        // So early that the mail of the day tells it as well.
        .every(
            ScheduleName::MfaReminders.as_str(),
            "30 2 * * *",
            &RemindMfa,
        )
}

/// From when on a second factor is to be asked for. It can be brought forward, and not put off: for
/// that it is to be switched off first, which takes a fresh proof.
pub(super) fn end(row: &Model, days: Option<u16>, now: DateTime<Utc>) -> DateTime<Utc> {
    let asked = now + TimeDelta::days(days.unwrap_or(DAYS).into());
    match row.mfa_required_from {
        Some(from) if days.is_none() => from,
        Some(from) => from.min(asked),
        None => asked,
    }
}

/// Tells those who have no second factor from when on they need one, if it is news; who has asked for it
/// knows.
pub(super) async fn tell(
    ctx: &Ctx,
    tx: &TeamTx,
    actor: &TeamActor,
    before: &Model,
    after: &Model,
) -> Result<()> {
    let Some(from) = after.mfa_required_from else {
        return Ok(());
    };
    if before.mfa_required_from.is_some_and(|known| known <= from) {
        return Ok(());
    }
    let author = &actor.caller.user;
    let notice = notice(after, from).by(author);
    // Told so late, it is the reminder as well.
    let is_reminder = from <= ctx.clock.now() + REMIND_BEFORE;
    let cause = cause(after.id, from, is_reminder);
    notifications::tell_unprotected(ctx, tx, cause, Some(author.id), notice).await
}

async fn run(ctx: &Ctx) -> Result<()> {
    let now = ctx.clock.now();
    let mut beyond = None;
    loop {
        let until = now + REMIND_BEFORE;
        let teams = store::requiring_mfa(ctx.db.read(), now, until, beyond, BATCH).await?;
        let Some(last) = teams.last() else {
            return Ok(());
        };
        beyond = Some(last.id);
        let due = &teams;
        ctx.db
            .write(|tx| async move {
                for team in due {
                    remind(ctx, &tx.of_team(team.id).await?, team).await?;
                }
                Ok::<_, Error>(())
            })
            .await?;
    }
}

async fn remind(ctx: &Ctx, tx: &TeamTx, team: &Model) -> Result<()> {
    let Some(from) = team.mfa_required_from else {
        return Ok(());
    };
    let cause = cause(team.id, from, true);
    notifications::tell_unprotected(ctx, tx, cause, None, notice(team, from)).await
}

fn notice(team: &Model, from: DateTime<Utc>) -> Notice {
    Notice::of_team(NotificationKind::TeamMfaRequired, team).at(from)
}

/// By what it is known who was told of a day, and who was reminded of it.
fn cause(team: Uuid, from: DateTime<Utc>, is_reminder: bool) -> Uuid {
    let from = from.timestamp_micros();
    ids::uuid_of(&format!(
        "mfa of {team} from {from}, reminder: {is_reminder}"
    ))
}
