use db::{Db, DbSettings, migration};
use testkit::{TestDb, db_test};
use tokio::task::JoinSet;

#[db_test]
async fn a_blank_database_gets_every_step_once(db: TestDb) {
    let blank = db.blank().await;
    let before = migration::status(&blank.db).await.unwrap();
    assert!(
        !before.is_empty() && before.iter().all(|step| !step.applied),
        "{before:?}"
    );

    migration::migrate(&blank.db).await.unwrap();
    let after = migration::status(&blank.db).await.unwrap();
    assert!(after.iter().all(|step| step.applied), "{after:?}");

    migration::migrate(&blank.db).await.unwrap();
    assert_eq!(migration::status(&blank.db).await.unwrap(), after);
}

#[db_test]
async fn processes_that_migrate_at_once_take_turns(db: TestDb) {
    let blank = db.blank().await;
    let mut processes = JoinSet::new();
    for _ in 0..4 {
        let settings = DbSettings::new(blank.url());
        processes.spawn(async move {
            // Connections of its own, as another process has.
            let db = Db::connect(&settings).await.unwrap();
            migration::migrate(&db).await
        });
    }

    for result in processes.join_all().await {
        result.unwrap();
    }
    let steps = migration::status(&blank.db).await.unwrap();
    assert!(steps.iter().all(|step| step.applied), "{steps:?}");
}
