//! App pages: only for those who are signed in. What a page shows is asked for first; then the one
//! tree of routes is rendered with it in one go.

use axum::{
    Router,
    http::{HeaderValue, StatusCode, header::CONTENT_SECURITY_POLICY},
    middleware::from_fn,
    response::Response,
    routing::{get, post},
};
use leptos::{nonce::Nonce, prelude::*};
use leptos_router::location::RequestUrl;

use super::{PageRequest, WebState, csp, frame, paths, plain};
use crate::{
    answers::Answers,
    app::{App, AppProps},
    client::ask,
    contexts,
    pages::{admin, dashboard, errors, notifications, projects, settings, teams},
    shell::{AppDocument, AppDocumentProps},
};

pub(super) fn routes() -> Router<WebState> {
    Router::new()
        .route(
            "/dashboard",
            get(async |page: PageRequest| show(&page, dashboard::load(&page).await)),
        )
        .route(
            "/settings/profile",
            get(async |page: PageRequest| show(&page, settings::profile::load())),
        )
        .route(
            "/settings/security",
            get(async |page: PageRequest| show(&page, settings::security::load(&page).await)),
        )
        .route(
            "/settings/api-keys",
            get(async |page: PageRequest| show(&page, settings::api_keys::load(&page).await)),
        )
        .route(
            "/settings/account",
            get(async |page: PageRequest| show(&page, settings::account::load(&page).await)),
        )
        .route(
            "/admin/{*rest}",
            get(async |page: PageRequest| show(&page, admin::load(&page).await)),
        )
        .route(
            "/admin",
            get(async |page: PageRequest| page.redirect(&admin::first(&page))),
        )
        // Where the list of users was before there was more for staff.
        .route(
            "/users",
            get(async |page: PageRequest| page.redirect(&admin::users_moved(&page))),
        )
        .route("/impersonation/end", post(end_impersonation))
        .route(
            "/notifications",
            get(async |page: PageRequest| show(&page, notifications::load(&page).await)),
        )
        .route(
            "/settings/notifications",
            get(async |page: PageRequest| show(&page, settings::notifications::load(&page).await)),
        )
        .merge(of_teams())
        .route_layer(from_fn(super::teams::layer))
        .route_layer(from_fn(frame::layer))
}

fn of_teams() -> Router<WebState> {
    Router::new()
        .route(
            "/teams",
            get(async |page: PageRequest| show(&page, teams::load::list(&page))),
        )
        .route(
            "/teams/new",
            get(async |page: PageRequest| show(&page, Answers::default())),
        )
        .route(
            "/t/{slug}",
            get(async |page: PageRequest| show(&page, teams::load::overview(&page).await)),
        )
        .route(
            "/t/{slug}/members",
            get(async |page: PageRequest| show(&page, teams::load::members(&page).await)),
        )
        .route(
            "/t/{slug}/roles",
            get(async |page: PageRequest| show(&page, teams::load::roles(&page).await)),
        )
        .route(
            "/t/{slug}/settings",
            get(async |page: PageRequest| show(&page, teams::load::settings(&page).await)),
        )
        .route(
            "/t/{slug}/audit",
            get(async |page: PageRequest| show(&page, teams::load::audit(&page).await)),
        )
        .route(
            "/t/{slug}/projects",
            get(async |page: PageRequest| show(&page, projects::load::list(&page).await)),
        )
        .route(
            "/t/{slug}/projects/{id}",
            get(async |page: PageRequest| show(&page, projects::load::detail(&page).await)),
        )
}

/// Brings who acts as somebody else back to the page of that person, as themselves.
async fn end_impersonation(page: PageRequest) -> Response {
    match page.client.end_impersonation().await {
        Ok(()) => {
            let acted_as = page
                .user
                .as_ref()
                .filter(|user| user.impersonation.is_some());
            let next = acted_as.map(|user| admin::user_path(user.id));
            page.redirect(next.as_deref().unwrap_or("/dashboard"))
        }
        Err(error) if error.status() == 401 => page.redirect("/login"),
        Err(error) => errors::refused(&page, &error),
    }
}

fn show(page: &PageRequest, answers: Answers) -> Response {
    if let Some(refusal) = &page.refusal {
        return errors::refused(page, refusal);
    }
    let Some(user) = page.user.as_deref() else {
        return page.redirect(&paths::login(&page.path));
    };
    let answers = answers.with_answer(ask::me(), Ok(user));
    let nonce = Nonce::new();
    let policy: HeaderValue = csp::scripted(&nonce);
    let owner = Owner::new_root(None);
    let (html, said) = owner.with(|| {
        page.provide_contexts();
        provide_context(page.client.clone());
        provide_context(answers.clone());
        provide_context(RequestUrl::new(&page.path));
        let said = contexts::response::Response::provide();
        let (locale, texts) = (page.locale, page.texts);
        let app = App(AppProps { locale, texts }).to_html();
        let said = said();
        let document = AppDocument(AppDocumentProps {
            page: page.clone(),
            title: said.title.clone(),
            nonce,
            app,
            answers,
        });
        (document.to_html(), said)
    });
    drop(owner);
    let status = StatusCode::from_u16(said.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = plain::html(status, html);
    response
        .headers_mut()
        .insert(CONTENT_SECURITY_POLICY, policy);
    response
}
