//! A file of the product's audit log that is taken out while things change.

use std::net::{IpAddr, Ipv4Addr};

use contract::{Permission, SessionId, audit::AuditExportQuery};
use services::{Caller, Error, Origin, Via, audit, roles};
use testkit::{Backend, TestApp, db_test};
use uuid::Uuid;

/// More than one batch.
const LINES: usize = 1500;

/// Puts lines after those of the only log that there is.
async fn fill(app: &TestApp) {
    let id = match app.db.backend {
        Backend::Sqlite => "randomblob(16)",
        Backend::Postgres => "gen_random_uuid()",
    };
    let before = app.db.audit_lines(Uuid::nil()).await.len();
    let sql = format!(
        "WITH RECURSIVE n (seq) AS
             (SELECT {before} + 1 UNION ALL SELECT seq + 1 FROM n WHERE seq < {LINES})
         INSERT INTO audit_events
         SELECT {id}, team_id, n.seq, action, actor_id, actor_name, impersonator_id, via,
             subject_kind, subject_id, before, after, request_id, address, created_at, hash
         FROM audit_events, n WHERE audit_events.seq = 1"
    );
    app.db.across_teams(&sql).await;
    let last = format!("UPDATE audit_logs SET seq = {LINES}");
    assert_eq!(app.db.across_teams(&last).await, 1);
    assert_eq!(app.db.audit_lines(Uuid::nil()).await.len(), LINES);
}

#[db_test]
async fn staff_who_may_read_the_log_no_more_get_no_further_batch(app: TestApp) {
    let user = app.account("ada", false).await;
    app.db.give_role(user.id, "auditor").await;
    let caller = Caller {
        user,
        via: Via::Session(SessionId::new(Uuid::nil())),
        impersonator: None,
    };
    let origin = Origin {
        device: None,
        request: None,
        address: IpAddr::V4(Ipv4Addr::LOCALHOST),
        user_agent: String::new(),
    };
    let staff = roles::staff(&app.ctx, caller, origin, Permission::ProductAuditRead)
        .await
        .unwrap();
    let begin = || audit::export_product(&app.ctx, staff.clone(), AuditExportQuery::default());
    let mut whole = begin().await.unwrap();
    fill(&app).await;
    assert!(whole.next().await.unwrap().is_some());
    assert!(whole.next().await.unwrap().is_some());
    assert_eq!(whole.next().await.unwrap(), None, "it is at its end");

    let mut broken = begin().await.unwrap();
    assert!(broken.next().await.unwrap().is_some());
    app.db.across_teams("DELETE FROM user_roles").await;
    let refused = broken.next().await;
    assert!(matches!(refused, Err(Error::Forbidden { .. })));
    let refused = begin().await;
    assert!(matches!(refused.err(), Some(Error::Forbidden { .. })));
    let lines = app.db.audit_lines(Uuid::nil()).await;
    assert_eq!(
        lines.len(),
        LINES + 1,
        "of what was refused there is no line"
    );
    assert_eq!(lines.last().unwrap().action, "audit.export");
}
