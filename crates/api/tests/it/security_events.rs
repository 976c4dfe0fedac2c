use chrono::TimeDelta;
use contract::{
    Page, api_keys::Scope, auth::Login, mfa::TotpSetup, path, problem::code,
    security_events::SecurityEvent,
};
use http::{Method, StatusCode, header};
use serde_json::json;
use services::jobs;
use testkit::{Client, PASSWORD, TestApp, Totp, db_test};

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

/// Gives a wrong password, from Firefox.
async fn fail(app: &TestApp, email: &str) {
    let client = app.anon();
    let request = client
        .request(Method::POST, path::LOGIN)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::USER_AGENT, FIREFOX);
    let login = Login {
        email: email.to_owned(),
        password: "not the password".to_owned(),
    };
    let body = serde_json::to_vec(&login).unwrap();
    client
        .send(request, body.into())
        .await
        .problem(StatusCode::UNAUTHORIZED, code::INVALID_CREDENTIALS);
}

#[db_test]
async fn each_wrong_password_is_told_to_its_owner(app: TestApp) {
    let ada = app.user("ada").await;
    let grace = app.user("grace").await;
    let mut failed_at = Vec::new();
    for email in ["ada@example.com", " ADA@example.com"] {
        app.ctx.clock.advance(TimeDelta::seconds(1));
        fail(&app, email).await;
        failed_at.insert(0, app.ctx.clock.now());
    }
    // It happened when it happened, however late the worker is.
    app.ctx.clock.advance(TimeDelta::minutes(5));
    app.deliver().await;
    let events = page(&ada, "").await.items;
    let failed: Vec<_> = events
        .iter()
        .filter(|event| event.kind == "sign_in_failed")
        .collect();
    let times: Vec<_> = failed.iter().map(|event| event.created_at).collect();
    assert_eq!(times, failed_at);
    assert_eq!(failed[0].browser.as_deref(), Some("Firefox"));
    assert_eq!(failed[0].system.as_deref(), Some("Linux"));
    let others = page(&grace, "").await;
    assert!(!kinds(&others).contains(&"sign_in_failed"), "{others:?}");
}

#[db_test]
async fn a_wrong_password_leaves_the_same_work_for_every_address(app: TestApp) {
    app.account("ada", false).await;
    app.account("eve", false).await;
    app.db.deactivate("eve@example.com").await;
    let mut queued = 0;
    for email in ["ada@example.com", "eve@example.com", "nobody@example.com"] {
        fail(&app, email).await;
        queued += 1;
        let stats = jobs::stats(&app.ctx).await.unwrap();
        assert_eq!(stats.queued, queued, "{email}");
    }
    assert_eq!(app.deliver().await.len(), 0);
    let stats = jobs::stats(&app.ctx).await.unwrap();
    assert_eq!((stats.queued, stats.dead), (0, 0));
}

#[db_test]
async fn a_wrong_code_is_no_wrong_password(app: TestApp) {
    let ada = app.user("ada").await;
    let setup: TotpSetup = ada.post_empty(path::MFA_TOTP_SETUP).await.json();
    let code = Totp::new(&setup.secret).code(app.ctx.clock.now());
    ada.post(path::MFA_TOTP_CONFIRM, &json!({"code": code}))
        .await
        .expect(StatusCode::OK);
    let client = app.anon();
    let login = json!({"email": "ada@example.com", "password": PASSWORD});
    client
        .post(path::LOGIN, &login)
        .await
        .expect(StatusCode::OK);
    // It was used.
    client
        .post(path::MFA_TOTP, &json!({"code": code}))
        .await
        .problem(StatusCode::UNAUTHORIZED, code::WRONG_CODE);
    app.deliver().await;
    let events = page(&ada, "").await;
    assert!(kinds(&events).contains(&"second_factor_failed"));
    assert!(!kinds(&events).contains(&"sign_in_failed"), "{events:?}");
}
