use chrono::TimeDelta;
use contract::{
    Page, SessionId,
    auth::Login,
    path,
    problem::code,
    sessions::{Device, Session},
};
use http::{Method, StatusCode, header};
use serde_json::json;
use testkit::{Client, PASSWORD, PUBLIC_URL, TestApp, db_test};

const PHONE: &str = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) \
                     Chrome/141.0.0.0 Mobile Safari/537.36";

async fn page(client: &Client, query: &str) -> Page<Session> {
    client
        .get(&format!("{}{query}", path::SESSIONS))
        .await
        .with(StatusCode::OK)
        .json()
}

async fn list(client: &Client) -> Vec<Session> {
    page(client, "").await.items
}

async fn current(client: &Client) -> SessionId {
    let sessions = list(client).await;
    let current = sessions.iter().find(|session| session.is_current);
    current.unwrap().id
}

async fn end(client: &Client, session: SessionId) -> testkit::Answer {
    let path = path::SESSION.replace("{id}", &session.to_string());
    client.delete(&path).await
}

/// Signs in again, a minute later.
async fn sign_in_later(app: &TestApp) -> Client {
    app.ctx.clock.advance(TimeDelta::minutes(1));
    app.sign_in("ada@example.com").await
}

async fn assert_signed_out(client: &Client) {
    client
        .get(path::USERS_ME)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
    client
        .patch(path::USERS_ME, &json!({"first_name": "Stolen"}), None)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
    client
        .post_empty(path::REFRESH)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::SESSION_ENDED);
}

#[db_test]
async fn own_sessions_are_listed_newest_first_in_words(app: TestApp) {
    let first = app.user("ada").await;
    app.user("grace").await;
    let begun = app.ctx.clock.now();
    app.ctx.clock.advance(TimeDelta::minutes(5));
    let settings = api::ApiSettings {
        // Where the request comes from without a socket.
        trusted_proxies: vec!["0.0.0.0/32".parse().unwrap()],
        ..api::ApiSettings::new(PUBLIC_URL)
    };
    let phone = app.anon_with(settings);
    let login = Login {
        email: "ada@example.com".into(),
        password: PASSWORD.into(),
    };
    let request = phone
        .request(Method::POST, path::LOGIN)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::USER_AGENT, PHONE)
        .header("x-forwarded-for", "203.0.113.7");
    let body = serde_json::to_vec(&login).unwrap();
    phone
        .send(request, body.into())
        .await
        .expect(StatusCode::OK);

    let sessions = list(&first).await;
    assert_eq!(sessions.len(), 2, "nobody else's: {sessions:?}");
    let now = app.ctx.clock.now();
    let expected = Session {
        id: sessions[0].id,
        browser: Some("Chrome".into()),
        system: Some("Android".into()),
        device: Device::Phone,
        address: Some("203.0.113.7".into()),
        created_at: now,
        last_seen_at: now,
        is_impersonated: false,
        is_current: false,
    };
    assert_eq!(sessions[0], expected);
    let expected = Session {
        id: sessions[1].id,
        browser: None,
        system: None,
        device: Device::Unknown,
        address: None,
        created_at: begun,
        last_seen_at: begun,
        is_impersonated: false,
        is_current: true,
    };
    assert_eq!(sessions[1], expected);
    assert_eq!(current(&phone).await, sessions[0].id);
}

#[db_test]
async fn a_session_is_seen_when_it_is_refreshed_and_not_when_it_reads(app: TestApp) {
    let client = app.user("ada").await;
    let begun = app.ctx.clock.now();
    app.ctx.clock.advance(TimeDelta::minutes(5));
    assert_eq!(list(&client).await[0].last_seen_at, begun);

    let refresh = client
        .request(Method::POST, path::REFRESH)
        .header(header::USER_AGENT, PHONE);
    client
        .send(refresh, axum::body::Body::empty())
        .await
        .expect(StatusCode::NO_CONTENT);
    let session = &list(&client).await[0];
    assert_eq!(session.last_seen_at, app.ctx.clock.now());
    assert_eq!(session.created_at, begun);
    assert_eq!(
        (session.system.as_deref(), session.device),
        (Some("Android"), Device::Phone),
        "it is described as it was last seen"
    );
}

#[db_test]
async fn what_has_ended_or_run_out_is_not_listed(app: TestApp) {
    let outdated = app.user("ada").await;
    app.ctx.clock.advance(TimeDelta::days(15));
    let signed_out = app.sign_in("ada@example.com").await;
    let client = app.sign_in("ada@example.com").await;
    assert_eq!(list(&client).await.len(), 3);
    signed_out
        .post_empty(path::LOGOUT)
        .await
        .expect(StatusCode::NO_CONTENT);
    assert_eq!(list(&client).await.len(), 2);
    app.ctx.clock.advance(TimeDelta::days(15));
    client
        .post_empty(path::REFRESH)
        .await
        .expect(StatusCode::NO_CONTENT);
    let left = list(&client).await;
    assert_eq!(left.len(), 1);
    assert!(left[0].is_current);
    assert_signed_out(&outdated).await;
}

#[db_test]
async fn pages_go_on_and_back(app: TestApp) {
    let client = app.user("ada").await;
    // Some at the same moment, which only ids tell apart.
    for minutes in [0, 1, 1, 0, 1, 0] {
        app.ctx.clock.advance(TimeDelta::minutes(minutes));
        app.sign_in("ada@example.com").await;
    }
    let all = page(&client, "").await;
    assert_eq!(all.items.len(), 7);
    assert!(
        all.items
            .is_sorted_by(|a, b| (a.created_at, a.id) > (b.created_at, b.id))
    );
    let first = page(&client, "?limit=3").await;
    let mut seen = Vec::new();
    let mut at = first.clone();
    loop {
        seen.extend(at.items.clone());
        let Some(cursor) = at.next_cursor.clone() else {
            break;
        };
        at = page(&client, &format!("?limit=3&cursor={cursor}")).await;
    }
    assert_eq!(seen, all.items);
    while let Some(cursor) = at.previous_cursor.clone() {
        at = page(&client, &format!("?limit=3&cursor={cursor}")).await;
    }
    assert_eq!(at.items, first.items);

    let answer = client
        .get(&format!("{}?cursor=nonsense", path::SESSIONS))
        .await;
    let problem = answer.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    assert_eq!(problem.errors[0].path, "cursor");
}

#[db_test]
async fn ending_another_session_acts_at_its_next_call(app: TestApp) {
    let client = app.user("ada").await;
    let other = sign_in_later(&app).await;
    let third = sign_in_later(&app).await;
    other.get(path::USERS_ME).await.expect(StatusCode::OK);
    let answer = end(&client, current(&other).await).await;
    answer.expect(StatusCode::NO_CONTENT);
    assert!(!answer.headers.contains_key(header::SET_COOKIE));

    assert_signed_out(&other).await;
    client.get(path::USERS_ME).await.expect(StatusCode::OK);
    third.get(path::USERS_ME).await.expect(StatusCode::OK);
    assert_eq!(list(&client).await.len(), 2);
}

#[db_test]
async fn ending_the_session_that_asks_is_signing_out(app: TestApp) {
    let client = app.user("ada").await;
    let stolen = client.twin();
    let session = current(&client).await;
    end(&client, session).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(client.cookie("pilaster_access"), None);
    assert_eq!(client.cookie("pilaster_refresh"), None);
    assert_signed_out(&stolen).await;
}

#[db_test]
async fn nobody_ends_what_is_not_theirs_or_not_there(app: TestApp) {
    let ada = app.user("ada").await;
    let session = current(&ada).await;
    for stranger in [app.user("grace").await, app.superuser("root").await] {
        end(&stranger, session)
            .await
            .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    }
    ada.get(path::USERS_ME).await.expect(StatusCode::OK);

    let other = sign_in_later(&app).await;
    let ended = current(&other).await;
    end(&ada, ended).await.expect(StatusCode::NO_CONTENT);
    end(&ada, ended)
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    ada.delete(&path::SESSION.replace("{id}", "not-an-id"))
        .await
        .problem(StatusCode::BAD_REQUEST, code::MALFORMED);
}

#[db_test]
async fn all_others_end_at_once_and_only_ones_own(app: TestApp) {
    let grace = app.user("grace").await;
    let client = app.user("ada").await;
    let others = [sign_in_later(&app).await, sign_in_later(&app).await];
    for _ in 0..2 {
        client
            .delete(path::SESSIONS)
            .await
            .expect(StatusCode::NO_CONTENT);
    }
    for other in &others {
        assert_signed_out(other).await;
    }
    let left = list(&client).await;
    assert_eq!(left.len(), 1);
    assert!(left[0].is_current);
    grace.get(path::USERS_ME).await.expect(StatusCode::OK);
}

#[db_test]
async fn another_site_ends_nothing(app: TestApp) {
    let client = app.user("ada").await;
    let other = sign_in_later(&app).await;
    let request = client
        .request_without_origin(Method::DELETE, path::SESSIONS)
        .header("sec-fetch-site", "cross-site");
    client
        .send(request, axum::body::Body::empty())
        .await
        .problem(StatusCode::FORBIDDEN, code::CROSS_ORIGIN);
    other.get(path::USERS_ME).await.expect(StatusCode::OK);
}
