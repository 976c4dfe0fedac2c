//! Queues, jobs that were given up, and schedules.

use contract::{
    JobId, Page, Permission,
    admin::{DeadJob, DeadJobQuery, JobKind, RequeueKind, Requeued, Schedule},
    audit::Fact,
};

use crate::{
    Ctx, Result,
    audit::{self, Entry, Facts},
    jobs,
    roles::{self, Staff},
};

/// What things are called in the log.
const SUBJECT: &str = "job";

/// How many jobs one transaction queues again: few enough that no worker waits for it.
const BATCH: u64 = 100;

/// Counts the jobs of each kind.
pub async fn kinds(ctx: &Ctx, _staff: &Staff) -> Result<Vec<JobKind>> {
    jobs::kinds(ctx).await
}

/// Lists the jobs that were given up, the latest first, in pages.
///
/// # Errors
///
/// `malformed` for a cursor of another list.
pub async fn list_dead(ctx: &Ctx, _staff: &Staff, query: DeadJobQuery) -> Result<Page<DeadJob>> {
    jobs::page_of_dead(ctx, query).await
}

/// Says when the clock queues its jobs.
pub async fn schedules(ctx: &Ctx, _staff: &Staff) -> Result<Vec<Schedule>> {
    jobs::all_schedules(ctx).await
}

/// Has a job done again that was given up.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none of this id.
pub async fn requeue(ctx: &Ctx, staff: &Staff, id: JobId) -> Result<()> {
    ctx.db
        .write(|tx| async move {
            roles::confirm(&tx, staff, Permission::JobsManage).await?;
            let kind = jobs::requeue_in(ctx, &tx, id).await?;
            let entry = Entry::new("jobs.requeue", SUBJECT, id.uuid())
                .after(Facts::new().open(Fact::Kind, kind));
            audit::record_product(ctx, &tx, &staff.author(), entry).await
        })
        .await?;
    ctx.wake.notify();
    Ok(())
}

/// Has all jobs of a kind done again that were given up by now, and answers with their number.
pub async fn requeue_kind(ctx: &Ctx, staff: &Staff, input: RequeueKind) -> Result<Requeued> {
    let RequeueKind { kind } = input;
    let (kind, now) = (kind.trim(), ctx.clock.now());
    let mut requeued = 0;
    loop {
        let batch = ctx
            .db
            .write(|tx| async move {
                roles::confirm(&tx, staff, Permission::JobsManage).await?;
                let dead = jobs::dead_before(&tx, kind, now, BATCH).await?;
                let mut count: u64 = 0;
                for id in dead {
                    jobs::requeue_in(ctx, &tx, id).await?;
                    count += 1;
                }
                if count > 0 {
                    let facts = Facts::new().open(Fact::Kind, kind).open(Fact::Jobs, count);
                    let entry = Entry::of_many("jobs.requeue_all", SUBJECT).after(facts);
                    audit::record_product(ctx, &tx, &staff.author(), entry).await?;
                }
                Ok::<_, crate::Error>(count)
            })
            .await?;
        requeued += batch;
        if batch < BATCH {
            break;
        }
    }
    ctx.wake.notify();
    Ok(Requeued { requeued })
}
