//! Hashes of several kinds.

use contract::{
    auth::{ChangePassword, Login},
    path,
    problem::code,
    users::User,
};
use http::StatusCode;
use services::{
    Ctx,
    passwords::{PasswordAlgorithm, PasswordSettings, Passwords},
};
use testkit::{Client, PASSWORD, TestApp, db_test};

/// The hash that another program has made of [`PASSWORD`].
async fn bcrypt_hash() -> String {
    let identity = Vec::new();
    bcrypt()
        .hash_new("password", PASSWORD.to_owned(), identity)
        .await
        .unwrap()
}

fn bcrypt() -> Passwords {
    Passwords::new(PasswordSettings {
        algorithm: PasswordAlgorithm::Bcrypt,
        bcrypt_cost: 4,
        ..PasswordSettings::default()
    })
    .unwrap()
}

/// Somebody who calls a product that hashes by bcrypt.
fn anon_with_bcrypt(app: &TestApp) -> Client {
    app.anon_on(&Ctx {
        passwords: bcrypt(),
        ..app.ctx.clone()
    })
}

fn login(password: &str) -> Login {
    Login {
        email: "ada@example.com".into(),
        password: password.into(),
    }
}

#[db_test]
async fn an_older_hash_signs_in_and_is_renewed(app: TestApp) {
    let account = app.account("ada", false).await;
    let old = bcrypt_hash().await;
    app.db.set_password_hash(&account.email, &old).await;

    app.anon()
        .post(path::LOGIN, &login("wrong horse battery"))
        .await
        .problem(StatusCode::UNAUTHORIZED, code::INVALID_CREDENTIALS);
    assert_eq!(app.db.password_hash(&account.email).await, old);

    let client = app.sign_in(&account.email).await;
    let renewed = app.db.password_hash(&account.email).await;
    assert!(renewed.starts_with("$argon2id$"), "{renewed}");
    let seen: User = client.get(path::USERS_ME).await.json();
    assert_eq!(seen, account, "nothing changed for the person");

    app.sign_in(&account.email).await;
    assert_eq!(app.db.password_hash(&account.email).await, renewed);
}

#[db_test]
async fn many_first_sign_ins_at_once_all_pass(app: TestApp) {
    let account = app.account("ada", false).await;
    let old = bcrypt_hash().await;
    app.db.set_password_hash(&account.email, &old).await;
    let mut attempts = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let client = app.anon();
        attempts.spawn(async move { client.post(path::LOGIN, &login(PASSWORD)).await.status });
    }
    for status in attempts.join_all().await {
        assert_eq!(status, StatusCode::OK);
    }
}

#[db_test]
async fn bcrypt_refuses_what_it_would_cut(app: TestApp) {
    let account = app.account("ada", false).await;
    let client = anon_with_bcrypt(&app);
    client
        .post(path::LOGIN, &login(PASSWORD))
        .await
        .expect(StatusCode::OK);
    let hash = app.db.password_hash(&account.email).await;
    assert!(hash.starts_with("$2b$04$"), "{hash}");

    let long = "seven quiet lanterns over the harbour ".repeat(3);
    let mut input = ChangePassword {
        current_password: PASSWORD.into(),
        new_password: long,
    };
    let problem = client
        .post(path::CHANGE_PASSWORD, &input)
        .await
        .problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    assert_eq!(problem.errors[0].path, "new_password");
    assert_eq!(problem.errors[0].code, "too_long");
    assert_eq!(problem.errors[0].params.max, Some(72));

    input.new_password = "seven quiet lanterns".into();
    client
        .post(path::CHANGE_PASSWORD, &input)
        .await
        .expect(StatusCode::NO_CONTENT);
}
