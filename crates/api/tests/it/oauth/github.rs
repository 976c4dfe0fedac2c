//! The way without OpenID Connect.

use contract::{oauth::ProviderId, problem::code};
use sandbox::oidc::Fault;
use testkit::{TestApp, db_test};

use super::{Stage, identities, location, me};

#[db_test]
async fn the_primary_address_makes_the_account(app: TestApp) {
    let stage = Stage::with(app, ProviderId::Github).await;
    let client = stage.anon();
    let answer = stage.sign_in(&client, "grace").await;
    assert_eq!(location(&answer), "/dashboard");
    let user = me(&client).await;
    assert_eq!(user.email, "grace@provider.example");
    assert_eq!(user.full_name(), "Grace Hopper");
    assert_eq!(identities(&client).await[0].provider, ProviderId::Github);
    let again = stage.anon();
    stage.sign_in(&again, "grace").await;
    assert_eq!(me(&again).await.id, user.id);
}

#[db_test]
async fn refusals_have_their_codes(app: TestApp) {
    let stage = Stage::with(app, ProviderId::Github).await;
    for (who, fault, code) in [
        ("linus", None, code::OAUTH_EMAIL_UNVERIFIED),
        ("deny", None, code::OAUTH_DENIED),
        ("grace", Some(Fault::Challenge), code::OAUTH_CODE_REFUSED),
    ] {
        stage.elsewhere.provider.misbehave(fault);
        let client = stage.anon();
        let answer = stage.sign_in(&client, who).await;
        let expected = format!("/login?error={code}&next=%2Fdashboard");
        assert_eq!(location(&answer), expected);
    }
    stage.elsewhere.provider.misbehave(None);
    let client = stage.anon();
    let back = stage.way_back(&client, "grace").await;
    stage.elsewhere.provider.misbehave(Some(Fault::Away));
    let answer = client.get(&back).await;
    assert!(location(&answer).contains(code::OAUTH_UNREACHABLE));
}

#[db_test]
async fn an_issuer_is_nothing_that_it_sends(app: TestApp) {
    let stage = Stage::with(app, ProviderId::Github).await;
    let client = stage.anon();
    let back = stage.way_back(&client, "grace").await;
    let answer = client
        .get(&format!("{back}&iss=https%3A%2F%2Fevil.example"))
        .await;
    assert!(location(&answer).contains(code::OAUTH_ISSUER_INVALID));
}
