use chrono::TimeDelta;
use contract::{
    auth::{ForgotPassword, Login, ResetPassword, Unlock},
    path,
    problem::code,
};
use http::StatusCode;
use testkit::{Answer, Client, PASSWORD, TestApp, db_test};

use crate::{limited, token};

const EMAIL: &str = "ada@example.com";

async fn sign_in(client: &Client, email: &str, password: &str) -> Answer {
    let login = Login {
        email: email.to_owned(),
        password: password.to_owned(),
    };
    client.post(path::LOGIN, &login).await
}

/// Fails so often, each time as soon as it may be tried again.
async fn fail(app: &TestApp, client: &Client, email: &str, times: usize) {
    for _ in 0..times {
        sign_in(client, email, "wrong")
            .await
            .problem(StatusCode::UNAUTHORIZED, code::INVALID_CREDENTIALS);
        app.ctx.clock.advance(TimeDelta::minutes(15));
    }
}

#[db_test]
async fn the_wait_grows_for_every_address_and_ends_with_a_success(app: TestApp) {
    app.account("ada", false).await;
    let client = app.anon_on(&limited(&app));
    for email in [EMAIL, "nobody@example.com"] {
        for _ in 0..6 {
            let answer = sign_in(&client, email, "wrong").await;
            answer.problem(StatusCode::UNAUTHORIZED, code::INVALID_CREDENTIALS);
        }
        for seconds in [1, 2, 4, 8] {
            // Even the right password has to wait.
            let answer = sign_in(&client, email, PASSWORD).await;
            let problem = answer.problem(StatusCode::TOO_MANY_REQUESTS, code::RATE_LIMITED);
            assert_eq!(problem.retry_after, Some(seconds), "{email}");
            let wait = i64::try_from(seconds).unwrap();
            app.ctx.clock.advance(TimeDelta::seconds(wait));
            // For the limit of the account as well.
            app.ctx.clock.advance(TimeDelta::minutes(1));
            let answer = sign_in(&client, email, "wrong").await;
            answer.problem(StatusCode::UNAUTHORIZED, code::INVALID_CREDENTIALS);
        }
    }
    app.ctx.clock.advance(TimeDelta::minutes(15));
    let answer = sign_in(&client, EMAIL, PASSWORD).await;
    answer.expect(StatusCode::OK);
    fail(&app, &client, EMAIL, 5).await;
    let answer = sign_in(&client, EMAIL, PASSWORD).await;
    answer.expect(StatusCode::OK);
}

#[db_test]
async fn after_twenty_failures_a_mailed_link_unlocks(app: TestApp) {
    app.account("ada", false).await;
    let client = app.anon_on(&limited(&app));
    for email in [EMAIL, "nobody@example.com"] {
        fail(&app, &client, email, 20).await;
        let answer = sign_in(&client, email, PASSWORD).await;
        answer.problem(StatusCode::FORBIDDEN, code::LOCKED);
    }
    let mails = app.deliver().await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, [EMAIL]);
    assert!(mails[0].text.contains("/unlock?token="));
    assert_eq!(app.db.security_events().await, ["account_locked"]);

    let unlock = Unlock {
        token: token(&mails[0]),
    };
    let answer = client.post(path::UNLOCK, &unlock).await;
    answer.expect(StatusCode::NO_CONTENT);
    let answer = sign_in(&client, EMAIL, PASSWORD).await;
    answer.expect(StatusCode::OK);
    let again = client.post(path::UNLOCK, &unlock).await;
    again.problem(StatusCode::CONFLICT, code::TOKEN_INVALID);
}

#[db_test]
async fn a_lock_ends_after_a_day(app: TestApp) {
    app.account("ada", false).await;
    let client = app.anon_on(&limited(&app));
    fail(&app, &client, EMAIL, 20).await;
    let mails = app.deliver().await;
    app.ctx.clock.advance(TimeDelta::hours(24));
    let answer = sign_in(&client, EMAIL, PASSWORD).await;
    answer.expect(StatusCode::OK);
    let unlock = Unlock {
        token: token(&mails[0]),
    };
    let late = client.post(path::UNLOCK, &unlock).await;
    late.problem(StatusCode::CONFLICT, code::TOKEN_INVALID);
}

#[db_test]
async fn a_new_password_unlocks_here_and_everywhere(app: TestApp) {
    app.account("ada", false).await;
    let ctx = limited(&app);
    let (client, stranger) = (app.anon_on(&ctx), app.anon_on(&ctx));
    sign_in(&client, EMAIL, PASSWORD)
        .await
        .expect(StatusCode::OK);
    fail(&app, &client, EMAIL, 20).await;
    fail(&app, &stranger, EMAIL, 20).await;
    assert_eq!(app.deliver().await.len(), 2);
    let forgot = ForgotPassword {
        email: EMAIL.to_owned(),
    };
    let answer = client.post(path::FORGOT_PASSWORD, &forgot).await;
    answer.expect(StatusCode::ACCEPTED);
    let mails = app.deliver().await;
    let new_password = "four green kettles hum".to_owned();
    let reset = ResetPassword {
        token: token(&mails[0]),
        new_password: new_password.clone(),
    };
    let answer = client.post(path::RESET_PASSWORD, &reset).await;
    answer.expect(StatusCode::NO_CONTENT);
    for client in [&client, &stranger] {
        let answer = sign_in(client, EMAIL, &new_password).await;
        answer.expect(StatusCode::OK);
    }
}

#[db_test]
async fn a_few_failures_are_forgotten_within_an_hour(app: TestApp) {
    let client = app.anon_on(&limited(&app));
    for _ in 0..5 {
        for _ in 0..5 {
            let answer = sign_in(&client, EMAIL, "wrong").await;
            answer.problem(StatusCode::UNAUTHORIZED, code::INVALID_CREDENTIALS);
        }
        app.ctx.clock.advance(TimeDelta::hours(1));
    }
    let answer = sign_in(&client, EMAIL, "wrong").await;
    answer.problem(StatusCode::UNAUTHORIZED, code::INVALID_CREDENTIALS);
}

#[db_test]
async fn an_account_that_is_deactivated_is_told_nothing(app: TestApp) {
    app.account("ada", false).await;
    app.db.deactivate(EMAIL).await;
    fail(&app, &app.anon_on(&limited(&app)), EMAIL, 20).await;
    assert_eq!(app.deliver().await.len(), 0);
}

#[db_test]
async fn nobody_is_locked_out_at_home_by_a_stranger(app: TestApp) {
    app.account("ada", false).await;
    let ctx = limited(&app);
    let (home, stranger) = (app.anon_on(&ctx), app.anon_on(&ctx));
    sign_in(&home, EMAIL, PASSWORD).await.expect(StatusCode::OK);
    fail(&app, &stranger, EMAIL, 20).await;
    let answer = sign_in(&stranger, EMAIL, PASSWORD).await;
    answer.problem(StatusCode::FORBIDDEN, code::LOCKED);
    let answer = sign_in(&home, EMAIL, PASSWORD).await;
    answer.expect(StatusCode::OK);
    // Which does not help the stranger, nor does a browser's name that is made up.
    stranger.set_cookie("pilaster_device", "made-up");
    let answer = sign_in(&stranger, EMAIL, PASSWORD).await;
    answer.problem(StatusCode::FORBIDDEN, code::LOCKED);
    // And whoever guesses at home is locked out there.
    fail(&app, &home, EMAIL, 20).await;
    let answer = sign_in(&home, EMAIL, PASSWORD).await;
    answer.problem(StatusCode::FORBIDDEN, code::LOCKED);
}

#[db_test]
async fn a_known_browser_is_known_to_its_owner_alone(app: TestApp) {
    app.account("eve", false).await;
    app.account("ada", false).await;
    let eve = app.anon_on(&limited(&app));
    let answer = sign_in(&eve, "eve@example.com", PASSWORD).await;
    answer.expect(StatusCode::OK);
    fail(&app, &eve, EMAIL, 20).await;
    let answer = sign_in(&eve, EMAIL, PASSWORD).await;
    answer.problem(StatusCode::FORBIDDEN, code::LOCKED);
    let answer = sign_in(&app.anon_on(&limited(&app)), EMAIL, PASSWORD).await;
    answer.problem(StatusCode::FORBIDDEN, code::LOCKED);
}
