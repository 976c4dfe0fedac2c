//! Coming up.

use testkit::TestDb;

use crate::process::Place;

#[testkit::db_test]
async fn two_servers_that_migrate_at_once_both_serve(db: TestDb) {
    let place = Place::new();
    let db = db.blank().await;
    let start = || place.pilaster(db.url(), &["serve", "--migrate"]).start();
    let processes = [start(), start()];
    for (number, process) in processes.iter().enumerate() {
        let server = process.serving().await;
        server.get("/readyz").await.with(200);
        let email = format!("person{number}@example.com");
        server.register(&email).await.unwrap().with(201);
    }
    for process in processes {
        assert_eq!(process.stopped().await.status.code(), Some(0));
    }
}

#[testkit::db_test]
async fn a_server_without_its_schema_lives_and_is_not_ready(db: TestDb) {
    let place = Place::new();
    let db = db.blank().await;
    let process = place.pilaster(db.url(), &["serve"]).start();
    let server = process.serving().await;
    server.get("/healthz").await.with(204);
    let answer = server.get("/readyz").await.with(503).json();
    assert_eq!(answer["database"], "failing");

    place
        .pilaster(db.url(), &["migrate"])
        .output()
        .await
        .success();
    server.get("/readyz").await.with(200);
}

#[tokio::test]
async fn a_server_whose_file_was_replaced_is_not_ready() {
    let place = Place::new();
    let process = place
        .pilaster(&place.database_url(), &["serve", "--migrate"])
        .start();
    let server = process.serving().await;
    server.get("/readyz").await.with(200);
    std::fs::rename(place.path("pilaster.db"), place.path("aside.db")).unwrap();
    server.get("/healthz").await.with(204);
    let answer = server.get("/readyz").await.with(503).json();
    assert_eq!(answer["database"], "failing");
    process
        .logged("the database's file is not the one that was opened")
        .await;
}

#[testkit::db_test]
async fn a_role_that_passes_by_the_second_wall_is_warned_of(db: TestDb) {
    const WARNING: &str = "PostgreSQL itself keeps no team from another";
    let place = Place::new();
    let process = place.pilaster(db.url(), &["serve"]).start();
    process.serving().await;
    let stopped = process.stopped().await;
    assert!(!stopped.stderr.contains(WARNING), "{}", stopped.stderr);
    let Some(url) = db.privileged_url() else {
        return;
    };
    let process = place.pilaster(&url, &["serve"]).start();
    process.serving().await;
    process.logged(WARNING).await;
    let worker = place
        .pilaster(&url, &["worker"])
        .env("SMTP_URL", "smtp://127.0.0.1:1")
        .start();
    worker.logged(WARNING).await;
}
