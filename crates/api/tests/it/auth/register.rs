use contract::{Locale, auth::Register, path, problem::code};
use http::{Method, StatusCode, header};
use serde_json::{Value, json};
use testkit::{TestApp, db_test};

use super::{grace, register};
use crate::token;

#[db_test]
async fn a_mail_with_a_link_goes_to_the_address(app: TestApp) {
    let answer = app
        .anon()
        .post(path::REGISTER, &grace())
        .await
        .with(StatusCode::CREATED);
    assert_eq!(
        answer.json::<Value>(),
        json!({"email": "grace@example.com", "verification": "sent"})
    );
    let mails = app.deliver().await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, ["grace@example.com"]);
    assert_eq!(token(&mails[0]).len(), 43);
}

#[db_test]
async fn a_taken_address_answers_alike_and_its_owner_is_told(app: TestApp) {
    app.account("grace", false).await;
    let free = Register {
        email: "free@example.com".into(),
        ..grace()
    };
    let free = app.anon().post(path::REGISTER, &free).await;
    let taken = app.anon().post(path::REGISTER, &grace()).await;
    assert_eq!(free.status, taken.status);
    assert_eq!(free.text().replace("free@", "grace@"), taken.text());
    let names =
        |headers: &http::HeaderMap| headers.keys().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(names(&free.headers), names(&taken.headers));

    let mails = app.deliver().await;
    let to_owner = mails
        .iter()
        .find(|mail| mail.to == ["grace@example.com"])
        .unwrap();
    assert!(!to_owner.text.contains("token="), "{}", to_owner.text);
    assert!(to_owner.text.contains("/login"), "{}", to_owner.text);
}

#[db_test]
async fn the_mail_speaks_the_callers_language(app: TestApp) {
    let input = serde_json::to_vec(&grace()).unwrap();
    let client = app.anon();
    let request = client
        .request(Method::POST, path::REGISTER)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT_LANGUAGE, "ar-EG,en;q=0.5");
    client
        .send(request, input.into())
        .await
        .expect(StatusCode::CREATED);
    let arabic = app.deliver().await.remove(0).subject;

    let named = Register {
        locale: Some(Locale::En),
        ..grace()
    };
    app.anon()
        .post(path::REGISTER, &named)
        .await
        .expect(StatusCode::CREATED);
    let english = app.deliver().await.remove(0).subject;
    assert!(english.is_ascii(), "{english}");
    assert!(!arabic.is_ascii(), "{arabic}");
}

#[db_test]
async fn a_weak_password_is_refused_by_field(app: TestApp) {
    for weak in [
        "password12",
        "aaaaaaaaaaaa",
        "gracehopper1",
        "grace@example.com",
    ] {
        let input = Register {
            password: weak.into(),
            ..grace()
        };
        let answer = app.anon().post(path::REGISTER, &input).await;
        let problem = answer.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
        assert_eq!(problem.errors[0].path, "password", "{weak}");
        assert_eq!(problem.errors[0].code, "password_weak", "{weak}");
    }
    assert!(app.deliver().await.is_empty());
}

#[db_test]
async fn nobody_can_put_a_password_on_an_address_in_advance(app: TestApp) {
    register(&app.anon(), "the password of a stranger").await;
    register(&app.anon(), "the password of its owner").await;
    // Two registrations are pending: nobody can tell whose is whose, so none is sent again.
    let resend = json!({"email": "grace@example.com"});
    app.anon()
        .post(path::RESEND_VERIFICATION, &resend)
        .await
        .expect(StatusCode::ACCEPTED);
    let mails = app.deliver().await;
    assert_eq!(mails.len(), 3);
    let links = mails
        .iter()
        .filter(|mail| mail.text.contains("?token="))
        .count();
    assert_eq!(links, 2);
    let again = mails
        .iter()
        .find(|mail| !mail.text.contains("?token="))
        .unwrap();
    assert!(again.text.contains("/register"), "{}", again.text);
}
