use chrono::TimeDelta;
use contract::{
    Page,
    passkeys::{MAX, Passkey, PasskeyCreate, PasskeyUpdate},
    path,
    problem::code,
};
use http::StatusCode;
use testkit::{Client, TestApp, db_test};

use super::{add, ask, new_device, sign_in, try_adding};

pub(super) async fn list(client: &Client) -> Vec<Passkey> {
    client
        .get(path::PASSKEYS)
        .await
        .with(StatusCode::OK)
        .json::<Page<Passkey>>()
        .items
}

fn at(passkey: &Passkey) -> String {
    path::PASSKEY.replace("{id}", &passkey.id.to_string())
}

#[db_test]
async fn passkeys_are_added_renamed_and_removed(app: TestApp) {
    let ada = app.user("ada").await;
    let mut first = new_device();
    let laptop = add(&ada, &mut first).await;
    assert_eq!(laptop.name, "Laptop");
    assert_eq!(laptop.last_used_at, None);
    app.ctx.clock.advance(TimeDelta::seconds(1));
    let phone = add(&ada, &mut new_device()).await;
    assert_eq!(list(&ada).await, [laptop.clone(), phone.clone()]);
    let mails = app.deliver().await;
    assert_eq!(mails[0].subject, "A passkey was added to your account");

    let input = PasskeyUpdate {
        name: "Work phone".into(),
    };
    let renamed: Passkey = ada
        .patch(&at(&phone), &input, None)
        .await
        .with(StatusCode::OK)
        .json();
    assert_eq!(renamed.name, "Work phone");

    ada.delete(&at(&laptop))
        .await
        .expect(StatusCode::NO_CONTENT);
    assert_eq!(list(&ada).await, [renamed]);
    let mails = app.deliver().await;
    assert_eq!(mails[0].subject, "A passkey was removed from your account");
    sign_in(&app.anon(), &mut first)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::PASSKEY_REFUSED);
}

#[db_test]
async fn a_device_asks_for_a_key_that_it_can_find_again_and_knows_those_it_has(app: TestApp) {
    let ada = app.user("ada").await;
    let options = ask(&ada, path::PASSKEY_CHALLENGE).await;
    let selection = &options["publicKey"]["authenticatorSelection"];
    assert_eq!(selection["residentKey"], "required");
    assert_eq!(selection["userVerification"], "required");
    assert_eq!(options["publicKey"]["rp"]["id"], "localhost");

    let mut device = new_device();
    add(&ada, &mut device).await;
    let options = ask(&ada, path::PASSKEY_CHALLENGE).await;
    let known = options["publicKey"]["excludeCredentials"].as_array();
    assert_eq!(known.map(Vec::len), Some(1));
    // A device that does not care is refused all the same, whoever asks.
    try_adding(&ada, &mut device)
        .await
        .problem(StatusCode::CONFLICT, code::PASSKEY_REFUSED);
    let grace = app.user("grace").await;
    try_adding(&grace, &mut device)
        .await
        .problem(StatusCode::CONFLICT, code::PASSKEY_KNOWN);
}

#[db_test]
async fn a_ceremony_is_its_persons_and_good_once(app: TestApp) {
    let ada = app.user("ada").await;
    let options = ask(&ada, path::PASSKEY_CHALLENGE).await;
    let twin = ada.twin();
    let mut device = new_device();
    let input = PasskeyCreate {
        name: "Laptop".into(),
        credential: device.create(&options),
    };
    ada.post(path::PASSKEYS, &input)
        .await
        .expect(StatusCode::CREATED);
    twin.post(path::PASSKEYS, &input)
        .await
        .problem(StatusCode::CONFLICT, code::PASSKEY_REFUSED);

    let mut elsewhere = new_device();
    elsewhere.origin = "https://evil.example".into();
    try_adding(&ada, &mut elsewhere)
        .await
        .problem(StatusCode::CONFLICT, code::PASSKEY_REFUSED);
    // An answer to a sign-in adds nothing.
    let options = ask(&ada, path::PASSKEY_CHALLENGE).await;
    let input = PasskeyCreate {
        name: "Laptop".into(),
        credential: new_device().create(&options),
    };
    ask(&ada, path::PASSKEY_LOGIN_CHALLENGE).await;
    ada.post(path::PASSKEYS, &input)
        .await
        .problem(StatusCode::CONFLICT, code::PASSKEY_REFUSED);
}

#[db_test]
async fn somebody_elses_passkey_is_unknown(app: TestApp) {
    let ada = app.user("ada").await;
    let passkey = add(&ada, &mut new_device()).await;
    let grace = app.user("grace").await;
    assert!(list(&grace).await.is_empty());
    let input = PasskeyUpdate {
        name: "Mine".into(),
    };
    grace
        .patch(&at(&passkey), &input, None)
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    grace
        .delete(&at(&passkey))
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    assert_eq!(list(&ada).await, [passkey]);
}

#[db_test]
async fn the_last_way_in_stays(app: TestApp) {
    let ada = app.user("ada").await;
    let first = add(&ada, &mut new_device()).await;
    let second = add(&ada, &mut new_device()).await;
    app.db.forget_password("ada@example.com").await;
    ada.delete(&at(&first)).await.expect(StatusCode::NO_CONTENT);
    ada.delete(&at(&second))
        .await
        .problem(StatusCode::CONFLICT, code::LAST_WAY_IN);
    assert_eq!(list(&ada).await, [second]);
}

#[db_test]
async fn nothing_changes_without_a_fresh_proof(app: TestApp) {
    let ada = app.user("ada").await;
    let passkey = add(&ada, &mut new_device()).await;
    app.ctx.clock.advance(TimeDelta::minutes(10));
    ada.post_empty(path::REFRESH)
        .await
        .expect(StatusCode::NO_CONTENT);
    let (status, code) = (StatusCode::FORBIDDEN, code::STEP_UP_REQUIRED);
    ada.post_empty(path::PASSKEY_CHALLENGE)
        .await
        .problem(status, code);
    let input = PasskeyUpdate { name: "X".into() };
    ada.patch(&at(&passkey), &input, None)
        .await
        .problem(status, code);
    ada.delete(&at(&passkey)).await.problem(status, code);
    assert_eq!(list(&ada).await.len(), 1);
}

#[db_test]
async fn an_account_has_no_more_than_it_may(app: TestApp) {
    let ada = app.user("ada").await;
    for _ in 0..MAX {
        add(&ada, &mut new_device()).await;
    }
    try_adding(&ada, &mut new_device())
        .await
        .problem(StatusCode::FORBIDDEN, code::TOO_MANY_PASSKEYS);
}
