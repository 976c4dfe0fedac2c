//! From where the product is administered.

use contract::{path, problem::code};

use crate::{
    http::{Answer, Server},
    process::{Place, Process},
};

const NETWORK: &str = "192.0.2.0/24";

async fn serve(place: &Place, trusted_proxies: &str) -> (Process, Server) {
    let process = place
        .pilaster(&place.database_url(), &["serve", "--migrate"])
        .env("PILASTER__SERVER__ADMIN_NETWORKS", NETWORK)
        .env("PILASTER__SERVER__TRUSTED_PROXIES", trusted_proxies)
        .start();
    let server = process.serving().await;
    (process, server)
}

async fn ask(server: Server, path: &str) -> Answer {
    let headers = [("x-forwarded-for", "192.0.2.7")];
    server.get_with(path, &headers).await
}

#[tokio::test]
async fn a_client_that_only_says_to_be_inside_is_refused_in_its_own_form() {
    let place = Place::new();
    let (_process, server) = serve(&place, "").await;
    let refused = ask(server, path::USERS).await.with(403);
    assert_eq!(refused.json()["code"], code::NETWORK_FORBIDDEN);
    let page = ask(server, "/users").await.with(403);
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert!(page.text().contains("certain networks"), "{}", page.text());
    ask(server, "/login").await.with(200);
}

#[tokio::test]
async fn a_client_inside_gets_as_far_as_everybody() {
    let place = Place::new();
    let (_process, server) = serve(&place, "127.0.0.1/32").await;
    let anonymous = ask(server, path::USERS).await.with(401);
    assert_eq!(anonymous.json()["code"], code::UNAUTHENTICATED);
    ask(server, "/users").await.with(303);
    server.get("/users").await.with(403);
}
