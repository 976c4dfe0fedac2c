//! What everybody is told.

use chrono::TimeDelta;
use contract::{
    Locale, Page,
    announcements::{Announcements, ManagedAnnouncement},
    path,
    problem::code,
    users::UserUpdate,
    validation::ANNOUNCEMENT_MAX,
};
use http::{StatusCode, header};
use serde_json::{Value, json};
use testkit::{Client, TestApp, db_test};
use uuid::Uuid;

async fn announce(client: &Client, body: &Value) -> ManagedAnnouncement {
    let made = client.post(path::ADMIN_ANNOUNCEMENTS, body).await;
    made.with(StatusCode::CREATED).json()
}

async fn titles(client: &Client) -> Vec<String> {
    let current: Announcements = client.get(path::ANNOUNCEMENTS).await.json();
    current.items.into_iter().map(|item| item.title).collect()
}

fn texts(title: &str) -> Value {
    json!({"en": {"title": title, "text": "Text"}})
}

fn one(announcement: &ManagedAnnouncement, path: &str) -> String {
    path.replace("{id}", &announcement.id.to_string())
}

#[db_test]
async fn everybody_is_told_until_they_put_it_away(app: TestApp) {
    let root = app.superuser("root").await;
    let ada = app.user("ada").await;
    let grace = app.user("grace").await;
    let made = announce(&root, &json!({"level": "info", "texts": texts(" One ")})).await;
    assert_eq!(titles(&ada).await, ["One"]);
    let dismiss = one(&made, path::DISMISS_ANNOUNCEMENT);
    for _ in 0..2 {
        ada.post_empty(&dismiss)
            .await
            .expect(StatusCode::NO_CONTENT);
    }
    assert_eq!(titles(&ada).await, [""; 0]);
    assert_eq!(titles(&grace).await, ["One"]);
}

#[db_test]
async fn a_text_is_as_long_as_it_may_be_and_keeps_its_lines(app: TestApp) {
    let root = app.superuser("root").await;
    let text = format!("One\n{}", "ü".repeat(ANNOUNCEMENT_MAX - 4));
    let body = json!({"level": "info", "texts": {"en": {"title": "Long", "text": text}}});
    let made = announce(&root, &body).await;
    assert_eq!(made.texts.en.text, text);
    let current: Announcements = root.get(path::ANNOUNCEMENTS).await.json();
    assert_eq!(current.items[0].text, text);
}

#[db_test]
async fn it_is_shown_from_its_beginning_to_its_end(app: TestApp) {
    let root = app.superuser("root").await;
    let now = app.ctx.clock.now();
    let body = json!({
        "level": "warning", "texts": texts("Later"),
        "starts_at": now + TimeDelta::minutes(2), "ends_at": now + TimeDelta::minutes(4),
    });
    let made = announce(&root, &body).await;
    assert_eq!(titles(&root).await, [""; 0]);
    root.post_empty(&one(&made, path::DISMISS_ANNOUNCEMENT))
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    app.ctx.clock.advance(TimeDelta::minutes(3));
    assert_eq!(titles(&root).await, ["Later"]);
    app.ctx.clock.advance(TimeDelta::minutes(1));
    assert_eq!(titles(&root).await, [""; 0]);
}

#[db_test]
async fn readers_get_their_own_language_or_english(app: TestApp) {
    let root = app.superuser("root").await;
    let mut both = texts("Both");
    both["ar"] = json!({"title": "كلاهما", "text": "نص"});
    announce(&root, &json!({"level": "info", "texts": texts("English")})).await;
    app.ctx.clock.advance(TimeDelta::seconds(1));
    announce(&root, &json!({"level": "info", "texts": both})).await;
    assert_eq!(titles(&root).await, ["Both", "English"]);
    let input = UserUpdate {
        locale: Some(Locale::Ar),
        ..UserUpdate::default()
    };
    root.patch(path::USERS_ME, &input, None)
        .await
        .expect(StatusCode::OK);
    assert_eq!(titles(&root).await, ["كلاهما", "English"]);
}

#[db_test]
async fn staff_change_end_and_remove(app: TestApp) {
    let root = app.superuser("root").await;
    let made = announce(&root, &json!({"level": "info", "texts": texts("One")})).await;
    let path = one(&made, path::ADMIN_ANNOUNCEMENT);
    let changed = root
        .patch(&path, &json!({"texts": texts("Two")}), Some("\"1\""))
        .await
        .with(StatusCode::OK);
    assert_eq!(changed.headers[header::ETAG], "\"2\"");
    root.patch(&path, &json!({"level": "warning"}), Some("\"1\""))
        .await
        .problem(StatusCode::PRECONDITION_FAILED, code::PRECONDITION_FAILED);
    assert_eq!(titles(&root).await, ["Two"]);
    app.ctx.clock.advance(TimeDelta::minutes(1));
    let end = json!({"hours": 0});
    root.patch(&path, &end, None).await.expect(StatusCode::OK);
    assert_eq!(titles(&root).await, [""; 0]);
    let all: Page<ManagedAnnouncement> = root.get(path::ADMIN_ANNOUNCEMENTS).await.json();
    assert_eq!(all.items.len(), 1);
    root.delete(&path).await.expect(StatusCode::NO_CONTENT);
    root.delete(&path)
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
}

#[db_test]
async fn a_change_of_nothing_changes_nothing(app: TestApp) {
    let root = app.superuser("root").await;
    let end = app.ctx.clock.now() + TimeDelta::days(1);
    let body = json!({"level": "info", "texts": texts("One"), "ends_at": end});
    let made = announce(&root, &body).await;
    let lines = app.db.audit_lines(Uuid::nil()).await.len();
    let path = one(&made, path::ADMIN_ANNOUNCEMENT);
    for body in [body, json!({"texts": texts(" One ")}), json!({})] {
        let answer = root.patch(&path, &body, Some("\"1\"")).await;
        assert_eq!(answer.headers[header::ETAG], "\"1\"");
        let same: ManagedAnnouncement = answer.with(StatusCode::OK).json();
        assert_eq!(same, made, "{body}");
    }
    assert_eq!(app.db.audit_lines(Uuid::nil()).await.len(), lines);
}

#[db_test]
async fn what_cannot_be_shown_is_refused(app: TestApp) {
    let root = app.superuser("root").await;
    let now = app.ctx.clock.now();
    for (body, path) in [
        (
            json!({"level": "info", "texts": texts(" ")}),
            "texts.en.title",
        ),
        (
            json!({"level": "info", "texts": {"en": {"title": "T", "text": "x".repeat(501)}}}),
            "texts.en.text",
        ),
        (
            json!({"level": "info", "texts": texts("T"), "ends_at": now - TimeDelta::days(1)}),
            "ends_at",
        ),
        (
            json!({"level": "info", "texts": texts("T"), "ends_at": now, "hours": 1}),
            "hours",
        ),
    ] {
        let refused = root.post(path::ADMIN_ANNOUNCEMENTS, &body).await;
        let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
        assert_eq!(problem.errors[0].path, path);
    }
}

#[db_test]
async fn the_list_comes_in_pages(app: TestApp) {
    let root = app.superuser("root").await;
    for title in ["One", "Two", "Three"] {
        app.ctx.clock.advance(TimeDelta::seconds(1));
        announce(&root, &json!({"level": "info", "texts": texts(title)})).await;
    }
    let page = async |query: String| -> Page<ManagedAnnouncement> {
        root.get(&format!("{}?limit=2{query}", path::ADMIN_ANNOUNCEMENTS))
            .await
            .with(StatusCode::OK)
            .json()
    };
    let titles = |page: &Page<ManagedAnnouncement>| -> Vec<String> {
        let titles = page.items.iter().map(|item| item.texts.en.title.clone());
        titles.collect()
    };
    let first = page(String::new()).await;
    assert_eq!(titles(&first), ["Three", "Two"]);
    let cursor = first.next_cursor.unwrap();
    let second = page(format!("&cursor={cursor}")).await;
    assert_eq!(titles(&second), ["One"]);
    let cursor = second.previous_cursor.unwrap();
    assert_eq!(
        titles(&page(format!("&cursor={cursor}")).await),
        ["Three", "Two"]
    );
}
