use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;
use contract::JobId;
use db::{Tx, entity::jobs::Model};
use tokio::{
    task::{JoinError, JoinSet},
    time::{Instant, MissedTickBehavior, error::Elapsed, interval_at, sleep, timeout},
};
use tokio_util::sync::CancellationToken;
use tracing::Instrument;

use crate::{
    Ctx, Result,
    jobs::{
        Handlers, JobEnd, JobError, JobInfo,
        store::{self, Lease},
    },
};

/// The first pause after a moment of work; each further one is twice as long.
const SHORTEST_PAUSE: Duration = Duration::from_millis(10);
/// The pause before the second attempt of a job; each further one is twice as long.
const FIRST_RETRY: Duration = Duration::from_secs(5);
/// The longest pause between two attempts.
const LONGEST_RETRY: Duration = Duration::from_hours(1);

/// How a worker works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkerSettings {
    /// The most jobs at a time.
    pub concurrency: usize,
    /// How long after the death of a worker its jobs are taken by others.
    pub lease: Duration,
    /// The longest pause between two looks into the queue.
    pub poll: Duration,
    /// How long running jobs may go on after shutdown is asked for.
    pub grace: Duration,
}

impl Default for WorkerSettings {
    fn default() -> Self {
        Self {
            concurrency: 8,
            lease: Duration::from_mins(1),
            poll: Duration::from_secs(1),
            grace: Duration::from_secs(20),
        }
    }
}

/// Takes due jobs and does them: a cheap handle. Any number of workers share a queue.
#[derive(Clone, Debug)]
pub struct Worker(Arc<Inner>);

struct Inner {
    ctx: Ctx,
    handlers: Handlers,
    settings: WorkerSettings,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inner")
            .field("handlers", &self.handlers)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

/// How an attempt ended.
enum Outcome {
    Done,
    Failed(JobError),
    /// The worker has to stop; the attempt does not count.
    Stopped,
    /// Another worker has the job.
    Lost,
}

impl Worker {
    /// Makes a worker that does the jobs `handlers` knows.
    pub fn new(ctx: Ctx, handlers: Handlers, settings: WorkerSettings) -> Self {
        Self(Arc::new(Inner {
            ctx,
            handlers,
            settings,
        }))
    }

    /// Works until `shutdown`, then lets running jobs end within the grace and gives the others
    /// back to the queue.
    pub async fn run(&self, shutdown: CancellationToken) {
        let WorkerSettings {
            concurrency,
            poll,
            grace,
            ..
        } = self.0.settings;
        let stop = CancellationToken::new();
        let mut running = JoinSet::new();
        let mut pause = SHORTEST_PAUSE;
        while !shutdown.is_cancelled() {
            while running.try_join_next().is_some() {}
            let free = concurrency.max(1).saturating_sub(running.len());
            if free == 0 {
                tokio::select! {
                    () = shutdown.cancelled() => {}
                    _ = running.join_next() => {}
                }
                continue;
            }
            let claimed = self
                .spawn_due(free, &mut running, &stop)
                .await
                .unwrap_or_else(|error| {
                    tracing::error!(%error, "the queue cannot be read");
                    pause = poll;
                    0
                });
            if claimed == free {
                continue;
            }
            if claimed > 0 {
                pause = SHORTEST_PAUSE;
            }
            tokio::select! {
                () = shutdown.cancelled() => {}
                // The job that this speaks of may be committed a little later, so the pauses
                // begin to grow anew.
                () = self.0.ctx.wake.notified() => pause = SHORTEST_PAUSE,
                () = sleep(pause) => pause = (pause * 2).min(poll),
            }
        }
        let ended = timeout(grace, async {
            while running.join_next().await.is_some() {}
        })
        .await;
        if ended.is_err() {
            tracing::warn!(jobs = running.len(), "jobs are given back to the queue");
            stop.cancel();
            while running.join_next().await.is_some() {}
        }
    }

    /// Takes due jobs, as many as may run at a time, and does them; answers with their number.
    pub async fn run_once(&self) -> Result<usize> {
        let mut running = JoinSet::new();
        let limit = self.0.settings.concurrency.max(1);
        let claimed = self
            .spawn_due(limit, &mut running, &CancellationToken::new())
            .await?;
        while running.join_next().await.is_some() {}
        Ok(claimed)
    }

    /// Does jobs until none is due; answers with the number of attempts.
    pub async fn run_until_idle(&self) -> Result<usize> {
        let mut total = 0;
        loop {
            let claimed = self.run_once().await?;
            if claimed == 0 {
                return Ok(total);
            }
            total += claimed;
        }
    }

    /// Claims up to `limit` due jobs and begins them.
    async fn spawn_due(
        &self,
        limit: usize,
        running: &mut JoinSet<()>,
        stop: &CancellationToken,
    ) -> Result<usize> {
        let Inner {
            ctx,
            handlers,
            settings,
        } = &*self.0;
        if let Err(error) = handlers.schedules().follow(ctx).await {
            tracing::error!(%error, "the schedules cannot be followed");
        }
        let now = ctx.clock.now();
        let token = ctx.ids.uuid(now)?;
        let until = now + settings.lease;
        let jobs = ctx
            .db
            .write(|tx| async move { store::claim(&tx, token, until, now, limit).await })
            .await?;
        let claimed = jobs.len();
        for job in jobs {
            let lease = Lease { job: job.id, token };
            let worker = Arc::clone(&self.0);
            let span = tracing::info_span!(
                "job",
                job.id = %job.id,
                job.kind = job.kind,
                job.attempt = job.attempts,
            );
            let stop = stop.clone();
            running.spawn(async move { worker.run_job(job, lease, stop).await }.instrument(span));
        }
        Ok(claimed)
    }
}

impl Inner {
    async fn run_job(&self, job: Model, lease: Lease, stop: CancellationToken) {
        let started = Instant::now();
        let outcome = self.attempt(&job, lease, &stop).await;
        match self.settle(&job, lease, outcome).await {
            Ok(true) => tracing::debug!(duration = ?started.elapsed(), "job settled"),
            Ok(false) => tracing::warn!("the lease ran out, another worker has the job"),
            // The lease runs out by itself, and the job runs again.
            Err(error) => tracing::error!(%error, "the end of the job cannot be written"),
        }
    }

    /// Runs the handler and keeps the lease alive beside it.
    async fn attempt(&self, job: &Model, lease: Lease, stop: &CancellationToken) -> Outcome {
        if job.attempts > job.max_attempts {
            let reason = "the worker was lost during the last attempt";
            return Outcome::Failed(JobError::permanent(reason));
        }
        let Some(handler) = self.handlers.get(&job.kind) else {
            let reason = format!("no handler for jobs of the kind {}", job.kind);
            return Outcome::Failed(JobError::Permanent(reason));
        };
        let attempt = match handler.start(self.ctx.clone(), &job.payload, info(job)) {
            Ok(attempt) => attempt,
            Err(error) => return Outcome::Failed(error),
        };
        // A task of its own: its panic ends only itself, and it is gone when this future is.
        let mut task = JoinSet::new();
        task.spawn(timeout(handler.timeout, attempt).in_current_span());
        let period = (self.settings.lease / 3).max(Duration::from_millis(1));
        let mut heartbeat = interval_at(Instant::now() + period, period);
        heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                Some(end) = task.join_next() => return outcome(end),
                () = stop.cancelled() => {
                    // Gone for sure before another worker may begin.
                    task.shutdown().await;
                    return Outcome::Stopped;
                }
                _ = heartbeat.tick() => match self.renew(lease).await {
                    Ok(true) => {}
                    Ok(false) => return Outcome::Lost,
                    Err(error) => tracing::warn!(%error, "the lease cannot be renewed"),
                },
            }
        }
    }

    async fn renew(&self, lease: Lease) -> Result<bool> {
        let until = self.ctx.clock.now() + self.settings.lease;
        self.ctx
            .db
            .write(|tx| async move { store::renew(&tx, lease, until).await })
            .await
    }

    /// Writes how an attempt ended; false if the lease was lost before.
    async fn settle(&self, job: &Model, lease: Lease, outcome: Outcome) -> Result<bool> {
        let db = &self.ctx.db;
        let now = self.ctx.clock.now();
        match outcome {
            Outcome::Done => {
                db.write(|tx| async move {
                    let is_ours = store::finish(&tx, lease).await?;
                    if is_ours {
                        self.write_end(&tx, job, JobEnd::Done).await?;
                    }
                    Ok(is_ours)
                })
                .await
            }
            Outcome::Stopped => {
                db.write(|tx| async move { store::release(&tx, lease, now).await })
                    .await
            }
            Outcome::Lost => Ok(false),
            Outcome::Failed(JobError::Retry(reason)) if job.attempts < job.max_attempts => {
                let run_at = now + self.back_off(job.attempts)?;
                tracing::warn!(reason, %run_at, "job failed and is tried again");
                let reason = &reason;
                db.write(|tx| async move { store::retry(&tx, lease, run_at, reason, now).await })
                    .await
            }
            Outcome::Failed(JobError::Retry(reason) | JobError::Permanent(reason)) => {
                tracing::error!(reason, "job failed for good");
                let reason = &reason;
                let attempts = job.attempts.min(job.max_attempts);
                db.write(|tx| async move {
                    let is_ours = store::bury(&tx, lease, attempts, reason, now).await?;
                    if is_ours {
                        let end = JobEnd::GivenUp(reason.clone());
                        self.write_end(&tx, job, end).await?;
                    }
                    Ok(is_ours)
                })
                .await
            }
        }
    }

    /// Has the end of a job written down, if its kind asks for that.
    async fn write_end(&self, tx: &Tx, job: &Model, end: JobEnd) -> Result<()> {
        match self.handlers.get(&job.kind) {
            Some(handler) => {
                handler
                    .end(&self.ctx, tx, &job.payload, info(job), end)
                    .await
            }
            None => Ok(()),
        }
    }

    /// The pause after a failed attempt: doubled each time, and up to a quarter more or less, so
    /// that what failed together does not come back together.
    fn back_off(&self, attempt: i32) -> Result<TimeDelta> {
        let doublings = u32::try_from(attempt.saturating_sub(1)).unwrap_or_default();
        let pause = FIRST_RETRY
            .saturating_mul(1_u32.checked_shl(doublings).unwrap_or(u32::MAX))
            .min(LONGEST_RETRY);
        let (_, random) = self.ctx.ids.uuid(self.ctx.clock.now())?.as_u64_pair();
        let share = 750 + u32::try_from(random % 501).unwrap_or_default();
        let pause = pause.saturating_mul(share) / 1000;
        Ok(TimeDelta::from_std(pause).unwrap_or_default())
    }
}

fn info(job: &Model) -> JobInfo {
    JobInfo {
        id: JobId::new(job.id),
        attempt: job.attempts.min(job.max_attempts),
        max_attempts: job.max_attempts,
        created_at: job.created_at,
    }
}

fn outcome(end: Result<Result<Result<(), JobError>, Elapsed>, JoinError>) -> Outcome {
    match end {
        Ok(Ok(Ok(()))) => Outcome::Done,
        Ok(Ok(Err(error))) => Outcome::Failed(error),
        Ok(Err(_)) => Outcome::Failed(JobError::retry("the attempt took too long")),
        // The words of a panic may quote data, and the panic hook has printed them.
        Err(error) if error.is_panic() => Outcome::Failed(JobError::retry("the job panicked")),
        Err(_) => Outcome::Stopped,
    }
}
