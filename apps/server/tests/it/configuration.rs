//! What is wrong is told by name and all at once, before anything starts.

use testkit::TestDb;
use tokio::net::TcpListener;

use crate::process::{Place, SIGNING_SECRET};

#[tokio::test]
async fn all_problems_are_told_together_and_nothing_starts() {
    let place = Place::new();
    place.write(
        "pilaster.toml",
        "[nowhere]\nkey = 1\n[mail]\nfrom = \"nobody\"\n[database]\nurl = \"sqlite:pilaster.db\"\n",
    );
    let before = place.names();
    for command in [
        &["serve", "--migrate"][..],
        &["worker"],
        &["config", "check"],
        &["seed"],
    ] {
        let told = place
            .bare(command)
            .env("PILASTER__SERVER__PORT", "x")
            .env("PILASTER__SERVER__HSOT", "::1")
            .env("PILASTER__LOG__FORMAT", "xml")
            .env("PILASTER__DATABASE__URL_FILE", "/nowhere/secret")
            .env("PILASTER__STRAY", "1")
            .env("SMTP_URL", "https://example.com")
            .output()
            .await
            .failure();
        for name in [
            "server.port",
            "server.hsot",
            "log.format",
            "database.url",
            "PILASTER__STRAY",
            "nowhere.key",
            "mail.smtp_url",
            "mail.from",
            "auth.signing_secrets",
        ] {
            let lines = told
                .lines()
                .filter(|line| line.trim().starts_with(name))
                .count();
            assert_eq!(lines, 1, "{name} in the answer of {command:?}: {told}");
        }
    }
    assert_eq!(place.names(), before);
}

#[tokio::test]
async fn what_holds_is_shown_without_secrets() {
    let place = Place::new();
    let shown = place
        .bare(&["config", "show"])
        .env(
            "DATABASE_URL",
            "postgres://app:hunter2@db.example/app?password=hunter2",
        )
        .env("SMTP_URL", "smtps://mailer:hunter2@mail.example")
        .env("PILASTER__AUTH__SIGNING_SECRETS", "hunter2\nhunter2")
        .output()
        .await
        .success();
    assert!(!shown.contains("hunter2"), "{shown}");
    for line in [
        "database.url = postgres://***@db.example/app?***",
        "mail.smtp_url = smtps://***@mail.example",
        "auth.signing_secrets = ***,***",
        "log.format = json",
        "jobs.lease = 60",
    ] {
        assert!(
            shown.lines().any(|shown| shown == line),
            "{line} in {shown}"
        );
    }
}

#[tokio::test]
async fn secrets_are_read_from_files() {
    let place = Place::new();
    place.write("secret", format!("{SIGNING_SECRET}\n"));
    place.write("url", format!("{}\n", place.database_url()));
    let configured = |command: &[&str]| {
        place
            .bare(command)
            .env("PILASTER__AUTH__SIGNING_SECRETS_FILE", "secret")
            .env("PILASTER__DATABASE__URL_FILE", "url")
    };
    let checked = configured(&["config", "check"]).output().await.success();
    assert!(
        checked.starts_with("the configuration is good"),
        "{checked}"
    );
    let process = configured(&["serve", "--migrate"]).start();
    process.serving().await.get("/readyz").await.with(200);
    assert!(place.path("pilaster.db").exists());
}

#[tokio::test]
async fn serving_needs_signing_secrets_and_working_a_mail_server() {
    let place = Place::new();
    let url = place.database_url();
    for command in [&["serve"][..], &["worker"], &["config", "check"]] {
        let told = place
            .pilaster(&url, command)
            .without("PILASTER__AUTH__SIGNING_SECRETS")
            .output()
            .await
            .failure();
        assert!(told.contains("auth.signing_secrets is required"), "{told}");
        assert!(told.contains("openssl rand"), "{told}");
    }
    for command in [
        &["worker"][..],
        &["serve", "--with-worker"],
        &["config", "check", "--with-worker"],
    ] {
        // An empty variable is none.
        for empty in [false, true] {
            let process = place.pilaster(&url, command);
            let process = if empty {
                process.env("SMTP_URL", "")
            } else {
                process
            };
            let told = process.output().await.failure();
            assert!(
                told.contains("mail.smtp_url is required by a worker"),
                "{told}"
            );
        }
    }
    assert!(!place.path("pilaster.db").exists());
}

#[tokio::test]
async fn mail_that_nobody_will_send_is_warned_of() {
    let place = Place::new();
    let url = place.database_url();
    let check = |command: &[&str]| place.pilaster(&url, command).env("PORT", "3000");
    let told = check(&["config", "check"]).output().await.success();
    let expected = "the configuration is good, with warnings:\n  mail.smtp_url is not set: mail waits \
                    in the queue until a worker that has it runs\n";
    assert_eq!(told, expected);
    let smtp = ("SMTP_URL", "smtp://mail.example");
    for command in [
        &["config", "check"][..],
        &["config", "check", "--with-worker"],
    ] {
        let told = check(command).env(smtp.0, smtp.1).output().await.success();
        assert_eq!(told, "the configuration is good\n");
    }

    let process = place.pilaster(&url, &["serve", "--migrate"]).start();
    process.serving().await;
    process.logged("mail.smtp_url is not set").await;
}

#[testkit::db_test]
async fn only_who_wants_it_asks_the_database_whether_it_keeps_teams_apart(db: TestDb) {
    const OPEN: &str = "so PostgreSQL itself keeps no team from another there: projects";
    let place = Place::new();
    let check = async |url: &str, arguments: &[&str]| {
        let arguments = [&["config", "check"], arguments].concat();
        let process = place.pilaster(url, &arguments);
        process
            .env("SMTP_URL", "smtp://mail.example")
            .output()
            .await
    };
    let asked = ["--with-database"];
    let told = check(db.url(), &asked).await.success();
    assert_eq!(told, "the configuration is good\n");
    let Some(url) = db.privileged_url() else {
        let file = place.database_url();
        check(&file, &asked).await.success();
        assert!(!place.path("pilaster.db").exists(), "nothing is made");
        return;
    };
    let told = check(&url, &asked).await.success();
    assert!(told.contains("database.url names the role "), "{told}");
    assert!(told.contains("is a superuser or has BYPASSRLS"), "{told}");
    let told = check(&url, &[]).await.success();
    assert_eq!(told, "the configuration is good\n");

    let statement = "ALTER TABLE projects NO FORCE ROW LEVEL SECURITY";
    db.across_teams(statement).await;
    let told = check(db.url(), &asked).await.success();
    assert!(told.contains(OPEN), "{told}");
    let process = place.pilaster(db.url(), &["serve"]).start();
    process.logged(OPEN).await;

    let nobody = "postgres://nobody@127.0.0.1:1/nothing";
    check(nobody, &[]).await.success();
    let told = check(nobody, &asked).await.failure();
    assert!(told.contains("cannot open the database"), "{told}");
}

#[tokio::test]
async fn every_command_reads_dotenv_and_the_environment_beats_it() {
    let place = Place::new();
    let database_url = place.database_url();
    place.write(
        ".env",
        format!(
            "# Kept by nobody else.\nDATABASE_URL={database_url}\n\
             export PILASTER__AUTH__SIGNING_SECRETS='{SIGNING_SECRET}'\n\
             PILASTER__JOBS__LEASE=61 # seconds\nPORT=1\n"
        ),
    );
    let shown = place.bare(&["config", "show"]).output().await.success();
    for line in [
        &format!("database.url = {database_url}"),
        "auth.signing_secrets = ***",
        "jobs.lease = 61",
        // Set by the test's environment.
        "server.port = 0",
    ] {
        assert!(
            shown.lines().any(|shown| shown == line),
            "{line} in {shown}"
        );
    }
    place.bare(&["migrate"]).output().await.success();
    place.bare(&["seed"]).output().await.success();
    let process = place.bare(&["serve"]).start();
    process.serving().await.get("/readyz").await.with(200);

    place.write(".env", "PORT=x\nhunter2\n");
    let told = place
        .bare(&["config", "show"])
        .without("PORT")
        .output()
        .await
        .failure();
    assert!(told.contains(".env:2 is not NAME=value"), "{told}");
    assert!(told.contains("not \"x\" (.env:1)"), "{told}");
    assert!(!told.contains("hunter2"), "{told}");
}

#[tokio::test]
async fn known_passwords_are_not_written_where_others_can_reach_them() {
    let place = Place::new();
    let url = place.database_url();
    for public_url in ["https://app.example.com", "http://localhost.example.com"] {
        let told = place
            .pilaster(&url, &["seed"])
            .env("PUBLIC_URL", public_url)
            .output()
            .await
            .failure();
        assert!(told.contains(public_url), "{told}");
        assert!(told.contains("--demo-passwords-are-fine"), "{told}");
    }
    assert!(!place.path("pilaster.db").exists());
}

#[tokio::test]
async fn a_port_in_use_is_named_and_nothing_is_touched() {
    let place = Place::new();
    let other = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = other.local_addr().unwrap();
    let port = address.port().to_string();
    let url = place.database_url();
    for command in [
        &["serve", "--migrate", "--port", &port][..],
        &["dev", "--database-url", &url, "--port", &port],
    ] {
        let told = place.pilaster(&url, command).output().await.failure();
        assert!(
            told.contains(&format!(
                "cannot listen on {address}: Address already in use"
            )),
            "{told}"
        );
    }
    assert!(!place.path("pilaster.db").exists());
}

#[tokio::test]
async fn a_database_that_is_away_is_named_without_its_password() {
    let place = Place::new();
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    place.write("file", "where a folder would have to be");
    for (url, shown) in [
        (
            format!("postgres://app:hunter2@{address}/app"),
            format!("database.url postgres://***@{address}/app: cannot open the database"),
        ),
        (
            "sqlite:file/pilaster.db".to_owned(),
            "database.url sqlite:file/pilaster.db: cannot open the database".to_owned(),
        ),
        (
            "mysql://app:hunter2@localhost/app".to_owned(),
            "database.url".to_owned(),
        ),
    ] {
        let told = place.pilaster(&url, &["serve"]).output().await.failure();
        assert!(told.contains(&shown), "{told}");
        assert!(!told.contains("hunter2"), "{told}");
    }
}
