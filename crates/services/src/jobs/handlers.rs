use std::{collections::BTreeMap, fmt, pin::Pin, time::Duration};

use db::Tx;

use crate::{
    Ctx, Result,
    jobs::{Job, JobError, JobInfo, schedules::Schedules},
};

type Attempt = Pin<Box<dyn Future<Output = Result<(), JobError>> + Send>>;
type Start = Box<dyn Fn(Ctx, &str, JobInfo) -> Result<Attempt, JobError> + Send + Sync>;

type End = Box<dyn Fn(Ctx, Tx, &str, JobInfo, JobEnd) -> Written + Send + Sync>;
type Written = Pin<Box<dyn Future<Output = Result<()>> + Send>>;

/// How a job ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobEnd {
    /// It was done.
    Done,
    /// It was given up, for this reason.
    GivenUp(String),
}

/// What a worker can do, one function for each kind of job, and what it queues by the clock.
#[derive(Default)]
pub struct Handlers {
    by_kind: BTreeMap<&'static str, Handler>,
    schedules: Schedules,
}

pub(super) struct Handler {
    pub(super) timeout: Duration,
    start: Start,
    end: Option<End>,
}

impl Handlers {
    /// Adds the function that does jobs of the kind `J`, in place of the one before.
    ///
    /// What it needs of the outside world it brings with it.
    #[must_use]
    pub fn on<J, F, Fut>(mut self, handler: F) -> Self
    where
        J: Job,
        F: Fn(Ctx, J, JobInfo) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        let start: Start = Box::new(move |ctx, payload, info| {
            let job = serde_json::from_str(payload).map_err(|error| unreadable(&error))?;
            Ok(Box::pin(handler(ctx, job, info)))
        });
        self.by_kind.insert(
            J::KIND,
            Handler {
                timeout: J::TIMEOUT,
                start,
                end: None,
            },
        );
        self
    }

    /// Adds the function that writes down how a job of the kind `J` ended, in the transaction that ends
    /// it. Nothing is written of a job whose data cannot be read.
    #[must_use]
    pub fn on_end<J, F, Fut>(mut self, write: F) -> Self
    where
        J: Job,
        F: Fn(Ctx, Tx, J, JobInfo, JobEnd) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<()>> + Send + 'static,
    {
        let end: End =
            Box::new(
                move |ctx, tx, payload, info, end| match serde_json::from_str(payload) {
                    Ok(job) => Box::pin(write(ctx, tx, job, info, end)),
                    Err(_) => Box::pin(std::future::ready(Ok(()))),
                },
            );
        if let Some(handler) = self.by_kind.get_mut(J::KIND) {
            handler.end = Some(end);
        }
        self
    }

    /// Queues `job` whenever the cron expression says so, by UTC: `17 * * * *` is each hour's
    /// seventeenth minute.
    ///
    /// A worker may be late by [`poll`](super::WorkerSettings::poll). What fell due while no worker
    /// ran is made up once. The `name` never changes: under it stands in the database when the job
    /// is due next.
    ///
    /// # Errors
    ///
    /// [`Error::Internal`](crate::Error::Internal) if the expression names no time.
    pub fn every<J: Job>(mut self, name: &'static str, cron: &str, job: &J) -> Result<Self> {
        self.schedules.add(name, cron, job)?;
        Ok(self)
    }

    /// The kinds of jobs that a worker can do.
    pub fn kinds(&self) -> impl Iterator<Item = &'static str> {
        self.by_kind.keys().copied()
    }

    /// The names of what it queues by the clock.
    pub fn scheduled(&self) -> impl Iterator<Item = &'static str> {
        self.schedules.names()
    }

    pub(super) fn get(&self, kind: &str) -> Option<&Handler> {
        self.by_kind.get(kind)
    }

    pub(super) const fn schedules(&self) -> &Schedules {
        &self.schedules
    }
}

impl fmt::Debug for Handlers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handlers")
            .field("kinds", &self.by_kind.keys())
            .field("schedules", &self.schedules.names().collect::<Vec<_>>())
            .finish()
    }
}

impl Handler {
    /// Begins an attempt; fails if the payload is not what the kind is made of.
    pub(super) fn start(
        &self,
        ctx: Ctx,
        payload: &str,
        info: JobInfo,
    ) -> Result<Attempt, JobError> {
        (self.start)(ctx, payload, info)
    }

    /// Writes down how a job ended.
    pub(super) async fn end(
        &self,
        ctx: &Ctx,
        tx: &Tx,
        payload: &str,
        info: JobInfo,
        end: JobEnd,
    ) -> Result<()> {
        match &self.end {
            Some(write) => write(ctx.clone(), tx.clone(), payload, info, end).await,
            None => Ok(()),
        }
    }
}

/// Says where a payload is broken without quoting it.
fn unreadable(error: &serde_json::Error) -> JobError {
    let kind = error.classify();
    JobError::Permanent(format!(
        "the payload cannot be read: {kind:?} error at {}",
        error.column()
    ))
}
