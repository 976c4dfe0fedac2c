//! What operators do by hand.

use contract::{
    Page, TeamId,
    audit::AuditEvent,
    mfa::{MfaStatus, TotpSetup},
    path,
};
use http::StatusCode;
use serde_json::{Value, json};
use services::Clock;
use testkit::{Client, TestApp, TestDb, Totp};

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
async fn who_is_made_or_brought_back_by_hand_is_in_the_audit_log(app: TestApp) {
    let place = Place::new();
    let root = app.superuser("root").await;
    let ada = app.user("ada").await;
    ada.post_empty(path::DEACTIVATE)
        .await
        .expect(StatusCode::NO_CONTENT);
    // Who is active is not brought back once more.
    for _ in 0..2 {
        let arguments = ["user", "reactivate", "--email", "ada@example.com"];
        let output = place.pilaster(app.db.url(), &arguments).output().await;
        assert_eq!(output.success(), "");
    }
    app.sign_in("ada@example.com").await;
    let lines = audit(&root, "users.activate").await;
    assert_eq!(lines.len(), 1);
    assert_eq!(
        (lines[0].actor_id, lines[0].via.as_str()),
        (None, "command")
    );
    assert_eq!(lines[0].after.as_ref().unwrap()["user"], "ada Tester");

    for (email, more) in [
        ("grace@example.com", &[][..]),
        ("boss@example.com", &["--superuser"]),
    ] {
        let names = ["--first-name", "Grace", "--last-name", "Hopper"];
        let arguments = [&["user", "create", "--email", email][..], &names, more].concat();
        let created = place.pilaster(app.db.url(), &arguments);
        created.output_of(PASSWORD).await.success();
    }
    let lines = audit(&root, "users.create").await;
    let told: Vec<_> = lines
        .iter()
        .map(|line| {
            let after = line.after.as_ref().unwrap();
            assert_eq!((line.actor_id, line.via.as_str()), (None, "command"));
            assert_eq!(after["user"], "Grace Hopper");
            (after["email"].as_str(), after["role"].as_str())
        })
        .collect();
    assert_eq!(
        told,
        [
            (Some("b…@example.com"), Some("superuser")),
            (Some("g…@example.com"), None)
        ]
    );
}

#[testkit::db_test]
async fn a_role_in_the_product_is_given_by_hand(app: TestApp) {
    let place = Place::new();
    let ada = app.user("ada").await;
    let root = app.superuser("root").await;
    let grant = async |arguments: &[&str]| -> Output {
        let arguments = [&["user", "grant-role"], arguments].concat();
        place.pilaster(app.db.url(), &arguments).output().await
    };
    let refused = ada.get(path::ADMIN_TEAMS).await;
    refused.expect(StatusCode::FORBIDDEN);
    for (email, role, told) in [
        (
            "nobody@example.com",
            "support",
            "this address has no account",
        ),
        (
            "ada@example.com",
            "juggler",
            "there is no role of this name",
        ),
    ] {
        let refused = grant(&["--email", email, "--role", role]).await.failure();
        assert!(refused.contains(told), "{refused}");
    }
    for (arguments, missing) in [
        (["--email", "ada@example.com"], "--role"),
        (["--role", "support"], "--email"),
    ] {
        let told = misused(grant(&arguments).await);
        assert!(told.contains(missing), "{told}");
    }

    // However it is written, and as often as one likes.
    for _ in 0..2 {
        let given = grant(&["--email", "Ada@Example.com", "--role", "Support"]).await;
        assert_eq!(given.success(), "");
    }
    ada.get(path::ADMIN_TEAMS).await.expect(StatusCode::OK);
    let lines = audit(&root, "users.give_role").await;
    assert_eq!(lines.len(), 1, "what is given already is not given again");
    assert_eq!(
        (lines[0].actor_id, lines[0].via.as_str()),
        (None, "command")
    );
    let told = lines[0].after.as_ref().unwrap();
    assert_eq!(told["user"], "ada Tester");
    assert_eq!(told["role"], "Support");
}

#[testkit::db_test]
async fn a_second_factor_that_was_lost_is_removed_by_hand(app: TestApp) {
    let place = Place::new();
    catch_up(&app);
    let ada = app.user("ada").await;
    let root = app.superuser("root").await;
    let reset = async |arguments: &[&str]| -> Output {
        let arguments = [&["user", "reset-mfa"], arguments].concat();
        place.pilaster(app.db.url(), &arguments).output().await
    };
    let of_ada = ["--email", "ada@example.com", "--reason", "lost phone"];
    let refused = reset(&of_ada).await.failure();
    assert!(refused.contains("has no second factor"), "{refused}");
    let setup: TotpSetup = ada.post(path::MFA_TOTP_SETUP, &json!({})).await.json();
    let code = Totp::new(&setup.secret).code(app.ctx.clock.now());
    ada.post(path::MFA_TOTP_CONFIRM, &json!({"code": code}))
        .await
        .expect(StatusCode::OK);
    for (email, reason, told) in [
        ("nobody@example.com", "lost phone", "has no account"),
        ("ada@example.com", " ", "reason is refused"),
    ] {
        let refused = reset(&["--email", email, "--reason", reason]).await;
        let refused = refused.failure();
        assert!(refused.contains(told), "{refused}");
    }
    let told = misused(reset(&of_ada[..2]).await);
    assert!(told.contains("--reason"), "{told}");
    let status: MfaStatus = ada.get(path::MFA).await.json();
    assert!(status.totp_since.is_some(), "nothing is done by halves");

    assert_eq!(reset(&of_ada).await.success(), "");
    let status: MfaStatus = ada.get(path::MFA).await.json();
    assert_eq!(status.totp_since, None);
    let lines = audit(&root, "users.reset_mfa").await;
    assert_eq!(lines.len(), 1);
    assert_eq!(
        (lines[0].actor_id, lines[0].via.as_str()),
        (None, "command")
    );
    let told = lines[0].after.as_ref().unwrap();
    assert_eq!(told["user"], "ada Tester");
    assert_eq!(told["reason"], "lost phone");
    catch_up(&app);
    let mails = app.deliver().await;
    let subjects: Vec<&str> = mails.iter().map(|mail| &*mail.subject).collect();
    let told = "Your two-step verification was reset";
    assert!(subjects.contains(&told), "{subjects:?}");
}

/// Sets the clock by that of the machine, which processes go by.
fn catch_up(app: &TestApp) {
    let late = Clock::system().now() - app.ctx.clock.now();
    app.ctx.clock.advance(late);
}

/// What is said to who does not know how a command is called.
fn misused(output: Output) -> String {
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert_eq!(output.stdout, "");
    output.stderr
}

/// The lines of the product's audit log about an action.
async fn audit(client: &Client, action: &str) -> Vec<AuditEvent> {
    let path = format!("{}?action={action}", path::ADMIN_AUDIT);
    let page: Page<AuditEvent> = client.get(&path).await.with(StatusCode::OK).json();
    page.items
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
    for name in ["Difference Engines", "Engines", "Analytical Engines"] {
        owner
            .patch(&team.path(path::TEAM), &json!({"name": name}), None)
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
    app.db.open_audit_logs().await;
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
