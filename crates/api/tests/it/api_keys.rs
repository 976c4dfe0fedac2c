use chrono::TimeDelta;
use contract::{
    ApiKeyId, Page,
    api_keys::{ApiKey, NewApiKey, Scope},
    path,
    problem::code,
    users::User,
};
use http::{Method, StatusCode, header};
use serde_json::{Value, json};
use testkit::{Answer, Client, TestApp, db_test};

async fn create(client: &Client, body: Value) -> NewApiKey {
    let made = client.post(path::API_KEYS, &body).await;
    made.with(StatusCode::CREATED).json()
}

async fn list(client: &Client) -> Vec<ApiKey> {
    let page: Page<ApiKey> = client.get(path::API_KEYS).await.with(StatusCode::OK).json();
    page.items
}

async fn rotate(client: &Client, id: ApiKeyId, body: Value) -> Answer {
    let path = path::ROTATE_API_KEY.replace("{id}", &id.to_string());
    client.post(&path, &body).await
}

async fn revoke(client: &Client, id: ApiKeyId) -> Answer {
    let path = path::API_KEY.replace("{id}", &id.to_string());
    client.delete(&path).await
}

async fn assert_works(program: &Client) {
    program.get(path::USERS_ME).await.expect(StatusCode::OK);
}

async fn assert_refused(program: &Client) {
    program
        .get(path::USERS_ME)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
}

/// A browser of ada that is signed in anew, as one is after a while.
async fn back(app: &TestApp) -> Client {
    app.sign_in("ada@example.com").await
}

fn nightly() -> Value {
    json!({"name": " Nightly ", "scopes": ["account:update", "account:read", "account:read"]})
}

#[db_test]
async fn a_key_acts_for_its_owner(app: TestApp) {
    let ada = app.user("ada").await;
    let made = create(&ada, nightly()).await;
    assert_eq!(made.key.len(), 47);
    assert!(made.key.starts_with(&made.api_key.prefix), "{}", made.key);
    let program = app.program(&made.key);
    let me: User = program
        .get(path::USERS_ME)
        .await
        .with(StatusCode::OK)
        .json();
    assert_eq!(me.email, "ada@example.com");
    let changed = program
        .patch(path::USERS_ME, &json!({"first_name": "Augusta"}), None)
        .await;
    assert_eq!(
        changed.with(StatusCode::OK).json::<User>().first_name,
        "Augusta"
    );
    let now = app.ctx.clock.now();
    let expected = ApiKey {
        id: made.api_key.id,
        name: "Nightly".into(),
        prefix: made.key.chars().take(12).collect(),
        scopes: vec![Scope::AccountRead, Scope::AccountUpdate],
        created_at: now,
        expires_at: None,
        last_used_at: Some(now),
        replaced_by: None,
    };
    let listed = ada.get(path::API_KEYS).await;
    assert!(!listed.text().contains(&made.key), "the key is shown once");
    assert_eq!(listed.json::<Page<ApiKey>>().items, [expected]);
    assert_eq!(app.db.security_events().await, ["api_key_created"]);
}

#[db_test]
async fn a_key_does_no_more_than_its_owner(app: TestApp) {
    let ada = app.user("ada").await;
    let root = app.superuser("root").await;
    for (owner, expected) in [(&ada, StatusCode::FORBIDDEN), (&root, StatusCode::OK)] {
        let program = app.program(&app.key(owner, Scope::ALL).await);
        program.get(path::USERS).await.expect(expected);
    }
}

#[db_test]
async fn what_is_no_key_is_refused_and_cookies_do_not_help(app: TestApp) {
    let ada = app.user("ada").await;
    let key = app.key(&ada, &[Scope::AccountRead]).await;
    for value in [
        format!("Basic {key}"),
        format!("Bearer {key}x"),
        format!("Bearer x{key}"),
        format!("Bearer {}", key.to_lowercase()),
        "Bearer ".to_owned(),
        key.clone(),
        String::new(),
    ] {
        let request = ada
            .request(Method::GET, path::USERS_ME)
            .header(header::AUTHORIZATION, &value);
        ada.send(request, axum::body::Body::empty())
            .await
            .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
    }
}

#[db_test]
async fn a_key_counts_before_a_cookie_and_needs_no_origin(app: TestApp) {
    let ada = app.user("ada").await;
    let grace = app.user("grace").await;
    let key = app.key(&grace, Scope::ALL).await;
    let request = ada
        .request_without_origin(Method::PATCH, path::USERS_ME)
        .header(header::AUTHORIZATION, format!("bearer {key}"))
        .header(header::CONTENT_TYPE, "application/json");
    let changed = ada.send(request, r#"{"first_name":"G"}"#.into()).await;
    let user: User = changed.with(StatusCode::OK).json();
    assert_eq!(user.email, "grace@example.com");
}

#[db_test]
async fn the_last_use_is_written_once_a_minute(app: TestApp) {
    let ada = app.user("ada").await;
    let program = app.program(&app.key(&ada, Scope::ALL).await);
    assert_eq!(list(&ada).await[0].last_used_at, None);
    let first = app.ctx.clock.now();
    assert_works(&program).await;
    app.ctx.clock.advance(TimeDelta::seconds(59));
    assert_works(&program).await;
    assert_eq!(list(&ada).await[0].last_used_at, Some(first));
    app.ctx.clock.advance(TimeDelta::seconds(1));
    assert_works(&program).await;
    let second = app.ctx.clock.now();
    assert_eq!(list(&ada).await[0].last_used_at, Some(second));
}

#[db_test]
async fn a_revoked_key_is_refused_at_once(app: TestApp) {
    let ada = app.user("ada").await;
    let grace = app.user("grace").await;
    let made = create(&ada, nightly()).await;
    let program = app.program(&made.key);
    revoke(&grace, made.api_key.id)
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    assert_works(&program).await;
    revoke(&ada, made.api_key.id)
        .await
        .expect(StatusCode::NO_CONTENT);
    assert_refused(&program).await;
    revoke(&ada, made.api_key.id)
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    assert_eq!(list(&ada).await, []);
    assert_eq!(
        app.db.security_events().await,
        ["api_key_created", "api_key_revoked"]
    );
}

#[db_test]
async fn a_key_runs_out(app: TestApp) {
    let ada = app.user("ada").await;
    let body = json!({"name": "Short", "scopes": ["account:read"], "expires_in_days": 1});
    let made = create(&ada, body).await;
    let program = app.program(&made.key);
    app.ctx.clock.advance(TimeDelta::hours(23));
    assert_works(&program).await;
    app.ctx.clock.advance(TimeDelta::hours(1));
    assert_refused(&program).await;
    let ada = back(&app).await;
    assert_eq!(list(&ada).await, []);
    rotate(&ada, made.api_key.id, json!({}))
        .await
        .problem(StatusCode::CONFLICT, code::KEY_ENDED);
}

#[db_test]
async fn a_deactivated_owner_has_no_programs(app: TestApp) {
    let ada = app.user("ada").await;
    let program = app.program(&app.key(&ada, Scope::ALL).await);
    app.db.deactivate("ada@example.com").await;
    assert_refused(&program).await;
}

#[db_test]
async fn a_rotated_key_works_for_a_day_beside_the_new_one(app: TestApp) {
    let ada = app.user("ada").await;
    let old = create(&ada, nightly()).await;
    let made: NewApiKey = rotate(&ada, old.api_key.id, json!({}))
        .await
        .with(StatusCode::CREATED)
        .json();
    assert_eq!(made.api_key.name, "Nightly");
    assert_eq!(made.api_key.scopes, old.api_key.scopes);
    assert_eq!(made.api_key.expires_at, None);
    let (before, after) = (app.program(&old.key), app.program(&made.key));
    for program in [&before, &after] {
        assert_works(program).await;
    }
    let listed = list(&ada).await;
    let replaced = listed.iter().find(|key| key.id == old.api_key.id).unwrap();
    assert_eq!(replaced.replaced_by, Some(made.api_key.id));
    rotate(&ada, old.api_key.id, json!({}))
        .await
        .problem(StatusCode::CONFLICT, code::KEY_ENDED);
    app.ctx.clock.advance(TimeDelta::hours(24));
    assert_refused(&before).await;
    assert_works(&after).await;
    assert_eq!(
        app.db.security_events().await,
        ["api_key_created", "api_key_rotated"]
    );
}

#[db_test]
async fn the_overlap_can_be_chosen_and_ends_no_later_than_planned(app: TestApp) {
    let ada = app.user("ada").await;
    let body = json!({"name": "Short", "scopes": ["account:read"], "expires_in_days": 2});
    let old = create(&ada, body).await;
    let now = app.ctx.clock.now();
    let made: NewApiKey = rotate(&ada, old.api_key.id, json!({"overlap_hours": 168}))
        .await
        .json();
    let end = Some(now + TimeDelta::days(2));
    assert_eq!(made.api_key.expires_at, end, "as long a life");
    assert!(list(&ada).await.iter().all(|key| key.expires_at == end));
    let last: NewApiKey = rotate(&ada, made.api_key.id, json!({"overlap_hours": 0}))
        .await
        .json();
    assert_refused(&app.program(&made.key)).await;
    assert_works(&app.program(&last.key)).await;
    rotate(&ada, last.api_key.id, json!({"overlap_hours": 169}))
        .await
        .problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
}

#[db_test]
async fn fifty_keys_are_enough(app: TestApp) {
    let ada = app.user("ada").await;
    let first = create(&ada, nightly()).await;
    for _ in 1..services::api_keys::MAX_LIVE {
        create(&ada, nightly()).await;
    }
    ada.post(path::API_KEYS, &nightly())
        .await
        .problem(StatusCode::FORBIDDEN, code::TOO_MANY_KEYS);
    rotate(&ada, first.api_key.id, json!({}))
        .await
        .problem(StatusCode::FORBIDDEN, code::TOO_MANY_KEYS);
    assert_works(&app.program(&first.key)).await;
    rotate(&ada, first.api_key.id, json!({"overlap_hours": 0}))
        .await
        .expect(StatusCode::CREATED);
    app.user("grace").await;
    let grace = app.sign_in("grace@example.com").await;
    create(&grace, nightly()).await;
}

#[db_test]
async fn unknown_scopes_are_refused(app: TestApp) {
    let ada = app.user("ada").await;
    for scopes in [
        json!(["sessions:list"]),
        json!(["*"]),
        json!([]),
        json!("account:read"),
    ] {
        let body = json!({"name": "N", "scopes": scopes});
        ada.post(path::API_KEYS, &body)
            .await
            .problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    }
}

#[db_test]
async fn keys_are_listed_in_pages(app: TestApp) {
    let ada = app.user("ada").await;
    for name in ["a", "b", "c"] {
        create(&ada, json!({"name": name, "scopes": ["account:read"]})).await;
        app.ctx.clock.advance(TimeDelta::seconds(1));
    }
    let page = async |query: String| -> Page<ApiKey> {
        let path = format!("{}?limit=2{query}", path::API_KEYS);
        ada.get(&path).await.with(StatusCode::OK).json()
    };
    let names = |page: &Page<ApiKey>| -> Vec<String> {
        page.items.iter().map(|key| key.name.clone()).collect()
    };
    let first = page(String::new()).await;
    assert_eq!(names(&first), ["c", "b"]);
    let second = page(format!("&cursor={}", first.next_cursor.unwrap())).await;
    assert_eq!(names(&second), ["a"]);
    assert_eq!(second.next_cursor, None);
    let again = page(format!("&cursor={}", second.previous_cursor.unwrap())).await;
    assert_eq!(names(&again), ["c", "b"]);
}
