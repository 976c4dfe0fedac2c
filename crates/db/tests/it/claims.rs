use db::{
    dialect,
    entity::jobs::{Entity, Model},
    global, global_insert,
};
use sea_orm::{ConnectionTrait, DbErr, Statement};
use testkit::{TestDb, db_test};
use uuid::Uuid;

use crate::{at, job};

#[db_test]
async fn a_claim_keeps_to_its_limit_whatever_the_planner_believes(db: TestDb) {
    insert(&db, 0..1).await;
    // From now on PostgreSQL's planner believes in a table of one row.
    db.db.read().execute_unprepared("ANALYZE").await.unwrap();
    insert(&db, 1..31).await;

    let claimed = db
        .db
        .write(|tx| async move {
            let backend = tx.get_database_backend();
            let values = [
                Uuid::from_u128(1).into(),
                at(1).into(),
                at(0).into(),
                3_i64.into(),
            ];
            let sql = dialect::claim_jobs(backend);
            let statement = Statement::from_sql_and_values(backend, sql, values);
            global::<Entity>().from_raw_sql(statement).all(&*tx).await
        })
        .await
        .unwrap();

    assert_eq!(claimed.len(), 3);
    let running = |job: &&Model| job.status == "running";
    let jobs = global::<Entity>().all(db.db.read()).await.unwrap();
    assert_eq!(jobs.iter().filter(running).count(), 3);
}

async fn insert(db: &TestDb, numbers: std::ops::Range<u128>) {
    db.db
        .write(|tx| {
            let numbers = numbers.clone();
            async move {
                for number in numbers {
                    global_insert(job(number, at(0))).exec(&*tx).await?;
                }
                Ok::<_, DbErr>(())
            }
        })
        .await
        .unwrap();
}
