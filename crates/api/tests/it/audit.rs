//! Audit logs of teams, as their administrators read them.

use std::collections::BTreeSet;

use contract::{
    Page, audit::AuditEvent, path, problem::code, roles::TeamRole, validation::code as field_code,
};
use http::{StatusCode, header};
use serde_json::json;
use testkit::{Backend, Client, TestApp, TestTeam, db_test};
use uuid::Uuid;

async fn page(client: &Client, team: &TestTeam, query: &str) -> Page<AuditEvent> {
    let path = format!("{}?{query}", team.path(path::AUDIT));
    client.get(&path).await.with(StatusCode::OK).json()
}

fn actions(page: &Page<AuditEvent>) -> Vec<&str> {
    page.items
        .iter()
        .map(|event| event.action.as_str())
        .collect()
}

/// A team in which this has happened: created, role made, role removed, renamed thrice.
async fn busy_team(app: &TestApp) -> (Client, TestTeam) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let roles = team.path(path::TEAM_ROLES);
    let body = json!({"name": "Editor", "permissions": ["team:read"]});
    let made = owner.post(&roles, &body).await.with(StatusCode::CREATED);
    let id = made.json::<serde_json::Value>()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let role = team.path(path::TEAM_ROLE).replace("{id}", &id);
    owner.delete(&role).await.expect(StatusCode::NO_CONTENT);
    for name in ["=1+1", "Mills, and \"Looms\"", "Engines"] {
        let body = json!({"name": name});
        let renamed = owner.patch(&team.path(path::TEAM), &body, None).await;
        renamed.expect(StatusCode::OK);
    }
    (owner, team)
}

#[db_test]
async fn a_line_tells_who_did_what_from_where(app: TestApp) {
    let (owner, team) = busy_team(&app).await;
    let admin = app.member(&team, "admin", TeamRole::Admin).await;
    let answer = admin
        .patch(&team.path(path::TEAM), &json!({"name": "Looms"}), None)
        .await
        .with(StatusCode::OK);
    let line = page(&owner, &team, "limit=1").await.items.remove(0);
    assert_eq!((line.seq, &*line.action), (7, "teams.update"));
    assert_eq!(line.actor_name, "admin Tester");
    assert_eq!((&*line.via, &*line.subject_kind), ("session", "team"));
    assert_eq!(line.subject_id, Some(team.id.uuid()));
    assert_eq!(line.before.unwrap()["name"], "Engines");
    assert_eq!(line.after.unwrap()["name"], "Looms");
    assert!(line.address.is_some());
    let request = line.request_id.map(|id| id.to_string());
    let header = answer
        .headers
        .get("x-request-id")
        .unwrap()
        .to_str()
        .unwrap();
    assert_eq!(request.as_deref(), Some(header));
    assert_eq!(line.created_at, app.ctx.clock.now());
}

#[db_test]
async fn the_list_goes_on_and_back_and_can_be_filtered(app: TestApp) {
    let (owner, team) = busy_team(&app).await;
    let all = page(&owner, &team, "").await;
    assert_eq!(
        actions(&all),
        [
            "teams.update",
            "teams.update",
            "teams.update",
            "roles.remove",
            "roles.create",
            "teams.create"
        ]
    );
    let first = page(&owner, &team, "limit=4").await;
    let next = first.next_cursor.clone().unwrap();
    let rest = page(&owner, &team, &format!("limit=4&cursor={next}")).await;
    assert_eq!(
        [first.items.clone(), rest.items.clone()].concat(),
        all.items
    );
    assert_eq!(rest.next_cursor, None);
    let back = rest.previous_cursor.unwrap();
    let back = page(&owner, &team, &format!("limit=4&cursor={back}")).await;
    assert_eq!(back.items, first.items);

    let roles = page(&owner, &team, "action=roles").await;
    assert_eq!(actions(&roles), ["roles.remove", "roles.create"]);
    let removed = page(&owner, &team, "action=roles.remove").await;
    assert_eq!(actions(&removed), ["roles.remove"]);
    let subject = removed.items[0].subject_id.unwrap();
    let about = page(&owner, &team, &format!("subject_id={subject}")).await;
    assert_eq!(actions(&about), ["roles.remove", "roles.create"]);
    let by = all.items[0].actor_id.unwrap();
    assert_eq!(
        page(&owner, &team, &format!("actor_id={by}")).await.items,
        all.items
    );
    let nobody = page(&owner, &team, &format!("actor_id={}", team.id)).await;
    assert_eq!(actions(&nobody), [""; 0]);

    let path = format!("{}?cursor=x", team.path(path::AUDIT));
    let refused = owner.get(&path).await;
    let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    assert_eq!(problem.errors[0].code, field_code::MALFORMED);
}

#[db_test]
async fn the_log_is_taken_out_as_a_table_or_as_json(app: TestApp) {
    let (owner, team) = busy_team(&app).await;
    let path = team.path(path::AUDIT_EXPORT);
    let table = owner.get(&path).await.with(StatusCode::OK);
    let named = &table.headers[header::CONTENT_DISPOSITION];
    assert_eq!(named, "attachment; filename=\"audit-2026-01-02.csv\"");
    let kind = table.headers[header::CONTENT_TYPE].to_str().unwrap();
    assert!(kind.starts_with("text/csv; charset=utf-8"), "{kind}");
    let text = table.text();
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(lines.len(), 9, "a head, seven lines and the end: {text}");
    assert!(lines[0].starts_with("\u{FEFF}seq,created_at,action,actor_id,actor_name,"));
    assert!(lines[1].starts_with("7,2026-01-02T03:04:05+00:00,audit.export,"));
    assert!(lines[2].starts_with("6,2026-01-02T03:04:05+00:00,teams.update,"));
    assert!(lines[7].starts_with("1,2026-01-02T03:04:05+00:00,teams.create,"));
    assert!(text.contains(r#"""name"":""Mills, and \""Looms\"""#));

    let json = owner
        .get(&format!("{path}?format=jsonl"))
        .await
        .with(StatusCode::OK);
    let named = &json.headers[header::CONTENT_DISPOSITION];
    assert_eq!(named, "attachment; filename=\"audit-2026-01-02.jsonl\"");
    let text = json.text();
    assert!(!text.contains('\u{FEFF}'), "JSON has no such mark");
    let events: Vec<AuditEvent> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(events, page(&owner, &team, "").await.items);

    let text = owner
        .get(&format!("{path}?format=jsonl&action=roles"))
        .await
        .text();
    assert_eq!(text.lines().count(), 2);
    let nothing = owner.get(&format!("{path}?action=juggling")).await.text();
    assert_eq!(nothing.lines().count(), 1, "the head alone: {nothing}");
    let refused = owner.get(&format!("{path}?format=xlsx")).await;
    refused.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
}

/// A name that is a formula must not run where the table is opened.
#[db_test]
async fn no_cell_of_the_table_is_a_formula(app: TestApp) {
    let owner = app.user("owner").await;
    let name = json!({"first_name": "=SUM(A1,B1)", "last_name": "X"});
    owner
        .patch(path::USERS_ME, &name, None)
        .await
        .expect(StatusCode::OK);
    let team = app.team(&owner, "Engines").await;
    let text = owner.get(&team.path(path::AUDIT_EXPORT)).await.text();
    assert!(text.contains(r#","'=SUM(A1,B1) X","#), "{text}");
}

#[db_test]
async fn a_long_log_is_taken_out_whole(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let id = match app.db.backend {
        Backend::Sqlite => "randomblob(16)",
        Backend::Postgres => "gen_random_uuid()",
    };
    let copied = app
        .db
        .across_teams(&format!(
            "WITH RECURSIVE n (seq) AS (SELECT 2 UNION ALL SELECT seq + 1 FROM n WHERE seq < 2500)
             INSERT INTO audit_events
             SELECT {id}, team_id, n.seq, action, actor_id, actor_name, impersonator_id, via,
                 subject_kind, subject_id, before, after, request_id, address, created_at, hash
             FROM audit_events, n"
        ))
        .await;
    assert_eq!(copied, 2499);
    let last = "UPDATE audit_logs SET seq = 2500";
    assert_eq!(app.db.across_teams(last).await, 1);
    let table = team.path(path::AUDIT_EXPORT);
    let text = owner.get(&table).await.with(StatusCode::OK).text();
    assert!(text.starts_with('\u{FEFF}'));
    assert_eq!(text.matches('\u{FEFF}').count(), 1, "once for all batches");
    let text = owner.get(&format!("{table}?format=jsonl")).await;
    let text = text.with(StatusCode::OK).text();
    let places: Vec<i64> = text
        .lines()
        .map(|line| serde_json::from_str::<AuditEvent>(line).unwrap().seq)
        .collect();
    let whole = (1..=2502).rev();
    assert!(whole.eq(places), "both exports are lines of it themselves");
}

#[db_test]
async fn taking_the_log_out_is_in_the_log(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let viewer = app.member(&team, "viewer", TeamRole::Viewer).await;
    let path = team.path(path::AUDIT_EXPORT);
    let refused = viewer.get(&path).await;
    refused.problem(StatusCode::FORBIDDEN, code::FORBIDDEN);
    let log = page(&owner, &team, "").await;
    let me = log.items[0].actor_id.unwrap();
    assert_eq!(actions(&log), ["teams.create"], "nothing was taken out");

    let part = format!("{path}?action=teams&actor_id={me}&subject_id={}", team.id);
    owner.get(&part).await.expect(StatusCode::OK);
    let line = page(&owner, &team, "action=audit.export")
        .await
        .items
        .remove(0);
    assert_eq!(line.actor_id, Some(me));
    assert_eq!(line.subject_id, Some(team.id.uuid()));
    let facts = json!({
        "action": "teams", "user": "owner Tester", "user_id": me, "subject": team.id,
        "from": null, "to": null,
    });
    assert_eq!(line.after, Some(facts));
    owner.get(&path).await.expect(StatusCode::OK);
    let line = page(&owner, &team, "limit=1").await.items.remove(0);
    let facts = json!({
        "action": null, "user": null, "user_id": null, "subject": null, "from": null, "to": null,
    });
    assert_eq!(line.after, Some(facts), "all of it");
}

#[db_test]
async fn whose_lines_were_taken_out_is_told_of_who_has_left_too(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let grace = app.member(&team, "grace", TeamRole::Admin).await;
    let left = grace.post_empty(&team.path(path::LEAVE_TEAM)).await;
    left.expect(StatusCode::NO_CONTENT);
    let id = page(&owner, &team, "action=members.leave").await.items[0]
        .actor_id
        .unwrap();
    // Who has no line is told by the id that was asked for.
    for (id, called) in [(id.uuid(), Some("grace Tester")), (Uuid::nil(), None)] {
        let part = format!("{}?actor_id={id}", team.path(path::AUDIT_EXPORT));
        owner.get(&part).await.expect(StatusCode::OK);
        let line = page(&owner, &team, "limit=1").await.items.remove(0);
        let facts = line.after.unwrap();
        assert_eq!(
            (&facts["user"], &facts["user_id"]),
            (&json!(called), &json!(id))
        );
    }
}

#[db_test]
async fn each_team_has_a_log_of_its_own(app: TestApp) {
    let (owner, team) = busy_team(&app).await;
    let other = app.team(&owner, "Looms").await;
    assert_eq!(actions(&page(&owner, &other, "").await), ["teams.create"]);
    let of = |page: Page<AuditEvent>| -> BTreeSet<_> {
        page.items
            .into_iter()
            .map(|event| event.id.uuid())
            .collect()
    };
    let (one, two) = (
        page(&owner, &team, "").await,
        page(&owner, &other, "").await,
    );
    assert!(of(one).is_disjoint(&of(two)));
}
