//! Being asked to stop: what is under way may end.

use contract::{Locale, auth::Register};
use services::jobs;
use testkit::{Mailroom, TestDb};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{
    http::{self, Answer, Server, credentials},
    process::{Place, Process},
    smtp::{self, Silent},
    until, within,
};

const STOPPING: &str = "stopping: requests and jobs under way may end";
const CUT_OFF: &str = "requests were still under way after the grace";
const GIVEN_BACK: &str = "jobs are given back to the queue";

#[tokio::test]
async fn a_request_under_way_is_answered_and_no_other_is_taken() {
    for signal in ["TERM", "INT"] {
        let place = Place::new();
        let process = serve(&place, "25").await;
        let server = process.serving().await;
        let (mut stream, rest) = half_a_login(server).await;
        process.signal(signal);
        process.logged(STOPPING).await;
        until("the end of listening", async || {
            server.connect().await.err()
        })
        .await;
        stream.write_all(rest.as_bytes()).await.unwrap();
        let answer = within("the answer", Answer::read(&mut stream))
            .await
            .unwrap();
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert!(answer.cookies().contains("pilaster_access="));
        let output = process.ended().await;
        assert_eq!(output.status.code(), Some(0), "{}", output.stderr);
        assert!(!output.stderr.contains(CUT_OFF), "{}", output.stderr);
    }
}

#[tokio::test]
async fn a_request_that_never_ends_is_cut_off_after_the_grace() {
    let place = Place::new();
    let process = serve(&place, "1").await;
    let (_stream, _rest) = half_a_login(process.serving().await).await;
    let output = process.stopped().await;
    assert_eq!(output.status.code(), Some(0), "{}", output.stderr);
    assert!(output.stderr.contains(CUT_OFF), "{}", output.stderr);
}

#[tokio::test]
async fn a_stream_that_would_never_end_delays_nothing() {
    let place = Place::new();
    let process = serve(&place, "25").await;
    let server = process.serving().await;
    let (mut stream, rest) = half_a_login(server).await;
    stream.write_all(rest.as_bytes()).await.unwrap();
    let login = within("the answer", Answer::read(&mut stream))
        .await
        .unwrap();
    let cookies = login.cookies();
    let path = contract::path::NOTIFICATION_STREAM;
    let head = http::head("GET", path, 0, &[("cookie", &cookies)]);
    let mut events = server.connect().await.unwrap();
    events.write_all(head.as_bytes()).await.unwrap();
    read_until(&mut events, "event: unread\n").await;
    let output = process.stopped().await;
    assert_eq!(output.status.code(), Some(0), "{}", output.stderr);
    assert!(!output.stderr.contains(CUT_OFF), "{}", output.stderr);
}

/// A server with the demo accounts.
async fn serve(place: &Place, grace: &str) -> Process {
    let url = place.database_url();
    place.pilaster(&url, &["migrate"]).output().await.success();
    place.pilaster(&url, &["seed"]).output().await.success();
    place
        .pilaster(&url, &["serve"])
        .env("PILASTER__SERVER__SHUTDOWN_GRACE", grace)
        .start()
}

/// Sends the beginning of a sign-in and waits until the server wants the rest, which is given back.
async fn half_a_login(server: Server) -> (TcpStream, String) {
    let mut body = credentials(services::seed::USER_EMAIL);
    body["password"] = services::seed::PASSWORD.into();
    let body = body.to_string();
    // The interim answer comes when a handler reads the body, so the request is under way.
    let expect = [("expect", "100-continue")];
    let head = http::head("POST", contract::path::LOGIN, body.len(), &expect);
    let (first, rest) = body.split_at(10);
    let mut stream = server.connect().await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    read_until(&mut stream, "HTTP/1.1 100 Continue\r\n\r\n").await;
    stream.write_all(first.as_bytes()).await.unwrap();
    (stream, rest.to_owned())
}

/// Reads until the text ends so, and not a byte more.
async fn read_until(stream: &mut TcpStream, end: &str) {
    let mut read = Vec::new();
    within(end, async {
        while !read.ends_with(end.as_bytes()) {
            read.push(stream.read_u8().await.unwrap());
        }
    })
    .await;
}

#[tokio::test]
async fn pages_that_listen_for_reloads_get_them_and_hold_nothing_up() {
    let place = Place::new();
    let process = place.bare(&["dev", "--data", "data"]).start();
    let server = process.serving_dev().await;
    let mut stream = server.connect().await.unwrap();
    let request = "GET /dev/reload HTTP/1.1\r\nhost: localhost\r\n\r\n";
    stream.write_all(request.as_bytes()).await.unwrap();
    read_until(&mut stream, ": open\n\n").await;
    server
        .post("/dev/reload", &serde_json::Value::Null)
        .await
        .with(204);
    read_until(&mut stream, "data: reload\n\n").await;

    let output = process.stopped().await;
    assert_eq!(output.status.code(), Some(0), "{}", output.stderr);
    assert!(!output.stderr.contains(CUT_OFF), "{}", output.stderr);
}

#[testkit::db_test]
async fn a_job_under_way_ends_before_the_worker(db: TestDb) {
    let place = Place::new();
    let mailroom = Mailroom::open().await;
    queue_a_mail(&db).await;
    let silent = Silent::open().await;
    let process = worker(&place, &db, &silent.url()).env(GRACE, "20").start();
    let stream = within("the worker", silent.accept()).await;
    process.signal("TERM");
    process.logged(STOPPING).await;
    let (output, ()) = tokio::join!(process.ended(), smtp::answer(stream, &mailroom));
    assert_eq!(output.status.code(), Some(0), "{}", output.stderr);
    assert!(!output.stderr.contains(GIVEN_BACK), "{}", output.stderr);
    assert_eq!(mailroom.mailbox.messages().len(), 1);
    assert_eq!(unfinished(&db).await, 0);
}

#[testkit::db_test]
async fn a_job_that_takes_too_long_is_given_back_at_once(db: TestDb) {
    let place = Place::new();
    let mailroom = Mailroom::open().await;
    queue_a_mail(&db).await;
    let silent = Silent::open().await;
    let process = worker(&place, &db, &silent.url()).env(GRACE, "1").start();
    let _held = within("the worker", silent.accept()).await;
    let output = process.stopped().await;
    assert_eq!(output.status.code(), Some(0), "{}", output.stderr);
    assert!(output.stderr.contains(GIVEN_BACK), "{}", output.stderr);
    assert_eq!(unfinished(&db).await, 1);

    // Sooner than the lease of a dead worker would have run out.
    let process = worker(&place, &db, &smtp::url(&mailroom)).start();
    within("the mail", mailroom.mailbox.wait_for(|_| true)).await;
    assert_eq!(process.stopped().await.status.code(), Some(0));
    assert_eq!(unfinished(&db).await, 0);
}

const GRACE: &str = "PILASTER__SERVER__SHUTDOWN_GRACE";

fn worker(place: &Place, db: &TestDb, smtp_url: &str) -> crate::process::Pilaster {
    place
        .pilaster(db.url(), &["worker"])
        .env("SMTP_URL", smtp_url)
}

async fn queue_a_mail(db: &TestDb) {
    let input = Register {
        email: "grace@example.com".to_owned(),
        password: http::PASSWORD.to_owned(),
        first_name: "Grace".to_owned(),
        last_name: "Hopper".to_owned(),
        locale: None,
    };
    services::auth::register(&testkit::ctx(db), input, Locale::En)
        .await
        .unwrap();
}

async fn unfinished(db: &TestDb) -> u64 {
    let stats = jobs::stats(&testkit::ctx(db)).await.unwrap();
    assert_eq!((stats.running, stats.dead), (0, 0));
    stats.queued
}
