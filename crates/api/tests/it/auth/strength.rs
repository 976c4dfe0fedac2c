use contract::{
    auth::{PasswordCheck, PasswordStrength},
    path,
    problem::code,
};
use http::StatusCode;
use testkit::{PASSWORD, TestApp, db_test};

fn check(password: &str) -> PasswordCheck {
    PasswordCheck {
        password: password.into(),
        email: None,
        first_name: None,
        last_name: None,
    }
}

async fn judge(app: &TestApp, input: &PasswordCheck) -> PasswordStrength {
    app.anon()
        .post(path::PASSWORD_STRENGTH, input)
        .await
        .with(StatusCode::OK)
        .json()
}

#[db_test]
async fn a_password_is_judged_as_a_sign_up_would(app: TestApp) {
    for (password, is_accepted) in [
        ("password", false),
        ("passwordpassword", false),
        ("xK9#mQ2$v", false),
        (PASSWORD, true),
    ] {
        let strength = judge(&app, &check(password)).await;
        assert_eq!(strength.is_accepted, is_accepted, "{password}");
        assert_eq!(strength.score >= 3, is_accepted, "{password}");
    }
    assert_eq!(judge(&app, &check("1")).await.score, 0);
}

#[db_test]
async fn what_is_known_of_a_person_is_easy_to_guess(app: TestApp) {
    let password = "qxzvyplmokwt";
    let stranger = judge(&app, &check(password)).await;
    let known = PasswordCheck {
        last_name: Some("Qxzvyplmokwt".into()),
        ..check(password)
    };
    let known = judge(&app, &known).await;
    assert!(stranger.is_accepted && !known.is_accepted);
}

#[db_test]
async fn what_cannot_be_a_password_is_refused(app: TestApp) {
    for password in ["", &"x".repeat(129)] {
        let problem = app
            .anon()
            .post(path::PASSWORD_STRENGTH, &check(password))
            .await
            .problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
        assert_eq!(problem.errors[0].path, "password");
    }
}
