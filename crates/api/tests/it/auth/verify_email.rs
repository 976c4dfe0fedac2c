use chrono::TimeDelta;
use contract::{path, problem::code};
use http::StatusCode;
use serde_json::json;
use testkit::{PASSWORD, TestApp, db_test};

use super::register;
use crate::token;

#[db_test]
async fn the_token_that_is_used_decides_whose_password_counts(app: TestApp) {
    register(&app.anon(), "the password of a stranger").await;
    app.deliver().await;
    register(&app.anon(), PASSWORD).await;
    let newest = token(&app.deliver().await[0]);
    let verify = json!({"token": newest});
    app.anon()
        .post(path::VERIFY_EMAIL, &verify)
        .await
        .expect(StatusCode::NO_CONTENT);

    app.sign_in("grace@example.com")
        .await
        .get(path::USERS_ME)
        .await
        .expect(StatusCode::OK);
    let stranger = json!({"email": "grace@example.com", "password": "the password of a stranger"});
    let answer = app.anon().post(path::LOGIN, &stranger).await;
    answer.problem(StatusCode::UNAUTHORIZED, code::INVALID_CREDENTIALS);
}

#[db_test]
async fn a_token_works_once_and_the_others_of_the_address_die_with_it(app: TestApp) {
    register(&app.anon(), PASSWORD).await;
    register(&app.anon(), PASSWORD).await;
    let mails = app.deliver().await;
    let tokens = [token(&mails[0]), token(&mails[1])];
    let verify = json!({"token": tokens[0]});
    app.anon()
        .post(path::VERIFY_EMAIL, &verify)
        .await
        .expect(StatusCode::NO_CONTENT);
    for token in &tokens {
        let answer = app
            .anon()
            .post(path::VERIFY_EMAIL, &json!({"token": token}))
            .await;
        answer.problem(StatusCode::CONFLICT, code::TOKEN_INVALID);
    }
}

#[db_test]
async fn two_clicks_at_once_make_one_account(app: TestApp) {
    register(&app.anon(), PASSWORD).await;
    let token = token(&app.deliver().await[0]);
    let verify = json!({"token": token});
    let (first, second) = (app.anon(), app.anon());
    let (first, second) = tokio::join!(
        first.post(path::VERIFY_EMAIL, &verify),
        second.post(path::VERIFY_EMAIL, &verify)
    );
    let mut statuses = [first.status, second.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::NO_CONTENT, StatusCode::CONFLICT]);
}

#[db_test]
async fn a_token_expires_after_a_day(app: TestApp) {
    register(&app.anon(), PASSWORD).await;
    let token = token(&app.deliver().await[0]);
    app.ctx.clock.advance(TimeDelta::hours(24));
    let answer = app
        .anon()
        .post(path::VERIFY_EMAIL, &json!({"token": token}))
        .await;
    answer.problem(StatusCode::CONFLICT, code::TOKEN_INVALID);
}

#[db_test]
async fn an_unknown_token_is_refused(app: TestApp) {
    let answer = app
        .anon()
        .post(path::VERIFY_EMAIL, &json!({"token": "x".repeat(43)}))
        .await;
    answer.problem(StatusCode::CONFLICT, code::TOKEN_INVALID);
}

#[db_test]
async fn a_resent_token_replaces_the_first(app: TestApp) {
    register(&app.anon(), PASSWORD).await;
    let first = token(&app.deliver().await[0]);
    let resend = json!({"email": " GRACE@example.com"});
    app.anon()
        .post(path::RESEND_VERIFICATION, &resend)
        .await
        .expect(StatusCode::ACCEPTED);
    let second = token(&app.deliver().await[0]);
    let answer = app
        .anon()
        .post(path::VERIFY_EMAIL, &json!({"token": first}))
        .await;
    answer.problem(StatusCode::CONFLICT, code::TOKEN_INVALID);
    let verify = json!({"token": second});
    app.anon()
        .post(path::VERIFY_EMAIL, &verify)
        .await
        .expect(StatusCode::NO_CONTENT);
}

#[db_test]
async fn resending_answers_alike_for_every_address(app: TestApp) {
    app.account("owner", false).await;
    register(&app.anon(), PASSWORD).await;
    app.deliver().await;
    for email in [
        "owner@example.com",
        "grace@example.com",
        "nobody@example.com",
    ] {
        let answer = app
            .anon()
            .post(path::RESEND_VERIFICATION, &json!({"email": email}))
            .await;
        answer.expect(StatusCode::ACCEPTED);
        assert_eq!(answer.text(), "");
    }
    let mails = app.deliver().await;
    assert_eq!(mails.len(), 2, "only the pending sign-up is mailed again");
}
