//! Processes that are killed: what was promised is kept, and done once as far as people can see.

use std::collections::BTreeSet;

use sandbox::mailbox::Mail;
use serde_json::{Value, json};
use services::jobs::{self, JobStats};
use testkit::{Mailroom, TestDb};
use tokio::{sync::watch, task::JoinSet};

use crate::{
    http::Server,
    process::{Place, Process},
    smtp::{self, Mute, Silent},
    until, within,
};

const CLIENTS: usize = 4;
/// After so many seconds a killed worker's jobs are free again: a test cannot wait for a minute.
const LEASE: &str = "1";

#[testkit::db_test]
async fn whoever_was_told_that_they_signed_up_can_confirm_it_after_any_kill(db: TestDb) {
    let place = Place::new();
    let db = db.blank().await;
    let start = || {
        place
            .bare(&["dev", "--data", "data", "--database-url", db.url()])
            .env("PILASTER__JOBS__LEASE", LEASE)
            // More people confirm at once here than one address may.
            .env("PILASTER__LIMITS__ENABLED", "false")
            .start()
    };

    // Killed for the first time while it makes its database.
    let process = start();
    until("the first sign", async || {
        place.path("data/signing-secret").exists().then_some(())
    })
    .await;
    process.kill().await;

    let mut accepted = BTreeSet::new();
    for (round, answers) in [1, 4, 9, 16, 25].into_iter().enumerate() {
        let process = start();
        let server = process.serving_dev().await;
        accepted.extend(register_until_killed(server, process, round, answers).await);
    }

    let process = start();
    let server = process.serving_dev().await;
    let mails = until("every mail", async || {
        let mails = mails(server).await;
        let reached: BTreeSet<_> = mails.iter().map(address).collect();
        accepted
            .iter()
            .all(|email| reached.contains(email))
            .then_some(mails)
    })
    .await;
    all_done(&db).await;

    let ids: BTreeSet<_> = mails
        .iter()
        .map(|mail| mail["message_id"].as_str())
        .collect();
    assert_eq!(ids.len(), mails.len(), "one mail, one id");
    let reached: BTreeSet<_> = mails.iter().map(address).collect();
    assert_eq!(reached.len(), mails.len(), "one registration, one mail");
    for mail in &mails {
        // Of those who were cut off some are registered: their mails are as good.
        let token = token(mail["text"].as_str().unwrap());
        let verify = json!({ "token": token });
        server
            .post(contract::path::VERIFY_EMAIL, &verify)
            .await
            .with(204);
    }
    let first = accepted.first().expect("somebody was told");
    server.login(first).await.with(200);
    let output = process.stopped().await;
    assert_eq!(output.status.code(), Some(0), "{}", output.stderr);
}

/// Signs people up from several sides, kills the server after so many answers, and tells who was
/// answered that they are registered.
async fn register_until_killed(
    server: Server,
    process: Process,
    round: usize,
    answers: usize,
) -> Vec<String> {
    let (answered, mut count) = watch::channel(0);
    let mut clients = JoinSet::new();
    for client in 0..CLIENTS {
        let answered = answered.clone();
        clients.spawn(async move {
            let mut accepted = Vec::new();
            for number in 0.. {
                let email = format!("r{round}c{client}n{number}@example.com");
                let Ok(answer) = server.register(&email).await else {
                    break;
                };
                assert_eq!(answer.status, 201, "{}", answer.text());
                accepted.push(email);
                answered.send_modify(|count| *count += 1);
            }
            accepted
        });
    }
    within("answers", count.wait_for(|count| *count >= answers))
        .await
        .unwrap();
    process.kill().await;
    let accepted = within("the clients", clients.join_all()).await.concat();
    assert!(accepted.len() >= answers);
    accepted
}

#[testkit::db_test]
async fn jobs_of_a_killed_worker_are_done_by_the_next(db: TestDb) {
    let place = Place::new();
    let mailroom = Mailroom::open().await;
    let serving = place.pilaster(db.url(), &["serve"]).start();
    let server = serving.serving().await;
    let worker = |smtp_url: &str| {
        place
            .pilaster(db.url(), &["worker"])
            .env("SMTP_URL", smtp_url)
            .env("PILASTER__JOBS__LEASE", LEASE)
            .env("PILASTER__JOBS__CONCURRENCY", "2")
            .start()
    };
    let mut registered = BTreeSet::new();
    for number in 0..12 {
        let email = format!("person{number}@example.com");
        server.register(&email).await.unwrap().with(201);
        registered.insert(email);
    }

    // Killed with a mail in hand that has not left.
    let silent = Silent::open().await;
    let process = worker(&silent.url());
    let _held = within("the worker", silent.accept()).await;
    process.kill().await;
    assert_eq!(mailroom.mailbox.delivery_log(), []);

    // Killed with a mail in hand that has arrived.
    let mute = Mute::open(&mailroom).await;
    let process = worker(&mute.url);
    within("a mail", mailroom.mailbox.wait_for(|_| true)).await;
    process.kill().await;
    assert!(
        mailroom.mailbox.delivery_log().len() <= 2,
        "nothing was answered"
    );

    // Killed somewhere.
    let process = worker(&smtp::url(&mailroom));
    until("more mails", async || {
        (mailroom.mailbox.messages().len() > 4).then_some(())
    })
    .await;
    process.kill().await;

    let process = worker(&smtp::url(&mailroom));
    let mails = until("every mail", async || {
        let mails = mailroom.mailbox.messages();
        (mails.len() >= registered.len()).then_some(mails)
    })
    .await;
    all_done(&db).await;
    assert_eq!(process.stopped().await.status.code(), Some(0));

    // One mail for each, and their ids differ, or the mailbox would not show them all.
    let reached: BTreeSet<_> = mails.iter().flat_map(|mail| mail.to.clone()).collect();
    assert_eq!(reached, registered);
    assert_eq!(mailroom.mailbox.messages().len(), registered.len());
    let repeated = mailroom
        .mailbox
        .delivery_log()
        .iter()
        .filter(|mail| mail.duplicate)
        .count();
    assert!(
        repeated > 0,
        "what had arrived was sent again, since nobody could know"
    );
    for Mail { text, .. } in &mails {
        let verify = json!({ "token": token(text) });
        server
            .post(contract::path::VERIFY_EMAIL, &verify)
            .await
            .with(204);
    }
    assert_eq!(serving.stopped().await.status.code(), Some(0));
}

/// Waits until no job is left, not even among the dead.
async fn all_done(db: &TestDb) {
    let ctx = testkit::ctx(db);
    until("the end of all jobs", async || {
        let JobStats {
            queued,
            running,
            dead,
            ..
        } = jobs::stats(&ctx).await.unwrap();
        assert_eq!(dead, 0);
        (queued + running == 0).then_some(())
    })
    .await;
}

async fn mails(server: Server) -> Vec<Value> {
    let mails = server.get("/dev/mail.json").await.with(200).json();
    mails.as_array().unwrap().clone()
}

fn address(mail: &Value) -> String {
    mail["to"][0].as_str().unwrap().to_owned()
}

/// The token of the link in a mail.
pub(crate) fn token(text: &str) -> String {
    let (_, rest) = text.split_once("?token=").expect("the mail has a link");
    let token = rest
        .split_whitespace()
        .next()
        .expect("the link has a token");
    token.to_owned()
}
