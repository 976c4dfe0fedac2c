use std::{collections::BTreeMap, fmt, pin::Pin, time::Duration};

use crate::{
    Ctx,
    jobs::{Job, JobError, JobInfo},
};

type Attempt = Pin<Box<dyn Future<Output = Result<(), JobError>> + Send>>;
type Start = Box<dyn Fn(Ctx, &str, JobInfo) -> Result<Attempt, JobError> + Send + Sync>;

/// What a worker can do: one function for each kind of job.
#[derive(Default)]
pub struct Handlers(BTreeMap<&'static str, Handler>);

pub(super) struct Handler {
    pub(super) timeout: Duration,
    start: Start,
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
        self.0.insert(
            J::KIND,
            Handler {
                timeout: J::TIMEOUT,
                start,
            },
        );
        self
    }

    pub(super) fn get(&self, kind: &str) -> Option<&Handler> {
        self.0.get(kind)
    }
}

impl fmt::Debug for Handlers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
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
}

/// Says where a payload is broken without quoting it.
fn unreadable(error: &serde_json::Error) -> JobError {
    let kind = error.classify();
    JobError::Permanent(format!(
        "the payload cannot be read: {kind:?} error at {}",
        error.column()
    ))
}
