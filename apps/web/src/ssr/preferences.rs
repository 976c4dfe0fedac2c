//! Language and theme, chosen by forms that work on every page with and without scripts.

use axum::{Router, http::StatusCode, response::Response, routing::post};
use contract::users::UserUpdate;
use serde::Deserialize;

use super::{Form, PageRequest, WebState, cookies, paths};
use crate::{
    client::{ClientError, ask},
    layout::{LOCALE_PATH, THEME_PATH},
    pages::errors,
};

pub(super) fn routes() -> Router<WebState> {
    Router::new()
        .route(LOCALE_PATH, post(set_locale))
        .route(THEME_PATH, post(set_theme))
}

/// A choice, and the page to come back to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Choice {
    locale: String,
    theme: String,
    next: String,
}

async fn set_locale(page: PageRequest, Form(choice): Form<Choice>) -> Response {
    let Ok(locale) = choice.locale.parse() else {
        return errors::render(&page, StatusCode::BAD_REQUEST);
    };
    let update = UserUpdate {
        locale: Some(locale),
        ..UserUpdate::default()
    };
    keep(&page, cookies::LOCALE, locale.code(), &update, &choice.next).await
}

async fn set_theme(page: PageRequest, Form(choice): Form<Choice>) -> Response {
    let Ok(theme) = choice.theme.parse() else {
        return errors::render(&page, StatusCode::BAD_REQUEST);
    };
    let update = UserUpdate {
        theme: Some(theme),
        ..UserUpdate::default()
    };
    keep(&page, cookies::THEME, theme.as_str(), &update, &choice.next).await
}

async fn keep(
    page: &PageRequest,
    cookie: &str,
    value: &str,
    update: &UserUpdate,
    next: &str,
) -> Response {
    if let Err(error) = keep_for_user(page, update).await {
        return errors::refused(page, &error);
    }
    // Last, so that it stands whatever the middleware remembered of the user so far.
    if let Some(cookie) = cookies::keep(cookie, value, page.web.settings.is_secure()) {
        page.set_cookie(cookie);
    }
    page.redirect(paths::own(next).unwrap_or("/"))
}

/// Changes the account of who is signed in. A change of the profile in between is no conflict
/// with this one, so it is tried again upon the new version.
async fn keep_for_user(page: &PageRequest, update: &UserUpdate) -> Result<(), ClientError> {
    let Some(user) = &page.user else {
        return Ok(());
    };
    match page.client.update_me(update, user.version).await {
        Err(error) if error.status() == 412 => {
            let user = page.client.get(ask::me()).await?;
            page.client.update_me(update, user.version).await.map(drop)
        }
        other => other.map(drop),
    }
}
