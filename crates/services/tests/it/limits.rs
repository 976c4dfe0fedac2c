use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;
use services::{
    Clock, Ctx, health,
    limits::{Decision, Key, LimitSettings, Limits, Quota, Quotas, Rule},
};
use testkit::{Redis, TestDb, db_test};
use tokio::task::JoinSet;

const BURST: u32 = 10;

/// Ten at once, and no more while a test runs.
fn settings() -> LimitSettings {
    let quota = Quota::new(BURST, Duration::from_hours(10));
    LimitSettings {
        quotas: Quotas::default().with(Rule::SignIn, quota),
        // A busy machine is no reason to count alone.
        redis_timeout: Duration::from_mins(1),
        ..LimitSettings::default()
    }
}

fn with_redis(redis: &Redis, clock: &Clock) -> Arc<Limits> {
    Arc::new(Limits::with_redis(settings(), clock, &redis.url()).unwrap())
}

async fn count(limits: &Limits, key: &str) -> Decision {
    limits.count(Rule::SignIn, &Key::named(key)).await.unwrap()
}

/// How many of a thousand at once are allowed, of whom each process gets its share.
async fn allowed_of_thousand(processes: &[Arc<Limits>], key: &'static str) -> usize {
    let mut attempts = JoinSet::new();
    for n in 0..1000 {
        let limits = Arc::clone(&processes[n % processes.len()]);
        attempts.spawn(async move { count(&limits, key).await.is_allowed() });
    }
    let all = attempts.join_all().await;
    all.into_iter().filter(|is_allowed| *is_allowed).count()
}

/// Asks until Redis answers, which is soon.
async fn until_redis_is_there(ctx: &Ctx) {
    while health::redis(ctx).await != Some(true) {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn processes_count_together() {
    let Some(redis) = Redis::start() else { return };
    let clock = Clock::system();
    let processes = [with_redis(&redis, &clock), with_redis(&redis, &clock)];
    assert_eq!(allowed_of_thousand(&processes, "ada").await, 10);
    let decision = count(&processes[0], "eve").await;
    assert_eq!((decision.limit, decision.remaining), (BURST, BURST - 1));
    let seen_elsewhere = count(&processes[1], "eve").await;
    assert_eq!(seen_elsewhere.remaining, BURST - 2);
    assert!(seen_elsewhere.reset > Duration::from_hours(1));
    assert!(seen_elsewhere.reset <= Duration::from_hours(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_by_redis_says_how_long_to_wait() {
    let Some(redis) = Redis::start() else { return };
    let clock = Clock::system();
    let (here, there) = (with_redis(&redis, &clock), with_redis(&redis, &clock));
    for _ in 0..BURST {
        assert!(count(&here, "ada").await.is_allowed());
    }
    let wait = count(&there, "ada").await.retry_after.unwrap();
    assert!(wait > Duration::from_mins(59) && wait <= Duration::from_hours(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_redis_each_process_counts_alone() {
    let Some(mut redis) = Redis::start() else {
        return;
    };
    redis.kill();
    let clock = Clock::system();
    let process = [with_redis(&redis, &clock)];
    assert_eq!(allowed_of_thousand(&process, "ada").await, 10);
}

#[db_test]
async fn limits_hold_while_redis_goes_and_comes_back(db: TestDb) {
    let Some(mut redis) = Redis::start() else {
        return;
    };
    // The time of the test decides when Redis is tried again.
    let clock = Clock::mock(testkit::start());
    let here = with_redis(&redis, &clock);
    let there = with_redis(&redis, &clock);
    let ctx = Ctx {
        limits: (*here).clone(),
        ..testkit::ctx(&db)
    };
    assert_eq!(health::redis(&ctx).await, Some(true));
    for _ in 0..BURST / 2 {
        assert!(count(&here, "ada").await.is_allowed());
    }
    redis.kill();
    // What Redis knew this process has counted too.
    let process = [Arc::clone(&here)];
    assert_eq!(allowed_of_thousand(&process, "ada").await, 5);
    assert_eq!(health::redis(&ctx).await, Some(false));

    redis.come_back();
    // It has forgotten everything, but not what was refused here.
    assert_eq!(allowed_of_thousand(&process, "ada").await, 0);
    until_redis_is_there(&ctx).await;
    let ctx_there = Ctx {
        limits: (*there).clone(),
        ..ctx.clone()
    };
    until_redis_is_there(&ctx_there).await;
    clock.advance(TimeDelta::seconds(2));
    for _ in 0..BURST {
        assert!(count(&here, "eve").await.is_allowed());
    }
    assert!(!count(&there, "eve").await.is_allowed());
}

#[db_test]
async fn without_a_redis_nothing_is_said_of_one(db: TestDb) {
    let ctx = testkit::ctx(&db);
    assert_eq!(health::redis(&ctx).await, None);
    let limits = Limits::in_process(settings(), &ctx.clock);
    assert_eq!(health::redis(&Ctx { limits, ..ctx }).await, None);
}

#[test]
fn addresses_of_redis_are_told_from_others_without_their_password() {
    for url in ["redis://localhost", "rediss://u:p@h:6380/2"] {
        assert!(services::limits::is_redis_url(url), "{url}");
    }
    for url in ["", "localhost:6379", "postgres://u:hunter2@h/d"] {
        assert!(!services::limits::is_redis_url(url), "{url}");
        let refused = Limits::with_redis(settings(), &Clock::system(), url).unwrap_err();
        assert!(!refused.to_string().contains("hunter2"), "{refused}");
    }
}
