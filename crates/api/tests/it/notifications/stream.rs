use std::time::Duration;

use chrono::TimeDelta;
use contract::{
    announcements::{Announcements, AnnouncementsChanged, ManagedAnnouncement},
    notifications::{Notification, UnreadCount},
    path,
    problem::code,
};
use http::{StatusCode, header};
use serde_json::json;
use services::{
    Ctx,
    notifications::{Feed, FeedSettings},
    sessions::RefreshFlights,
};
use testkit::{Client, Event, Events, TestApp, db_test};
use tokio::time::timeout;

use super::{me, page, tell};

const STREAM: &str = path::NOTIFICATION_STREAM;

async fn next(events: &mut Events) -> Event {
    events.next().await.expect("the stream goes on")
}

/// Begins to listen, and reads the first event: how much is unread.
async fn listen(client: &Client, last: Option<&str>) -> (Events, Event) {
    let mut events = client.listen(STREAM, last).await;
    assert_eq!(events.status, StatusCode::OK);
    let first = next(&mut events).await;
    (events, first)
}

fn count(event: &Event) -> u64 {
    assert_eq!(event.name, "unread");
    event.json::<UnreadCount>().unread
}

/// Waits until nobody asks the database any more.
async fn at_rest(app: &TestApp) {
    let rest = async {
        while app.ctx.feed.is_polling() {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(20), rest).await.unwrap();
}

#[db_test]
async fn what_is_written_in_one_process_is_heard_in_the_other(app: TestApp) {
    let ada = app.user("ada").await;
    let id = me(&ada).await;
    let elsewhere = app.anon_elsewhere();
    for name in ["__Host-pilaster_access", "pilaster_access"] {
        if let Some(value) = ada.cookie(name) {
            elsewhere.set_cookie(name, &value);
        }
    }
    let (mut here, first_here) = listen(&ada, None).await;
    let (mut there, first_there) = listen(&elsewhere, None).await;
    assert_eq!((count(&first_here), count(&first_there)), (0, 0));
    tell(&app, id).await;
    let news = page(&ada, "").await.items.remove(0);
    for events in [&mut here, &mut there] {
        let event = next(events).await;
        assert_eq!(
            (event.name.as_str(), event.id.as_str()),
            ("notification", "1")
        );
        assert_eq!(event.json::<Notification>(), news);
        assert_eq!(count(&next(events).await), 1);
    }
    // Reading it in one of them is told in the other.
    elsewhere
        .post_empty(path::READ_NOTIFICATIONS)
        .await
        .expect(StatusCode::NO_CONTENT);
    for events in [&mut here, &mut there] {
        assert_eq!(count(&next(events).await), 0);
    }
}

#[db_test]
async fn a_stream_is_for_browsers_and_kept_by_nobody(app: TestApp) {
    let ada = app.user("ada").await;
    let mut events = ada.listen(STREAM, None).await;
    assert_eq!(events.headers[header::CONTENT_TYPE], "text/event-stream");
    assert_eq!(events.headers[header::CACHE_CONTROL], "private, no-store");
    assert_eq!(events.headers["x-accel-buffering"], "no");
    let first = events.block().await.unwrap();
    assert!(first.contains("retry: 3000"), "{first}");
    let alive = events.block().await.unwrap();
    assert_eq!(alive, ": alive", "a sign of life");
}

#[db_test]
async fn nothing_is_lost_and_nothing_repeated_when_a_stream_is_taken_up(app: TestApp) {
    let ada = app.user("ada").await;
    let id = me(&ada).await;
    let (mut events, _) = listen(&ada, None).await;
    tell(&app, id).await;
    let seen = next(&mut events).await;
    drop(events);
    for _ in 0..3 {
        tell(&app, id).await;
    }
    let mut events = ada.listen(STREAM, Some(&seen.id)).await;
    for expected in ["2", "3", "4"] {
        let event = next(&mut events).await;
        assert_eq!(
            (event.name.as_str(), event.id.as_str()),
            ("notification", expected)
        );
    }
    assert_eq!(count(&next(&mut events).await), 4);
    tell(&app, id).await;
    assert_eq!(next(&mut events).await.id, "5");
    drop(events);

    // As a page does that was rendered with a count.
    let mut events = ada.listen(&format!("{STREAM}?after=4"), None).await;
    assert_eq!(next(&mut events).await.id, "5");
    // The header of a browser that comes again says more than the address it began with.
    let mut events = ada.listen(&format!("{STREAM}?after=1"), Some("5")).await;
    assert_eq!(count(&next(&mut events).await), 5);
}

#[db_test]
async fn who_listens_hears_that_something_else_is_announced(app: TestApp) {
    let root = app.superuser("root").await;
    let ada = app.user("ada").await;
    let elsewhere = app.anon_elsewhere();
    for name in ["__Host-pilaster_access", "pilaster_access"] {
        if let Some(value) = ada.cookie(name) {
            elsewhere.set_cookie(name, &value);
        }
    }
    let first = revision(&ada).await;
    let stream = format!("{STREAM}?announcements={first}");
    let mut streams = Vec::new();
    for client in [&ada, &elsewhere] {
        let mut events = client.listen(&stream, None).await;
        assert_eq!(count(&next(&mut events).await), 0);
        streams.push(events);
    }
    let mut seen = vec![first.clone()];
    let mut hear = async |why: &str| {
        let now = revision(&ada).await;
        for events in &mut streams {
            let event = next(events).await;
            assert_eq!(event.name, "announcements", "{why}");
            assert_eq!(event.json::<AnnouncementsChanged>().revision, now, "{why}");
        }
        assert!(!seen.contains(&now), "{why}");
        seen.push(now);
    };

    let now = app.ctx.clock.now();
    let text = json!({"en": {"title": "One", "text": "Text"}});
    let body = json!({
        "level": "info", "texts": text,
        "starts_at": now + TimeDelta::minutes(1), "ends_at": now + TimeDelta::minutes(2),
    });
    let made = root.post(path::ADMIN_ANNOUNCEMENTS, &body).await;
    made.expect(StatusCode::CREATED);
    app.ctx.clock.advance(TimeDelta::minutes(1));
    hear("it begins by itself").await;
    let body = json!({"level": "info", "texts": text});
    let made = root.post(path::ADMIN_ANNOUNCEMENTS, &body).await;
    let made: ManagedAnnouncement = made.with(StatusCode::CREATED).json();
    hear("there is another one").await;
    app.ctx.clock.advance(TimeDelta::minutes(1));
    hear("the first one is over").await;
    let one = path::ADMIN_ANNOUNCEMENT.replace("{id}", &made.id.to_string());
    let body = json!({"level": "warning"});
    let changed = root.patch(&one, &body, None).await;
    changed.expect(StatusCode::OK);
    hear("it is changed").await;
    root.delete(&one).await.expect(StatusCode::NO_CONTENT);
    for events in &mut streams {
        let event = next(events).await;
        assert_eq!(event.json::<AnnouncementsChanged>().revision, first);
    }
}

#[db_test]
async fn who_comes_late_hears_at_once_that_something_else_is_announced(app: TestApp) {
    let root = app.superuser("root").await;
    let ada = app.user("ada").await;
    let known = revision(&ada).await;
    let text = json!({"en": {"title": "One", "text": "Text"}});
    let body = json!({"level": "info", "texts": text});
    let made = root.post(path::ADMIN_ANNOUNCEMENTS, &body).await;
    made.expect(StatusCode::CREATED);
    let now = revision(&ada).await;
    // Also who could not be told any, as the page was made.
    for known in [known.as_str(), ""] {
        let stream = format!("{STREAM}?announcements={known}");
        let mut events = ada.listen(&stream, None).await;
        assert_eq!(count(&next(&mut events).await), 0);
        let event = next(&mut events).await;
        assert_eq!(event.json::<AnnouncementsChanged>().revision, now);
    }
    let path = format!("{STREAM}?announcements={now}");
    for stream in [STREAM, &path] {
        let mut events = ada.listen(stream, None).await;
        assert_eq!(count(&next(&mut events).await), 0);
        tell(&app, me(&ada).await).await;
        assert_eq!(next(&mut events).await.name, "notification", "nothing else");
        ada.post_empty(path::READ_NOTIFICATIONS)
            .await
            .expect(StatusCode::NO_CONTENT);
    }
}

/// Names what is announced now.
async fn revision(client: &Client) -> String {
    let current: Announcements = client.get(path::ANNOUNCEMENTS).await.json();
    current.revision
}

#[db_test]
async fn who_has_missed_very_much_hears_the_end_of_it(app: TestApp) {
    let ada = app.user("ada").await;
    let id = me(&ada).await;
    for _ in 0..105 {
        tell(&app, id).await;
    }
    let mut events = ada.listen(STREAM, Some("1")).await;
    for expected in 6..=105 {
        assert_eq!(next(&mut events).await.id, expected.to_string());
    }
    assert_eq!(count(&next(&mut events).await), 100);
    // A place that never was is taken for the latest one.
    let (_events, first) = listen(&ada, Some("900")).await;
    assert_eq!((first.id.as_str(), count(&first)), ("105", 100));
}

#[db_test]
async fn a_slow_reader_misses_nothing_and_holds_nobody_up(app: TestApp) {
    let ada = app.user("ada").await;
    let id = me(&ada).await;
    let (mut slow, _) = listen(&ada, None).await;
    let (mut quick, _) = listen(&ada, None).await;
    for place in 1..=60 {
        tell(&app, id).await;
        loop {
            let event = next(&mut quick).await;
            if event.name == "notification" {
                assert_eq!(event.id, place.to_string());
                break;
            }
        }
    }
    for place in 1..=60 {
        let event = next(&mut slow).await;
        assert_eq!(
            (event.name.as_str(), event.id),
            ("notification", place.to_string())
        );
    }
    assert_eq!(count(&next(&mut slow).await), 60, "told once, at the end");
}

#[db_test]
async fn a_stream_ends_with_its_session(app: TestApp) {
    let ada = app.user("ada").await;
    let twin = app.sign_in("ada@example.com").await;
    let (events, _) = listen(&ada, None).await;
    let (mut others, _) = listen(&twin, None).await;
    twin.delete(path::SESSIONS)
        .await
        .expect(StatusCode::NO_CONTENT);
    events.end().await;
    tell(&app, me(&twin).await).await;
    assert_eq!(next(&mut others).await.name, "notification", "that goes on");
    app.db.deactivate("ada@example.com").await;
    others.end().await;
}

#[db_test]
async fn a_session_that_is_ended_ends_its_streams_at_once_elsewhere(app: TestApp) {
    let ada = app.user("ada").await;
    let twin = app.sign_in("ada@example.com").await;
    let third = app.sign_in("ada@example.com").await;
    // A process in which nobody looks by themselves whether a session lives.
    let elsewhere = Ctx {
        refresh_flights: RefreshFlights::default(),
        feed: Feed::new(FeedSettings {
            poll: Duration::from_millis(20),
            check: Duration::from_hours(1),
            ..FeedSettings::default()
        }),
        ..app.ctx.clone()
    };
    let mut streams = Vec::new();
    for client in [&ada, &twin, &third] {
        let there = app.anon_on(&elsewhere);
        for name in ["__Host-pilaster_access", "pilaster_access"] {
            if let Some(value) = client.cookie(name) {
                there.set_cookie(name, &value);
            }
        }
        streams.push(listen(&there, None).await.0);
    }
    ada.post_empty(path::LOGOUT)
        .await
        .expect(StatusCode::NO_CONTENT);
    streams.remove(0).end().await;
    let id = me(&third).await;
    tell(&app, id).await;
    for events in &mut streams {
        assert_eq!(next(events).await.name, "notification", "they go on");
        assert_eq!(count(&next(events).await), 1);
    }
    third
        .delete(path::SESSIONS)
        .await
        .expect(StatusCode::NO_CONTENT);
    streams.remove(0).end().await;
    tell(&app, id).await;
    assert_eq!(next(&mut streams[0]).await.name, "notification");
}

#[db_test]
async fn nobody_listens_more_often_than_they_may(app: TestApp) {
    let ada = app.user("ada").await;
    let grace = app.user("grace").await;
    let (one, _) = listen(&ada, None).await;
    let (_two, _) = listen(&ada, None).await;
    let (_three, _) = listen(&ada, None).await;
    let refused = ada.get(STREAM).await;
    refused.problem(StatusCode::TOO_MANY_REQUESTS, code::RATE_LIMITED);
    let (_hers, _) = listen(&grace, None).await;
    drop(one);
    let (_again, _) = listen(&ada, None).await;
}

#[db_test]
async fn the_database_is_asked_only_while_somebody_listens(app: TestApp) {
    let ada = app.user("ada").await;
    assert!(!app.ctx.feed.is_polling());
    let (events, _) = listen(&ada, None).await;
    assert!(app.ctx.feed.is_polling());
    drop(events);
    at_rest(&app).await;
    let (mut events, _) = listen(&ada, None).await;
    tell(&app, me(&ada).await).await;
    assert_eq!(next(&mut events).await.name, "notification");
}

#[db_test]
async fn a_process_that_ends_ends_its_streams(app: TestApp) {
    let ada = app.user("ada").await;
    let (events, _) = listen(&ada, None).await;
    app.ctx.feed.close().await;
    events.end().await;
    let refused = ada.get(STREAM).await;
    refused.problem(StatusCode::SERVICE_UNAVAILABLE, code::UNAVAILABLE);
}
