use chrono::TimeDelta;
use contract::{
    mfa::{LoginAnswer, MfaMethod, StepUpMethod, TotpSetup},
    passkeys::PasskeyAssertion,
    path,
    problem::code,
};
use http::StatusCode;
use serde_json::{Value, json};
use testkit::{Answer, Authenticator, Client, PASSWORD, TestApp, Totp, db_test};

use super::{add, ask, new_device, sign_in};

/// Somebody with an authenticator app and a passkey.
async fn protected(app: &TestApp, device: &mut Authenticator) -> Client {
    let client = app.user("ada").await;
    let setup: TotpSetup = client
        .post_empty(path::MFA_TOTP_SETUP)
        .await
        .with(StatusCode::OK)
        .json();
    let code = Totp::new(&setup.secret).code(app.ctx.clock.now());
    client
        .post(path::MFA_TOTP_CONFIRM, &json!({"code": code}))
        .await
        .expect(StatusCode::OK);
    add(&client, device).await;
    client
}

/// Gives the password, and is asked for more.
async fn challenged(app: &TestApp, email: &str) -> Client {
    let client = app.anon();
    let input = json!({"email": email, "password": PASSWORD});
    let answer: LoginAnswer = client
        .post(path::LOGIN, &input)
        .await
        .with(StatusCode::OK)
        .json();
    let asks = |answer: &LoginAnswer| match answer {
        LoginAnswer::MfaRequired(required) => required.methods.contains(&MfaMethod::Passkey),
        LoginAnswer::User(_) => false,
    };
    assert!(asks(&answer), "{answer:?}");
    client
}

async fn answer(client: &Client, device: &mut Authenticator) -> Answer {
    let options = ask(client, path::MFA_PASSKEY_CHALLENGE).await;
    let input = PasskeyAssertion {
        credential: device.get(&options),
    };
    client.post(path::MFA_PASSKEY, &input).await
}

#[db_test]
async fn a_passkey_stands_in_for_the_app(app: TestApp) {
    let mut device = new_device();
    protected(&app, &mut device).await;
    let client = challenged(&app, "ada@example.com").await;
    client
        .get(path::USERS_ME)
        .await
        .expect(StatusCode::UNAUTHORIZED);
    let options = ask(&client, path::MFA_PASSKEY_CHALLENGE).await;
    let allowed = options["publicKey"]["allowCredentials"].as_array();
    assert_eq!(allowed.map(Vec::len), Some(1), "only those of the account");
    answer(&client, &mut device).await.expect(StatusCode::OK);
    client.get(path::USERS_ME).await.expect(StatusCode::OK);
}

#[db_test]
async fn a_passkey_alone_is_asked_for_nothing_more(app: TestApp) {
    let mut device = new_device();
    protected(&app, &mut device).await;
    let client = app.anon();
    sign_in(&client, &mut device).await.expect(StatusCode::OK);
    client.get(path::USERS_ME).await.expect(StatusCode::OK);
}

#[db_test]
async fn a_passkey_is_no_second_factor_that_a_password_waits_for(app: TestApp) {
    let ada = app.user("ada").await;
    add(&ada, &mut new_device()).await;
    app.sign_in("ada@example.com")
        .await
        .get(path::USERS_ME)
        .await
        .expect(StatusCode::OK);
}

#[db_test]
async fn somebody_elses_passkey_is_no_second_factor(app: TestApp) {
    protected(&app, &mut new_device()).await;
    let grace = app.user("grace").await;
    let mut other = new_device();
    add(&grace, &mut other).await;
    let client = challenged(&app, "ada@example.com").await;
    answer(&client, &mut other)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::PASSKEY_REFUSED);
    client
        .get(path::USERS_ME)
        .await
        .expect(StatusCode::UNAUTHORIZED);
    let events = app.db.security_events().await;
    assert!(events.contains(&"second_factor_failed".to_owned()));
}

#[db_test]
async fn an_answer_to_anybody_is_none_to_a_challenge(app: TestApp) {
    let mut device = new_device();
    protected(&app, &mut device).await;
    let client = challenged(&app, "ada@example.com").await;
    let options = ask(&client, path::PASSKEY_LOGIN_CHALLENGE).await;
    let input = PasskeyAssertion {
        credential: device.get(&options),
    };
    client
        .post(path::MFA_PASSKEY, &input)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::PASSKEY_REFUSED);
}

#[db_test]
async fn without_a_challenge_nobody_is_asked(app: TestApp) {
    app.anon()
        .post_empty(path::MFA_PASSKEY_CHALLENGE)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::CHALLENGE_EXPIRED);
}

#[db_test]
async fn a_passkey_is_offered_beside_every_other_proof(app: TestApp) {
    let mut device = new_device();
    let ada = protected(&app, &mut device).await;
    let grace = app.user("grace").await;
    add(&grace, &mut new_device()).await;
    app.ctx.clock.advance(TimeDelta::minutes(10));
    for (client, other) in [(&ada, StepUpMethod::Totp), (&grace, StepUpMethod::Password)] {
        client
            .post_empty(path::REFRESH)
            .await
            .expect(StatusCode::NO_CONTENT);
        let refused = client
            .post_empty(path::PASSKEY_CHALLENGE)
            .await
            .problem(StatusCode::FORBIDDEN, code::STEP_UP_REQUIRED);
        let expected = [other, StepUpMethod::Passkey, StepUpMethod::SignIn];
        assert_eq!(refused.methods, expected);
    }
    let options = ask(&ada, path::STEP_UP_PASSKEY_CHALLENGE).await;
    let input = json!({"method": "passkey", "credential": device.get(&options)});
    ada.post(path::STEP_UP, &input)
        .await
        .expect(StatusCode::NO_CONTENT);
    ask(&ada, path::PASSKEY_CHALLENGE).await;
}

#[db_test]
async fn a_passkey_is_a_fresh_proof(app: TestApp) {
    let ada = app.user("ada").await;
    let mut device = new_device();
    add(&ada, &mut device).await;
    app.ctx.clock.advance(TimeDelta::minutes(10));
    ada.post_empty(path::REFRESH)
        .await
        .expect(StatusCode::NO_CONTENT);
    let refused = ada
        .post_empty(path::PASSKEY_CHALLENGE)
        .await
        .problem(StatusCode::FORBIDDEN, code::STEP_UP_REQUIRED);
    assert!(refused.methods.contains(&StepUpMethod::Passkey));

    let prove = async |credential: Value| {
        let input = json!({"method": "passkey", "credential": credential});
        ada.post(path::STEP_UP, &input).await
    };
    let options = ask(&ada, path::STEP_UP_PASSKEY_CHALLENGE).await;
    let mut stranger = new_device();
    prove(stranger.get(&options))
        .await
        .problem(StatusCode::FORBIDDEN, code::PASSKEY_REFUSED);
    let options = ask(&ada, path::STEP_UP_PASSKEY_CHALLENGE).await;
    prove(device.get(&options))
        .await
        .expect(StatusCode::NO_CONTENT);
    ask(&ada, path::PASSKEY_CHALLENGE).await;
}
