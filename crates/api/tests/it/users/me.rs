use contract::{Locale, Theme, path, problem::code, users::User};
use http::{StatusCode, header};
use serde_json::json;
use testkit::{TestApp, db_test};

#[db_test]
async fn the_profile_is_read_under_both_names(app: TestApp) {
    let client = app.user("ada").await;
    let me: User = client.get(path::USERS_ME).await.with(StatusCode::OK).json();
    let alias: User = client.get(path::AUTH_ME).await.with(StatusCode::OK).json();
    assert_eq!(me, alias);
    assert_eq!(me.email, "ada@example.com");
    assert!(me.has_password);
}

#[db_test]
async fn a_change_is_kept_and_counted(app: TestApp) {
    let client = app.user("ada").await;
    let before = client.get(path::USERS_ME).await;
    let tag = before.headers[header::ETAG].to_str().unwrap().to_owned();
    let input = json!({
        "first_name": " Augusta ", "locale": "ar", "theme": "dark", "time_zone": "Africa/Cairo",
    });
    let answer = client
        .patch(path::USERS_ME, &input, Some(&tag))
        .await
        .with(StatusCode::OK);
    let changed: User = answer.json();
    assert_eq!(changed.first_name, "Augusta");
    assert_eq!(changed.last_name, "Tester");
    assert_eq!((changed.locale, changed.theme), (Locale::Ar, Theme::Dark));
    assert_eq!(changed.time_zone, "Africa/Cairo");
    assert_eq!(changed.version, before.json::<User>().version + 1);
    assert_ne!(answer.headers[header::ETAG], tag);
    let read: User = client.get(path::USERS_ME).await.json();
    assert_eq!(read, changed);
}

#[db_test]
async fn a_change_of_nothing_changes_nothing(app: TestApp) {
    let client = app.user("ada").await;
    let input = json!({
        "first_name": "Augusta", "last_name": "King", "locale": "ar", "theme": "dark",
        "time_zone": "Africa/Cairo",
    });
    let changed = client.patch(path::USERS_ME, &input, None).await;
    let changed: User = changed.with(StatusCode::OK).json();
    app.ctx.clock.advance(chrono::TimeDelta::minutes(1));
    for input in [input, json!({"last_name": " King "}), json!({})] {
        let again = client.patch(path::USERS_ME, &input, Some("\"2\"")).await;
        assert_eq!(again.headers[header::ETAG], "\"2\"");
        let again: User = again.with(StatusCode::OK).json();
        assert_eq!(again, changed, "{input}");
    }
}

#[db_test]
async fn a_lost_update_is_refused(app: TestApp) {
    let client = app.user("ada").await;
    let tag = "\"1\"";
    let change = |name: &str| json!({"first_name": name});
    client
        .patch(path::USERS_ME, &change("One"), Some(tag))
        .await
        .expect(StatusCode::OK);
    for stale in [tag, "W/\"1\"", "\"abc\""] {
        let answer = client
            .patch(path::USERS_ME, &change("Two"), Some(stale))
            .await;
        answer.problem(StatusCode::PRECONDITION_FAILED, code::PRECONDITION_FAILED);
    }
    client
        .patch(path::USERS_ME, &change("Three"), Some("W/\"2\""))
        .await
        .expect(StatusCode::OK);
    client
        .patch(path::USERS_ME, &change("Four"), None)
        .await
        .expect(StatusCode::OK);
    let me: User = client.get(path::USERS_ME).await.json();
    assert_eq!(me.first_name, "Four");
}

#[db_test]
async fn of_two_changes_of_one_version_at_once_one_is_kept(app: TestApp) {
    let client = app.user("ada").await;
    let twin = client.twin();
    let (one, two) = (json!({"first_name": "One"}), json!({"first_name": "Two"}));
    let (one, two) = tokio::join!(
        client.patch(path::USERS_ME, &one, Some("\"1\"")),
        twin.patch(path::USERS_ME, &two, Some("\"1\""))
    );
    let mut statuses = [one.status, two.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::OK, StatusCode::PRECONDITION_FAILED]);
}

#[db_test]
async fn fields_are_refused_by_name(app: TestApp) {
    let client = app.user("ada").await;
    for (input, path, code) in [
        (
            json!({"time_zone": "Mars/Olympus"}),
            "time_zone",
            "time_zone_unknown",
        ),
        (json!({"first_name": " "}), "first_name", "required"),
        (json!({"locale": "xx"}), "locale", "malformed"),
        (
            json!({"is_superuser": true}),
            "is_superuser",
            "unknown_field",
        ),
        (
            json!({"email": "other@example.com"}),
            "email",
            "unknown_field",
        ),
    ] {
        let answer = client.patch(path::USERS_ME, &input, None).await;
        let problem = answer.problem(StatusCode::UNPROCESSABLE_ENTITY, "request.invalid");
        assert_eq!(problem.errors[0].path, path, "{input}");
        assert_eq!(problem.errors[0].code, code, "{input}");
    }
}
