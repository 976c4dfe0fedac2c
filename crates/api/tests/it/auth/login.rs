use contract::{auth::Login, path, problem::code, users::User};
use http::{StatusCode, header};
use serde_json::json;
use testkit::{PASSWORD, TestApp, db_test};

use super::register;

#[db_test]
async fn the_session_is_in_cookies_and_nowhere_else(app: TestApp) {
    let account = app.account("ada", false).await;
    let client = app.anon();
    let login = Login {
        email: " ADA@example.com ".into(),
        password: PASSWORD.into(),
    };
    let answer = client.post(path::LOGIN, &login).await.with(StatusCode::OK);
    assert_eq!(answer.json::<User>(), account);
    let cookies: Vec<_> = answer
        .headers
        .get_all(header::SET_COOKIE)
        .iter()
        .map(|cookie| cookie.to_str().unwrap())
        .collect();
    assert_eq!(cookies.len(), 6);
    for cookie in cookies {
        assert!(
            cookie.ends_with("; HttpOnly; SameSite=Lax; Path=/; Max-Age=600")
                || cookie.ends_with("; HttpOnly; SameSite=Lax; Path=/; Max-Age=2592000")
                || cookie.ends_with("; HttpOnly; SameSite=Lax; Path=/; Max-Age=31536000")
                || cookie == "pilaster_challenge=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0"
                || cookie == "pilaster_own=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0"
                || cookie == "pilaster_passkey=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0",
            "{cookie}"
        );
        let value = cookie.split(['=', ';']).nth(1).unwrap();
        assert!(value.is_empty() || !answer.text().contains(value));
    }
    client.get(path::USERS_ME).await.expect(StatusCode::OK);
}

#[db_test]
async fn over_tls_cookies_are_bound_to_the_host(app: TestApp) {
    app.account("ada", false).await;
    let client = app.anon_with(api::ApiSettings::new("https://app.example.com"));
    let login = Login {
        email: "ada@example.com".into(),
        password: PASSWORD.into(),
    };
    let answer = client.post(path::LOGIN, &login).await.with(StatusCode::OK);
    for cookie in answer.headers.get_all(header::SET_COOKIE) {
        let cookie = cookie.to_str().unwrap();
        assert!(cookie.starts_with("__Host-pilaster_"), "{cookie}");
        assert!(cookie.contains("; Secure;"), "{cookie}");
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
    assert!(
        answer
            .headers
            .contains_key(header::STRICT_TRANSPORT_SECURITY)
    );
    client.get(path::USERS_ME).await.expect(StatusCode::OK);
}

#[db_test]
async fn a_wrong_address_and_a_wrong_password_answer_alike(app: TestApp) {
    app.account("ada", false).await;
    let login = async |email: &str| {
        let input = json!({"email": email, "password": "not the password"});
        let answer = app.anon().post(path::LOGIN, &input).await;
        let mut problem = answer.problem(StatusCode::UNAUTHORIZED, code::INVALID_CREDENTIALS);
        problem.request_id.clear();
        problem
    };
    assert_eq!(
        login("ada@example.com").await,
        login("nobody@example.com").await
    );
}

#[db_test]
async fn an_unconfirmed_address_is_told_only_to_who_knows_the_password(app: TestApp) {
    register(&app.anon(), PASSWORD).await;
    let login = async |password: &str| {
        let input = json!({"email": "grace@example.com", "password": password});
        app.anon().post(path::LOGIN, &input).await
    };
    login(PASSWORD)
        .await
        .problem(StatusCode::FORBIDDEN, code::EMAIL_UNVERIFIED);
    login("wrong")
        .await
        .problem(StatusCode::UNAUTHORIZED, code::INVALID_CREDENTIALS);
}

#[db_test]
async fn a_deactivated_account_is_told_only_to_who_knows_the_password(app: TestApp) {
    let client = app.user("ada").await;
    app.db.deactivate("ada@example.com").await;
    let login = async |password: &str| {
        let input = json!({"email": "ada@example.com", "password": password});
        app.anon().post(path::LOGIN, &input).await
    };
    login(PASSWORD)
        .await
        .problem(StatusCode::FORBIDDEN, code::ACCOUNT_DISABLED);
    login("wrong")
        .await
        .problem(StatusCode::UNAUTHORIZED, code::INVALID_CREDENTIALS);
    // Sessions that were open end at once.
    client
        .get(path::USERS_ME)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
}

#[db_test]
async fn signing_up_for_an_address_does_not_tell_whether_it_has_an_account(app: TestApp) {
    app.account("grace", false).await;
    let stranger = "a password of the stranger";
    let free = json!({
        "email": "free@example.com", "password": stranger, "first_name": "S", "last_name": "T",
    });
    register(&app.anon(), stranger).await;
    app.anon()
        .post(path::REGISTER, &free)
        .await
        .expect(StatusCode::CREATED);
    for email in ["grace@example.com", "free@example.com"] {
        let input = json!({"email": email, "password": stranger});
        let answer = app.anon().post(path::LOGIN, &input).await;
        answer.problem(StatusCode::FORBIDDEN, code::EMAIL_UNVERIFIED);
    }
    app.sign_in("grace@example.com").await;
}

#[db_test]
async fn cookies_of_other_programs_may_hold_any_bytes(app: TestApp) {
    let client = app.user("ada").await;
    let cookies = format!(
        "other=\u{e9}; pilaster_access={}",
        client.cookie("pilaster_access").unwrap()
    );
    let mut bytes = cookies.into_bytes();
    bytes.extend(b"; more=\xff");
    let request = app
        .anon()
        .request(http::Method::GET, path::USERS_ME)
        .header(header::COOKIE, bytes);
    let answer = app.anon().send(request, axum::body::Body::empty()).await;
    answer.expect(StatusCode::OK);
}
