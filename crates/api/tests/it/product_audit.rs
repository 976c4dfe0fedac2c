//! The audit log of the product as a whole, taken out as a file.

use contract::{
    Page, audit::AuditEvent, path, problem::code, users::User, validation::code as field_code,
};
use http::{StatusCode, header};
use serde_json::json;
use testkit::{TestApp, db_test};

#[db_test]
async fn the_log_of_the_product_is_taken_out_and_tells_it(app: TestApp) {
    let root = app.superuser("root").await;
    let role = json!({ "name": "Reader", "permissions": ["users:list"] });
    let made = root.post(path::ROLES, &role).await;
    made.expect(StatusCode::CREATED);
    let me: User = root.get(path::USERS_ME).await.json();

    let table = root
        .get(path::ADMIN_AUDIT_EXPORT)
        .await
        .with(StatusCode::OK);
    let named = &table.headers[header::CONTENT_DISPOSITION];
    assert_eq!(
        named,
        "attachment; filename=\"product-audit-2026-01-02.csv\""
    );
    let text = table.text();
    for piece in ["seq,created_at,action,", ",roles.create,", ",audit.export,"] {
        assert_eq!(text.matches(piece).count(), 1, "{piece} in {text}");
    }

    let part = format!(
        "{}?format=jsonl&action=roles&actor_id={}&from=2026-01-02&to=2026-01-02",
        path::ADMIN_AUDIT_EXPORT,
        me.id
    );
    let text = root.get(&part).await.with(StatusCode::OK).text();
    let lines: Vec<AuditEvent> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 1, "{text}");
    assert_eq!(lines[0].action, "roles.create");

    let log = format!("{}?action=audit.export&limit=1", path::ADMIN_AUDIT);
    let log: Page<AuditEvent> = root.get(&log).await.json();
    let line = &log.items[0];
    assert_eq!(
        (&*line.subject_kind, line.subject_id),
        ("audit_event", None)
    );
    assert_eq!(line.actor_id, Some(me.id));
    let facts = json!({
        "action": "roles", "user": "root Tester", "user_id": me.id, "subject": null,
        "from": "2026-01-02", "to": "2026-01-02",
    });
    assert_eq!(line.after, Some(facts));
}

#[db_test]
async fn what_cannot_be_understood_is_not_taken_out(app: TestApp) {
    let root = app.superuser("root").await;
    let refused = root
        .get(&format!("{}?to=tomorrow", path::ADMIN_AUDIT_EXPORT))
        .await;
    let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    assert_eq!(problem.errors[0].code, field_code::MALFORMED);
    let log = format!("{}?action=audit.export", path::ADMIN_AUDIT);
    let log: Page<AuditEvent> = root.get(&log).await.json();
    assert_eq!(log.items, []);
}
