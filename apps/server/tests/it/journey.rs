//! From sign-up to the profile, in each way to run the product.

use std::fs;

use contract::path;
use serde_json::json;
use testkit::{Backend, Mailroom, TestDb};
use tokio::io::AsyncWriteExt;

use crate::{
    http::{Answer, Server, head},
    kill::token,
    process::Place,
    smtp, until, within,
};

const EMAIL: &str = "grace@example.com";

#[testkit::db_test]
async fn one_command_runs_the_product(db: TestDb) {
    let place = Place::new();
    let db = db.blank().await;
    let start = || {
        let dev = ["dev", "--data", "data"];
        match db.backend {
            // In the folder by itself.
            Backend::Sqlite => place.bare(&dev),
            Backend::Postgres => place.bare(&[&dev[..], &["--database-url", db.url()]].concat()),
        }
        .start()
    };
    let process = start();
    let server = process.serving_dev().await;
    assert_eq!(
        place.path("data/pilaster.db").exists(),
        db.backend == Backend::Sqlite
    );
    for page in ["/", "/login", "/register", "/dev/mail", "/api/docs"] {
        let answer = server.get(page).await.with(200);
        let media_type = answer.header("content-type").unwrap();
        assert!(media_type.starts_with("text/html"), "{page}: {media_type}");
    }
    server.register(EMAIL).await.unwrap().with(201);
    server.login(EMAIL).await.with(403);
    let text = until("the mail", async || {
        let mails = server.get("/dev/mail.json").await.with(200).json();
        Some(mails[0]["text"].as_str()?.to_owned())
    })
    .await;
    confirm_and_sign_in(server, &text).await;
    let secret = fs::read(place.path("data/signing-secret")).unwrap();
    assert_eq!(process.stopped().await.status.code(), Some(0));

    // The next start knows them, and signs with the same secret.
    let process = start();
    process.serving_dev().await.login(EMAIL).await.with(200);
    assert_eq!(fs::read(place.path("data/signing-secret")).unwrap(), secret);
}

#[tokio::test]
async fn the_mailbox_is_not_shown_under_other_names() {
    let place = Place::new();
    let process = place.bare(&["dev", "--data", "data"]).start();
    let server = process.serving_dev().await;
    for path in ["/dev/mail", "/dev/mail.json", "/dev/reload.js"] {
        server.get(path).await.with(200);
        let mut stream = server.connect().await.unwrap();
        let request = head("GET", path, 0, &[]).replace("localhost", "evil.example");
        stream.write_all(request.as_bytes()).await.unwrap();
        let answer = within(path, Answer::read(&mut stream)).await.unwrap();
        assert_eq!(answer.status, 421, "{path}: {}", answer.text());
    }
}

#[testkit::db_test]
async fn a_server_can_work_too(db: TestDb) {
    let place = Place::new();
    let db = db.blank().await;
    let mailroom = Mailroom::open().await;
    let process = place
        .pilaster(db.url(), &["serve", "--migrate", "--with-worker"])
        .env("SMTP_URL", smtp::url(&mailroom))
        .start();
    let server = process.serving().await;
    server.get("/dev/mail").await.with(404);
    server.register(EMAIL).await.unwrap().with(201);
    let mail = within("the mail", mailroom.mailbox.wait_for(|_| true)).await;
    assert_eq!(mail.to, [EMAIL]);
    confirm_and_sign_in(server, &mail.text).await;
    assert_eq!(process.stopped().await.status.code(), Some(0));
}

async fn confirm_and_sign_in(server: Server, text: &str) {
    let verify = json!({ "token": token(text) });
    server.post(path::VERIFY_EMAIL, &verify).await.with(204);
    server.post(path::VERIFY_EMAIL, &verify).await.with(409);
    server.get(path::USERS_ME).await.with(401);
    let cookies = server.login(EMAIL).await.with(200).cookies();
    let me = server
        .get_with(path::USERS_ME, &[("cookie", &cookies)])
        .await;
    assert_eq!(me.with(200).json()["email"], EMAIL);
}
