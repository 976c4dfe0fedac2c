use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use db::{entity, global};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use services::{
    Ctx,
    jobs::{Handlers, Job, Worker, WorkerSettings},
};
use testkit::{TestDb, db_test};
use tokio::task::JoinSet;

/// Nothing keeps a second one from being queued beside it.
#[derive(Serialize, Deserialize)]
struct Tick;

impl Job for Tick {
    const KIND: &'static str = "test.tick";
}

/// When ticks were done.
#[derive(Clone, Default)]
struct Ticks(Arc<Mutex<Vec<DateTime<Utc>>>>);

impl Ticks {
    /// A worker that follows the expression, in a process of its own.
    fn worker(&self, ctx: &Ctx, cron: &str) -> Worker {
        let ticks = self.clone();
        let handlers = Handlers::default()
            .on(move |ctx: Ctx, _: Tick, _| {
                ticks.0.lock().unwrap().push(ctx.clock.now());
                async { Ok(()) }
            })
            .every("test", cron, &Tick)
            .unwrap();
        Worker::new(ctx.clone(), handlers, WorkerSettings::default())
    }

    fn count(&self) -> usize {
        self.0.lock().unwrap().len()
    }

    fn last(&self) -> Option<DateTime<Utc>> {
        self.0.lock().unwrap().last().copied()
    }
}

const HOURLY: &str = "0 * * * *";

async fn next_run(ctx: &Ctx) -> DateTime<Utc> {
    let rows = global::<entity::schedules::Entity>()
        .all(ctx.db.read())
        .await
        .unwrap();
    assert_eq!((rows.len(), rows[0].name.as_str()), (1, "test"));
    rows[0].next_run_at
}

/// The next full hour after the tests' first moment, 03:04:05.
fn four() -> DateTime<Utc> {
    "2026-01-02T04:00:00Z".parse().unwrap()
}

fn set(ctx: &Ctx, to: DateTime<Utc>) {
    ctx.clock.advance(to - ctx.clock.now());
}

#[db_test]
async fn each_time_is_kept_to_the_second(db: TestDb) {
    let (ctx, ticks) = (testkit::ctx(&db), Ticks::default());
    let worker = ticks.worker(&ctx, HOURLY);
    worker.run_until_idle().await.unwrap();
    assert_eq!(ticks.count(), 0, "a new schedule waits for its first time");
    assert_eq!(next_run(&ctx).await, four());

    for hour in 0..3 {
        let due = four() + TimeDelta::hours(hour);
        set(&ctx, due - TimeDelta::microseconds(1));
        worker.run_until_idle().await.unwrap();
        assert_ne!(ticks.last(), Some(ctx.clock.now()));
        set(&ctx, due);
        worker.run_until_idle().await.unwrap();
        assert_eq!(ticks.last(), Some(due));
        worker.run_until_idle().await.unwrap();
    }
    assert_eq!(ticks.count(), 3);
}

#[db_test]
async fn of_many_workers_one_queues_a_time(db: TestDb) {
    const TIMES: usize = 20;
    let (ctx, ticks) = (testkit::ctx(&db), Ticks::default());
    let workers: Vec<_> = (0..4).map(|_| ticks.worker(&ctx, HOURLY)).collect();
    for time in 0..=TIMES {
        let mut running = JoinSet::new();
        for worker in &workers {
            let worker = worker.clone();
            running.spawn(async move { worker.run_until_idle().await.unwrap() });
        }
        running.join_all().await;
        assert_eq!(ticks.count(), time);
        ctx.clock.advance(TimeDelta::hours(1));
    }
}

#[db_test]
async fn what_was_missed_is_made_up_once(db: TestDb) {
    let (ctx, ticks) = (testkit::ctx(&db), Ticks::default());
    ticks.worker(&ctx, HOURLY).run_until_idle().await.unwrap();
    ctx.clock.advance(TimeDelta::days(30));
    // After a restart nothing is known but what stands in the database.
    for _ in 0..2 {
        ticks.worker(&ctx, HOURLY).run_until_idle().await.unwrap();
        assert_eq!(ticks.count(), 1);
    }
    assert_eq!(next_run(&ctx).await, four() + TimeDelta::days(30));
}

#[db_test]
async fn a_schedule_is_moved_on_only_with_its_job(db: TestDb) {
    let (ctx, ticks) = (testkit::ctx(&db), Ticks::default());
    let worker = ticks.worker(&ctx, HOURLY);
    worker.run_until_idle().await.unwrap();
    set(&ctx, four());
    // What comes after the schedule is not to be had, as if the worker were killed there.
    let rename = async |from: &str, to: &str| {
        let sql = format!("ALTER TABLE {from} RENAME TO {to}");
        ctx.db.read().execute_unprepared(&sql).await.unwrap();
    };
    rename("jobs", "jobs_away").await;
    assert!(worker.run_once().await.is_err());
    assert_eq!(next_run(&ctx).await, four());
    rename("jobs_away", "jobs").await;

    worker.run_until_idle().await.unwrap();
    assert_eq!(ticks.count(), 1);
    assert_eq!(next_run(&ctx).await, four() + TimeDelta::hours(1));
}

#[db_test]
async fn a_clock_that_is_set_back_a_little_repeats_nothing(db: TestDb) {
    let (ctx, ticks) = (testkit::ctx(&db), Ticks::default());
    let worker = ticks.worker(&ctx, HOURLY);
    worker.run_until_idle().await.unwrap();
    set(&ctx, four());
    worker.run_until_idle().await.unwrap();
    assert_eq!(ticks.count(), 1);

    set(&ctx, four() - TimeDelta::minutes(10));
    worker.run_until_idle().await.unwrap();
    set(&ctx, four());
    worker.run_until_idle().await.unwrap();
    assert_eq!(ticks.count(), 1, "the same time came twice");
    set(&ctx, four() + TimeDelta::hours(1));
    worker.run_until_idle().await.unwrap();
    assert_eq!(ticks.count(), 2);
}

#[db_test]
async fn a_clock_that_was_far_ahead_stops_nothing(db: TestDb) {
    let (ctx, ticks) = (testkit::ctx(&db), Ticks::default());
    let worker = ticks.worker(&ctx, HOURLY);
    worker.run_until_idle().await.unwrap();
    set(&ctx, four() + TimeDelta::days(3650));
    worker.run_until_idle().await.unwrap();
    assert_eq!(ticks.count(), 1);

    set(&ctx, four() + TimeDelta::minutes(1));
    worker.run_until_idle().await.unwrap();
    assert_eq!(ticks.count(), 1);
    assert_eq!(next_run(&ctx).await, four() + TimeDelta::hours(1));
    set(&ctx, four() + TimeDelta::hours(1));
    worker.run_until_idle().await.unwrap();
    assert_eq!(ticks.count(), 2);
}

#[db_test]
async fn another_expression_takes_over(db: TestDb) {
    let (ctx, ticks) = (testkit::ctx(&db), Ticks::default());
    let yearly = ticks.worker(&ctx, "0 0 1 1 *");
    yearly.run_until_idle().await.unwrap();
    assert_eq!(
        next_run(&ctx).await,
        "2027-01-01T00:00:00Z".parse::<DateTime<Utc>>().unwrap()
    );
    let hourly = ticks.worker(&ctx, HOURLY);
    hourly.run_until_idle().await.unwrap();
    assert_eq!(ticks.count(), 0);
    set(&ctx, four());
    hourly.run_until_idle().await.unwrap();
    assert_eq!(ticks.count(), 1);
}
