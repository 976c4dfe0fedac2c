use chrono::TimeDelta;
use contract::{Page, api_keys::Scope, path, security_events::SecurityEvent};
use http::{Method, StatusCode, header};
use serde_json::json;
use testkit::{Client, PASSWORD, TestApp, db_test};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";

async fn page(client: &Client, query: &str) -> Page<SecurityEvent> {
    client
        .get(&format!("{}{query}", path::SECURITY_EVENTS))
        .await
        .with(StatusCode::OK)
        .json()
}

fn kinds(page: &Page<SecurityEvent>) -> Vec<&str> {
    page.items.iter().map(|event| &*event.kind).collect()
}

#[db_test]
async fn what_happened_is_told_to_its_owner_alone(app: TestApp) {
    let ada = app.user("ada").await;
    let grace = app.user("grace").await;
    let change = json!({"current_password": PASSWORD, "new_password": "four green kettles hum"});
    let request = ada
        .request(Method::POST, path::CHANGE_PASSWORD)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::USER_AGENT, FIREFOX);
    ada.send(request, change.to_string().into())
        .await
        .expect(StatusCode::NO_CONTENT);

    let events = page(&ada, "").await.items;
    let event = events
        .iter()
        .find(|event| event.kind == "password_changed")
        .unwrap();
    assert_eq!(event.browser.as_deref(), Some("Firefox"));
    assert_eq!(event.system.as_deref(), Some("Linux"));
    assert_eq!(event.address, None, "there is no socket");
    assert_eq!(event.created_at, app.ctx.clock.now());
    let others = page(&grace, "").await;
    assert!(!kinds(&others).contains(&"password_changed"), "{others:?}");
}

#[db_test]
async fn events_are_listed_newest_first_in_pages(app: TestApp) {
    let ada = app.user("ada").await;
    for _ in 0..3 {
        app.ctx.clock.advance(TimeDelta::seconds(1));
        app.key(&ada, &[Scope::AccountRead]).await;
    }
    let first = page(&ada, "?limit=2").await;
    assert_eq!(kinds(&first), ["api_key_created"; 2]);
    assert!(first.items[0].created_at > first.items[1].created_at);
    let cursor = first.next_cursor.unwrap();
    let second = page(&ada, &format!("?limit=2&cursor={cursor}")).await;
    assert_eq!(second.items[0].kind, "api_key_created");
    assert!(second.items[0].created_at < first.items[1].created_at);
}
