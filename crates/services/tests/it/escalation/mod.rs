//! Whatever people do, one after the other: nobody comes to hold what whoever gave it did not hold.

mod held;
mod product;
mod steps;
mod team;

use std::sync::atomic::{AtomicUsize, Ordering};

use contract::{
    auth::{Login, Register},
    permission::Pattern,
};
use proptest::{
    prelude::Strategy,
    test_runner::{Config, TestRunner},
};
use services::{
    Caller, Ctx, Error, Result,
    auth::{self, SignIn},
    seed,
    sessions::authenticate,
};
use testkit::{Backend, PASSWORD, TestDb};

use crate::callers::origin;

/// How many lives are lived on SQLite, and on PostgreSQL, where each takes longer.
const LIVES: [(Backend, u32); 2] = [(Backend::Sqlite, 32), (Backend::Postgres, 4)];

/// Counts how often somebody came to hold more than before.
#[derive(Default)]
struct Raised(AtomicUsize);

impl Raised {
    fn count(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn so_far(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

/// Lives one life after the other, each on a database of its own.
fn live<S, F, Fut>(backend: Backend, steps: &S, life: F)
where
    S: Strategy,
    F: Fn(TestDb, S::Value) -> Fut,
    Fut: Future<Output = ()>,
{
    let lives = LIVES.into_iter().find(|(on, _)| *on == backend);
    let (_, lives) = lives.expect("there are lives on both");
    let lived = TestRunner::new(Config::with_cases(lives)).run(steps, |steps| {
        testkit::run(backend, |db: TestDb| life(db, steps));
        Ok(())
    });
    lived.unwrap();
}

/// Makes an account and signs in with it.
async fn sign_up(ctx: &Ctx, number: usize, is_superuser: bool) -> Caller {
    let email = format!("person{number}@example.com");
    let account = Register {
        email: email.clone(),
        password: PASSWORD.into(),
        first_name: "Some".into(),
        last_name: "Body".into(),
        locale: None,
    };
    seed::account(ctx, account, is_superuser).await.unwrap();
    let login = Login {
        email,
        password: PASSWORD.into(),
    };
    let SignIn::Session { tokens, .. } = auth::login(ctx, login, &origin()).await.unwrap() else {
        panic!("there is no second factor");
    };
    authenticate(ctx, &tokens.access).await.unwrap().into()
}

/// A step may be refused, but not fail.
fn expect_no_failure(step: &impl std::fmt::Debug, taken: &Result<()>) {
    if let Err(error @ (Error::Internal(_) | Error::Database(_) | Error::Unavailable(_))) = taken {
        panic!("{step:?}: {error}");
    }
}

/// Reads what a role grants.
fn patterns(words: &str) -> Vec<Pattern> {
    words.split(' ').map(|word| word.parse().unwrap()).collect()
}
