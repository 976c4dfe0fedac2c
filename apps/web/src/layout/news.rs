//! What is new, as it happens: the bell counts on, pages ask once more for what has changed, and
//! announcements come and go.
//!
//! A page that nobody sees does not listen: browsers have few connections to one place.

use std::{cell::RefCell, time::Duration};

use contract::{
    notifications::{COUNTED, UnreadCount},
    path::{NOTIFICATION_STREAM, NOTIFICATIONS},
};
use i18n::Texts;
use leptos::{
    prelude::*,
    task::spawn_local,
    wasm_bindgen::{JsCast, JsValue, closure::Closure},
};
use ui::dom::{first, set_attribute};
use web_sys::{Event, EventSource, MessageEvent};

use crate::{
    client::Client,
    contexts::use_texts,
    queries::{Queries, use_queries},
};

/// When to listen again after the server has said no.
const AGAIN: Duration = Duration::from_secs(15);

thread_local! {
    /// The one stream of the document.
    static STREAM: RefCell<Stream> = const { RefCell::new(Stream { source: None, latest: String::new() }) };
}

struct Stream {
    source: Option<EventSource>,
    /// The id of the last event.
    latest: String,
}

/// Listens to what is new, as long as the document lives and is seen.
pub(super) fn follow_news() {
    let (queries, texts) = (use_queries(), use_texts());
    let latest = first(".app-bell").and_then(|bell| bell.get_attribute("data-latest"));
    STREAM.with_borrow_mut(|stream| stream.latest = latest.unwrap_or_default());
    let hear = Closure::<dyn Fn(Event)>::new(move |ev: Event| heard(&ev, queries, texts));
    let hear: JsValue = hear.into_js_value();
    listen(&hear);
    window_event_listener_untyped("visibilitychange", move |_| listen(&hear));
}

/// Listens if the page is seen, and else does not.
fn listen(hear: &JsValue) {
    STREAM.with_borrow_mut(|stream| {
        if document().hidden() {
            if let Some(source) = stream.source.take() {
                source.close();
            }
            return;
        }
        let is_open = |source: &EventSource| source.ready_state() != EventSource::CLOSED;
        if stream.source.as_ref().is_some_and(is_open) {
            return;
        }
        let shown = first("[data-revision]").and_then(|list| list.get_attribute("data-revision"));
        let shown = shown.unwrap_or_default();
        let url = format!(
            "{NOTIFICATION_STREAM}?after={}&announcements={shown}",
            stream.latest
        );
        stream.source = EventSource::new(&url).ok();
        for name in ["unread", "notification", "announcements", "error"] {
            if let Some(source) = &stream.source {
                // It fails for options that are none.
                drop(source.add_event_listener_with_callback(name, hear.unchecked_ref()));
            }
        }
    });
}

fn heard(ev: &Event, queries: Queries, texts: &'static Texts) {
    let Some(message) = ev.dyn_ref::<MessageEvent>() else {
        return failed(ev);
    };
    STREAM.with_borrow_mut(|stream| stream.latest = message.last_event_id());
    if ev.type_() == "announcements" {
        spawn_local(announce());
    } else if ev.type_() == "notification" {
        queries.hear(&message.data().as_string().unwrap_or_default());
    } else if let Some(Ok(count)) = message.data().as_string().map(|json| read(&json)) {
        show(count, texts);
        queries.forget(NOTIFICATIONS);
    }
}

/// Shows what is announced by now. If it cannot be had, the next document shows it.
async fn announce() {
    if let Ok(banners) = Client::in_browser().banners().await
        && let Some(place) = first(".app-banners")
    {
        place.set_inner_html(&banners);
    }
}

fn read(json: &str) -> serde_json::Result<UnreadCount> {
    serde_json::from_str(json)
}

/// The browser comes again by itself when a connection is lost, but not when it was refused: the access
/// token may have run out.
fn failed(ev: &Event) {
    let source = ev.target().and_then(|it| it.dyn_into::<EventSource>().ok());
    let is_refused = source.is_some_and(|it| it.ready_state() == EventSource::CLOSED);
    if is_refused {
        set_timeout(|| spawn_local(renew()), AGAIN);
    }
}

/// Renews the session, so that a page that is seen listens again. Without a session it stays quiet: what
/// is done next leads to the sign-in.
async fn renew() {
    if Client::in_browser().refresh().await.is_ok()
        && let Ok(event) = Event::new("visibilitychange")
    {
        // It fails only for events that are under way.
        drop(window().dispatch_event(&event));
    }
}

/// Shows in the frame how much is unread.
fn show(count: UnreadCount, texts: &Texts) {
    let unread = i64::try_from(count.unread).unwrap_or(i64::MAX);
    let (label, shown) = match count.unread {
        0 => (texts.notifications_bell().to_owned(), String::new()),
        COUNTED.. => (texts.notifications_bell_unread(unread), "99+".to_owned()),
        _ => (
            texts.notifications_bell_unread(unread),
            texts.number(unread),
        ),
    };
    if let Some(words) = first(".app-bell [aria-live]") {
        words.set_text_content(Some(&label));
    }
    if let Some(badge) = first(".app-bell-count") {
        badge.set_text_content(Some(&shown));
        set_attribute(&badge, "hidden", shown.is_empty().then_some(""));
    }
}
