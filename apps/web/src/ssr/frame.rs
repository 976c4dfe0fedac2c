//! What the frame around app pages tells, and how an announcement is put away without a script.

use axum::{
    Router,
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::Response,
    routing::{get, post},
};
use contract::{AnnouncementId, notifications::UnreadCount};
use leptos::prelude::*;
use serde::Deserialize;

use super::{Form, PageRequest, WebState, paths, plain};
use crate::{
    layout::{
        BANNERS_PATH, DISMISS_PATH,
        banners::{BannerList, Frame},
    },
    pages::errors,
};

pub(super) fn routes() -> Router<WebState> {
    Router::new()
        .route(BANNERS_PATH, get(banners))
        .route(DISMISS_PATH, post(dismiss))
}

/// What is announced, for the frame of a page that is open.
async fn banners(page: PageRequest) -> Response {
    let announcements = match page.client.announcements().await {
        Ok(announcements) => announcements,
        Err(error) => return errors::refused(&page, &error),
    };
    let frame = Frame {
        announcements,
        ..Frame::default()
    };
    let page = PageRequest {
        frame: frame.into(),
        ..page
    };
    let owner = Owner::new_root(None);
    let html = owner.with(|| {
        page.provide_contexts();
        view! { <BannerList /> }.to_html()
    });
    drop(owner);
    plain::html(StatusCode::OK, html)
}

/// Asks for what the frame tells, before the page is made. A page that cannot have it does without.
pub(super) async fn layer(mut request: Request, next: Next) -> Response {
    let page = request.extensions().get::<PageRequest>().cloned();
    if let Some(page) = page.filter(|page| page.user.is_some()) {
        let client = &page.client;
        let (unread, announcements) = tokio::join!(client.unread_count(), client.announcements());
        let frame = Frame {
            unread: unread.unwrap_or_else(|_| UnreadCount::default()),
            announcements: announcements.unwrap_or_default(),
        };
        request.extensions_mut().insert(PageRequest {
            frame: frame.into(),
            ..page.clone()
        });
    }
    next.run(request).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Dismissal {
    id: String,
    next: String,
}

async fn dismiss(page: PageRequest, Form(dismissal): Form<Dismissal>) -> Response {
    let Dismissal { id, next } = dismissal;
    if let Ok(id) = id.parse::<AnnouncementId>() {
        match page.client.dismiss_announcement(id).await {
            // One that is gone by now is as good as put away.
            Err(error) if error.status() != 404 => return errors::refused(&page, &error),
            Err(_) | Ok(()) => {}
        }
    }
    page.redirect(paths::own(&next).unwrap_or("/dashboard"))
}
