use contract::{path, problem::code, roles::TeamRole};
use http::{StatusCode, header};
use serde_json::json;
use testkit::{Client, TestApp, TestTeam, db_test};

use super::{archive, create, named, of};

/// The mark of UTF-8, and the columns.
const HEAD: &str =
    "\u{FEFF}id,name,description,status,owner_id,owner_name,archived_at,created_at,updated_at";

async fn file(client: &Client, team: &TestTeam, query: &str) -> String {
    let path = format!("{}?{query}", team.path(path::EXPORT_PROJECTS));
    client.get(&path).await.with(StatusCode::OK).text()
}

/// Names and descriptions of a file, by a reader of its own.
fn rows(text: &str) -> Vec<(String, String)> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        (row[1].to_owned(), row[2].to_owned())
    });
    rows.collect()
}

#[db_test]
async fn a_file_holds_what_the_list_shows(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let input = json!({"name": "Engine", "description": "By gears.", "status": "active"});
    let project = create(&ada, &team, &input).await;
    let old = named(&ada, &team, "Old").await;
    archive(&ada, &team, old.id).await;

    let answer = ada.get(&team.path(path::EXPORT_PROJECTS)).await;
    answer.expect(StatusCode::OK);
    assert_eq!(
        answer.headers[header::CONTENT_TYPE],
        "text/csv; charset=utf-8; header=present"
    );
    assert_eq!(
        answer.headers[header::CONTENT_DISPOSITION],
        "attachment; filename=\"projects-2026-01-02.csv\""
    );
    let owner = project.owner.unwrap().user_id;
    let expected = format!(
        "{HEAD}\r\n{},Engine,By gears.,active,{owner},ada Tester,,2026-01-02T03:04:05.000000Z,2026-01-02T03:04:05.000000Z\r\n",
        project.id
    );
    assert_eq!(answer.text(), expected);
    let archived = file(&ada, &team, "archived=true").await;
    assert_eq!(rows(&archived), [("Old".to_owned(), String::new())]);
    assert_eq!(
        file(&ada, &team, "status=done").await,
        format!("{HEAD}\r\n")
    );
}

#[db_test]
async fn nasty_names_are_neither_formulas_nor_more_rows(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let names = [
        "=HYPERLINK(\"http://evil.example\",\"x\")",
        "+1",
        "-1",
        "@SUM(A1:A9)",
        "a,b",
        "say \"hi\"",
        "محرك",
    ];
    for name in names {
        let input = json!({"name": name, "description": format!("{name}\nsecond line")});
        create(&ada, &team, &input).await;
        app.ctx.clock.advance(chrono::TimeDelta::seconds(1));
    }
    let text = file(&ada, &team, "").await;
    let expected: Vec<_> = names
        .iter()
        .map(|name| {
            let inert = if name.starts_with(['=', '+', '-', '@']) {
                format!("'{name}")
            } else {
                (*name).to_owned()
            };
            (inert.clone(), format!("{inert}\nsecond line"))
        })
        .collect();
    assert_eq!(rows(&text), expected);
}

#[db_test]
async fn a_long_file_is_whole(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    // More than two batches, many of one moment.
    app.projects(&team, 1_103).await;
    let text = file(&ada, &team, "").await;
    assert!(text.starts_with('\u{FEFF}'));
    assert_eq!(text.matches('\u{FEFF}').count(), 1, "once for all batches");
    let read = rows(&text);
    assert_eq!(read.len(), 1_103);
    let names: std::collections::BTreeSet<_> = read.into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), 1_103);
}

#[db_test]
async fn a_file_holds_what_its_reader_may_see(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let shared = named(&ada, &team, "Shared").await;
    named(&ada, &team, "Secret").await;
    let input = json!({"name": "Exporter", "permissions": ["projects:export"]});
    let role = ada.post(&team.path(path::TEAM_ROLES), &input).await;
    let role: contract::roles::Role = role.with(StatusCode::CREATED).json();
    let user = app.account("grace", false).await;
    let member = app.join(&team, user.id, TeamRole::Billing).await;
    let grace = app.sign_in(&user.email).await;
    let refused = grace.get(&team.path(path::EXPORT_PROJECTS)).await;
    refused.problem(StatusCode::FORBIDDEN, code::FORBIDDEN);

    let path = team.path(path::MEMBER).replace("{id}", &member.to_string());
    let changed = ada.patch(&path, &json!({"role_id": role.id}), None).await;
    changed.expect(StatusCode::OK);
    assert!(rows(&file(&grace, &team, "").await).is_empty());
    let input = json!({"grantee": {"kind": "member", "id": member}, "level": "viewer"});
    let granted = ada
        .post(&of(&team, path::PROJECT_GRANTS, shared.id), &input)
        .await;
    granted.expect(StatusCode::CREATED);
    let seen = rows(&file(&grace, &team, "").await);
    assert_eq!(seen, [("Shared".to_owned(), String::new())]);
}

#[db_test]
async fn taking_a_file_out_is_in_the_log(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let me: contract::users::User = ada.get(path::USERS_ME).await.json();
    file(&ada, &team, &format!("search=Eng&owner_id={}", me.id)).await;
    let log = format!("{}?action=projects.export", team.path(path::AUDIT));
    let log: serde_json::Value = ada.get(&log).await.with(StatusCode::OK).json();
    assert_eq!(log["items"][0]["after"]["search"], "eng");
    assert_eq!(log["items"][0]["after"]["owner"], "ada Tester");
}
