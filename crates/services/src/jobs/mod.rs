//! Jobs: work that is queued in the transaction that is its reason, and done by a worker.
//!
//! A job is a row until it has succeeded; then the row is deleted, since its payload may hold
//! addresses and links with secrets. A worker takes jobs under a lease that it renews while it
//! works. When the worker dies the lease runs out and another worker takes the job, so a job may
//! run more than once: a [`Job`]'s handler must be able to repeat itself. A job that fails is tried
//! again later, each time after a longer pause; after its last attempt it stays as *dead*, with
//! the reason, until someone [requeues](requeue) it.
//!
//! Some jobs are queued by the clock ([`Handlers::every`]), once however many workers there are.
//!
//! A worker looks for jobs when [`Wake`] tells it that this process has queued one, and else every
//! [`poll`](WorkerSettings::poll): that long may a job wait that another process has queued.

mod handlers;
mod schedules;
mod store;
mod wake;
mod worker;

use std::{fmt, time::Duration};

use chrono::{DateTime, Utc};
use contract::{
    JobId, Page,
    admin::{DeadJobQuery, JobKind, Schedule},
};
use db::Tx;
use serde::{Serialize, de::DeserializeOwned};

pub use handlers::{Handlers, JobEnd};
pub use wake::Wake;
pub use worker::{Worker, WorkerSettings};

use crate::{
    Ctx, Error, Result,
    cursor::{self, Listing},
};

/// The list of jobs that were given up, as its cursors name it.
const LATEST_FIRST: Listing = Listing::new("dead_jobs", "-died_at");

/// The most characters of a reason that are kept.
const MAX_REASON: usize = 500;

/// A kind of work: the data that its handler needs.
///
/// The data is kept as JSON, and a job may be older than the program that runs it: new fields need
/// a default.
pub trait Job: Serialize + DeserializeOwned + Send + 'static {
    /// The name of the kind, which never changes: `mails.send`.
    const KIND: &'static str;
    /// How often the work is tried: twelve attempts are about two hours.
    const MAX_ATTEMPTS: i32 = 12;
    /// Which of two due jobs is first: the one with the greater number.
    const PRIORITY: i32 = 0;
    /// How long one attempt may take.
    const TIMEOUT: Duration = Duration::from_mins(5);

    /// What makes a second job of this kind superfluous while the first is queued or running.
    fn unique_key(&self) -> Option<String> {
        None
    }
}

/// What a handler knows of its job beside the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobInfo {
    /// The same at each attempt: the key under which others recognise a repetition.
    pub id: JobId,
    /// Which attempt this is, from one.
    pub attempt: i32,
    /// The last attempt.
    pub max_attempts: i32,
    /// When the job was queued.
    pub created_at: DateTime<Utc>,
}

/// Why an attempt failed.
///
/// The reason is kept and logged: it names no person and holds no secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JobError {
    /// It may work later.
    #[error("{0}")]
    Retry(String),
    /// It will never work.
    #[error("{0}")]
    Permanent(String),
}

impl JobError {
    /// A failure that may pass.
    pub fn retry(reason: impl fmt::Display) -> Self {
        Self::Retry(reason.to_string())
    }

    /// A failure that stays.
    pub fn permanent(reason: impl fmt::Display) -> Self {
        Self::Permanent(reason.to_string())
    }
}

impl From<Error> for JobError {
    fn from(error: Error) -> Self {
        Self::retry(error)
    }
}

/// How many jobs there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JobStats {
    /// Waiting for their time or for a worker.
    pub queued: u64,
    /// Under a worker's lease.
    pub running: u64,
    /// Given up.
    pub dead: u64,
    /// For how long the oldest due job has been waiting: whether workers keep up.
    pub lag: Duration,
}

/// A job that was given up. Its payload is not shown: it may hold secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadJob {
    /// The job.
    pub id: JobId,
    /// Its [`Job::KIND`].
    pub kind: String,
    /// How often it was tried.
    pub attempts: i32,
    /// Why the last attempt failed.
    pub last_error: String,
    /// When it was queued.
    pub created_at: DateTime<Utc>,
    /// When it was given up.
    pub died_at: DateTime<Utc>,
}

/// Queues a job, to run as soon as `tx` is committed.
///
/// If a live job has the same [`Job::unique_key`], nothing is queued and its id is given back.
pub async fn enqueue<J: Job>(ctx: &Ctx, tx: &Tx, job: &J) -> Result<JobId> {
    enqueue_at(ctx, tx, job, ctx.clock.now()).await
}

/// Queues a job, to run at `run_at` or soon after.
///
/// If a live job has the same [`Job::unique_key`], nothing is queued and its id is given back.
pub async fn enqueue_at<J: Job>(
    ctx: &Ctx,
    tx: &Tx,
    job: &J,
    run_at: DateTime<Utc>,
) -> Result<JobId> {
    let now = ctx.clock.now();
    let id = JobId::new(ctx.ids.uuid(now)?);
    let new = store::NewJob::of(job)?;
    let id = store::insert(tx, id, &new, db::now_micros(run_at), now).await?;
    ctx.wake.notify();
    Ok(id)
}

/// Gives a dead job a new start, with all its attempts, and answers with its id.
///
/// If a live job does the same work by now ([`Job::unique_key`]), the dead one is deleted and the
/// id is that of the live one.
///
/// # Errors
///
/// [`Error::NotFound`] if there is no dead job of this id.
pub async fn requeue(ctx: &Ctx, id: JobId) -> Result<JobId> {
    let now = ctx.clock.now();
    let id = ctx
        .db
        .write(|tx| async move { store::requeue(&tx, id, now).await })
        .await?
        .0;
    ctx.wake.notify();
    Ok(id)
}

/// As [`requeue`], in a transaction; answers with the job's kind. The caller wakes the worker.
pub(crate) async fn requeue_in(ctx: &Ctx, tx: &Tx, id: JobId) -> Result<String> {
    let (_, kind) = store::requeue(tx, id, ctx.clock.now()).await?;
    Ok(kind)
}

/// The jobs of a kind that were given up before `before`, at most `limit` of them.
pub(crate) async fn dead_before(
    tx: &Tx,
    kind: &str,
    before: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<JobId>> {
    store::dead_before(tx, kind, before, limit).await
}

/// Counts the jobs of each kind.
pub(crate) async fn kinds(ctx: &Ctx) -> Result<Vec<JobKind>> {
    store::kinds(&ctx.db, ctx.clock.now()).await
}

/// Lists the jobs that were given up, the latest first, in pages.
pub(crate) async fn page_of_dead(
    ctx: &Ctx,
    query: DeadJobQuery,
) -> Result<Page<contract::admin::DeadJob>> {
    let DeadJobQuery {
        kind,
        limit,
        cursor,
    } = query;
    let limit = cursor::limit(limit)?;
    let cursor = LATEST_FIRST.cursor(cursor)?;
    let kind = cursor::wanted(kind);
    let rows = store::page_of_dead(&ctx.db, kind.as_deref(), cursor.as_ref(), limit + 1).await?;
    let key = |job: &DeadJob| (job.died_at.to_rfc3339(), job.id.uuid());
    let view = |job: DeadJob| {
        let DeadJob {
            id,
            kind,
            attempts,
            last_error,
            created_at,
            died_at,
        } = job;
        Ok(contract::admin::DeadJob {
            id,
            kind,
            attempts,
            cause: last_error,
            created_at,
            died_at,
        })
    };
    cursor::paginate(rows, limit, LATEST_FIRST, cursor.as_ref(), key, view)
}

/// All schedules by their names.
pub(crate) async fn all_schedules(ctx: &Ctx) -> Result<Vec<Schedule>> {
    let schedules = store::schedules(&ctx.db).await?;
    let view = |(name, next_run_at)| Schedule { name, next_run_at };
    Ok(schedules.into_iter().map(view).collect())
}

/// Counts the jobs.
pub async fn stats(ctx: &Ctx) -> Result<JobStats> {
    store::stats(&ctx.db, ctx.clock.now()).await
}

/// Lists the jobs that were given up, the latest first, `limit` at most.
pub async fn list_dead(ctx: &Ctx, limit: u64) -> Result<Vec<DeadJob>> {
    store::list_dead(&ctx.db, limit).await
}

/// Deletes jobs that died before `before`, at most `limit` of them.
pub(crate) async fn purge_dead(tx: Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    store::purge_dead(&tx, before, limit).await
}
