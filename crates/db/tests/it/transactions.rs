use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use db::{Tx, entity::jobs::Entity, global, global_insert};
use sea_orm::{ConnectionTrait, DbErr, RuntimeErr, sqlx};
use testkit::{Backend, TestDb, db_test};
use tokio::{sync::Barrier, task::JoinSet};
use uuid::Uuid;

use crate::{at, job};

async fn count(db: &TestDb) -> usize {
    global::<Entity>().all(db.db.read()).await.unwrap().len()
}

#[db_test]
async fn what_is_written_is_read_at_once(db: TestDb) {
    let written = db
        .db
        .write(|tx| async move {
            global_insert(job(1, at(0))).exec(&*tx).await?;
            Ok::<_, DbErr>("value")
        })
        .await
        .unwrap();
    assert_eq!((written, count(&db).await), ("value", 1));
}

#[db_test]
async fn a_body_that_fails_leaves_nothing_and_runs_once(db: TestDb) {
    let runs = &AtomicU32::new(0);
    let result = db
        .db
        .write(|tx| async move {
            runs.fetch_add(1, Ordering::Relaxed);
            global_insert(job(1, at(0))).exec(&*tx).await?;
            Err::<(), _>(DbErr::Custom("no".into()))
        })
        .await;
    assert!(matches!(result, Err(DbErr::Custom(_))));
    assert_eq!((runs.load(Ordering::Relaxed), count(&db).await), (1, 0));
}

#[db_test]
async fn a_handle_that_outlives_its_body_commits_nothing(db: TestDb) {
    let kept = &std::sync::Mutex::new(None::<Tx>);
    let result = db
        .db
        .write(|tx| async move {
            global_insert(job(1, at(0))).exec(&*tx).await?;
            *kept.lock().unwrap() = Some(tx);
            Ok::<_, DbErr>(())
        })
        .await;
    assert!(matches!(result, Err(DbErr::Custom(_))));
    drop(kept.lock().unwrap().take());
    assert_eq!(count(&db).await, 0);
}

#[db_test]
async fn conflicts_are_run_again_and_then_reported(db: TestDb) {
    for (conflicts, expected) in [(0, Some(1)), (1, Some(2)), (4, Some(5)), (5, None)] {
        let runs = &AtomicU32::new(0);
        let result = db
            .db
            .write(|tx| async move {
                let run = runs.fetch_add(1, Ordering::Relaxed);
                global_insert(job(u128::from(conflicts), at(0)))
                    .exec(&*tx)
                    .await?;
                if run < conflicts {
                    return Err(DbErr::Exec(RuntimeErr::SqlxError(conflict().into())));
                }
                Ok(run + 1)
            })
            .await;
        assert_eq!(result.ok(), expected, "{conflicts}");
        assert!(runs.load(Ordering::Relaxed) <= 5);
    }
    assert_eq!(count(&db).await, 3, "a run that failed left nothing");
}

/// What sqlx reports for a conflict, with PostgreSQL's code.
fn conflict() -> sqlx::Error {
    #[derive(Debug)]
    struct Conflict;
    impl std::fmt::Display for Conflict {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("could not serialize access")
        }
    }
    impl std::error::Error for Conflict {}
    impl sqlx::error::DatabaseError for Conflict {
        fn message(&self) -> &'static str {
            "could not serialize access"
        }
        fn code(&self) -> Option<std::borrow::Cow<'_, str>> {
            Some("40001".into())
        }
        fn as_error(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
            self
        }
        fn as_error_mut(&mut self) -> &mut (dyn std::error::Error + Send + Sync + 'static) {
            self
        }
        fn into_error(self: Box<Self>) -> Box<dyn std::error::Error + Send + Sync + 'static> {
            self
        }
        fn kind(&self) -> sqlx::error::ErrorKind {
            sqlx::error::ErrorKind::Other
        }
    }
    sqlx::Error::Database(Box::new(Conflict))
}

#[db_test]
async fn writers_in_each_others_way_all_get_through(db: TestDb) {
    db.db
        .write(|tx| async move {
            for number in [1, 2] {
                global_insert(job(number, at(0))).exec(&*tx).await?;
            }
            Ok::<_, DbErr>(())
        })
        .await
        .unwrap();

    let runs = Arc::new(AtomicU32::new(0));
    let both = Arc::new(Barrier::new(2));
    let mut writers = JoinSet::new();
    for order in [[1, 2], [2, 1]] {
        let (db, backend) = (db.db.clone(), db.backend);
        let (runs, both) = (Arc::clone(&runs), Arc::clone(&both));
        writers.spawn(async move {
            let (runs, both) = (&runs, &both);
            db.write(|tx| async move {
                increment(&tx, order[0]).await?;
                // On SQLite the second writer begins when the first has ended. On PostgreSQL each
                // now holds what the other wants: a real deadlock.
                if runs.fetch_add(1, Ordering::Relaxed) < 2 && backend == Backend::Postgres {
                    both.wait().await;
                }
                increment(&tx, order[1]).await
            })
            .await
        });
    }

    for result in writers.join_all().await {
        result.unwrap();
    }
    let runs = runs.load(Ordering::Relaxed);
    match db.backend {
        Backend::Sqlite => assert_eq!(runs, 2),
        Backend::Postgres => assert!(runs > 2, "there was a deadlock, and a run after it"),
    }
    let jobs = global::<Entity>().all(db.db.read()).await.unwrap();
    assert!(jobs.iter().all(|job| job.attempts == 2), "{jobs:?}");
}

async fn increment(tx: &Tx, number: u128) -> Result<(), DbErr> {
    let statement = sea_orm::Statement::from_sql_and_values(
        tx.get_database_backend(),
        "UPDATE jobs SET attempts = attempts + 1 WHERE id = $1",
        [Uuid::from_u128(number).into()],
    );
    tx.execute_raw(statement).await?;
    Ok(())
}
