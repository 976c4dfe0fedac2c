use chrono::TimeDelta;
use contract::{oauth::ProviderId, problem::code};
use http::StatusCode;
use sandbox::oidc::Fault;
use testkit::{Answer, Client, TestApp, db_test};

use super::{ACCESS_COOKIE, STATE_COOKIE, Stage, location};

/// Checks that it has led back to the page to sign in, and to nothing else.
fn assert_refused(client: &Client, answer: &Answer, code: &str) {
    answer.expect(StatusCode::SEE_OTHER);
    let expected = format!("/login?error={code}&next=%2Fdashboard");
    assert_eq!(location(answer), expected);
    assert!(client.cookie(ACCESS_COOKIE).is_none(), "{code}");
}

#[db_test]
async fn every_lie_of_a_provider_has_a_code_and_makes_no_account(app: TestApp) {
    let stage = Stage::new(app).await;
    for (fault, code) in [
        (Fault::TokenIssuer, code::OAUTH_ISSUER_INVALID),
        (Fault::ResponseIssuer, code::OAUTH_ISSUER_INVALID),
        (Fault::Audience, code::OAUTH_AUDIENCE_INVALID),
        (Fault::Nonce, code::OAUTH_NONCE_INVALID),
        (Fault::Signature, code::OAUTH_SIGNATURE_INVALID),
        (Fault::Expired, code::OAUTH_TOKEN_EXPIRED),
        // Only the provider knows the challenge, so it refuses the code.
        (Fault::Challenge, code::OAUTH_CODE_REFUSED),
    ] {
        stage.elsewhere.provider.misbehave(Some(fault));
        let client = stage.anon();
        let answer = stage.sign_in(&client, "grace").await;
        assert_refused(&client, &answer, code);
        assert!(
            !stage.app.db.has_account("grace@provider.example").await,
            "{fault:?}"
        );
    }
    stage.elsewhere.provider.misbehave(None);
    let client = stage.anon();
    assert_eq!(
        location(&stage.sign_in(&client, "grace").await),
        "/dashboard"
    );
}

#[db_test]
async fn a_provider_that_is_away_is_told_of(app: TestApp) {
    let stage = Stage::new(app).await;
    stage.elsewhere.provider.misbehave(Some(Fault::Away));
    let client = stage.anon();
    let answer = client.get(&stage.elsewhere.start()).await;
    assert_eq!(location(&answer), "/login?error=oauth.unreachable");

    stage.elsewhere.provider.misbehave(None);
    let back = stage.way_back(&client, "grace").await;
    stage.elsewhere.provider.misbehave(Some(Fault::Away));
    let answer = client.get(&back).await;
    assert_refused(&client, &answer, code::OAUTH_UNREACHABLE);
}

#[db_test]
async fn what_was_begun_in_one_browser_ends_in_no_other(app: TestApp) {
    let stage = Stage::new(app).await;
    let client = stage.anon();
    let back = stage.way_back(&client, "grace").await;
    let other = stage.anon();
    let answer = other.get(&back).await;
    assert_refused(&other, &answer, code::OAUTH_STATE_INVALID);
    other.set_cookie(STATE_COOKIE, "another state");
    let answer = other.get(&back).await;
    assert_refused(&other, &answer, code::OAUTH_STATE_INVALID);
    // Nothing is lost for who has begun it.
    assert_eq!(location(&client.get(&back).await), "/dashboard");
}

#[db_test]
async fn a_state_that_nobody_has_given_out_is_refused(app: TestApp) {
    let stage = Stage::new(app).await;
    let client = stage.anon();
    client.set_cookie(STATE_COOKIE, "made-up");
    for query in ["?state=made-up&code=x", "?code=x", ""] {
        let path = format!("/api/v1/auth/oauth/oidc/callback{query}");
        let answer = client.get(&path).await;
        assert_refused(&client, &answer, code::OAUTH_STATE_INVALID);
    }
}

#[db_test]
async fn a_state_lasts_ten_minutes(app: TestApp) {
    let stage = Stage::new(app).await;
    let client = stage.anon();
    let back = stage.way_back(&client, "grace").await;
    stage.app.ctx.clock.advance(TimeDelta::minutes(10));
    let answer = client.get(&back).await;
    assert_refused(&client, &answer, code::OAUTH_STATE_INVALID);
}

#[db_test]
async fn an_answer_works_once(app: TestApp) {
    let stage = Stage::new(app).await;
    let client = stage.anon();
    let back = stage.way_back(&client, "grace").await;
    let state = client.cookie(STATE_COOKIE).unwrap();
    assert_eq!(location(&client.get(&back).await), "/dashboard");

    let thief = stage.anon();
    thief.set_cookie(STATE_COOKIE, &state);
    let answer = thief.get(&back).await;
    assert_refused(&thief, &answer, code::OAUTH_CODE_REPLAYED);

    // Nor does the code with another state.
    let other = stage.way_back(&thief, "grace").await;
    let code = parameter(&back, "code");
    let forged = other.replace(&parameter(&other, "code"), &code);
    let answer = thief.get(&forged).await;
    assert_refused(&thief, &answer, code::OAUTH_CODE_REPLAYED);
}

#[db_test]
async fn a_code_of_another_browser_is_refused_by_its_verifier(app: TestApp) {
    let stage = Stage::new(app).await;
    let (victim, thief) = (stage.anon(), stage.anon());
    let stolen = parameter(&stage.way_back(&victim, "grace").await, "code");
    let back = stage.way_back(&thief, "linus").await;
    let forged = back.replace(&parameter(&back, "code"), &stolen);
    let answer = thief.get(&forged).await;
    assert_refused(&thief, &answer, code::OAUTH_CODE_REFUSED);
}

#[db_test]
async fn an_answer_of_another_provider_is_refused(app: TestApp) {
    let stage = Stage::new(app).await;
    let client = stage.anon();
    let back = stage.way_back(&client, "grace").await;
    let (path, _) = back.split_once("&iss=").unwrap();
    for path in [
        path.to_owned(),
        format!("{path}&iss=https%3A%2F%2Fevil.example"),
    ] {
        let answer = client.get(&path).await;
        assert_refused(&client, &answer, code::OAUTH_ISSUER_INVALID);
        client.set_cookie(STATE_COOKIE, &parameter(&back, "state"));
    }
}

#[db_test]
async fn an_unverified_address_opens_nothing_whether_or_not_it_has_an_account(app: TestApp) {
    let stage = Stage::new(app).await;
    stage.app.account("ada", false).await;
    for who in ["linus", "eve"] {
        let client = stage.anon();
        let answer = stage.sign_in(&client, who).await;
        assert_refused(&client, &answer, code::OAUTH_EMAIL_UNVERIFIED);
    }
    assert!(!stage.app.db.has_account("linus@provider.example").await);
}

#[db_test]
async fn who_denies_is_not_signed_in(app: TestApp) {
    let stage = Stage::new(app).await;
    let client = stage.anon();
    let answer = stage.sign_in(&client, "deny").await;
    assert_refused(&client, &answer, code::OAUTH_DENIED);
}

#[db_test]
async fn a_deactivated_account_stays_so(app: TestApp) {
    let stage = Stage::new(app).await;
    let client = stage.anon();
    stage.sign_in(&client, "grace").await;
    stage.app.db.deactivate("grace@provider.example").await;
    let again = stage.anon();
    let answer = stage.sign_in(&again, "grace").await;
    assert_refused(&again, &answer, code::ACCOUNT_DISABLED);

    // Nor is it connected on the way.
    stage.app.account("ada", false).await;
    stage.app.db.deactivate("ada@example.com").await;
    let client = stage.anon();
    let answer = stage.sign_in(&client, "mallory").await;
    assert_refused(&client, &answer, code::ACCOUNT_DISABLED);
    assert!(
        !stage
            .app
            .db
            .security_events()
            .await
            .contains(&"identity_linked".to_owned())
    );
}

#[db_test]
async fn one_organisation_of_microsoft_cannot_speak_for_any_other_host(app: TestApp) {
    let stage = Stage::with(app, ProviderId::Microsoft).await;
    stage.elsewhere.provider.misbehave(Some(Fault::TokenIssuer));
    let client = stage.anon();
    let answer = stage.sign_in(&client, "grace").await;
    assert_refused(&client, &answer, code::OAUTH_ISSUER_INVALID);
}

/// A parameter of a path.
fn parameter(path: &str, name: &str) -> String {
    let (_, rest) = path.split_once(&format!("{name}=")).unwrap();
    rest.split('&').next().unwrap().to_owned()
}
