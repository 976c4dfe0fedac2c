//! News for several members of a team.

use std::time::Duration;

use contract::{TeamId, UserId, admin::JobName};
use db::TeamTx;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Notice, notify, notify_once};
use crate::{
    Ctx, Error, Result,
    jobs::{self, Handlers, Job, JobError},
    members,
};

/// How many members are told in one transaction.
const BATCH: u64 = 100;
/// How many of those who look after a team are told.
const MOST_ADMINS: u64 = 100;

/// Tells the members of a team something.
#[derive(Deserialize, Serialize)]
struct TellTeam {
    team: TeamId,
    /// By which a repetition is known.
    cause: Uuid,
    /// Only those who have a second factor, or who have none; all of them if it is not said.
    has_mfa: Option<bool>,
    /// Who knows already.
    except: Option<UserId>,
    notice: Notice,
}

impl Job for TellTeam {
    const KIND: &'static str = JobName::TellTeam.as_str();
    const TIMEOUT: Duration = Duration::from_mins(10);

    fn unique_key(&self) -> Option<String> {
        Some(self.cause.to_string())
    }
}

pub(super) fn handlers(handlers: Handlers) -> Handlers {
    handlers
        .on(|ctx, job: TellTeam, _| async move { run(&ctx, &job).await.map_err(JobError::from) })
}

/// Has all members of the team that `tx` works for told something, once it is committed: there may be
/// more of them than anybody would want to wait for.
pub(crate) async fn tell_team(
    ctx: &Ctx,
    tx: &TeamTx,
    except: Option<UserId>,
    notice: Notice,
) -> Result<()> {
    let job = TellTeam {
        team: TeamId::new(tx.team()),
        cause: ctx.ids.uuid(ctx.clock.now())?,
        has_mfa: None,
        except,
        notice,
    };
    jobs::enqueue(ctx, tx.tx(), &job).await?;
    Ok(())
}

/// As [`tell_team`], but only those who have no second factor, and of one cause once: whoever is told of
/// it already is not told again.
pub(crate) async fn tell_unprotected(
    ctx: &Ctx,
    tx: &TeamTx,
    cause: Uuid,
    except: Option<UserId>,
    notice: Notice,
) -> Result<()> {
    let job = TellTeam {
        team: TeamId::new(tx.team()),
        cause,
        has_mfa: Some(false),
        except,
        notice,
    };
    jobs::enqueue(ctx, tx.tx(), &job).await?;
    Ok(())
}

/// Tells those who look after the team that `tx` works for: its owners and administrators.
pub async fn tell_admins(
    ctx: &Ctx,
    tx: &TeamTx,
    except: Option<UserId>,
    notice: &Notice,
) -> Result<()> {
    for user in members::admins(tx, MOST_ADMINS).await? {
        if Some(user) != except {
            notify(ctx, tx.tx(), user, notice).await?;
        }
    }
    Ok(())
}

async fn run(ctx: &Ctx, job: &TellTeam) -> Result<()> {
    let mut after = None;
    loop {
        let told = ctx
            .db
            .write(|tx| async move {
                let scoped = tx.of_team(job.team.uuid()).await?;
                let users = members::users_after(&scoped, job.has_mfa, after, BATCH).await?;
                for user in &users {
                    if Some(*user) != job.except {
                        notify_once(ctx, &tx, *user, job.cause, &job.notice).await?;
                    }
                }
                Ok::<_, Error>(users)
            })
            .await?;
        match told.last() {
            Some(last) => after = Some(*last),
            None => return Ok(()),
        }
    }
}
