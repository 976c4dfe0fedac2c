//! A large database, in small.

use std::sync::Mutex;

use contract::{Page, audit::AuditEvent, members::Member, path, teams::Team};
use services::{
    audit::{Verdict, logs, verify},
    large_seed::{Size, write},
};
use testkit::{Client, TestApp, db_test};

const SMALL: Size = Size {
    users: 60,
    teams: 12,
    audit_lines: 300,
};

async fn read<T: serde::de::DeserializeOwned>(client: &Client, path: &str) -> Page<T> {
    let answer = client.get(path).await;
    assert!(answer.status.is_success(), "{}", answer.text());
    answer.json()
}

#[db_test]
async fn what_is_written_is_as_if_people_had_done_it(app: TestApp) {
    let told = Mutex::new(Vec::new());
    let progress = |what: &str, count: usize| {
        told.lock().unwrap().push(format!("{count} {what}"));
    };
    assert!(write(&app.ctx, SMALL, &progress).await.unwrap());
    assert!(
        !write(&app.ctx, SMALL, &progress).await.unwrap(),
        "it is not empty"
    );
    let told = told.into_inner().unwrap();
    assert_eq!(
        told,
        [
            "60 users",
            "20 authenticator apps",
            "12 teams",
            "60 roles",
            "82 members",
            "291 audit lines",
            "12 audit logs"
        ]
    );

    let mut lines = 0;
    for log in logs(&app.ctx).await.unwrap() {
        match verify(&app.ctx, log.team).await.unwrap() {
            Verdict::Whole { lines: some, .. } => lines += some,
            verdict => panic!("{log:?}: {verdict:?}"),
        }
    }
    assert_eq!(lines, 291);

    let ada = app.anon();
    let login = contract::auth::Login {
        email: services::seed::USER_EMAIL.to_owned(),
        password: services::seed::PASSWORD.to_owned(),
    };
    assert!(ada.post(path::LOGIN, &login).await.status.is_success());
    let teams: Page<Team> = read(&ada, "/api/v1/teams?limit=100").await;
    assert_eq!(teams.items.len(), 12);
    let first = teams
        .items
        .iter()
        .find(|team| team.slug == "team-0")
        .unwrap();
    assert_eq!(first.role.built_in.as_deref(), Some("owner"));
    let of = |path: &str| path.replace("{team_id}", &first.id.to_string());
    let members: Page<Member> = read(&ada, &of(path::MEMBERS)).await;
    assert_eq!(members.items.len(), 13);
    let lines: Page<AuditEvent> = read(&ada, &of(path::AUDIT)).await;
    assert_eq!(lines.items[0].seq, 60);
}
