//! A file of the product's audit log that is taken out while things change.

use contract::{Permission, audit::AuditExportQuery};
use services::{Error, audit, roles};
use testkit::{TestApp, db_test};
use uuid::Uuid;

use crate::{
    audit_export::{LINES, fill},
    callers::{origin, signed_in},
};

#[db_test]
async fn staff_who_may_read_the_log_no_more_get_no_further_batch(app: TestApp) {
    let user = app.account("ada", false).await;
    app.db.give_role(user.id, "auditor").await;
    let caller = signed_in(user);
    let staff = roles::staff(&app.ctx, caller, origin(), Permission::ProductAuditRead)
        .await
        .unwrap();
    let begin = || audit::export_product(&app.ctx, staff.clone(), AuditExportQuery::default());
    let mut whole = begin().await.unwrap();
    fill(&app, Uuid::nil()).await;
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
