//! Asking for a link to choose a new password. No page tells whether an address has an account.

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use contract::auth::ForgotPassword;
use leptos::prelude::*;
use serde::Deserialize;

use super::{address::AddressPage, form::Refusal, pending, sent::SentPage, status_of};
use crate::{
    contexts::use_texts,
    ssr::{Form, Head, PageRequest, Query},
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    sent: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    email: String,
}

pub(super) async fn show(
    page: PageRequest,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response {
    if asked.sent.is_empty() {
        return ask(&page, StatusCode::OK, String::new(), Refusal::default());
    }
    let email = pending::read(&headers);
    let texts = page.texts;
    let lead = match email.as_deref() {
        Some(email) => texts.auth_forgot_sent_lead_to(email),
        None => texts.auth_forgot_sent_lead().to_owned(),
    };
    let notice = (asked.sent == "again").then(|| texts.auth_forgot_sent_again());
    let sandbox = page.web.settings.sandbox;
    page.render(StatusCode::OK, texts.auth_sent_title(), || {
        view! {
            <SentPage
                lead
                notice
                email
                resend="/forgot-password/resend"
                ask="/forgot-password"
                other=("/login", texts.auth_forgot_back())
                sandbox
            />
        }
    })
}

pub(super) async fn submit(page: PageRequest, Form(posted): Form<Posted>) -> Response {
    send(&page, posted, "/forgot-password?sent=1").await
}

pub(super) async fn resend(page: PageRequest, Form(posted): Form<Posted>) -> Response {
    send(&page, posted, "/forgot-password?sent=again").await
}

async fn send(page: &PageRequest, posted: Posted, sent: &str) -> Response {
    let Posted { email } = posted;
    let input = ForgotPassword {
        email: email.clone(),
    };
    match page.client.forgot_password(&input).await {
        Ok(()) => {
            for path in [pending::FORGOT, pending::RESET] {
                pending::remember(page, path, email.trim());
            }
            page.redirect(sent)
        }
        Err(error) => ask(page, status_of(&error), email, Refusal::of(&error)),
    }
}

fn ask(page: &PageRequest, status: StatusCode, email: String, refusal: Refusal) -> Response {
    let head = Head::new(page.texts.auth_forgot_title()).enhanced();
    page.render(status, head, || {
        view! { <ForgotPage email refusal stale=false /> }
    })
}

/// Asks for the address, to whom a link has led that no longer works.
pub(super) fn stale(page: &PageRequest, status: StatusCode, email: String) -> Response {
    let head = Head::new(page.texts.auth_verify_failed_title()).enhanced();
    page.render(status, head, || {
        view! { <ForgotPage email refusal=Refusal::default() stale=true /> }
    })
}

/// Asks for the address of the account.
#[component]
fn ForgotPage(
    email: String,
    refusal: Refusal,
    /// Whether a link that no longer works led here.
    stale: bool,
) -> impl IntoView {
    let texts = use_texts();
    let (title, lead) = if stale {
        (
            texts.auth_verify_failed_title(),
            texts.auth_reset_failed_lead(),
        )
    } else {
        (texts.auth_forgot_title(), texts.auth_forgot_lead())
    };
    view! {
        <AddressPage
            title
            lead
            action="/forgot-password"
            autocomplete="username"
            email
            // A stale link is something to read first.
            autofocus=!stale
            refusal
            back=texts.auth_forgot_back()
        />
    }
}
