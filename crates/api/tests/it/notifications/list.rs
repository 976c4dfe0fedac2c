use chrono::TimeDelta;
use contract::{
    notifications::{NotificationKind, NotificationPreferences},
    path,
    problem::code,
};
use http::StatusCode;
use serde_json::json;
use testkit::{TestApp, db_test};
use tokio::task::JoinSet;

use super::{me, page, tell, tell_from, unread};

#[db_test]
async fn the_latest_comes_first_in_pages_there_and_back(app: TestApp) {
    let ada = app.user("ada").await;
    let id = me(&ada).await;
    // At the same moment, and yet in their order.
    for _ in 0..5 {
        tell(&app, id).await;
    }
    let all = page(&ada, "").await.items;
    assert_eq!(all.len(), 5);
    let first = page(&ada, "?limit=2").await;
    assert_eq!(first.items, all[..2]);
    assert_eq!(first.previous_cursor, None);
    let second = page(
        &ada,
        &format!("?limit=2&cursor={}", first.next_cursor.unwrap()),
    )
    .await;
    assert_eq!(second.items, all[2..4]);
    let last = page(
        &ada,
        &format!("?limit=2&cursor={}", second.next_cursor.unwrap()),
    )
    .await;
    assert_eq!(last.items, all[4..]);
    assert_eq!(last.next_cursor, None);
    let back = page(
        &ada,
        &format!("?limit=2&cursor={}", last.previous_cursor.unwrap()),
    )
    .await;
    assert_eq!(back.items, all[2..4]);
}

#[db_test]
async fn what_is_read_is_unread_no_more(app: TestApp) {
    let ada = app.user("ada").await;
    let id = me(&ada).await;
    assert_eq!(
        (unread(&ada).await.unread, unread(&ada).await.latest),
        (0, 0)
    );
    for _ in 0..3 {
        tell(&app, id).await;
    }
    let count = unread(&ada).await;
    assert_eq!((count.unread, count.latest), (3, 3));
    let second = page(&ada, "").await.items[1].clone();
    let path = path::READ_NOTIFICATION.replace("{id}", &second.id.to_string());
    app.ctx.clock.advance(TimeDelta::minutes(1));
    for _ in 0..2 {
        ada.post_empty(&path).await.expect(StatusCode::NO_CONTENT);
    }
    assert_eq!(unread(&ada).await.unread, 2);
    let left = page(&ada, "?unread=true").await.items;
    assert_eq!(left.len(), 2);
    assert!(left.iter().all(|item| item.id != second.id));
    let read = page(&ada, "").await.items[1].clone();
    assert_eq!(read.read_at, Some(app.ctx.clock.now()));
    ada.post_empty(path::READ_NOTIFICATIONS)
        .await
        .expect(StatusCode::NO_CONTENT);
    assert_eq!(unread(&ada).await.unread, 0);
    assert_eq!(page(&ada, "?unread=true").await.items, []);
    assert_eq!(page(&ada, "").await.items.len(), 3);
}

#[db_test]
async fn nobody_reads_what_is_for_others(app: TestApp) {
    let ada = app.user("ada").await;
    let grace = app.user("grace").await;
    tell(&app, me(&ada).await).await;
    assert_eq!(page(&grace, "").await.items, []);
    let id = page(&ada, "").await.items[0].id;
    let path = path::READ_NOTIFICATION.replace("{id}", &id.to_string());
    grace
        .post_empty(&path)
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    grace
        .post_empty(path::READ_NOTIFICATIONS)
        .await
        .expect(StatusCode::NO_CONTENT);
    assert_eq!(unread(&ada).await.unread, 1);
}

#[db_test]
async fn unread_ones_are_counted_up_to_a_hundred(app: TestApp) {
    let ada = app.user("ada").await;
    let id = me(&ada).await;
    for _ in 0..102 {
        tell(&app, id).await;
    }
    assert_eq!(unread(&ada).await.unread, 100);
}

#[db_test]
async fn those_told_at_the_same_time_get_places_of_their_own(app: TestApp) {
    let ada = app.user("ada").await;
    let id = me(&ada).await;
    let mut tasks = JoinSet::new();
    for _ in 0..8 {
        let ctx = app.ctx.clone();
        tasks.spawn(async move { tell_from(&ctx, id).await });
    }
    tasks.join_all().await;
    let count = unread(&ada).await;
    assert_eq!((count.unread, count.latest), (8, 8));
}

#[db_test]
async fn everything_is_told_until_somebody_says_otherwise(app: TestApp) {
    let ada = app.user("ada").await;
    let get = async || -> NotificationPreferences {
        ada.get(path::NOTIFICATION_PREFERENCES).await.json()
    };
    let first = get().await;
    assert_eq!(first.items.len(), NotificationKind::ALL.len());
    assert!(first.items.iter().all(|item| item.in_app && item.mail));
    let body = json!({"kind": "role_changed", "channel": "mail", "is_enabled": false});
    for _ in 0..2 {
        let answer = ada.patch(path::NOTIFICATION_PREFERENCES, &body, None).await;
        let changed: NotificationPreferences = answer.with(StatusCode::OK).json();
        assert_eq!(changed, get().await);
        for item in changed.items {
            let is_it = item.kind == NotificationKind::RoleChanged;
            assert_eq!((item.in_app, item.mail), (true, !is_it), "{}", item.kind);
        }
    }
    let body = json!({"channel": "mail", "is_enabled": true});
    ada.patch(path::NOTIFICATION_PREFERENCES, &body, None)
        .await
        .expect(StatusCode::OK);
    assert_eq!(get().await, first);
    let body = json!({"kind": "juggled", "channel": "mail", "is_enabled": true});
    ada.patch(path::NOTIFICATION_PREFERENCES, &body, None)
        .await
        .problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
}
