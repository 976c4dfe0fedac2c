//! What is written, and how.

use crate::process::Place;

#[tokio::test]
async fn what_machines_ask_for_all_the_time_is_not_written_down() {
    let place = Place::new();
    place.write("assets/a.css", "a");
    let process = place
        .pilaster(&place.database_url(), &["serve", "--migrate"])
        .start();
    let server = process.serving().await;
    server.get("/healthz").await.with(204);
    server.get("/readyz").await.with(200);
    server.get("/assets/a.css").await.with(200);
    server.get("/assets/unknown.css").await.with(404);
    server.get("/login").await.with(200);
    let log = process.stopped().await.stderr;
    let routes: Vec<_> = log
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|event| event["message"] == "request")
        .map(|event| format!("{} {}", event["status"], event["route"].as_str().unwrap()))
        .collect();
    assert_eq!(routes, ["404 /assets/{name}", "200 /login"]);
}

#[tokio::test]
async fn colours_are_for_terminals() {
    let place = Place::new();
    let process = place
        .pilaster(&place.database_url(), &["serve", "--migrate"])
        .env("PILASTER__LOG__FORMAT", "pretty")
        .start();
    process.logged("serving http://localhost").await;
    let log = process.stopped().await.stderr;
    assert!(log.contains(" INFO "), "{log}");
    assert!(!log.contains('\u{1b}'), "{log}");
}

#[tokio::test]
async fn development_says_where_its_data_are_and_nothing_of_its_own_requests() {
    let place = Place::new();
    let process = place.bare(&["dev", "--data", "data"]).start();
    let server = process.serving_dev().await;
    for path in [
        "/dev/mail",
        "/dev/mail.json",
        "/dev/mail.css",
        "/dev/reload.js",
    ] {
        server.get(path).await.with(200);
    }
    let output = process.stopped().await;
    assert!(
        output
            .stdout
            .contains("Data      data (delete it to start anew)"),
        "{}",
        output.stdout
    );
    assert!(
        !output.stderr.contains("\"message\":\"request\""),
        "{}",
        output.stderr
    );
}
