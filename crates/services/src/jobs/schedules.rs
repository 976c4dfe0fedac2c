//! Jobs that the clock queues.
//!
//! When a schedule is due next stands in its row. Whoever moves it on queues the job in the same
//! transaction: of any number of workers one does, and a worker that dies on the way has done
//! neither. What fell due while nobody worked is made up once, however often it did.

use std::{
    str::FromStr,
    sync::{Mutex, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};
use contract::JobId;
use croner::Cron;

use crate::{
    Ctx, Error, Result,
    jobs::{
        Job,
        store::{self, NewJob},
    },
};

/// For how long a worker believes what it has read of the schedules.
const BELIEVED: TimeDelta = TimeDelta::minutes(1);

/// All schedules that a worker follows.
#[derive(Default)]
pub(super) struct Schedules {
    all: Vec<Schedule>,
    last_look: Mutex<Option<Look>>,
}

/// A job and when it is queued.
struct Schedule {
    name: &'static str,
    cron: Cron,
    job: NewJob,
}

/// When the rows were read, and until when there is no need to read them again.
#[derive(Clone, Copy)]
struct Look {
    at: DateTime<Utc>,
    until: DateTime<Utc>,
}

impl Schedules {
    pub(super) fn add<J: Job>(&mut self, name: &'static str, cron: &str, job: &J) -> Result<()> {
        let invalid = |error| Error::internal(format!("the schedule {name}, {cron}: {error}"));
        let schedule = Schedule {
            name,
            cron: Cron::from_str(cron).map_err(invalid)?,
            job: NewJob::of(job)?,
        };
        // An expression may be well-formed and name no day at all.
        schedule.after(DateTime::UNIX_EPOCH)?;
        self.all.push(schedule);
        Ok(())
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.all.iter().map(|schedule| schedule.name)
    }

    /// Queues what is due by now.
    pub(super) async fn follow(&self, ctx: &Ctx) -> Result<()> {
        let now = ctx.clock.now();
        if self.all.is_empty() || self.is_early(now) {
            return Ok(());
        }
        let known = store::schedules(&ctx.db).await?;
        let mut until = now + BELIEVED;
        for schedule in &self.all {
            let stored = known.get(schedule.name).copied();
            until = until.min(schedule.follow(ctx, stored, now).await?);
        }
        *self.lock() = Some(Look { at: now, until });
        Ok(())
    }

    /// Whether nothing can be due yet. A clock that was set back is no reason to believe so.
    fn is_early(&self, now: DateTime<Utc>) -> bool {
        self.lock()
            .is_some_and(|look| (look.at..look.until).contains(&now))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Look>> {
        self.last_look
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Schedule {
    /// Queues the job if its time has come, and answers with its next time.
    async fn follow(
        &self,
        ctx: &Ctx,
        stored: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<DateTime<Utc>> {
        let next = self.after(now)?;
        let is_due = stored.is_some_and(|due| due <= now);
        // By a clock that was set back a little, what is done lies ahead once more: one time is let
        // pass. Further off nothing can be planned, so it was by a clock that was wrong.
        if let Some(due) = stored
            && !is_due
            && due <= self.after(next)?
        {
            return Ok(due);
        }
        ctx.db
            .write(|tx| async move {
                let is_ours = match stored {
                    Some(seen) => store::reschedule(&tx, self.name, seen, next).await?,
                    None => store::schedule(&tx, self.name, next).await?,
                };
                if is_due && is_ours {
                    let id = JobId::new(ctx.ids.uuid(now)?);
                    store::insert(&tx, id, &self.job, now, now).await?;
                }
                Ok::<_, Error>(())
            })
            .await?;
        Ok(next)
    }

    fn after(&self, at: DateTime<Utc>) -> Result<DateTime<Utc>> {
        self.cron
            .find_next_occurrence(&at, false)
            .map_err(|error| Error::internal(format!("the schedule {}: {error}", self.name)))
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::*;

    #[derive(Serialize, Deserialize)]
    struct Nothing;

    impl Job for Nothing {
        const KIND: &'static str = "test.nothing";
    }

    fn schedule(cron: &str) -> Result<Schedule> {
        let mut schedules = Schedules::default();
        schedules.add("test", cron, &Nothing)?;
        Ok(schedules.all.remove(0))
    }

    #[test]
    fn expressions_are_read_in_utc() {
        for (cron, at, next) in [
            ("17 * * * *", "2026-03-29T00:17:00Z", "2026-03-29T01:17:00Z"),
            (
                "17 * * * *",
                "2026-03-29T00:16:59.999999Z",
                "2026-03-29T00:17:00Z",
            ),
            (
                "17 * * * *",
                "2026-03-29T00:17:00.000001Z",
                "2026-03-29T01:17:00Z",
            ),
            ("30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-29T02:30:00Z"),
            ("0 0 29 2 *", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00Z"),
            (
                "*/5 * * * MON",
                "2026-11-21T23:59:00Z",
                "2026-11-23T00:00:00Z",
            ),
        ] {
            let found = schedule(cron).unwrap().after(at.parse().unwrap()).unwrap();
            assert_eq!(
                found,
                next.parse::<DateTime<Utc>>().unwrap(),
                "{cron} after {at}"
            );
        }
    }

    #[test]
    fn expressions_that_name_no_time_are_refused() {
        for cron in ["", "hourly", "61 * * * *", "* * *", "0 0 30 2 *"] {
            let refused = schedule(cron).err().map(|error| error.to_string());
            assert!(
                refused.is_some_and(|words| words.contains("the schedule test")),
                "{cron:?}"
            );
        }
    }
}
