use chrono::TimeDelta;
use db::entity::jobs::{Column, Entity};
use sea_orm::{ColumnTrait, DbErr, QueryFilter, QueryOrder};
use testkit::{TestDb, db_test};

use crate::{at, job};

/// Microseconds after a full second, in order: with no, three and six digits of fraction.
const MICROS: [i64; 7] = [-1, 0, 1, 500_000, 500_001, 999_999, 1_000_000];

async fn insert_all(db: &TestDb) {
    db.db
        .write(|tx| async move {
            // Not in their order.
            for (number, micros) in (0..7_u32).zip(MICROS).rev() {
                db::global_insert(job(number.into(), at(micros)))
                    .exec(&*tx)
                    .await?;
            }
            Ok::<_, DbErr>(())
        })
        .await
        .unwrap();
}

#[db_test]
async fn times_of_every_precision_are_kept_and_ordered(db: TestDb) {
    insert_all(&db).await;

    let found = db::global::<Entity>()
        .order_by_asc(Column::RunAt)
        .all(db.db.read())
        .await
        .unwrap();

    let times: Vec<_> = found.iter().map(|job| job.run_at).collect();
    assert_eq!(times, MICROS.map(at));
}

#[db_test]
async fn ranges_of_times_end_at_the_microsecond(db: TestDb) {
    insert_all(&db).await;
    for limit in MICROS.map(at) {
        let found = db::global::<Entity>()
            .filter(Column::RunAt.lte(limit))
            .all(db.db.read())
            .await
            .unwrap();
        let expected = MICROS
            .map(at)
            .into_iter()
            .filter(|time| *time <= limit)
            .count();
        assert_eq!(found.len(), expected, "{limit}");
    }
}

#[test]
fn nanoseconds_are_cut() {
    let time = testkit::start() + TimeDelta::nanoseconds(1_999);
    assert_eq!(db::now_micros(time), at(1));
}
