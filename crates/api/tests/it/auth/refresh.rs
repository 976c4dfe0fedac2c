use chrono::TimeDelta;
use contract::{path, problem::code};
use http::StatusCode;
use testkit::{Client, TestApp, db_test};

const REFRESH_COOKIE: &str = "pilaster_refresh";

fn with_token(client: Client, token: &str) -> Client {
    client.set_cookie(REFRESH_COOKIE, token);
    client
}

/// Exchanges a token fifty times at once, as fifty processes would, and answers with the children.
async fn fifty(app: &TestApp, token: &str) -> Vec<String> {
    let clients: Vec<_> = (0..50)
        .map(|_| with_token(app.anon_elsewhere(), token))
        .collect();
    let mut tasks = tokio::task::JoinSet::new();
    for client in clients {
        tasks.spawn(async move {
            let answer = client.post_empty(path::REFRESH).await;
            (answer, client.cookie(REFRESH_COOKIE))
        });
    }
    let mut children = Vec::new();
    while let Some(done) = tasks.join_next().await {
        let (answer, child) = done.unwrap();
        answer.expect(StatusCode::NO_CONTENT);
        children.push(child.unwrap());
    }
    children.sort();
    children.dedup();
    assert_eq!(children.len(), 50);
    children
}

async fn assert_theft(app: &TestApp, presented: &str, owner: &Client) {
    let answer = with_token(app.anon_elsewhere(), presented)
        .post_empty(path::REFRESH)
        .await;
    answer.problem(StatusCode::UNAUTHORIZED, code::SESSION_ENDED);
    owner
        .get(path::USERS_ME)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
    let answer = owner.post_empty(path::REFRESH).await;
    answer.problem(StatusCode::UNAUTHORIZED, code::SESSION_ENDED);
    let mails = app.deliver().await;
    assert_eq!(mails.len(), 1, "the owner is told once");
    assert_eq!(mails[0].to, ["ada@example.com"]);
    assert_eq!(app.db.security_events().await, ["refresh_token_reused"]);
}

#[db_test]
async fn the_new_tokens_work_and_the_old_session_lives_on(app: TestApp) {
    let client = app.user("ada").await;
    let before = client.cookie(REFRESH_COOKIE);
    app.ctx.clock.advance(TimeDelta::minutes(10));
    client
        .get(path::USERS_ME)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
    client
        .post_empty(path::REFRESH)
        .await
        .expect(StatusCode::NO_CONTENT);
    assert_ne!(client.cookie(REFRESH_COOKIE), before);
    client.get(path::USERS_ME).await.expect(StatusCode::OK);
}

#[db_test]
async fn any_of_fifty_exchanges_at_once_can_go_on_and_then_a_sibling_is_theft(app: TestApp) {
    let owner = app.user("ada").await;
    let children = fifty(&app, &owner.cookie(REFRESH_COOKIE).unwrap()).await;
    let owner = with_token(owner, &children[31]);
    owner
        .post_empty(path::REFRESH)
        .await
        .expect(StatusCode::NO_CONTENT);
    assert_theft(&app, &children[7], &owner).await;
}

#[db_test]
async fn once_a_child_has_gone_on_the_first_token_is_theft(app: TestApp) {
    let owner = app.user("ada").await;
    let first = owner.cookie(REFRESH_COOKIE).unwrap();
    let children = fifty(&app, &first).await;
    let owner = with_token(owner, &children[0]);
    owner
        .post_empty(path::REFRESH)
        .await
        .expect(StatusCode::NO_CONTENT);
    assert_theft(&app, &first, &owner).await;
}

#[db_test]
async fn a_lost_answer_is_forgiven(app: TestApp) {
    let client = app.user("ada").await;
    let first = client.cookie(REFRESH_COOKIE).unwrap();
    client
        .post_empty(path::REFRESH)
        .await
        .expect(StatusCode::NO_CONTENT);
    let again = with_token(client.twin(), &first);
    again
        .post_empty(path::REFRESH)
        .await
        .expect(StatusCode::NO_CONTENT);
    again
        .post_empty(path::REFRESH)
        .await
        .expect(StatusCode::NO_CONTENT);
    again.get(path::USERS_ME).await.expect(StatusCode::OK);
}

#[db_test]
async fn requests_of_one_process_share_one_exchange(app: TestApp) {
    let client = app.user("ada").await;
    let twins: Vec<_> = (0..8).map(|_| client.twin()).collect();
    let mut tasks = tokio::task::JoinSet::new();
    for twin in twins {
        tasks.spawn(async move {
            twin.post_empty(path::REFRESH)
                .await
                .expect(StatusCode::NO_CONTENT);
            twin.cookie(REFRESH_COOKIE).unwrap()
        });
    }
    let children = tasks.join_all().await;
    let rows = app.db.refresh_tokens().await;
    let mut distinct = children.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(
        rows,
        1 + distinct.len(),
        "one row for each exchange, and the first token"
    );
}

#[db_test]
async fn sixty_exchanges_in_a_row_meet_no_limit(app: TestApp) {
    let client = app.user("ada").await;
    for _ in 0..60 {
        client
            .post_empty(path::REFRESH)
            .await
            .expect(StatusCode::NO_CONTENT);
    }
}

#[db_test]
async fn a_session_that_is_not_refreshed_ends_after_thirty_days(app: TestApp) {
    let client = app.user("ada").await;
    app.ctx.clock.advance(TimeDelta::days(29));
    client
        .post_empty(path::REFRESH)
        .await
        .expect(StatusCode::NO_CONTENT);
    app.ctx.clock.advance(TimeDelta::days(30));
    let answer = client.post_empty(path::REFRESH).await;
    answer.problem(StatusCode::UNAUTHORIZED, code::SESSION_ENDED);
    assert_eq!(
        client.cookie(REFRESH_COOKIE),
        None,
        "the browser forgets it"
    );
}

#[db_test]
async fn an_access_token_does_not_refresh_and_a_refresh_token_does_not_authenticate(app: TestApp) {
    let client = app.user("ada").await;
    let access = client.cookie("pilaster_access").unwrap();
    let refresh = client.cookie(REFRESH_COOKIE).unwrap();
    let swapped = app.anon();
    swapped.set_cookie("pilaster_access", &refresh);
    swapped.set_cookie(REFRESH_COOKIE, &access);
    swapped
        .get(path::USERS_ME)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
    let answer = swapped.post_empty(path::REFRESH).await;
    answer.problem(StatusCode::UNAUTHORIZED, code::SESSION_ENDED);
}
