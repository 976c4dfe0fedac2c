use chrono::TimeDelta;
use contract::{path, problem::code};
use http::{HeaderMap, Method, StatusCode, header};
use sandbox::mailbox::Mail;
use serde_json::{Value, json};
use services::{Ctx, jobs};
use testkit::{Answer, Client, PASSWORD, TestApp, db_test};

use super::{compared, register};
use crate::token;

const ADA: &str = "ada@example.com";
const NEW: &str = "four green kettles hum";

async fn forget(app: &TestApp, email: &str) {
    app.anon()
        .post(path::FORGOT_PASSWORD, &json!({"email": email}))
        .await
        .expect(StatusCode::ACCEPTED);
}

/// Asks for a link and takes the token from the mail, which is the only one that this brings.
async fn ask(app: &TestApp, email: &str) -> String {
    let before = app.deliver().await.len();
    forget(app, email).await;
    let mails = app.deliver().await;
    assert_eq!(mails.len(), before + 1);
    assert_eq!(mails[0].to, [email]);
    token(&mails[0])
}

fn reset(token: &str, password: &str) -> Value {
    json!({"token": token, "new_password": password})
}

/// Chooses a new password with the token of a link.
async fn choose(app: &TestApp, token: &str, password: &str) -> Answer {
    let input = reset(token, password);
    app.anon().post(path::RESET_PASSWORD, &input).await
}

/// The application with hashing of its own, which can be held up.
fn slow(app: &TestApp) -> Ctx {
    Ctx {
        passwords: testkit::passwords(),
        ..app.ctx.clone()
    }
}

async fn login(client: &Client, password: &str) -> StatusCode {
    let login = json!({"email": ADA, "password": password});
    client.post(path::LOGIN, &login).await.status
}

#[db_test]
async fn the_link_replaces_the_password_and_ends_every_session(app: TestApp) {
    let here = app.user("ada").await;
    let there = app.sign_in(ADA).await;
    let other = app.user("bob").await;
    let token = ask(&app, ADA).await;
    assert_eq!(token.len(), 43);
    // Asking alone changes nothing.
    here.get(path::USERS_ME).await.expect(StatusCode::OK);

    let answer = here.post(path::RESET_PASSWORD, &reset(&token, NEW)).await;
    answer.expect(StatusCode::NO_CONTENT);
    assert!(
        !answer.headers.contains_key(header::SET_COOKIE),
        "it signs nobody in"
    );
    for client in [&here, &there] {
        client
            .get(path::USERS_ME)
            .await
            .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
        client
            .post_empty(path::REFRESH)
            .await
            .problem(StatusCode::UNAUTHORIZED, code::SESSION_ENDED);
    }
    other.get(path::USERS_ME).await.expect(StatusCode::OK);

    assert_eq!(login(&app.anon(), PASSWORD).await, StatusCode::UNAUTHORIZED);
    assert_eq!(login(&app.anon(), NEW).await, StatusCode::OK);
    let mails = app.deliver().await;
    let is_told = |mail: &&Mail| mail.subject == "Your password was changed";
    let told: Vec<_> = mails.iter().filter(is_told).collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].to, [ADA]);
    assert_eq!(app.db.security_events().await, ["password_reset"]);
}

#[db_test]
async fn every_address_is_answered_alike(app: TestApp) {
    app.account("ada", false).await;
    app.account("gone", false).await;
    app.db.deactivate("gone@example.com").await;
    register(&app.anon(), PASSWORD).await;
    let before = app.deliver().await.len();
    let names = |headers: &HeaderMap| {
        let names = headers.keys().map(ToString::to_string);
        names.collect::<Vec<_>>()
    };
    let mut answers = Vec::new();
    let addresses = [
        ADA,
        "gone@example.com",
        "grace@example.com",
        "nobody@example.com",
    ];
    for (number, email) in (1..).zip(addresses) {
        let input = json!({"email": email});
        let answer = app.anon().post(path::FORGOT_PASSWORD, &input).await;
        answers.push((answer.status, names(&answer.headers), answer.text()));
        // What differs is left to a job, so that it takes no one's time.
        assert_eq!(
            jobs::stats(&app.ctx).await.unwrap().queued,
            number,
            "{email}"
        );
    }
    assert_eq!(answers[0].0, StatusCode::ACCEPTED);
    assert_eq!(answers[0].2, "");
    for (answer, email) in answers.iter().zip(addresses) {
        assert_eq!(answer, &answers[0], "{email}");
    }

    let mut mails = app.deliver().await;
    mails.truncate(mails.len() - before);
    assert_eq!(mails.len(), 2, "to the account and the sign-up");
    let to = |address: &str| mails.iter().find(|mail| mail.to == [address]).unwrap();
    assert!(to(ADA).text.contains("/reset-password?token="));
    let pending = &to("grace@example.com").text;
    assert!(!pending.contains("token="), "{pending}");
    assert!(pending.contains("/register"), "{pending}");
}

#[db_test]
async fn a_token_works_once_and_takes_the_others_with_it(app: TestApp) {
    app.account("ada", false).await;
    let first = ask(&app, ADA).await;
    let second = ask(&app, ADA).await;
    choose(&app, &first, NEW)
        .await
        .expect(StatusCode::NO_CONTENT);
    for token in [&first, &second] {
        let answer = choose(&app, token, "five yellow lanterns glow").await;
        answer.problem(StatusCode::CONFLICT, code::TOKEN_INVALID);
    }
    assert_eq!(login(&app.anon(), NEW).await, StatusCode::OK);
}

#[db_test]
async fn three_links_work_at_a_time_and_no_request_kills_one(app: TestApp) {
    app.account("ada", false).await;
    let first = ask(&app, ADA).await;
    ask(&app, ADA).await;
    ask(&app, ADA).await;
    for _ in 0..3 {
        forget(&app, ADA).await;
        assert_eq!(app.deliver().await.len(), 3, "no further mail");
    }
    choose(&app, &first, NEW)
        .await
        .expect(StatusCode::NO_CONTENT);
    app.deliver().await;
    ask(&app, ADA).await;
}

#[db_test]
async fn a_token_expires_after_an_hour(app: TestApp) {
    app.account("ada", false).await;
    let tokens = [
        ask(&app, ADA).await,
        ask(&app, ADA).await,
        ask(&app, ADA).await,
    ];
    app.ctx.clock.advance(TimeDelta::minutes(60));
    for token in &tokens {
        let answer = choose(&app, token, NEW).await;
        answer.problem(StatusCode::CONFLICT, code::TOKEN_INVALID);
    }
    assert_eq!(login(&app.anon(), PASSWORD).await, StatusCode::OK);
    // Links that have expired stand in nobody's way.
    let token = ask(&app, ADA).await;
    app.ctx.clock.advance(TimeDelta::minutes(59));
    choose(&app, &token, NEW)
        .await
        .expect(StatusCode::NO_CONTENT);
}

#[db_test]
async fn an_unknown_token_is_refused(app: TestApp) {
    app.account("ada", false).await;
    register(&app.anon(), PASSWORD).await;
    let other_kind = token(&app.deliver().await[0]);
    for token in [&"x".repeat(43), &other_kind] {
        let answer = choose(&app, token, NEW).await;
        answer.problem(StatusCode::CONFLICT, code::TOKEN_INVALID);
    }
    // Nor does a link of this kind confirm an address.
    let token = ask(&app, ADA).await;
    let answer = app
        .anon()
        .post(path::VERIFY_EMAIL, &json!({"token": token}))
        .await;
    answer.problem(StatusCode::CONFLICT, code::TOKEN_INVALID);
}

#[db_test]
async fn a_weak_password_is_refused_by_field_and_costs_no_token(app: TestApp) {
    app.account("ada", false).await;
    let token = ask(&app, ADA).await;
    for (weak, reason) in [
        ("short", "too_short"),
        ("password1234", "password_weak"),
        (ADA, "password_weak"),
    ] {
        let answer = choose(&app, &token, weak).await;
        let problem = answer.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
        assert_eq!(problem.errors[0].path, "new_password", "{weak}");
        assert_eq!(problem.errors[0].code, reason, "{weak}");
    }
    choose(&app, &token, NEW)
        .await
        .expect(StatusCode::NO_CONTENT);
}

#[db_test]
async fn a_deactivated_account_gets_no_link_and_its_token_does_nothing(app: TestApp) {
    app.account("ada", false).await;
    let token = ask(&app, ADA).await;
    app.db.deactivate(ADA).await;
    forget(&app, ADA).await;
    assert_eq!(app.deliver().await.len(), 1, "no further mail");

    // The very refusal of a token that never was.
    let refused = async |token: &str| {
        let answer = choose(&app, token, NEW).await;
        let mut problem = answer.problem(StatusCode::CONFLICT, code::TOKEN_INVALID);
        problem.request_id.clear();
        problem
    };
    assert_eq!(refused(&token).await, refused("unknown").await);
    let login = async |password: &str| {
        let login = json!({"email": ADA, "password": password});
        app.anon().post(path::LOGIN, &login).await
    };
    login(NEW)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::INVALID_CREDENTIALS);
    login(PASSWORD)
        .await
        .problem(StatusCode::FORBIDDEN, code::ACCOUNT_DISABLED);
    assert_eq!(app.deliver().await.len(), 1, "nobody is told of a change");
}

#[db_test]
async fn a_changed_password_outlives_the_links_from_before(app: TestApp) {
    let client = app.user("ada").await;
    let token = ask(&app, ADA).await;
    let change = json!({"current_password": PASSWORD, "new_password": NEW});
    client
        .post(path::CHANGE_PASSWORD, &change)
        .await
        .expect(StatusCode::NO_CONTENT);
    let answer = choose(&app, &token, "five yellow lanterns glow").await;
    answer.problem(StatusCode::CONFLICT, code::TOKEN_INVALID);
    client.get(path::USERS_ME).await.expect(StatusCode::OK);
}

#[db_test]
async fn a_sign_up_on_top_changes_nothing_for_the_account(app: TestApp) {
    app.account("grace", false).await;
    register(&app.anon(), "the password of a stranger").await;
    app.deliver().await;
    let token = ask(&app, "grace@example.com").await;
    choose(&app, &token, NEW)
        .await
        .expect(StatusCode::NO_CONTENT);
    let login = json!({"email": "grace@example.com", "password": NEW});
    app.anon()
        .post(path::LOGIN, &login)
        .await
        .expect(StatusCode::OK);
}

#[db_test]
async fn the_mail_speaks_the_language_of_the_account(app: TestApp) {
    let client = app.user("ada").await;
    let change = json!({"locale": "ar"});
    client
        .patch(path::USERS_ME, &change, None)
        .await
        .expect(StatusCode::OK);
    forget(&app, " ADA@example.com").await;
    let subject = app.deliver().await.remove(0).subject;
    assert!(!subject.is_ascii(), "{subject}");
}

#[db_test]
async fn of_two_resets_with_one_token_one_is_made(app: TestApp) {
    app.account("ada", false).await;
    let token = ask(&app, ADA).await;
    let (first, second) = (app.anon(), app.anon());
    let passwords = [NEW, "five yellow lanterns glow"];
    let inputs = passwords.map(|password| reset(&token, password));
    let (one, two) = tokio::join!(
        first.post(path::RESET_PASSWORD, &inputs[0]),
        second.post(path::RESET_PASSWORD, &inputs[1])
    );
    let statuses = [one.status, two.status];
    for (status, password) in statuses.into_iter().zip(passwords) {
        let expected = match status {
            StatusCode::NO_CONTENT => StatusCode::OK,
            _ => StatusCode::UNAUTHORIZED,
        };
        assert_eq!(login(&app.anon(), password).await, expected, "{statuses:?}");
    }
    let mut statuses = statuses;
    statuses.sort();
    assert_eq!(statuses, [StatusCode::NO_CONTENT, StatusCode::CONFLICT]);
    assert_eq!(app.db.security_events().await, ["password_reset"]);
}

#[db_test]
async fn a_token_that_is_used_while_another_reset_hashes_is_gone(app: TestApp) {
    app.account("ada", false).await;
    let token = ask(&app, ADA).await;
    let slow = slow(&app);
    let late = app.anon_on(&slow);
    let hold = slow.passwords.hold().await.unwrap();
    let input = reset(&token, "five yellow lanterns glow");
    let early = async {
        compared(&slow.passwords).await;
        let answer = choose(&app, &token, NEW).await;
        drop(hold);
        answer
    };
    let (late, early) = tokio::join!(late.post(path::RESET_PASSWORD, &input), early);
    early.expect(StatusCode::NO_CONTENT);
    late.problem(StatusCode::CONFLICT, code::TOKEN_INVALID);
    assert_eq!(login(&app.anon(), NEW).await, StatusCode::OK);
}

#[db_test]
async fn a_sign_in_that_began_before_the_reset_comes_to_nothing(app: TestApp) {
    app.account("ada", false).await;
    let token = ask(&app, ADA).await;
    let slow = slow(&app);
    let thief = app.anon_on(&slow);
    let hold = slow.passwords.hold().await.unwrap();
    let credentials = json!({"email": ADA, "password": PASSWORD});
    let resetting = async {
        compared(&slow.passwords).await;
        let answer = choose(&app, &token, NEW).await;
        drop(hold);
        answer
    };
    let (signed_in, done) = tokio::join!(thief.post(path::LOGIN, &credentials), resetting);
    done.expect(StatusCode::NO_CONTENT);
    signed_in.problem(StatusCode::UNAUTHORIZED, code::INVALID_CREDENTIALS);
    thief
        .get(path::USERS_ME)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
}

#[db_test]
async fn a_session_that_began_during_the_reset_ends_with_it(app: TestApp) {
    app.account("ada", false).await;
    let token = ask(&app, ADA).await;
    let slow = slow(&app);
    let owner = app.anon_on(&slow);
    let hold = slow.passwords.hold().await.unwrap();
    let input = reset(&token, NEW);
    let sign_in = async {
        compared(&slow.passwords).await;
        let thief = app.sign_in(ADA).await;
        thief.get(path::USERS_ME).await.expect(StatusCode::OK);
        drop(hold);
        thief
    };
    let (done, thief) = tokio::join!(owner.post(path::RESET_PASSWORD, &input), sign_in);
    done.expect(StatusCode::NO_CONTENT);
    thief
        .get(path::USERS_ME)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
    thief
        .post_empty(path::REFRESH)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::SESSION_ENDED);
}

#[db_test]
async fn no_cookie_counts_and_no_other_site_may_ask(app: TestApp) {
    app.account("ada", false).await;
    let token = ask(&app, ADA).await;
    let client = app.anon();
    client.set_cookie("pilaster_access", "not a token");
    let forgot = json!({"email": ADA});
    let reset = reset(&token, NEW);
    for (path, body) in [
        (path::FORGOT_PASSWORD, &forgot),
        (path::RESET_PASSWORD, &reset),
    ] {
        let request = client
            .request_without_origin(Method::POST, path)
            .header(header::CONTENT_TYPE, "application/json")
            .header("sec-fetch-site", "cross-site");
        let answer = client.send(request, body.to_string().into()).await;
        answer.problem(StatusCode::FORBIDDEN, code::CROSS_ORIGIN);
    }
    client
        .post(path::FORGOT_PASSWORD, &forgot)
        .await
        .expect(StatusCode::ACCEPTED);
    client
        .post(path::RESET_PASSWORD, &reset)
        .await
        .expect(StatusCode::NO_CONTENT);
}
