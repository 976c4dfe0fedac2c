use std::{fs, path::Path};

use db::{Db, DbSettings, Unwritable};
use sea_orm::ConnectionTrait;
use testkit::{Backend, TestDb, db_test};

async fn sqlite() -> TestDb {
    TestDb::open(Backend::Sqlite).await.unwrap()
}

fn file(db: &TestDb) -> &Path {
    Path::new(db.url().trim_start_matches("sqlite:"))
}

#[db_test]
async fn a_database_that_takes_writes_says_so(db: TestDb) {
    db.db.check_writable().await.unwrap();
    db.db.check_writable().await.unwrap();
}

#[db_test]
async fn a_database_that_takes_reads_only_says_so(db: TestDb) {
    let url = match db.backend {
        Backend::Sqlite => format!("{}?mode=ro", db.url()),
        Backend::Postgres => {
            let (_, name) = db.url().rsplit_once('/').unwrap();
            let sql = format!("ALTER DATABASE {name} SET default_transaction_read_only = on");
            db.db.read().execute_unprepared(&sql).await.unwrap();
            db.url().to_owned()
        }
    };
    let reader = Db::connect(&DbSettings::new(url)).await.unwrap();
    let error = reader.check_writable().await.unwrap_err();
    match db.backend {
        Backend::Sqlite => assert!(matches!(error, Unwritable::Refused(_)), "{error}"),
        Backend::Postgres => assert!(matches!(error, Unwritable::ReadOnly), "{error}"),
    }
    reader.close().await.unwrap();
}

#[tokio::test]
async fn a_file_that_somebody_writes_to_takes_writes() {
    let db = sqlite().await;
    let mut busy = db.busy().await;
    busy.db.check_writable().await.unwrap();
    busy.free().await;
    busy.db.check_writable().await.unwrap();
}

#[tokio::test]
async fn a_file_that_was_replaced_or_removed_takes_none() {
    let db = sqlite().await;
    let (file, aside) = (file(&db), file(&db).with_extension("aside"));
    fs::rename(file, &aside).unwrap();
    let removed = db.db.check_writable().await.unwrap_err();
    assert!(matches!(removed, Unwritable::Replaced), "{removed}");
    fs::copy(&aside, file).unwrap();
    let replaced = db.db.check_writable().await.unwrap_err();
    assert!(matches!(replaced, Unwritable::Replaced), "{replaced}");
    fs::rename(&aside, file).unwrap();
    db.db.check_writable().await.unwrap();
}
