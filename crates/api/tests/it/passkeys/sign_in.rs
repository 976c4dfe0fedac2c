use chrono::TimeDelta;
use contract::{passkeys::PasskeyAssertion, path, problem::code, users::User};
use http::StatusCode;
use testkit::{Authenticator, TestApp, db_test};

use super::{add, ask, manage::list, new_device, sign_in};

#[db_test]
async fn a_passkey_signs_in_without_a_name(app: TestApp) {
    let ada = app.user("ada").await;
    let mut device = new_device();
    add(&ada, &mut device).await;

    let client = app.anon();
    let user: User = sign_in(&client, &mut device)
        .await
        .with(StatusCode::OK)
        .json();
    assert_eq!(user.email, "ada@example.com");
    client.get(path::USERS_ME).await.expect(StatusCode::OK);
    // And again: its counter goes on.
    sign_in(&app.anon(), &mut device)
        .await
        .expect(StatusCode::OK);
}

#[db_test]
async fn an_answer_is_good_once_and_in_its_own_browser(app: TestApp) {
    let ada = app.user("ada").await;
    let mut device = new_device();
    add(&ada, &mut device).await;

    let client = app.anon();
    let options = ask(&client, path::PASSKEY_LOGIN_CHALLENGE).await;
    let input = PasskeyAssertion {
        credential: device.get(&options),
    };
    let twin = client.twin();
    let elsewhere = app.anon();
    elsewhere
        .post(path::PASSKEY_LOGIN, &input)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::PASSKEY_REFUSED);
    client
        .post(path::PASSKEY_LOGIN, &input)
        .await
        .expect(StatusCode::OK);
    twin.post(path::PASSKEY_LOGIN, &input)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::PASSKEY_REFUSED);
}

#[db_test]
async fn an_answer_must_come_within_five_minutes(app: TestApp) {
    let ada = app.user("ada").await;
    let mut device = new_device();
    add(&ada, &mut device).await;

    let client = app.anon();
    let options = ask(&client, path::PASSKEY_LOGIN_CHALLENGE).await;
    let input = PasskeyAssertion {
        credential: device.get(&options),
    };
    app.ctx.clock.advance(TimeDelta::minutes(5));
    client
        .post(path::PASSKEY_LOGIN, &input)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::PASSKEY_REFUSED);
}

#[db_test]
async fn another_site_another_person_or_an_unverified_touch_is_refused(app: TestApp) {
    let ada = app.user("ada").await;
    let grace = app.user("grace").await;
    let mut good = new_device();
    add(&ada, &mut good).await;
    add(&grace, &mut new_device()).await;
    let changed = |change: fn(&mut Authenticator)| {
        let mut changed = good.copy();
        change(&mut changed);
        changed
    };
    for mut bad in [
        changed(|device| device.origin = "https://evil.example".into()),
        changed(|device| device.flags = 0b0000_0001),
        changed(|device| device.user = "AAAAAAAAAAAAAAAAAAAAAA".into()),
        changed(|device| device.user.clear()),
        changed(|device| device.id.reverse()),
        new_device(),
    ] {
        sign_in(&app.anon(), &mut bad)
            .await
            .problem(StatusCode::UNAUTHORIZED, code::PASSKEY_REFUSED);
    }
    sign_in(&app.anon(), &mut good).await.expect(StatusCode::OK);
}

#[db_test]
async fn a_passkey_does_not_open_the_account_that_it_names_but_its_owners(app: TestApp) {
    let ada = app.user("ada").await;
    let grace = app.user("grace").await;
    let (mut hers, mut other) = (new_device(), new_device());
    add(&ada, &mut hers).await;
    add(&grace, &mut other).await;
    other.user.clone_from(&hers.user);
    sign_in(&app.anon(), &mut other)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::PASSKEY_REFUSED);
}

#[db_test]
async fn a_copy_blocks_the_passkey_and_its_owner_is_told(app: TestApp) {
    let ada = app.user("ada").await;
    let mut device = new_device();
    add(&ada, &mut device).await;
    let mut copy = device.copy();
    sign_in(&app.anon(), &mut device)
        .await
        .expect(StatusCode::OK);
    app.deliver().await;

    sign_in(&app.anon(), &mut copy)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::PASSKEY_REFUSED);
    let mails = app.deliver().await;
    assert_eq!(mails[0].subject, "A passkey of yours was blocked");
    assert!(list(&ada).await[0].is_blocked);
    let events = app.db.security_events().await;
    assert!(events.contains(&"passkey_copied".to_owned()), "{events:?}");
    // Which of both is the thief's, nobody knows.
    sign_in(&app.anon(), &mut device)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::PASSKEY_REFUSED);
}

#[db_test]
async fn what_is_no_answer_is_told_so(app: TestApp) {
    let client = app.anon();
    ask(&client, path::PASSKEY_LOGIN_CHALLENGE).await;
    let input = PasskeyAssertion {
        credential: serde_json::json!({"id": "x"}),
    };
    let problem = client
        .post(path::PASSKEY_LOGIN, &input)
        .await
        .problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    assert_eq!(problem.errors[0].path, "credential");
}
