//! What holds for every request: headers, other sites, limits, and refusals in one shape.

use api::ApiSettings;
use axum::body::Body;
use contract::{path, problem::code};
use futures_util::{StreamExt, stream};
use http::{Method, StatusCode, header};
use serde_json::json;
use testkit::{Answer, Client, PASSWORD, PUBLIC_URL, TestApp, db_test};
use tokio::sync::oneshot::{self, error::RecvError};

#[db_test]
async fn every_answer_protects_itself(app: TestApp) {
    for path in [path::HEALTHZ, path::USERS_ME, "/api/nothing", path::OPENAPI] {
        let headers = app.anon().get(path).await.headers;
        for (name, value) in [
            ("cache-control", "private, no-store"),
            (
                "content-security-policy",
                "default-src 'none'; frame-ancestors 'none'",
            ),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "strict-origin-when-cross-origin"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(headers[name], value, "{path} {name}");
        }
        assert!(headers.contains_key("permissions-policy"), "{path}");
        assert!(
            !headers.contains_key(header::STRICT_TRANSPORT_SECURITY),
            "{path}: no TLS here"
        );
    }
}

#[db_test]
async fn refusals_have_one_shape(app: TestApp) {
    let client = app.anon();
    client
        .get("/api/nothing")
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    client
        .get("/api/v1/users/me/x")
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    let answer = client.get(path::LOGIN).await;
    answer.problem(StatusCode::METHOD_NOT_ALLOWED, code::METHOD_NOT_ALLOWED);
    assert_eq!(answer.headers[header::ALLOW], "POST");
    let post = |media_type: &str| {
        client
            .request(Method::POST, path::LOGIN)
            .header(header::CONTENT_TYPE, media_type)
    };
    let answer = client.send(post("text/plain"), "{}".into()).await;
    answer.problem(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        code::UNSUPPORTED_MEDIA_TYPE,
    );
    let answer = client.send(post("application/json"), "{".into()).await;
    answer.problem(StatusCode::BAD_REQUEST, code::MALFORMED);
    let large = vec![b' '; 64 * 1024 + 1];
    let answer = client.send(post("application/json"), large.into()).await;
    answer.problem(StatusCode::PAYLOAD_TOO_LARGE, code::TOO_LARGE);
    let user = app.user("ada").await;
    let answer = user.get("/api/v1/users/not-an-id").await;
    answer.problem(StatusCode::BAD_REQUEST, code::MALFORMED);
}

#[db_test]
async fn who_has_to_prove_themselves_is_told_how(app: TestApp) {
    let client = app.anon();
    let login = json!({"email": "nobody@example.com", "password": "wrong"});
    let program = app.program("plk_nonsense");
    for answer in [
        client.get(path::USERS_ME).await,
        client.post(path::LOGIN, &login).await,
        client.post_empty(path::REFRESH).await,
        client.post_empty(path::MFA_PASSKEY_CHALLENGE).await,
        program.get(path::USERS_ME).await,
    ] {
        answer.expect(StatusCode::UNAUTHORIZED);
        assert_eq!(answer.headers[header::WWW_AUTHENTICATE], "Bearer");
    }
    let answer = client.get("/api/nothing").await;
    answer.expect(StatusCode::NOT_FOUND);
    assert!(!answer.headers.contains_key(header::WWW_AUTHENTICATE));
}

#[db_test]
async fn another_site_cannot_make_a_browser_change_anything(app: TestApp) {
    let client = app.user("ada").await;
    let patch = || {
        client
            .request_without_origin(Method::PATCH, path::USERS_ME)
            .header(header::CONTENT_TYPE, "application/json")
    };
    let change = || Body::from(r#"{"first_name":"X"}"#);
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        let answer = client.send(patch().header(name, value), change()).await;
        answer.problem(StatusCode::FORBIDDEN, code::CROSS_ORIGIN);
    }
    // A session's cookie without a word on where the request comes from.
    let answer = client.send(patch(), change()).await;
    answer.problem(StatusCode::FORBIDDEN, code::CROSS_ORIGIN);
    for (name, value) in [("sec-fetch-site", "same-origin"), ("origin", PUBLIC_URL)] {
        client
            .send(patch().header(name, value), change())
            .await
            .expect(StatusCode::OK);
    }
}

#[db_test]
async fn programs_without_a_session_need_no_origin(app: TestApp) {
    let client = app.anon();
    let request = client
        .request_without_origin(Method::POST, path::RESEND_VERIFICATION)
        .header(header::CONTENT_TYPE, "application/json");
    let answer = client
        .send(request, r#"{"email":"a@example.com"}"#.into())
        .await;
    answer.expect(StatusCode::ACCEPTED);
}

#[db_test]
async fn only_listed_sites_may_call_with_credentials(app: TestApp) {
    let mut settings = ApiSettings::new(PUBLIC_URL);
    settings.cors_origins = vec!["https://console.example".into()];
    let client = app.anon_with(settings);
    let preflight = |origin: &str| {
        client
            .request_without_origin(Method::OPTIONS, path::USERS_ME)
            .header(header::ORIGIN, origin)
            .header(header::ACCESS_CONTROL_REQUEST_METHOD, "PATCH")
    };
    let listed = client
        .send(preflight("https://console.example"), Body::empty())
        .await;
    let allowed = &listed.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN];
    assert_eq!(allowed, "https://console.example");
    assert_eq!(
        listed.headers[header::ACCESS_CONTROL_ALLOW_CREDENTIALS],
        "true"
    );
    let other = client
        .send(preflight("https://evil.example"), Body::empty())
        .await;
    assert!(
        !other
            .headers
            .contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN)
    );
}

#[db_test]
async fn a_bad_credential_never_falls_back_to_a_good_one(app: TestApp) {
    let client = app.user("ada").await;
    let request = client
        .request(Method::GET, path::USERS_ME)
        .header(header::AUTHORIZATION, "Bearer nonsense");
    let answer = client.send(request, Body::empty()).await;
    answer.problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
}

/// A request that is sent but for its last piece while something else happens, and its answer.
async fn interrupted<F: Future>(client: &Client, meanwhile: F) -> (F::Output, Answer) {
    let request = client
        .request(Method::PATCH, path::USERS_ME)
        .header(header::CONTENT_TYPE, "application/json");
    let (begun, is_begun) = oneshot::channel();
    let (rest, end) = oneshot::channel();
    let first = stream::once(async move {
        begun.send(()).unwrap();
        Ok::<_, RecvError>("{\"first_name\":")
    });
    let body = Body::from_stream(first.chain(stream::once(end)));
    let meanwhile = async {
        is_begun.await.unwrap();
        let output = meanwhile.await;
        rest.send("\"Mallory\"}").unwrap();
        output
    };
    tokio::join!(meanwhile, client.send(request, body))
}

#[db_test]
async fn a_half_sent_request_does_not_outlive_its_session(app: TestApp) {
    let ada = app.user("ada").await;
    let thief = ada.twin();
    let ((), answer) = interrupted(&thief, async {}).await;
    answer.expect(StatusCode::OK);
    let (ended, answer) = interrupted(&thief, ada.post_empty(path::LOGOUT)).await;
    ended.expect(StatusCode::NO_CONTENT);
    answer.expect(StatusCode::UNAUTHORIZED);
    let again = app.sign_in("ada@example.com").await;
    let other = app.sign_in("ada@example.com").await;
    let change = json!({"current_password": PASSWORD, "new_password": "another long secret 7"});
    let (changed, answer) = interrupted(&other, again.post(path::CHANGE_PASSWORD, &change)).await;
    changed.expect(StatusCode::NO_CONTENT);
    answer.problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
}
