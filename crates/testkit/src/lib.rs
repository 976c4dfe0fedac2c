#![doc = include_str!("../README.md")]
#![warn(missing_docs)]
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "what fails here fails the test"
)]

mod app;
mod authenticator;
mod busy;
mod database;
mod elsewhere;
mod events;
mod mailroom;
mod redis;
mod rows;
mod statements;
mod team;
mod totp;

use std::{future::Future, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use secrecy::SecretString;
use services::{
    Clock, Ctx, Ids, Settings,
    jobs::Wake,
    limits::Limits,
    notifications::{Feed, FeedSettings},
    oauth::Providers,
    passkeys::RelyingParty,
    passwords::{PasswordSettings, Passwords},
    sealing::Seal,
    sessions::RefreshFlights,
    tokens::AccessTokens,
};

pub use app::{Answer, Client, PASSWORD, TestApp};
pub use authenticator::Authenticator;
pub use busy::Busy;
pub use database::{Backend, TestDb};
pub use elsewhere::Elsewhere;
pub use events::{Event, Events};
pub use mailroom::Mailroom;
pub use redis::Redis;
pub use statements::Statements;
pub use team::TestTeam;
pub use testkit_macros::db_test;
pub use totp::Totp;

/// The origin of the product in tests.
pub const PUBLIC_URL: &str = "http://localhost:8080";

/// What a database test is given.
pub trait SetUp: Sized {
    /// Makes it on a fresh, migrated database.
    fn set_up(db: TestDb) -> impl Future<Output = Self>;
}

impl SetUp for TestDb {
    async fn set_up(db: TestDb) -> Self {
        db
    }
}

/// Runs a test on a fresh database: what [`db_test`] expands to.
pub fn run<S, F, Fut>(backend: Backend, body: F)
where
    S: SetUp,
    F: FnOnce(S) -> Fut,
    Fut: Future<Output = ()>,
{
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime starts");
    runtime.block_on(Box::pin(async {
        if let Some(db) = TestDb::open(backend).await {
            body(S::set_up(db).await).await;
        }
    }));
}

/// The time at which tests begin.
pub fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_323_045, 0).expect("2026-01-02T03:04:05Z is a time")
}

/// Cheap hashes, with turns of their own.
///
/// # Panics
///
/// Never: their cost is within argon2's bounds.
pub fn passwords() -> Passwords {
    let settings = PasswordSettings {
        memory_kib: 64,
        iterations: 1,
        concurrency: 4,
        ..PasswordSettings::default()
    };
    Passwords::new(settings).expect("cheap hashes are within argon2's bounds")
}

/// A feed that does not let tests wait.
pub fn feed() -> Feed {
    Feed::new(FeedSettings {
        poll: Duration::from_millis(20),
        check: Duration::from_millis(200),
        heartbeat: Duration::from_millis(100),
        streams: 3,
    })
}

/// A context on `db`: its clock stands at [`start`], its ids are seeded, its hashes are cheap.
pub fn ctx(db: &TestDb) -> Ctx {
    let secret = SecretString::from("a secret that only tests know, long enough to sign with");
    Ctx {
        db: db.db.clone(),
        clock: Clock::mock(start()),
        started_at: start(),
        ids: Ids::seeded(1),
        passwords: passwords(),
        passkeys: RelyingParty::new(PUBLIC_URL),
        access_tokens: AccessTokens::new(PUBLIC_URL, std::slice::from_ref(&secret))
            .expect("the secret can sign"),
        seal: Seal::new(&[secret], Ids::seeded(2)).expect("the secret can seal"),
        oauth: Providers::default(),
        wake: Wake::default(),
        feed: feed(),
        refresh_flights: RefreshFlights::default(),
        // The clock stands still, so no limit would ever be forgotten.
        limits: Limits::off(),
        settings: Arc::new(Settings::new(PUBLIC_URL)),
    }
}
