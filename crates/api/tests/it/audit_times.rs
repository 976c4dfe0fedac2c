//! Audit logs by time.

use chrono::TimeDelta;
use contract::{Page, audit::AuditEvent, path, problem::code, validation::code as field_code};
use http::StatusCode;
use serde_json::json;
use testkit::{Client, TestApp, TestTeam, db_test};

/// Signs the owner in, whose session has ended when the clock moves on, and renames their team.
async fn rename(app: &TestApp, team: &TestTeam, name: &str) -> Client {
    let owner = app.sign_in("owner@example.com").await;
    let path = team.path(path::TEAM);
    let renamed = owner.patch(&path, &json!({ "name": name }), None).await;
    renamed.expect(StatusCode::OK);
    owner
}

/// A team with a line on each of three days, the 2nd, 3rd and 4th of January, at 03:04:05.
async fn three_days(app: &TestApp) -> (Client, TestTeam) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    app.ctx.clock.advance(TimeDelta::days(1));
    rename(app, &team, "Mills").await;
    app.ctx.clock.advance(TimeDelta::days(1));
    let owner = rename(app, &team, "Looms").await;
    (owner, team)
}

async fn places(client: &Client, path: &str, query: &str) -> Vec<i64> {
    let answer = client.get(&format!("{path}?{query}")).await;
    let page: Page<AuditEvent> = answer.with(StatusCode::OK).json();
    page.items.iter().map(|event| event.seq).collect()
}

#[db_test]
async fn a_log_is_narrowed_to_days_and_to_moments(app: TestApp) {
    let (owner, team) = three_days(&app).await;
    let path = team.path(path::AUDIT);
    for (query, expected) in [
        ("from=2026-01-02", &[3, 2, 1][..]),
        ("from=2026-01-03", &[3, 2]),
        ("from=2026-01-05", &[]),
        ("to=2026-01-01", &[]),
        ("to=2026-01-03", &[2, 1]),
        ("to=2026-01-04", &[3, 2, 1]),
        ("from=0000-01-01&to=9999-12-31", &[3, 2, 1]),
        ("from=2026-01-03&to=2026-01-03", &[2]),
        ("from=2026-01-04&to=2026-01-02", &[]),
        ("from=2026-01-03T03:04:05Z", &[3, 2]),
        ("from=2026-01-03T03:04:05.000001Z", &[3]),
        ("to=2026-01-03T03:04:05Z", &[1]),
        ("from=2026-01-03&action=teams.create", &[]),
        ("to=2026-01-03&action=teams.update", &[2]),
        ("from=2026-01-03&action=teams", &[3, 2]),
    ] {
        assert_eq!(places(&owner, &path, query).await, expected, "{query}");
    }
    for query in [
        "from=yesterday",
        "to=2026-02-30",
        "to=2026-01-03T03:04:05%2B01:00",
    ] {
        let answer = owner.get(&format!("{path}?{query}")).await;
        let problem = answer.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
        let (field, _) = query.split_once('=').unwrap();
        assert_eq!(problem.errors.len(), 1, "{query}");
        let error = &problem.errors[0];
        assert_eq!((&*error.path, &*error.code), (field, field_code::MALFORMED));
    }
}

#[db_test]
async fn a_span_of_time_has_pages(app: TestApp) {
    let (owner, team) = three_days(&app).await;
    let page = async |query: String| -> Page<AuditEvent> {
        let answer = owner
            .get(&format!("{}?{query}", team.path(path::AUDIT)))
            .await;
        answer.with(StatusCode::OK).json()
    };
    let first = page("to=2026-01-03&limit=1".to_owned()).await;
    assert_eq!(first.items[0].seq, 2);
    let next = first.next_cursor.unwrap();
    let second = page(format!("to=2026-01-03&limit=1&cursor={next}")).await;
    assert_eq!((second.items[0].seq, second.next_cursor), (1, None));
    let back = second.previous_cursor.unwrap();
    let first = page(format!("to=2026-01-03&limit=1&cursor={back}")).await;
    assert_eq!((first.items[0].seq, first.previous_cursor), (2, None));
}

#[db_test]
async fn a_part_of_a_log_is_taken_out_and_told(app: TestApp) {
    let (owner, team) = three_days(&app).await;
    let path = team.path(path::AUDIT_EXPORT);
    let span = "from=2026-01-02&to=2026-01-03";
    let file = owner.get(&format!("{path}?format=jsonl&{span}")).await;
    let file = file.with(StatusCode::OK).text();
    let seqs: Vec<i64> = file
        .lines()
        .map(|line| serde_json::from_str::<AuditEvent>(line).unwrap().seq)
        .collect();
    assert_eq!(seqs, [2, 1]);
    let log = format!("{}?action=audit.export", team.path(path::AUDIT));
    let told: Page<AuditEvent> = owner.get(&log).await.json();
    let facts = told.items[0].after.as_ref().unwrap();
    assert_eq!(
        (&facts["from"], &facts["to"]),
        (&json!("2026-01-02"), &json!("2026-01-03"))
    );

    // What cannot be understood is not written down as taken out.
    let refused = owner.get(&format!("{path}?from=yesterday")).await;
    refused.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    assert_eq!(
        places(&owner, &team.path(path::AUDIT), "action=audit").await,
        [4]
    );
}

#[db_test]
async fn the_log_of_the_product_is_narrowed_alike(app: TestApp) {
    app.superuser("root").await;
    for name in ["Reader", "Caller"] {
        app.ctx.clock.advance(TimeDelta::days(1));
        let root = app.sign_in("root@example.com").await;
        let role = json!({ "name": name, "permissions": ["users:list"] });
        let made = root.post(path::ROLES, &role).await;
        made.expect(StatusCode::CREATED);
    }
    let root = app.sign_in("root@example.com").await;
    let all = places(&root, path::ADMIN_AUDIT, "action=roles.create").await;
    assert_eq!(all.len(), 2, "two roles were made");
    let (last, first) = (all[0], all[1]);
    for (query, expected) in [
        ("from=2026-01-04", [last]),
        ("to=2026-01-03", [first]),
        ("from=2026-01-03&to=2026-01-03", [first]),
    ] {
        let query = format!("action=roles.create&{query}");
        assert_eq!(
            places(&root, path::ADMIN_AUDIT, &query).await,
            expected,
            "{query}"
        );
    }
}

/// Otherwise a span of time would not be a piece of the log.
#[db_test]
async fn no_line_is_older_than_the_one_before_it(app: TestApp) {
    let (_, team) = three_days(&app).await;
    app.ctx.clock.advance(-TimeDelta::hours(30));
    let owner = rename(&app, &team, "Engines").await;
    let lines = app.db.audit_lines(team.id.uuid()).await;
    let times: Vec<_> = lines.iter().map(|line| line.created_at).collect();
    assert_eq!(times.len(), 4);
    assert!(times.is_sorted(), "{times:?}");
    assert!(times[3] > app.ctx.clock.now(), "the clock was put back");
    let path = team.path(path::AUDIT);
    assert_eq!(places(&owner, &path, "from=2026-01-04").await, [4, 3]);
}
