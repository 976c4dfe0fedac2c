use db::{
    GlobalTable,
    entity::{jobs, sessions},
    global_insert, is_transient, violated_unique,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DbErr};
use testkit::{TestDb, db_test};
use uuid::Uuid;

use crate::{at, job};

async fn insert<A>(db: &TestDb, row: A) -> Result<(), DbErr>
where
    A: ActiveModelTrait + Clone + Send + Sync,
    A::Entity: GlobalTable,
{
    db.db
        .write(|tx| {
            let row = row.clone();
            async move {
                global_insert(row)
                    .exec_without_returning(&*tx)
                    .await
                    .map(drop)
            }
        })
        .await
}

#[db_test]
async fn a_taken_key_is_named_by_its_column(db: TestDb) {
    let keyed = |number| jobs::ActiveModel {
        unique_key: Set(Some("key".into())),
        ..job(number, at(0))
    };
    insert(&db, keyed(1)).await.unwrap();

    let taken = insert(&db, keyed(2)).await.unwrap_err();
    assert!(
        violated_unique(&taken).unwrap().contains("unique_key"),
        "{taken}"
    );
    assert!(!is_transient(&taken));
}

#[db_test]
async fn dead_jobs_give_their_key_free(db: TestDb) {
    let dead = jobs::ActiveModel {
        unique_key: Set(Some("key".into())),
        status: Set("dead".into()),
        ..job(1, at(0))
    };
    insert(&db, dead.clone()).await.unwrap();
    insert(
        &db,
        jobs::ActiveModel {
            id: Set(Uuid::from_u128(2)),
            ..dead
        },
    )
    .await
    .unwrap();
    insert(
        &db,
        jobs::ActiveModel {
            unique_key: Set(Some("key".into())),
            ..job(3, at(0))
        },
    )
    .await
    .unwrap();
}

#[db_test]
async fn other_faults_are_no_taken_keys_and_no_conflicts(db: TestDb) {
    let orphan = sessions::ActiveModel {
        id: Set(Uuid::from_u128(1)),
        user_id: Set(Uuid::from_u128(2)),
        user_agent: Set(String::new()),
        address: Set(String::new()),
        created_at: Set(at(0)),
        proved_at: Set(None),
        last_seen_at: Set(at(0)),
        expires_at: Set(at(0)),
        ended_at: Set(None),
        end_reason: Set(None),
        impersonator_id: Set(None),
        impersonator_session_id: Set(None),
    };
    let foreign = insert(&db, orphan).await.unwrap_err();
    let syntax = db.db.read().execute_unprepared("SELEKT").await.unwrap_err();
    for error in [foreign, syntax] {
        assert_eq!(violated_unique(&error), None, "{error}");
        assert!(!is_transient(&error), "{error}");
    }
}
