//! What the frame around app pages tells, and how an announcement is put away without a script.

use axum::{Router, extract::Request, middleware::Next, response::Response, routing::post};
use contract::{AnnouncementId, notifications::UnreadCount};
use serde::Deserialize;

use super::{Form, PageRequest, WebState, paths};
use crate::{
    layout::{DISMISS_PATH, banners::Frame},
    pages::errors,
};

pub(super) fn routes() -> Router<WebState> {
    Router::new().route(DISMISS_PATH, post(dismiss))
}

/// Asks for what the frame tells, before the page is made. A page that cannot have it does without.
pub(super) async fn layer(mut request: Request, next: Next) -> Response {
    let page = request.extensions().get::<PageRequest>().cloned();
    if let Some(page) = page.filter(|page| page.user.is_some()) {
        let client = &page.client;
        let (unread, announcements) = tokio::join!(client.unread_count(), client.announcements());
        let frame = Frame {
            unread: unread.unwrap_or_else(|_| UnreadCount::default()),
            announcements: announcements.map(|all| all.items).unwrap_or_default(),
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
