//! A file of an audit log that is taken out while things change.

use contract::{Permission, audit::AuditExportQuery, roles::TeamRole};
use services::{Error, audit};
use testkit::{Backend, TestApp, db_test};
use uuid::Uuid;

use crate::projects::{enter, set_role};

/// More than one batch.
pub(crate) const LINES: usize = 1500;

/// Puts lines like the first one after those of the only log that there is.
pub(crate) async fn fill(app: &TestApp, log: Uuid) {
    let id = match app.db.backend {
        Backend::Sqlite => "randomblob(16)",
        Backend::Postgres => "gen_random_uuid()",
    };
    let before = app.db.audit_lines(log).await.len();
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
    assert_eq!(app.db.audit_lines(log).await.len(), LINES);
}

#[db_test]
async fn who_may_read_the_log_no_more_gets_no_further_batch(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    fill(&app, team.id.uuid()).await;
    let grace = app.account("grace", false).await;
    let member = app.join(&team, grace.id, TeamRole::Admin).await;
    let actor = enter(&app, &team, grace, Permission::AuditRead).await;
    for (role, whole) in [(TeamRole::Admin, true), (TeamRole::Member, false)] {
        let query = AuditExportQuery::default();
        let mut file = audit::export(&app.ctx, actor.clone(), query).await.unwrap();
        assert!(file.next().await.unwrap().is_some());
        set_role(&app, &team, member, role).await;
        match file.next().await {
            Ok(piece) => {
                assert!(whole && piece.is_some());
                assert_eq!(file.next().await.unwrap(), None, "it is at its end");
            }
            Err(error) => {
                let is_refused = matches!(error, Error::Forbidden { .. });
                assert!(!whole && is_refused, "{error}");
            }
        }
    }
    let refused = audit::export(&app.ctx, actor, AuditExportQuery::default()).await;
    assert!(matches!(refused.err(), Some(Error::Forbidden { .. })));
    let exports = app.db.audit_lines(team.id.uuid()).await;
    let exports = exports
        .iter()
        .filter(|line| line.action == "audit.export")
        .count();
    assert_eq!(exports, 2, "of what was refused there is no line");
}
