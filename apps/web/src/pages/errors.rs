//! Pages for what cannot be shown: said in the visitor's language, with a way on.

use axum::{http::StatusCode, response::Response};
use contract::problem::code;
use leptos::prelude::*;
use ui::{ButtonLink, ButtonVariant};

use crate::{
    client::ClientError,
    contexts::{use_auth, use_texts},
    layout::site::Site,
    ssr::PageRequest,
};

/// Answers with the page of a status. If the page's own user could not be found out, that is the
/// reason, and its request is named.
pub fn render(page: &PageRequest, status: StatusCode) -> Response {
    match &page.refusal {
        Some(refusal) if refusal.status() == status.as_u16() => refused(page, refusal),
        _ => answer(page, status, code_of(status), None),
    }
}

/// Answers with what the API refused, and the id of the request to ask about.
pub fn refused(page: &PageRequest, error: &ClientError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let request_id = match error {
        ClientError::Problem(problem) => Some(problem.request_id.clone()),
        ClientError::Offline | ClientError::Unexpected => None,
    };
    answer(page, status, error.code(), request_id)
}

/// Answers with the page for clients outside of the networks of administrators.
pub fn network_forbidden(page: &PageRequest) -> Response {
    answer(page, StatusCode::FORBIDDEN, code::NETWORK_FORBIDDEN, None)
}

fn answer(
    page: &PageRequest,
    status: StatusCode,
    code: &str,
    request_id: Option<String>,
) -> Response {
    let texts = page.texts;
    let (title, lead) = if status == StatusCode::NOT_FOUND {
        (texts.pages_not_found_title(), texts.pages_not_found_lead())
    } else {
        let lead = texts.error(code).or_else(|| texts.error(code_of(status)));
        (texts.pages_error_title(), lead.unwrap_or_default())
    };
    page.render(
        status,
        title,
        || view! { <ErrorPage status title lead request_id /> },
    )
}

/// The refusal that a bare status stands for.
fn code_of(status: StatusCode) -> &'static str {
    match status {
        StatusCode::UNAUTHORIZED => code::UNAUTHENTICATED,
        StatusCode::FORBIDDEN => code::FORBIDDEN,
        StatusCode::NOT_FOUND => code::NOT_FOUND,
        StatusCode::METHOD_NOT_ALLOWED => code::METHOD_NOT_ALLOWED,
        StatusCode::PRECONDITION_FAILED => code::PRECONDITION_FAILED,
        StatusCode::PAYLOAD_TOO_LARGE => code::TOO_LARGE,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => code::UNSUPPORTED_MEDIA_TYPE,
        StatusCode::TOO_MANY_REQUESTS => code::RATE_LIMITED,
        StatusCode::SERVICE_UNAVAILABLE => code::UNAVAILABLE,
        status if status.is_client_error() => code::MALFORMED,
        _ => code::INTERNAL,
    }
}

#[component]
fn ErrorPage(
    status: StatusCode,
    title: &'static str,
    lead: &'static str,
    request_id: Option<String>,
) -> impl IntoView {
    let texts = use_texts();
    let home = ("/", texts.pages_to_start());
    let (first, second) = if use_auth().with_untracked(Option::is_some) {
        (("/dashboard", texts.app_missing_action()), home)
    } else {
        (home, ("/login", texts.nav_sign_in()))
    };
    view! {
        <Site>
            <div class="site-container error-page">
                <p class="error-status" aria-hidden="true">
                    {status.as_u16()}
                </p>
                <h1 class="error-title">{title}</h1>
                <p class="error-lead">{lead}</p>
                <div class="hero-actions">
                    <ButtonLink href=first.0 external=true>
                        {first.1}
                    </ButtonLink>
                    <ButtonLink href=second.0 variant=ButtonVariant::Outline external=true>
                        {second.1}
                    </ButtonLink>
                </div>
                {request_id
                    .map(|id| {
                        view! {
                            <p class="error-request">
                                {texts.pages_error_request()} " " <code dir="ltr">{id}</code> <br />
                                {texts.pages_error_request_hint()}
                            </p>
                        }
                    })}
            </div>
        </Site>
    }
}
