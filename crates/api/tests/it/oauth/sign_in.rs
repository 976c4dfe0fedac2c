use chrono::TimeDelta;
use contract::{
    Locale,
    auth::Register,
    mfa::TotpSetup,
    oauth::{ProviderId, Providers},
    path,
};
use http::{StatusCode, header::SET_COOKIE};
use serde_json::json;
use testkit::{PASSWORD, TestApp, Totp, db_test};

use super::{ACCESS_COOKIE, STATE_COOKIE, Stage, identities, location, me};

#[db_test]
async fn a_verified_address_makes_an_account_without_a_password(app: TestApp) {
    let stage = Stage::new(app).await;
    let client = stage.anon();
    let back = stage.sign_in(&client, "grace").await;
    assert_eq!(location(&back), "/dashboard");
    assert!(client.cookie(STATE_COOKIE).is_none(), "it is used up");
    for cookie in back.headers.get_all(SET_COOKIE) {
        assert!(cookie.to_str().unwrap().contains("HttpOnly"), "{cookie:?}");
    }

    let user = me(&client).await;
    assert_eq!(user.email, "grace@provider.example");
    assert_eq!(user.full_name(), "Grace Hopper");
    assert!(!user.has_password);
    let identities = identities(&client).await;
    assert_eq!(identities.len(), 1);
    assert_eq!(identities[0].provider, ProviderId::Oidc);
    assert_eq!(
        identities[0].email.as_deref(),
        Some("grace@provider.example")
    );
}

#[db_test]
async fn who_is_known_comes_back_to_the_same_account(app: TestApp) {
    let stage = Stage::new(app).await;
    let first = stage.anon();
    stage.sign_in(&first, "grace").await;
    // A provider may change its key at any time.
    stage.elsewhere.provider.change_key().unwrap();
    let second = stage.anon();
    stage.sign_in(&second, "grace").await;
    assert_eq!(me(&first).await.id, me(&second).await.id);
}

#[db_test]
async fn a_verified_address_that_has_an_account_is_connected_with_it(app: TestApp) {
    let stage = Stage::new(app).await;
    let ada = stage.app.account("ada", false).await;
    let client = stage.anon();
    stage.sign_in(&client, "mallory").await;
    let user = me(&client).await;
    assert_eq!(user.id, ada.id);
    assert_eq!(user.full_name(), ada.full_name(), "names stay");
    assert!(user.has_password);
    let events = stage.app.db.security_events().await;
    assert!(events.contains(&"identity_linked".to_owned()), "{events:?}");
    let mails = stage.app.deliver().await;
    assert!(
        mails
            .iter()
            .any(|mail| mail.subject == "A new way to sign in was connected"
                && mail.to == [ada.email.as_str()]),
        "{mails:?}"
    );
}

#[db_test]
async fn somebody_without_a_name_is_called_by_the_address(app: TestApp) {
    let stage = Stage::new(app).await;
    let client = stage.anon();
    stage.sign_in(&client, "noname").await;
    assert_eq!(me(&client).await.full_name(), "noname");
}

#[db_test]
async fn the_account_speaks_the_language_of_the_browser(app: TestApp) {
    let stage = Stage::new(app).await;
    let client = stage.anon();
    let back = stage.way_back(&client, "grace").await;
    let request = client
        .request(http::Method::GET, &back)
        .header("accept-language", "ar");
    let answer = client.send(request, axum::body::Body::empty()).await;
    answer.expect(StatusCode::SEE_OTHER);
    assert_eq!(me(&client).await.locale, Locale::Ar);
}

#[db_test]
async fn a_pending_sign_up_with_the_address_is_forgotten(app: TestApp) {
    let stage = Stage::new(app).await;
    let stranger = stage.anon();
    let input = Register {
        email: "grace@provider.example".into(),
        password: PASSWORD.into(),
        first_name: "Not".into(),
        last_name: "Grace".into(),
        locale: None,
    };
    stranger
        .post(path::REGISTER, &input)
        .await
        .expect(StatusCode::CREATED);
    let client = stage.anon();
    stage.sign_in(&client, "grace").await;
    let mails = stage.app.deliver().await;
    let mail = mails
        .iter()
        .find(|mail| mail.subject == "Confirm your email address")
        .unwrap();
    let token = json!({ "token": crate::token(mail) });
    stranger
        .post(path::VERIFY_EMAIL, &token)
        .await
        .expect(StatusCode::CONFLICT);
    assert!(!me(&client).await.has_password);
}

#[db_test]
async fn one_goes_on_to_paths_of_ours_only(app: TestApp) {
    let stage = Stage::new(app).await;
    for (next, expected) in [
        ("%2Fusers%3Fsort%3Demail", "/users?sort=email"),
        ("%2F%2Fevil.example", "/dashboard"),
        ("https%3A%2F%2Fevil.example%2F", "/dashboard"),
    ] {
        let client = stage.anon();
        let start = format!("{}?next={next}", stage.elsewhere.start());
        let answer = client.get(&start).await.with(StatusCode::SEE_OTHER);
        let back = stage.elsewhere.choose(location(&answer), "grace").await;
        let answer = client.get(&back).await;
        assert_eq!(location(&answer), expected, "{next}");
    }
}

#[db_test]
async fn no_address_holds_anything_to_sign_in_with(app: TestApp) {
    let stage = Stage::new(app).await;
    let client = stage.anon();
    let answer = client.get(&stage.elsewhere.start()).await;
    let to = location(&answer).to_owned();
    assert!(to.contains("code_challenge_method=S256"), "{to}");
    assert!(to.contains("nonce="), "{to}");
    assert!(!to.contains("secret"), "{to}");
    let back = stage.elsewhere.choose(&to, "grace").await;
    let answer = client.get(&back).await;
    let access = client.cookie(ACCESS_COOKIE).unwrap();
    assert!(!location(&answer).contains(&access));
    assert!(answer.body.is_empty());
}

#[db_test]
async fn providers_are_those_that_are_set_up(app: TestApp) {
    let providers: Providers = app.anon().get(path::OAUTH_PROVIDERS).await.json();
    assert!(providers.items.is_empty());
    let start = path::OAUTH_START.replace("{provider}", "google");
    app.anon().get(&start).await.expect(StatusCode::NOT_FOUND);

    let stage = Stage::with(app, ProviderId::Google).await;
    let providers: Providers = stage.anon().get(path::OAUTH_PROVIDERS).await.json();
    assert_eq!(providers.items.len(), 1);
    assert_eq!(providers.items[0].id, ProviderId::Google);
    let unknown = path::OAUTH_START.replace("{provider}", "nobody");
    stage
        .anon()
        .get(&unknown)
        .await
        .expect(StatusCode::NOT_FOUND);
}

#[db_test]
async fn each_organisation_of_microsoft_is_an_issuer_of_its_own(app: TestApp) {
    let stage = Stage::with(app, ProviderId::Microsoft).await;
    let client = stage.anon();
    assert_eq!(
        location(&stage.sign_in(&client, "grace").await),
        "/dashboard"
    );
    assert_eq!(me(&client).await.email, "grace@provider.example");
    // An address in a domain that the organisation does not own could be anybody's.
    let other = stage.anon();
    let answer = stage.sign_in(&other, "linus").await;
    assert!(
        location(&answer).starts_with("/login?error=oauth.email_unverified"),
        "{}",
        location(&answer)
    );
}

#[db_test]
async fn a_second_factor_is_asked_for_as_after_a_password(app: TestApp) {
    let stage = Stage::new(app).await;
    let ada = stage.user("ada").await;
    let setup: TotpSetup = ada.post_empty(path::MFA_TOTP_SETUP).await.json();
    let totp = Totp::new(&setup.secret);
    let now = || stage.app.ctx.clock.now();
    ada.post(path::MFA_TOTP_CONFIRM, &json!({ "code": totp.code(now()) }))
        .await
        .expect(StatusCode::OK);
    stage.app.ctx.clock.advance(TimeDelta::seconds(30));

    let client = stage.anon();
    let start = format!("{}?next=%2Fusers", stage.elsewhere.start());
    let answer = client.get(&start).await.with(StatusCode::SEE_OTHER);
    let back = stage.elsewhere.choose(location(&answer), "mallory").await;
    let answer = client.get(&back).await;
    assert_eq!(location(&answer), "/mfa?next=%2Fusers");
    assert!(client.cookie(ACCESS_COOKIE).is_none());
    client
        .get(path::USERS_ME)
        .await
        .expect(StatusCode::UNAUTHORIZED);

    client
        .post(path::MFA_TOTP, &json!({ "code": totp.code(now()) }))
        .await
        .expect(StatusCode::OK);
    assert_eq!(me(&client).await.id, me(&ada).await.id);
}
