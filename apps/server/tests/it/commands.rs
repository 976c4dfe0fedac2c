//! What operators do by hand.

use contract::{TeamId, path};
use http::StatusCode;
use serde_json::{Value, json};
use testkit::{TestApp, TestDb};

use crate::{
    http::PASSWORD,
    process::{Output, Place},
};

#[testkit::db_test]
async fn migrating_shows_each_step_and_can_be_repeated(db: TestDb) {
    let place = Place::new();
    let db = db.blank().await;
    let run = async |arguments: &[&str]| {
        let output = place.pilaster(db.url(), arguments).output().await;
        let steps: Vec<String> = output.success().lines().map(str::to_owned).collect();
        assert!(!steps.is_empty());
        steps
    };
    let is = |steps: &[String], state: &str| steps.iter().all(|step| step.starts_with(state));
    let before = run(&["migrate", "--status"]).await;
    assert!(is(&before, "pending m20"), "{before:?}");
    let done = run(&["migrate"]).await;
    assert!(is(&done, "applied m20"), "{done:?}");
    assert_eq!(done.len(), before.len());
    assert_eq!(run(&["migrate", "--status"]).await, done);
    assert_eq!(run(&["migrate"]).await, done);
}

#[testkit::db_test]
async fn the_first_superuser_is_made_by_hand(db: TestDb) {
    let place = Place::new();
    let create = async |email: &str, password: &str| -> Output {
        let names = [
            "--first-name",
            "Ada",
            "--last-name",
            "Lovelace",
            "--superuser",
        ];
        let arguments = [&["user", "create", "--email", email][..], &names].concat();
        place
            .pilaster(db.url(), &arguments)
            .output_of(password)
            .await
    };
    for (email, password, told) in [
        (
            "root@example.com",
            "1234567890\n",
            "password is too easy to guess",
        ),
        (
            "root@example.com",
            "short\n",
            "password is refused: too_short",
        ),
        ("root", PASSWORD, "email is refused"),
    ] {
        let answer = create(email, password).await.failure();
        assert!(answer.contains(told), "{answer}");
    }

    let made = create("Root@Example.com", &format!("{PASSWORD}\n"))
        .await
        .success();
    let (id, email) = made.trim().split_once(' ').unwrap();
    assert_eq!(email, "root@example.com");
    let again = create("root@example.com", PASSWORD).await.failure();
    assert!(
        again.contains("this address has an account already"),
        "{again}"
    );
    let reactivate = async |email: &str| -> Output {
        let arguments = ["user", "reactivate", "--email", email];
        place.pilaster(db.url(), &arguments).output_of("").await
    };
    reactivate("Root@example.com").await.success();
    let unknown = reactivate("nobody@example.com").await.failure();
    assert!(unknown.contains("this address has no account"), "{unknown}");

    let process = place.pilaster(db.url(), &["serve"]).start();
    let server = process.serving().await;
    let cookies = server.login(email).await.with(200).cookies();
    let list = server
        .get_with(path::USERS, &[("cookie", &cookies)])
        .await
        .with(200)
        .json();
    assert_eq!(list["items"][0]["id"], id);
}

#[testkit::db_test]
async fn demo_data_is_written_once(db: TestDb) {
    let place = Place::new();
    let seed = async || place.pilaster(db.url(), &["seed"]).output().await.success();
    assert_eq!(seed().await, "demo data written\n");
    assert_eq!(seed().await, "the demo data is here already\n");
}

#[testkit::db_test]
async fn a_large_database_begins_empty_and_at_home(db: TestDb) {
    let place = Place::new();
    let seed = |size: &str| place.pilaster(db.url(), &["seed", "--size", size]);
    let away = seed("large").env("PUBLIC_URL", "https://app.example.com");
    let refused = away.output().await.failure();
    assert!(refused.contains("is not localhost"), "{refused}");
    seed("demo").output().await.success();
    let refused = seed("large").output().await.failure();
    assert!(refused.contains("the database has users"), "{refused}");
}

#[tokio::test]
async fn the_description_of_the_api_is_the_one_that_is_served() {
    let place = Place::new();
    let printed = place.bare(&["openapi"]).output().await.success();
    let printed: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(printed["openapi"], "3.1.0");
    let process = place.pilaster(&place.database_url(), &["serve"]).start();
    let served = process
        .serving()
        .await
        .get(path::OPENAPI)
        .await
        .with(200)
        .json();
    assert_eq!(printed, served);
}

#[tokio::test]
async fn the_version_is_the_packages() {
    let place = Place::new();
    let version = place.bare(&["version"]).output().await.success();
    assert_eq!(version.trim(), env!("CARGO_PKG_VERSION"));
}

#[testkit::db_test]
async fn a_line_of_an_audit_log_that_was_changed_is_named(app: TestApp) {
    let place = Place::new();
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Analytical Engines").await;
    let body = json!({"name": "Other"});
    for _ in 0..3 {
        owner
            .patch(&team.path(path::TEAM), &body, None)
            .await
            .expect(StatusCode::OK);
    }
    let other = app.team(&owner, "Looms").await;
    let verify = async |team: Option<&str>| -> Output {
        let mut arguments = vec!["audit", "verify"];
        arguments.extend(team.map(|team| ["--team", team]).into_iter().flatten());
        place.pilaster(app.db.url(), &arguments).output().await
    };

    let told = verify(None).await.success();
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 3, "{told}");
    assert_eq!(lines[0], "product: whole, empty");
    let is_whole = |id: TeamId, slug: &str, count: u32| {
        let expected = format!("team {slug} ({id}): whole, {count} lines, head ");
        lines.iter().any(|line| line.starts_with(&expected))
    };
    assert!(is_whole(team.id, "analytical-engines", 4), "{told}");
    assert!(is_whole(other.id, "looms", 1), "{told}");

    let id = app.db.audit_lines(team.id.uuid()).await[2].id;
    app.db
        .across_teams("UPDATE audit_events SET actor_name = 'Nobody' WHERE seq = 3")
        .await;
    let expected = format!("CHANGED: line 3 ({id}) does not follow from the line before it");
    let slug = Some("analytical-engines");
    let by_id = team.id.to_string();
    for (team, broken) in [
        (None, "1 of 3"),
        (slug, "1 of 1"),
        (Some(&*by_id), "1 of 1"),
    ] {
        let output = verify(team).await;
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert!(output.stdout.contains(&expected), "{output:?}");
        let told = format!("{broken} audit logs are not whole");
        assert!(output.stderr.contains(&told), "{output:?}");
    }
    verify(Some("looms")).await.success();
    let unknown = verify(Some("mills")).await.failure();
    assert!(unknown.contains("no team is called mills"), "{unknown}");
}
