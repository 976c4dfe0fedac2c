use chrono::TimeDelta;
use contract::{path, problem::code};
use http::StatusCode;
use testkit::{Client, TestApp, db_test};

use super::{Stage, identities, identity_path, link_path, location, me};

const SETTINGS: &str = "/settings/security";

fn refused(code: &str) -> String {
    format!("{SETTINGS}?oauth_error={code}")
}

async fn unlink(client: &Client) -> StatusCode {
    client.delete(&identity_path()).await.status
}

#[db_test]
async fn an_account_is_connected_signs_in_and_is_disconnected(app: TestApp) {
    let stage = Stage::new(app).await;
    let ada = stage.user("ada").await;
    // Whose address the provider knows, and whether it is verified, does not matter here.
    let back = stage.link(&ada, "linus").await;
    assert_eq!(location(&back), SETTINGS);
    let connected = identities(&ada).await;
    assert_eq!(connected.len(), 1);
    assert_eq!(
        connected[0].email.as_deref(),
        Some("linus@provider.example")
    );

    let elsewhere = stage.anon();
    stage.sign_in(&elsewhere, "linus").await;
    assert_eq!(me(&elsewhere).await.id, me(&ada).await.id);

    assert_eq!(unlink(&ada).await, StatusCode::NO_CONTENT);
    assert_eq!(unlink(&ada).await, StatusCode::NOT_FOUND);
    assert!(identities(&ada).await.is_empty());
    let stranger = stage.anon();
    let answer = stage.sign_in(&stranger, "linus").await;
    assert!(location(&answer).starts_with("/login?error=oauth.email_unverified"));

    let events = stage.app.db.security_events().await;
    let changes: Vec<_> = events
        .iter()
        .filter(|event| event.starts_with("identity"))
        .collect();
    assert_eq!(changes, ["identity_linked", "identity_unlinked"]);
    let subjects: Vec<_> = stage
        .app
        .deliver()
        .await
        .into_iter()
        .map(|mail| mail.subject)
        .collect();
    for subject in [
        "A new way to sign in was connected",
        "A way to sign in was disconnected",
    ] {
        assert!(subjects.contains(&subject.to_owned()), "{subjects:?}");
    }
}

#[db_test]
async fn the_last_way_in_stays(app: TestApp) {
    let stage = Stage::new(app).await;
    let grace = stage.anon();
    stage.sign_in(&grace, "grace").await;
    grace
        .delete(&identity_path())
        .await
        .problem(StatusCode::CONFLICT, code::LAST_WAY_IN);
    assert_eq!(identities(&grace).await.len(), 1);
}

#[db_test]
async fn a_fresh_proof_is_asked_for(app: TestApp) {
    let stage = Stage::new(app).await;
    let ada = stage.user("ada").await;
    stage.link(&ada, "grace").await;
    stage.app.ctx.clock.advance(TimeDelta::minutes(11));
    ada.post_empty(path::REFRESH)
        .await
        .expect(StatusCode::NO_CONTENT);
    ada.post_empty(&link_path())
        .await
        .problem(StatusCode::FORBIDDEN, code::STEP_UP_REQUIRED);
    ada.delete(&identity_path())
        .await
        .problem(StatusCode::FORBIDDEN, code::STEP_UP_REQUIRED);
    // By signing in anew, for one.
    let again = stage.anon();
    stage.sign_in(&again, "grace").await;
    assert_eq!(unlink(&again).await, StatusCode::NO_CONTENT);
}

#[db_test]
async fn an_account_elsewhere_belongs_to_one_account_here(app: TestApp) {
    let stage = Stage::new(app).await;
    let ada = stage.user("ada").await;
    let bob = stage.user("bob").await;
    stage.link(&ada, "grace").await;
    let answer = stage.link(&bob, "grace").await;
    assert_eq!(location(&answer), refused(code::OAUTH_IDENTITY_TAKEN));
    // To connect it once more changes nothing.
    assert_eq!(location(&stage.link(&ada, "grace").await), SETTINGS);
    let answer = stage.link(&ada, "noname").await;
    assert_eq!(location(&answer), refused(code::OAUTH_ALREADY_LINKED));
    assert_eq!(identities(&ada).await.len(), 1);
}

#[db_test]
async fn a_second_account_of_a_provider_is_not_connected_by_its_address(app: TestApp) {
    let stage = Stage::new(app).await;
    let ada = stage.user("ada").await;
    stage.link(&ada, "grace").await;
    let client = stage.anon();
    let answer = stage.sign_in(&client, "mallory").await;
    assert!(
        location(&answer).starts_with("/login?error=oauth.link_required"),
        "{}",
        location(&answer)
    );
}

#[db_test]
async fn the_session_has_to_last_until_one_comes_back(app: TestApp) {
    let stage = Stage::new(app).await;
    let ada = stage.user("ada").await;
    let back = stage.way_back_to_link(&ada, "grace").await;
    ada.post_empty(path::LOGOUT)
        .await
        .expect(StatusCode::NO_CONTENT);
    let answer = ada.get(&back).await;
    assert_eq!(location(&answer), refused(code::UNAUTHENTICATED));
    let bob = stage.user("bob").await;
    assert!(identities(&bob).await.is_empty());
}

#[db_test]
async fn another_person_in_the_same_browser_gets_nothing(app: TestApp) {
    let stage = Stage::new(app).await;
    let ada = stage.user("ada").await;
    let back = stage.way_back_to_link(&ada, "grace").await;
    let bob = stage.user("bob").await;
    let answer = bob.get(&back).await;
    assert!(location(&answer).contains(code::OAUTH_STATE_INVALID));
    assert!(identities(&bob).await.is_empty());
}
