//! A database that has no time.

use contract::{path, problem::code};
use http::{StatusCode, header};
use serde_json::json;
use services::Ctx;
use testkit::{Backend, PASSWORD, TestApp, db_test};

#[db_test]
async fn who_comes_while_the_database_is_busy_is_asked_to_come_again(app: TestApp) {
    let mut busy = app.db.busy().await;
    let client = app.anon_on(&Ctx {
        db: busy.db.clone(),
        ..app.ctx.clone()
    });
    let input = json!({
        "email": "grace@example.com", "password": PASSWORD,
        "first_name": "Grace", "last_name": "Hopper",
    });
    let answer = client.post(path::REGISTER, &input).await;
    let retry_after = answer.headers.get(header::RETRY_AFTER).cloned();
    assert_eq!(retry_after.unwrap(), "1");
    let problem = answer.problem(StatusCode::SERVICE_UNAVAILABLE, code::UNAVAILABLE);
    assert_eq!(problem.detail, None);
    // Reading goes on beside a writer.
    if app.db.backend == Backend::Sqlite {
        client.get(path::READYZ).await.expect(StatusCode::OK);
    }

    busy.free().await;
    let answer = client.post(path::REGISTER, &input).await;
    answer.expect(StatusCode::CREATED);
}
