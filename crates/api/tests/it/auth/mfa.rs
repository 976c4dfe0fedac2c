use chrono::TimeDelta;
use contract::{
    mfa::{
        LoginAnswer, MfaMethod, MfaRequired, MfaStatus, RecoveryCodes, StepUpMethod, TotpSetup,
        TrustedDevice,
    },
    path,
    problem::code,
};
use http::StatusCode;
use serde_json::json;
use testkit::{Answer, Client, PASSWORD, TestApp, Totp, db_test};

/// Somebody with an authenticator app, and what they have noted.
struct Protected {
    client: Client,
    app: Totp,
    codes: Vec<String>,
}

/// Makes an account with an authenticator app; its clock has moved on to the next code since.
async fn protected(app: &TestApp) -> Protected {
    let client = app.user("ada").await;
    let setup: TotpSetup = client
        .post_empty(path::MFA_TOTP_SETUP)
        .await
        .with(StatusCode::OK)
        .json();
    let totp = Totp::new(&setup.secret);
    let code = totp.code(app.ctx.clock.now());
    let codes: RecoveryCodes = client
        .post(path::MFA_TOTP_CONFIRM, &json!({"code": code}))
        .await
        .with(StatusCode::OK)
        .json();
    app.ctx.clock.advance(TimeDelta::seconds(30));
    Protected {
        client,
        app: totp,
        codes: codes.recovery_codes,
    }
}

/// Gives the password, and is asked for more.
async fn challenged(app: &TestApp) -> Client {
    let client = app.anon();
    challenge(&client).await;
    client
}

async fn challenge(client: &Client) {
    assert_challenged(client, &[MfaMethod::Totp, MfaMethod::RecoveryCode]).await;
}

async fn assert_challenged(client: &Client, methods: &[MfaMethod]) {
    let answer: LoginAnswer = login(client).await.with(StatusCode::OK).json();
    let required = MfaRequired {
        mfa_required: true,
        methods: methods.to_vec(),
    };
    assert_eq!(answer, LoginAnswer::MfaRequired(required));
}

async fn login(client: &Client) -> Answer {
    let input = json!({"email": "ada@example.com", "password": PASSWORD});
    client.post(path::LOGIN, &input).await
}

async fn give(client: &Client, code: &str) -> Answer {
    client.post(path::MFA_TOTP, &json!({"code": code})).await
}

async fn give_and_trust(client: &Client, code: &str) -> Answer {
    let input = json!({"code": code, "trust_device": true});
    client.post(path::MFA_TOTP, &input).await
}

/// A browser in which somebody is signed in, and which they trust.
async fn trusted(app: &TestApp, person: &Protected) -> Client {
    let client = challenged(app).await;
    let code = person.app.code(app.ctx.clock.now());
    let answer = give_and_trust(&client, &code).await;
    answer.expect(StatusCode::OK);
    client
}

async fn recover(client: &Client, code: &str) -> Answer {
    let input = json!({"code": code});
    client.post(path::MFA_RECOVERY_CODE, &input).await
}

fn assert_signed_in(answer: &Answer) {
    answer.expect(StatusCode::OK);
    assert!(matches!(answer.json(), LoginAnswer::User(_)));
}

#[db_test]
async fn a_password_alone_opens_no_session(app: TestApp) {
    let ada = protected(&app).await;
    let client = challenged(&app).await;
    assert_eq!(client.cookie("pilaster_access"), None);
    assert_eq!(client.cookie("pilaster_refresh"), None);
    client
        .get(path::USERS_ME)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);

    let code = ada.app.code(app.ctx.clock.now());
    assert_signed_in(&give(&client, &code).await);
    client.get(path::USERS_ME).await.expect(StatusCode::OK);
    assert_eq!(client.cookie("pilaster_challenge"), None);
}

#[db_test]
async fn a_code_counts_once_and_only_near_its_time(app: TestApp) {
    let ada = protected(&app).await;
    let now = app.ctx.clock.now();
    let client = challenged(&app).await;
    let code = ada.app.code(now);
    let refused = |answer: Answer| answer.problem(StatusCode::UNAUTHORIZED, code::WRONG_CODE);
    refused(give(&client, &ada.app.code(now - TimeDelta::minutes(10))).await);
    refused(give(&client, &ada.app.code(now + TimeDelta::minutes(10))).await);
    assert_signed_in(&give(&client, &code).await);

    let replaying = challenged(&app).await;
    refused(give(&replaying, &code).await);
    // That of the step before was not used, but is older than the last that was.
    refused(give(&replaying, &ada.app.code(now - TimeDelta::seconds(30))).await);
    app.ctx.clock.advance(TimeDelta::seconds(30));
    let next = ada.app.code(app.ctx.clock.now());
    assert_signed_in(&give(&replaying, &next).await);
}

#[db_test]
async fn a_code_is_accepted_once_however_many_come_together(app: TestApp) {
    let ada = protected(&app).await;
    let code = ada.app.code(app.ctx.clock.now());
    let (first, second) = (challenged(&app).await, challenged(&app).await);
    let (one, other) = tokio::join!(give(&first, &code), give(&second, &code));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [StatusCode::OK, StatusCode::UNAUTHORIZED]);
}

#[db_test]
async fn a_challenge_is_good_for_nothing_else_and_not_for_long(app: TestApp) {
    let ada = protected(&app).await;
    let client = challenged(&app).await;
    let token = client.cookie("pilaster_challenge").unwrap();
    for name in ["pilaster_access", "pilaster_refresh"] {
        let thief = app.anon();
        thief.set_cookie(name, &token);
        thief
            .get(path::USERS_ME)
            .await
            .expect(StatusCode::UNAUTHORIZED);
        let refreshed = thief.post_empty(path::REFRESH).await;
        refreshed.expect(StatusCode::UNAUTHORIZED);
    }
    app.ctx.clock.advance(TimeDelta::minutes(10));
    let code = ada.app.code(app.ctx.clock.now());
    give(&client, &code)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::CHALLENGE_EXPIRED);
    give(&app.anon(), &code)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::CHALLENGE_EXPIRED);
}

#[db_test]
async fn five_wrong_codes_are_forgiven_and_ten_are_not(app: TestApp) {
    let ada = protected(&app).await;
    let code = ada.app.code(app.ctx.clock.now());
    let client = challenged(&app).await;
    for _ in 0..5 {
        give(&client, "000000")
            .await
            .problem(StatusCode::UNAUTHORIZED, code::WRONG_CODE);
    }
    assert_signed_in(&give(&client, &code).await);

    let client = challenged(&app).await;
    for _ in 0..10 {
        give(&client, "000000")
            .await
            .problem(StatusCode::UNAUTHORIZED, code::WRONG_CODE);
    }
    app.ctx.clock.advance(TimeDelta::seconds(30));
    let code = ada.app.code(app.ctx.clock.now());
    give(&client, &code)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::CHALLENGE_EXPIRED);
}

#[db_test]
async fn a_recovery_code_counts_once_and_its_owner_is_told(app: TestApp) {
    let ada = protected(&app).await;
    app.deliver().await;
    assert_eq!(ada.codes.len(), 10);
    let typed = ada.codes[0].to_lowercase().replace('-', " ");
    assert_signed_in(&recover(&challenged(&app).await, &typed).await);
    recover(&challenged(&app).await, &ada.codes[0])
        .await
        .problem(StatusCode::UNAUTHORIZED, code::WRONG_CODE);
    let mails = app.deliver().await;
    assert!(
        mails
            .iter()
            .any(|mail| mail.subject == "A recovery code was used"),
    );
    let status: MfaStatus = ada.client.get(path::MFA).await.json();
    assert_eq!(status.recovery_codes, 9);
}

#[db_test]
async fn the_eleventh_use_of_recovery_codes_is_refused(app: TestApp) {
    let ada = protected(&app).await;
    for code in &ada.codes {
        assert_signed_in(&recover(&challenged(&app).await, code).await);
    }
    let client = app.anon();
    assert_challenged(&client, &[MfaMethod::Totp]).await;
    for code in &ada.codes {
        recover(&client, code)
            .await
            .expect(StatusCode::UNAUTHORIZED);
    }
}

#[db_test]
async fn new_recovery_codes_replace_the_old_ones(app: TestApp) {
    let ada = protected(&app).await;
    let renewed: RecoveryCodes = ada
        .client
        .post_empty(path::MFA_RECOVERY_CODES)
        .await
        .with(StatusCode::OK)
        .json();
    recover(&challenged(&app).await, &ada.codes[0])
        .await
        .problem(StatusCode::UNAUTHORIZED, code::WRONG_CODE);
    let client = challenged(&app).await;
    assert_signed_in(&recover(&client, &renewed.recovery_codes[0]).await);
}

#[db_test]
async fn a_trusted_browser_is_asked_again_after_thirty_days(app: TestApp) {
    let ada = protected(&app).await;
    let client = challenged(&app).await;
    let code = ada.app.code(app.ctx.clock.now());
    let before = client.cookie("pilaster_device");
    assert_signed_in(&give_and_trust(&client, &code).await);
    assert_ne!(client.cookie("pilaster_device"), before);

    assert_signed_in(&login(&client).await);
    // What was known of the browser before it was trusted is worth nothing.
    challenge(&app.anon()).await;

    app.ctx.clock.advance(TimeDelta::days(30));
    challenge(&client).await;
}

#[db_test]
async fn trust_can_be_taken_back(app: TestApp) {
    let ada = protected(&app).await;
    let client = trusted(&app, &ada).await;

    let devices: Vec<TrustedDevice> = client.get(path::MFA_DEVICES).await.json();
    assert_eq!(devices.len(), 1);
    assert!(devices[0].is_current);
    let path = path::MFA_DEVICE.replace("{id}", &devices[0].id.to_string());
    // Nobody else's.
    let grace = app.user("grace").await;
    grace.delete(&path).await.expect(StatusCode::NOT_FOUND);
    client.delete(&path).await.expect(StatusCode::NO_CONTENT);
    client.delete(&path).await.expect(StatusCode::NOT_FOUND);
    challenge(&client).await;
}

#[db_test]
async fn a_trusted_browser_is_trusted_by_its_owner_alone(app: TestApp) {
    let ada = protected(&app).await;
    let client = trusted(&app, &ada).await;

    // Another person in the same browser gets it another cookie, and Ada's trust goes along.
    let account = app.account("grace", false).await;
    let input = json!({"email": account.email, "password": PASSWORD});
    client
        .post(path::LOGIN, &input)
        .await
        .expect(StatusCode::OK);
    let devices: Vec<TrustedDevice> = client.get(path::MFA_DEVICES).await.json();
    assert!(devices.is_empty());
    assert_signed_in(&login(&client).await);
}

#[db_test]
async fn a_new_password_ends_challenges_and_trust(app: TestApp) {
    let ada = protected(&app).await;
    let trusting = trusted(&app, &ada).await;
    let waiting = challenged(&app).await;

    let new = "four green kettles hum";
    let input = json!({"current_password": PASSWORD, "new_password": new});
    ada.client
        .post(path::CHANGE_PASSWORD, &input)
        .await
        .expect(StatusCode::NO_CONTENT);
    app.ctx.clock.advance(TimeDelta::seconds(30));
    let code = ada.app.code(app.ctx.clock.now());
    give(&waiting, &code)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::CHALLENGE_EXPIRED);
    let input = json!({"email": "ada@example.com", "password": new});
    let answer: LoginAnswer = trusting.post(path::LOGIN, &input).await.json();
    assert!(matches!(answer, LoginAnswer::MfaRequired(_)));
}

#[db_test]
async fn an_app_counts_once_it_was_confirmed(app: TestApp) {
    let client = app.user("ada").await;
    let confirm = |code: String| {
        let client = &client;
        async move {
            client
                .post(path::MFA_TOTP_CONFIRM, &json!({"code": code}))
                .await
        }
    };
    confirm("123456".into())
        .await
        .problem(StatusCode::CONFLICT, code::MFA_STATE);
    let first: TotpSetup = client.post_empty(path::MFA_TOTP_SETUP).await.json();
    assert_signed_in(&login(&app.anon()).await);
    let second: TotpSetup = client.post_empty(path::MFA_TOTP_SETUP).await.json();
    assert_ne!(first.secret, second.secret);
    assert!(second.otpauth_url.contains(&second.secret));

    let now = app.ctx.clock.now();
    confirm(Totp::new(&first.secret).code(now))
        .await
        .problem(StatusCode::FORBIDDEN, code::WRONG_CODE);
    confirm(Totp::new(&second.secret).code(now))
        .await
        .expect(StatusCode::OK);
    let status: MfaStatus = client.get(path::MFA).await.json();
    assert_eq!(status.totp_since, Some(now));
    client
        .post_empty(path::MFA_TOTP_SETUP)
        .await
        .problem(StatusCode::CONFLICT, code::MFA_STATE);
}

#[db_test]
async fn removing_the_app_takes_everything_along(app: TestApp) {
    let ada = protected(&app).await;
    ada.client
        .delete(path::MFA_TOTP)
        .await
        .expect(StatusCode::NO_CONTENT);
    ada.client
        .delete(path::MFA_TOTP)
        .await
        .problem(StatusCode::CONFLICT, code::MFA_STATE);
    let status: MfaStatus = ada.client.get(path::MFA).await.json();
    assert_eq!((status.totp_since, status.recovery_codes), (None, 0));
    ada.client
        .post_empty(path::MFA_RECOVERY_CODES)
        .await
        .problem(StatusCode::CONFLICT, code::MFA_STATE);
    assert_signed_in(&login(&app.anon()).await);
    let subjects: Vec<_> = app
        .deliver()
        .await
        .into_iter()
        .map(|mail| mail.subject)
        .collect();
    assert!(subjects.contains(&"Two-step verification is on".to_owned()));
    assert!(subjects.contains(&"Two-step verification is off".to_owned()));
}

#[db_test]
async fn what_is_sensitive_asks_for_a_fresh_proof(app: TestApp) {
    let ada = protected(&app).await;
    app.ctx.clock.advance(TimeDelta::minutes(9));
    ada.client
        .post_empty(path::REFRESH)
        .await
        .expect(StatusCode::NO_CONTENT);
    app.ctx.clock.advance(TimeDelta::minutes(1));
    let refused = |answer: Answer| {
        let problem = answer.problem(StatusCode::FORBIDDEN, code::STEP_UP_REQUIRED);
        assert_eq!(problem.methods, [StepUpMethod::Totp, StepUpMethod::SignIn]);
    };
    refused(ada.client.delete(path::MFA_TOTP).await);
    refused(ada.client.post_empty(path::MFA_RECOVERY_CODES).await);
    let change = json!({"current_password": PASSWORD, "new_password": "four green kettles hum"});
    refused(ada.client.post(path::CHANGE_PASSWORD, &change).await);
    // Beside a second factor, the password alone proves nothing.
    let password = json!({"method": "password", "password": PASSWORD});
    refused(ada.client.post(path::STEP_UP, &password).await);

    let step_up = |code: String| json!({"method": "totp", "code": code});
    ada.client
        .post(path::STEP_UP, &step_up("000000".into()))
        .await
        .problem(StatusCode::FORBIDDEN, code::WRONG_CODE);
    let code = ada.app.code(app.ctx.clock.now());
    ada.client
        .post(path::STEP_UP, &step_up(code.clone()))
        .await
        .expect(StatusCode::NO_CONTENT);
    // It was one code: it signs nobody in any more.
    give(&challenged(&app).await, &code)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::WRONG_CODE);
    ada.client
        .delete(path::MFA_TOTP)
        .await
        .expect(StatusCode::NO_CONTENT);
}

#[db_test]
async fn a_password_is_proof_enough_where_there_is_no_second_factor(app: TestApp) {
    let client = app.user("ada").await;
    app.ctx
        .clock
        .advance(TimeDelta::minutes(10) - TimeDelta::seconds(1));
    client
        .post_empty(path::REFRESH)
        .await
        .expect(StatusCode::NO_CONTENT);
    client
        .post_empty(path::MFA_TOTP_SETUP)
        .await
        .expect(StatusCode::OK);
    app.ctx.clock.advance(TimeDelta::seconds(1));
    let problem = client
        .post_empty(path::MFA_TOTP_SETUP)
        .await
        .problem(StatusCode::FORBIDDEN, code::STEP_UP_REQUIRED);
    assert_eq!(
        problem.methods,
        [StepUpMethod::Password, StepUpMethod::SignIn]
    );
    let proof = |password: &str| json!({"method": "password", "password": password});
    client
        .post(path::STEP_UP, &proof("not the password"))
        .await
        .problem(StatusCode::FORBIDDEN, code::WRONG_PASSWORD);
    client
        .post(path::STEP_UP, &proof(PASSWORD))
        .await
        .expect(StatusCode::NO_CONTENT);
    client
        .post_empty(path::MFA_TOTP_SETUP)
        .await
        .expect(StatusCode::OK);
}

#[db_test]
async fn a_browser_that_was_never_seen_is_told_of(app: TestApp) {
    let first = app.user("ada").await;
    assert!(app.deliver().await.is_empty());
    assert_signed_in(&login(&first).await);
    assert!(app.deliver().await.is_empty());
    assert_signed_in(&login(&app.anon()).await);
    let mails = app.deliver().await;
    assert_eq!(mails[0].subject, "New sign-in to your account");
}

#[db_test]
async fn codes_are_not_guessed_and_people_may_mistype(app: TestApp) {
    let ada = protected(&app).await;
    let client = app.anon_on(&crate::limited(&app));
    challenge(&client).await;
    for _ in 0..5 {
        let answer = give(&client, "000000").await;
        answer.problem(StatusCode::UNAUTHORIZED, code::WRONG_CODE);
    }
    let code = ada.app.code(app.ctx.clock.now());
    assert_signed_in(&give(&client, &code).await);

    let guesser = app.anon_on(&crate::limited(&app));
    challenge(&guesser).await;
    for _ in 0..6 {
        let answer = give(&guesser, "000000").await;
        answer.problem(StatusCode::UNAUTHORIZED, code::WRONG_CODE);
    }
    // A new challenge begins no new row.
    app.ctx.clock.advance(TimeDelta::seconds(1));
    challenge(&guesser).await;
    let answer = give(&guesser, "000000").await;
    answer.problem(StatusCode::UNAUTHORIZED, code::WRONG_CODE);
    let answer = give(&guesser, "000000").await;
    let problem = answer.problem(StatusCode::TOO_MANY_REQUESTS, code::RATE_LIMITED);
    assert_eq!(problem.retry_after, Some(2));
}

#[db_test]
async fn a_stolen_session_is_no_way_to_guess(app: TestApp) {
    app.account("ada", false).await;
    let client = app.anon_on(&crate::limited(&app));
    login(&client).await.expect(StatusCode::OK);
    let guess = async |password: &str| {
        let input = json!({"method": "password", "password": password});
        client.post(path::STEP_UP, &input).await
    };
    for _ in 0..10 {
        let answer = guess("wrong").await;
        answer.problem(StatusCode::FORBIDDEN, code::WRONG_PASSWORD);
    }
    let answer = guess(PASSWORD).await;
    answer.problem(StatusCode::TOO_MANY_REQUESTS, code::RATE_LIMITED);
    // The owner may sign in elsewhere all the same.
    let elsewhere = app.anon_on(&crate::limited(&app));
    login(&elsewhere).await.expect(StatusCode::OK);
}
