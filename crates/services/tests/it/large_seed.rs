//! A large database, in small.

use std::sync::Mutex;

use contract::{
    Page, audit::AuditEvent, members::Member, path, projects::Project, teams::Team, users::User,
};
use services::{
    audit::{Verdict, logs, verify},
    large_seed::{Size, write},
};
use testkit::{Client, TestApp, db_test};

const SMALL: Size = Size {
    users: 60,
    teams: 12,
    audit_lines: 300,
    projects: 1000,
    records: 100,
};

async fn read<T: serde::de::DeserializeOwned>(client: &Client, path: &str) -> Page<T> {
    let answer = client.get(path).await;
    assert!(answer.status.is_success(), "{}", answer.text());
    answer.json()
}

async fn sign_in(app: &TestApp, email: &str) -> Client {
    let client = app.anon();
    let login = contract::auth::Login {
        email: email.to_owned(),
        password: services::seed::PASSWORD.to_owned(),
    };
    assert!(client.post(path::LOGIN, &login).await.status.is_success());
    client
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
            "1000 projects",
            "79 project grants",
            "400 audit lines",
            "13 audit logs",
            "100 sessions",
            "100 security events",
            "50 API keys",
            "1 inboxes",
            "100 notifications",
            "100 sign-ups",
            "100 mails",
            "100 dead jobs",
            "12 announcements",
            "100 invitations"
        ]
    );

    let mut lines = 0;
    for log in logs(&app.ctx).await.unwrap() {
        match verify(&app.ctx, log.team).await.unwrap() {
            Verdict::Whole { lines: some, .. } => lines += some,
            verdict => panic!("{log:?}: {verdict:?}"),
        }
    }
    assert_eq!(lines, 400);

    let ada = sign_in(&app, services::seed::USER_EMAIL).await;
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

    let projects = |filter: &str| format!("{}?limit=100&{filter}", of(path::PROJECTS));
    let archived: Page<Project> = read(&ada, &projects("archived=true")).await;
    assert_eq!(archived.items.len(), 22);
    let named: Page<Project> = read(&ada, &projects("search=website%20audit%2077")).await;
    assert_eq!(named.items[0].name, "Website audit 77");
    // Their role shows them what is shared with it, one project is shared with them, and some are
    // theirs.
    let billing = sign_in(&app, "person0000037@example.com").await;
    let seen: Page<Project> = read(&billing, &projects("sort=created_at")).await;
    let me: User = billing.get(path::USERS_ME).await.json();
    let is_own = |project: &&Project| {
        let owner = project.owner.as_ref();
        owner.is_some_and(|owner| owner.user_id == me.id)
    };
    let (own, shared): (Vec<_>, Vec<_>) = seen.items.iter().partition(is_own);
    let names: Vec<_> = shared.iter().map(|project| &project.name).collect();
    assert_eq!(
        names,
        [
            "Archive audit 0",
            "Checkout migration 106",
            "Data warehouse rollout 159",
            "Checkout pilot 184",
        ]
    );
    assert_eq!(own.len(), 10);
}

#[db_test]
async fn a_search_keeps_the_order_of_its_list_be_it_much_that_it_finds_or_little(app: TestApp) {
    let size = Size {
        users: 2_100,
        teams: 1,
        audit_lines: 1,
        projects: 0,
        records: 0,
    };
    assert!(write(&app.ctx, size, &|_, _| ()).await.unwrap());
    let admin = sign_in(&app, services::seed::ADMIN_EMAIL).await;
    for (query, numbers) in [
        ("search=p", [2_099, 2_098]),
        ("search=p&is_active=true", [2_098, 2_097]),
        ("search=person00000", [99, 98]),
        ("search=person00000&is_active=true", [98, 97]),
    ] {
        let path = format!("{}?limit=2&{query}", path::USERS);
        let users: Page<User> = read(&admin, &path).await;
        let found: Vec<_> = users.items.into_iter().map(|user| user.email).collect();
        assert_eq!(found, numbers.map(email), "{query}");
    }
    let ada = sign_in(&app, services::seed::USER_EMAIL).await;
    let teams: Page<Team> = read(&ada, path::TEAMS).await;
    let of_team = path::MEMBERS.replace("{team_id}", &teams.items[0].id.to_string());
    for (search, numbers) in [("p", [2, 7]), ("person00020", [2_002, 2_007])] {
        let path = format!("{of_team}?limit=2&search={search}");
        let members: Page<Member> = read(&ada, &path).await;
        let found: Vec<_> = members
            .items
            .into_iter()
            .map(|member| member.email)
            .collect();
        assert_eq!(found, numbers.map(email), "{search}");
    }
}

fn email(number: usize) -> String {
    format!("person{number:07}@example.com")
}
