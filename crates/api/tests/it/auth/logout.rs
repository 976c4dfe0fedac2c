use contract::{path, problem::code};
use http::StatusCode;
use testkit::{TestApp, db_test};

#[db_test]
async fn the_session_ends_on_the_server(app: TestApp) {
    let client = app.user("ada").await;
    let stolen = client.twin();
    client
        .post_empty(path::LOGOUT)
        .await
        .expect(StatusCode::NO_CONTENT);
    assert_eq!(client.cookie("pilaster_access"), None);
    assert_eq!(client.cookie("pilaster_refresh"), None);
    stolen
        .get(path::USERS_ME)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
    let answer = stolen.post_empty(path::REFRESH).await;
    answer.problem(StatusCode::UNAUTHORIZED, code::SESSION_ENDED);
}

#[db_test]
async fn the_refresh_cookie_alone_is_enough(app: TestApp) {
    let client = app.user("ada").await;
    let only_refresh = app.anon();
    only_refresh.set_cookie(
        "pilaster_refresh",
        &client.cookie("pilaster_refresh").unwrap(),
    );
    only_refresh
        .post_empty(path::LOGOUT)
        .await
        .expect(StatusCode::NO_CONTENT);
    client
        .get(path::USERS_ME)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
}

#[db_test]
async fn nobody_to_sign_out_is_fine(app: TestApp) {
    app.anon()
        .post_empty(path::LOGOUT)
        .await
        .expect(StatusCode::NO_CONTENT);
}
