//! Lines of audit logs are only added, whoever asks for anything else.

use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr};
use testkit::{Backend, TestDb, db_test};
use uuid::Uuid;

use crate::isolation::line;

const TEAM: Uuid = Uuid::from_u128(0xa);
/// The columns of a line that may not be empty, but for its id.
const REST: &str = "team_id, seq, action, actor_name, via, subject_kind, created_at, hash";

async fn add_line(db: &TestDb, number: u128) -> Result<(), DbErr> {
    let mut row = line(Uuid::from_u128(number), TEAM);
    row.seq = Set(i64::try_from(number).unwrap());
    db.db
        .write(|tx| {
            let row = row.clone();
            async move { tx.of_team(TEAM).await?.insert(row).await.map(drop) }
        })
        .await
}

/// Every way to change or delete what is there.
fn changes(backend: Backend) -> Vec<String> {
    let mut statements = vec![
        "UPDATE audit_events SET via = 'other'".to_owned(),
        "DELETE FROM audit_events WHERE seq = 2".to_owned(),
        format!(
            "INSERT INTO audit_events (id, {REST}) SELECT id, {REST} FROM audit_events WHERE true
             ON CONFLICT (id) DO UPDATE SET via = 'other'"
        ),
    ];
    match backend {
        Backend::Sqlite => {
            for (id, seq) in [("id", 1), ("zeroblob(16)", 2)] {
                statements.push(format!(
                    "REPLACE INTO audit_events (id, {REST})
                     SELECT {id}, {REST} FROM audit_events WHERE seq = {seq}"
                ));
            }
            statements.push("UPDATE OR REPLACE audit_events SET seq = 3".to_owned());
        }
        Backend::Postgres => statements.push("TRUNCATE audit_events".to_owned()),
    }
    statements
}

#[db_test]
async fn no_line_of_an_audit_log_is_changed_or_deleted(db: TestDb) {
    add_line(&db, 1).await.unwrap();
    add_line(&db, 2).await.unwrap();
    let lines = db.audit_lines(TEAM).await;
    assert_eq!(lines.len(), 2);
    for sql in changes(db.backend) {
        let sql = &sql;
        let refused = db
            .db
            .write(|tx| async move {
                let all = tx.across_teams().await?;
                all.execute_unprepared(sql).await.map(drop)
            })
            .await;
        let refused = refused.unwrap_err().to_string();
        let why = "lines of audit logs are only added";
        assert!(refused.contains(why), "{sql}: {refused}");
        assert_eq!(db.audit_lines(TEAM).await, lines, "{sql}");
    }
    add_line(&db, 3).await.unwrap();
    assert_eq!(db.audit_lines(TEAM).await.len(), 3);
}

/// What the wall is good for ends here, and the chain of hashes begins.
#[db_test]
async fn the_owner_of_the_database_can_take_the_wall_away(db: TestDb) {
    add_line(&db, 1).await.unwrap();
    db.open_audit_logs().await;
    let changed = db.across_teams("UPDATE audit_events SET via = 'other'");
    assert_eq!(changed.await, 1);
    assert_eq!(db.audit_lines(TEAM).await[0].via, "other");
    assert_eq!(db.across_teams("DELETE FROM audit_events").await, 1);
}
