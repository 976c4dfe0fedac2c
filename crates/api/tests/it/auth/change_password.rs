use contract::{auth::Login, path, problem::code};
use http::StatusCode;
use sandbox::mailbox::Mail;
use serde_json::json;
use services::Ctx;
use testkit::{PASSWORD, TestApp, db_test};

use super::compared;

const NEW: &str = "four green kettles hum";

#[db_test]
async fn other_sessions_end_and_the_owner_is_told(app: TestApp) {
    let client = app.user("ada").await;
    let other = app.sign_in("ada@example.com").await;
    let input = json!({"current_password": PASSWORD, "new_password": NEW});
    client
        .post(path::CHANGE_PASSWORD, &input)
        .await
        .expect(StatusCode::NO_CONTENT);

    client.get(path::USERS_ME).await.expect(StatusCode::OK);
    client
        .post_empty(path::REFRESH)
        .await
        .expect(StatusCode::NO_CONTENT);
    other
        .get(path::USERS_ME)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
    let answer = other.post_empty(path::REFRESH).await;
    answer.problem(StatusCode::UNAUTHORIZED, code::SESSION_ENDED);

    let login = async |password: &str| {
        let login = Login {
            email: "ada@example.com".into(),
            password: password.into(),
        };
        app.anon().post(path::LOGIN, &login).await.status
    };
    assert_eq!(login(PASSWORD).await, StatusCode::UNAUTHORIZED);
    assert_eq!(login(NEW).await, StatusCode::OK);
    let mails = told(&app).await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, ["ada@example.com"]);
    assert_eq!(app.db.security_events().await, ["password_changed"]);
}

#[db_test]
async fn a_wrong_current_password_changes_nothing(app: TestApp) {
    let client = app.user("ada").await;
    let input = json!({"current_password": "not this one", "new_password": NEW});
    let answer = client.post(path::CHANGE_PASSWORD, &input).await;
    answer.problem(StatusCode::FORBIDDEN, code::WRONG_PASSWORD);
    app.sign_in("ada@example.com").await;
    assert!(told(&app).await.is_empty());
}

/// The mails that tell of a change.
async fn told(app: &TestApp) -> Vec<Mail> {
    let mut mails = app.deliver().await;
    mails.retain(|mail| mail.subject == "Your password was changed");
    mails
}

#[db_test]
async fn a_weak_new_password_is_refused_by_field(app: TestApp) {
    let client = app.user("ada").await;
    let input = json!({"current_password": PASSWORD, "new_password": "password1234"});
    let answer = client.post(path::CHANGE_PASSWORD, &input).await;
    let problem = answer.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    assert_eq!(problem.errors[0].path, "new_password");
}

#[db_test]
async fn of_two_changes_at_once_one_is_made(app: TestApp) {
    let first = app.user("ada").await;
    let second = app.sign_in("ada@example.com").await;
    let change = |new: &str| json!({"current_password": PASSWORD, "new_password": new});
    let (one, two) = (change(NEW), change("five yellow lanterns glow"));
    let (one, two) = tokio::join!(
        first.post(path::CHANGE_PASSWORD, &one),
        second.post(path::CHANGE_PASSWORD, &two)
    );
    let made = [one.status, two.status]
        .iter()
        .filter(|status| **status == StatusCode::NO_CONTENT)
        .count();
    assert_eq!(made, 1, "{} {}", one.status, two.status);
}

#[db_test]
async fn a_sign_in_that_began_before_the_change_comes_to_nothing(app: TestApp) {
    let owner = app.user("ada").await;
    let slow = Ctx {
        passwords: testkit::passwords(),
        ..app.ctx.clone()
    };
    let thief = app.anon_on(&slow);
    let hold = slow.passwords.hold().await.unwrap();
    let login = Login {
        email: "ada@example.com".into(),
        password: PASSWORD.into(),
    };
    let change = async {
        compared(&slow.passwords).await;
        let input = json!({"current_password": PASSWORD, "new_password": NEW});
        let answer = owner.post(path::CHANGE_PASSWORD, &input).await;
        drop(hold);
        answer
    };
    let (signed_in, changed) = tokio::join!(thief.post(path::LOGIN, &login), change);
    changed.expect(StatusCode::NO_CONTENT);
    signed_in.problem(StatusCode::UNAUTHORIZED, code::INVALID_CREDENTIALS);
    thief
        .get(path::USERS_ME)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
    owner.get(path::USERS_ME).await.expect(StatusCode::OK);
}

#[db_test]
async fn a_session_that_began_during_the_change_ends_with_it(app: TestApp) {
    let owner = app.user("ada").await;
    let slow = Ctx {
        passwords: testkit::passwords(),
        ..app.ctx.clone()
    };
    let changing = app.anon_on(&slow);
    changing.set_cookie("pilaster_access", &owner.cookie("pilaster_access").unwrap());
    let hold = slow.passwords.hold().await.unwrap();
    let input = json!({"current_password": PASSWORD, "new_password": NEW});
    let sign_in = async {
        compared(&slow.passwords).await;
        let thief = app.sign_in("ada@example.com").await;
        thief.get(path::USERS_ME).await.expect(StatusCode::OK);
        drop(hold);
        thief
    };
    let (changed, thief) = tokio::join!(changing.post(path::CHANGE_PASSWORD, &input), sign_in);
    changed.expect(StatusCode::NO_CONTENT);
    thief
        .get(path::USERS_ME)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
    let answer = thief.post_empty(path::REFRESH).await;
    answer.problem(StatusCode::UNAUTHORIZED, code::SESSION_ENDED);
    owner.get(path::USERS_ME).await.expect(StatusCode::OK);
}
