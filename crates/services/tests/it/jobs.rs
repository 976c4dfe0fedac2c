use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use contract::JobId;
use db::{entity, global};
use serde::{Deserialize, Serialize};
use services::{
    Ctx, Error, Result,
    jobs::{self, Handlers, Job, JobError, JobInfo, Worker, WorkerSettings},
};
use testkit::{TestDb, db_test};
use tokio::{sync::mpsc, task::JoinSet};
use tokio_util::sync::CancellationToken;

/// A job that its handler writes down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    text: String,
}

impl Job for Note {
    const KIND: &'static str = "test.note";
    const MAX_ATTEMPTS: i32 = 3;
}

#[derive(Serialize, Deserialize)]
struct Urgent {
    text: String,
}

impl Job for Urgent {
    const KIND: &'static str = "test.urgent";
    const PRIORITY: i32 = 10;
}

#[derive(Serialize, Deserialize)]
struct Single {
    subject: String,
    text: String,
}

impl Job for Single {
    const KIND: &'static str = "test.single";
    const MAX_ATTEMPTS: i32 = 1;

    fn unique_key(&self) -> Option<String> {
        Some(self.subject.clone())
    }
}

fn note(text: &str) -> Note {
    Note { text: text.into() }
}

/// What handlers did, in order.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<(String, i32)>>>);

impl Log {
    fn add(&self, text: &str, info: JobInfo) {
        self.0.lock().unwrap().push((text.to_owned(), info.attempt));
    }

    fn texts(&self) -> Vec<String> {
        self.0
            .lock()
            .unwrap()
            .iter()
            .map(|(text, _)| text.clone())
            .collect()
    }

    fn attempts(&self) -> Vec<i32> {
        self.0
            .lock()
            .unwrap()
            .iter()
            .map(|(_, attempt)| *attempt)
            .collect()
    }

    /// Handlers that write down every job and succeed.
    fn handlers(&self) -> Handlers {
        let (notes, urgent, single) = (self.clone(), self.clone(), self.clone());
        Handlers::default()
            .on(move |_, job: Note, info| {
                notes.add(&job.text, info);
                async { Ok(()) }
            })
            .on(move |_, job: Urgent, info| {
                urgent.add(&job.text, info);
                async { Ok(()) }
            })
            .on(move |_, job: Single, info| {
                single.add(&job.text, info);
                async { Ok(()) }
            })
    }

    /// Handlers that write down every note and fail with `error`.
    fn failing(&self, error: JobError) -> Handlers {
        let log = self.clone();
        Handlers::default().on(move |_, job: Note, info| {
            log.add(&job.text, info);
            let error = error.clone();
            async { Err(error) }
        })
    }
}

/// Handlers of notes that say when they begin and end when they are told to.
struct Gate {
    begun: mpsc::UnboundedReceiver<JobInfo>,
    go: mpsc::UnboundedSender<()>,
}

impl Gate {
    fn new() -> (Self, Handlers) {
        let (begin, begun) = mpsc::unbounded_channel();
        let (go, gone) = mpsc::unbounded_channel();
        let gone = Arc::new(tokio::sync::Mutex::new(gone));
        let handlers = Handlers::default().on(move |_, _: Note, info| {
            let (begin, gone) = (begin.clone(), Arc::clone(&gone));
            async move {
                begin.send(info).map_err(JobError::retry)?;
                gone.lock()
                    .await
                    .recv()
                    .await
                    .ok_or_else(|| JobError::retry("never told"))
            }
        });
        (Self { begun, go }, handlers)
    }

    async fn begun(&mut self) -> JobInfo {
        self.begun.recv().await.unwrap()
    }

    fn go(&self) {
        self.go.send(()).unwrap();
    }
}

async fn enqueue<J: Job + Sync>(ctx: &Ctx, job: &J) -> JobId {
    enqueue_at(ctx, job, ctx.clock.now()).await
}

async fn enqueue_at<J: Job + Sync>(ctx: &Ctx, job: &J, at: DateTime<Utc>) -> JobId {
    ctx.db
        .write(|tx| async move { jobs::enqueue_at(ctx, &tx, job, at).await })
        .await
        .unwrap()
}

/// A worker that does one job at a time, so that their order shows.
fn worker(ctx: &Ctx, handlers: Handlers) -> Worker {
    worker_with(
        ctx,
        handlers,
        WorkerSettings {
            concurrency: 1,
            ..WorkerSettings::default()
        },
    )
}

fn worker_with(ctx: &Ctx, handlers: Handlers, settings: WorkerSettings) -> Worker {
    Worker::new(ctx.clone(), handlers, settings)
}

async fn counts(ctx: &Ctx) -> (u64, u64, u64) {
    let stats = jobs::stats(ctx).await.unwrap();
    (stats.queued, stats.running, stats.dead)
}

async fn rows(ctx: &Ctx) -> Vec<entity::jobs::Model> {
    global::<entity::jobs::Entity>()
        .all(ctx.db.read())
        .await
        .unwrap()
}

const LEASE: TimeDelta = TimeDelta::seconds(60);

#[db_test]
async fn done_jobs_leave_no_row(db: TestDb) {
    let (ctx, log) = (testkit::ctx(&db), Log::default());
    enqueue(&ctx, &note("a")).await;
    assert_eq!(counts(&ctx).await, (1, 0, 0));

    let attempts = worker(&ctx, log.handlers()).run_until_idle().await.unwrap();

    assert_eq!(attempts, 1);
    assert_eq!(log.texts(), ["a"]);
    assert_eq!(rows(&ctx).await, []);
}

#[db_test]
async fn greater_priority_is_first_then_earlier_time(db: TestDb) {
    let (ctx, log) = (testkit::ctx(&db), Log::default());
    let now = ctx.clock.now();
    // Fractions of a second of several lengths must not disturb the order.
    enqueue_at(&ctx, &note("third"), now - TimeDelta::milliseconds(500)).await;
    enqueue_at(&ctx, &note("fourth"), now).await;
    enqueue_at(&ctx, &note("second"), now - TimeDelta::seconds(1)).await;
    enqueue_at(&ctx, &note("later"), now + TimeDelta::microseconds(1)).await;
    enqueue(
        &ctx,
        &Urgent {
            text: "first".into(),
        },
    )
    .await;
    let worker = worker(&ctx, log.handlers());

    worker.run_until_idle().await.unwrap();
    assert_eq!(log.texts(), ["first", "second", "third", "fourth"]);

    ctx.clock.advance(TimeDelta::microseconds(1));
    worker.run_until_idle().await.unwrap();
    assert_eq!(log.texts().last().unwrap(), "later");
}

#[db_test]
async fn live_jobs_share_no_unique_key(db: TestDb) {
    let (ctx, log) = (testkit::ctx(&db), Log::default());
    let job = |subject: &str, text: &str| Single {
        subject: subject.into(),
        text: text.into(),
    };
    let first = enqueue(&ctx, &job("x", "one")).await;
    let second = enqueue(&ctx, &job("x", "two")).await;
    let other = enqueue(&ctx, &job("y", "three")).await;
    assert_eq!(first, second);
    assert_ne!(first, other);

    let worker = worker(&ctx, log.handlers());
    worker.run_until_idle().await.unwrap();
    assert_eq!(log.texts(), ["one", "three"]);

    enqueue(&ctx, &job("x", "four")).await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(log.texts(), ["one", "three", "four"]);
}

#[db_test]
async fn many_at_once_with_one_unique_key_are_one_job(db: TestDb) {
    let (ctx, log) = (testkit::ctx(&db), Log::default());
    let mut tasks = JoinSet::new();
    for _ in 0..20 {
        let ctx = ctx.clone();
        tasks.spawn(async move {
            enqueue(
                &ctx,
                &Single {
                    subject: "x".into(),
                    text: "once".into(),
                },
            )
            .await
        });
    }
    let ids = tasks.join_all().await;

    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    worker(&ctx, log.handlers()).run_until_idle().await.unwrap();
    assert_eq!(log.texts(), ["once"]);
}

#[db_test]
async fn rolled_back_transactions_queue_nothing(db: TestDb) {
    let ctx = &testkit::ctx(&db);
    let result: Result<()> = ctx
        .db
        .write(|tx| async move {
            jobs::enqueue(ctx, &tx, &note("never")).await?;
            Err(Error::NotFound)
        })
        .await;

    assert!(matches!(result, Err(Error::NotFound)));
    assert_eq!(rows(ctx).await, []);
}

#[db_test]
async fn a_lost_workers_job_is_taken_over_when_its_lease_ends(db: TestDb) {
    let (ctx, log) = (testkit::ctx(&db), Log::default());
    enqueue(&ctx, &note("a")).await;
    let (mut gate, blocked) = Gate::new();
    let lost = worker(&ctx, blocked);
    let mut task = JoinSet::new();
    task.spawn(async move { lost.run_once().await });
    assert_eq!(gate.begun().await.attempt, 1);
    // As if the process were killed: nothing of the attempt is written.
    task.shutdown().await;

    let successor = worker(&ctx, log.handlers());
    ctx.clock.advance(LEASE - TimeDelta::microseconds(1));
    assert_eq!(successor.run_once().await.unwrap(), 0);
    ctx.clock.advance(TimeDelta::microseconds(1));
    assert_eq!(successor.run_once().await.unwrap(), 1);
    assert_eq!(log.attempts(), [2]);
    assert_eq!(rows(&ctx).await, []);
}

#[db_test]
async fn a_late_worker_cannot_finish_a_job_taken_over(db: TestDb) {
    let ctx = testkit::ctx(&db);
    enqueue(&ctx, &note("a")).await;
    let (mut early_gate, early) = Gate::new();
    let (mut late_gate, late) = Gate::new();
    let (early, late) = (worker(&ctx, early), worker(&ctx, late));
    let mut early_run = JoinSet::new();
    early_run.spawn(async move { early.run_once().await });
    assert_eq!(early_gate.begun().await.attempt, 1);
    ctx.clock.advance(LEASE);
    let mut late_run = JoinSet::new();
    late_run.spawn(async move { late.run_once().await });
    assert_eq!(late_gate.begun().await.attempt, 2);

    early_gate.go();
    early_run.join_next().await.unwrap().unwrap().unwrap();
    assert_eq!(
        counts(&ctx).await,
        (0, 1, 0),
        "the successor still has the job"
    );

    late_gate.go();
    late_run.join_next().await.unwrap().unwrap().unwrap();
    assert_eq!(counts(&ctx).await, (0, 0, 0));
}

#[db_test]
async fn a_job_whose_worker_was_lost_on_the_last_attempt_is_dead(db: TestDb) {
    let (ctx, log) = (testkit::ctx(&db), Log::default());
    let id = enqueue(
        &ctx,
        &Single {
            subject: "x".into(),
            text: "a".into(),
        },
    )
    .await;
    let (begin, mut begun) = mpsc::unbounded_channel();
    let handlers = Handlers::default().on(move |_, _: Single, _| {
        let begin = begin.clone();
        async move {
            begin.send(()).unwrap();
            std::future::pending().await
        }
    });
    let lost = worker(&ctx, handlers);
    let mut task = JoinSet::new();
    task.spawn(async move { lost.run_once().await });
    begun.recv().await.unwrap();
    task.shutdown().await;
    ctx.clock.advance(LEASE);

    worker(&ctx, log.handlers()).run_until_idle().await.unwrap();

    assert_eq!(log.texts(), Vec::<String>::new());
    let dead = jobs::list_dead(&ctx, 10).await.unwrap();
    assert_eq!((dead[0].id, dead[0].attempts), (id, 1));
    assert_eq!(
        dead[0].last_error,
        "the worker was lost during the last attempt"
    );
}

#[db_test]
async fn heartbeats_keep_the_lease(db: TestDb) {
    let ctx = testkit::ctx(&db);
    enqueue(&ctx, &note("a")).await;
    let handlers = Handlers::default().on(|ctx: Ctx, _: Note, _| async move {
        let first = rows(&ctx).await[0].lease_until.unwrap();
        ctx.clock.advance(LEASE);
        while rows(&ctx).await[0].lease_until.unwrap() < first + LEASE {
            tokio::task::yield_now().await;
        }
        Ok(())
    });
    let settings = WorkerSettings {
        lease: Duration::from_millis(30),
        ..WorkerSettings::default()
    };

    assert_eq!(
        worker_with(&ctx, handlers, settings)
            .run_once()
            .await
            .unwrap(),
        1
    );
    assert_eq!(rows(&ctx).await, []);
}

#[db_test]
async fn a_heartbeat_without_lease_ends_the_attempt(db: TestDb) {
    let (ctx, log) = (testkit::ctx(&db), Log::default());
    enqueue(&ctx, &note("a")).await;
    let handlers = Handlers::default().on(|ctx: Ctx, _: Note, _| async move {
        // Another worker comes along after the end of the lease, and finishes the job.
        let other = worker(&ctx, Log::default().handlers());
        while other.run_once().await? == 0 {
            ctx.clock.advance(LEASE);
        }
        std::future::pending().await
    });
    let settings = WorkerSettings {
        lease: Duration::from_millis(300),
        ..WorkerSettings::default()
    };

    assert_eq!(
        worker_with(&ctx, handlers, settings)
            .run_once()
            .await
            .unwrap(),
        1
    );
    assert_eq!(log.texts(), Vec::<String>::new());
    assert_eq!(rows(&ctx).await, []);
}

#[db_test]
async fn failures_are_retried_after_growing_pauses_until_the_last_attempt(db: TestDb) {
    let (ctx, log) = (testkit::ctx(&db), Log::default());
    let id = enqueue(&ctx, &note("a")).await;
    let failing = worker(&ctx, log.failing(JobError::retry("the other side is away")));
    for (attempt, seconds) in [(1, 5), (2, 10)] {
        assert_eq!(failing.run_until_idle().await.unwrap(), 1);
        let row = &rows(&ctx).await[0];
        assert_eq!((row.status.as_str(), row.attempts), ("queued", attempt));
        assert_eq!(row.last_error.as_deref(), Some("the other side is away"));
        let pause = row.run_at - ctx.clock.now();
        let usual = TimeDelta::seconds(seconds);
        assert!(pause >= usual * 3 / 4 && pause <= usual * 5 / 4, "{pause}");
        ctx.clock.advance(pause);
    }
    assert_eq!(failing.run_until_idle().await.unwrap(), 1);
    assert_eq!(log.attempts(), [1, 2, 3]);
    assert_eq!(counts(&ctx).await, (0, 0, 1));
    ctx.clock.advance(TimeDelta::days(365));
    assert_eq!(failing.run_until_idle().await.unwrap(), 0);

    let dead = jobs::list_dead(&ctx, 10).await.unwrap();
    assert_eq!(
        (dead[0].id, dead[0].attempts, dead[0].kind.as_str()),
        (id, 3, "test.note")
    );
    jobs::requeue(&ctx, id).await.unwrap();
    let mended = Log::default();
    worker(&ctx, mended.handlers())
        .run_until_idle()
        .await
        .unwrap();
    assert_eq!(mended.attempts(), [1]);
    assert_eq!(rows(&ctx).await, []);
}

#[db_test]
async fn only_dead_jobs_can_be_requeued(db: TestDb) {
    let ctx = testkit::ctx(&db);
    let id = enqueue(&ctx, &note("a")).await;
    let unknown = JobId::new(ctx.ids.uuid(ctx.clock.now()).unwrap());
    for id in [id, unknown] {
        assert!(matches!(
            jobs::requeue(&ctx, id).await,
            Err(Error::NotFound)
        ));
    }
}

#[db_test]
async fn a_requeued_job_gives_way_to_its_live_twin(db: TestDb) {
    let (ctx, log) = (testkit::ctx(&db), Log::default());
    let job = |text: &str| Single {
        subject: "x".into(),
        text: text.into(),
    };
    let dead = enqueue(&ctx, &job("old")).await;
    worker(&ctx, Handlers::default()).run_once().await.unwrap();
    let live = enqueue(&ctx, &job("new")).await;

    assert_eq!(jobs::requeue(&ctx, dead).await.unwrap(), live);
    worker(&ctx, log.handlers()).run_until_idle().await.unwrap();
    assert_eq!(log.texts(), ["new"]);
    assert_eq!(rows(&ctx).await, []);
}

#[db_test]
async fn permanent_failures_are_not_retried(db: TestDb) {
    let (ctx, log) = (testkit::ctx(&db), Log::default());
    enqueue(&ctx, &note("a")).await;
    let reason = "x".repeat(10_000);

    worker(&ctx, log.failing(JobError::permanent(reason)))
        .run_until_idle()
        .await
        .unwrap();

    let dead = jobs::list_dead(&ctx, 10).await.unwrap();
    assert_eq!(
        (dead.len(), dead[0].attempts, dead[0].last_error.len()),
        (1, 1, 500)
    );
}

#[db_test]
async fn unknown_kinds_are_dead_with_a_clear_reason(db: TestDb) {
    let ctx = testkit::ctx(&db);
    enqueue(&ctx, &note("a")).await;

    worker(&ctx, Handlers::default())
        .run_until_idle()
        .await
        .unwrap();

    let dead = jobs::list_dead(&ctx, 10).await.unwrap();
    assert_eq!(
        dead[0].last_error,
        "no handler for jobs of the kind test.note"
    );
}

#[db_test]
async fn unreadable_payloads_are_dead_and_not_quoted(db: TestDb) {
    /// The same kind as [`Note`], of another shape.
    #[derive(Serialize, Deserialize)]
    struct Older(String);
    impl Job for Older {
        const KIND: &'static str = Note::KIND;
    }
    let (ctx, log) = (testkit::ctx(&db), Log::default());
    enqueue(&ctx, &Older("secret".into())).await;

    worker(&ctx, log.handlers()).run_until_idle().await.unwrap();

    let dead = jobs::list_dead(&ctx, 10).await.unwrap();
    assert_eq!(
        dead[0].last_error,
        "the payload cannot be read: Data error at 8"
    );
}

#[db_test]
async fn panics_count_as_failures(db: TestDb) {
    let ctx = testkit::ctx(&db);
    enqueue(&ctx, &note("a")).await;
    enqueue(&ctx, &note("secret")).await;
    let handlers = Handlers::default().on(|_, job: Note, _| async move {
        assert_eq!(job.text, "a", "this panic is part of the test");
        Ok(())
    });

    let settings = WorkerSettings::default();
    assert_eq!(
        worker_with(&ctx, handlers, settings)
            .run_once()
            .await
            .unwrap(),
        2
    );

    let rows = rows(&ctx).await;
    assert_eq!((rows.len(), rows[0].attempts), (1, 1));
    assert_eq!(rows[0].last_error.as_deref(), Some("the job panicked"));
}

#[db_test]
async fn attempts_that_take_too_long_fail(db: TestDb) {
    #[derive(Serialize, Deserialize)]
    struct Slow(());
    impl Job for Slow {
        const KIND: &'static str = "test.slow";
        const TIMEOUT: Duration = Duration::from_millis(1);
    }
    let ctx = testkit::ctx(&db);
    enqueue(&ctx, &Slow(())).await;
    let handlers = Handlers::default().on(|_, _: Slow, _| std::future::pending());

    worker(&ctx, handlers).run_once().await.unwrap();

    let row = &rows(&ctx).await[0];
    assert_eq!(row.last_error.as_deref(), Some("the attempt took too long"));
}

#[db_test]
async fn shutdown_lets_running_jobs_end(db: TestDb) {
    let ctx = testkit::ctx(&db);
    enqueue(&ctx, &note("a")).await;
    let (mut gate, handlers) = Gate::new();
    let (worker, shutdown) = (worker(&ctx, handlers), CancellationToken::new());
    let mut run = JoinSet::new();
    run.spawn({
        let shutdown = shutdown.clone();
        async move { worker.run(shutdown).await }
    });
    gate.begun().await;
    shutdown.cancel();
    enqueue(&ctx, &note("b")).await;
    gate.go();
    run.join_next().await.unwrap().unwrap();

    assert_eq!(
        counts(&ctx).await,
        (1, 0, 0),
        "no job is begun after shutdown"
    );
}

#[db_test]
async fn shutdown_gives_back_what_does_not_end_in_time(db: TestDb) {
    let (ctx, log) = (testkit::ctx(&db), Log::default());
    enqueue(&ctx, &note("a")).await;
    let (mut gate, handlers) = Gate::new();
    let settings = WorkerSettings {
        grace: Duration::ZERO,
        ..WorkerSettings::default()
    };
    let (stopped, shutdown) = (
        worker_with(&ctx, handlers, settings),
        CancellationToken::new(),
    );
    let mut run = JoinSet::new();
    run.spawn({
        let shutdown = shutdown.clone();
        async move { stopped.run(shutdown).await }
    });
    gate.begun().await;
    shutdown.cancel();
    run.join_next().await.unwrap().unwrap();

    // At once, without waiting for the lease, and as if it had never been begun.
    worker(&ctx, log.handlers()).run_until_idle().await.unwrap();
    assert_eq!(log.attempts(), [1]);
}

#[db_test]
async fn a_running_worker_wakes_for_new_jobs(db: TestDb) {
    let ctx = testkit::ctx(&db);
    let (done, mut results) = mpsc::unbounded_channel();
    let handlers = Handlers::default().on(move |_, job: Note, _| {
        let done = done.clone();
        async move { done.send(job.text).map_err(JobError::retry) }
    });
    // Without the wake-up the second note would wait for an hour.
    let settings = WorkerSettings {
        poll: Duration::from_hours(1),
        ..WorkerSettings::default()
    };
    let (worker, shutdown) = (
        worker_with(&ctx, handlers, settings),
        CancellationToken::new(),
    );
    let mut run = JoinSet::new();
    run.spawn({
        let shutdown = shutdown.clone();
        async move { worker.run(shutdown).await }
    });
    for text in ["a", "b"] {
        enqueue(&ctx, &note(text)).await;
        assert_eq!(results.recv().await.unwrap(), text);
    }
    shutdown.cancel();
    run.join_next().await.unwrap().unwrap();
    assert_eq!(rows(&ctx).await, []);
}

#[db_test]
async fn four_workers_do_each_of_many_jobs_exactly_once(db: TestDb) {
    const JOBS: usize = 500;
    let (ctx, log) = (&testkit::ctx(&db), Log::default());
    ctx.db
        .write(|tx| async move {
            for number in 0..JOBS {
                jobs::enqueue(ctx, &tx, &note(&number.to_string())).await?;
            }
            Ok::<_, Error>(())
        })
        .await
        .unwrap();

    let mut workers = JoinSet::new();
    for _ in 0..4 {
        let worker = worker_with(ctx, log.handlers(), WorkerSettings::default());
        workers.spawn(async move { worker.run_until_idle().await });
    }
    let attempts: usize = workers
        .join_all()
        .await
        .into_iter()
        .map(Result::unwrap)
        .sum();

    let mut times = BTreeMap::new();
    for text in log.texts() {
        *times.entry(text).or_insert(0) += 1;
    }
    assert_eq!((attempts, times.len()), (JOBS, JOBS));
    assert!(times.values().all(|times| *times == 1));
    assert_eq!(rows(ctx).await, []);
}

#[db_test]
async fn stats_tell_whether_workers_keep_up(db: TestDb) {
    let ctx = testkit::ctx(&db);
    enqueue(&ctx, &note("due")).await;
    enqueue_at(&ctx, &note("later"), ctx.clock.now() + TimeDelta::hours(1)).await;
    ctx.clock.advance(TimeDelta::minutes(2));

    let stats = jobs::stats(&ctx).await.unwrap();

    assert_eq!((stats.queued, stats.running, stats.dead), (2, 0, 0));
    assert_eq!(stats.lag, Duration::from_mins(2));
}
