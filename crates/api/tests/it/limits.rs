//! How often anybody may ask, from wherever and for whomever.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use api::ApiSettings;
use axum::body::Body;
use chrono::TimeDelta;
use contract::{
    account::ChangeEmail,
    auth::{ForgotPassword, Login, Register, ResendVerification},
    path,
    problem::code,
};
use http::{Method, StatusCode, header};
use services::{
    Ctx,
    limits::{LimitSettings, Limits, Quota, Quotas, Rule},
};
use testkit::{Answer, Client, PASSWORD, PUBLIC_URL, Redis, TestApp, db_test};
use tokio::task::JoinSet;

use crate::limited;

const MANY: usize = 1000;

/// Limits that refill so slowly that a test sees nothing of it.
fn slow() -> LimitSettings {
    let hours = |burst| Quota::new(burst, Duration::from_hours(100));
    LimitSettings {
        quotas: Quotas::default()
            .with(Rule::SignIn, hours(40))
            .with(Rule::AccountSignIn, hours(10)),
        // A busy machine is no reason to count alone.
        redis_timeout: Duration::from_mins(1),
        ..LimitSettings::default()
    }
}

fn with(app: &TestApp, limits: Limits) -> Ctx {
    Ctx {
        limits,
        ..app.ctx.clone()
    }
}

/// Somebody behind a proxy that is trusted, so that a request can come from any address.
fn behind_proxy(app: &TestApp, ctx: &Ctx) -> Arc<Client> {
    let settings = ApiSettings {
        trusted_proxies: vec!["0.0.0.0/32".parse().unwrap()],
        ..ApiSettings::new(PUBLIC_URL)
    };
    Arc::new(app.anon_on_with(ctx, settings))
}

async fn guess(client: &Client, from: &str, email: &str) -> Answer {
    let login = Login {
        email: email.to_owned(),
        password: "not the password".to_owned(),
    };
    let request = client
        .request(Method::POST, path::LOGIN)
        .header("x-forwarded-for", from)
        .header(header::CONTENT_TYPE, "application/json");
    let body = serde_json::to_vec(&login).unwrap();
    client.send(request, body.into()).await
}

fn address(n: usize) -> String {
    format!("198.51.{}.{}", n / 250, n % 250)
}

/// How many of a thousand guesses at once are not refused for their number. Each is a pair of the
/// address that it comes from and the account.
async fn tried(clients: &[Arc<Client>], guesses: impl Fn(usize) -> (String, String)) -> usize {
    let mut attempts = JoinSet::new();
    for n in 0..MANY {
        let client = Arc::clone(&clients[n % clients.len()]);
        let (from, email) = guesses(n);
        attempts.spawn(async move { guess(&client, &from, &email).await.status });
    }
    let statuses = attempts.join_all().await;
    let refused = |status: &StatusCode| *status == StatusCode::TOO_MANY_REQUESTS;
    let is_expected = |status: &StatusCode| refused(status) || *status == StatusCode::UNAUTHORIZED;
    assert!(statuses.iter().all(is_expected), "{statuses:?}");
    statuses.iter().filter(|status| !refused(status)).count()
}

/// Checks that at most so many guesses at one account are tried. It may be fewer: once five have
/// failed, the next ones have to wait.
async fn assert_tried(
    clients: &[Arc<Client>],
    guesses: impl Fn(usize) -> (String, String),
    most: usize,
) {
    let tried = tried(clients, guesses).await;
    assert!((6..=most).contains(&tried), "{tried}");
}

fn one_account(n: usize) -> (String, String) {
    (address(n), "ada@example.com".to_owned())
}

fn one_address(n: usize) -> (String, String) {
    (address(0), format!("user{n}@example.com"))
}

#[db_test]
async fn a_thousand_guesses_at_once_are_few_in_one_process(app: TestApp) {
    app.account("ada", false).await;
    let limits = Limits::in_process(slow(), &app.ctx.clock);
    let client = [behind_proxy(&app, &with(&app, limits))];
    assert_tried(&client, one_account, 10).await;
    assert_eq!(tried(&client, one_address).await, 39);
}

#[db_test]
async fn a_thousand_guesses_at_once_are_few_in_several_processes(app: TestApp) {
    let Some(mut redis) = Redis::start() else {
        return;
    };
    app.account("ada", false).await;
    let process = || {
        let limits = Limits::with_redis(slow(), &app.ctx.clock, &redis.url()).unwrap();
        behind_proxy(&app, &with(&app, limits))
    };
    let clients = [process(), process()];
    assert_tried(&clients, one_account, 10).await;
    assert_eq!(tried(&clients, one_address).await, 39);

    // What each process has counted itself stays counted; no more than that is lost.
    redis.kill();
    assert!(tried(&clients, one_account).await <= 10);
    assert!(tried(&clients, one_address).await <= 40);
    redis.come_back();
    assert_eq!(tried(&clients, one_account).await, 0);
    assert_eq!(tried(&clients, one_address).await, 0);
}

#[db_test]
async fn a_refusal_says_when_to_come_back(app: TestApp) {
    let client = behind_proxy(&app, &limited(&app));
    for n in 0..120 {
        let email = format!("user{n}@example.com");
        let answer = guess(&client, "192.0.2.1", &email).await;
        answer.problem(StatusCode::UNAUTHORIZED, code::INVALID_CREDENTIALS);
        assert_eq!(answer.headers["ratelimit-policy"], "\"sign-in\";q=120;w=60");
        let left = format!("\"sign-in\";r={};t={}", 119 - n, n / 2 + 1);
        assert_eq!(answer.headers["ratelimit"], left);
    }
    let answer = guess(&client, "192.0.2.1", "another@example.com").await;
    let problem = answer.problem(StatusCode::TOO_MANY_REQUESTS, code::RATE_LIMITED);
    assert_eq!(answer.headers[header::RETRY_AFTER], "1");
    assert_eq!(problem.retry_after, Some(1));
    assert_eq!(answer.headers["ratelimit"], "\"sign-in\";r=0;t=60");
    // Nobody else is concerned.
    let answer = guess(&client, "192.0.2.2", "another@example.com").await;
    answer.problem(StatusCode::UNAUTHORIZED, code::INVALID_CREDENTIALS);
    app.ctx.clock.advance(TimeDelta::seconds(1));
    let answer = guess(&client, "192.0.2.1", "another@example.com").await;
    answer.problem(StatusCode::UNAUTHORIZED, code::INVALID_CREDENTIALS);
}

#[db_test]
async fn an_account_that_exists_is_refused_like_one_that_does_not(app: TestApp) {
    app.account("ada", false).await;
    let client = behind_proxy(&app, &limited(&app));
    let mut answers = Vec::new();
    for email in ["ada@example.com", "nobody@example.com"] {
        let mut seen = Vec::new();
        for n in 0..20 {
            let answer = guess(&client, &address(n), email).await;
            let mut problem: contract::Problem = answer.json();
            problem.request_id.clear();
            seen.push((answer.status, problem));
        }
        answers.push(seen);
    }
    assert_eq!(answers[0], answers[1]);
}

#[db_test]
async fn of_a_hundred_guesses_in_a_minute_most_are_refused(app: TestApp) {
    app.account("ada", false).await;
    let client = behind_proxy(&app, &limited(&app));
    let mut refused = 0;
    for n in 0..100 {
        let answer = guess(&client, &address(n), "ada@example.com").await;
        refused += usize::from(answer.status == StatusCode::TOO_MANY_REQUESTS);
        app.ctx.clock.advance(TimeDelta::milliseconds(600));
    }
    assert!(refused >= 75, "{refused}");
}

#[db_test]
async fn people_do_not_meet_the_limits(app: TestApp) {
    let user = app.account("ada", false).await;
    let client = app.anon_on(&limited(&app));
    let login = |password: &str| Login {
        email: user.email.clone(),
        password: password.to_owned(),
    };
    for _ in 0..5 {
        let answer = client.post(path::LOGIN, &login("wrong")).await;
        answer.problem(StatusCode::UNAUTHORIZED, code::INVALID_CREDENTIALS);
    }
    let answer = client.post(path::LOGIN, &login(PASSWORD)).await;
    answer.expect(StatusCode::OK);
    // One second of sixty browsers at one address.
    for _ in 0..60 {
        let answer = client.post_empty(path::REFRESH).await;
        answer.expect(StatusCode::NO_CONTENT);
    }
    // And an hour of a class that signs up, all at once.
    for n in 0..20 {
        let answer = client.post(path::REGISTER, &sign_up(n)).await;
        answer.expect(StatusCode::CREATED);
    }
}

fn sign_up(n: usize) -> Register {
    Register {
        email: format!("user{n}@example.com"),
        password: PASSWORD.to_owned(),
        first_name: "Ada".to_owned(),
        last_name: "Tester".to_owned(),
        locale: None,
    }
}

#[db_test]
async fn nobody_is_mailed_as_often_as_strangers_ask(app: TestApp) {
    app.account("ada", false).await;
    let ctx = limited(&app);
    for email in ["ada@example.com", "pending@example.com"] {
        let client = app.anon_on(&ctx);
        let mut register = sign_up(0);
        email.clone_into(&mut register.email);
        let resend = ResendVerification {
            email: email.to_owned(),
        };
        let forgot = ForgotPassword {
            email: email.to_owned(),
        };
        for _ in 0..2 {
            let answer = client.post(path::REGISTER, &register).await;
            answer.expect(StatusCode::CREATED);
            let answer = client.post(path::RESEND_VERIFICATION, &resend).await;
            answer.expect(StatusCode::ACCEPTED);
            let answer = client.post(path::FORGOT_PASSWORD, &forgot).await;
            answer.expect(StatusCode::ACCEPTED);
        }
        for answer in [
            client.post(path::REGISTER, &register).await,
            client.post(path::RESEND_VERIFICATION, &resend).await,
            client.post(path::FORGOT_PASSWORD, &forgot).await,
        ] {
            answer.problem(StatusCode::TOO_MANY_REQUESTS, code::RATE_LIMITED);
            assert_eq!(answer.headers[header::RETRY_AFTER], "300");
        }
    }
    let mails = app.deliver().await;
    for email in ["ada@example.com", "pending@example.com"] {
        let sent = mails
            .iter()
            .filter(|mail| mail.to.contains(&email.to_owned()));
        assert!(sent.count() <= 6, "{email}");
    }
}

#[db_test]
async fn a_change_of_address_is_one_of_the_mails_to_it(app: TestApp) {
    let user = app.account("ada", false).await;
    let ctx = limited(&app);
    let (ada, stranger) = (app.anon_on(&ctx), app.anon_on(&ctx));
    let login = Login {
        email: user.email,
        password: PASSWORD.to_owned(),
    };
    ada.post(path::LOGIN, &login).await.expect(StatusCode::OK);
    let wanted = "wanted@example.com".to_owned();
    let forgot = ForgotPassword {
        email: wanted.clone(),
    };
    for _ in 0..5 {
        let answer = stranger.post(path::FORGOT_PASSWORD, &forgot).await;
        answer.expect(StatusCode::ACCEPTED);
    }
    let change = ChangeEmail { email: wanted };
    let answer = ada.post(path::CHANGE_EMAIL, &change).await;
    answer.expect(StatusCode::ACCEPTED);
    for answer in [
        ada.post(path::CHANGE_EMAIL, &change).await,
        stranger.post(path::FORGOT_PASSWORD, &forgot).await,
    ] {
        answer.problem(StatusCode::TOO_MANY_REQUESTS, code::RATE_LIMITED);
        assert_eq!(answer.headers[header::RETRY_AFTER], "300");
    }
    // No other address is concerned.
    let other = ChangeEmail {
        email: "other@example.com".to_owned(),
    };
    let answer = ada.post(path::CHANGE_EMAIL, &other).await;
    answer.expect(StatusCode::ACCEPTED);
}

#[db_test]
async fn everything_that_is_read_or_written_is_counted(app: TestApp) {
    let few = Quota::new(3, Duration::from_secs(30));
    let quotas = Quotas::default()
        .with(Rule::Read, few)
        .with(Rule::Write, few);
    let settings = LimitSettings {
        quotas,
        ..LimitSettings::default()
    };
    let limits = Limits::in_process(settings, &app.ctx.clock);
    let client = app.anon_on(&with(&app, limits));
    for _ in 0..3 {
        let answer = client.get(path::USERS_ME).await;
        answer.problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
        assert_eq!(client.post_empty(path::LOGOUT).await.status, 204);
    }
    let names: BTreeSet<_> = [
        client.get(path::USERS_ME).await,
        client.get("/api/v1/nowhere").await,
        client.post_empty(path::LOGOUT).await,
    ]
    .into_iter()
    .map(|answer| {
        answer.problem(StatusCode::TOO_MANY_REQUESTS, code::RATE_LIMITED);
        answer.headers["ratelimit-policy"]
            .to_str()
            .unwrap()
            .to_owned()
    })
    .collect();
    assert_eq!(
        names.into_iter().collect::<Vec<_>>(),
        ["\"read\";q=3;w=30", "\"write\";q=3;w=30"]
    );
    // Who watches over the process is not counted.
    for _ in 0..10 {
        client
            .get(path::HEALTHZ)
            .await
            .expect(StatusCode::NO_CONTENT);
    }
}

#[db_test]
async fn readiness_names_redis_and_does_without(app: TestApp) {
    let answer = app.anon().get(path::READYZ).await.with(StatusCode::OK);
    assert_eq!(answer.text(), r#"{"status":"ok","database":"ok"}"#);
    let Some(mut redis) = Redis::start() else {
        return;
    };
    let limits = Limits::with_redis(slow(), &app.ctx.clock, &redis.url()).unwrap();
    let client = app.anon_on(&with(&app, limits));
    let answer = client.get(path::READYZ).await.with(StatusCode::OK);
    assert_eq!(
        answer.text(),
        r#"{"status":"ok","database":"ok","redis":"ok"}"#
    );
    redis.kill();
    let answer = client.get(path::READYZ).await.with(StatusCode::OK);
    assert_eq!(
        answer.text(),
        r#"{"status":"degraded","database":"ok","redis":"failing"}"#
    );
}

#[db_test]
async fn administrators_come_from_their_networks_alone(app: TestApp) {
    let admin = app.superuser("root").await;
    let me: contract::users::User = admin.get(path::USERS_ME).await.json();
    let [one, roles_of_one] =
        [path::USER, path::USER_ROLES].map(|path| path.replace("{id}", &me.id.to_string()));
    let client = app.anon_with(ApiSettings {
        trusted_proxies: vec!["0.0.0.0/32".parse().unwrap()],
        admin_networks: vec![
            "192.0.2.0/24".parse().unwrap(),
            "2001:db8::/32".parse().unwrap(),
        ],
        ..ApiSettings::new(PUBLIC_URL)
    });
    for name in ["pilaster_access", "pilaster_refresh"] {
        client.set_cookie(name, &admin.cookie(name).unwrap());
    }
    for (forwarded, is_inside) in [
        ("192.0.2.7", true),
        ("2001:db8::7", true),
        // The last one that no trusted proxy has is the client's; before it anything may stand.
        ("198.51.100.7, 192.0.2.7", true),
        ("192.0.2.7, 198.51.100.7", false),
        ("192.0.2.7,198.51.100.7,0.0.0.0", false),
        ("198.51.100.7", false),
        ("nonsense", false),
        ("", false),
    ] {
        let ask = |path: &str| {
            let request = client
                .request(Method::GET, path)
                .header("x-forwarded-for", forwarded)
                .header("x-real-ip", "192.0.2.7")
                .header("forwarded", "for=192.0.2.7");
            client.send(request, Body::empty())
        };
        for path in [
            path::USERS,
            path::ROLES,
            path::ADMIN_ANNOUNCEMENTS,
            &one,
            &roles_of_one,
        ] {
            let answer = ask(path).await;
            if is_inside {
                answer.expect(StatusCode::OK);
            } else {
                answer.problem(StatusCode::FORBIDDEN, code::NETWORK_FORBIDDEN);
            }
        }
        ask(path::USERS_ME).await.expect(StatusCode::OK);
    }
    // Where no proxy is trusted, the header says nothing.
    let client = app.anon_with(ApiSettings {
        admin_networks: vec!["192.0.2.0/24".parse().unwrap()],
        ..ApiSettings::new(PUBLIC_URL)
    });
    let request = client
        .request(Method::GET, path::USERS)
        .header("x-forwarded-for", "192.0.2.7");
    let answer = client.send(request, Body::empty()).await;
    answer.problem(StatusCode::FORBIDDEN, code::NETWORK_FORBIDDEN);
}
