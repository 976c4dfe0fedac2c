//! App pages: only for those who are signed in, rendered by the one tree of routes.

use any_spawner::Executor;
use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, header::CONTENT_SECURITY_POLICY},
    response::Response,
    routing::get,
};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_axum::{ResponseOptions, render_app_async_with_context};

use super::{PageRequest, WebState, csp, paths};
use crate::{app, pages::errors, shell::AppDocument};

pub(super) fn routes() -> Router<WebState> {
    // An executor that is already set is the same one.
    drop(Executor::init_tokio());
    app::PATHS
        .into_iter()
        .fold(Router::new(), |router, path| router.route(path, get(show)))
}

async fn show(page: PageRequest, request: Request) -> Response {
    if let Some(refusal) = &page.refusal {
        return errors::refused(&page, refusal);
    }
    if page.user.is_none() {
        return page.redirect(&paths::login(&page.path));
    }
    let contexts = {
        let page = page.clone();
        move || {
            page.provide_contexts();
            provide_context(page.client.clone());
            let nonce = use_nonce();
            let policy: HeaderValue = csp::app(nonce.as_deref());
            expect_context::<ResponseOptions>().insert_header(CONTENT_SECURITY_POLICY, policy);
        }
    };
    let document = move || view! { <AppDocument page=page.clone() /> };
    render_app_async_with_context(contexts, document)(request).await
}
